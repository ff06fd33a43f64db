//! `acrlint.toml`: from text to [`Config`], with every mistake at its place.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Component, Path};

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::keys::{KEYS, Key, Kind};
use super::locked::{Lock, Locked};
use super::selector::clipped;
use super::{Config, Profile, RULESETS, Selector, UnknownName, mildest};
use crate::date::is_date;
use crate::diagnostic::{RuleInfo, Severity};
use crate::source::{ColumnUnit, Source, SourceId};

/// A mistake in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is: `acrlint.toml:3:11`, line and column 1-based.
    pub place: String,
    /// A sentence without final stop.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// What the parser says of a key that a table has already.
const DUPLICATE: &str = "duplicate key";

/// TOML has no way to add tables to an array that is written out.
const TWO_IGNORES: &str =
    "`ignore` is there already: write this table into its list, as in `ignore = [\"…\", { rule = \"…\" }]`";

/// More mistakes of one file are not reported.
const MAX_MISTAKES: usize = 50;

/// Reads the configuration `source`, known as `id`. Of the file of a sub-folder `root` is the
/// configuration of the root's file, from which it has what a run has once and what is locked.
/// Returns what could be used, and all mistakes in order.
pub fn read(
    source: &Source,
    id: SourceId,
    rules: &[RuleInfo],
    root: Option<&Config>,
) -> (Config, Vec<Mistake>) {
    let config = root.map_or_else(Config::default, run_settings);
    let (ignored, places, mistakes) = (Vec::new(), BTreeMap::new(), Vec::new());
    let mut reader =
        Reader { config, rules, source, id, is_nested: root.is_some(), ignored, places, mistakes };
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    for error in &errors {
        let place = error.span().unwrap_or_default();
        let message = match source.text.get(place.clone()) {
            Some("ignore") if error.message() == DUPLICATE => TWO_IGNORES.to_owned(),
            _ => error.message().lines().collect::<Vec<_>>().join(", "),
        };
        reader.mistake(place.start, message);
    }
    // What was recovered from a broken text would only give mistakes that nobody made.
    if errors.iter().all(|error| error.message() == DUPLICATE) {
        reader.table(table.get_ref());
        root.into_iter().for_each(|root| reader.keep_locks(root));
    }
    reader.mistakes.sort();
    let mistakes: Vec<_> = std::mem::take(&mut reader.mistakes);
    let place = |(offset, message)| Mistake { place: reader.place(offset), message };
    let mut mistakes: Vec<Mistake> = mistakes.into_iter().map(place).collect();
    if let Some(last) = mistakes.get_mut(MAX_MISTAKES) {
        last.message = "there are more mistakes, which are not shown".to_owned();
    }
    (reader.config, mistakes)
}

/// A configuration that says nothing, with what a run has once.
fn run_settings(root: &Config) -> Config {
    Config { ruleset: root.ruleset, fail_on: root.fail_on, today: root.today.clone(), ..Config::default() }
}

type Name<'t> = Spanned<DeString<'t>>;
pub(super) type Item<'t> = Spanned<DeValue<'t>>;

/// Reads one file.
pub(super) struct Reader<'r> {
    pub(super) config: Config,
    pub(super) rules: &'r [RuleInfo],
    pub(super) source: &'r Source,
    pub(super) id: SourceId,
    is_nested: bool,
    /// The selectors of `ignore` and where they stand.
    pub(super) ignored: Vec<(usize, Selector)>,
    /// Where the value of a key stands, by its path.
    places: BTreeMap<String, usize>,
    /// Byte offset and message.
    pub(super) mistakes: Vec<(usize, String)>,
}

impl Reader<'_> {
    /// Says what is wrong at a byte offset, unless enough is wrong already.
    pub(super) fn mistake(&mut self, offset: usize, message: impl Into<String>) {
        if self.mistakes.len() <= MAX_MISTAKES {
            self.mistakes.push((offset, message.into()));
        }
    }

    /// True if nobody wants to know more mistakes: a file full of them is not a configuration.
    pub(super) fn is_hopeless(&self) -> bool {
        self.mistakes.len() > MAX_MISTAKES
    }

    /// Where the value of a key stands, if the file has it.
    pub(super) fn written(&self, path: &str) -> Option<usize> {
        self.places.get(path).copied()
    }

    /// The folder of the file, relative to the root.
    pub(super) fn folder(&self) -> &str {
        let folder = self.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if self.is_nested { folder } else { "" }
    }

    fn place(&self, offset: usize) -> String {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let at = self.source.position(offset, ColumnUnit::Scalar);
        format!("{}:{}:{}", self.source.path, at.line, at.column)
    }

    fn note(&mut self, path: String, key: usize, value: usize) {
        let place = self.place(key);
        self.config.came_from(&path, place);
        self.places.insert(path, value);
    }

    fn table(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            if self.is_hopeless() {
                return;
            }
            let start = name.span().start;
            let Some(key) = KEYS.iter().find(|key| key.name == name.get_ref().as_ref()) else {
                self.unknown_key(name);
                continue;
            };
            if self.is_nested && !key.everywhere {
                let message =
                    format!("`{}` counts once for the run: it belongs into the file of the root", key.name);
                self.mistake(start, message);
                continue;
            }
            if !matches!(key.kind, Kind::Severities | Kind::Options) {
                self.note(key.name.to_owned(), start, value.span().start);
            }
            self.value(key, value);
        }
    }

    fn value(&mut self, key: &Key, value: &Item<'_>) {
        match &key.kind {
            Kind::Ruleset => self.ruleset(value),
            Kind::Profile => {
                if let Some(profile) = self.one_of(value, &["default", "strict"], Profile::parse) {
                    self.config.profile = profile;
                }
            }
            Kind::Selectors(of) => *of(&mut self.config) = self.selectors(value),
            Kind::Ignore => self.ignore(value),
            Kind::Locked => self.locked(value),
            Kind::Severity => {
                if let Some(severity) = self.severity(value) {
                    self.config.fail_on = severity;
                }
            }
            Kind::Flag(of) => *of(&mut self.config) = self.flag(value),
            Kind::Globs(of) => *of(&mut self.config) = self.globs(value),
            Kind::Texts(of) => {
                let texts = self.strings(value).into_iter().map(|(_, text)| text).collect();
                *of(&mut self.config) = Some(texts);
            }
            Kind::File(of) => *of(&mut self.config) = self.file(value),
            Kind::Day => self.config.today = self.day(value),
            Kind::Severities => self.severities(value),
            Kind::Options => self.options(value),
        }
    }

    fn unknown_key(&mut self, key: &Name<'_>) {
        let names = || KEYS.iter().map(|key| key.name);
        let unknown = UnknownName::new("key", key.get_ref(), names());
        let all = if unknown.suggestion.is_none() {
            format!(" (one of {})", names().collect::<Vec<_>>().join(", "))
        } else {
            String::new()
        };
        self.mistake(key.span().start, format!("{unknown}{all}"));
    }

    pub(super) fn expected(&mut self, value: &Item<'_>, what: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        self.mistake(value.span().start, format!("expected {what}, found {found}"));
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
            self.mistake(value.span().start, format!("{unknown} (one of {})", names.join(", ")));
        }
        parsed
    }

    /// A path that stays below the root.
    fn file(&mut self, value: &Item<'_>) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            self.expected(value, "a path");
            return None;
        };
        let is_below = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if text.is_empty() || !Path::new(text.as_ref()).components().all(is_below) {
            self.mistakes.push((value.span().start, "expected a path below the root".to_owned()));
            return None;
        }
        Some(text.to_string())
    }

    fn ruleset(&mut self, value: &Item<'_>) {
        let known = |text: &str| RULESETS.into_iter().find(|ruleset| *ruleset == text);
        if let Some(ruleset) = self.one_of(value, &RULESETS, known) {
            self.config.ruleset = ruleset;
        }
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

    pub(super) fn text(&mut self, value: &Item<'_>) -> Option<String> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.to_string());
        }
        self.expected(value, "a string");
        None
    }

    /// The strings of an array with their offsets.
    fn strings(&mut self, value: &Item<'_>) -> Vec<(usize, String)> {
        let DeValue::Array(items) = value.get_ref() else {
            self.expected(value, "an array of strings");
            return Vec::new();
        };
        items.iter().filter_map(|item| Some((item.span().start, self.text(item)?))).collect()
    }

    fn globs(&mut self, value: &Item<'_>) -> Vec<String> {
        let mut globs = Vec::new();
        for (offset, text) in self.strings(value) {
            globs.extend(self.gitignore(offset, &text).map(|_| text));
        }
        globs
    }

    fn selector(&mut self, offset: usize, text: &str) -> Option<Selector> {
        if self.is_hopeless() {
            return None;
        }
        let selector = Selector::parse(text, self.rules);
        if let Err(unknown) = &selector {
            self.mistake(offset, unknown.to_string());
        }
        selector.ok()
    }

    fn selectors(&mut self, value: &Item<'_>) -> Vec<Selector> {
        let texts = self.strings(value);
        texts.iter().filter_map(|(offset, text)| self.selector(*offset, text)).collect()
    }

    fn ignore(&mut self, value: &Item<'_>) {
        let DeValue::Array(items) = value.get_ref() else {
            return self.expected(value, "an array of strings and tables");
        };
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) => {
                    let offset = item.span().start;
                    let selector = self.selector(offset, text);
                    let refusal = selector.as_ref().and_then(|selector| selector.refusal(self.rules));
                    refusal.into_iter().for_each(|refusal| self.mistake(offset, refusal));
                    self.ignored.extend(selector.clone().map(|selector| (offset, selector)));
                    self.config.ignore.extend(selector);
                }
                DeValue::Table(table) => self.exemption(item, table),
                _ => self.expected(item, "a string or a table"),
            }
        }
    }

    fn locked(&mut self, value: &Item<'_>) {
        for (offset, text) in self.strings(value) {
            let what = Locked::key(&text).or_else(|| self.selector(offset, &text).map(Locked::Rules));
            let place = self.place(offset);
            self.config.locked.extend(what.map(|what| Lock { what, place }));
        }
    }

    /// The rule of this name; a mistake if there is none.
    fn rule(&mut self, key: &Name<'_>) -> Option<&RuleInfo> {
        let name = key.get_ref().as_ref();
        let rules = self.rules;
        let rule = rules.iter().find(|rule| rule.name == name);
        if rule.is_none() && !self.is_hopeless() {
            let unknown = UnknownName::new("rule", name, rules.iter().map(|rule| rule.name));
            self.mistake(key.span().start, unknown.to_string());
        }
        rule
    }

    fn severities(&mut self, value: &Item<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.expected(value, "a table from rule to severity");
        };
        for (key, value) in table {
            let least = self.rule(key).map(|rule| (rule.name, mildest(rule)));
            let (Some(severity), Some((name, least))) = (self.severity(value), least) else { continue };
            if severity > least {
                let message = format!(
                    "`{name}` cannot be milder than `{}`: a run would look better than it was",
                    least.name()
                );
                self.mistake(value.span().start, message);
                continue;
            }
            self.note(format!("severity.{name}"), key.span().start, value.span().start);
            self.config.severity.insert(name.to_owned(), severity);
        }
    }

    pub(super) fn day(&mut self, value: &Item<'_>) -> Option<String> {
        let day = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(day) => day.to_string(),
            _ => String::new(),
        };
        if !is_date(&day) {
            let message = "expected a day of the calendar (YYYY-MM-DD)".to_owned();
            self.mistake(value.span().start, message);
            return None;
        }
        Some(day)
    }

    fn options(&mut self, value: &Item<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.expected(value, "a table from rule to options");
        };
        for (key, value) in table {
            if self.rule(key).is_none() {
                continue;
            }
            let DeValue::Table(options) = value.get_ref() else {
                self.expected(value, "a table of options");
                continue;
            };
            let rule = key.get_ref().as_ref();
            options.iter().for_each(|(key, value)| self.option(rule, key, value));
        }
    }

    fn option(&mut self, rule: &str, key: &Name<'_>, value: &Item<'_>) {
        let name = key.get_ref().as_ref();
        let value_of = if name == "inline" {
            let word = |word: &str| ["allow", "forbid"].contains(&word).then(|| word.to_owned());
            self.one_of(value, &["allow", "forbid"], word).map(toml::Value::String)
        } else {
            self.number(rule, key, value).map(toml::Value::Integer)
        };
        if let Some(value_of) = value_of {
            self.note(format!("rules.{rule}.{name}"), key.span().start, value.span().start);
            self.config.rules.entry(rule.to_owned()).or_default().insert(name.to_owned(), value_of);
        }
    }

    fn number(&mut self, rule: &str, key: &Name<'_>, value: &Item<'_>) -> Option<i64> {
        let name = key.get_ref().as_ref();
        let options = self.rules.iter().find(|known| known.name == rule).map_or(&[][..], |rule| rule.options);
        let Some(option) = options.iter().find(|option| option.key == name) else {
            let name = clipped(name);
            let known: Vec<&str> = options.iter().map(|option| option.key).collect();
            let message = match known.is_empty() {
                true => format!("unknown option `{name}` (rule `{rule}` has only `inline`)"),
                false => format!("unknown option `{name}` (one of {}, inline)", known.join(", ")),
            };
            self.mistake(key.span().start, message);
            return None;
        };
        let number = whole_number(value.get_ref());
        let (first, last) = (option.least, option.most);
        let number = number.filter(|number| (first..=last).contains(number));
        if number.is_none() {
            let message = format!("expected a whole number from {first} to {last}");
            self.mistake(value.span().start, message);
        }
        number
    }
}

/// The number that an integer of TOML stands for, in whichever base.
fn whole_number(value: &DeValue<'_>) -> Option<i64> {
    let DeValue::Integer(number) = value else { return None };
    i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
}
