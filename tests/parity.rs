//! The same registry in every language gives the same model and the same findings.
//!
//! A case is a folder of `testdata/parity`. It is written in the [`FORMS`]; each form is checked
//! alone. Addresses, places, API versions and the wording of what is not known belong to the
//! language and are left out.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use acrlint::diagnostic::{Diagnostic, Outcome, ResourceRef};
use acrlint::discover::Discovered;
use acrlint::evaluate::{Piece, Value, ValueKind};
use acrlint::model::{Model, REGISTRY, Resource};
use support::lint;

/// A way to write the registries of a case.
struct Form {
    name: &'static str,
    /// Folder of its files below the case, empty for the case itself.
    folder: &'static str,
    /// Whether a file of that folder, by its path below it, is part of the form.
    has: fn(&str) -> bool,
}

fn ends(path: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| path.ends_with(ending))
}

const FORMS: [Form; 9] = [
    Form { name: "Bicep", folder: "", has: |path| ends(path, &[".bicep", ".bicepparam"]) },
    Form { name: "ARM JSON", folder: "", has: |path| ["main.json", "main.parameters.json"].contains(&path) },
    Form { name: "azurerm", folder: "", has: |path| ["main.tf", "terraform.tfvars"].contains(&path) },
    Form { name: "azapi", folder: "", has: |path| ["azapi.tf", "azapi.auto.tfvars"].contains(&path) },
    Form { name: "plan", folder: "", has: |path| path == "plan.json" },
    Form { name: "Bicep module", folder: "module", has: |path| ends(path, &[".bicep", ".bicepparam"]) },
    Form { name: "Terraform module", folder: "module", has: |path| ends(path, &[".tf", ".tfvars"]) },
    Form { name: "verified Bicep module", folder: "verified", has: |path| ends(path, &[".bicep"]) },
    Form { name: "verified Terraform module", folder: "verified", has: |path| ends(path, &[".tf"]) },
];

/// Cases that a form cannot express, and why.
const LEFT_OUT: &[(&str, &[&str], &str)] = &[
    (
        "azurerm",
        &["preview-properties", "verified-bicep"],
        "azurerm has no attribute for some of the properties",
    ),
    (
        "plan",
        &[
            "allowed-values",
            "conditions",
            "encryption",
            "interpolation",
            "network-rules",
            "optional-blocks",
            "parameters-unknown",
            "partly-unknown",
            "policies",
        ],
        "a plan is made with a value for every variable, which the case leaves open",
    ),
    ("plan", &["preview-properties", "verified-bicep"], "the case has no azurerm form to plan"),
    ("plan", &["bad-values"], "the provider refuses these values before it plans"),
    (
        "plan",
        &["null-means-absent"],
        "a plan has the provider's default where null is written, so that nothing is absent",
    ),
];

/// Cases that are calls of the published modules too.
const VERIFIED: &[(&str, &[&str])] =
    &[("verified Bicep module", &["verified-bicep"]), ("verified Terraform module", &["verified-terraform"])];

const WHY_NOT_VERIFIED: &str = "the module sends settings of its own that the case does not have";

/// Rules about what only some languages have: azurerm chooses API versions, and only it removes
/// attributes.
const OF_ONE_LANGUAGE: [&str; 3] = ["api-version", "property-not-in-version", "removed-attribute"];

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

/// Rule, severity, resource and property of what was found, and the verdict of every rule on every
/// resource. Findings at one place in a module that is called twice are one finding; it counts for
/// every resource on which the rule failed.
fn findings(discovered: &Discovered) -> String {
    let report = lint::check_discovered(discovered);
    let named =
        |resource: &ResourceRef| format!("{} {}", resource.kind, resource.name.as_deref().unwrap_or("?"));
    let mut lines = BTreeSet::new();
    let mut reported = BTreeSet::new();
    let what =
        |found: &Diagnostic| format!("{:?} {}", found.severity, found.property.as_deref().unwrap_or("-"));
    for found in &report.diagnostics {
        let resource = found.resource.as_ref().map(named).unwrap_or_default();
        lines.insert(format!("{} {} {resource}", found.rule, what(found)));
        reported.insert((found.rule, found.resource.as_ref().map(|resource| &resource.address)));
    }
    for row in report.verdicts.iter().filter(|row| !OF_ONE_LANGUAGE.contains(&row.rule)) {
        lines.insert(format!("{}: {} {}", row.rule, row.outcome.name(), named(&row.resource)));
        if row.outcome == Outcome::Fail && !reported.contains(&(row.rule, Some(&row.resource.address))) {
            let same = report.diagnostics.iter().filter(|found| found.rule == row.rule);
            lines.extend(same.map(|found| format!("{} {} {}", row.rule, what(found), named(&row.resource))));
        }
    }
    lines.into_iter().collect::<Vec<_>>().join("\n")
}

/// Why a case is not written in a form.
fn left_out(case: &str, form: &str) -> Option<&'static str> {
    let named = LEFT_OUT.iter().find(|(left_out, cases, _)| *left_out == form && cases.contains(&case));
    let verified = VERIFIED.iter().find(|(verified, cases)| *verified == form && !cases.contains(&case));
    named.map(|(_, _, why)| *why).or(verified.map(|_| WHY_NOT_VERIFIED))
}

/// The form that the others are compared with.
const FIRST: usize = 0;

/// The files of a form, empty if the case is not written in it.
fn files(case: &Path, form: &Form) -> Vec<(String, String)> {
    let folder = case.join(form.folder);
    if !folder.is_dir() {
        return Vec::new();
    }
    let all = lint::folder(&folder.to_string_lossy());
    let own = |path: &str| (form.has)(path) && (!form.folder.is_empty() || !path.contains('/'));
    all.into_iter().filter(|(path, _)| own(path)).collect()
}

#[test]
fn forms_agree() {
    let mut differences = String::new();
    let mut registries = 0;
    for case in cases() {
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut first: Option<(String, String)> = None;
        for form in &FORMS {
            let files = files(&case, form);
            let reason = left_out(&name, form.name);
            assert_eq!(files.is_empty(), reason.is_some(), "{name}: {}, {reason:?}", form.name);
            if files.is_empty() {
                continue;
            }
            let discovered = lint::sources(&files);
            let found = (resources(&discovered), findings(&discovered));
            assert!(!found.0.is_empty(), "{name}: {} has no resources", form.name);
            for unread in ["syntax-error", "unresolved-module", "limit-reached"] {
                assert!(!found.1.contains(unread), "{name}: {}: {}", form.name, found.1);
            }
            let Some(first) = &first else {
                let made = |line: &&str| line.starts_with(&format!("{REGISTRY} "));
                registries += found.0.lines().filter(made).count();
                first = Some(found);
                continue;
            };
            let (this, that) = (FORMS[FIRST].name, form.name);
            for (this_is, that_is) in [(&first.0, &found.0), (&first.1, &found.1)] {
                if this_is != that_is {
                    differences += &format!("## {name}: {this}\n{this_is}\n## {that}\n{that_is}\n");
                }
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
    assert!(registries >= 40, "{registries} registries");
}
