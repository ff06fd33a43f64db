//! Loops and conditions, and the bodies of declarations that are made of them.

use super::super::Kind;
use super::lexer::TokenKind;
use super::parser::Parser;

impl Parser<'_> {
    /// `for x in c: body` inside its brackets.
    pub(super) fn for_loop(&mut self, body: fn(&mut Self)) {
        self.bump();
        self.for_variables();
        if !self.eat_word("in") {
            self.expected("`in`");
        }
        self.expression();
        self.expect(TokenKind::Colon, "`:` after the collection");
        self.skip_newline();
        body(self);
        self.skip_newline();
        if !self.at_end() {
            self.expected("`]`");
            self.junk();
            self.skip_newline();
        }
    }

    fn for_variables(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        if self.at(TokenKind::LeftParen) {
            let start = self.open(TokenKind::RightParen);
            self.identifier("the item variable of the loop");
            self.expect(TokenKind::Comma, "`,` and the index variable of the loop");
            self.identifier("the index variable of the loop");
            self.close(start, TokenKind::RightParen);
        } else {
            self.identifier("the item variable of the loop");
        }
        self.finish(from, Kind::ForVariables, start);
    }

    /// The body of a loop that makes an array of values.
    pub(super) fn value_body(&mut self) {
        if self.at_condition() { self.condition() } else { self.expression() }
    }

    /// The body of a loop that declares a resource or module.
    fn object_body(&mut self) {
        if self.at_condition() {
            self.condition();
        } else if self.at(TokenKind::LeftBrace) {
            self.object();
        } else {
            self.wrong_body("`{` or `if`");
        }
    }

    fn at_condition(&mut self) -> bool {
        self.at_word("if")
    }

    /// `if (cond) { … }`.
    fn condition(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.bump();
        if self.at(TokenKind::LeftParen) {
            self.parenthesized();
        } else {
            self.missing("`(` and the condition");
        }
        if self.at(TokenKind::LeftBrace) {
            self.object();
        } else {
            self.wrong_body("`{` after the condition");
        }
        self.finish(from, Kind::If, start);
    }

    /// The body of a resource or module: an object, a condition or a loop.
    pub(super) fn declaration_body(&mut self) {
        if self.at(TokenKind::Newline) && self.body_follows() {
            self.bump();
        }
        if self.at_condition() {
            return self.condition();
        }
        match self.token.kind {
            TokenKind::LeftBrace => self.object(),
            TokenKind::LeftBracket => self.declaration_loop(),
            _ => self.wrong_body("`{`, `[` or `if`"),
        }
    }

    fn body_follows(&mut self) -> bool {
        match self.peek().kind {
            TokenKind::LeftBrace | TokenKind::LeftBracket => true,
            TokenKind::Identifier => {
                self.text.get(self.token.end..).is_some_and(|rest| rest.starts_with("if"))
            }
            _ => false,
        }
    }

    fn declaration_loop(&mut self) {
        let from = self.builder.checkpoint();
        let start = self.open(TokenKind::RightBracket);
        self.skip_newline();
        if self.at_word("for") {
            self.for_loop(Parser::object_body);
        } else {
            self.expected("`for`");
            self.junk();
            self.skip_newline();
        }
        self.close(start, TokenKind::RightBracket);
        self.finish(from, Kind::For, start);
    }

    /// Something else than the expected body.
    fn wrong_body(&mut self, what: &str) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        if !self.at_expression() {
            return self.missing(what);
        }
        self.expected(what);
        self.expression();
        self.finish(from, Kind::Error, start);
    }
}
