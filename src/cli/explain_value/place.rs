//! The place that is asked about.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::source::{Source, SourceId, Span};

/// `PATH:LINE[:COL]`, both numbers 1-based, columns in characters.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Place {
    pub path: PathBuf,
    pub line: u32,
    pub column: Option<u32>,
}

impl Place {
    /// The name of the file.
    pub(super) fn name(&self) -> Cow<'_, str> {
        self.path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default()
    }
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.parse::<u32>().ok();
        let (head, last) = text.rsplit_once(':').ok_or("expected PATH:LINE or PATH:LINE:COL")?;
        let last = number(last).ok_or("the line or column is not a number")?;
        let inner = head.rsplit_once(':').and_then(|(path, line)| Some((path, number(line)?)));
        let (path, line, column) = match inner {
            Some((path, line)) => (path, line, Some(last)),
            None => (head, last, None),
        };
        if path.is_empty() {
            return Err("the path is missing".to_owned());
        }
        if line == 0 || column == Some(0) {
            return Err("lines and columns begin at 1".to_owned());
        }
        Ok(Self { path: path.into(), line, column })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path.display(), self.line)?;
        self.column.map_or(Ok(()), |column| write!(f, ":{column}"))
    }
}

/// The bytes that a place means: a line, or one character of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// The line without its end.
    line: Span,
    /// Where the character begins.
    character: Option<u32>,
}

impl Spot {
    /// None if there is no such line. A column past the end of the line is its end.
    pub(super) fn new(id: SourceId, source: &Source, place: &Place) -> Option<Self> {
        let starts = source.line_starts();
        let index = place.line as usize - 1;
        let start = *starts.get(index)?;
        let end = starts.get(index + 1).map_or(source.text.len() as u32, |next| *next);
        let whole = source.slice(start, end);
        let text = whole.trim_end_matches(['\n', '\r']);
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let at = |column: u32| {
            let rest = text.get(mark..).unwrap_or("");
            let offset = rest.char_indices().nth(column as usize - 1).map_or(rest.len(), |(at, _)| at);
            start + (mark + offset) as u32
        };
        let line = Span::new(id, start, start + text.len() as u32);
        Some(Self { line, character: place.column.map(at) })
    }

    /// True if a span covers the character, or a part of the line.
    pub(super) fn meets(&self, span: Span) -> bool {
        span.source == self.line.source
            && match self.character {
                Some(at) => span.start <= at && at < span.end.max(span.start + 1),
                None => span.start <= self.line.end && span.end > self.line.start,
            }
    }

    /// As [`Spot::meets`]; where no character is asked for, only if the span begins on the line.
    pub(super) fn begins(&self, span: Span) -> bool {
        self.meets(span) && (self.character.is_some() || span.start >= self.line.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Language;

    #[test]
    fn places_are_read_from_the_end() {
        let read =
            |text: &str| text.parse::<Place>().map(|place| (place.to_string(), place.line, place.column));
        assert_eq!(read("a.tf:3"), Ok(("a.tf:3".to_owned(), 3, None)));
        assert_eq!(read("C:\\a.tf:3:14"), Ok(("C:\\a.tf:3:14".to_owned(), 3, Some(14))));
        for wrong in ["a.tf", "a.tf:", "a.tf:x", ":3", "a.tf:0", "a.tf:1:0", "a.tf:99999999999", ""] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn columns_are_characters() {
        let source = Source::new("a.tf", "\u{feff}é = x\r\n\nb", Language::Terraform);
        let spot = |text: &str| Spot::new(SourceId(0), &source, &text.parse().unwrap());
        let x = source.text.find('x').unwrap() as u32;
        let span = Span::new(SourceId(0), x, x + 1);
        assert!(spot("a.tf:1").unwrap().meets(span));
        assert!(spot("a.tf:1:5").unwrap().meets(span));
        assert!(!spot("a.tf:1:4").unwrap().meets(span));
        assert!(!spot("a.tf:1:999").unwrap().meets(span));
        assert!(!spot("a.tf:2").unwrap().meets(span) && !spot("a.tf:3").unwrap().meets(span));
        assert!(spot("a.tf:4").is_none());
    }
}
