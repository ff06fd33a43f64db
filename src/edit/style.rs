//! How a file is written: line ends, indents, and where a line goes on behind what is on it.

use super::File;
use crate::syntax::TextRange;

impl<'f> File<'f> {
    /// A text with the line ends that the lines around an offset have.
    pub(super) fn with_line_ends(&self, offset: u32, text: String) -> String {
        let (before, after) = self.text.split_at_checked(offset as usize).unwrap_or((self.text, ""));
        let ends_in_two = match after.find('\n') {
            Some(at) => after.get(..at).is_some_and(|line| line.ends_with('\r')),
            None => before.get(..before.rfind('\n').unwrap_or(0)).is_some_and(|line| line.ends_with('\r')),
        };
        if ends_in_two { text.replace('\n', "\r\n") } else { text }
    }

    /// Where the line begins that an offset is on.
    pub(super) fn line_start(&self, offset: u32) -> u32 {
        let before = self.slice(0, offset);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        // A byte order mark is not part of the first line.
        let mark = if start == 0 && before.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        (start + mark) as u32
    }

    /// The white space that the line of an offset begins with.
    pub(super) fn indent_at(&self, offset: u32) -> &'f str {
        let line = self.slice(self.line_start(offset), offset);
        line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
    }

    /// True if nothing but white space stands before an offset on its line.
    pub(super) fn begins_line(&self, offset: u32) -> bool {
        self.slice(self.line_start(offset), offset).trim().is_empty()
    }

    /// True if a range is on one line.
    pub(super) fn is_on_one_line(&self, range: TextRange) -> bool {
        !self.slice(range.start, range.end).contains('\n')
    }

    /// By how much what is inside is indented further: a file shows it somewhere.
    pub(super) fn indent_unit(&self) -> &'f str {
        let indented =
            self.text.lines().find(|line| line.starts_with([' ', '\t']) && !line.trim().is_empty());
        let indent =
            indented.map(|line| line.get(..line.len() - line.trim_start().len()).unwrap_or_default());
        match indent {
            Some(tab) if tab.starts_with('\t') => "\t",
            Some(four) if self.is_json() && four.len() == 4 => four,
            _ => "  ",
        }
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

    fn comment_at(&self, offset: u32) -> Option<TextRange> {
        let comments = &self.tree.comments;
        comments
            .binary_search_by_key(&offset, |comment| comment.start)
            .ok()
            .and_then(|i| comments.get(i).copied())
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
