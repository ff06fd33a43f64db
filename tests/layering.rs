//! Who may use whom: data flows one way, so a stage knows the stages before it and none after.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Every module at the top of `src/` and what it may name as `crate::…`. Modules may always name
/// themselves.
const LAYERS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("date", &[]),
    ("artifact", &[]),
    ("peers", &[]),
    ("diagnostic", &["source", "date", "peers"]),
    ("config", &["source", "date", "peers", "diagnostic"]),
    ("discover", &["source", "artifact", "diagnostic"]),
    // Which files of a revision would be read.
    ("git", &["discover"]),
    ("syntax", &["source"]),
    ("lower", &["source", "artifact", "syntax"]),
    ("link", &["source", "artifact", "lower"]),
    ("evaluate", &["source", "lower", "link"]),
    ("model", &["source", "date", "diagnostic", "lower", "evaluate"]),
    // The engine hands values to rules and options from the configuration; the rules themselves,
    // below, know only the model and diagnostics.
    ("rules", &["source", "date", "diagnostic", "config", "model", "evaluate"]),
    ("judge", &["source", "diagnostic", "config", "model", "rules"]),
    ("edit", &["source", "diagnostic", "syntax"]),
    ("report", &["source", "diagnostic"]),
    ("since", &["source", "diagnostic", "discover", "git"]),
    (
        "pipeline",
        &[
            "source",
            "date",
            "diagnostic",
            "config",
            "discover",
            "edit",
            "judge",
            "syntax",
            "lower",
            "link",
            "evaluate",
            "model",
            "rules",
            "since",
        ],
    ),
    ("fix", &["source", "diagnostic", "config", "discover", "syntax", "model", "check", "models_through"]),
    (
        "cli",
        &[
            "fix",
            "source",
            "date",
            "peers",
            "diagnostic",
            "config",
            "git",
            "since",
            "discover",
            "syntax",
            "evaluate",
            "model",
            "report",
            "rules",
            "check",
            "check_since",
            "models",
            "models_through",
            "unfit_parameters",
        ],
    ),
];

/// What a rule may name besides the engine.
const RULE: &[&str] = &["diagnostic", "model", "rules", "evaluate", "source"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, found),
            false if path.extension().is_some_and(|ending| ending == "rs") => found.push(path),
            false => {}
        }
    }
}

/// Every file below `src/` with its path relative to it.
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&src, &mut found);
    found.sort();
    let relative = |path: &Path| path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
    found.iter().map(|path| (relative(path), fs::read_to_string(path).unwrap())).collect()
}

/// The names that follow `crate::` in a text, those of `crate::{a, b}` too.
fn used(text: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = Vec::new();
    for part in text.split("crate::").skip(1) {
        match part.strip_prefix('{') {
            Some(list) => {
                names.extend(list.split('}').next().unwrap().split(',').map(|name| word(name.trim())))
            }
            None => names.push(word(part)),
        }
    }
    names
}

#[test]
fn stages_use_only_what_comes_before_them() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let layer = path.split(['/', '.']).next().unwrap();
        if ["lib", "main", "build"].contains(&layer) {
            continue;
        }
        let allowed = LAYERS.iter().find(|(name, _)| *name == layer);
        let allowed = allowed.unwrap_or_else(|| panic!("{path}: add `{layer}` to the layers")).1;
        let allowed = if path.starts_with("rules/") { RULE } else { allowed };
        for name in used(&text) {
            if name != layer && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{path} uses crate::{name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_readable() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        if lines > 600 {
            wrong.push(format!("{path} has {lines} lines: look for the missing concept"));
        }
        for word in ["unsafe {", "TODO", "FIXME", "todo!(", "unimplemented!(", "dbg!("] {
            if text.contains(word) {
                wrong.push(format!("{path} contains `{word}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn uses_are_found() {
    let text = "use crate::model::{A, B};\nuse crate::{report::C, source};\nfn f() -> crate::config::D {}";
    assert_eq!(used(text), ["model", "report", "source", "config"]);
}
