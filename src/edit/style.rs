//! How a file is written: line ends, indents, and where a line goes on behind what is on it.

use super::File;
use crate::source::Language;
use crate::syntax::TextRange;

/// By how much what is inside is indented further: a file shows it somewhere.
pub(super) fn indent_unit(language: Language, text: &str) -> &str {
    let indented = text.lines().find(|line| line.starts_with([' ', '\t']) && !line.trim().is_empty());
    let indent = indented.map(blanks);
    let is_json = matches!(language, Language::Json | Language::TerraformJson | Language::TerraformVarsJson);
    match indent {
        Some(tab) if tab.starts_with('\t') => "\t",
        Some(four) if is_json && four.len() == 4 => four,
        _ => "  ",
    }
}

/// The white space that a text begins with.
fn blanks(text: &str) -> &str {
    text.get(..text.len() - text.trim_start().len()).unwrap_or_default()
}

impl<'f> File<'f> {
    /// A text with the line ends that the lines around an offset have.
    pub(super) fn with_line_ends(&self, offset: u32, text: String) -> String {
        // The last line may have none: then that of the line above counts.
        let own = self.slice(0, self.line_end(offset));
        let end = if own.ends_with('\n') { own } else { self.slice(0, self.line_start(offset)) };
        if end.ends_with("\r\n") { text.replace('\n', "\r\n") } else { text }
    }

    /// Where the line begins that an offset is on.
    pub(super) fn line_start(&self, offset: u32) -> u32 {
        let starts = self.source.line_starts();
        let line = starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = starts.get(line).copied().unwrap_or_default();
        // A byte order mark is not part of the first line.
        let mark = if start == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        start + mark as u32
    }

    /// Where the line behind that of an offset begins.
    pub(super) fn line_end(&self, offset: u32) -> u32 {
        let starts = self.source.line_starts();
        let next = starts.partition_point(|start| *start <= offset);
        starts.get(next).copied().unwrap_or(self.text.len() as u32)
    }

    /// The white space that the line of an offset begins with.
    pub(super) fn indent_at(&self, offset: u32) -> &'f str {
        blanks(self.slice(self.line_start(offset), offset))
    }

    /// True if nothing but white space stands before an offset on its line.
    pub(super) fn begins_line(&self, offset: u32) -> bool {
        self.slice(self.line_start(offset), offset).trim().is_empty()
    }

    /// True if a range is on one line.
    pub(super) fn is_on_one_line(&self, range: TextRange) -> bool {
        self.line_start(range.start) == self.line_start(range.end)
    }

    /// By how much what is inside is indented further.
    pub(super) fn indent_unit(&self) -> &'f str {
        &self.parsed.indent
    }

    /// Behind an offset, past white space, commas and comments on the same line: where the line ends, if
    /// nothing else is on it. Of a comma the place is told too.
    pub(super) fn rest_of_line(&self, offset: u32) -> (Option<u32>, Option<u32>) {
        let (mut at, mut comma) = (offset, None);
        loop {
            if let Some(comment) = self.comment_at(at) {
                if !self.is_on_one_line(comment) {
                    return (None, comma);
                }
                at = comment.end;
                continue;
            }
            match self.text.as_bytes().get(at as usize) {
                None | Some(b'\n') => return (Some(at), comma),
                Some(b'\r') if self.slice(at, at + 2) == "\r\n" => return (Some(at), comma),
                Some(b' ' | b'\t') => at += 1,
                Some(b',') if comma.is_none() => {
                    comma = Some(at);
                    at += 1;
                }
                Some(_) => return (None, comma),
            }
        }
    }

    /// Behind an offset and the comments that begin on its line, which are about what stands before it.
    pub(super) fn behind_comments(&self, offset: u32) -> u32 {
        let (mut end, mut at) = (offset, offset);
        loop {
            if let Some(comment) = self.comment_at(at) {
                (end, at) = (comment.end, comment.end);
                continue;
            }
            match self.text.as_bytes().get(at as usize) {
                Some(b' ' | b'\t') => at += 1,
                _ => return end,
            }
        }
    }

    /// The first comment that begins at an offset or behind it.
    pub(super) fn comment_from(&self, offset: u32) -> Option<TextRange> {
        let comments = &self.parsed.tree.comments;
        comments.get(comments.partition_point(|comment| comment.start < offset)).copied()
    }

    fn comment_at(&self, offset: u32) -> Option<TextRange> {
        self.comment_from(offset).filter(|comment| comment.start == offset)
    }

    /// Where the next comma stands between two offsets, outside comments.
    pub(super) fn comma_between(&self, start: u32, end: u32) -> Option<u32> {
        let mut at = start;
        while at < end {
            match self.comment_at(at) {
                Some(comment) => at = comment.end,
                None if self.text.as_bytes().get(at as usize) == Some(&b',') => return Some(at),
                None => at += 1,
            }
        }
        None
    }
}
