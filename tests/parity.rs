//! The same registry in every language gives the same model and the same findings.
//!
//! A case is a folder of `testdata/parity` with `main.bicep`, `main.json`, `main.tf` (azurerm) and
//! `azapi.tf`. Each file is checked alone. Addresses, places, API versions and the wording of what is
//! not known belong to the language and are left out.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use acrlint::diagnostic::Outcome;
use acrlint::discover::Discovered;
use acrlint::evaluate::{Piece, Value, ValueKind};
use acrlint::model::{Model, Resource};
use support::lint;

const LANGUAGES: [&str; 4] = ["main.bicep", "main.json", "main.tf", "azapi.tf"];

/// Members that say how a resource is declared, not what it is.
const DECLARING: [&str; 8] =
    ["type", "apiversion", "name", "parent", "dependson", "condition", "copy", "resources"];

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/parity");
    let entries = fs::read_dir(&folder).expect("the cases").flatten();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    cases.sort();
    cases
}

/// A value without its history. Ids of resources are the resource they lead to.
fn plain(model: &Model, value: &Value) -> String {
    let id_of = model.resources.iter().find(|resource| model.is_id_of(value, resource) == Some(true));
    if let Some(resource) = id_of {
        return format!("the id of {} {}", resource.kind, name(model, resource));
    }
    match &value.kind {
        ValueKind::Null => "null".to_owned(),
        ValueKind::Bool(value) => value.to_string(),
        ValueKind::Int(value) => value.to_string(),
        ValueKind::Float(value) => value.to_string(),
        ValueKind::String(text) => format!("{text:?}"),
        ValueKind::Partial(pieces) => {
            let piece = |piece: &Piece| match piece {
                Piece::Text(text) => text.to_string(),
                Piece::Unknown(_) => "{unknown}".to_owned(),
            };
            format!("{:?}", pieces.iter().map(piece).collect::<String>())
        }
        ValueKind::List(list) => {
            let mut items: Vec<String> = list.items.iter().map(|item| plain(model, item)).collect();
            items.extend(list.rest.as_ref().map(|_| "…unknown".to_owned()));
            match items.as_slice() {
                // Nothing more is known of it than of a list that is not known.
                [only] if only == "…unknown" => "unknown".to_owned(),
                _ => format!("[{}]", items.join(", ")),
            }
        }
        ValueKind::Object(object) => {
            let known = object.items.iter().filter(|item| !item.value.is_null());
            let mut items: Vec<String> =
                known.map(|item| format!("{}: {}", item.key, plain(model, &item.value))).collect();
            items.sort();
            items.extend(object.rest.as_ref().map(|_| "…unknown".to_owned()));
            format!("{{{}}}", items.join(", "))
        }
        ValueKind::Json(value) => format!("JSON of {}", plain(model, value)),
        ValueKind::OneOf(alternatives) => {
            let each: Vec<String> = alternatives.iter().map(|each| plain(model, &each.value)).collect();
            format!("one of ({})", each.join(", "))
        }
        ValueKind::Unknown(_) => "unknown".to_owned(),
    }
}

/// The name as a whole or, of a child, its last segment.
fn name(model: &Model, resource: &Resource) -> String {
    match (resource.known_name(), &resource.name) {
        (Some(known), _) => known.to_owned(),
        (None, Some(name)) => plain(model, name),
        (None, None) => "unnamed".to_owned(),
    }
}

fn line(model: &Model, resource: &Resource) -> String {
    let parent = resource.parent.and_then(|parent| model.resources.get(parent));
    let mut line = format!("{} {}", resource.kind, name(model, resource));
    line += &parent.map(|parent| format!(" of {}", name(model, parent))).unwrap_or_default();
    line += if resource.condition.is_some() { ", perhaps" } else { "" };
    line += if resource.existing { ", existing" } else { "" };
    let body = resource.body.as_object().unwrap_or_else(|| panic!("{} has no body", resource.address));
    let members = body
        .items
        .iter()
        .filter(|item| !DECLARING.contains(&item.key.to_ascii_lowercase().as_str()) && !item.value.is_null());
    let mut members: Vec<String> =
        members.map(|item| format!("\n  {}: {}", item.key, plain(model, &item.value))).collect();
    members.sort();
    line + &members.concat()
}

/// The resources of the only deployment, one text each, sorted.
fn resources(discovered: &Discovered) -> String {
    let mut models = acrlint::models(discovered, |_, _, model| {
        let mut lines: Vec<String> = model.resources.iter().map(|resource| line(model, resource)).collect();
        lines.sort();
        lines.join("\n")
    });
    assert_eq!(models.len(), 1, "one deployment");
    models.remove(0)
}

/// Rule, resource, property and severity of what was found, and what nobody could decide.
fn findings(discovered: &Discovered) -> String {
    let report = lint::check_discovered(discovered);
    let named = |resource: &acrlint::diagnostic::ResourceRef| {
        format!("{} {}", resource.kind, resource.name.as_deref().unwrap_or("?"))
    };
    let mut lines = BTreeSet::new();
    for found in &report.diagnostics {
        let resource = found.resource.as_ref().map(named);
        let property = found.property.as_deref().unwrap_or("-");
        lines.insert(format!("{} {:?} {resource:?} {property}", found.rule, found.severity));
    }
    for row in report.verdicts.iter().filter(|row| matches!(row.outcome, Outcome::Unknown)) {
        lines.insert(format!("{} unknown {}", row.rule, named(&row.resource)));
    }
    lines.into_iter().collect::<Vec<_>>().join("\n")
}

#[test]
fn languages_agree() {
    let cases = cases();
    assert!(cases.len() >= 12, "{} cases", cases.len());
    let mut differences = String::new();
    for case in &cases {
        let mut first: Option<(String, String)> = None;
        for language in LANGUAGES {
            let text = fs::read_to_string(case.join(language))
                .unwrap_or_else(|error| panic!("{} {language}: {error}", case.display()));
            let discovered = lint::sources(&[(language, &text)]);
            let found = (resources(&discovered), findings(&discovered));
            assert!(!found.0.is_empty(), "{} {language} has no resources", case.display());
            assert!(!found.1.contains("syntax-error"), "{} {language}: {}", case.display(), found.1);
            match &first {
                None => first = Some(found),
                Some(first) if *first == found => {}
                Some(first) => {
                    let case = case.file_name().unwrap_or_default().to_string_lossy();
                    let (this, that) = (LANGUAGES[0], language);
                    if first.0 != found.0 {
                        differences += &format!("## {case}: {this}\n{}\n## {that}\n{}\n", first.0, found.0);
                    }
                    if first.1 != found.1 {
                        differences += &format!("## {case}: {this}\n{}\n## {that}\n{}\n", first.1, found.1);
                    }
                }
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
