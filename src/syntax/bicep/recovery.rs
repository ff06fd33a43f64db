//! What happens after a mistake: which line still belongs to which bracket, and where reading
//! goes on. Nothing here runs on text without mistakes.

use super::super::{Checkpoint, Kind, MAX_DEPTH};
use super::lexer::{PartEnd, Token, TokenKind};
use super::parser::{Failure, Parser};

/// Trees are no higher than this. One level of nesting makes up to four levels of nodes.
const MAX_HEIGHT: usize = 4 * MAX_DEPTH as usize;

/// So many declarations typed into the body of another one are looked for. Bounds how often text is
/// looked at.
const TYPED_INSIDE: u32 = 4;

impl Parser<'_> {
    /// Takes note of the line whose first token has just been read. In a tolerant parse that token
    /// becomes [`TokenKind::Stop`] if the line cannot belong to the innermost bracket.
    pub(super) fn enter_line(&mut self) {
        self.line_first = self.token.start;
        self.indent = self.lexer.column(self.token.start);
        if !self.strict && self.line_stops() {
            self.lexer.jump(self.token.start);
            self.token = Token { kind: TokenKind::Stop, start: self.token.start, end: self.token.start };
        }
    }

    /// Looks at the first token of the line again, after a bracket was given up.
    pub(super) fn resume(&mut self) {
        if self.at(TokenKind::Stop) {
            self.token = self.lexer.next();
            self.enter_line();
        }
    }

    fn line_stops(&mut self) -> bool {
        let column = self.indent;
        if self.at(TokenKind::Eof) {
            return false;
        }
        if column == 0 && (self.in_statement || !self.open.is_empty()) && self.declaration_stops() {
            return true;
        }
        let Some((innermost, outer)) = self.open.split_last() else { return false };
        if self.lack == 0 || column > innermost.indent {
            return false;
        }
        let kind = self.token.kind;
        if kind.is_closer() {
            let theirs =
                |column| outer.iter().any(|bracket| bracket.closer == kind && bracket.indent == column);
            column < innermost.indent && theirs(column)
        } else {
            outer.iter().any(|bracket| bracket.indent < column)
        }
    }

    /// True if a declaration starts in column 0 here and ends whatever is open. It does not if the
    /// text up to the next declaration closes a bracket that it does not open: then the line was
    /// typed into the open body.
    fn declaration_stops(&mut self) -> bool {
        let at = self.token.start;
        if self.stops_at == Some(at) {
            return true;
        }
        if self.passes_at == Some(at) || !self.lexer.starts_declaration(at) {
            return false;
        }
        let stops = self.open.is_empty() || !self.closes_foreign_bracket();
        if stops {
            self.stops_at = Some(at);
        } else {
            self.passes_at = Some(at);
        }
        stops
    }

    fn closes_foreign_bracket(&mut self) -> bool {
        let mark = self.lexer.mark();
        self.lexer.jump(self.token.start);
        let surplus = self.count_brackets().1;
        self.lexer.reset(mark);
        surplus > 0
    }

    /// Finds out how many closing brackets the statement lacks or has too many, from its keyword
    /// up to the declaration that ends it.
    pub(super) fn balance(&mut self) {
        if self.budget == 0 {
            return;
        }
        let mark = self.lexer.mark();
        self.lexer.jump(self.token.start);
        let (mut lack, mut surplus) = self.count_brackets();
        for _ in 0..TYPED_INSIDE {
            let (more, fewer) = if lack > 0 { self.count_brackets() } else { (0, 0) };
            if fewer == 0 {
                break;
            }
            // A line typed into the open body: what it closes, the statement has opened.
            surplus += fewer.saturating_sub(lack);
            lack = lack.saturating_sub(fewer) + more;
        }
        self.spend(self.token.start, self.lexer.at());
        self.lexer.reset(mark);
        (self.lack, self.surplus) = (lack, surplus);
    }

    /// Takes a stretch of text that was read ahead off the budget.
    pub(super) fn spend(&mut self, start: usize, end: usize) {
        self.budget = self.budget.saturating_sub(end.saturating_sub(start) + 1);
    }

    /// Counts brackets from the lexer's place to the next declaration in column 0: those that are
    /// opened but not closed there, and those that are closed but not opened.
    fn count_brackets(&mut self) -> (usize, usize) {
        let (mut opened, mut closed) = (0_usize, 0_usize);
        loop {
            let token = self.lexer.next();
            match token.kind {
                TokenKind::Eof => break,
                TokenKind::LeftBrace | TokenKind::LeftBracket | TokenKind::LeftParen => opened += 1,
                kind if kind.is_closer() && opened > 0 => opened -= 1,
                kind if kind.is_closer() => closed += 1,
                TokenKind::Newline => {
                    if self.lexer.column(token.end) == 0 && self.lexer.starts_declaration(token.end) {
                        break;
                    }
                }
                _ => self.skip_string_body(token),
            }
        }
        (opened, closed)
    }

    /// In a statement with too many closing brackets: takes the one just met for a stray if it is
    /// indented deeper than what it would close, or if it follows other text although what it would
    /// close was opened on a line before.
    pub(super) fn check_closer(&mut self, previous: TokenKind) {
        let Some(innermost) = self.open.last() else { return };
        let stray = if self.starts_line() {
            self.indent > innermost.indent
        } else {
            innermost.line != self.line_first && !previous.is_closer()
        };
        if stray {
            self.surplus -= 1;
            self.token.kind = TokenKind::Unknown;
        }
    }

    /// Moves the lexer behind the string that a token opens, without regard to interpolations.
    fn skip_string_body(&mut self, token: Token) {
        match token.kind {
            TokenKind::Quote => while self.lexer.string_part().0 == PartEnd::Interpolation {},
            TokenKind::MultilineQuote => {
                self.lexer.multiline_part(0, true);
            }
            _ => {}
        }
    }

    /// Passes a construct that is nested too deeply, up to the end of its line or bracket.
    pub(super) fn skip_construct(&mut self) {
        let start = self.token.start;
        let mut level = 0_usize;
        loop {
            match self.token.kind {
                TokenKind::Eof | TokenKind::Stop => break,
                TokenKind::Newline | TokenKind::Comma if level == 0 => break,
                TokenKind::LeftBrace | TokenKind::LeftBracket | TokenKind::LeftParen => level += 1,
                kind if kind.is_closer() && level == 0 => break,
                kind if kind.is_closer() => level -= 1,
                _ => self.skip_string_body(self.token),
            }
            self.bump_behind_string();
        }
        self.error_leaf(start);
    }

    fn bump_behind_string(&mut self) {
        self.token.end = self.token.end.max(self.lexer.at().min(self.text.len()));
        self.bump();
    }

    fn error_leaf(&mut self, start: usize) {
        let start = start.min(self.previous_end);
        self.builder.leaf(Kind::Error, start, self.previous_end);
    }

    /// Collects what does not belong here into an error node, up to a separator, a line end, or a
    /// bracket that somebody waits for. What can be read as an expression is.
    pub(super) fn junk(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        while !self.ends_junk(start) {
            self.junk_piece();
        }
        if self.previous_end > start {
            self.finish(from, Kind::Error, start);
        }
    }

    fn ends_junk(&self, start: usize) -> bool {
        self.at_end()
            || matches!(self.token.kind, TokenKind::Newline | TokenKind::Comma)
            || self.token.start > start && self.starts_line()
    }

    /// True at the first token of a line.
    pub(super) fn starts_line(&self) -> bool {
        self.token.start == self.line_first
    }

    /// True where a declaration starts, as far as its first words tell.
    pub(super) fn at_declaration(&self) -> bool {
        matches!(self.token.kind, TokenKind::Identifier | TokenKind::At)
            && self.lexer.starts_declaration(self.token.start)
    }

    fn junk_piece(&mut self) {
        let opener =
            matches!(self.token.kind, TokenKind::LeftBrace | TokenKind::LeftBracket | TokenKind::LeftParen);
        if opener && self.lack > 0 {
            self.lack -= 1;
            self.bump();
        } else if self.at_expression() && !self.at_declaration() {
            self.expression();
        } else {
            self.bump();
        }
    }

    /// Collects what cannot start a property into an error node, up to something that can.
    pub(super) fn junk_before_property(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        while !self.ends_junk(start) && !self.at_property() {
            self.junk_piece();
        }
        if self.previous_end > start {
            self.finish(from, Kind::Error, start);
        }
    }

    /// Collects lines that belong to no declaration into one error, up to a line that starts one.
    pub(super) fn stray_lines(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.expected("a declaration");
        while !self.at(TokenKind::Eof) {
            match self.token.kind {
                TokenKind::Newline => self.bump(),
                TokenKind::Stop => self.resume(),
                _ if self.token.start > start && self.starts_line() && self.at_declaration() => break,
                _ => self.junk_piece(),
            }
        }
        self.finish(from, Kind::Error, start);
        self.limit_height(from, start);
        // Lines left over from a statement that is reported are not reported once more.
        if self.broken {
            self.failure = None;
        }
        self.report(None);
    }

    /// Gives up a statement whose tree is too high to be walked, for instance a sum of thousands
    /// of terms: those nest without brackets.
    pub(super) fn limit_height(&mut self, from: Checkpoint, start: usize) {
        if self.builder.count(from) > MAX_HEIGHT && self.builder.height(from) as usize > MAX_HEIGHT {
            let message = format!("this expression has more than {MAX_HEIGHT} levels");
            self.fail(start, self.previous_end, message);
            self.builder.rewind(from);
            self.error_leaf(start);
        }
    }

    /// Hands the statement's one mistake over to the tree: the one that was noticed first. A strict
    /// parse may run past the end of the statement before it notices.
    pub(super) fn report(&mut self, strict: Option<Failure>) {
        let tolerant = self.failure.take();
        self.broken = false;
        if let Some(failure) = tolerant.into_iter().chain(strict).min_by_key(|failure| failure.noticed) {
            self.builder.error(failure.start, failure.end, failure.message);
            self.broken = true;
        }
    }
}
