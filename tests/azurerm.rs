//! What azurerm attributes become in ARM, by provider version.
//!
//! `testdata/azurerm/*.txt` are tables of cases, parted by empty lines: a Terraform type with the
//! constraint on the provider, what is written in the resource, and after `->` what comes out: type,
//! each value below it by its path, and after `!` what the version lacks. `UPDATE=1` rewrites them.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use acrlint::evaluate::{Value, ValueKind};
use acrlint::model::{Dialect, Model, Unsupported};
use support::lint;

/// A case as it stands in a table.
struct Case {
    kind: String,
    constraint: String,
    written: String,
    expected: String,
}

fn tables() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/azurerm");
    let mut tables: Vec<PathBuf> =
        fs::read_dir(folder).expect("the tables").flatten().map(|entry| entry.path()).collect();
    tables.sort();
    tables
}

fn cases(table: &str) -> Vec<Case> {
    let one = |text: &str| {
        let (header, rest) = text.split_once('\n').unwrap_or((text, ""));
        let (kind, constraint) = header.split_once(' ').unwrap_or((header, ""));
        let (written, expected) = rest.split_once("->").unwrap_or((rest, ""));
        let expected = if expected.is_empty() { String::new() } else { format!("->{expected}\n") };
        Case {
            kind: kind.to_owned(),
            constraint: constraint.to_owned(),
            written: written.trim_end().to_owned(),
            expected,
        }
    };
    table.split("\n\n").map(str::trim_end).filter(|text| !text.is_empty()).map(one).collect()
}

impl Case {
    fn header(&self) -> String {
        format!("{} {}", self.kind, self.constraint).trim_end().to_owned()
    }

    /// What comes out, as it is written in a table.
    fn outcome(&self) -> String {
        let provider = match self.constraint.as_str() {
            "" => String::new(),
            constraint => format!(
                "terraform {{\n required_providers {{\n  azurerm = {{ version = \"{constraint}\" }}\n }}\n}}\n"
            ),
        };
        let (block, kind) = match self.kind.strip_prefix("data.") {
            Some(kind) => ("data", kind),
            None => ("resource", self.kind.as_str()),
        };
        let text = format!("{provider}{block} \"{kind}\" \"x\" {{\n{}\n}}\n", self.written);
        let discovered = lint::sources(&[("main.tf", text)]);
        let outcomes = acrlint::models(&discovered, |_, _, model| outcome(model));
        outcomes.into_iter().next().expect("a deployment")
    }
}

fn outcome(model: &Model) -> String {
    let mut out = String::new();
    for resource in &model.resources {
        let version = match resource.dialect {
            Dialect::Azurerm(major, minor) => format!(" {major}.{minor}"),
            _ => String::new(),
        };
        let existing = if resource.existing { " existing" } else { "" };
        writeln!(out, "->  {}{existing}{version}", resource.kind).expect("text");
        flat(&resource.body, "", &mut out);
        for Unsupported { name, since, until, replacement, .. } in &resource.unsupported {
            write!(out, "!   {name}").expect("text");
            if let Some((major, minor)) = since {
                write!(out, " from {major}.{minor}").expect("text");
            }
            if let Some((major, minor)) = until {
                write!(out, " until {major}.{minor}").expect("text");
            }
            writeln!(out, "{}", replacement.map(|now| format!(", now {now}")).unwrap_or_default())
                .expect("text");
        }
    }
    out
}

fn flat(value: &Value, path: &str, out: &mut String) {
    let at = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match &value.kind {
        ValueKind::Object(object) if !object.items.is_empty() => {
            object.items.iter().for_each(|item| flat(&item.value, &at(&item.key), out));
        }
        ValueKind::List(list) if list.items.iter().any(|item| item.as_object().is_some()) => {
            list.items.iter().enumerate().for_each(|(i, item)| flat(item, &format!("{path}[{i}]"), out));
            if list.rest.is_some() {
                writeln!(out, "    {path}[…] is not known").expect("text");
            }
        }
        _ if path.is_empty() => {}
        _ => writeln!(out, "    {path} = {}", plain(value)).expect("text"),
    }
}

fn plain(value: &Value) -> String {
    match &value.kind {
        ValueKind::String(text) => format!("{text:?}"),
        ValueKind::List(list) => {
            let items: Vec<String> = list.items.iter().map(plain).collect();
            format!("[{}]", items.join(", "))
        }
        ValueKind::OneOf(alternatives) => {
            let each: Vec<String> = alternatives.iter().map(|each| plain(&each.value)).collect();
            each.join(" or ")
        }
        ValueKind::Unknown(unknown) => format!("unknown: {}", unknown.reason),
        _ => value.canonical(),
    }
}

#[test]
fn every_row_gives_what_the_table_says() {
    let mut wrong = String::new();
    for path in tables() {
        let table = fs::read_to_string(&path).expect("UTF-8");
        let mut written = String::new();
        for case in cases(&table) {
            let outcome = case.outcome();
            if outcome != case.expected {
                write!(wrong, "## {}\n{}\n{outcome}", case.header(), case.written).expect("text");
            }
            writeln!(written, "{}\n{}\n{outcome}", case.header(), case.written).expect("text");
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, written.trim_end().to_owned() + "\n").expect("a writable table");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
