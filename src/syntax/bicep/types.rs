//! Type expressions.

use super::super::{Checkpoint, Kind};
use super::lexer::TokenKind;
use super::parser::Parser;

impl Parser<'_> {
    /// A type, wrapped as such.
    pub(super) fn type_annotation(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.type_expression();
        self.finish(from, Kind::Type, start);
    }

    /// True if a type can start with the current token.
    pub(super) fn at_type(&self) -> bool {
        self.at_expression() || self.at(TokenKind::Pipe)
    }

    fn type_expression(&mut self) {
        if !self.descend() {
            return;
        }
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        let mut union = self.continues_with(TokenKind::Pipe);
        if union {
            self.bump();
            self.skip_newline();
        }
        self.type_member();
        while self.continues_with(TokenKind::Pipe) {
            union = true;
            self.bump();
            self.skip_newline();
            self.type_member();
        }
        if union {
            self.finish(from, Kind::UnionType, start);
        }
        self.ascend();
    }

    fn type_member(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.primary_type();
        loop {
            let kind = match self.token.kind {
                TokenKind::Question => Kind::NullableType,
                TokenKind::Bang => Kind::NonNull,
                TokenKind::Dot => {
                    self.type_access(from, start);
                    continue;
                }
                TokenKind::LeftBracket => {
                    self.type_index(from, start);
                    continue;
                }
                TokenKind::Less => {
                    self.type_arguments(from, start);
                    continue;
                }
                _ => return,
            };
            self.bump();
            self.finish(from, kind, start);
        }
    }

    fn type_access(&mut self, from: Checkpoint, start: usize) {
        self.bump();
        if self.eat(TokenKind::Star) {
            return self.finish(from, Kind::AttributeSplat, start);
        }
        self.identifier("the name of a type member");
        self.finish(from, Kind::Member, start);
    }

    fn type_index(&mut self, from: Checkpoint, start: usize) {
        let bracket = self.open(TokenKind::RightBracket);
        let kind = match self.token.kind {
            TokenKind::Star => {
                self.bump();
                Kind::FullSplat
            }
            TokenKind::Number => {
                self.number();
                Kind::Index
            }
            _ => Kind::ArrayType,
        };
        if !self.at_end() {
            self.expected("`]`");
            self.junk();
        }
        self.close(bracket, TokenKind::RightBracket);
        self.finish(from, kind, start);
    }

    fn type_arguments(&mut self, from: Checkpoint, start: usize) {
        let bracket = self.open(TokenKind::Greater);
        self.skip_newline();
        while self.at_type() {
            self.type_expression();
            self.skip_newline();
            if !self.eat(TokenKind::Comma) {
                break;
            }
            self.skip_newline();
        }
        self.close(bracket, TokenKind::Greater);
        self.finish(from, Kind::TypeArguments, start);
    }

    fn primary_type(&mut self) {
        match self.token.kind {
            TokenKind::Identifier => self.type_name(),
            TokenKind::Number => self.number(),
            TokenKind::Quote | TokenKind::MultilineQuote => self.string(),
            TokenKind::LeftBrace => self.object_type(),
            TokenKind::LeftBracket => self.tuple_type(),
            TokenKind::LeftParen => self.parenthesized_type(),
            TokenKind::Bang | TokenKind::Minus | TokenKind::Plus => self.signed_literal(),
            _ => self.missing("a type"),
        }
    }

    /// A type's name, or `resource 'type@version'`.
    fn type_name(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        let resource = self.at_word("resource");
        let kind = self.name_kind();
        self.leaf(kind);
        if resource && matches!(self.token.kind, TokenKind::Quote | TokenKind::MultilineQuote) {
            self.string();
            self.finish(from, Kind::TypeArguments, start);
        }
    }

    fn signed_literal(&mut self) {
        if !self.descend() {
            return;
        }
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.leaf(Kind::Operator);
        self.primary_type();
        self.finish(from, Kind::Unary, start);
        self.ascend();
    }

    fn parenthesized_type(&mut self) {
        let from = self.builder.checkpoint();
        let start = self.open(TokenKind::RightParen);
        self.skip_newline();
        self.type_expression();
        self.skip_newline();
        if !self.at_end() {
            self.expected("`)`");
            self.junk();
        }
        self.close(start, TokenKind::RightParen);
        self.finish(from, Kind::Parenthesized, start);
    }

    fn object_type(&mut self) {
        let from = self.builder.checkpoint();
        let start = self.open(TokenKind::RightBrace);
        self.skip_newline();
        while !self.at_end() {
            let item = self.token.start;
            self.object_type_member();
            self.separator(item);
        }
        self.close(start, TokenKind::RightBrace);
        self.finish(from, Kind::Object, start);
    }

    fn object_type_member(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.decorators();
        match self.token.kind {
            TokenKind::Star => self.leaf(Kind::Operator),
            TokenKind::Identifier => self.leaf(Kind::Identifier),
            TokenKind::Quote | TokenKind::MultilineQuote => self.string(),
            _ => {
                self.expected("a property name");
                if self.token.start == start {
                    return;
                }
            }
        }
        if self.eat(TokenKind::Colon) {
            self.type_expression();
        } else {
            self.missing("`:` after the property name");
        }
        self.finish(from, Kind::TypeProperty, start);
    }

    fn tuple_type(&mut self) {
        let from = self.builder.checkpoint();
        let start = self.open(TokenKind::RightBracket);
        self.skip_newline();
        while !self.at_end() {
            let (item, item_start) = (self.builder.checkpoint(), self.token.start);
            self.decorators();
            self.type_expression();
            self.finish(item, Kind::TypeItem, item_start);
            self.separator(item_start);
        }
        self.close(start, TokenKind::RightBracket);
        self.finish(from, Kind::Array, start);
    }
}
