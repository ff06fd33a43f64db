//! `acrlint.toml`: from text to [`Config`], with every mistake at its place.

use std::fmt;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{Config, Profile, Selector, UnknownName};
use crate::date::is_date;
use crate::diagnostic::{RuleInfo, Severity};
use crate::source::{ColumnUnit, Language, Position, Source};

/// A mistake in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is.
    pub position: Position,
    /// A sentence without final stop.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.position.line, self.position.column, self.message)
    }
}

/// The keys of the file.
const KEYS: [&str; 14] = [
    "profile",
    "select",
    "extend-select",
    "ignore",
    "severity",
    "fail-on",
    "exclude",
    "closed-world",
    "allowed-regions",
    "allowed-upstreams",
    "today",
    "require-reason",
    "require-until",
    "rules",
];

/// Reads a configuration; all mistakes are returned, in order.
pub fn read(text: &str, rules: &[RuleInfo]) -> Result<Config, Vec<Mistake>> {
    let mut reader = Reader { config: Config::default(), rules, mistakes: Vec::new() };
    match DeTable::parse(text) {
        Ok(table) => reader.table(table.get_ref()),
        Err(error) => {
            reader.mistakes.push((error.span().map_or(0, |span| span.start), one_line(error.message())))
        }
    }
    if reader.mistakes.is_empty() {
        return Ok(reader.config);
    }
    let source = Source::new("", text, Language::Terraform);
    let place = |(offset, message): (usize, String)| Mistake {
        position: source.position(u32::try_from(offset).unwrap_or(u32::MAX), ColumnUnit::Scalar),
        message,
    };
    reader.mistakes.sort();
    Err(reader.mistakes.into_iter().map(place).collect())
}

fn one_line(message: &str) -> String {
    message.lines().collect::<Vec<_>>().join(", ")
}

type Key<'t> = Spanned<DeString<'t>>;
type Item<'t> = Spanned<DeValue<'t>>;

struct Reader<'r> {
    config: Config,
    rules: &'r [RuleInfo],
    /// Byte offset and message.
    mistakes: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "profile" => {
                    if let Some(profile) = self.one_of(value, &["default", "strict"], Profile::parse) {
                        self.config.profile = profile;
                    }
                }
                "select" => self.config.select = self.selectors(value),
                "extend-select" => self.config.extend_select = self.selectors(value),
                "ignore" => self.config.ignore = self.selectors(value),
                "severity" => self.severities(value),
                "fail-on" => {
                    if let Some(severity) = self.severity(value) {
                        self.config.fail_on = severity;
                    }
                }
                "exclude" => self.config.exclude = self.texts(value),
                "allowed-regions" => self.config.allowed_regions = Some(self.texts(value)),
                "allowed-upstreams" => self.config.allowed_upstreams = Some(self.texts(value)),
                "closed-world" => self.config.closed_world = self.flag(value),
                "require-reason" => self.config.require_reason = self.flag(value),
                "require-until" => self.config.require_until = self.flag(value),
                "today" => self.today(value),
                "rules" => self.options(value),
                unknown => self.unknown_key(key, unknown),
            }
        }
    }

    fn unknown_key(&mut self, key: &Key<'_>, name: &str) {
        let unknown = UnknownName::new("key", name, KEYS);
        let all = if unknown.suggestion.is_none() {
            format!(" (one of {})", KEYS.join(", "))
        } else {
            String::new()
        };
        self.mistakes.push((key.span().start, format!("{unknown}{all}")));
    }

    fn expected(&mut self, value: &Item<'_>, what: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        self.mistakes.push((value.span().start, format!("expected {what}, found {found}")));
    }

    fn one_of<T>(
        &mut self,
        value: &Item<'_>,
        names: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let DeValue::String(text) = value.get_ref() else {
            self.expected(value, &format!("one of {}", names.join(", ")));
            return None;
        };
        let parsed = parse(text);
        if parsed.is_none() {
            let unknown = UnknownName::new("value", text, names.iter().copied());
            self.mistakes.push((value.span().start, format!("{unknown} (one of {})", names.join(", "))));
        }
        parsed
    }

    fn flag(&mut self, value: &Item<'_>) -> bool {
        let flag = if let DeValue::Boolean(flag) = value.get_ref() { Some(*flag) } else { None };
        if flag.is_none() {
            self.expected(value, "true or false");
        }
        flag.unwrap_or_default()
    }

    fn severity(&mut self, value: &Item<'_>) -> Option<Severity> {
        self.one_of(value, &["error", "warning", "note"], Severity::parse)
    }

    /// The strings of an array with their offsets.
    fn strings(&mut self, value: &Item<'_>) -> Vec<(usize, String)> {
        let DeValue::Array(items) = value.get_ref() else {
            self.expected(value, "an array of strings");
            return Vec::new();
        };
        let mut strings = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) => strings.push((item.span().start, text.to_string())),
                _ => self.expected(item, "a string"),
            }
        }
        strings
    }

    fn texts(&mut self, value: &Item<'_>) -> Vec<String> {
        self.strings(value).into_iter().map(|(_, text)| text).collect()
    }

    fn selectors(&mut self, value: &Item<'_>) -> Vec<Selector> {
        let mut selectors = Vec::new();
        for (offset, text) in self.strings(value) {
            match Selector::parse(&text, self.rules) {
                Ok(selector) => selectors.push(selector),
                Err(unknown) => self.mistakes.push((offset, unknown.to_string())),
            }
        }
        selectors
    }

    /// Refuses a key that is not the name of a rule.
    fn is_rule(&mut self, key: &Key<'_>) -> bool {
        let name = key.get_ref().as_ref();
        let is_known = self.rules.iter().any(|rule| rule.name == name);
        if !is_known {
            let unknown = UnknownName::new("rule", name, self.rules.iter().map(|rule| rule.name));
            self.mistakes.push((key.span().start, unknown.to_string()));
        }
        is_known
    }

    fn severities(&mut self, value: &Item<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.expected(value, "a table from rule to severity");
        };
        for (key, value) in table {
            let (is_rule, severity) = (self.is_rule(key), self.severity(value));
            if let Some(severity) = severity.filter(|_| is_rule) {
                self.config.severity.insert(key.get_ref().to_string(), severity);
            }
        }
    }

    fn today(&mut self, value: &Item<'_>) {
        let day = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(day) => day.to_string(),
            _ => String::new(),
        };
        if is_date(&day) {
            self.config.today = Some(day);
        } else {
            self.mistakes
                .push((value.span().start, "expected a day of the calendar (YYYY-MM-DD)".to_owned()));
        }
    }

    fn options(&mut self, value: &Item<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.expected(value, "a table from rule to options");
        };
        for (key, value) in table {
            if !self.is_rule(key) {
                continue;
            }
            let DeValue::Table(options) = value.get_ref() else {
                self.expected(value, "a table of options");
                continue;
            };
            let rule = key.get_ref().as_ref();
            options.iter().for_each(|(key, value)| self.option(rule, key, value));
            if let toml::Value::Table(options) = plain(value.get_ref()) {
                self.config.rules.insert(rule.to_owned(), options);
            }
        }
    }

    fn option(&mut self, rule: &str, key: &Key<'_>, value: &Item<'_>) {
        let name = key.get_ref().as_ref();
        if name == "inline" {
            self.one_of(value, &["allow", "forbid"], |word| {
                ["allow", "forbid"].contains(&word).then_some(())
            });
            return;
        }
        let options = self.rules.iter().find(|known| known.name == rule).map_or(&[][..], |rule| rule.options);
        let Some(option) = options.iter().find(|option| option.key == name) else {
            let known: Vec<&str> = options.iter().map(|option| option.key).collect();
            let message = match known.is_empty() {
                true => format!("unknown option `{name}` (rule `{rule}` has only `inline`)"),
                false => format!("unknown option `{name}` (one of {}, inline)", known.join(", ")),
            };
            return self.mistakes.push((key.span().start, message));
        };
        let number = plain(value.get_ref()).as_integer();
        let (first, last) = (option.least, option.most);
        if !number.is_some_and(|number| (first..=last).contains(&number)) {
            let message = format!("expected a whole number from {first} to {last}");
            self.mistakes.push((value.span().start, message));
        }
    }
}

/// The value without places. The parser has limited the nesting.
fn plain(value: &DeValue<'_>) -> toml::Value {
    match value {
        DeValue::String(text) => toml::Value::String(text.to_string()),
        DeValue::Integer(number) => {
            let text = number.as_str().replace('_', "");
            i64::from_str_radix(&text, number.radix()).map_or(toml::Value::String(text), toml::Value::Integer)
        }
        DeValue::Float(number) => {
            let text = number.as_str().replace('_', "");
            text.parse().map_or(toml::Value::String(text.clone()), toml::Value::Float)
        }
        DeValue::Boolean(flag) => toml::Value::Boolean(*flag),
        DeValue::Datetime(day) => toml::Value::Datetime(*day),
        DeValue::Array(items) => toml::Value::Array(items.iter().map(|item| plain(item.get_ref())).collect()),
        DeValue::Table(table) => {
            let entry =
                |(key, value): (&Key<'_>, &Item<'_>)| (key.get_ref().to_string(), plain(value.get_ref()));
            toml::Value::Table(table.iter().map(entry).collect())
        }
    }
}
