//! The parser for the expressions inside `"[…]"`: shapes, errors and hostile input.

#![allow(clippy::unwrap_used)]

mod support;

use acrlint::syntax::{Kind, Node, arm_expression};
use support::sound::assert_sound;

const FIXTURE: &str = include_str!("../testdata/parse/arm-expression/expressions.txt");

/// The tree without spans: names and literals as written, other nodes as `Kind(children)`.
fn shape(node: Node, text: &str) -> String {
    match node.kind() {
        Kind::String | Kind::Number | Kind::Identifier | Kind::Operator => node.text(text).to_owned(),
        kind => {
            let children: Vec<String> = node.children().map(|child| shape(child, text)).collect();
            format!("{kind:?}({})", children.join(" "))
        }
    }
}

fn parse(text: &str) -> (String, Vec<String>) {
    let tree = arm_expression::parse(text);
    assert_sound(&tree, text);
    let messages = tree.errors.iter().map(|error| error.message.clone()).collect();
    let shapes: Vec<String> = tree.root().unwrap().children().map(|child| shape(child, text)).collect();
    (shapes.join(" "), messages)
}

#[test]
fn shapes_without_error() {
    let table = [
        ("[a()]", "Call(a)"),
        ("[ A ( 'x' , 2 ) ]", "Call(A 'x' 2)"),
        ("['it''s']", "'it''s'"),
        ("[-5]", "Unary(- 5)"),
        ("[1.5]", "1.5"),
        ("[a().b.c]", "Member(Member(Call(a) b) c)"),
        ("[a()[0]['k']]", "Index(Index(Call(a) 0) 'k')"),
        ("[ns.f(1)]", "MethodCall(ns f 1)"),
        ("[ns.f().x]", "Member(MethodCall(ns f) x)"),
        ("[f(\r\n\tg(), h(i())\n)]", "Call(f Call(g) Call(h Call(i)))"),
        ("['ü😀']", "'ü😀'"),
    ];
    for (text, expected) in table {
        assert_eq!(parse(text), (expected.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn first_mistake_is_reported_and_the_rest_kept() {
    let table = [
        ("[]", "Error()", "expected a function call, a string or a number, found `]`"),
        ("[a]", "a", "expected `(` after the function name, found `]`"),
        ("[a.b]", "Member(a b)", "expected `(` after the function name, found `]`"),
        (
            "[a().b()]",
            "MethodCall(Call(a) b)",
            "only a namespace of user-defined functions can stand before `.name(`, found `(`",
        ),
        ("[a(]", "Call(a Error())", "expected a function call, a string or a number, found `]`"),
        ("[a(1, 2]", "Call(a 1 2)", "expected `,` or `)`, found `]`"),
        ("[a(1 2)]", "Call(a 1)", "expected `,` or `)`, found `2`"),
        ("[a(,b())]", "Call(a Error() Call(b))", "expected a function call, a string or a number, found `,`"),
        ("[a().]", "Member(Call(a) Error())", "expected a name after `.`, found `]`"),
        ("[a()[0]", "Index(Call(a) 0)", "expected `]`, found the end of the string"),
        ("[a('x)]", "Call(a 'x))", "the string has no closing `'`"),
        ("[a() b()]", "Call(a)", "expected `]`, found `b`"),
        ("[a()] x [b()]", "Call(a) Error()", "expected the end of the expression, found `x`"),
        ("[12x]", "12x", "`12x` is not a number"),
        ("[a(\"x\")]", "Call(a Error())", "expected a function call, a string or a number, found `\"`"),
    ];
    for (text, expected, message) in table {
        assert_eq!(parse(text), (expected.to_owned(), vec![message.to_owned()]), "{text}");
    }
}

#[test]
fn fixtures_are_accepted() {
    for text in FIXTURE.lines() {
        assert!(arm_expression::is_expression(text), "{text}");
        assert_eq!(parse(text).1, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn every_beginning_and_end_of_a_fixture_is_sound() {
    for text in FIXTURE.lines() {
        for (at, _) in text.char_indices() {
            parse(&text[..at]);
            parse(&text[at..]);
        }
    }
}

#[test]
fn literals_are_told_from_expressions() {
    for literal in ["", "[", "x", "[[a()]", "[a()] ", " [a()]", "a[0]"] {
        assert!(!arm_expression::is_expression(literal), "{literal}");
    }
    assert!(arm_expression::is_expression("[]"));
}

#[test]
fn string_values() {
    for (raw, value) in
        [("'a'", "a"), ("''", ""), ("'it''s'", "it's"), ("''''", "'"), ("'open", "open"), ("'", "")]
    {
        assert_eq!(arm_expression::string_value(raw), value, "{raw}");
    }
}

#[test]
fn hostile_texts_are_survived() {
    const SIZE: usize = 200_000;
    let patterns = [
        "[", "(", ")", "]", "'", "''", ",", ".", ".a", "-", "a", "a(", "a().", "[a()", "a()[", "1", "é", " ",
        "\n", "a.b(",
    ];
    let run = move || {
        for pattern in patterns {
            for start in ["", "[", "[a()"] {
                let text = format!("{start}{}]", pattern.repeat(SIZE / pattern.len()));
                let tree = arm_expression::parse(&text);
                assert_eq!(tree.root().unwrap().range().end as usize, text.len());
            }
        }
    };
    std::thread::Builder::new().stack_size(512 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn nesting_and_chains_are_limited() {
    let nested = |depth: usize| format!("[{}1{}]", "f(".repeat(depth), ")".repeat(depth));
    let chain = |length: usize| format!("[f(){}]", ".a".repeat(length));
    assert_eq!(parse(&nested(199)).1, Vec::<String>::new());
    assert_eq!(parse(&nested(200)).1, ["nested more than 200 levels deep"]);
    assert_eq!(parse(&chain(199)).1, Vec::<String>::new());
    assert_eq!(parse(&chain(200)).1, ["nested more than 200 levels deep"]);
}
