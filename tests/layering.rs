//! The stages know only what comes before them; nothing is large, unsafe or unfinished.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each part of the crate and the parts it may use. `crate::check`, `crate::models` and
/// `crate::rules()` of the library root are for the command line.
const ALLOWED: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("syntax", &["source"]),
    ("lower", &["source", "syntax"]),
    ("link", &["lower"]),
    ("evaluate", &["link", "lower", "source"]),
    ("diagnostic", &["source"]),
    ("config", &["diagnostic", "source"]),
    // Of the configuration only what it knows of dates and near misses of names.
    ("model", &["config", "diagnostic", "evaluate", "lower", "source"]),
    ("discover", &["diagnostic", "source"]),
    ("rules", &["config", "diagnostic", "evaluate", "model"]),
    ("report", &["diagnostic", "source"]),
    (
        "pipeline",
        &[
            "config",
            "diagnostic",
            "discover",
            "evaluate",
            "link",
            "lower",
            "model",
            "rules",
            "source",
            "syntax",
        ],
    ),
    (
        "cli",
        &[
            "check",
            "config",
            "diagnostic",
            "discover",
            "evaluate",
            "model",
            "models",
            "report",
            "rules",
            "source",
            "syntax",
        ],
    ),
    ("lib", &[]),
    ("main", &[]),
    ("build", &[]),
];

/// What a single rule may use.
const ALLOWED_IN_RULES: &[&str] = &["diagnostic", "model", "rules"];

/// A file longer than this holds more than one idea.
const MAX_LINES: usize = 600;

/// Every Rust file below `src` with its path from there.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut pending: Vec<PathBuf> = vec![root.clone()];
    while let Some(directory) = pending.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((relative, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort_unstable();
    assert!(files.len() > 50);
    files
}

/// The part that a file belongs to: its first folder, or its own name.
fn part(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// Code without comments; what tests in the file use is their affair.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// What follows each `crate::`, all members of `crate::{…}` included.
fn used(code: &str) -> Vec<&str> {
    let mut used = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let ends = |c: char| !c.is_alphanumeric() && c != '_';
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = &list[..list.find("};").unwrap()];
                used.extend(list.split(',').map(|item| item.trim().split(ends).next().unwrap()));
            }
            None => used.push(rest.split(ends).next().unwrap()),
        }
    }
    used.retain(|name| !name.is_empty());
    used
}

#[test]
fn parts_use_only_what_comes_before_them() {
    for (path, text) in files() {
        let part = part(&path);
        let row = ALLOWED.iter().find(|(name, _)| *name == part);
        let (_, allowed) = row.unwrap_or_else(|| panic!("src/{path} has no row in the table"));
        let code = code(&text);
        for name in used(&code) {
            assert!(name == part || allowed.contains(&name), "src/{path} uses crate::{name}");
        }
    }
}

#[test]
fn a_rule_knows_the_model_and_what_it_reports() {
    for (path, text) in files() {
        if path.starts_with("rules/") {
            for name in used(&code(&text)) {
                assert!(ALLOWED_IN_RULES.contains(&name), "src/{path} uses crate::{name}");
            }
        }
    }
}

#[test]
fn every_row_of_the_table_is_needed() {
    let files = files();
    for (name, allowed) in ALLOWED {
        let own: Vec<String> =
            files.iter().filter(|(path, _)| part(path) == *name).map(|(_, text)| code(text)).collect();
        assert!(!own.is_empty(), "there is no src/{name}");
        for allowed in *allowed {
            assert!(own.iter().any(|code| used(code).contains(allowed)), "{name} does not use {allowed}");
        }
    }
}

#[test]
fn files_are_short_safe_and_finished() {
    for (path, text) in files() {
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "src/{path} has {lines} lines");
        let code = code(&text);
        let is_unsafe = ["{", "fn", "impl", "trait", "extern"]
            .iter()
            .any(|what| code.contains(&format!("unsafe {what}")));
        assert!(!is_unsafe, "src/{path} is unsafe");
        for word in ["TODO", "FIXME", "XXX", "HACK"] {
            assert!(!text.contains(word), "src/{path} says {word}");
        }
    }
}
