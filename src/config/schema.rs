//! The JSON schema of `acrlint.toml`, for editors: made of the tables that the reader uses.

use serde_json::{Map, Value, json};

use super::keys::{KEYS, Key, Kind};
use super::{Config, RULESETS, exemption, mildest, show};
use crate::diagnostic::{RuleInfo, RuleOption, Severity, may_be_suppressed};

/// A selector that is no rule's name: a control, a policy, a tip or the rule of another linter.
const SELECTOR: &str = "^([A-Za-z]{2}-[0-9]+|policy:[0-9A-Fa-f-]{8,36}|tip:[0-9]+|peer:.+)$";

/// The schema (JSON Schema 2020-12) of a file that may name these rules.
pub fn schema(rules: &[RuleInfo]) -> Value {
    let keys: Map<String, Value> =
        KEYS.iter().map(|key| (key.name.to_owned(), property(key, rules))).collect();
    let names: Vec<&str> = rules.iter().map(|rule| rule.name).collect();
    let suppressible: Vec<&str> = names.iter().copied().filter(|name| may_be_suppressed(name)).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "acrlint.toml",
        "description": "The configuration of acrlint.",
        "type": "object",
        "additionalProperties": false,
        "properties": keys,
        "$defs": {
            "rule": { "enum": names },
            "suppressible": { "enum": suppressible },
            "selector": { "anyOf": [{ "$ref": "#/$defs/rule" }, { "type": "string", "pattern": SELECTOR }] },
            "severity": { "enum": ["error", "warning", "note"] },
            "day": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
            "exemption": exemption(),
        },
    })
}

fn property(key: &Key, rules: &[RuleInfo]) -> Value {
    let mut schema = match &key.kind {
        Kind::Ruleset => json!({ "enum": RULESETS }),
        Kind::Profile => json!({ "enum": ["default", "strict"] }),
        Kind::Selectors(_) => array(&reference("selector")),
        Kind::Ignore => array(&json!({ "anyOf": [reference("selector"), reference("exemption")] })),
        Kind::Locked => {
            let lockable: Vec<&str> = KEYS
                .iter()
                .map(|key| key.name)
                .filter(|name| super::locked::Locked::key(name).is_some())
                .collect();
            array(&json!({ "anyOf": [reference("selector"), { "enum": lockable }] }))
        }
        Kind::Severity => reference("severity"),
        Kind::Flag(_) => json!({ "type": "boolean" }),
        Kind::Globs(_) => array(&glob()),
        Kind::Texts(_) => array(&json!({ "type": "string" })),
        Kind::File(_) => json!({ "type": "string", "minLength": 1 }),
        Kind::Day => reference("day"),
        Kind::Severities => {
            let of_rule = |rule: &RuleInfo| (rule.name.to_owned(), severity(rule));
            object(rules.iter().map(of_rule).collect())
        }
        Kind::Options => object(rules.iter().map(|rule| (rule.name.to_owned(), options(rule))).collect()),
    };
    schema["description"] = key.help.into();
    if let Some(default) =
        show::value(key, &mut Config::default()).filter(|_| !matches!(key.kind, Kind::Ruleset))
    {
        schema["default"] = serde_json::to_value(default).unwrap_or_default();
    }
    schema
}

/// What a file may make of a rule's severity.
fn severity(rule: &RuleInfo) -> Value {
    match mildest(rule) {
        Severity::Note => reference("severity"),
        Severity::Warning => json!({ "enum": ["error", "warning"] }),
        Severity::Error => json!({ "enum": ["error"] }),
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn array(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// A pattern as in a `.gitignore`, which names something and is no exception from others.
fn glob() -> Value {
    json!({ "type": "string", "pattern": "^[^!#]" })
}

fn object(properties: Map<String, Value>) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn options(rule: &RuleInfo) -> Value {
    let of_rule = |option: &RuleOption| {
        let RuleOption { key, default, least, most, help, .. } = *option;
        let schema = json!({
            "type": "integer", "minimum": least, "maximum": most, "default": default, "description": help,
        });
        (key.to_owned(), schema)
    };
    let inline = json!({
        "enum": ["allow", "forbid"], "default": "allow", "description": "whether comments can suppress it",
    });
    object(rule.options.iter().map(of_rule).chain([("inline".to_owned(), inline)]).collect())
}

fn exemption() -> Value {
    let property = |(key, help): (&str, &str)| {
        let mut schema = match key {
            "rule" => reference("suppressible"),
            "rules" => json!({ "type": "array", "minItems": 1, "items": reference("suppressible") }),
            "until" => reference("day"),
            "path" => glob(),
            "address" => json!({ "type": "string", "minLength": 1 }),
            _ => json!({ "type": "string" }),
        };
        schema["description"] = help.into();
        (key.to_owned(), schema)
    };
    let mut schema = object(exemption::KEYS.into_iter().map(property).collect());
    schema["oneOf"] = json!([{ "required": ["rule"] }, { "required": ["rules"] }]);
    schema
}
