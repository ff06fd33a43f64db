//! Source files, spans into them, and the translation of byte offsets into lines and columns.
//!
//! [`SourceMap`] is the only owner of text. Everything downstream carries [`Span`]s, which are
//! byte ranges; lines and columns are computed when a report is written and nowhere else.

mod builtin;
mod remark;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

pub use builtin::builtin;
pub use remark::Remark;

/// Index of a [`Source`] in its [`SourceMap`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A half-open byte range in one source. `Copy`, 12 bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end` (byte offsets) in `source`.
    pub fn new(source: SourceId, start: u32, end: u32) -> Self {
        Self { source, start, end }
    }

    /// True if `other` lies inside `self` (same file, touching ends allowed).
    pub fn contains(&self, other: Span) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }
}

/// The language of a source, decided from its name and, for JSON, from its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// `.bicep`
    Bicep,
    /// `.bicepparam`
    BicepParam,
    /// `.tf`, `.tofu`
    Terraform,
    /// `.tfvars`
    TerraformVars,
    /// `.tf.json`, `.tofu.json`
    TerraformJson,
    /// `.terraform.lock.hcl`: the versions of providers that Terraform chose
    TerraformLock,
    /// `terragrunt.hcl`: the inputs of a module
    Terragrunt,
    /// `.tfvars.json`
    TerraformVarsJson,
    /// `.json`, `.jsonc`: templates, parameter files, Terraform plans, or something else
    Json,
    /// `acrlint.toml` or a baseline: shown where a finding is about it, and no code
    Configuration,
}

impl Language {
    /// The endings of the file names that acrlint reads, in lower case. The first that fits decides.
    pub const ENDINGS: [(&'static str, Self); 12] = [
        (".bicepparam", Self::BicepParam),
        (".bicep", Self::Bicep),
        (".tf.json", Self::TerraformJson),
        (".tofu.json", Self::TerraformJson),
        (".tfvars.json", Self::TerraformVarsJson),
        (".tfvars", Self::TerraformVars),
        (".tofu", Self::Terraform),
        (".tf", Self::Terraform),
        (".terraform.lock.hcl", Self::TerraformLock),
        ("terragrunt.hcl", Self::Terragrunt),
        (".jsonc", Self::Json),
        (".json", Self::Json),
    ];

    /// The language that a file name announces, or `None` if acrlint does not read such files.
    /// Compares without case.
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
        Self::ENDINGS.into_iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, language)| language)
    }
}

impl Language {
    /// True if such a file may hold values of parameters.
    pub fn holds_parameters(self) -> bool {
        use Language::{BicepParam, Json, TerraformVars, TerraformVarsJson};
        matches!(self, BicepParam | Json | TerraformVars | TerraformVarsJson)
    }
}

/// One file: its path relative to the root, its text, and a lazily built line index.
#[derive(Debug)]
pub struct Source {
    /// Path relative to the root, forward slashes. A file outside the root keeps a `../` path.
    pub path: String,
    /// The whole text as UTF-8, byte order mark included.
    pub text: String,
    /// What the name (and content) says it is.
    pub language: Language,
    /// Fetched by a package tool, as in a module cache: read, but not the user's to change.
    pub external: bool,
    /// Not UTF-8 on the disk: read, but no edit of the text can be made there.
    pub transcoded: bool,
    lines: OnceLock<Vec<u32>>,
    marks: OnceLock<Vec<Count>>,
}

/// Characters before a byte.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    scalars: u32,
    utf16: u32,
}

impl Count {
    /// Counts the characters that start in these bytes of UTF-8, which may begin and end anywhere.
    fn add(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            let is_start = byte & 0b1100_0000 != 0b1000_0000;
            self.scalars += u32::from(is_start);
            // Four bytes of UTF-8 are two units of UTF-16.
            self.utf16 += u32::from(is_start) + u32::from(*byte >= 0xf0);
        }
        self
    }
}

/// Bytes between two marks: a minified file is one line of megabytes, and counting its characters
/// from the start for every column would take time with the square of its size.
const MARK: usize = 1024;

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnUnit {
    /// UTF-8 bytes.
    Byte,
    /// UTF-16 code units.
    Utf16,
    /// Unicode scalar values.
    Scalar,
}

/// A position for people: both numbers 1-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// 1-based line. `\n`, `\r\n` and a lone `\r` end a line.
    pub line: u32,
    /// 1-based column in the unit that was asked for. A byte order mark does not count.
    pub column: u32,
}

impl Source {
    /// A source with the given root-relative path and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>, language: Language) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            language,
            external: false,
            transcoded: false,
            lines: OnceLock::new(),
            marks: OnceLock::new(),
        }
    }

    /// The same source as one that is not the user's to change.
    #[must_use]
    pub fn fetched(self) -> Self {
        Self { external: true, ..self }
    }

    /// The same source as one whose text may not be UTF-8 on the disk.
    #[must_use]
    pub fn transcoded(self, transcoded: bool) -> Self {
        Self { transcoded, ..self }
    }

    /// Byte offsets at which the lines start; the first is 0.
    pub fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            for (i, byte) in bytes.iter().enumerate() {
                let lone_return = *byte == b'\r' && bytes.get(i + 1) != Some(&b'\n');
                if *byte == b'\n' || lone_return {
                    starts.push(i as u32 + 1);
                }
            }
            starts
        })
    }

    /// The position of a byte offset; an offset past the end is the end, one inside a character
    /// is that character's start.
    pub fn position(&self, offset: u32, unit: ColumnUnit) -> Position {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start as usize <= offset) - 1;
        let mut start = starts[line] as usize;
        if line == 0 && self.text.starts_with('\u{feff}') {
            start = '\u{feff}'.len_utf8().min(offset);
        }
        let (from, to) = (self.count(start), self.count(offset));
        let column = match unit {
            ColumnUnit::Byte => (offset - start) as u32,
            ColumnUnit::Utf16 => to.utf16 - from.utf16,
            ColumnUnit::Scalar => to.scalars - from.scalars,
        };
        Position { line: line as u32 + 1, column: column + 1 }
    }

    /// The characters that start before a byte offset of the text.
    fn count(&self, offset: usize) -> Count {
        let bytes = self.text.as_bytes();
        let marks = self.marks.get_or_init(|| {
            let sums = bytes.chunks(MARK).scan(Count::default(), |sum, chunk| {
                *sum = sum.add(chunk);
                Some(*sum)
            });
            std::iter::once(Count::default()).chain(sums).collect()
        });
        let mark = offset / MARK;
        let count = marks.get(mark).copied().unwrap_or_default();
        count.add(bytes.get(mark * MARK..offset).unwrap_or_default())
    }

    /// The text of a byte range; empty if the range does not lie on character boundaries inside
    /// the text.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// The text of the line that holds a byte offset, with its line break.
    pub fn line_at(&self, offset: u32) -> &str {
        let starts = self.line_starts();
        let next = starts.partition_point(|start| *start <= offset);
        let end = starts.get(next).copied().unwrap_or(self.text.len() as u32);
        self.slice(starts[next.saturating_sub(1)], end)
    }
}

/// A file that code reads as data: `loadTextContent('x')`, `file("x")`. It is no source: nobody
/// parses it as code or reports findings in it.
#[derive(Clone, Debug)]
pub enum Payload {
    /// Its text.
    Text(Arc<str>),
    /// There is no such file.
    Absent,
    /// It is there, but its text is not known: why.
    Opaque(String),
}

/// All sources of a run. Append-only; ids are indices.
#[derive(Debug, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
    by_path: HashMap<String, SourceId>,
    payloads: HashMap<String, Payload>,
}

impl SourceMap {
    /// Adds a source and returns its id. A second source of the same path replaces the first in
    /// look-ups by path.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(self.sources.len() as u32);
        self.by_path.insert(source.path.clone(), id);
        self.sources.push(source);
        id
    }

    /// Gives a source another text; the one that it had comes back.
    pub fn replace(&mut self, id: SourceId, text: String) -> String {
        let Some(source) = self.sources.get_mut(id.0 as usize) else { return String::new() };
        let Source { path, language, external, transcoded, .. } = source;
        let (external, transcoded) = (*external, *transcoded);
        let changed = Source { external, transcoded, ..Source::new(path.clone(), text, *language) };
        std::mem::replace(source, changed).text
    }

    /// The source of an id that this map gave out, or of one that is built in.
    pub fn get(&self, id: SourceId) -> &Source {
        builtin(id).unwrap_or_else(|| &self.sources[id.0 as usize])
    }

    /// The id of a root-relative path.
    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.by_path.get(path).copied()
    }

    /// All sources with their ids, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources.iter().enumerate().map(|(i, source)| (SourceId(i as u32), source))
    }

    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// True if there is no source.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// Adds a file that code reads as data, by its root-relative path.
    pub fn add_payload(&mut self, path: impl Into<String>, payload: Payload) {
        self.payloads.insert(path.into(), payload);
    }

    /// What was found where code reads data; `None` if nobody looked there.
    pub fn payload(&self, path: &str) -> Option<&Payload> {
        self.payloads.get(path)
    }

    /// Where code reads data, by root-relative path.
    pub fn payload_paths(&self) -> impl Iterator<Item = &str> {
        self.payloads.keys().map(String::as_str)
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).slice(span.start, span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_in_each_unit() {
        let source = Source::new("a.bicep", "\u{feff}x\r\né😀b\rq", Language::Bicep);
        let at = |needle: &str, unit| source.position(source.text.find(needle).unwrap() as u32, unit);
        assert_eq!(at("x", ColumnUnit::Byte), Position { line: 1, column: 1 });
        assert_eq!(at("b", ColumnUnit::Byte), Position { line: 2, column: 7 });
        assert_eq!(at("b", ColumnUnit::Utf16), Position { line: 2, column: 4 });
        assert_eq!(at("b", ColumnUnit::Scalar), Position { line: 2, column: 3 });
        assert_eq!(at("q", ColumnUnit::Scalar), Position { line: 3, column: 1 });
        assert_eq!(source.position(999, ColumnUnit::Scalar), Position { line: 3, column: 2 });
    }

    #[test]
    fn columns_of_long_lines_are_those_of_a_plain_count() {
        let text = format!("\u{feff}{}\n{}", "aé😀".repeat(999), "😀b".repeat(777));
        let source = Source::new("a.json", text.clone(), Language::Json);
        let second = text.find('\n').unwrap() + 1;
        for (at, _) in text.char_indices() {
            let start = if at < second { 3.min(at) } else { second };
            let before = &text[start..at];
            let column = |unit| source.position(at as u32, unit).column as usize - 1;
            assert_eq!(column(ColumnUnit::Scalar), before.chars().count());
            assert_eq!(column(ColumnUnit::Utf16), before.encode_utf16().count());
            assert_eq!(column(ColumnUnit::Byte), before.len());
        }
    }
}
