//! The parts of the README that the code decides are what the code says; `UPDATE=1` rewrites them.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn acrlint(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acrlint"));
    let output = command.args(arguments).current_dir(root()).env_clear().output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The README with the text between `<!-- name…` and `<!-- /name -->` replaced.
fn with_section(readme: &str, name: &str, text: &str) -> String {
    let start = readme.find(&format!("<!-- {name}:")).unwrap();
    let start = start + readme[start..].find("-->").unwrap() + 3;
    let end = readme.find(&format!("<!-- /{name} -->")).unwrap();
    format!("{}\n{}\n{}", &readme[..start], text.trim_end(), &readme[end..])
}

fn rule_table() -> String {
    let mut table =
        String::from("| rule | problem | severity | set | tier | controls |\n|---|---|---|---|---|---|\n");
    for rule in acrlint::rules() {
        let severity: Vec<&str> = rule.severity.iter().map(|severity| severity.name()).collect();
        let controls = rule.controls.join(", ");
        let (name, summary, set, sku) = (rule.name, rule.summary, rule.set, rule.sku);
        let severity = severity.join(" / ");
        writeln!(table, "| `{name}` | {summary} | {severity} | {set} | {sku} | {controls} |").unwrap();
    }
    table
}

fn first_finding() -> String {
    let text = acrlint(&["check", "testdata/examples/bicep"]);
    let finding = text.split("\n\n").find(|finding| finding.contains("main.bicepparam:")).unwrap();
    format!("```\n$ acrlint check testdata/examples/bicep\n{}\n```\n", finding.trim_end())
}

#[test]
fn readme_is_what_the_code_says() {
    let path = root().join("README.md");
    let written = fs::read_to_string(&path).unwrap();
    let expected = with_section(&written, "rules", &rule_table());
    let expected = with_section(&expected, "output", &first_finding());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &expected).unwrap();
    } else {
        assert!(written == expected, "run `UPDATE=1 cargo test --test readme`");
    }
}

#[test]
fn changelog_names_every_rule() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    for rule in acrlint::rules() {
        assert!(changelog.contains(&format!("`{}`", rule.name)), "{} is not in CHANGELOG.md", rule.name);
    }
}
