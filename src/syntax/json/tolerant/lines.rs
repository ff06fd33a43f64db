//! Lines, columns and a look at what comes next.

use super::Parser;
use crate::syntax::json::scan::{LINE_STRING_STOP, STRING_STOP};

/// A token to come.
#[derive(Clone, Copy)]
pub(super) struct Ahead {
    /// Its offset, or the length of the text.
    pub(super) at: usize,
    /// Start of its line.
    pub(super) line: usize,
    /// Its column, if it is the first on a line behind the place of the look.
    pub(super) column: Option<u32>,
}

/// Where a string ends.
pub(super) struct Extent {
    pub(super) end: usize,
    pub(super) closed: bool,
    /// There are escapes or control characters to be checked.
    pub(super) special: bool,
}

impl Parser<'_> {
    /// Moves the cursor to the next token and records the comments before it.
    pub(super) fn advance(&mut self) {
        let mut comments = Vec::new();
        let ahead = self.skip(self.scanner.pos, |start, end| comments.push((start, end)));
        for (start, end) in comments {
            self.scanner.builder.comment(start, end);
            if self.is_unclosed_comment(start) {
                self.error_on(start, start, end, || String::from("the comment has no closing `*/`"));
            }
        }
        self.scanner.pos = ahead.at;
        if let Some(column) = ahead.column {
            self.line = ahead.line;
            self.indent = column;
            self.column = ahead.column;
        }
    }

    /// The next token at or behind `from`, which is on the cursor's line.
    pub(super) fn look(&self, from: usize) -> Ahead {
        self.skip(from, |_, _| {})
    }

    /// The byte of a token; NUL at the end.
    pub(super) fn byte_of(&self, ahead: Ahead) -> u8 {
        self.scanner.byte(ahead.at)
    }

    fn skip(&self, from: usize, mut on_comment: impl FnMut(usize, usize)) -> Ahead {
        let mut at = from;
        let (mut line, mut column, mut crossed) = (self.line, 0, false);
        loop {
            match self.scanner.byte(at) {
                b'\n' | b'\r' => {
                    (line, column, crossed) = (at + 1, 0, true);
                    at += 1;
                }
                b' ' => (at, column) = (at + 1, column + 1),
                // Wherever tabs and spaces are mixed, four is the usual width.
                b'\t' => (at, column) = (at + 1, column / 4 * 4 + 4),
                b'/' if matches!(self.scanner.byte(at + 1), b'/' | b'*') => {
                    let end = self.comment_end(at);
                    on_comment(at, end);
                    let inside = self.scanner.text.get(at..end).unwrap_or_default();
                    if let Some(last) = inside.rfind('\n') {
                        (line, column, crossed) = (at + last + 1, 0, true);
                    }
                    at = end;
                }
                _ => break,
            }
        }
        Ahead { at, line, column: crossed.then_some(column) }
    }

    fn is_unclosed_comment(&self, start: usize) -> bool {
        self.scanner.byte(start + 1) == b'*' && self.last_comment_end.is_none_or(|last| last < start + 2)
    }

    /// The end of a comment; one without end costs only its line.
    fn comment_end(&self, start: usize) -> usize {
        if self.scanner.byte(start + 1) == b'/' || self.is_unclosed_comment(start) {
            return self.scanner.line_end(start);
        }
        let inside = self.scanner.text.get(start + 2..).unwrap_or_default();
        inside.find("*/").map_or(self.scanner.bytes.len(), |length| start + length + 4)
    }

    /// Where the string that opens at `open` ends. One that is not closed on its line runs on only
    /// if that looks intended; else it ends with the line.
    pub(super) fn string_extent(&mut self, open: usize) -> Extent {
        if let Some((end, special)) = self.scanner.string_end(open, LINE_STRING_STOP) {
            return Extent { end, closed: true, special };
        }
        if self.scanner.byte(open) == b'"' && open >= self.multiline_floor {
            match self.scanner.string_end(open, STRING_STOP) {
                Some((end, special)) if self.closes_value(open, end) => {
                    return Extent { end, closed: true, special };
                }
                // Each stretch is searched once, which keeps the whole linear.
                Some((end, _)) => self.multiline_floor = end,
                None => self.multiline_floor = usize::MAX,
            }
        }
        let line = self.scanner.text.get(open..self.scanner.line_end(open)).unwrap_or_default();
        Extent { end: open + line.trim_end().len().max(1), closed: false, special: false }
    }

    /// True if the quote before `end` closes the string from `open` rather than opens another: it
    /// has text before it on its line and what follows ends a value.
    fn closes_value(&self, open: usize, end: usize) -> bool {
        let string = self.scanner.text.get(open..end.saturating_sub(1)).unwrap_or_default();
        let last_line = string.rsplit('\n').next().unwrap_or_default();
        let next = self.byte_of(self.look(end));
        !last_line.trim().is_empty() && matches!(next, b',' | b'}' | b']')
    }

    /// True if a string on one line with a colon behind it stands at `at`.
    pub(super) fn is_key(&self, at: usize) -> bool {
        if !matches!(self.scanner.byte(at), b'"' | b'\'') {
            return false;
        }
        let Some((end, _)) = self.scanner.string_end(at, LINE_STRING_STOP) else { return false };
        let rest = self.scanner.bytes.get(end..).unwrap_or_default();
        rest.iter().find(|byte| !matches!(byte, b' ' | b'\t')) == Some(&b':')
    }

    /// True if every bracket outside strings and comments has its partner.
    pub(super) fn brackets_balance(&mut self) -> bool {
        let mut open = Vec::new();
        let mut at = self.look(self.scanner.pos).at;
        while at < self.scanner.bytes.len() {
            let byte = self.scanner.byte(at);
            let mut next = at + 1;
            match byte {
                b'{' => open.push(b'}'),
                b'[' => open.push(b']'),
                b'}' | b']' if open.pop() != Some(byte) => break,
                b'"' => next = self.string_extent(at).end,
                _ => {}
            }
            at = self.look(next).at;
        }
        self.multiline_floor = 0;
        open.is_empty() && at >= self.scanner.bytes.len()
    }
}
