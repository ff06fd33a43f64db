//! The pages in `docs/` that the binary writes are what it writes now (`UPDATE=1` rewrites them), and
//! the rules of other linters that they name are those that our rules name.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::path::Path;
use std::process::Command;

use acrlint::config::Selector;
use acrlint::peers::{PEERS, Relation, of_id};

fn holds(name: &str, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acrlint"));
    let output = command.args(arguments).env_clear().output().unwrap();
    let expected = String::from_utf8(output.stdout).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == expected, "run `UPDATE=1 cargo test --test docs`");
}

#[test]
fn the_page_of_rules_is_current() {
    holds("rules.md", &["rules", "--format", "markdown"]);
}

#[test]
fn the_page_for_migration_is_current() {
    holds("migration.md", &["rules", "--peers", "--format", "markdown"]);
}

#[test]
fn what_a_rule_says_it_replaces_is_in_the_table() {
    for rule in acrlint::rules() {
        for id in rule.peers.iter().chain(rule.policies) {
            let found = of_id(id).any(|peer| peer.rules.contains(&rule.name));
            assert!(found, "{} names {id}", rule.name);
        }
    }
}

#[test]
fn the_table_names_rules_that_there_are() {
    let rules = acrlint::rules();
    for peer in PEERS {
        let is_provided = !matches!(peer.relation, Relation::NotProvided(_));
        assert_eq!(!peer.rules.is_empty(), is_provided, "{}", peer.id);
        for name in peer.rules {
            assert!(rules.iter().any(|rule| rule.name == *name), "{}: no rule {name}", peer.id);
        }
    }
}

#[test]
fn every_rule_of_a_peer_can_be_selected_or_is_said_to_have_no_counterpart() {
    let rules = acrlint::rules();
    for peer in PEERS {
        let kind = if peer.tool == "Azure Policy" { "policy" } else { "peer" };
        let selector = Selector::parse(&format!("{kind}:{}", peer.id), &rules);
        match peer.relation {
            Relation::NotProvided(why) => {
                assert!(selector.unwrap_err().to_string().ends_with(why), "{}", peer.id);
            }
            _ => {
                let selector = selector.unwrap();
                let selected: Vec<&str> =
                    rules.iter().filter(|rule| selector.matches(rule)).map(|rule| rule.name).collect();
                assert!(peer.rules.iter().all(|name| selected.contains(name)), "{}: {selected:?}", peer.id);
            }
        }
    }
}
