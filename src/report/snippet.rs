//! The few lines of code that a text report shows, ready for the renderer: clipped around what is
//! marked, with deceptive characters spelt out, and with the line and column numbers of the file.

use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};

use super::escape::push_visible;
use crate::diagnostic::credentials;
use crate::source::{ColumnUnit, Source, SourceId, SourceMap, Span};

/// How many characters of a line are shown, and how many of them before the first mark.
const WIDTH: usize = 200;
const BEFORE: usize = 60;

/// The shown lines of every file that a diagnostic touches.
#[derive(Default)]
pub(super) struct Snippets {
    files: Vec<(SourceId, Snippet)>,
}

impl Snippets {
    /// The lines under the spans.
    ///
    /// What lies in a span of `secrets` is masked.
    pub(super) fn new(sources: &SourceMap, spans: &[Span], secrets: &[Span]) -> Self {
        let mut snippets = Self::default();
        let mut spans = spans.to_vec();
        spans.sort();
        for group in spans.chunk_by(|a, b| a.source == b.source) {
            if let Some(first) = group.first() {
                snippets.files.push((first.source, Snippet::new(sources.get(first.source), group, secrets)));
            }
        }
        snippets
    }

    /// The range in the shown text for a span; what goes beyond its first line or the shown part is
    /// cut off.
    pub(super) fn range(&self, sources: &SourceMap, span: Span) -> Range<usize> {
        let line = line_of(sources.get(span.source), span.start);
        let shown =
            self.file(span.source).ok().and_then(|file| file.lines.iter().find(|shown| shown.index == line));
        shown.map_or(0..0, |shown| shown.offset(span.start)..shown.offset(span.end))
    }

    /// The line of a span with its number, cut into what is before, in and after the span.
    pub(super) fn excerpt(&self, sources: &SourceMap, span: Span) -> Option<Excerpt<'_>> {
        let file = self.file(span.source).ok()?;
        let index = line_of(sources.get(span.source), span.start);
        let line = file.lines.iter().find(|shown| shown.index == index)?;
        let marked = self.range(sources, span);
        let text = |from: usize, to: usize| file.text.get(from..to).unwrap_or("");
        Some(Excerpt {
            number: index + 1,
            before: text(line.range.start, marked.start),
            marked: text(marked.start, marked.end),
            after: text(marked.end, line.range.end),
        })
    }

    fn file(&self, id: SourceId) -> Result<&Snippet, Error> {
        self.files.iter().find(|(source, _)| *source == id).map(|(_, file)| file).ok_or(Error::FileMissing)
    }
}

/// A shown line and what is marked in it.
pub(super) struct Excerpt<'s> {
    /// Its 1-based number.
    pub(super) number: usize,
    pub(super) before: &'s str,
    pub(super) marked: &'s str,
    pub(super) after: &'s str,
}

struct Snippet {
    name: String,
    text: String,
    lines: Vec<Line>,
}

/// A line of the shown text.
struct Line {
    /// Index of the line in the file; for a line that only separates, past all lines.
    index: usize,
    /// Where it is in the shown text, line end excluded.
    range: Range<usize>,
    /// For every character its offset and column in the file and its offset in the shown text; one
    /// more entry for the end.
    places: Vec<Place>,
}

#[derive(Clone, Copy)]
struct Place {
    original: u32,
    column: usize,
    shown: usize,
}

impl Line {
    fn offset(&self, original: u32) -> usize {
        let after = self.places.iter().find(|place| place.original >= original);
        after.or(self.places.last()).map_or(self.range.start, |place| place.shown)
    }
}

fn line_of(source: &Source, offset: u32) -> usize {
    source.position(offset, ColumnUnit::Scalar).line as usize - 1
}

impl Snippet {
    fn new(source: &Source, spans: &[Span], secrets: &[Span]) -> Self {
        let mut snippet =
            Self { name: super::visible(&source.path).into_owned(), text: String::new(), lines: Vec::new() };
        for span in spans {
            let index = line_of(source, span.start);
            let last = snippet.lines.last().map(|line| line.index);
            if last == Some(index) {
                continue;
            }
            // Two lines in between make the renderer show that something was left out.
            if last.is_some_and(|last| index > last + 1) {
                snippet.separate();
                snippet.separate();
            }
            snippet.show(source, index, *span, secrets);
        }
        snippet
    }

    fn separate(&mut self) {
        let at = self.text.len();
        self.text.push('\n');
        self.lines.push(Line { index: usize::MAX, range: at..at, places: Vec::new() });
    }

    fn show(&mut self, source: &Source, index: usize, focus: Span, secrets: &[Span]) {
        let (start, end) = window(source, index, focus.start);
        let begin = self.text.len();
        let line_start = source.line_starts().get(index).copied().unwrap_or(0);
        if start > line_start && source.slice(line_start, start) != "\u{feff}" {
            self.text.push('…');
        }
        let secrets = hidden(source, Span::new(focus.source, start, end), secrets);
        let mut column = source.position(start, ColumnUnit::Scalar).column as usize;
        let mut places = Vec::new();
        let text = source.slice(start, end);
        for (at, c) in text.char_indices() {
            let original = start + at as u32;
            places.push(Place { original, column, shown: self.text.len() });
            column += 1;
            let place = Span::new(focus.source, original, original + c.len_utf8() as u32);
            match c {
                _ if secrets.iter().any(|secret| secret.contains(place)) => self.text.push('*'),
                '\t' => self.text.push('\t'),
                _ => push_visible(&mut self.text, c, text.get(at..).unwrap_or("")),
            }
        }
        places.push(Place { original: end, column, shown: self.text.len() });
        if !matches!(source.text.as_bytes().get(end as usize), None | Some(b'\n' | b'\r')) {
            self.text.push('…');
        }
        self.lines.push(Line { index, range: begin..self.text.len(), places });
        self.text.push('\n');
    }
}

/// What is masked in a part of a line: the secrets in it and the credentials of addresses, which may
/// begin before it.
fn hidden(source: &Source, shown: Span, secrets: &[Span]) -> Vec<Span> {
    const REACH: u32 = 500;
    let overlaps = |secret: &&Span| {
        secret.source == shown.source && secret.start < shown.end && secret.end > shown.start
    };
    let mut spans: Vec<Span> = secrets.iter().filter(overlaps).copied().collect();
    let text = &source.text;
    let boundary = |at: u32| (0..=at as usize).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let from = boundary(shown.start.saturating_sub(REACH));
    let to = boundary(shown.end.saturating_add(REACH).min(text.len() as u32));
    let found = credentials(text.get(from..to).unwrap_or(""));
    let offset = |at: usize| (from + at) as u32;
    spans.extend(found.iter().map(|range| Span::new(shown.source, offset(range.start), offset(range.end))));
    spans
}

/// The part of a line that is shown, as byte offsets. Looks at no more of the line than that: it may
/// have megabytes, and many marks.
fn window(source: &Source, index: usize, focus: u32) -> (u32, u32) {
    let starts = source.line_starts();
    let start = starts.get(index).copied().unwrap_or(0);
    let next = starts.get(index + 1).copied().unwrap_or(source.text.len() as u32);
    let line = source.slice(start, next).trim_end_matches(['\n', '\r']);
    let mark = if start == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let line = line.get(mark..).unwrap_or("");
    let start = start + mark as u32;
    let from = match line.char_indices().nth(WIDTH) {
        None => 0,
        Some(_) => {
            let focus = (focus.saturating_sub(start) as usize).min(line.len());
            let before = line.get(..focus).unwrap_or("");
            before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at)
        }
    };
    let shown = line.get(from..).unwrap_or("");
    let to = shown.char_indices().nth(WIDTH).map_or(line.len(), |(at, _)| from + at);
    (start + from as u32, start + to as u32)
}

impl<'s> Files<'s> for Snippets {
    type FileId = SourceId;
    type Name = &'s str;
    type Source = &'s str;

    fn name(&'s self, id: SourceId) -> Result<&'s str, Error> {
        Ok(&self.file(id)?.name)
    }

    fn source(&'s self, id: SourceId) -> Result<&'s str, Error> {
        Ok(&self.file(id)?.text)
    }

    fn line_index(&'s self, id: SourceId, byte: usize) -> Result<usize, Error> {
        let lines = &self.file(id)?.lines;
        Ok(lines.partition_point(|line| line.range.end < byte).min(lines.len().saturating_sub(1)))
    }

    fn line_number(&'s self, id: SourceId, index: usize) -> Result<usize, Error> {
        let lines = &self.file(id)?.lines;
        // A separator is not shown, but its number may set the width of the margin.
        Ok(lines.get(index).map_or(0, |line| line.index).checked_add(1).unwrap_or(0))
    }

    fn line_range(&'s self, id: SourceId, index: usize) -> Result<Range<usize>, Error> {
        let lines = &self.file(id)?.lines;
        let max = lines.len();
        let line = lines.get(index).ok_or(Error::LineTooLarge { given: index, max })?;
        Ok(line.range.start..line.range.end + 1)
    }

    fn location(&'s self, id: SourceId, byte: usize) -> Result<Location, Error> {
        let index = self.line_index(id, byte)?;
        let line = self.file(id)?.lines.get(index);
        let place =
            line.and_then(|line| line.places.iter().find(|place| place.shown >= byte).or(line.places.last()));
        let column_number = place.map_or(1, |place| place.column);
        Ok(Location { line_number: self.line_number(id, index)?, column_number })
    }
}
