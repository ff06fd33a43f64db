//! The schema of `acrlint.toml` and the page about it: they are what the reader reads (`UPDATE=1`
//! rewrites both), and the schema accepts and refuses what the reader does.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fs;
use std::path::PathBuf;

use acrlint::config::{self, Config};
use acrlint::source::{Language, Source, SourceId};
use serde_json::Value;

fn page(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "docs", name].iter().collect()
}

fn holds(name: &str, expected: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(page(name), expected).unwrap();
    }
    let written = fs::read_to_string(page(name)).unwrap_or_default();
    assert!(written == expected, "run `UPDATE=1 cargo test --test config_schema`");
}

#[test]
fn the_schema_is_current() {
    let schema = serde_json::to_string_pretty(&config::schema(&acrlint::rules())).unwrap();
    holds("acrlint.schema.json", &format!("{schema}\n"));
}

#[test]
fn the_page_has_the_keys() {
    let written = fs::read_to_string(page("configuration.md")).unwrap();
    let (before, rest) = written.split_once("<!-- keys -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /keys -->\n").unwrap();
    holds(
        "configuration.md",
        &format!("{before}<!-- keys -->\n{}<!-- /keys -->\n{after}", config::reference()),
    );
}

/// TOML as a validator of JSON sees it: dates are strings.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

fn refused_by_schema(text: &str) -> Vec<String> {
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(page("acrlint.schema.json")).unwrap()).unwrap();
    support::schema::violations(&schema, &json(toml::Value::Table(text.parse().unwrap())))
}

fn refused_by_reader(text: &str) -> Vec<String> {
    let source = Source::new("acrlint.toml", text, Language::Configuration);
    let (_, mistakes) = config::read(&source, SourceId::default(), &acrlint::rules(), None);
    mistakes.iter().map(ToString::to_string).collect()
}

#[test]
fn the_schema_accepts_what_the_reader_accepts() {
    let page = fs::read_to_string(page("configuration.md")).unwrap();
    let examples = page.split("```toml\n").skip(1).map(|block| block.split("```").next().unwrap().to_owned());
    let shown = config::show(&Config::default(), &acrlint::rules(), false);
    let lines = config::reference();
    let lines =
        lines.lines().skip(2).map(|row| row.rsplit('|').nth(1).unwrap().trim().trim_matches('`').to_owned());
    let all: Vec<String> = examples.chain([shown, String::new()]).chain(lines).collect();
    assert!(all.len() > 20, "{}", all.len());
    for text in all {
        assert_eq!(refused_by_reader(&text), Vec::<String>::new(), "{text}");
        assert_eq!(refused_by_schema(&text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    for text in [
        "profil = 'strict'",
        "profile = 'hard'",
        "ruleset = '2020.01'",
        "preview = 1",
        "select = 'NS-2'",
        "select = [1]",
        "select = ['admin-usr']",
        "extend-select = ['policy:123']",
        "ignore = ['tip:x']",
        "ignore = [{ path = 'a' }]",
        "ignore = [{ rule = 'sku', rules = ['sku'] }]",
        "ignore = [{ rules = [] }]",
        "ignore = [{ rule = 'syntax-error' }]",
        "ignore = [{ rule = 'sku', until = 'soon' }]",
        "ignore = [{ rule = 'sku', path = '' }]",
        "ignore = [{ rule = 'sku', path = '!a' }]",
        "ignore = [{ rule = 'sku', address = '' }]",
        "ignore = [{ rule = 'sku', line = 3 }]",
        "[ignore]\nrule = 'sku'",
        "severity.sku = 'fatal'",
        "severity.skew = 'error'",
        "severity.syntax-error = 'note'",
        "severity.unknown-suppression = 'note'",
        "severity = 'error'",
        "fail-on = 'never'",
        "exclude = 'a/'",
        "exclude = ['']",
        "exclude = ['!a']",
        "closed-world = 'yes'",
        "allowed-regions = 'westeurope'",
        "allowed-upstreams = [true]",
        "today = '1.1.2026'",
        "locked = ['fail-on']",
        "require-reason = 'yes'",
        "rules.sku.inline = 'never'",
        "rules.sku.max-days = 3",
        "rules.token-expiry.max-days = 0",
        "rules.token-expiry.max-days = 3651",
        "rules.token-expiry.max-days = 30.5",
        "rules.token-expiry.max-days = '30'",
        "rules.token = {}",
        "rules = []",
    ] {
        assert_ne!(refused_by_reader(text), Vec::<String>::new(), "{text}");
        assert_ne!(refused_by_schema(text), Vec::<String>::new(), "{text}");
    }
}
