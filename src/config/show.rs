//! `--show-config`: a configuration as a file that says the same, with where each setting comes from.

use std::fmt::Write as _;

use toml::Value;

use super::keys::{KEYS, Key, Kind};
use super::{Config, Selector};
use crate::diagnostic::{Exemption, RuleInfo, Severity};

/// Writes the settings as TOML that can be read again. Of a sub-folder (`is_nested`) what a run has once
/// is left out, as its file may not say that. The rules that run are told in a comment.
pub fn show(config: &Config, rules: &[RuleInfo], is_nested: bool) -> String {
    let mut config = config.clone();
    let mut text = String::new();
    for key in KEYS.iter().filter(|key| key.everywhere || !is_nested) {
        let origin = origin(&config, key.name);
        let line = match (&key.kind, value(key, &mut config)) {
            (Kind::Severities, _) => severities(&config),
            (Kind::Options, _) => options(&config, rules),
            (Kind::Ignore, _) => ignore(&config, &origin),
            (Kind::Day, Some(Value::String(day))) if origin == DEFAULT => {
                format!("# {} is the current day, {day}\n", key.name)
            }
            (_, Some(value)) => format!("{} = {value}  # {origin}\n", key.name),
            (_, None) => format!("# {} is not set\n", key.name),
        };
        text += &line;
    }
    let running: Vec<&str> = rules.iter().filter(|rule| config.selects(rule)).map(|rule| rule.name).collect();
    let _ = writeln!(text, "\n# {} of {} rules run: {}", running.len(), rules.len(), running.join(", "));
    text
}

/// Where a setting comes from that nobody set.
const DEFAULT: &str = "default";

fn origin(config: &Config, path: &str) -> String {
    config.origins.get(path).map_or_else(|| DEFAULT.to_owned(), |places| places.join(", "))
}

/// What a key is set to; none if it is not set, or is a table.
pub(super) fn value(key: &Key, config: &mut Config) -> Option<Value> {
    let selectors = |all: &[Selector]| texts(all.iter().map(Selector::to_string));
    Some(match &key.kind {
        Kind::Ruleset => config.ruleset.into(),
        Kind::Profile => config.profile.name().into(),
        Kind::Selectors(of) => selectors(of(config)),
        Kind::Ignore => selectors(&config.ignore),
        Kind::Locked => texts(config.locked.iter().map(|lock| lock.what.text())),
        Kind::Severity => config.fail_on.name().into(),
        Kind::Flag(of) => (*of(config)).into(),
        Kind::Globs(of) => texts(of(config).iter().cloned()),
        Kind::Texts(of) => texts(of(config).as_ref()?.iter().cloned()),
        Kind::File(of) => of(config).clone()?.into(),
        Kind::Day => config.today.clone()?.into(),
        Kind::Severities | Kind::Options => return None,
    })
}

fn texts(all: impl Iterator<Item = String>) -> Value {
    Value::Array(all.map(Value::String).collect())
}

fn ignore(config: &Config, origin: &str) -> String {
    if config.exemptions.is_empty() {
        return format!("ignore = {}  # {origin}\n", texts(config.ignore.iter().map(Selector::to_string)));
    }
    let selectors = config.ignore.iter().map(|selector| Value::String(selector.to_string()));
    let entries: String = selectors
        .chain(config.exemptions.iter().map(exemption))
        .map(|entry| format!("  {entry},\n"))
        .collect();
    format!("ignore = [  # {origin}\n{entries}]\n")
}

fn exemption(it: &Exemption) -> Value {
    let rules = texts(it.rules.iter().map(|(rule, _)| (*rule).to_owned()));
    let path = it.path.as_ref().map(|(written, _)| written.clone());
    let address = it.address.as_ref().map(|(written, _)| written.clone());
    let until = it.until.as_ref().map(|(day, _)| day.clone());
    let mut table = toml::Table::from_iter([("rules".to_owned(), rules)]);
    for (key, text) in [("path", path), ("address", address), ("reason", it.reason.clone()), ("until", until)]
    {
        table.extend(text.map(|text| (key.to_owned(), Value::String(text))));
    }
    Value::Table(table)
}

fn severities(config: &Config) -> String {
    let line = |(rule, severity): (&String, &Severity)| {
        let origin = origin(config, &format!("severity.{rule}"));
        format!("severity.{rule} = \"{}\"  # {origin}\n", severity.name())
    };
    config.severity.iter().map(line).collect()
}

/// The options of all rules that run or have one set.
fn options(config: &Config, rules: &[RuleInfo]) -> String {
    let mut text = String::new();
    for rule in rules {
        let mut line = |key: &str, value: Value| {
            let path = format!("rules.{}.{key}", rule.name);
            let _ = writeln!(text, "{path} = {value}  # {}", origin(config, &path));
        };
        for option in rule.options {
            let set = config.option(rule.name, option.key).cloned();
            line(option.key, set.unwrap_or(Value::Integer(option.default)));
        }
        if let Some(inline) = config.option(rule.name, "inline") {
            line("inline", inline.clone());
        }
    }
    text
}
