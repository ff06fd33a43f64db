//! Values of expressions through the whole pipeline: the expression is the tag `value` of a registry.
//!
//! Values are printed as JSON; `?` stands for what is not known, `a | b` for one of several.

use acrlint::discover::Discovered;
use acrlint::evaluate::{Piece, Value, ValueKind};
use acrlint::model::{REGISTRY, member};

use super::lint;

/// A value as text.
pub fn plain(value: &Value) -> String {
    let join = |items: Vec<String>, more: bool| {
        let rest = more.then(|| "…".to_owned());
        items.into_iter().chain(rest).collect::<Vec<_>>().join(",")
    };
    match &value.kind {
        ValueKind::Null => "null".to_owned(),
        ValueKind::Bool(value) => value.to_string(),
        ValueKind::Int(value) => value.to_string(),
        ValueKind::Float(value) => value.to_string(),
        ValueKind::String(text) => format!("{text:?}"),
        ValueKind::Partial(pieces) => {
            let piece = |piece: &Piece| match piece {
                Piece::Text(text) => text.to_string(),
                Piece::Unknown(_) => "?".to_owned(),
            };
            format!("{:?}", pieces.iter().map(piece).collect::<String>())
        }
        ValueKind::List(list) => {
            format!("[{}]", join(list.items.iter().map(plain).collect(), list.rest.is_some()))
        }
        ValueKind::Object(object) => {
            let member = |item: &acrlint::evaluate::Item| format!("{}:{}", item.key, plain(&item.value));
            format!("{{{}}}", join(object.items.iter().map(member).collect(), object.rest.is_some()))
        }
        ValueKind::Json(value) => format!("json({})", plain(value)),
        ValueKind::OneOf(each) => each.iter().map(|each| plain(&each.value)).collect::<Vec<_>>().join(" | "),
        ValueKind::Unknown(_) => "?".to_owned(),
    }
}

/// What `view` makes of the tag `value` of the registry; of `null` if it is absent.
fn tag<T: Send>(discovered: &Discovered, view: impl Fn(&Value) -> T + Send + Sync) -> T {
    let mut found = acrlint::models(discovered, |_, _, model| {
        let registry = model.resources.iter().find(|resource| resource.is(REGISTRY)).expect("the registry");
        let tags = member(&registry.body, "tags").expect("tags");
        let null = || Value::new(ValueKind::Null, tags.span);
        view(&member(&tags, "value").unwrap_or_else(null))
    });
    found.pop().expect("one model")
}

/// A value as text; of an unknown one the reason.
fn shown(value: &Value) -> String {
    match &value.kind {
        ValueKind::Unknown(unknown) => format!("? {}", unknown.reason),
        _ => plain(value),
    }
}

/// What every table can use: things known, unknown and null.
const BICEP: &str = "
param unknown string
param flag bool
param list array
param things object
param nothing string?
var known = { a: 1, B: { c: 'x' } }
var names = ['b', 'a', 'b']
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  location: 'westeurope'
  sku: { name: 'Premium' }
  tags: { value: ";

const TERRAFORM: &str = r#"
variable "unknown" { type = string }
variable "flag" { type = bool }
variable "list" { type = list(string) }
variable "things" { type = map(string) }
variable "nothing" { default = null }
locals {
  known = { a = 1, b = { c = "x" } }
  names = ["b", "a", "b"]
  users = [{ name = "ann", role = "admin" }, { name = "bob", role = "dev" }, { name = "cy", role = "dev" }]
}
resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"
  tags     = { value = "#;

fn in_bicep(expression: &str) -> Discovered {
    lint::sources(&[("main.bicep", format!("{BICEP}{expression} }}\n}}\n"))])
}

fn in_terraform(expression: &str) -> Discovered {
    lint::sources(&[("main.tf", format!("{TERRAFORM}{expression} }}\n}}\n"))])
}

pub fn bicep(expression: &str) -> String {
    tag(&in_bicep(expression), plain)
}

pub fn terraform(expression: &str) -> String {
    tag(&in_terraform(expression), plain)
}

/// What `view` makes of the value of an expression in Terraform.
pub fn terraform_value<T: Send>(expression: &str, view: impl Fn(&Value) -> T + Send + Sync) -> T {
    tag(&in_terraform(expression), view)
}

pub fn arm(expression: &str) -> String {
    tag(&in_arm(expression), plain)
}

fn in_arm(expression: &str) -> Discovered {
    let parameters = r#"{ "unknown": { "type": "string" }, "flag": { "type": "bool" },
        "list": { "type": "array" }, "nothing": { "type": "string", "nullable": true } }"#;
    let text = format!(
        r#"{{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "parameters": {parameters},
  "variables": {{ "known": {{ "a": 1, "B": {{ "c": "x" }} }}, "names": ["b", "a", "b"] }},
  "resources": {{
    "acr": {{
      "type": "Microsoft.ContainerRegistry/registries",
      "apiVersion": "2025-11-01",
      "name": "contosoregistry",
      "location": "westeurope",
      "tags": {{ "value": "[{expression}]" }}
    }}
  }}
}}"#
    );
    lint::sources(&[("main.json", text)])
}

/// The functions of one page of documentation: name, expression, and its value. After `? ` stands a
/// part of the reason why a value is not known.
pub struct Page {
    /// The address of the page, or the common start of several.
    pub docs: &'static str,
    /// What evaluates an expression of the language of the page.
    pub evaluate: fn(&str) -> String,
    /// The examples of the page, and what is known where an argument is not.
    pub rows: &'static [(&'static str, &'static str, &'static str)],
}

pub fn bicep_or_reason(expression: &str) -> String {
    tag(&in_bicep(expression), shown)
}

pub fn arm_or_reason(expression: &str) -> String {
    tag(&in_arm(expression), shown)
}

pub fn terraform_or_reason(expression: &str) -> String {
    tag(&in_terraform(expression), shown)
}

/// Compares the rows of all pages before it fails: values, and whether every function of the language
/// has a row. A function that is computed must have one in which it is.
pub fn hold_pages(terraform: bool, pages: &[Page]) {
    let mut wrong = String::new();
    let mut seen: Vec<(&str, bool)> = Vec::new();
    for page in pages {
        for (name, expression, expected) in page.rows {
            let found = (page.evaluate)(expression);
            seen.push((name, !found.starts_with("? ")));
            let matches = match expected.strip_prefix("? ") {
                Some(reason) => found.starts_with("? ") && found.contains(reason),
                None => found == *expected,
            };
            if !matches || !expression.contains(name) {
                wrong += &format!("{} {name}: {expression}\n  is {found}\n  not {expected}\n", page.docs);
            }
        }
    }
    for (name, is_computed) in acrlint::evaluate::function_names(terraform) {
        if !seen.iter().any(|(known, computed)| *known == name && (*computed || !is_computed)) {
            wrong += &format!("`{name}` has no row that shows a value\n");
        }
    }
    for (name, _) in &seen {
        if !acrlint::evaluate::function_names(terraform).any(|(known, _)| known == *name) {
            wrong += &format!("`{name}` is not in the table of the code\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Compares all rows before it fails.
pub fn hold(evaluate: fn(&str) -> String, rows: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (expression, expected) in rows {
        let found = evaluate(expression);
        if found != *expected {
            wrong += &format!("{expression}\n  is {found}\n  not {expected}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
