//! The HCL parser: shapes, errors, recovery, hostile input, and an independent witness.

#![allow(clippy::unwrap_used)]

use acrlint::syntax::{Kind, Node, Piece, SyntaxTree, hcl};
use hcl_edit::Span;
use hcl_edit::expr::{Expression, FuncCall};
use hcl_edit::structure::{Attribute, Block, Body};
use hcl_edit::template::Interpolation;
use hcl_edit::visit::{self, Visit};

/// Every fixture with its text; `broken.tf` is the only one with errors.
fn fixtures() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/parse/hcl");
    let mut fixtures: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    fixtures.sort();
    assert!(fixtures.len() >= 5);
    fixtures
}

fn valid_fixtures() -> Vec<(String, String)> {
    fixtures().into_iter().filter(|(name, _)| name != "broken.tf").collect()
}

/// The tree on one line: names, numbers, strings and operators as written, text in `'…'`, other
/// nodes as `Kind(children)`.
fn dump(node: Node, text: &str) -> String {
    let children: Vec<_> = node.children().map(|child| dump(child, text)).collect();
    let written = node.text(text);
    match node.kind() {
        Kind::Identifier | Kind::Operator | Kind::Number | Kind::String => written.to_owned(),
        Kind::TemplateText => format!("'{}'", written.replace('\n', "⏎")),
        kind => format!("{kind:?}({})", children.join(" ")),
    }
}

fn dump_file(text: &str) -> String {
    let tree = hcl::parse(text);
    assert_sound(&tree, text);
    let statements: Vec<_> = tree.root().unwrap().children().map(|child| dump(child, text)).collect();
    statements.join("; ")
}

/// The dump of an expression, which must be valid.
fn expression(text: &str) -> String {
    let text = format!("x = {text}\n");
    assert_eq!(errors(&text), Vec::<String>::new(), "{text}");
    let dumped = dump_file(&text);
    dumped.strip_prefix("Attribute(x ").and_then(|rest| rest.strip_suffix(')')).unwrap().to_owned()
}

/// The errors as `line: message`.
fn errors(text: &str) -> Vec<String> {
    let line = |at: u32| text.get(..at as usize).unwrap().matches('\n').count() + 1;
    hcl::parse(text).errors.iter().map(|e| format!("{}: {}", line(e.range.start), e.message)).collect()
}

/// Pieces cover the text, spans nest in order, and everything lies on character boundaries.
fn assert_sound(tree: &SyntaxTree, text: &str) {
    let mut at = 0;
    for piece in tree.pieces(text.len() as u32) {
        let (Piece::Leaf(_, range) | Piece::Gap(_, range)) = piece;
        assert_eq!(range.start, at, "{text:?}");
        at = range.end;
    }
    assert_eq!(at as usize, text.len());
    let mut nodes = vec![tree.root().unwrap()];
    while let Some(node) = nodes.pop() {
        let range = node.range();
        assert!(text.get(range.start as usize..range.end as usize).is_some(), "{node:?} in {text:?}");
        let mut at = range.start;
        for child in node.children() {
            assert!(child.range().start >= at && child.range().end <= range.end, "{child:?} in {node:?}");
            at = child.range().end;
            nodes.push(child);
        }
    }
    let errors = tree.errors.iter().map(|error| error.range);
    for range in errors.chain(tree.comments.iter().copied()) {
        assert!(text.get(range.start as usize..range.end as usize).is_some());
    }
    assert!(tree.errors.windows(2).all(|pair| pair[0].range.start <= pair[1].range.start));
}

#[test]
fn structure() {
    let table = [
        ("a = 1", "Attribute(a 1)"),
        ("a = 1\na = 2 # twice\n", "Attribute(a 1); Attribute(a 2)"),
        ("b {}\n", "Block(b BlockBody())"),
        ("b { a = 1 }\n", "Block(b BlockBody(Attribute(a 1)))"),
        (
            "b \"l\" m {\n  a = 1\n\n  c {\n  }\n}",
            "Block(b \"l\" m BlockBody(Attribute(a 1) Block(c BlockBody())))",
        ),
        ("\u{feff}a = 1\r\nb {\r\n}\r\n", "Attribute(a 1); Block(b BlockBody())"),
        ("/* a\n*/ a = 1 // c\n# d", "Attribute(a 1)"),
        ("", ""),
    ];
    for (text, expected) in table {
        assert_eq!(dump_file(text), expected, "{text}");
        assert_eq!(errors(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn operators() {
    let table = [
        ("1 + 2 * 3 - 4", "Binary(Binary(1 + Binary(2 * 3)) - 4)"),
        ("a || b && c == d < e + f", "Binary(a || Binary(b && Binary(c == Binary(d < Binary(e + f)))))"),
        (
            "a * b + c > d != e && f || g",
            "Binary(Binary(Binary(Binary(Binary(Binary(a * b) + c) > d) != e) && f) || g)",
        ),
        ("-a.b + !!c", "Binary(Unary(- Member(a b)) + Unary(! Unary(! c)))"),
        ("a-b - c", "Binary(a-b - c)"),
        ("a ? b : c ? d : e", "Conditional(a b Conditional(c d e))"),
        ("(\n a\n ? b\n : c\n)", "Parenthesized(Conditional(a b c))"),
        ("1.5e-3 <= 2E+4", "Binary(1.5e-3 <= 2E+4)"),
    ];
    for (text, expected) in table {
        assert_eq!(expression(text), expected, "{text}");
    }
}

#[test]
fn terms() {
    let table = [
        ("a.b[0].c", "Member(Index(Member(a b) 0) c)"),
        ("a.0.1", "Index(Index(a 0) 1)"),
        ("a[*].b[1]", "Index(Member(FullSplat(a) b) 1)"),
        ("a.*.b", "Member(AttributeSplat(a) b)"),
        ("a [ \"k\" ] . b", "Member(Index(a \"k\") b)"),
        ("f()", "Call(f)"),
        ("f(a, b...)", "Call(f a Spread(b))"),
        ("f(\n a,\n)", "Call(f a)"),
        ("provider::x::y(a)", "Call(provider::x::y a)"),
        ("[true, false, null,]", "Array(True() False() Null())"),
        (
            "{ a = 1, \"b c\" : 2\n (d) = 3\n \"${e}\" = 4, 5 = 6 }",
            "Object(Property(a 1) Property(\"b c\" 2) Property(Parenthesized(d) 3) Property(Template(Interpolation(e)) 4) Property(5 6))",
        ),
        ("{ a.b = c.d, true = null }", "Object(Property(Member(a b) Member(c d)) Property(true Null()))"),
        ("[for x in a : x.b if x.c]", "ForTuple(ForVariables(x) a Member(x b) ForFilter(Member(x c)))"),
        ("{for k, v in a : k => v... if v}", "ForObject(ForVariables(k v) a k v Grouping() ForFilter(v))"),
    ];
    for (text, expected) in table {
        assert_eq!(expression(text), expected, "{text}");
    }
}

#[test]
fn templates() {
    let table = [
        (r#""a\n$${b} %%{c} $ %""#, r#""a\n$${b} %%{c} $ %""#),
        (r#""a${b}c""#, "Template('a' Interpolation(b) 'c')"),
        (r#""${~ "x${y}" ~}""#, "Template(Interpolation(Template('x' Interpolation(y))))"),
        (
            r#""%{ if a ~}b%{ else }c%{ endif }""#,
            "Template(TemplateIf(a TemplateBody('b') TemplateBody('c')))",
        ),
        (r#""%{if a}%{endif}""#, "Template(TemplateIf(a TemplateBody()))"),
        (
            r#""%{ for k, v in a }${v}%{ endfor }""#,
            "Template(TemplateFor(ForVariables(k v) a TemplateBody(Interpolation(v))))",
        ),
        ("<<E\na \"${b}\"\n Ex\nE", "Heredoc('a \"' Interpolation(b) '\"⏎ Ex⏎')"),
        ("<<-E\n  E", "Heredoc()"),
        ("[<<E\n1\nE\n, <<E\nE\n]", "Array(Heredoc('1⏎') Heredoc())"),
        ("<<E\n${f(<<E\nE\n)}\nE", "Heredoc(Interpolation(Call(f Heredoc())) '⏎')"),
    ];
    for (text, expected) in table {
        assert_eq!(expression(text), expected, "{text}");
    }
}

#[test]
fn every_mistake_has_one_message() {
    let table = [
        ("a = \n", "1: expected a value, found the end of the line"),
        ("a 1\n", "1: expected `=` and a value, or `{` and a block, found `1`"),
        ("a \"b\"\n", "1: expected `{` or another label of the block, found the end of the line"),
        ("a = 1 2\n", "1: expected the end of the line after the value, found `2`"),
        ("a = 12ab\n", "1: `12ab` is not a number"),
        ("a = \"b\n", "1: expected `\"` to close the string, found the end of the line"),
        ("a = \"\\/\"\n", "1: `\\/` is not an escape sequence"),
        ("a = \"\\u12\"\n", "1: `\\u` is not an escape sequence"),
        ("a = [1\n", "1: expected `]` to close the list, found the end of the file"),
        ("a = f(1 2)\n", "1: expected `)` to close the arguments, found `2`"),
        ("a = { b }\n", "1: expected `=` or `:` after the key, found `}`"),
        ("a = x::y\n", "1: expected `(` after the name of a provider's function, found the end of the line"),
        ("a {\n", "1: expected `}` to close the block, found the end of the file"),
        (
            "a { b = 1\n}\n",
            "1: expected `}` on the line of `{`, or a new line after `{`, found the end of the line",
        ),
        ("a {\n b = 1 }\n", "2: expected a new line after the argument, found `}`"),
        ("a \"${b}\" {}\n", "1: a block label cannot contain a template"),
        ("}\n", "1: `}` closes nothing: no block is open here"),
        ("/* a\n", "1: this comment is not closed: expected `*/`"),
        ("a = <<E\n b\n", "1: this heredoc is not closed: no line says `E` alone"),
        ("a = \"%{ if b }c\"\n", "1: expected `%{ endif }` before the end of the template"),
        ("a = \"%{ endif }\"\n", "1: this directive ends nothing: no `%{ if }` or `%{ for }` is open here"),
        (
            "a = \"%{ while }\"\n",
            "1: expected `if`, `else`, `endif`, `for` or `endfor` after `%{`, found `while`",
        ),
        ("a = {for x in y : x}\n", "1: expected `=>` between key and value, found `}`"),
        ("\"a\" = 1\n", "1: expected an argument or a block, found a string"),
    ];
    for (text, expected) in table {
        assert_eq!(errors(text), [expected], "{text}");
        assert_sound(&hcl::parse(text), text);
    }
}

#[test]
fn a_broken_line_costs_itself() {
    let table = [
        // An argument.
        ("r {\n  a = 1\n  b =\n  c = 3\n}\n", "Block(r BlockBody(Attribute(a 1) Error(b) Attribute(c 3)))"),
        // A property, and a string that is not closed.
        ("a = {\n  b = \"1\n  c = 2\n}\n", "Attribute(a Object(Error(b) Property(c 2)))"),
        // A block header that is typed inside a block.
        (
            "r {\n  a = 1\nresource \"x\n  b = 2\n}\ns {}\n",
            "Block(r BlockBody(Attribute(a 1) Error(resource) Attribute(b 2))); Block(s BlockBody())",
        ),
        // A missing closing bracket or brace.
        ("r {\n  a = [1\n  b = 2\n}\n", "Block(r BlockBody(Attribute(a Array(1)) Attribute(b 2)))"),
        (
            "r {\n  a = 1\ns {\n  b = 2\n}\n",
            "Block(r BlockBody(Attribute(a 1))); Block(s BlockBody(Attribute(b 2)))",
        ),
        (
            "r {\n  s {\n    a = 1\n  b = 2\n}\n",
            "Block(r BlockBody(Block(s BlockBody(Attribute(a 1))) Attribute(b 2)))",
        ),
        // A closing brace without its opening line.
        ("r {\n    a = 1\n  }\n  b = 2\n}\n", "Block(r BlockBody(Attribute(a 1) Error() Attribute(b 2)))"),
        // What hangs on a broken line goes with it.
        ("r {\n  s \"\n    a = 1\n  }\n  b = 2\n}\n", "Block(r BlockBody(Error(s) Attribute(b 2)))"),
        // Comments, heredocs and sequences without end.
        ("a {\n  /* b\n}\nlocals {\n}\n", "Block(a BlockBody()); Block(locals BlockBody())"),
        ("a = <<E\nb\nlocals {}\n", "Attribute(a Heredoc('b')); Block(locals BlockBody())"),
        ("a = <<E\n${b c} ${d}\nE\n", "Attribute(a Heredoc(Error(b) ' ' Interpolation(d) '⏎'))"),
    ];
    for (text, expected) in table {
        assert_eq!(dump_file(text), expected, "{text}");
        assert_eq!(errors(text).len(), 1, "{text}: {:?}", errors(text));
    }
}

#[test]
fn a_broken_element_costs_itself() {
    let table = [
        ("  {\n    a = 1\n  },\n  foo =\n  2", "Object(Property(a 1)) Error(foo) 2"),
        ("  1,\n  %% <<\n  2", "1 Error() 2"),
        ("  }\n  2", "Error() 2"),
        // A missing comma costs nothing.
        ("  a\n  b", "a b"),
    ];
    for (elements, expected) in table {
        let text = format!("l = [\n{elements}\n]\nz = 1\n");
        assert_eq!(dump_file(&text), format!("Attribute(l Array({expected})); Attribute(z 1)"), "{text}");
        assert_eq!(errors(&text).len(), 1, "{text}: {:?}", errors(&text));
    }
    // A bracket of another kind ends the list.
    for text in ["l = [ } ]\nz = 1\n", "l = [1, )]\nz = 1\n"] {
        assert!(dump_file(text).ends_with("; Attribute(z 1)"), "{text}");
    }
}

#[test]
fn a_mistake_does_not_change_how_the_rest_is_read() {
    let odd = "r {\n  a = 1\nb = 2\n    c = [\n1,\n  2]\n}\n";
    let alone = dump_file(odd);
    assert_eq!(dump_file(&format!("x = = 1\n{odd}y = (\n")), format!("Error(x); {alone}; Error(y)"));
}

#[test]
fn fixtures_are_read_as_written() {
    for (name, text) in valid_fixtures() {
        assert_eq!(errors(&text), Vec::<String>::new(), "{name}");
        let windows = text.replace('\n', "\r\n");
        assert_eq!(errors(&windows), Vec::<String>::new(), "{name} with CRLF");
        assert_eq!(dump_file(&windows).replace('\r', ""), dump_file(&text), "{name} with CRLF");
    }
    let (_, broken) = fixtures().into_iter().find(|(name, _)| name == "broken.tf").unwrap();
    let tree = hcl::parse(&broken);
    let blocks = tree.root().unwrap().children().filter(|node| node.kind() == Kind::Block).count();
    assert_eq!((blocks, tree.errors.len()), (7, 14), "{:#?}", errors(&broken));
}

#[test]
fn every_prefix_and_every_hole_is_survived() {
    for (_, text) in fixtures() {
        for (at, _) in text.char_indices() {
            let prefix = &text[..at];
            assert_sound(&hcl::parse(prefix), prefix);
        }
        let lines: Vec<_> = text.split_inclusive('\n').collect();
        for hole in 0..lines.len() {
            let without = [&lines[..hole], &lines[hole + 1..]].concat().concat();
            assert_sound(&hcl::parse(&without), &without);
        }
    }
}

/// Texts that are hostile to stack, time or assumptions; about 100 KB each.
fn hostile() -> Vec<String> {
    let units = [
        "[",
        "(",
        "{a=",
        "{\na=\n",
        "\"${",
        "!",
        "-",
        "\"",
        "/*",
        "%{if ",
        "}",
        "]\n",
        "a.",
        "a[",
        "a?",
        "f(",
        "\n",
        "a=[\n",
        "a {\n",
        " a {\n",
        "  a=[\n",
        "a=<<E\n",
        "a=<<E\nE\n",
        "a=<<E${\n",
        "a=\"${\n",
        "resource \"x\n",
        "resource \"x\" \"y\" {\n",
        "a=1\n}\n",
        " a=[\n b {\n",
        "[for ",
        "\\",
        "$${",
        "é",
    ];
    let mut texts = Vec::new();
    for unit in units {
        let repeated = unit.repeat(100_000 / unit.len());
        texts.push(format!("a = {repeated}"));
        texts.push(format!("r {{\n  a = <<E\n{repeated}"));
        texts.push(repeated);
    }
    texts.push(format!("a = {}1", "1 + ".repeat(100_000)));
    texts.push(format!("a = {}1", "b ? c : ".repeat(100_000)));
    texts.push(format!("a = x{}", ".b[0]".repeat(100_000)));
    texts.push((0..20_000).map(|i| format!("a = <<E{i}\n")).collect());
    let mut state = 1_u64;
    for alphabet in ["{}[]()\"$%~<>-=:,.?!&|+*/#\n \\aE0", "\n   a={}[]\"$", "/*\n a", "\n <E-a=${}"] {
        let alphabet: Vec<_> = alphabet.chars().collect();
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            alphabet[(state >> 33) as usize % alphabet.len()]
        };
        texts.push((0..100_000).map(|_| random()).collect());
    }
    texts
}

#[test]
fn hostile_texts_are_survived_on_a_small_stack() {
    let parse_all = || hostile().iter().filter(|text| !hcl::parse(text).errors.is_empty()).count();
    let thread = std::thread::Builder::new().stack_size(512 * 1024).spawn(parse_all).unwrap();
    assert!(thread.join().unwrap() > 80);
}

#[test]
fn no_tree_is_too_high_to_walk() {
    fn height(node: Node) -> usize {
        1 + node.children().map(height).max().unwrap_or(0)
    }
    let chains = ["1 + ", "b ? c : ", "-", "(", "[", "(b.c.d + ", "f(b[", "{ a = "];
    for chain in chains {
        let text = format!("a = {}1\n", chain.repeat(20_000));
        let tree = hcl::parse(&text);
        assert_eq!(tree.errors.len(), 1, "{chain}: {:?}", tree.errors);
        assert!(height(tree.root().unwrap()) < 2000, "{chain}");
    }
}

/// What hcl-edit found: kind and span.
#[derive(Default)]
struct Witness(Vec<(&'static str, usize, usize)>);

impl Witness {
    fn add(&mut self, kind: &'static str, node: &impl Span) {
        let span = node.span().unwrap();
        self.0.push((kind, span.start, span.end));
    }
}

impl Visit for Witness {
    fn visit_attr(&mut self, node: &Attribute) {
        self.add("attribute", node);
        visit::visit_attr(self, node);
    }

    fn visit_block(&mut self, node: &Block) {
        self.add("block", node);
        visit::visit_block(self, node);
    }

    fn visit_func_call(&mut self, node: &FuncCall) {
        self.add("call", node);
        visit::visit_func_call(self, node);
    }

    fn visit_interpolation(&mut self, node: &Interpolation) {
        self.add("interpolation", node);
        visit::visit_interpolation(self, node);
    }

    fn visit_expr(&mut self, node: &Expression) {
        match node {
            Expression::Array(_) => self.add("list", node),
            Expression::Object(_) => self.add("object", node),
            Expression::ForExpr(_) => self.add("for", node),
            Expression::Conditional(_) => self.add("conditional", node),
            Expression::BinaryOp(_) => self.add("binary", node),
            Expression::StringTemplate(_) => self.add("template", node),
            Expression::HeredocTemplate(_) => self.add("heredoc", node),
            Expression::Parenthesis(_) => self.add("parentheses", node),
            _ => {}
        }
        visit::visit_expr(self, node);
    }
}

/// The same of our tree.
fn own_spans(tree: &SyntaxTree) -> Vec<(&'static str, usize, usize)> {
    let mut spans = Vec::new();
    let mut nodes = vec![tree.root().unwrap()];
    while let Some(node) = nodes.pop() {
        nodes.extend(node.children());
        let name = match node.kind() {
            Kind::Attribute => "attribute",
            Kind::Block => "block",
            Kind::Call => "call",
            Kind::Interpolation => "interpolation",
            Kind::Array => "list",
            Kind::Object => "object",
            Kind::ForTuple | Kind::ForObject => "for",
            Kind::Conditional => "conditional",
            Kind::Binary => "binary",
            Kind::Template => "template",
            Kind::Heredoc => "heredoc",
            Kind::Parenthesized => "parentheses",
            _ => continue,
        };
        spans.push((name, node.range().start as usize, node.range().end as usize));
    }
    spans.sort_unstable();
    spans
}

#[test]
fn an_independent_parser_sees_the_same() {
    let mut compared = 0;
    for (name, text) in valid_fixtures() {
        // It refuses what is written twice, and has no byte order mark.
        let Ok(body) = text.parse::<Body>() else { continue };
        let mut witness = Witness::default();
        witness.visit_body(&body);
        witness.0.sort_unstable();
        assert_eq!(own_spans(&hcl::parse(&text)), witness.0, "{name}");
        compared += 1;
    }
    assert!(compared >= 3, "the witness read only {compared} fixtures");
}
