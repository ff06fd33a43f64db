//! The state of the parser and its smallest steps: tokens, trivia, brackets, errors.

use super::super::{Builder, Checkpoint, Kind, MAX_DEPTH};
use super::lexical::starts_name;
use super::recovery::{Line, Lookahead};

/// How high a tree may become. Chains of operators nest their nodes without nesting the text.
const MAX_HEIGHT: u32 = 4 * MAX_DEPTH;

/// Why a production gave up. The error is already recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fail {
    /// The text does not fit the grammar.
    Syntax,
    /// Nesting deeper than [`MAX_DEPTH`], or a chain that makes the tree higher than [`MAX_HEIGHT`].
    Depth,
}

/// What a production returns; its nodes are in the builder.
pub(super) type Parsed = Result<(), Fail>;

/// What depends on the bracket that the parser is in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// Nesting of the grammar.
    pub(super) depth: u32,
    /// Brackets that are open.
    pub(super) open: u32,
    /// True where a line end means something: in bodies and objects.
    pub(super) lines: bool,
    /// Layout mode: the indentation of the line that opened the bracket. `None` does not limit.
    pub(super) floor: Option<usize>,
    /// Layout mode: the indentation of the first sound item in the bracket.
    pub(super) items: Option<usize>,
}

/// Where a node starts: in the text and in the builder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) start: usize,
    from: Checkpoint,
    heights: usize,
}

/// An error on its way to the tree.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) start: usize,
    end: usize,
    message: String,
}

/// A recursive descent parser over bytes. Every token is followed by its trivia: `at` is where
/// the next token starts, `end` is where the last one ended.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) context: Context,
    /// Indentation closes brackets; broken items become [`Kind::Error`].
    pub(super) layout: bool,
    /// The line that the parser is on. Only kept in layout mode.
    pub(super) line: Line,
    pub(super) lookahead: Lookahead<'t>,
    pub(super) builder: Builder,
    /// The heights of the nodes that have no parent yet.
    pub(super) heights: Vec<u32>,
    pub(super) problems: Vec<Problem>,
    pub(super) comments: Vec<(usize, usize)>,
    /// A comment without end was met; outside layout mode the statement must be read again.
    pub(super) unclosed_comment: bool,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self {
            text,
            bytes: text.as_bytes(),
            at,
            end: at,
            context: Context { depth: 0, open: 0, lines: true, floor: None, items: None },
            layout: true,
            line: Line::default(),
            lookahead: Lookahead::default(),
            builder: Builder::for_text(text.len()),
            heights: Vec::new(),
            problems: Vec::new(),
            comments: Vec::new(),
            unclosed_comment: false,
        }
    }

    /// The next byte; 0 at the end (and for a NUL, which no production accepts).
    pub(super) fn peek(&self) -> u8 {
        self.byte(0)
    }

    /// The byte so many places ahead; 0 beyond the end.
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// True where nothing more follows on the line.
    pub(super) fn at_line_end(&self) -> bool {
        self.at >= self.bytes.len() || self.peek() == b'\n'
    }

    /// True where a name may start.
    pub(super) fn at_name(&self) -> bool {
        starts_name(self.peek()) && !self.word().is_empty()
    }

    /// Ends a token at `to` and skips the trivia that follow it.
    pub(super) fn advance(&mut self, to: usize) {
        self.at = to;
        self.end = to;
        self.skip_trivia();
    }

    /// Adds the token up to `to` as a leaf.
    pub(super) fn leaf(&mut self, kind: Kind, to: usize) {
        self.raw_leaf(kind, self.at, to);
        self.advance(to);
    }

    /// Adds a leaf without moving.
    pub(super) fn raw_leaf(&mut self, kind: Kind, start: usize, end: usize) {
        self.builder.leaf(kind, start, end);
        self.heights.push(1);
    }

    /// Takes the byte if it is next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        if found {
            self.advance(self.at + 1);
        }
        found
    }

    /// Takes a byte that must be next.
    pub(super) fn expect(&mut self, byte: u8, wanted: &str) -> Parsed {
        if self.eat(byte) { Ok(()) } else { Err(self.unexpected(wanted)) }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { start: self.at, from: self.builder.checkpoint(), heights: self.heights.len() }
    }

    /// Makes one node of everything since the mark, up to the end of the last token.
    pub(super) fn finish(&mut self, mark: Mark, kind: Kind) {
        self.finish_at(mark, kind, self.end);
    }

    /// Makes one node of everything since the mark, up to `end`.
    pub(super) fn finish_at(&mut self, mark: Mark, kind: Kind, end: usize) {
        self.builder.finish(mark.from, kind, mark.start, end);
        let height = 1 + self.heights.drain(mark.heights.min(self.heights.len())..).max().unwrap_or(0);
        self.heights.push(height);
    }

    /// Makes a link of a chain, which must not become too long.
    pub(super) fn link(&mut self, mark: Mark, kind: Kind) -> Parsed {
        self.finish(mark, kind);
        if self.heights.last().is_none_or(|height| *height <= MAX_HEIGHT) {
            return Ok(());
        }
        let (start, end, _) = self.found();
        self.error(start, end, format!("this chain is too long: more than {MAX_HEIGHT} operators"));
        Err(Fail::Depth)
    }

    /// Records an error, unless one was just recorded at the same place.
    pub(super) fn error(&mut self, start: usize, end: usize, message: impl Into<String>) {
        if self.problems.last().is_none_or(|last| last.start != start) {
            self.problems.push(Problem { start, end, message: message.into() });
        }
    }

    /// Records that something else was wanted here.
    pub(super) fn unexpected(&mut self, wanted: &str) -> Fail {
        let (start, end, found) = self.found();
        self.error(start, end, format!("expected {wanted}, found {found}"));
        Fail::Syntax
    }

    /// Goes one level down; [`Context::depth`] is restored with the context.
    pub(super) fn enter(&mut self) -> Parsed {
        if self.context.depth >= MAX_DEPTH {
            let (start, end, _) = self.found();
            self.error(start, end, format!("nested too deeply: more than {MAX_DEPTH} levels"));
            return Err(Fail::Depth);
        }
        self.context.depth += 1;
        Ok(())
    }

    /// Goes through an opening bracket of so many bytes and returns the context outside it.
    pub(super) fn open(&mut self, length: usize, lines: bool) -> Result<Context, Fail> {
        let outer = self.context;
        self.enter()?;
        self.context.open += 1;
        self.context.lines = lines;
        self.context.items = None;
        self.context.floor = if self.layout && self.is_indented() { Some(self.line.column) } else { None };
        self.advance(self.at + length);
        Ok(outer)
    }

    /// Goes through the closing bracket. In layout mode one may be missing at the end of what the
    /// indentation says is inside; that is an error, but not a failure.
    pub(super) fn close(&mut self, bracket: u8, outer: Context, what: &str) -> Parsed {
        if self.peek() == bracket {
            self.context = outer;
            self.advance(self.at + 1);
            return Ok(());
        }
        let wanted = format!("`{}` to close the {what}", bracket as char);
        if !(self.layout && self.at_line_end()) {
            return Err(self.unexpected(&wanted));
        }
        self.unexpected(&wanted);
        self.context = outer;
        self.skip_trivia();
        Ok(())
    }

    /// Skips white space and comments, and line ends where they mean nothing.
    pub(super) fn skip_trivia(&mut self) {
        loop {
            match self.peek() {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' if !self.context.lines && self.cross_line() => self.at += 1,
                b'#' => self.line_comment(),
                b'/' if self.byte(1) == b'/' => self.line_comment(),
                b'/' if self.byte(1) == b'*' => self.block_comment(),
                _ => return,
            }
        }
    }

    fn line_comment(&mut self) {
        let start = self.at;
        self.at = self.line_end(start);
        let returns = usize::from(self.bytes.get(self.at.wrapping_sub(1)) == Some(&b'\r'));
        self.comments.push((start, self.at - returns));
    }

    fn block_comment(&mut self) {
        let start = self.at;
        if let Some(end) = self.comment_end(start) {
            self.at = end;
        } else if self.layout {
            self.at = self.next_header(start);
            self.error(start, start + 2, "this comment is not closed: expected `*/`");
        } else {
            self.at = self.bytes.len();
            self.unclosed_comment = true;
        }
        self.comments.push((start, self.at));
    }
}

impl Problem {
    /// Hands the error to the tree.
    pub(super) fn record(self, builder: &mut Builder) {
        builder.error(self.start, self.end, self.message);
    }
}
