//! The tables of `ignore`: findings that are not reported, by rule, path and address.

use std::ops::Range;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use regex::Regex;
use toml::de::{DeTable, DeValue};

use super::read::{Item, Reader};
use super::selector::{UnknownName, clipped};
use crate::diagnostic::{Exemption, masked, may_be_suppressed};
use crate::source::Span;

/// More tables than this are refused: each is held against every finding of its rules.
const MAX_TABLES: usize = 1000;

/// Longer patterns (in bytes) are refused: nobody writes them, and each takes time and memory.
const MAX_PATTERN: usize = 1000;

/// The keys of such a table and what each decides, as a phrase.
pub(super) const KEYS: [(&str, &str); 6] = [
    ("rule", "the rule"),
    ("rules", "several rules"),
    (
        "path",
        "where the finding, the way of its value or its resource lies, as in a `.gitignore` beside this file",
    ),
    ("address", "the address of the resource; `*` stands for any text"),
    ("reason", "why"),
    ("until", "the last day on which it holds"),
];

impl Reader<'_> {
    /// Reads one table of `ignore`.
    pub(super) fn exemption(&mut self, item: &Item<'_>, table: &DeTable<'_>) {
        let start = item.span().start;
        if self.config.exemptions.len() == MAX_TABLES {
            return self.mistake(start, format!("more than {MAX_TABLES} tables in `ignore`"));
        }
        let mut found = Exemption::new(self.span(self.lines_of(item.span())), self.folder());
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "rule" => self.exempt_rules(std::slice::from_ref(value), &mut found),
                "rules" => match value.get_ref() {
                    DeValue::Array(items) if items.is_empty() => {
                        self.mistake(value.span().start, "this names no rule".to_owned());
                    }
                    DeValue::Array(items) => self.exempt_rules(items, &mut found),
                    _ => self.expected(value, "an array of strings"),
                },
                "path" => found.path = self.path_glob(value),
                "address" => found.address = self.address_glob(value),
                "reason" => found.reason = self.text(value).map(|text| masked(text.trim()).into_owned()),
                "until" => found.until = self.day(value).map(|day| (day, self.span(value.span()))),
                name => {
                    let unknown = UnknownName::new("key", name, KEYS.map(|(key, _)| key));
                    self.mistake(key.span().start, unknown.to_string());
                }
            }
        }
        let named = ["rule", "rules"].map(|key| table.contains_key(key));
        if named == [false, false] {
            self.mistake(start, "this table of `ignore` names no `rule`".to_owned());
        } else if named == [true, true] {
            self.mistake(start, "give either `rule` or `rules`".to_owned());
        }
        found.reason = found.reason.filter(|reason| !reason.is_empty());
        self.config.exemptions.push(found);
    }

    /// The first line of a table is enough to show where it is.
    fn lines_of(&self, range: Range<usize>) -> Range<usize> {
        let text = self.source.text.get(range.clone()).unwrap_or_default();
        let length = text.lines().next().map_or(0, |line| line.trim_end().len());
        range.start..range.start + length
    }

    fn exempt_rules(&mut self, items: &[Item<'_>], found: &mut Exemption) {
        for item in items {
            if self.is_hopeless() {
                return;
            }
            let Some(name) = self.text(item) else { continue };
            match self.rules.iter().find(|rule| rule.name == name) {
                Some(rule) if !may_be_suppressed(rule.name) => {
                    self.mistake(item.span().start, format!("`{name}` cannot be suppressed"));
                }
                Some(rule) => found.rules.push((rule.name, self.span(item.span()))),
                None => {
                    let unknown = UnknownName::new("rule", &name, self.rules.iter().map(|rule| rule.name));
                    self.mistake(item.span().start, unknown.to_string());
                }
            }
        }
    }

    fn path_glob(&mut self, value: &Item<'_>) -> Option<(String, Gitignore)> {
        let text = self.text(value)?;
        let glob = self.gitignore(value.span().start, &text)?;
        Some((text, glob))
    }

    /// The pattern at a place; what is none is a mistake.
    pub(super) fn gitignore(&mut self, place: usize, text: &str) -> Option<Gitignore> {
        let glob = compiled(text);
        if let Err(reason) = &glob {
            self.mistake(place, format!("`{}` is no pattern of paths: {reason}", clipped(text)));
        }
        glob.ok()
    }

    /// Addresses have brackets and quotes in them, so only `*` means something else than itself.
    fn address_glob(&mut self, value: &Item<'_>) -> Option<(String, Regex)> {
        let text = self.text(value)?;
        let parts: Vec<String> = text.split('*').map(regex::escape).collect();
        let is_fit = (1..=MAX_PATTERN).contains(&text.len());
        let pattern = Some(format!("^(?s:{})$", parts.join(".*"))).filter(|_| is_fit);
        let pattern = pattern.and_then(|pattern| Regex::new(&pattern).ok());
        if pattern.is_none() {
            let what = if text.is_empty() { "empty" } else { "too long" };
            self.mistake(value.span().start, format!("this address is {what}"));
        }
        Some((text, pattern?))
    }

    /// The place of a byte range of the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span::new(self.id, offset(range.start), offset(range.end))
    }
}

/// A pattern as in a `.gitignore`, or what is wrong with it.
fn compiled(text: &str) -> Result<Gitignore, String> {
    if text.trim().is_empty() || text.starts_with(['!', '#']) {
        return Err("it names nothing".to_owned());
    }
    if text.len() > MAX_PATTERN {
        return Err("it is too long".to_owned());
    }
    let reason = |error: ignore::Error| match error {
        ignore::Error::Glob { err, .. } => err,
        other => other.to_string(),
    };
    let mut builder = GitignoreBuilder::new("");
    builder.add_line(None, text).map_err(reason)?;
    builder.build().map_err(reason)
}
