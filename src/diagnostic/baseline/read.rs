//! The file of a baseline: JSON Lines, one entry each. An empty file is an empty baseline.

use std::collections::HashMap;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::{Baseline, Entry, Key, Severity, Written};
use crate::source::Position;

/// The version of the format.
const VERSION: u32 = 1;

/// More mistakes than this are not listed: the file is something else.
const MAX_MISTAKES: usize = 10;

/// What `git merge` leaves where it could not.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// A line as it is written: what identifies the finding, how often it is there, and for people what it
/// was. Members that say nothing are left out.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    version: u32,
    path: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    address: String,
    rule: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    property: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    value: String,
    count: NonZeroU32,
    severity: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    at: Vec<String>,
    #[serde(default)]
    message: String,
}

impl From<Entry> for Line {
    fn from(entry: Entry) -> Self {
        let Key { path, address, rule, property, value } = entry.key;
        // Most values stand where the resource does.
        let at = if entry.at == [path.as_str()] { Vec::new() } else { entry.at };
        let count = NonZeroU32::new(entry.count).unwrap_or(NonZeroU32::MIN);
        let (severity, message) = (entry.severity.name().to_owned(), entry.message);
        Self { version: VERSION, path, address, rule, property, value, count, severity, at, message }
    }
}

impl Line {
    fn entry(self, written: Written) -> Result<Entry, String> {
        let Self { version: _, path, address, rule, property, value, count, severity, at, message } = self;
        let known = Severity::parse(&severity);
        let severity =
            known.ok_or_else(|| format!("unknown severity `{severity}` (one of error, warning, note)"))?;
        let at = if at.is_empty() { vec![path.clone()] } else { at };
        let key = Key { path, address, rule, property, value };
        Ok(Entry { key, count: count.get(), severity, at, message, written: Some(written) })
    }
}

/// The only thing that a line of every version has.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

impl Baseline {
    /// Reads a file; all mistakes are returned, in order, up to a number that is enough for anybody. Of
    /// entries about the same, which two branches may have added, the one with the highest count holds.
    pub fn read(text: &str) -> Result<Self, Vec<(Position, String)>> {
        let (mut entries, mut mistakes): (Vec<Entry>, _) = (Vec::new(), Vec::new());
        let mut known: HashMap<Key, usize> = HashMap::new();
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut start = text.len() - body.len();
        for (index, whole) in body.split_inclusive('\n').enumerate() {
            let line = whole.trim_end_matches(['\r', '\n']);
            let written = Written { text: line.to_owned(), start: u32::try_from(start).unwrap_or(u32::MAX) };
            start += whole.len();
            if line.trim().is_empty() {
                continue;
            }
            match parse(line, written) {
                Ok(entry) => match known.get(&entry.key).and_then(|at| entries.get_mut(*at)) {
                    Some(first) if first.count >= entry.count => {}
                    Some(first) => *first = entry,
                    None => {
                        known.insert(entry.key.clone(), entries.len());
                        entries.push(entry);
                    }
                },
                Err((column, message)) if mistakes.len() < MAX_MISTAKES => {
                    let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
                    mistakes.push((Position { line, column }, message));
                }
                Err(_) => break,
            }
        }
        if mistakes.is_empty() { Ok(Self { entries, ..Self::default() }) } else { Err(mistakes) }
    }
}

/// The entry of a line, else the column and what is wrong there.
fn parse(line: &str, written: Written) -> Result<Entry, (u32, String)> {
    if MARKERS.iter().any(|marker| line.starts_with(marker)) {
        let help = "keep the lines of both sides, then run `acrlint baseline update`";
        return Err((1, format!("a conflict of a merge is left here: {help}")));
    }
    if !line.trim_start().starts_with('{') {
        return Err((1, "not an entry of a baseline: each line is a JSON object".to_owned()));
    }
    let place = |error: serde_json::Error| {
        let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
        let column = u32::try_from(before.chars().count()).unwrap_or(u32::MAX).saturating_add(1);
        let message = error.to_string();
        let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
        (column, format!("not an entry of a baseline: {what}"))
    };
    let Versioned { version } = serde_json::from_str(line).map_err(place)?;
    if version != VERSION {
        let known = format!("this acrlint reads version {VERSION}");
        return Err((1, format!("an entry of version {version}: {known}")));
    }
    let line: Line = serde_json::from_str(line).map_err(place)?;
    line.entry(written).map_err(|message| (1, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str =
        r#"{"version":1,"path":"a.bicep","address":"acr","rule":"admin-user","count":1,"severity":"error"}"#;

    #[test]
    fn mistakes_have_a_place() {
        let at = |text: &str| -> Vec<(u32, u32, String)> {
            let mistakes = Baseline::read(text).expect_err(text);
            mistakes.into_iter().map(|(at, message)| (at.line, at.column, message)).collect()
        };
        for (text, line, column, expected) in [
            (format!("{ENTRY}\n{{\"version\":1,"), 2, 13, "EOF"),
            ("é".to_owned(), 1, 1, "JSON object"),
            ("[1]".to_owned(), 1, 1, "JSON object"),
            ("{}".to_owned(), 1, 2, "missing field `version`"),
            (
                ENTRY.replace("\"version\":1", "\"version\":2"),
                1,
                1,
                "version 2: this acrlint reads version 1",
            ),
            (ENTRY.replace("\"rule\"", "\"é\":1,\"rule\""), 1, 49, "unknown field"),
            (ENTRY.replace(":1,\"sev", ":0,\"sev"), 1, 75, "nonzero"),
            (ENTRY.replace("\"error\"", "\"fatal\""), 1, 1, "unknown severity `fatal`"),
            (format!("\u{feff}\r\n\n<<<<<<< HEAD\n{ENTRY}\n"), 3, 1, "conflict of a merge"),
        ] {
            let found = at(&text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!((found[0].0, found[0].1), (line, column), "{text}: {found:?}");
            assert!(found[0].2.contains(expected), "{text}: {found:?}");
        }
        assert_eq!(at(&"x\n".repeat(99)).len(), MAX_MISTAKES);
    }

    #[test]
    fn what_is_said_twice_counts_once() {
        let text = format!("\u{feff}{ENTRY}\r\n\r\n{}\n{ENTRY}", ENTRY.replace("count\":1", "count\":2"));
        let baseline = Baseline::read(&text).expect("no mistake");
        assert_eq!(baseline.entries.iter().map(|entry| entry.count).collect::<Vec<_>>(), [2]);
        assert!(Baseline::read("").expect("no mistake").entries.is_empty());
    }

    #[test]
    fn lines_come_back_as_they_were() {
        let entry = Baseline::read(ENTRY).expect("no mistake").entries.remove(0);
        let written = entry.written.clone().expect("it was read");
        let again = serde_json::to_string(&entry).expect("JSON");
        assert_eq!(written.text.replace('}', ",\"message\":\"\"}"), again);
    }
}
