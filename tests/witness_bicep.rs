//! The published tree-sitter grammar as an independent witness: on every file of ours that it parses
//! without error, it sees the same declarations at the same places.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use acrlint::syntax::{Kind, Node, bicep};

/// A declaration: what it is, its name, and the byte range of the whole statement.
type Declaration = (&'static str, String, std::ops::Range<usize>);

fn ours(text: &str) -> Option<Vec<Declaration>> {
    let tree = bicep::parse(text);
    if !tree.errors.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    collect(tree.root()?, text, &mut found);
    Some(found)
}

fn collect(node: Node, text: &str, found: &mut Vec<Declaration>) {
    let kind = match node.kind() {
        Kind::Resource => "resource_declaration",
        Kind::Module => "module_declaration",
        Kind::Param => "parameter_declaration",
        Kind::Var => "variable_declaration",
        Kind::Output => "output_declaration",
        _ => "",
    };
    if let (false, Some(name)) = (kind.is_empty(), node.child(Kind::Identifier)) {
        // The witness leaves decorators outside of the declaration.
        let decorators = node.children().take_while(|child| child.kind() == Kind::Decorator).last();
        let after = decorators.map_or(node.range().start, |last| last.range().end) as usize;
        let start = after + text[after..].len() - text[after..].trim_start().len();
        found.push((kind, name.text(text).to_owned(), start..node.range().end as usize));
    }
    node.children().for_each(|child| collect(child, text, found));
}

fn theirs(text: &str) -> Option<Vec<Declaration>> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_bicep::LANGUAGE.into()).unwrap();
    let tree = parser.parse(text, None)?;
    if tree.root_node().has_error() {
        return None;
    }
    let mut found = Vec::new();
    let mut open = vec![tree.root_node()];
    while let Some(node) = open.pop() {
        let kinds = ["resource", "module", "parameter", "variable", "output"];
        let declared = kinds.iter().any(|kind| node.kind() == format!("{kind}_declaration"));
        let mut cursor = node.walk();
        if declared && let Some(name) = node.children(&mut cursor).find(|child| child.kind() == "identifier")
        {
            let name = text[name.byte_range()].to_owned();
            let end = node.start_byte() + text[node.byte_range()].trim_end().len();
            found.push((node.kind(), name, node.start_byte()..end));
        }
        let mut cursor = node.walk();
        open.extend(node.children(&mut cursor));
    }
    found.sort_by_key(|(_, _, range)| range.start);
    Some(found)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "bicep") {
            found.push(path);
        }
    }
}

#[test]
fn declarations_are_those_the_witness_sees() {
    let mut all = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata"), &mut all);
    all.sort();
    let mut compared = 0;
    for path in all {
        let text = fs::read_to_string(&path).unwrap();
        if let (Some(mut ours), Some(theirs)) = (ours(&text), theirs(&text)) {
            ours.sort_by_key(|(_, _, range)| range.start);
            assert_eq!(ours, theirs, "{}", path.display());
            compared += 1;
        }
    }
    assert!(compared > 20, "the witness accepts only {compared} files");
}
