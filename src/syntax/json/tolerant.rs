//! The second pass: survives what the first could not.
//!
//! If the brackets balance they are trusted: the defect is elsewhere. Else they are matched with
//! the help of the layout. A member that starts a line belongs to the
//! container whose other members start in that column, and a bracket that starts a line closes the
//! container whose opening line is indented like it. So a lost or surplus bracket costs little more
//! than its line. A text without layout is matched bracket by bracket.

mod closers;
mod frame;
mod lines;
mod members;

use super::scan::Scanner;
use crate::syntax::{Kind, SyntaxTree};
use frame::Frame;
use lines::Ahead;
use std::collections::HashSet;

/// Parses a text whose structure is broken somewhere.
pub(super) fn parse(text: &str) -> SyntaxTree {
    let mut parser = Parser::new(text);
    parser.balanced = parser.brackets_balance();
    let start = parser.scanner.builder.checkpoint();
    loop {
        parser.advance();
        if parser.scanner.at_end() {
            break;
        }
        parser.step();
    }
    parser.close_all();
    if !parser.root_done {
        parser.error(text.len(), text.len(), || {
            String::from("expected a JSON value, found the end of the file")
        });
    }
    if !parser.scanner.builder.has_errors() {
        // The strict pass refused the text: it must not look as if it had been read.
        parser.error(0, 0, || String::from("the text is not valid JSON"));
    }
    parser.scanner.builder.finish(start, Kind::File, 0, text.len());
    let mut tree = parser.scanner.builder.build();
    // An unclosed bracket is reported at its start, but only when its end was missed.
    tree.errors.sort_by_key(|error| error.range);
    tree
}

struct Parser<'t> {
    scanner: Scanner<'t>,
    /// The open containers, outermost first.
    frames: Vec<Frame>,
    root_done: bool,
    /// Start of the line that the cursor is on. A string over several lines counts as one.
    line: usize,
    /// Column of the first token on that line.
    indent: u32,
    /// The column of the token under the cursor, if it is the first on its line.
    column: Option<u32>,
    /// End of the last token and start of its line.
    last_end: usize,
    last_line: usize,
    /// Starts of lines that have an error already: more on the same line is usually its echo.
    error_lines: HashSet<usize>,
    /// No string that opens before this offset can run over several lines.
    multiline_floor: usize,
    /// Where the last `*/` of the text is, so that an unclosed comment is known in constant time.
    last_comment_end: Option<usize>,
    depth_reported: bool,
    /// Every bracket has its partner, so that the layout need not be asked.
    balanced: bool,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let scanner = Scanner::new(text);
        let line = scanner.pos;
        Self {
            scanner,
            frames: Vec::new(),
            root_done: false,
            line,
            indent: 0,
            column: Some(0),
            last_end: line,
            last_line: line,
            error_lines: HashSet::new(),
            multiline_floor: 0,
            last_comment_end: text.rfind("*/"),
            depth_reported: false,
            balanced: false,
        }
    }

    /// Reports a mistake on the cursor's line unless one was reported there.
    fn error(&mut self, start: usize, end: usize, message: impl FnOnce() -> String) {
        self.error_on(self.line, start, end, message);
    }

    /// Reports that something is missing behind the last token.
    fn error_behind(&mut self, message: impl FnOnce() -> String) {
        self.error_on(self.last_line, self.last_end, self.last_end, message);
    }

    fn error_on(&mut self, line: usize, start: usize, end: usize, message: impl FnOnce() -> String) {
        if self.error_lines.insert(line) {
            self.scanner.builder.error(start, end, message());
        }
    }

    /// Takes the token that ends at `end`.
    fn take(&mut self, end: usize) {
        self.scanner.pos = end;
        self.last_end = end;
        self.last_line = self.line;
        self.column = None;
    }

    /// Handles the token under the cursor.
    fn step(&mut self) {
        match self.scanner.peek() {
            byte @ (b'}' | b']') if !self.frames.is_empty() => self.closer(byte),
            b',' if !self.frames.is_empty() => self.comma(),
            _ if self.frames.is_empty() => self.root(),
            _ => {
                if let Some(column) = self.column {
                    self.settle(column);
                }
                self.member();
            }
        }
    }

    fn comma(&mut self) {
        let at = self.scanner.pos;
        match self.frames.last_mut() {
            Some(frame) if frame.comma_due => frame.comma_due = false,
            _ => self.error(at, at + 1, || String::from("unexpected `,`")),
        }
        self.take(at + 1);
    }

    /// The outermost value, or what stands around it.
    fn root(&mut self) {
        let at = self.scanner.pos;
        if self.root_done {
            let end = self.scanner.text.trim_end().len().max(at);
            self.error(at, end, || String::from("unexpected text after the end of the JSON value"));
            self.scanner.builder.leaf(Kind::Error, at, end);
            self.take(self.scanner.text.len());
            return;
        }
        match self.scanner.peek() {
            b'"' | b'\'' if self.is_key(at) && !self.is_followed_by_document(at) => {
                let column = self.column.unwrap_or(0);
                self.imply(Kind::Object, None, 0, Ahead { at, line: self.line, column: Some(column) });
            }
            b'"' | b'\'' if self.is_key(at) || !self.string_extent(at).closed => return self.garbage(),
            b'{' | b'[' | b'"' | b'\'' => self.value_here(None),
            byte if byte.is_ascii_alphanumeric() || byte == b'-' => self.value_here(None),
            _ => return self.garbage(),
        }
        self.root_done = true;
    }

    /// True if the line under the cursor is surplus: the outermost bracket starts the next one.
    fn is_followed_by_document(&self, at: usize) -> bool {
        let next = self.look(self.scanner.line_end(at));
        matches!(self.byte_of(next), b'{' | b'[') && next.column.is_some_and(|column| column <= self.indent)
    }
}
