//! The JSON parser: shapes, errors, recovery, hostile input, and an independent witness.

#![allow(clippy::unwrap_used)]

mod support;

use acrlint::syntax::{Kind, Node, SyntaxTree, json};
use std::path::PathBuf;
use support::sound::assert_sound;

/// The tree without spans: `Object(Property("a" Number:1))`.
fn shape(node: Node, text: &str) -> String {
    match node.kind() {
        Kind::String => node.text(text).to_owned(),
        Kind::Number | Kind::Identifier | Kind::True | Kind::False | Kind::Null => {
            format!("{:?}:{}", node.kind(), node.text(text))
        }
        kind => {
            let children: Vec<String> = node.children().map(|child| shape(child, text)).collect();
            format!("{kind:?}({})", children.join(" "))
        }
    }
}

fn parse(text: &str) -> (String, Vec<String>) {
    let tree = json::parse(text);
    assert_sound(&tree, text);
    let root = tree.root().unwrap();
    let shapes: Vec<String> = root.children().map(|child| shape(child, text)).collect();
    (shapes.join(" "), messages(&tree))
}

fn messages(tree: &SyntaxTree) -> Vec<String> {
    tree.errors.iter().map(|error| error.message.clone()).collect()
}

fn fixtures() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/parse/json");
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap())
        })
        .collect();
    found.sort();
    found
}

fn fixture(name: &str) -> String {
    fixtures().into_iter().find(|(found, _)| found == name).unwrap().1
}

#[test]
fn shapes_without_error() {
    let table = [
        ("1", "Number:1"),
        (" null ", "Null:null"),
        ("\u{feff}{}", "Object()"),
        ("[]", "Array()"),
        ("[true, false,]", "Array(True:true False:false)"),
        (
            r#"{"a": -1.5e+3, "b": [{}],}"#,
            r#"Object(Property("a" Number:-1.5e+3) Property("b" Array(Object())))"#,
        ),
        ("// x\n{/* y */\"a\"/**/:// z\n\"b\"}", r#"Object(Property("a" "b"))"#),
        ("\"two\nlines\ttab\"", "\"two\nlines\ttab\""),
        (r#""\"\\\/\b\f\n\r\t\u00Ef""#, r#""\"\\\/\b\f\n\r\t\u00Ef""#),
        ("[-0, 0.5, 1E5]", "Array(Number:-0 Number:0.5 Number:1E5)"),
    ];
    for (text, expected) in table {
        assert_eq!(parse(text), (expected.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn comments_are_kept() {
    let text = fixture("extensions.jsonc");
    let tree = json::parse(&text);
    let comments: Vec<&str> =
        tree.comments.iter().map(|range| &text[range.start as usize..range.end as usize]).collect();
    assert_eq!(comments.len(), 5, "{comments:?}");
    assert_eq!(comments[1], "// tabs as indentation");
    assert_eq!(comments[4], "// The end.");
}

/// One mistake each, in a text that keeps its other members.
#[test]
fn one_error_per_mistake() {
    let table = [
        ("", "", "expected a JSON value, found the end of the file"),
        (
            "{'a': 1}",
            "Object(Property('a' Number:1))",
            "JSON strings are written in double quotes, found a single-quoted string",
        ),
        (r#"["\q"]"#, r#"Array("\q")"#, "`\\q` is not an escape; write `\\\\` for a backslash"),
        (r#"["\u12g4"]"#, r#"Array("\u12g4")"#, "expected four hexadecimal digits after `\\u`"),
        ("[\"a\u{1}b\"]", "Array(\"a\u{1}b\")", "control character U+0001 in a string; write `\\u0001`"),
        ("[01]", "Array(Number:01)", "`01` is not a JSON number"),
        ("[1.]", "Array(Number:1.)", "`1.` is not a JSON number"),
        ("[-]", "Array(Number:-)", "`-` is not a JSON number"),
        ("[True]", "Array(Error())", "expected a value, found `True`"),
        (r#"{"a": 1 "b": 2}"#, r#"Object(Property("a" Number:1) Property("b" Number:2))"#, "expected `,`"),
        ("[1 2]", "Array(Number:1 Number:2)", "expected `,`"),
        ("[1,,2]", "Array(Number:1 Number:2)", "unexpected `,`"),
        (r#"{"a" 1}"#, r#"Object(Property("a" Number:1))"#, "expected `:` behind the property name"),
        (
            r#"{"a":, "b": 2}"#,
            r#"Object(Property("a" Error()) Property("b" Number:2))"#,
            "expected a value behind the property name",
        ),
        (
            r#"{a: 1}"#,
            "Object(Property(Identifier:a Number:1))",
            "property names are written in double quotes",
        ),
        (
            "{\n  \"a\": \"x,\n  \"b\": 2\n}",
            "Object(Property(\"a\" \"x,) Property(\"b\" Number:2))",
            "the string is never closed",
        ),
        (
            "{\n  \"a\": {\n    \"x\": 1\n  \"b\": 2\n}",
            r#"Object(Property("a" Object(Property("x" Number:1))) Property("b" Number:2))"#,
            "`{` is never closed",
        ),
        (
            "{\n  \"a\":\n    \"x\": 1\n  },\n  \"b\": 2\n}",
            r#"Object(Property("a" Object(Property("x" Number:1))) Property("b" Number:2))"#,
            "expected `{`",
        ),
        (
            "{\n  \"a\": [\n    1\n  },\n  \"b\": 2\n}",
            r#"Object(Property("a" Array(Number:1)) Property("b" Number:2))"#,
            "expected `]` to close `[`, found `}`",
        ),
        (
            "{\n  \"a\": 1\n  }\n  ,\"b\": 2\n}",
            r#"Object(Property("a" Number:1) Property("b" Number:2))"#,
            "unexpected `}`",
        ),
        (
            "{\n  \"a\": {{\n    \"x\": 1\n  },\n  \"b\": 2\n}",
            r#"Object(Property("a" Object(Property("x" Number:1))) Property("b" Number:2))"#,
            "unexpected `{`",
        ),
        ("{\n  %% <<\n  \"b\": 2\n}", r#"Object(Error() Property("b" Number:2))"#, "unexpected `%% <<`"),
        (
            "{\n  \"a\":\n  \"b\": 2\n}",
            r#"Object(Property("a" Error()) Property("b" Number:2))"#,
            "expected a value behind the property name",
        ),
        (
            "{\n  \"a\": 1 /* x\n  ,\"b\": 2\n}",
            r#"Object(Property("a" Number:1) Property("b" Number:2))"#,
            "the comment has no closing `*/`",
        ),
        (
            "[\n  {\n    \"x\": 1\n  },\n    \"x\": 2\n  }\n]",
            r#"Array(Object(Property("x" Number:1)) Object(Property("x" Number:2)))"#,
            "expected `{`",
        ),
        (
            "{\n  \"a\": {\n      \"x\": 1\n    },\n    \"b\": {\n      \"y\": 2\n    }\n  }\n}",
            r#"Object(Property("a" Object(Property("x" Number:1) Property("b" Object(Property("y" Number:2))))))"#,
            "unexpected `}`",
        ),
        (
            "{\n  \"a\": 1,\n    \"1\",\n    \"2\"\n  ],\n  \"b\": 2\n}",
            r#"Object(Property("a" Number:1) Error("1" "2") Property("b" Number:2))"#,
            "the line that opens this block is missing",
        ),
        ("{} {}", "Object() Error()", "unexpected text after the end of the JSON value"),
        ("[\"a\": 1]", "Array(Error(\"a\" Number:1))", "a property cannot stand in an array"),
    ];
    for (text, expected, message) in table {
        assert_eq!(parse(text), (expected.to_owned(), vec![message.to_owned()]), "{text}");
    }
}

#[test]
fn fixtures_are_accepted_and_sound() {
    for (name, text) in fixtures() {
        let tree = json::parse(&text);
        assert_eq!(messages(&tree), Vec::<String>::new(), "{name}");
        assert_sound(&tree, &text);
    }
}

#[test]
fn every_beginning_and_end_of_a_fixture_is_sound() {
    for (_, text) in fixtures() {
        for (at, _) in text.char_indices() {
            assert_sound(&json::parse(&text[..at]), &text[..at]);
            assert_sound(&json::parse(&text[at..]), &text[at..]);
        }
    }
}

/// The value of a node as serde_json would see it.
fn value(node: Node, text: &str) -> serde_json::Value {
    let decoded = |node: Node| {
        let raw = node.text(text);
        json::unescape(&raw[1..raw.len() - 1]).text.into_owned()
    };
    match node.kind() {
        Kind::Object => node
            .children()
            .map(|property| {
                let [key, content] = property.children().collect::<Vec<_>>().try_into().unwrap();
                (decoded(key), value(content, text))
            })
            .collect(),
        Kind::Array => node.children().map(|item| value(item, text)).collect(),
        Kind::String => decoded(node).into(),
        _ => serde_json::from_str(node.text(text)).unwrap(),
    }
}

#[test]
fn serde_json_sees_the_same() {
    let mut compared = 0;
    for (name, text) in fixtures() {
        let Ok(expected) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        let tree = json::parse(&text);
        let root = tree.root().unwrap().children().next().unwrap();
        assert_eq!(value(root, &text), expected, "{name}");
        compared += 1;
    }
    assert!(compared >= 4, "only {compared} fixtures are plain JSON");
}

/// The text of each object in the array of a property of the outermost object.
fn resources<'t>(tree: &SyntaxTree, text: &'t str) -> Vec<&'t str> {
    let object = tree.root().and_then(|root| root.child(Kind::Object));
    let named = |node: &Node| node.children().next().is_some_and(|key| key.text(text) == "\"resources\"");
    object
        .iter()
        .flat_map(Node::children)
        .filter(named)
        .filter_map(|property| property.child(Kind::Array))
        .flat_map(|array| array.children().collect::<Vec<_>>())
        .filter(|item| item.kind() == Kind::Object)
        .map(|item| item.text(text))
        .collect()
}

/// The name of a mutation and what it makes of a line.
type Mutation = (&'static str, fn(&str) -> String);

const MUTATIONS: [Mutation; 7] = [
    ("delete the line", |_| String::new()),
    ("truncate the line", |line| {
        line[..line.len() - line.trim_start().len() + line.trim().len() / 2].to_owned()
    }),
    ("a quote at its end", |line| format!("{line}\"")),
    ("a bracket at its start", |line| format!("{{{line}")),
    ("a bracket at its end", |line| format!("{line}{{")),
    ("garbage before it", |line| format!("%% <<\n{line}")),
    ("an unfinished member before it", |line| format!("\"foo\":\n{line}")),
];

/// Breaks each line of the resources in turn and counts the resources that do not contain the line
/// and are still there, unchanged.
#[test]
fn a_broken_line_spares_the_other_resources() {
    let text = fixture("registry.json");
    let lines: Vec<&str> = text.lines().collect();
    let original = json::parse(&text);
    let before = resources(&original, &text);
    assert_eq!(before.len(), 3);
    for (name, mutation) in MUTATIONS {
        let (mut kept, mut expected) = (0, 0);
        let mut offset = 0;
        for (number, line) in lines.iter().enumerate() {
            let mut broken = lines.clone();
            let changed = mutation(line);
            broken[number] = &changed;
            let broken = broken.join("\n");
            let tree = json::parse(&broken);
            assert_sound(&tree, &broken);
            let after = resources(&tree, &broken);
            let start = |resource: &str| resource.as_ptr() as usize - text.as_ptr() as usize;
            let spared = |resource: &&&str| {
                let line_start = text[..start(resource)].rfind('\n').unwrap_or(0);
                offset + line.len() <= line_start || offset >= start(resource) + resource.len()
            };
            for resource in before.iter().filter(spared) {
                expected += 1;
                kept += usize::from(after.contains(resource));
            }
            offset += line.len() + 1;
        }
        assert!(kept * 100 >= expected * 95, "{name}: {kept} of {expected}");
    }
}

#[test]
fn hostile_texts_are_survived() {
    const SIZE: usize = 200_000;
    let repeated = |text: &str| text.repeat(SIZE / text.len());
    let nested = |open: &str, close: &str| open.repeat(SIZE / 8) + &close.repeat(SIZE / 8);
    let mut texts: Vec<String> = [
        "[",
        "{",
        "{\"a\":",
        "{\"a\":{\n",
        "[{",
        "]",
        "}",
        "\"",
        "'",
        ",",
        ":",
        "\\",
        "\"\\",
        "/*",
        "/",
        "//",
        "a",
        "-",
        "\"a\"",
        "\"a\":",
        "\"\n",
        "\"\\\"\n",
        "\"a\n b",
        "}\n",
        "{\n",
        "[\n ",
        "\t",
        "\n",
        " ",
        "\0",
        "é",
        "'a\n",
        "\"a\":\n",
        "{\"a\":}",
        "[\"a\",'b',{\n",
        "%,",
        "% ",
        "/**/",
        "/* \n",
        "*/ /* ",
        "{ }",
        "]\n  ",
        "\"a\" \"b\" ",
        "\r",
    ]
    .map(repeated)
    .into();
    texts.extend([nested("[", "]"), nested("{\"a\":", "}"), nested("[{", "}]"), nested("[\n", "\n]")]);
    texts.push(format!("{}{}", "[".repeat(199), "}".repeat(SIZE)));
    texts.push(format!("{{\"a\": \"{}", "\\\"\n".repeat(SIZE / 3)));
    let run = move || {
        for text in &texts {
            let tree = json::parse(text);
            assert_eq!(tree.root().unwrap().range().end as usize, text.len());
        }
    };
    std::thread::Builder::new().stack_size(512 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn nesting_is_limited() {
    let at = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(parse(&at(200)).1, Vec::<String>::new());
    assert_eq!(parse(&at(201)).1, ["nested more than 200 levels deep"]);
    assert_eq!(parse(&at(5000)).1, ["nested more than 200 levels deep"]);
}
