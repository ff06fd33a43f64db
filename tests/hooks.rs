//! The hooks for pre-commit name the files that acrlint reads, and commands that it has.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::process::Command;

use acrlint::source::Language;
use regex::Regex;

/// The values of a key, one for each hook.
fn values(key: &str) -> Vec<&'static str> {
    let text = include_str!("../.pre-commit-hooks.yaml");
    let hooks: Vec<&str> = text.split("- id: ").skip(1).collect();
    let value = |hook: &&'static str| hook.lines().find_map(|line| line.trim().strip_prefix(key));
    let found: Vec<&str> = hooks.iter().filter_map(value).map(str::trim).collect();
    assert_eq!(found.len(), hooks.len(), "every hook has `{key}`");
    found
}

#[test]
fn hooks_get_the_files_that_are_read() {
    for pattern in values("files:") {
        let files = Regex::new(pattern).unwrap();
        for (ending, _) in Language::ENDINGS {
            for name in [format!("infra/main{ending}"), format!("MAIN{}", ending.to_ascii_uppercase())] {
                assert!(files.is_match(&name), "{name}");
            }
        }
        let others = ["main.bicep.md", "tf", "json", "a.tf.bak", "a.hcl", "a.yaml", "a.jsonl", "x.tfstate"];
        for name in others {
            assert_eq!(Language::of_path(name), None, "{name}");
            assert!(!files.is_match(name), "{name}");
        }
    }
}

#[test]
fn hooks_run_commands_that_exist() {
    for entry in values("entry:") {
        let mut words = entry.split(' ');
        assert_eq!(words.next(), Some("acrlint"));
        let run = Command::new(env!("CARGO_BIN_EXE_acrlint"))
            .args(words)
            .arg("tests/hooks.rs")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(0), "{entry}: {}", String::from_utf8_lossy(&run.stderr));
    }
}

/// Two processes at once would print into each other, and two fixes write into each other.
#[test]
fn hooks_run_once_for_all_files() {
    assert!(values("require_serial:").iter().all(|value| *value == "true"));
}
