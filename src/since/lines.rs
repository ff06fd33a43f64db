//! The lines of a text that are not in another.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use crate::discover::decode;
use crate::source::{ColumnUnit, Source, Span};

/// Lines of a file of the work tree that changed.
#[derive(Clone, Debug)]
pub(super) enum ChangedLines {
    /// The file is as it was.
    None,
    /// It is new, or nobody knows what it was or is.
    All,
    /// These, counted from 0, in order.
    Some(Vec<Range<u32>>),
}

impl ChangedLines {
    /// What changed from these bytes to the text of a source. How lines end does not matter.
    pub(super) fn between(before: &[u8], after: &Source) -> Self {
        let Ok(before) = decode(before) else { return Self::All };
        let before = Source::new("", before, after.language);
        let mut input = InternedInput::default();
        input.update_before(lines(&before));
        input.update_after(lines(after));
        // Histogram falls back on heuristics where an exact answer takes long.
        let diff = Diff::compute(Algorithm::Histogram, &input);
        Self::Some(diff.hunks().map(|hunk| hunk.after).filter(|lines| !lines.is_empty()).collect())
    }

    /// True if a place has a changed line in it.
    pub(super) fn touch(&self, source: &Source, span: Span) -> bool {
        let line = |offset| source.position(offset, ColumnUnit::Byte).line - 1;
        match self {
            Self::None => false,
            Self::All => true,
            Self::Some(ranges) => {
                let (first, last) = (line(span.start), line(span.end));
                ranges.iter().any(|range| range.start <= last && first < range.end)
            }
        }
    }
}

/// The lines of a source without their ends.
fn lines(source: &Source) -> impl Iterator<Item = &str> {
    let starts = source.line_starts();
    let ends = starts.iter().skip(1).copied().chain([source.text.len() as u32]);
    // Behind the last line end there is no line.
    let spans = starts.iter().zip(ends).filter(|(start, end)| *start < end);
    spans.map(|(start, end)| source.slice(*start, end).trim_end_matches(['\r', '\n']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Language;

    fn changed(before: &str, after: &str) -> Vec<(u32, u32)> {
        match ChangedLines::between(before.as_bytes(), &Source::new("x.tf", after, Language::Terraform)) {
            ChangedLines::Some(ranges) => ranges.iter().map(|range| (range.start, range.end)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lines_are_compared_without_their_ends() {
        assert_eq!(changed("a\nb\nc", "a\r\nb\r\nc\r\n"), []);
        assert_eq!(changed("a\nb\nc\n", "x\na\ny\nb\nc\nz"), [(0, 1), (2, 3), (5, 6)]);
        assert_eq!(changed("a\nb\nc\n", "a\nc\n"), []);
        assert_eq!(changed("a\rb\rc\r", "a\ry\rc\r"), [(1, 2)]);
    }

    #[test]
    fn texts_without_a_common_line_are_soon_compared() {
        let text = |letter: char| (0..200_000).map(|line| format!("{letter}{line}\n")).collect::<String>();
        assert_eq!(changed(&text('a'), &text('b')), [(0, 200_000)]);
    }
}
