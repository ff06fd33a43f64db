//! Expressions.

use super::super::{Checkpoint, Kind};
use super::lexer::TokenKind;
use super::parser::Parser;

/// How tightly a binary operator binds; `None` for other tokens.
fn precedence(kind: TokenKind) -> Option<u8> {
    use TokenKind::*;
    Some(match kind {
        Coalesce => 0,
        Or => 1,
        And => 2,
        Equal | NotEqual | EqualFold | NotEqualFold => 3,
        Less | LessEqual | Greater | GreaterEqual => 4,
        Plus | Minus => 5,
        Star | Slash | Percent => 6,
        _ => return None,
    })
}

/// A binary operator that waits for its right operand to be complete.
struct Pending {
    precedence: u8,
    from: Checkpoint,
    start: usize,
}

impl Parser<'_> {
    // Functions that recursion passes through are not inlined into each other where that would add
    // up their frames: the whole descent has to fit into 128 KB of stack.

    /// True if an expression can start with the current token.
    pub(super) fn at_expression(&self) -> bool {
        use TokenKind::*;
        matches!(
            self.token.kind,
            Identifier
                | Number
                | Quote
                | MultilineQuote
                | LeftBrace
                | LeftBracket
                | LeftParen
                | Bang
                | Minus
                | Plus
        )
    }

    /// Any expression.
    pub(super) fn expression(&mut self) {
        if !self.descend() {
            return;
        }
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.binary();
        if self.continues_with(TokenKind::Question) {
            self.bump();
            self.skip_newline();
            self.expression();
            if self.continues_with(TokenKind::Colon) {
                self.bump();
                self.skip_newline();
                self.expression();
            } else {
                self.missing("`:` and the other value of the conditional");
            }
            self.finish(from, Kind::Conditional, start);
        }
        self.ascend();
    }

    /// Operands with binary operators between them. The operators wait on a stack of their own, so
    /// that precedence costs no recursion.
    fn binary(&mut self) {
        let mut pending: Vec<Pending> = Vec::new();
        loop {
            let (mut from, mut start) = (self.builder.checkpoint(), self.token.start);
            self.unary();
            let next = precedence(self.token.kind);
            while let Some(last) = pending.pop_if(|last| next.is_none_or(|next| last.precedence >= next)) {
                (from, start) = (last.from, last.start);
                self.finish(from, Kind::Binary, start);
            }
            let Some(precedence) = next else { return };
            self.leaf(Kind::Operator);
            pending.push(Pending { precedence, from, start });
        }
    }

    fn unary(&mut self) {
        if !matches!(self.token.kind, TokenKind::Bang | TokenKind::Minus | TokenKind::Plus) {
            return self.postfix();
        }
        if !self.descend() {
            return;
        }
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.leaf(Kind::Operator);
        self.unary();
        self.finish(from, Kind::Unary, start);
        self.ascend();
    }

    /// A value and what is accessed on it.
    pub(super) fn postfix(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.primary();
        loop {
            match self.token.kind {
                TokenKind::Dot => self.member(from, start),
                TokenKind::DoubleColon => {
                    self.bump();
                    self.identifier("the name of a nested resource");
                    self.finish(from, Kind::NestedMember, start);
                }
                TokenKind::LeftBracket => self.index(from, start),
                TokenKind::Bang => {
                    self.bump();
                    self.finish(from, Kind::NonNull, start);
                }
                _ => return,
            }
        }
    }

    fn member(&mut self, from: Checkpoint, start: usize) {
        self.bump();
        if self.eat(TokenKind::Question) {
            self.identifier("a property name");
            return self.finish(from, Kind::SafeMember, start);
        }
        self.identifier("a property or function name");
        if self.at(TokenKind::LeftParen) {
            self.arguments();
            self.finish(from, Kind::MethodCall, start);
        } else {
            self.finish(from, Kind::Member, start);
        }
    }

    fn index(&mut self, from: Checkpoint, start: usize) {
        let bracket = self.open(TokenKind::RightBracket);
        let safe = self.eat(TokenKind::Question);
        let (caret_from, caret_start) = (self.builder.checkpoint(), self.token.start);
        let from_end = self.eat(TokenKind::Caret);
        self.skip_newline();
        self.expression();
        if from_end {
            self.finish(caret_from, Kind::FromEnd, caret_start);
        }
        self.skip_newline();
        if !self.at_end() {
            self.expected("`]`");
            self.junk();
        }
        self.close(bracket, TokenKind::RightBracket);
        self.finish(from, if safe { Kind::SafeIndex } else { Kind::Index }, start);
    }

    fn primary(&mut self) {
        match self.token.kind {
            TokenKind::Identifier => self.name(),
            TokenKind::Number => self.number(),
            TokenKind::Quote | TokenKind::MultilineQuote => self.string(),
            TokenKind::LeftBrace => self.object(),
            TokenKind::LeftBracket => self.array(),
            TokenKind::LeftParen => self.parenthesis(),
            _ => self.missing("a value"),
        }
    }

    /// A name, constant, call, or lambda with one parameter.
    #[inline(never)]
    fn name(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        let kind = self.name_kind();
        self.leaf(kind);
        if kind != Kind::Identifier {
            return;
        }
        if self.at(TokenKind::LeftParen) {
            self.arguments();
            self.finish(from, Kind::Call, start);
        } else if self.at(TokenKind::Arrow) {
            self.finish(from, Kind::LambdaParameters, start);
            self.lambda_body(from, start);
        }
    }

    /// What the current word is where a value or type is expected.
    pub(super) fn name_kind(&self) -> Kind {
        match self.token_text() {
            "true" => Kind::True,
            "false" => Kind::False,
            "null" => Kind::Null,
            _ => Kind::Identifier,
        }
    }

    /// A number; the language has 64-bit integers only.
    pub(super) fn number(&mut self) {
        const LARGEST: u64 = i64::MAX.unsigned_abs() + 1;
        if !self.token_text().parse::<u64>().is_ok_and(|number| number <= LARGEST) {
            self.fail(self.token.start, self.token.end, "this number does not fit into 64 bits");
        }
        self.leaf(Kind::Number);
    }

    fn lambda_body(&mut self, from: Checkpoint, start: usize) {
        self.bump();
        self.skip_newline();
        self.expression();
        self.finish(from, Kind::Lambda, start);
    }

    /// `( … )` of a call.
    fn arguments(&mut self) {
        let start = self.open(TokenKind::RightParen);
        self.skip_newline();
        while !self.at_end() {
            self.expression();
            self.skip_newline();
            if self.eat(TokenKind::Comma) {
                self.skip_newline();
                if self.at(TokenKind::RightParen) {
                    self.expected("an argument");
                }
            } else if !self.at_end() {
                self.expected("`,` or `)`");
                self.junk();
                self.skip_newline();
                self.eat(TokenKind::Comma);
            }
        }
        self.close(start, TokenKind::RightParen);
    }

    /// `( expr )`, or a lambda with any number of parameters.
    #[inline(never)]
    fn parenthesis(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        if self.at_lambda_parameters() {
            self.lambda_parameters();
            self.lambda_body(from, start);
        } else {
            self.parenthesized();
        }
    }

    /// True at `(a, b) =>`.
    fn at_lambda_parameters(&mut self) -> bool {
        let mark = self.lexer.mark();
        let mut token = self.lexer.next();
        while matches!(token.kind, TokenKind::Identifier | TokenKind::Comma | TokenKind::Newline) {
            let previous = token.kind;
            token = self.lexer.next();
            if token.kind == previous {
                break;
            }
        }
        let found = token.kind == TokenKind::RightParen && self.lexer.next().kind == TokenKind::Arrow;
        self.lexer.reset(mark);
        found
    }

    fn lambda_parameters(&mut self) {
        let from = self.builder.checkpoint();
        let start = self.open(TokenKind::RightParen);
        self.skip_newline();
        while !self.at_end() {
            self.identifier("a parameter name");
            self.skip_newline();
            if !self.eat(TokenKind::Comma) {
                break;
            }
            self.skip_newline();
        }
        self.close(start, TokenKind::RightParen);
        self.finish(from, Kind::LambdaParameters, start);
    }

    /// `( expr )`.
    pub(super) fn parenthesized(&mut self) {
        let from = self.builder.checkpoint();
        let start = self.open(TokenKind::RightParen);
        self.skip_newline();
        self.expression();
        self.skip_newline();
        if !self.at_end() {
            self.expected("`)`");
            self.junk();
        }
        self.close(start, TokenKind::RightParen);
        self.finish(from, Kind::Parenthesized, start);
    }

    /// `{ … }`.
    #[inline(never)]
    pub(super) fn object(&mut self) {
        let from = self.builder.checkpoint();
        let start = self.open(TokenKind::RightBrace);
        self.skip_newline();
        while !self.at_end() {
            let item = self.token.start;
            self.object_item();
            self.separator(item);
        }
        self.close(start, TokenKind::RightBrace);
        self.finish(from, Kind::Object, start);
    }

    fn object_item(&mut self) {
        if self.at_nested_declaration() {
            return self.nested_declaration();
        }
        if self.at(TokenKind::Ellipsis) {
            return self.spread();
        }
        if !self.at_property() {
            self.expected("a property name");
            self.junk_before_property();
        }
        if self.at_property() {
            self.property();
        }
    }

    /// True at the name of a property.
    pub(super) fn at_property(&self) -> bool {
        matches!(self.token.kind, TokenKind::Identifier | TokenKind::Quote | TokenKind::MultilineQuote)
    }

    fn at_nested_declaration(&mut self) -> bool {
        self.at(TokenKind::At) || self.at_word("resource") && self.peek().kind == TokenKind::Identifier
    }

    fn property(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        if self.at(TokenKind::Identifier) {
            self.leaf(Kind::Identifier);
        } else {
            self.string();
        }
        if self.eat(TokenKind::Colon) {
            self.expression();
        } else {
            self.missing("`:` after the property name");
        }
        self.finish(from, Kind::Property, start);
    }

    fn spread(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.bump();
        self.expression();
        self.finish(from, Kind::Spread, start);
    }

    /// What stands between two items of an object or array: a line end or a comma. The item before
    /// started at `item`.
    pub(super) fn separator(&mut self, item: usize) {
        if self.token.start > item && self.starts_line() {
            return;
        }
        if !self.at_end() && !self.at(TokenKind::Newline) && !self.at(TokenKind::Comma) {
            self.expected("a new line or `,`");
            self.junk();
        }
        if self.eat(TokenKind::Comma) && self.at(TokenKind::Newline) {
            self.fail(self.previous_end - 1, self.previous_end, "unexpected `,` before the end of the line");
        }
        self.skip_newline();
    }

    /// `[ … ]`: items, or a loop.
    #[inline(never)]
    fn array(&mut self) {
        let from = self.builder.checkpoint();
        let start = self.open(TokenKind::RightBracket);
        let fresh_line = self.eat(TokenKind::Newline);
        if self.at_word("for") && (!fresh_line || self.loop_follows()) {
            self.for_loop(Parser::value_body);
            self.close(start, TokenKind::RightBracket);
            return self.finish(from, Kind::For, start);
        }
        while !self.at_end() {
            let item = self.token.start;
            if self.at(TokenKind::Ellipsis) {
                self.spread()
            } else {
                self.expression()
            }
            self.separator(item);
        }
        self.close(start, TokenKind::RightBracket);
        self.finish(from, Kind::Array, start);
    }

    fn loop_follows(&mut self) -> bool {
        matches!(self.peek().kind, TokenKind::Identifier | TokenKind::LeftParen)
    }
}
