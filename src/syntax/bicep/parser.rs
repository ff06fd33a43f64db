//! The state of a Bicep parse and its small steps; the grammar is in the sibling modules.

use super::super::{Builder, Checkpoint, Kind, MAX_DEPTH, SyntaxTree};
use super::lexer::{Lexer, LexerMark, Token, TokenKind};

/// The first mistake of a statement.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) message: String,
    /// Where the parser was.
    pub(super) noticed: usize,
}

/// A bracket that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bracket {
    /// What closes it.
    pub(super) closer: TokenKind,
    /// First token of the line it stands on, and the column of that.
    pub(super) line: usize,
    pub(super) indent: usize,
}

/// A place in the text to which the parser can be set back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    nodes: Checkpoint,
    lexer: LexerMark,
    token: Token,
    previous_end: usize,
    line_first: usize,
    indent: usize,
}

/// A parser over one text. Methods that read a construct start at its first token and end behind
/// its last.
#[derive(Debug)]
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) lexer: Lexer<'t>,
    pub(super) builder: Builder,
    /// The token to be read next.
    pub(super) token: Token,
    /// End of the last token that was read, line ends aside.
    pub(super) previous_end: usize,
    /// First token of the current line, and its column.
    pub(super) line_first: usize,
    pub(super) indent: usize,
    /// Abandon the statement at its first mistake.
    pub(super) strict: bool,
    pub(super) failure: Option<Failure>,
    /// The statement before had a mistake.
    pub(super) broken: bool,
    pub(super) open: Vec<Bracket>,
    depth: u32,
    /// The statement's keyword has been read and its end has not.
    pub(super) in_statement: bool,
    /// Lines in column 0 for which it was found out whether they end the open statement.
    pub(super) stops_at: Option<usize>,
    pub(super) passes_at: Option<usize>,
    /// How many bytes may still be read ahead of broken statements. Limits what recovery costs, so
    /// that the whole stays linear.
    pub(super) budget: usize,
    /// How many closing brackets the statement lacks, or has too many.
    pub(super) lack: usize,
    pub(super) surplus: usize,
}

impl<'t> Parser<'t> {
    /// A parser at the start of a text.
    pub(super) fn new(text: &'t str) -> Self {
        let mut lexer = Lexer::new(text);
        let start = lexer.at();
        let token = lexer.next();
        Self {
            text,
            lexer,
            builder: Builder::for_text(text.len()),
            token,
            previous_end: start,
            line_first: token.start,
            indent: token.start.saturating_sub(start),
            strict: false,
            failure: None,
            broken: false,
            open: Vec::new(),
            depth: 0,
            in_statement: false,
            stops_at: None,
            passes_at: None,
            budget: text.len().saturating_mul(4),
            lack: 0,
            surplus: 0,
        }
    }

    /// The finished tree of everything read.
    pub(super) fn build(mut self, from: Checkpoint) -> SyntaxTree {
        for (start, end) in self.lexer.comments() {
            self.builder.comment(*start, *end);
        }
        self.builder.finish(from, Kind::File, 0, self.text.len());
        self.builder.build()
    }

    /// Remembers where the parser is.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            nodes: self.builder.checkpoint(),
            lexer: self.lexer.mark(),
            token: self.token,
            previous_end: self.previous_end,
            line_first: self.line_first,
            indent: self.indent,
        }
    }

    /// Returns to a mark that was set outside of all brackets.
    pub(super) fn reset(&mut self, mark: Mark) {
        self.builder.rewind(mark.nodes);
        self.lexer.reset(mark.lexer);
        self.token = mark.token;
        self.previous_end = mark.previous_end;
        self.line_first = mark.line_first;
        self.indent = mark.indent;
        self.open.clear();
        self.depth = 0;
        self.in_statement = false;
        self.lack = 0;
        self.surplus = 0;
    }

    /// The text of the current token.
    pub(super) fn token_text(&self) -> &'t str {
        self.text.get(self.token.start..self.token.end).unwrap_or("")
    }

    /// True if the current token is of a kind.
    pub(super) fn at(&self, kind: TokenKind) -> bool {
        self.token.kind == kind
    }

    /// True if the current token is a certain word.
    pub(super) fn at_word(&self, word: &str) -> bool {
        self.at(TokenKind::Identifier) && self.token_text() == word
    }

    /// The token after the current one.
    pub(super) fn peek(&mut self) -> Token {
        let mark = self.lexer.mark();
        let token = self.lexer.next();
        self.lexer.reset(mark);
        token
    }

    /// Reads the current token.
    pub(super) fn bump(&mut self) {
        let read = self.token.kind;
        if read != TokenKind::Newline {
            self.previous_end = self.token.end;
        }
        self.advance(read);
    }

    /// Takes the next token from the lexer; `read` is the one before.
    pub(super) fn advance(&mut self, read: TokenKind) {
        self.token = self.lexer.next();
        if read == TokenKind::Newline {
            self.enter_line();
        }
        if self.surplus > 0 && self.token.kind.is_closer() {
            self.check_closer(read);
        }
    }

    /// Reads the current token as a leaf.
    pub(super) fn leaf(&mut self, kind: Kind) {
        self.builder.leaf(kind, self.token.start, self.token.end);
        self.bump();
    }

    /// Reads the token if it is of a kind.
    pub(super) fn eat(&mut self, kind: TokenKind) -> bool {
        let found = self.at(kind);
        if found {
            self.bump();
        }
        found
    }

    /// Reads the word if it comes next.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let found = self.at_word(word);
        if found {
            self.bump();
        }
        found
    }

    /// Reads the token, or reports that it is missing.
    pub(super) fn expect(&mut self, kind: TokenKind, name: &str) {
        if !self.eat(kind) {
            self.expected(name);
        }
    }

    /// Reads a line end if there is one.
    pub(super) fn skip_newline(&mut self) {
        self.eat(TokenKind::Newline);
    }

    /// True if the token comes next or starts the next line; reads the line end in that case.
    pub(super) fn continues_with(&mut self, kind: TokenKind) -> bool {
        if self.at(TokenKind::Newline) {
            let wanted: &[u8] = match kind {
                TokenKind::Question => b"?",
                TokenKind::Colon => b":",
                TokenKind::Pipe => b"|",
                _ => b"",
            };
            // The first byte decides for nearly every line, without reading a token.
            if wanted.first() != Some(&self.lexer.byte(self.token.end)) || self.peek().kind != kind {
                return false;
            }
            self.bump();
        }
        self.at(kind)
    }

    /// Reads a name, or puts an empty error in its place.
    pub(super) fn identifier(&mut self, what: &str) {
        if self.at(TokenKind::Identifier) {
            self.leaf(Kind::Identifier);
        } else {
            self.missing(what);
        }
    }

    /// Wraps what was added since the checkpoint into a node from `start` to the last token read.
    pub(super) fn finish(&mut self, from: Checkpoint, kind: Kind, start: usize) {
        // The first child may be an empty error, which sticks to the token before it.
        let start = self.builder.start_of(from).map_or(start, |first| first.min(start));
        self.builder.finish(from, kind, start.min(self.previous_end), self.previous_end);
    }

    /// Reports that something is expected here, and puts an empty error in its place.
    pub(super) fn missing(&mut self, what: &str) {
        self.expected(what);
        self.builder.leaf(Kind::Error, self.previous_end, self.previous_end);
    }

    /// Reports that something else is expected here.
    #[cold]
    #[inline(never)]
    pub(super) fn expected(&mut self, what: &str) {
        if self.failure.is_some() {
            return;
        }
        let Token { kind, start, end } = self.token;
        match kind {
            TokenKind::Newline | TokenKind::Eof | TokenKind::Stop => {
                let message = format!("expected {what}, found {}", self.found());
                self.fail(self.previous_end, self.previous_end, message);
            }
            TokenKind::OpenComment => {
                self.fail(start, start + 2, "this comment is not closed: expected `*/`")
            }
            TokenKind::Unknown if self.token_text() == "\"" => {
                self.fail(start, end, "expected `'`, found `\"`: strings take single quotes");
            }
            _ => {
                let message = format!("expected {what}, found {}", self.found());
                self.fail(start, end, message);
            }
        }
    }

    /// A description of the current token.
    pub(super) fn found(&self) -> String {
        match self.token.kind {
            TokenKind::Eof => "the end of the file".into(),
            TokenKind::Newline => "the end of the line".into(),
            TokenKind::Stop if self.stops_at == Some(self.token.start) => "the next declaration".into(),
            TokenKind::Stop => "the next line".into(),
            TokenKind::Quote | TokenKind::MultilineQuote => "a string".into(),
            _ => format!("`{}`", self.token_text().chars().take(40).collect::<String>()),
        }
    }

    /// Records a mistake, unless the statement already has one. In a strict parse every further
    /// token is the end of the text.
    #[cold]
    #[inline(never)]
    pub(super) fn fail(&mut self, start: usize, end: usize, message: impl Into<String>) {
        if self.failure.is_none() {
            self.failure = Some(Failure { start, end, message: message.into(), noticed: self.token.start });
        }
        if self.strict {
            self.lexer.abandon();
            self.token.kind = TokenKind::Eof;
        }
    }

    /// Goes one level down. At the limit it reports that, passes the construct and says no.
    pub(super) fn descend(&mut self) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        let message = format!("this is nested more than {MAX_DEPTH} levels deep");
        self.fail(self.token.start, self.token.end, message);
        self.skip_construct();
        false
    }

    /// Goes one level up.
    pub(super) fn ascend(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Reads an opening bracket; its start.
    pub(super) fn open(&mut self, closer: TokenKind) -> usize {
        let start = self.token.start;
        self.open.push(Bracket { closer, line: self.line_first, indent: self.indent });
        self.bump();
        start
    }

    /// Reads the closing bracket of the construct that was opened at `start`, or reports that it
    /// is missing.
    pub(super) fn close(&mut self, start: usize, closer: TokenKind) {
        if self.at(closer) {
            self.open.pop();
            self.bump();
            return;
        }
        let (opener, closing) = match closer {
            TokenKind::RightBrace => ('{', '}'),
            TokenKind::RightBracket => ('[', ']'),
            TokenKind::RightParen => ('(', ')'),
            _ => ('<', '>'),
        };
        let message = format!("this `{opener}` is not closed: expected `{closing}`, found {}", self.found());
        self.fail(start, start + 1, message);
        self.open.pop();
        self.lack = self.lack.saturating_sub(1);
        self.resume();
    }

    /// True if nothing more can belong to the innermost bracket.
    pub(super) fn at_end(&self) -> bool {
        match self.token.kind {
            TokenKind::Eof | TokenKind::Stop => true,
            kind if kind.is_closer() => self.open.iter().rev().any(|bracket| bracket.closer == kind),
            _ => false,
        }
    }
}
