//! Statements: declarations with their decorators.

use super::super::{Kind, SyntaxTree};
use super::lexer::{Token, TokenKind};
use super::parser::{Failure, Parser};

/// The declaration that a keyword starts. Keywords are contextual: each is also a valid name.
fn declaration(word: &[u8]) -> Option<Kind> {
    Some(match word {
        b"targetScope" => Kind::TargetScope,
        b"metadata" => Kind::Metadata,
        b"param" => Kind::Param,
        b"var" => Kind::Var,
        b"output" => Kind::Output,
        b"resource" => Kind::Resource,
        b"module" => Kind::Module,
        b"type" => Kind::TypeDeclaration,
        b"func" => Kind::Func,
        b"import" => Kind::Import,
        b"extension" | b"provider" | b"extensionConfig" => Kind::Extension,
        b"using" => Kind::Using,
        b"extends" => Kind::Extends,
        b"assert" => Kind::Assert,
        b"test" => Kind::Test,
        _ => return None,
    })
}

/// True if declarations start with the word.
pub(super) fn is_keyword(word: &[u8]) -> bool {
    declaration(word).is_some()
}

impl Parser<'_> {
    /// The whole text.
    pub(super) fn file(mut self) -> SyntaxTree {
        let from = self.builder.checkpoint();
        while !self.at(TokenKind::Eof) {
            if self.at(TokenKind::Newline) {
                self.bump();
            } else if self.starts_statement(self.token) {
                self.statement();
            } else {
                self.stray_lines();
            }
        }
        self.build(from)
    }

    /// True if the token starts a statement: a decorator, or a keyword that is not used as a name.
    fn starts_statement(&self, token: Token) -> bool {
        let word = self.text.get(token.start..token.end).unwrap_or("");
        let rest = self.text.get(token.end..).unwrap_or("").trim_start_matches([' ', '\t']);
        match token.kind {
            TokenKind::At => true,
            TokenKind::Identifier => {
                is_keyword(word.as_bytes()) && !rest.starts_with([':', '.', '(', '[', ','])
            }
            _ => false,
        }
    }

    /// Reads a statement strictly, and if that fails tolerantly.
    fn statement(&mut self) {
        let (mark, start) = (self.mark(), self.token.start);
        if self.budget == 0 {
            self.top_declaration();
            return self.report(None);
        }
        let strict = self.strict_declaration();
        if strict.is_none() && !self.orphans_follow() {
            return;
        }
        let end = strict.as_ref().map_or(self.previous_end, |failure| failure.noticed);
        self.spend(start, end);
        self.reset(mark);
        self.top_declaration();
        if strict.is_none() && self.previous_end <= end {
            // The lines that follow do not belong to the statement, so it was right as it was.
            self.failure = None;
            self.reset(mark);
            self.strict_declaration();
            return;
        }
        self.report(strict);
    }

    /// Reads a statement up to its first mistake, which it returns.
    fn strict_declaration(&mut self) -> Option<Failure> {
        self.strict = true;
        self.top_declaration();
        self.strict = false;
        self.broken = self.failure.is_some();
        self.failure.take()
    }

    /// True if the next line is neither a statement nor the end: perhaps the statement was closed
    /// too early.
    fn orphans_follow(&mut self) -> bool {
        if !self.at(TokenKind::Newline) {
            return false;
        }
        let next = self.peek();
        next.kind != TokenKind::Eof && !self.starts_statement(next)
    }

    fn top_declaration(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.decorators();
        let word = self.token_text().as_bytes();
        let kind = if self.at(TokenKind::Identifier) { declaration(word) } else { None };
        self.in_statement = true;
        if !self.strict {
            self.balance();
        }
        match kind {
            Some(kind) => self.declaration(kind),
            None => self.expected("a declaration after the decorator"),
        }
        self.end_of_statement();
        self.finish(from, kind.unwrap_or(Kind::Error), start);
        self.limit_height(from, start);
    }

    /// What follows a declaration must be a line end; anything else is put into an error.
    fn end_of_statement(&mut self) {
        while !matches!(self.token.kind, TokenKind::Newline | TokenKind::Eof | TokenKind::Stop) {
            self.expected("a new line");
            self.junk();
            self.eat(TokenKind::Comma);
        }
        self.in_statement = false;
        self.lack = 0;
        self.surplus = 0;
        self.resume();
    }

    /// Decorators, each with the line end that follows it.
    pub(super) fn decorators(&mut self) {
        while self.at(TokenKind::At) {
            let (from, start) = (self.builder.checkpoint(), self.token.start);
            let outside = !self.in_statement;
            self.in_statement = true;
            self.bump();
            if self.at(TokenKind::Identifier) {
                self.postfix();
            } else {
                self.missing("the name of a decorator");
            }
            self.finish(from, Kind::Decorator, start);
            if outside {
                self.in_statement = false;
                self.resume();
            }
            self.skip_newline();
        }
    }

    /// A resource inside the body of another.
    pub(super) fn nested_declaration(&mut self) {
        if !self.descend() {
            return;
        }
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.decorators();
        let kind = if self.at_word("resource") {
            self.declaration(Kind::Resource);
            Kind::Resource
        } else {
            self.expected("`resource` after the decorator");
            Kind::Error
        };
        self.finish(from, kind, start);
        self.ascend();
    }

    /// A declaration, from its keyword on.
    fn declaration(&mut self, kind: Kind) {
        let keyword = self.token_text();
        self.bump();
        match kind {
            Kind::TargetScope => self.assigned_value(),
            Kind::Metadata => self.named_value("the name of the metadata"),
            Kind::Assert => self.named_value("the name of the assertion"),
            Kind::Param => self.param(),
            Kind::Var => self.var(),
            Kind::Output => self.output(),
            Kind::Resource => self.resource(),
            Kind::Module => self.module("the name of the module", "the path of the module"),
            Kind::Test => self.module("the name of the test", "the path of the tested file"),
            Kind::TypeDeclaration => self.type_declaration(),
            Kind::Func => self.func(),
            Kind::Import => self.import(),
            Kind::Using => self.using(),
            Kind::Extends => self.path("the path of a parameter file"),
            _ => self.extension(keyword),
        }
    }

    /// `= expr`.
    fn assigned_value(&mut self) {
        self.assign();
        self.expression();
    }

    /// `=`. If something else comes first, it is skipped.
    fn assign(&mut self) {
        if self.eat(TokenKind::Assign) {
            return;
        }
        self.expected("`=`");
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        while !self.at_end()
            && !matches!(self.token.kind, TokenKind::Assign | TokenKind::Newline | TokenKind::LeftBrace)
        {
            if self.at_expression() { self.expression() } else { self.bump() }
        }
        if self.previous_end > start {
            self.finish(from, Kind::Error, start);
        }
        self.eat(TokenKind::Assign);
    }

    fn named_value(&mut self, what: &str) {
        self.identifier(what);
        self.assigned_value();
    }

    fn param(&mut self) {
        self.identifier("the name of the parameter");
        if !self.at(TokenKind::Assign) {
            self.type_annotation();
        }
        if self.at(TokenKind::Assign) {
            let (from, start) = (self.builder.checkpoint(), self.token.start);
            self.bump();
            self.expression();
            self.finish(from, Kind::Default, start);
        }
    }

    fn var(&mut self) {
        self.identifier("the name of the variable");
        if self.at_type() {
            self.type_annotation();
        }
        self.assigned_value();
    }

    fn output(&mut self) {
        self.identifier("the name of the output");
        self.type_annotation();
        self.assigned_value();
    }

    fn resource(&mut self) {
        self.identifier("the name of the resource");
        self.path("the type of the resource");
        if self.at_word("existing") {
            self.leaf(Kind::Existing);
        }
        self.assign();
        self.declaration_body();
    }

    fn module(&mut self, name: &str, path: &str) {
        self.identifier(name);
        self.path(path);
        self.assign();
        self.declaration_body();
    }

    /// A string that names a file, artifact or resource type.
    fn path(&mut self, what: &str) {
        if matches!(self.token.kind, TokenKind::Quote | TokenKind::MultilineQuote) {
            self.string();
        } else {
            self.missing(&format!("{what} as a string"));
        }
    }

    fn type_declaration(&mut self) {
        self.identifier("the name of the type");
        self.assign();
        self.type_annotation();
    }

    fn func(&mut self) {
        self.identifier("the name of the function");
        self.typed_parameters();
        self.type_annotation();
        self.expect(TokenKind::Arrow, "`=>`");
        self.skip_newline();
        self.expression();
    }

    fn typed_parameters(&mut self) {
        if !self.at(TokenKind::LeftParen) {
            return self.missing("`(` and the parameters of the function");
        }
        let from = self.builder.checkpoint();
        let start = self.open(TokenKind::RightParen);
        self.skip_newline();
        while !self.at_end() {
            let (parameter, parameter_start) = (self.builder.checkpoint(), self.token.start);
            self.identifier("a parameter name");
            self.type_annotation();
            self.finish(parameter, Kind::TypedParameter, parameter_start);
            self.skip_newline();
            if !self.eat(TokenKind::Comma) {
                if !self.at_end() {
                    self.expected("`,` or `)`");
                    self.junk();
                    self.eat(TokenKind::Comma);
                }
                self.skip_newline();
                continue;
            }
            self.skip_newline();
            if self.at(TokenKind::RightParen) {
                self.expected("a parameter");
            }
        }
        self.close(start, TokenKind::RightParen);
        self.finish(from, Kind::TypedParameters, start);
    }

    /// `import { … } from 'path'`, `import * as name from 'path'`, or an extension in its old form.
    fn import(&mut self) {
        match self.token.kind {
            TokenKind::LeftBrace => self.import_list(),
            TokenKind::Star => {
                let (from, start) = (self.builder.checkpoint(), self.token.start);
                self.bump();
                if !self.eat_word("as") {
                    self.expected("`as` and a name");
                }
                self.identifier("a name for the import");
                self.finish(from, Kind::ImportWildcard, start);
            }
            _ => self.missing("`{` or `*`"),
        }
        if !self.eat_word("from") {
            self.expected("`from`");
        }
        self.path("the path of the imported file");
    }

    fn import_list(&mut self) {
        let start = self.open(TokenKind::RightBrace);
        self.skip_newline();
        while !self.at_end() {
            let (from, item_start) = (self.builder.checkpoint(), self.token.start);
            match self.token.kind {
                TokenKind::Identifier => self.leaf(Kind::Identifier),
                TokenKind::Quote | TokenKind::MultilineQuote => self.string(),
                _ => self.missing("the name of what is imported"),
            }
            if self.eat_word("as") {
                self.identifier("a name for the import");
            }
            self.finish(from, Kind::ImportItem, item_start);
            self.separator(item_start);
        }
        self.close(start, TokenKind::RightBrace);
    }

    fn using(&mut self) {
        if self.at(TokenKind::Identifier) {
            self.leaf(Kind::Identifier);
        } else {
            self.path("`none` or the path of a template");
        }
        self.with_clause();
    }

    /// `extension spec with {…} as alias`; for `extensionConfig` the alias is the specification.
    fn extension(&mut self, keyword: &str) {
        if self.at(TokenKind::Identifier) {
            self.leaf(Kind::Identifier);
        } else {
            self.path("the name of the extension, or its path");
        }
        self.with_clause();
        if keyword != "extensionConfig" && self.at_word("as") {
            let (from, start) = (self.builder.checkpoint(), self.token.start);
            self.bump();
            self.identifier("a name for the extension");
            self.finish(from, Kind::ExtensionAs, start);
        }
    }

    fn with_clause(&mut self) {
        if !self.at_word("with") {
            return;
        }
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        self.bump();
        if self.at(TokenKind::LeftBrace) {
            self.object();
        } else {
            self.missing("`{` after `with`");
        }
        self.finish(from, Kind::ExtensionWith, start);
    }
}
