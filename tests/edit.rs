//! How changes are written into files: what stands before and after, for each language. The place that a
//! change is about is marked with `‹` and `›`; both are taken out before the text is read.

use acrlint::diagnostic::{Applicability, Change, Literal, Repair};
use acrlint::edit::Editor;
use acrlint::source::{Language, Source, SourceMap, Span};
use acrlint::syntax;

mod support;

use support::lint;

/// The text after a change, `None` if it cannot be made.
fn edited(name: &str, marked: &str, change: impl Fn(Span) -> Change) -> Option<String> {
    let (start, rest) = marked.split_once('‹').expect("a marked place");
    let (place, end) = rest.split_once('›').expect("a marked place");
    let text = [start, place, end].concat();
    let language = Language::of_path(name).expect("a language");
    assert!(syntax::parse(language, &text).errors.is_empty(), "before: {text}");
    let mut sources = SourceMap::default();
    let id = sources.add(Source::new(name, text.clone(), language));
    let span = Span::new(id, start.len() as u32, (start.len() + place.len()) as u32);
    let repair = Repair::new("", Applicability::Safe, vec![change(span)]);
    let fix = Editor::new(&sources).fix(&repair)?;
    let mut text = text;
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    let errors = syntax::parse(language, &text).errors;
    assert!(errors.is_empty(), "after: {text}\n{errors:?}");
    Some(text)
}

#[track_caller]
fn becomes(name: &str, before: &str, change: impl Fn(Span) -> Change, after: &str) {
    let text = edited(name, before, change).unwrap_or_else(|| "nothing".to_owned());
    assert_eq!(text, after, "\n--- before ---\n{before}\n--- is ---\n{text}\n--- should be ---\n{after}\n");
}

#[track_caller]
fn refused(name: &str, before: &str, change: impl Fn(Span) -> Change) {
    let text = edited(name, before, change);
    assert_eq!(text, None, "{before}");
}

fn insert(path: &str, literal: impl Into<Literal> + Clone) -> impl Fn(Span) -> Change {
    let path: Vec<String> = path.split('.').map(str::to_owned).collect();
    move |span| Change::Insert(span, path.clone(), literal.clone().into())
}

fn replace(literal: impl Into<Literal> + Clone) -> impl Fn(Span) -> Change {
    move |span| Change::Replace(span, literal.clone().into())
}

fn append(path: &str) -> impl Fn(Span) -> Change {
    let path: Vec<String> = path.split('.').map(str::to_owned).collect();
    let item = Literal::Object(vec![("name".to_owned(), "x".into()), ("on".to_owned(), true.into())]);
    move |span| Change::Append(span, path.clone(), item.clone())
}

fn rename(name: &'static str) -> impl Fn(Span) -> Change {
    move |span| Change::Rename(span, name.to_owned())
}

/// Whatever place a change is about, what comes out are edits of the text, or nothing.
#[test]
fn no_place_is_a_surprise() {
    let mut state = 7_u32;
    let mut below = |limit: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % limit.max(1)
    };
    let path = || vec!["properties".to_owned(), "a".to_owned()];
    for (name, text) in lint::folder("testdata/rules").into_iter().step_by(3) {
        let mut sources = SourceMap::default();
        let language = Language::of_path(&name).expect("a language");
        let id = sources.add(Source::new(&name, text.clone(), language));
        let mut editor = Editor::new(&sources);
        for _ in 0..60 {
            let start = below(text.len() as u32 + 3);
            let end = if below(9) == 0 { u32::MAX } else { start.saturating_add(below(40)) };
            let span = Span::new(id, start, end);
            let literal = Literal::Object(vec![("a".to_owned(), 1.into())]);
            for change in [
                Change::Insert(span, path(), literal.clone()),
                Change::Append(span, path(), literal.clone()),
                Change::Replace(span, literal.clone()),
                Change::Remove(span),
                Change::Rename(span, "x".to_owned()),
                Change::Word(span, "a".to_owned(), "x".to_owned()),
                Change::Move(span, "x".to_owned()),
                Change::Secure(span),
                Change::Unsay(span),
            ] {
                let shown = format!("{change:?}");
                let fix = editor.fix(&Repair::new("", Applicability::Safe, vec![change]));
                for edit in fix.iter().flat_map(|fix| &fix.edits) {
                    let range = edit.span.start as usize..edit.span.end as usize;
                    assert!(text.get(range).is_some(), "{name}: {shown}: {edit:?}");
                }
            }
        }
    }
}

mod bicep {
    use super::*;

    const FILE: &str = "main.bicep";

    #[test]
    fn a_property_is_added_behind_the_last() {
        becomes(
            FILE,
            "resource a 'x@1' = {\n  ‹properties›: {\n    a: 1 // one\n    // last\n  }\n}\n",
            insert("properties.b", true),
            "resource a 'x@1' = {\n  properties: {\n    a: 1 // one\n    b: true\n    // last\n  }\n}\n",
        );
        becomes(
            FILE,
            "resource ‹a› 'x@1' = {\n\tname: 'x'\n\ttags: {\n\t\ta: 'b'\n\t}\n}\n",
            insert("properties.b", "it's ${x}"),
            "resource a 'x@1' = {\n\tname: 'x'\n\ttags: {\n\t\ta: 'b'\n\t}\n\tproperties: {\n\t\tb: 'it\\'s \\${x}'\n\t}\n}\n",
        );
    }

    #[test]
    fn objects_of_one_line_stay_so() {
        becomes(
            FILE,
            "resource a 'x@1' = {\n  ‹properties›: { a: 1 }\n}\n",
            insert("properties.b.c", true),
            "resource a 'x@1' = {\n  properties: { a: 1, b: { c: true } }\n}\n",
        );
        becomes(
            FILE,
            "resource a 'x@1' = {\n  ‹properties›: {}\n}\n",
            insert("properties.b", false),
            "resource a 'x@1' = {\n  properties: {\n    b: false\n  }\n}\n",
        );
        becomes(
            FILE,
            "resource a 'x@1' = { ‹name›: 'x' }\n",
            insert("properties.b", 1),
            "resource a 'x@1' = { name: 'x', properties: { b: 1 } }\n",
        );
    }

    #[test]
    fn conditions_loops_and_nested_resources_are_looked_through() {
        becomes(
            FILE,
            "resource ‹a› 'x@1' = [for i in range(0, 2): if (i > 1) {\n  name: 'x'\n}]\n",
            insert("b", true),
            "resource a 'x@1' = [for i in range(0, 2): if (i > 1) {\n  name: 'x'\n  b: true\n}]\n",
        );
        becomes(
            FILE,
            "resource a 'x@1' = {\n  name: 'x'\n  resource ‹b› 'y' = {\n    name: 'y'\n  }\n}\n",
            insert("properties.c", true),
            "resource a 'x@1' = {\n  name: 'x'\n  resource b 'y' = {\n    name: 'y'\n    properties: {\n      c: true\n    }\n  }\n}\n",
        );
        becomes(
            FILE,
            "resource ‹a› 'x@1' = {\n  name: 'x'\n\n  resource b 'y' = {\n    name: 'y'\n  }\n}\n",
            insert("c", true),
            "resource a 'x@1' = {\n  name: 'x'\n  c: true\n\n  resource b 'y' = {\n    name: 'y'\n  }\n}\n",
        );
    }

    #[test]
    fn what_is_spread_does_not_overrule() {
        becomes(
            FILE,
            "resource ‹a› 'x@1' = {\n  name: 'x'\n  ...common\n}\n",
            insert("b", true),
            "resource a 'x@1' = {\n  name: 'x'\n  ...common\n  b: true\n}\n",
        );
    }

    #[test]
    fn line_ends_marks_and_letters_are_kept() {
        becomes(
            FILE,
            "\u{feff}resource ‹a› 'x@1' = {\r\n  name: 'ä' // ü\r\n}\r\n",
            insert("properties.b", "ß"),
            "\u{feff}resource a 'x@1' = {\r\n  name: 'ä' // ü\r\n  properties: {\r\n    b: 'ß'\r\n  }\r\n}\r\n",
        );
        becomes(
            FILE,
            "var x = 1\r\nresource ‹a› 'x@1' = {\n  name: 'x'\n}\n",
            insert("b", true),
            "var x = 1\r\nresource a 'x@1' = {\n  name: 'x'\n  b: true\n}\n",
        );
    }

    #[test]
    fn literals_are_replaced_where_they_decide() {
        becomes(
            FILE,
            "@description('d')\nparam on bool = ‹true› // c\n",
            replace(false),
            "@description('d')\nparam on bool = false // c\n",
        );
        becomes(FILE, "var x = [\n  ‹'a'›\n  'b'\n]\n", replace("c"), "var x = [\n  'c'\n  'b'\n]\n");
        becomes(
            FILE,
            "@allowed(['Basic', 'Premium'])\nparam x string = ‹'Basic'›\n",
            replace("Premium"),
            "@allowed(['Basic', 'Premium'])\nparam x string = 'Premium'\n",
        );
        refused(FILE, "@allowed(['Basic', 'Standard'])\nparam x string = ‹'Basic'›\n", replace("Premium"));
        refused(FILE, "param x 'Basic' | 'Standard' = ‹'Basic'›\n", replace("Premium"));
        refused(FILE, "var x = y ? ‹true› : false\n", replace(false));
        refused(FILE, "var x = ‹'a${y}'›\n", replace("b"));
        refused(FILE, "var x = concat(‹'a'›, 'b')\n", replace("b"));
        refused(FILE, "var x = ‹true›\n", replace(true));
        becomes(
            "x.bicepparam",
            "using 'a.bicep'\nparam x = ‹true›\n",
            replace(false),
            "using 'a.bicep'\nparam x = false\n",
        );
    }

    #[test]
    fn properties_are_removed_with_their_lines() {
        let remove = Change::Remove;
        becomes(
            FILE,
            "var x = {\n  // above\n  a: ‹1› // behind\n  b: 2\n}\n",
            remove,
            "var x = {\n  // above\n  b: 2\n}\n",
        );
        becomes(FILE, "var x = { ‹a›: 1, b: 2 }\n", remove, "var x = { b: 2 }\n");
        becomes(FILE, "var x = { a: 1, ‹b›: 2 }\n", remove, "var x = { a: 1 }\n");
        becomes(FILE, "var x = { a: 1, ‹b›: 2, c: 3 }\n", remove, "var x = { a: 1, c: 3 }\n");
        becomes(FILE, "var x = { ‹a›: 1 }\n", remove, "var x = {}\n");
        becomes(FILE, "var x = {\n  ‹a›: 1\n}\n", remove, "var x = {}\n");
        becomes(FILE, "var x = {\n  // why\n  ‹a›: 1\n}\n", remove, "var x = {\n  // why\n}\n");
        becomes(
            FILE,
            "var x = {\n  a: {\n    ‹b›: {\n      c: 1\n    }\n    d: 1\n  }\n}\n",
            remove,
            "var x = {\n  a: {\n    d: 1\n  }\n}\n",
        );
        refused(FILE, "var ‹x› = 1\n", remove);
    }

    #[test]
    fn comments_about_something_else_stay() {
        let remove = Change::Remove;
        let before = "var x = { ‹a›: 1, /* keep: b */ b: 2 }\n";
        becomes(FILE, before, remove, "var x = { /* keep: b */ b: 2 }\n");
        let before = "var x = { ‹a›: 1 /* a */, b: 2 }\n";
        becomes(FILE, before, remove, "var x = { b: 2 }\n");
        let before = "var x = { a: 1, /* b */ ‹b›: 2 }\n";
        becomes(FILE, before, remove, "var x = { a: 1 }\n");
    }

    #[test]
    fn comments_stay_with_what_they_are_about() {
        let head = "resource a 'x@1' = {\n  ‹properties›: ";
        let add = |before: &str, after: &str| {
            let after = format!("{}{after}\n}}\n", head.replace(['‹', '›'], ""));
            becomes(FILE, &format!("{head}{before}\n}}\n"), insert("properties.b", true), &after);
        };
        add("{\n    a: 1 /* two\n    lines */\n  }", "{\n    a: 1 /* two\n    lines */\n    b: true\n  }");
        add(
            "{\n    a: 1 /* two\n    lines */ // three\n  }",
            "{\n    a: 1 /* two\n    lines */ // three\n    b: true\n  }",
        );
        add("{\n    a: 1 /* one */ }", "{\n    a: 1 /* one */\n    b: true }");
        add("{ a: 1 /* one */ }", "{ a: 1 /* one */, b: true }");
        let item = "{\n      name: 'x'\n      on: true\n    }";
        becomes(
            FILE,
            "resource a 'x@1' = {\n  ‹properties›: [\n    1 /* two\n    lines */\n  ]\n}\n",
            append("properties"),
            &format!(
                "resource a 'x@1' = {{\n  properties: [\n    1 /* two\n    lines */\n    {item}\n  ]\n}}\n"
            ),
        );
        becomes(
            FILE,
            "resource a 'x@1' = {\n  ‹properties›: [1 /* one */]\n}\n",
            append("properties"),
            "resource a 'x@1' = {\n  properties: [1 /* one */, { name: 'x', on: true }]\n}\n",
        );
    }

    #[test]
    fn lists_get_members() {
        becomes(
            FILE,
            "resource a 'x@1' = {\n  ‹properties›: {\n    l: [\n      { name: 'a' } // c\n    ]\n  }\n}\n",
            append("properties.l"),
            "resource a 'x@1' = {\n  properties: {\n    l: [\n      { name: 'a' } // c\n      { name: 'x', on: true }\n    ]\n  }\n}\n",
        );
        becomes(
            FILE,
            "resource a 'x@1' = {\n  ‹properties›: {\n    l: [{ name: 'a' }]\n  }\n}\n",
            append("properties.l"),
            "resource a 'x@1' = {\n  properties: {\n    l: [{ name: 'a' }, { name: 'x', on: true }]\n  }\n}\n",
        );
        becomes(
            FILE,
            "resource ‹a› 'x@1' = {\n  l: []\n}\n",
            append("l"),
            "resource a 'x@1' = {\n  l: [\n    {\n      name: 'x'\n      on: true\n    }\n  ]\n}\n",
        );
        refused(FILE, "resource ‹a› 'x@1' = {\n  l: [for x in y: { name: x }]\n}\n", append("l"));
        refused(FILE, "resource ‹a› 'x@1' = {\n  l: concat(x, y)\n}\n", append("l"));
    }

    #[test]
    fn parameters_become_secrets() {
        becomes(
            FILE,
            "// about\n@description('d')\nparam ‹p› string?\n",
            Change::Secure,
            "// about\n@secure()\n@description('d')\nparam p string?\n",
        );
        becomes(
            FILE,
            "  param ‹p› object = {}\r\n",
            Change::Secure,
            "  @secure()\r\n  param p object = {}\r\n",
        );
        refused(FILE, "param ‹p› int\n", Change::Secure);
        refused(FILE, "param ‹p› 'a' | 'b'\n", Change::Secure);
    }

    #[test]
    fn suppressions_go_and_other_words_stay() {
        let unsay = Change::Unsay;
        becomes(FILE, "var a = 1 // ‹acrlint: ignore[x] y›\nvar b = 1\n", unsay, "var a = 1\nvar b = 1\n");
        becomes(FILE, "/* ‹acrlint: ignore[x]› */ var b = 1\n", unsay, "var b = 1\n");
        becomes(FILE, "var b = /* ‹acrlint: ignore[x]› */ 1\n", unsay, "var b = 1\n");
        becomes(
            FILE,
            "var a = 1\n\n// ‹acrlint: ignore[x]›\n\nvar b = 1\n",
            unsay,
            "var a = 1\n\nvar b = 1\n",
        );
        becomes(FILE, "var a = 1\n// ‹acrlint: ignore[x]›", unsay, "var a = 1\n");
        becomes(
            FILE,
            "var a = 1\r\n// ‹acrlint: ignore[x]›\r\nvar b = 1\r\n",
            unsay,
            "var a = 1\r\nvar b = 1\r\n",
        );
        becomes(
            FILE,
            "/*\n * prose\n * ‹acrlint: ignore[x] y›\n * more\n */\nvar b = 1\n",
            unsay,
            "/*\n * prose\n * more\n */\nvar b = 1\n",
        );
        becomes(
            FILE,
            "// checkov:skip=CKV_1: z // ‹acrlint: ignore[x] y›\nvar b = 1\n",
            unsay,
            "// checkov:skip=CKV_1: z\nvar b = 1\n",
        );
        becomes(
            FILE,
            "// ‹acrlint: ignore[x] y› // checkov:skip=CKV_1: z\nvar b = 1\n",
            unsay,
            "// checkov:skip=CKV_1: z\nvar b = 1\n",
        );
        becomes(FILE, "/* ‹acrlint: ignore[x]› */ // prose\nvar b = 1\n", unsay, "// prose\nvar b = 1\n");
        becomes(FILE, "/* prose */ // ‹acrlint: ignore[x]›\nvar b = 1\n", unsay, "/* prose */\nvar b = 1\n");
    }
}

mod hcl {
    use super::*;

    const FILE: &str = "main.tf";

    #[test]
    fn arguments_line_up_with_their_group() {
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  name = 1 # c\n  sku  = 2\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  name    = 1 # c\n  sku     = 2\n  enabled = true\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  long_name = 1\n\n  name = 1\n  sku  = 2\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  long_name = 1\n\n  name    = 1\n  sku     = 2\n  enabled = true\n}\n",
        );
        // What spans lines is no part of a group.
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  name = 1\n  tags = {\n    a = 1\n  }\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  name = 1\n  tags = {\n    a = 1\n  }\n  enabled = true\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  tags = {\n    a = 1\n  }\n  x = 1\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  tags = {\n    a = 1\n  }\n  x       = 1\n  enabled = true\n}\n",
        );
        // A comment between lines parts groups too.
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  long_name = 1\n  # c\n  x = 1\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  long_name = 1\n  # c\n  x       = 1\n  enabled = true\n}\n",
        );
        // What does not line up is left so, and what is set wider stays so.
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  long_name = 1\n  x = 1\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  long_name = 1\n  x = 1\n  enabled = true\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  name      = 1\n  x         = 1\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  name      = 1\n  x         = 1\n  enabled   = true\n}\n",
        );
    }

    #[test]
    fn comments_stay_below_one_another() {
        becomes(
            FILE,
            "r \"a\" {\n  a   = ‹true› # one\n  bcd = null # two\n  e   = 1    # three\n  f   = 1\n}\n",
            replace(false),
            "r \"a\" {\n  a   = false # one\n  bcd = null  # two\n  e   = 1     # three\n  f   = 1\n}\n",
        );
        becomes(FILE, "a = 1 # x\nb = ‹\"abc\"› # y\n", replace("d"), "a = 1 # x\nb = \"d\" # y\n");
        becomes(FILE, "a = 1     # x\nb = ‹\"abc\"› # y\n", replace("d"), "a = 1   # x\nb = \"d\" # y\n");
        becomes(FILE, "b = ‹true› # y\n# z\nc = 1 # x\n", replace(false), "b = false # y\n# z\nc = 1 # x\n");
    }

    #[test]
    fn files_begin_and_end_in_their_own_ways() {
        const VALUES: &str = "terraform.tfvars";
        becomes(VALUES, "admin = ‹true› # y", replace(false), "admin = false # y");
        let before = "a = 1     # x\nb = ‹\"abc\"› # y";
        becomes(VALUES, before, replace("d"), "a = 1   # x\nb = \"d\" # y");
        becomes(
            VALUES,
            "\u{feff}aa    = 1    # x\nadmin = ‹true› # y\naa=1",
            replace(false),
            "\u{feff}aa    = 1     # x\nadmin = false # y\naa=1",
        );
        becomes(VALUES, "\u{feff}a = ‹true› # y", replace(false), "\u{feff}a = false # y");
    }

    #[test]
    fn comments_about_something_else_stay() {
        becomes(
            FILE,
            "a = { ‹password› = var.p, /* keep */ other = 1 }\n",
            Change::Remove,
            "a = { /* keep */ other = 1 }\n",
        );
        becomes(FILE, "a = { b = 1, // keep\n  ‹c› = 2 }\n", Change::Remove, "a = { b = 1 // keep\n   }\n");
    }

    #[test]
    fn comments_behind_commas_stay_with_their_members() {
        becomes(
            FILE,
            "a = ‹{\n  b = 1, /* two\n  lines */\n}›\n",
            insert("c", true),
            "a = {\n  b = 1, /* two\n  lines */\n  c = true,\n}\n",
        );
    }

    #[test]
    fn groups_close_up_when_a_member_goes() {
        becomes(
            FILE,
            "resource \"a\" \"b\" {\n  name    = 1\n  enabled = ‹true› # c\n  sku     = 2 # d\n}\n",
            Change::Remove,
            "resource \"a\" \"b\" {\n  name = 1\n  sku  = 2 # d\n}\n",
        );
        becomes(
            FILE,
            "resource \"a\" \"b\" {\n  ‹name›    = 1\n  enabled = true\n}\n",
            rename("n"),
            "resource \"a\" \"b\" {\n  n       = 1\n  enabled = true\n}\n",
        );
        becomes(
            FILE,
            "resource \"a\" \"b\" {\n  name    = 1\n  ‹enabled› = true\n}\n",
            rename("on"),
            "resource \"a\" \"b\" {\n  name = 1\n  on   = true\n}\n",
        );
    }

    #[test]
    fn blocks_are_made_and_entered() {
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  name = 1\n\n  inner {\n    x = 1\n  }\n}\n",
            insert("inner.enabled", true),
            "resource \"a\" \"b\" {\n  name = 1\n\n  inner {\n    x       = 1\n    enabled = true\n  }\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  name = 1\n}\n",
            insert("inner.enabled", true),
            "resource \"a\" \"b\" {\n  name = 1\n\n  inner {\n    enabled = true\n  }\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  enabled = true\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  inner {\n    x = 1\n  }\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  enabled = true\n\n  inner {\n    x = 1\n  }\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  name = 1\n\n  inner {\n    x = 1\n  }\n\n  depends_on = [c]\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  name    = 1\n  enabled = true\n\n  inner {\n    x = 1\n  }\n\n  depends_on = [c]\n}\n",
        );
        let two = "‹resource \"a\" \"b\"› {\n  inner {\n  }\n\n  inner {\n  }\n}\n";
        refused(FILE, two, insert("inner.enabled", true));
        let dynamic =
            "‹resource \"a\" \"b\"› {\n  dynamic \"inner\" {\n    for_each = x\n    content {}\n  }\n}\n";
        refused(FILE, dynamic, insert("inner.enabled", true));
        refused(FILE, "‹resource \"a\" \"b\"› {\n  enabled = var.x\n}\n", insert("enabled", true));
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  enabled = null\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  enabled = true\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  l {\n    name = 1\n  } # c\n\n  m {}\n}\n",
            append("l"),
            "resource \"a\" \"b\" {\n  l {\n    name = 1\n  } # c\n\n  l {\n    name = \"x\"\n    on   = true\n  }\n\n  m {}\n}\n",
        );
    }

    #[test]
    fn blocks_of_one_line_are_unfolded() {
        becomes(
            FILE,
            "‹variable \"x\"› { type = string }\n",
            Change::Secure,
            "variable \"x\" {\n  type      = string\n  sensitive = true\n}\n",
        );
        becomes(FILE, "‹variable \"x\"› {}\n", Change::Secure, "variable \"x\" {\n  sensitive = true\n}\n");
        becomes(
            FILE,
            "‹variable \"x\"› {\n  sensitive = false\n}\n",
            Change::Secure,
            "variable \"x\" {\n  sensitive = true\n}\n",
        );
        becomes(
            FILE,
            "‹variable \"x\"› { default = \"hunter2\" }\n",
            Change::Secure,
            "variable \"x\" {\n  default   = \"hunter2\"\n  sensitive = true\n}\n",
        );
        refused(FILE, "‹variable \"x\"› { type = string /* c */ }\n", Change::Secure);
        refused(FILE, "‹variable \"x\"› {\n  type = map(string)\n}\n", Change::Secure);
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  inner { x = 1 }\n}\n",
            insert("inner.y", 1),
            "resource \"a\" \"b\" {\n  inner {\n    x = 1\n    y = 1\n  }\n}\n",
        );
    }

    #[test]
    fn objects_are_written_as_they_are() {
        becomes(
            FILE,
            "‹resource \"azapi_resource\" \"b\"› {\n  body = {\n    properties = {\n      a = 1,\n      b = 2,\n    }\n  }\n}\n",
            insert("properties.c", 3),
            "resource \"azapi_resource\" \"b\" {\n  body = {\n    properties = {\n      a = 1,\n      b = 2,\n      c = 3,\n    }\n  }\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"azapi_resource\" \"b\"› {\n  body = jsonencode({\n    properties = {\n      a : 1\n    }\n  })\n}\n",
            insert("properties.c", 3),
            "resource \"azapi_resource\" \"b\" {\n  body = jsonencode({\n    properties = {\n      a : 1\n      c : 3\n    }\n  })\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"azapi_resource\" \"b\"› {\n  body = {\n    properties = { \"a\" = 1, b : 2 }\n  }\n}\n",
            insert("properties.c", 3),
            "resource \"azapi_resource\" \"b\" {\n  body = {\n    properties = { \"a\" = 1, b : 2, c : 3 }\n  }\n}\n",
        );
        becomes(
            FILE,
            "‹resource \"azapi_resource\" \"b\"› {\n  body = {\n    properties = {\n      l = [\n        { a = 1 }\n      ]\n    }\n  }\n}\n",
            append("properties.l"),
            "resource \"azapi_resource\" \"b\" {\n  body = {\n    properties = {\n      l = [\n        { a = 1 },\n        { name = \"x\", on = true }\n      ]\n    }\n  }\n}\n",
        );
        refused(
            FILE,
            "‹resource \"azapi_resource\" \"b\"› {\n  body = local.x\n}\n",
            insert("properties.c", 3),
        );
    }

    #[test]
    fn heredocs_and_templates_are_left_alone() {
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\n  name = <<-EOT\n    x = 1\n  EOT\n}\n",
            insert("enabled", true),
            "resource \"a\" \"b\" {\n  name    = <<-EOT\n    x = 1\n  EOT\n  enabled = true\n}\n",
        );
        refused(FILE, "x = ‹\"a${b}\"›\n", replace("c"));
        refused(FILE, "x = ‹<<EOT\na\nEOT\n›", replace("c"));
        refused(FILE, "x = a ? ‹true› : false\n", replace(false));
        refused(FILE, "x = (‹true›)\n", replace(false));
        becomes(
            "x.tfvars",
            "x = ‹\"a\"› # c\n",
            replace("${b} %{c} \"d\"\n"),
            "x = \"$${b} %%{c} \\\"d\\\"\\n\" # c\n",
        );
        becomes(
            FILE,
            "variable \"x\" {\n  type = object({ a = optional(bool, ‹true›) })\n}\n",
            replace(false),
            "variable \"x\" {\n  type = object({ a = optional(bool, false) })\n}\n",
        );
    }

    #[test]
    fn line_ends_and_tabs_are_kept() {
        becomes(
            FILE,
            "‹resource \"a\" \"b\"› {\r\n\tname = 1 # ä\r\n}\r\n",
            insert("inner.enabled", true),
            "resource \"a\" \"b\" {\r\n\tname = 1 # ä\r\n\r\n\tinner {\r\n\t\tenabled = true\r\n\t}\r\n}\r\n",
        );
    }

    #[test]
    fn members_move_to_what_stands_beside() {
        let to = |span| Change::Move(span, "secrets".to_owned());
        becomes(
            FILE,
            "step {\n  values = {\n    ‹A› = var.a\n  }\n}\n",
            to,
            "step {\n  secrets = {\n    A = var.a\n  }\n}\n",
        );
        becomes(
            FILE,
            "step {\n  values = {\n    ‹A›   = var.a\n    BCD = 1\n  }\n  x = 1\n}\n",
            to,
            "step {\n  values = {\n    BCD = 1\n  }\n  x = 1\n  secrets = {\n    A = var.a\n  }\n}\n",
        );
        becomes(
            FILE,
            "step {\n  values = {\n    ‹A› = var.a\n    B = 1\n  }\n  secrets = {\n    C = 1\n  }\n}\n",
            to,
            "step {\n  values = {\n    B = 1\n  }\n  secrets = {\n    C = 1\n    A = var.a\n  }\n}\n",
        );
        // The text would be shown in the edit.
        refused(FILE, "step {\n  values = {\n    ‹A› = \"hunter2\"\n    B = 1\n  }\n}\n", to);
        refused(FILE, "step {\n  values = {\n    ‹A› = upper(\"hunter2\")\n    B = 1\n  }\n}\n", to);
        refused(FILE, "‹values› = 1\n", to);
    }

    #[test]
    fn words_are_found_whole() {
        let word =
            |old: &'static str, new: &'static str| move |span| Change::Word(span, old.into(), new.into());
        becomes(
            FILE,
            "x = ‹a.identity.id›\n",
            word(".id", ".versionless_id"),
            "x = a.identity.versionless_id\n",
        );
        becomes(FILE, "x = ‹\"HTTP://é.x/http:\"›\n", word("http:", "https:"), "x = \"https://é.x/http:\"\n");
        refused(FILE, "x = ‹a.identity›\n", word(".id", ".x"));
        refused(FILE, "x = ‹\"xhttp://a\"›\n", word("http:", "https:"));
    }

    #[test]
    fn suppressions_go_with_their_lines() {
        becomes(
            FILE,
            "a = 1 # ‹acrlint: ignore[x]›\n# tfsec:ignore:y\nb = 1\n",
            Change::Unsay,
            "a = 1\n# tfsec:ignore:y\nb = 1\n",
        );
        becomes(
            FILE,
            "# tfsec:ignore:y # ‹acrlint: ignore[x]›\nb = 1\n",
            Change::Unsay,
            "# tfsec:ignore:y\nb = 1\n",
        );
    }
}

mod json {
    use super::*;

    const FILE: &str = "main.json";

    #[test]
    fn indents_and_commas_are_those_of_the_file() {
        becomes(
            FILE,
            "{\n  \"resources\": [\n    {\n      \"name\": \"x\",\n      ‹\"properties\"›: {\n        \"a\": 1\n      }\n    }\n  ]\n}\n",
            insert("properties.b.c", true),
            "{\n  \"resources\": [\n    {\n      \"name\": \"x\",\n      \"properties\": {\n        \"a\": 1,\n        \"b\": {\n          \"c\": true\n        }\n      }\n    }\n  ]\n}\n",
        );
        becomes(
            FILE,
            "{\n    ‹\"name\"›: \"x\"\n}\n",
            insert("a.b", "q\"\\"),
            "{\n    \"name\": \"x\",\n    \"a\": {\n        \"b\": \"q\\\"\\\\\"\n    }\n}\n",
        );
        becomes(
            FILE,
            "{\n\t‹\"name\"›: {}\n}\n",
            insert("name.b", true),
            "{\n\t\"name\": {\n\t\t\"b\": true\n\t}\n}\n",
        );
        becomes(FILE, "{‹\"a\"›: 1}", insert("b", true), "{\"a\": 1, \"b\": true}");
        becomes(
            FILE,
            "{\n  ‹\"a\"›: 1 // c\n  // d\n}\n",
            insert("b", true),
            "{\n  \"a\": 1, // c\n  \"b\": true\n  // d\n}\n",
        );
        becomes(
            FILE,
            "{\r\n  ‹\"a\"›: 1\r\n}\r\n",
            insert("b", true),
            "{\r\n  \"a\": 1,\r\n  \"b\": true\r\n}\r\n",
        );
        becomes(
            FILE,
            "{\n  ‹\"a\"›: {\n    \"l\": [ { \"x\": 1 } ]\n  }\n}\n",
            append("a.l"),
            "{\n  \"a\": {\n    \"l\": [ { \"x\": 1 }, { \"name\": \"x\", \"on\": true } ]\n  }\n}\n",
        );
        becomes(
            FILE,
            "{\n  \"n\": [\n    {\n      \"x\": 1\n    }\n  ],\n  ‹\"a\"›: 1\n}\n",
            append("n"),
            "{\n  \"n\": [\n    {\n      \"x\": 1\n    },\n    {\n      \"name\": \"x\",\n      \"on\": true\n    }\n  ],\n  \"a\": 1\n}\n",
        );
    }

    #[test]
    fn keys_are_compared_without_case() {
        becomes(
            FILE,
            "{\n  ‹\"Properties\"›: { \"A\": null }\n}\n",
            insert("properties.a", true),
            "{\n  \"Properties\": { \"A\": true }\n}\n",
        );
        refused(FILE, "{\n  ‹\"Properties\"›: { \"A\": 1 }\n}\n", insert("properties.a", true));
        refused(FILE, "{\n  ‹\"properties\"›: \"[x()]\"\n}\n", insert("properties.a", true));
    }

    #[test]
    fn members_are_removed_with_their_commas() {
        let remove = Change::Remove;
        becomes(FILE, "{\n  \"a\": 1,\n  ‹\"b\"›: 2\n}\n", remove, "{\n  \"a\": 1\n}\n");
        becomes(FILE, "{\n  ‹\"a\"›: 1, // c\n  \"b\": 2\n}\n", remove, "{\n  \"b\": 2\n}\n");
        becomes(FILE, "{\n  \"a\": 1, // c\n  ‹\"b\"›: 2\n}\n", remove, "{\n  \"a\": 1 // c\n}\n");
        becomes(FILE, "{\"a\": 1, ‹\"b\"›: 2}", remove, "{\"a\": 1}");
        becomes(FILE, "{‹\"a\"›: 1, \"b\": 2}", remove, "{\"b\": 2}");
        becomes(FILE, "{\"x\": {‹\"a\"›: 1}}", remove, "{\"x\": {}}");
        becomes(FILE, "{\n  \"x\": {\n    ‹\"a\"›: 1\n  }\n}\n", remove, "{\n  \"x\": {}\n}\n");
    }

    #[test]
    fn literals_keep_their_type_in_parameters() {
        becomes(
            FILE,
            "{ \"parameters\": { \"x\": { \"type\": \"string\", \"defaultValue\": ‹\"true\"› } } }",
            replace(false),
            "{ \"parameters\": { \"x\": { \"type\": \"string\", \"defaultValue\": \"false\" } } }",
        );
        becomes(
            FILE,
            "{ \"properties\": { \"x\": ‹\"true\"› } }",
            replace(false),
            "{ \"properties\": { \"x\": false } }",
        );
        becomes(
            "a.parameters.json",
            "{ \"parameters\": { \"x\": { \"value\": ‹true› } } }",
            replace(false),
            "{ \"parameters\": { \"x\": { \"value\": false } } }",
        );
        refused(
            FILE,
            "{ \"parameters\": { \"x\": { \"allowedValues\": [\"a\"], \"defaultValue\": ‹\"a\"› } } }",
            replace("b"),
        );
        refused(FILE, "{ \"a\": ‹\"[if(x(), 'a', 'b')]\"› }", replace("b"));
        becomes(FILE, "{ \"a\": ‹\"[[a]\"› }", replace("b"), "{ \"a\": \"b\" }");
    }

    #[test]
    fn what_a_tool_made_is_left_alone() {
        let generated = "{ \"metadata\": { \"_generator\": { \"name\": \"bicep\" } }, \"a\": ‹true› }";
        refused(FILE, generated, replace(false));
        refused(FILE, "{ \"format_version\": \"1\", \"planned_values\": {}, \"a\": ‹true› }", replace(false));
    }

    #[test]
    fn parameters_become_secrets() {
        becomes(
            FILE,
            "{ \"parameters\": { ‹\"x\"›: { \"type\": \"String\" } } }",
            Change::Secure,
            "{ \"parameters\": { \"x\": { \"type\": \"securestring\" } } }",
        );
        refused(FILE, "{ \"parameters\": { ‹\"x\"›: { \"type\": \"int\" } } }", Change::Secure);
        becomes(
            "v.tf.json",
            "{ \"variable\": { ‹\"x\"›: { \"type\": \"string\" } } }",
            Change::Secure,
            "{ \"variable\": { \"x\": { \"type\": \"string\", \"sensitive\": true } } }",
        );
    }

    #[test]
    fn remarks_go_with_what_holds_only_them() {
        let unsay = Change::Unsay;
        let holding =
            |metadata: &str| format!("{{\n  \"name\": \"x\",\n  \"metadata\": {metadata},\n  \"b\": 1\n}}\n");
        let none = "{\n  \"name\": \"x\",\n  \"b\": 1\n}\n";
        becomes(FILE, &holding("{ \"acrlint\": \"‹ignore[x] y›\" }"), unsay, none);
        becomes(FILE, &holding("{ \"acrlint\": [ \"‹ignore[x] y›\" ] }"), unsay, none);
        becomes(
            FILE,
            &holding("{ \"acrlint\": \"‹ignore[x] y›\", \"a\": 1 }"),
            unsay,
            &holding("{ \"a\": 1 }"),
        );
        becomes(
            FILE,
            &holding("{ \"acrlint\": [ \"ignore[z]\", \"‹ignore[x] y›\" ] }"),
            unsay,
            &holding("{ \"acrlint\": [ \"ignore[z]\" ] }"),
        );
        becomes(FILE, "{\n  // ‹acrlint: ignore[x]›\n  \"a\": 1\n}\n", unsay, "{\n  \"a\": 1\n}\n");
        becomes(
            "v.tf.json",
            "{ \"variable\": { \"//\": \"‹acrlint: ignore[x]›\", \"x\": {} } }",
            unsay,
            "{ \"variable\": { \"x\": {} } }",
        );
    }
}
