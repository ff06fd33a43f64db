//! The Bicep parser: shapes, recovery, hostile input, and what holds for every text.

#![allow(clippy::unwrap_used, reason = "a test may panic, in its helpers too")]

use acrlint::syntax::{Kind, Node, Piece, SyntaxTree, bicep};

/// A tree on one line: `Kind(child child)`. Leaves that are words, numbers, operators or strings
/// stand for themselves, other leaves are `Kind<text>`.
fn dump(node: Node, text: &str) -> String {
    let children: Vec<String> = node.children().map(|child| dump(child, text)).collect();
    if !children.is_empty() {
        return format!("{:?}({})", node.kind(), children.join(" "));
    }
    match node.kind() {
        Kind::Identifier | Kind::Number | Kind::String | Kind::Operator => node.text(text).to_owned(),
        Kind::True | Kind::False | Kind::Null | Kind::Existing => node.text(text).to_owned(),
        kind => format!("{kind:?}<{}>", node.text(text)),
    }
}

fn tree(text: &str) -> (String, Vec<String>) {
    let tree = bicep::parse(text);
    let statements: Vec<String> = tree.root().unwrap().children().map(|node| dump(node, text)).collect();
    (statements.join("; "), tree.errors.into_iter().map(|error| error.message).collect())
}

/// The value of `var v = …`, as dumped; the text must be free of errors.
fn value(expression: &str) -> String {
    let (tree, errors) = tree(&format!("var v = {expression}\n"));
    assert!(errors.is_empty(), "{expression}: {errors:?}");
    let inner = tree.strip_prefix("Var(v ").and_then(|rest| rest.strip_suffix(')'));
    inner.unwrap_or(&tree).to_owned()
}

#[test]
fn expressions() {
    let table = [
        ("1 + 2 * 3 - 4", "Binary(Binary(1 + Binary(2 * 3)) - 4)"),
        ("a ?? b || c && d == e < f", "Binary(a ?? Binary(b || Binary(c && Binary(d == Binary(e < f)))))"),
        ("a =~ 'x' && b !~ 'y'", "Binary(Binary(a =~ 'x') && Binary(b !~ 'y'))"),
        ("!a.b", "Unary(! Member(a b))"),
        ("- -1", "Unary(- Unary(- 1))"),
        ("a ? b : c ? d : e", "Conditional(a b Conditional(c d e))"),
        ("a\n  ? b\n  : c", "Conditional(a b c)"),
        ("(a)", "Parenthesized(a)"),
        ("f()", "Call(f)"),
        ("f(\n  1,\n  true\n)", "Call(f 1 true)"),
        ("az.f(1).b", "Member(MethodCall(az f 1) b)"),
        ("a.?b[0][?1]", "SafeIndex(Index(SafeMember(a b) 0) 1)"),
        ("a[^1][?^2]", "SafeIndex(Index(a FromEnd(1)) FromEnd(2))"),
        ("a!.b::c", "NestedMember(Member(NonNull(a) b) c)"),
        ("[a!, b]", "Array(NonNull(a) b)"),
        ("[\n  a\n  (b)\n  -c\n]", "Array(a Parenthesized(b) Unary(- c))"),
        ("[\n  ...a\n]", "Array(Spread(a))"),
        ("{ a: 1, 'b': null\n  ...c\n}", "Object(Property(a 1) Property('b' null) Spread(c))"),
        ("{ '${k}': 1, if: 2 }", "Object(Property(Template(Interpolation(k)) 1) Property(if 2))"),
        ("map(x, i => i)", "Call(map x Lambda(LambdaParameters(i) i))"),
        ("map(x, (i, j) => j)", "Call(map x Lambda(LambdaParameters(i j) j))"),
        ("f(() => 1)", "Call(f Lambda(LambdaParameters<()> 1))"),
        ("[for x in y: x]", "For(ForVariables(x) y x)"),
        ("[for (x, i) in y: {\n  a: i\n}]", "For(ForVariables(x i) y Object(Property(a i)))"),
        ("'a${b}c'", "Template(TemplateText<a> Interpolation(b) TemplateText<c>)"),
        ("'${f('x', { a: 'y' })}'", "Template(Interpolation(Call(f 'x' Object(Property(a 'y')))))"),
        (r"'\'\\\u{1F600}\${x}'", r"'\'\\\u{1F600}\${x}'"),
        ("'''a ${b} 'c'''", "MultilineString<'''a ${b} 'c'''>"),
        ("''''''", "MultilineString<''''''>"),
        ("$'''\na ${b}'''", "Template(RawText<a > Interpolation(b))"),
        ("$$'''${a} $$${b}'''", "Template(RawText<${a} $> Interpolation(b))"),
        ("9223372036854775807", "9223372036854775807"),
    ];
    for (text, expected) in table {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn statements() {
    let table = [
        ("targetScope = 'subscription'", "TargetScope('subscription')"),
        ("metadata m = 1", "Metadata(m 1)"),
        ("param p string", "Param(p Type(string))"),
        ("param p string = 'x'", "Param(p Type(string) Default('x'))"),
        ("param p = 1", "Param(p Default(1))"),
        ("param p resource 'a/b@1'", "Param(p Type(TypeArguments(resource 'a/b@1')))"),
        (
            "@secure()\n@sys.description('d')\nparam p string",
            "Param(Decorator(Call(secure)) Decorator(MethodCall(sys description 'd')) p Type(string))",
        ),
        ("var v string = a", "Var(v Type(string) a)"),
        ("output o int = 1", "Output(o Type(int) 1)"),
        ("resource r 'a/b@1' = {\n}", "Resource(r 'a/b@1' Object<{\n}>)"),
        ("resource r 'a/b@1' existing = {}", "Resource(r 'a/b@1' existing Object<{}>)"),
        ("resource r 'a@1' =\n  if (x) {}", "Resource(r 'a@1' If(Parenthesized(x) Object<{}>))"),
        ("module m 'p' = if (a) {}", "Module(m 'p' If(Parenthesized(a) Object<{}>))"),
        (
            "module m 'p' = [for x in y: if (x) {}]",
            "Module(m 'p' For(ForVariables(x) y If(Parenthesized(x) Object<{}>)))",
        ),
        (
            "resource r 'a@1' = {\n  @batchSize(1)\n  resource s 'b' = {}\n}",
            "Resource(r 'a@1' Object(Resource(Decorator(Call(batchSize 1)) s 'b' Object<{}>)))",
        ),
        ("resource r 'a@1' = { resource: 1 }", "Resource(r 'a@1' Object(Property(resource 1)))"),
        (
            "func f(a int, b string?) bool => a",
            "Func(f TypedParameters(TypedParameter(a Type(int)) TypedParameter(b Type(NullableType(string)))) Type(bool) a)",
        ),
        ("import { a, 'b' as c } from 'x'", "Import(ImportItem(a) ImportItem('b' c) 'x')"),
        ("import {\n  a\n  b\n} from 'x'", "Import(ImportItem(a) ImportItem(b) 'x')"),
        ("import * as a from 'x'", "Import(ImportWildcard(a) 'x')"),
        ("extension a", "Extension(a)"),
        ("provider 'x' with {} as y", "Extension('x' ExtensionWith(Object<{}>) ExtensionAs(y))"),
        ("extensionConfig a with {}", "Extension(a ExtensionWith(Object<{}>))"),
        ("using none", "Using(none)"),
        ("using 'a' with {}", "Using('a' ExtensionWith(Object<{}>))"),
        ("extends 'a'", "Extends('a')"),
        ("assert a = true", "Assert(a true)"),
        ("test t 'p' = {}", "Test(t 'p' Object<{}>)"),
        ("var resource = module", "Var(resource module)"),
    ];
    for (text, expected) in table {
        for text in [text.to_owned(), format!("\u{feff}// c\n{text} // d\r\n").replace('\n', "\r\n")] {
            let (found, errors) = tree(&text);
            assert_eq!(found.replace('\r', ""), expected, "{text}");
            assert!(errors.is_empty(), "{text}: {errors:?}");
        }
    }
}

#[test]
fn types() {
    let table = [
        ("'a' | 'b'\n| null", "UnionType('a' 'b' null)"),
        ("\n  | 'a'\n  | 'b'", "UnionType('a' 'b')"),
        ("| 'a'", "UnionType('a')"),
        ("int[][]?", "NullableType(ArrayType(ArrayType(int)))"),
        ("(a | -1)[]", "ArrayType(Parenthesized(UnionType(a Unary(- 1))))"),
        ("a.b[*].c[1].*", "AttributeSplat(Index(Member(FullSplat(Member(a b)) c) 1))"),
        ("a!", "NonNull(a)"),
        ("resourceInput<'a/b@1'>.name", "Member(TypeArguments(resourceInput 'a/b@1') name)"),
        ("sys.resourceOutput<\n'x'\n>", "TypeArguments(Member(sys resourceOutput) 'x')"),
        (
            "[\n  string\n  @d()\n  int?\n]",
            "Array(TypeItem(string) TypeItem(Decorator(Call(d)) NullableType(int)))",
        ),
        (
            "{\n  a: {}?\n  @d()\n  'b': c?\n  *: int\n}",
            "Object(TypeProperty(a NullableType(Object<{}>)) TypeProperty(Decorator(Call(d)) 'b' NullableType(c)) TypeProperty(* int))",
        ),
    ];
    for (text, expected) in table {
        let (found, errors) = tree(&format!("type t = {text}\nvar x = 1"));
        assert_eq!(found, format!("TypeDeclaration(t Type({expected})); Var(x 1)"), "{text}");
        assert!(errors.is_empty(), "{text}: {errors:?}");
    }
}

#[test]
fn a_nullable_type_ends_with_its_line() {
    let (found, errors) = tree("param p lock?\nresource r 'a@1' = {}");
    assert_eq!(found, "Param(p Type(NullableType(lock))); Resource(r 'a@1' Object<{}>)");
    assert!(errors.is_empty());
}

#[test]
fn comments_and_directives() {
    let text = "#disable-next-line a\nvar x = [ // b\n  1 /* c\n d */\n]\n  #restore-diagnostics e\n";
    let tree = bicep::parse(text);
    assert!(tree.errors.is_empty());
    let comments: Vec<&str> =
        tree.comments.iter().map(|range| &text[range.start as usize..range.end as usize]).collect();
    assert_eq!(comments, ["#disable-next-line a", "// b", "/* c\n d */", "#restore-diagnostics e"]);
}

/// Each text has one mistake in its first statement; the second must survive it.
#[test]
fn one_error_per_mistake() {
    let table = [
        ("var x =", "expected a value, found the end of the line"),
        ("var x = 'a", "this string is not closed: expected `'` before the end of the line"),
        ("var x = '${a", "expected `}` at the end of the interpolation, found the end of the line"),
        (
            r"var x = '\q'",
            r"unknown escape sequence: the language has `\n`, `\r`, `\t`, `\\`, `\'`, `\${` and `\u{…}`",
        ),
        ("var x = \"a\"", "expected `'`, found `\"`: strings take single quotes"),
        ("var x = '''a", "this multi-line string is not closed: expected `'''`"),
        ("var x = 1 /* a", "this comment is not closed: expected `*/`"),
        ("var x = [1 2]", "expected a new line or `,`, found `2`"),
        ("var x = [\n  1,\n]", "unexpected `,` before the end of the line"),
        ("var x = f(1,)", "expected an argument, found `)`"),
        ("var x = f(1", "this `(` is not closed: expected `)`, found the next declaration"),
        ("var x = a ? b", "expected `:` and the other value of the conditional, found the end of the line"),
        ("var x = 99999999999999999999", "this number does not fit into 64 bits"),
        ("var x = { a 1 }", "expected `:` after the property name, found `1`"),
        ("var x = {\n  a: [\n    1\n", "this `[` is not closed: expected `]`, found the next declaration"),
        ("var x = [for y in z]", "expected `:` after the collection, found `]`"),
        ("resource r", "expected the type of the resource as a string, found the end of the line"),
        ("resource r 'a@1' = 1", "expected `{`, `[` or `if`, found `1`"),
        ("resource r 'a@1' = if true {}", "expected `(` and the condition, found `true`"),
        ("param", "expected the name of the parameter, found the end of the line"),
        ("output o = 1", "expected a type, found `=`"),
        ("var x 1", "expected `=`, found the end of the line"),
        ("@secure()\nfoo", "expected a declaration after the decorator, found `foo`"),
        ("@\nparam q string", "expected the name of a decorator, found the end of the line"),
        ("import a from 'x'", "expected `{` or `*`, found `a`"),
        ("foo bar\n  baz: 1\n}", "expected a declaration, found `foo`"),
        ("%% <<", "expected a declaration, found `%`"),
    ];
    for (text, message) in table {
        let (found, errors) = tree(&format!("{text}\n\nresource z 'a@1' = {{\n  name: 'z'\n}}\n"));
        assert_eq!(errors, [message], "{text}");
        let last = found.rsplit("; ").next().unwrap();
        assert_eq!(last, "Resource(z 'a@1' Object(Property(name 'z')))", "{text}");
    }
}

/// A mistake inside a resource body costs its line, not the other properties.
#[test]
fn the_rest_of_a_body_survives() {
    let body = |line: &str| {
        format!(
            "resource r 'a@1' = {{\n  name: 'r'\n{line}\n  properties: {{\n    enabled: true\n    rules: [\n      1\n    ]\n  }}\n  tags: t\n}}\nvar x = 1\n"
        )
    };
    let kept =
        "Property(properties Object(Property(enabled true) Property(rules Array(1)))) Property(tags t)))";
    let lines = [
        "  foo:",
        "  foo: 'bar",
        "  foo: {bar",
        "  foo: f(a",
        "  foo: '${a",
        "  foo: a +",
        "  foo: 'a' }",
        "  foo }",
        "  %% <<",
        "  { foo: 1",
        "resource foo",
        "param foo string",
        "  foo: '''bar",
        "  foo: /* bar",
    ];
    for line in lines {
        let (found, errors) = tree(&body(line));
        let statements: Vec<&str> = found.split("; ").collect();
        assert_eq!(errors.len(), 1, "{line}: {errors:?}");
        assert_eq!(statements.len(), 2, "{line}: {found}");
        assert!(statements[0].ends_with(kept), "{line}: {found}");
        assert_eq!(statements[1], "Var(x 1)", "{line}");
    }
}

#[test]
fn a_missing_closer_is_found_by_indentation() {
    let text = "resource r 'a@1' = {\n  sku: {\n    name: 'x'\n  tags: {\n    a: 'b'\n  }\n}\n";
    let (found, errors) = tree(text);
    assert_eq!(
        found,
        "Resource(r 'a@1' Object(Property(sku Object(Property(name 'x'))) Property(tags Object(Property(a 'b')))))"
    );
    assert_eq!(errors, ["this `{` is not closed: expected `}`, found the next line"]);
}

fn fixtures() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/parse/bicep");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// What must hold for every text: leaves and gaps cover it, spans nest in order and lie on
/// character boundaries.
fn assert_sound(text: &str, tree: &SyntaxTree) {
    let mut at = 0;
    for piece in tree.pieces(text.len() as u32) {
        let (Piece::Leaf(_, range) | Piece::Gap(_, range)) = piece;
        assert_eq!(range.start, at, "{text:?}");
        at = range.end;
    }
    assert_eq!(at as usize, text.len());
    let mut open = vec![tree.root().unwrap()];
    while let Some(node) = open.pop() {
        let mut at = node.range().start;
        for child in node.children() {
            let range = child.range();
            assert!(
                at <= range.start && range.start <= range.end && range.end <= node.range().end,
                "{child:?} in {node:?} of {text:?}"
            );
            assert!(text.is_char_boundary(range.start as usize) && text.is_char_boundary(range.end as usize));
            at = range.end;
            open.push(child);
        }
    }
    for range in tree.comments.iter().chain(tree.errors.iter().map(|error| &error.range)) {
        assert!(text.get(range.start as usize..range.end as usize).is_some(), "{range:?} of {text:?}");
    }
    assert!(tree.comments.is_sorted_by_key(|range| range.start));
}

#[test]
fn every_prefix_of_every_fixture_is_sound() {
    for text in fixtures() {
        for (end, _) in text.char_indices() {
            assert_sound(&text[..end], &bicep::parse(&text[..end]));
        }
        assert_sound(&text, &bicep::parse(&text));
    }
}

#[test]
fn every_deletion_and_insertion_is_sound() {
    for text in fixtures() {
        for (at, character) in text.char_indices() {
            let (before, after) = (&text[..at], &text[at + character.len_utf8()..]);
            for edit in ["", "'", "{"] {
                let edited = format!("{before}{edit}{after}");
                assert_sound(&edited, &bicep::parse(&edited));
            }
        }
    }
}

#[test]
fn fixtures_have_the_errors_they_should() {
    let errors: Vec<usize> = fixtures().iter().map(|text| bicep::parse(text).errors.len()).collect();
    // broken.bicep, production.bicepparam, registry.bicep, windows.bicep
    assert_eq!(errors, [7, 0, 0, 0]);
}

/// Nothing overflows half a megabyte of stack, and trees stay walkable.
#[test]
fn hostile_text() {
    const COUNT: usize = 20_000;
    let nested = [
        "[",
        "(",
        "{a:",
        "f(",
        "'${",
        "!",
        "-",
        "a ? ",
        "a ? b : ",
        "a => ",
        "(a) => ",
        "if (",
        "a[",
        "[for x in ",
    ];
    let chained = [" + 1", ".b", "[0]", "!", "::c", ".f()", "\n? a : b"];
    let lines = [
        "resource a 'x' = {\n",
        "var x = '''\n",
        "/*\n",
        "@a(\n",
        "type t = {\n",
        "param p foo?\n",
        "}\n",
        " { a: [\n",
    ];
    let mut texts: Vec<String> =
        vec!["'".repeat(COUNT), "@".repeat(COUNT), "$".repeat(COUNT), "é".repeat(COUNT)];
    texts.extend(nested.map(|piece| format!("var x = {}", piece.repeat(COUNT))));
    texts.extend(nested.map(|piece| format!("type t = {}", piece.repeat(COUNT))));
    texts.extend(chained.map(|piece| format!("var x = a{}", piece.repeat(COUNT))));
    texts.extend(chained.map(|piece| format!("type t = a{}", piece.repeat(COUNT))));
    texts.extend(lines.map(|piece| piece.repeat(COUNT)));
    texts.push(format!("var x = {}{}", "[".repeat(COUNT), "]".repeat(COUNT)));
    let run = move || {
        for text in texts {
            let tree = bicep::parse(&text);
            assert!(height(&tree) <= 1000, "{}", &text[..20]);
        }
    };
    std::thread::Builder::new().stack_size(512 * 1024).spawn(run).unwrap().join().unwrap();
}

fn height(tree: &SyntaxTree) -> usize {
    let mut highest = 0;
    let mut open: Vec<(Node, usize)> = tree.root().into_iter().map(|root| (root, 1)).collect();
    while let Some((node, level)) = open.pop() {
        highest = highest.max(level);
        open.extend(node.children().map(|child| (child, level + 1)));
    }
    highest
}
