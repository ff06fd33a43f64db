//! Recursive descent over the decoded string.

use crate::syntax::{Builder, Checkpoint, Kind, MAX_DEPTH, SyntaxTree};

struct Parser<'t> {
    text: &'t str,
    bytes: &'t [u8],
    pos: usize,
    /// End of the last token, where something missing is reported.
    last_end: usize,
    depth: u32,
    builder: Builder,
}

/// Parses `[ expression ]`.
pub(super) fn parse(text: &str) -> SyntaxTree {
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        pos: 0,
        last_end: 0,
        depth: 0,
        builder: Builder::for_text(text.len()),
    };
    let start = parser.builder.checkpoint();
    parser.expect(b'[');
    parser.expression();
    parser.white_space();
    if parser.peek() != b']' {
        parser.error_here("expected `]`");
        parser.skip_to(b"]");
    }
    parser.expect(b']');
    parser.white_space();
    if parser.pos < text.len() {
        parser.error_here("expected the end of the expression");
        parser.builder.leaf(Kind::Error, parser.pos, text.len());
    }
    parser.builder.finish(start, Kind::File, 0, text.len());
    parser.builder.build()
}

impl Parser<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.pos).copied().unwrap_or(0)
    }

    fn white_space(&mut self) {
        while let Some(c) = self.text.get(self.pos..).and_then(|rest| rest.chars().next()) {
            if !c.is_whitespace() {
                break;
            }
            self.pos += c.len_utf8();
        }
    }

    fn bump(&mut self, length: usize) {
        self.pos = (self.pos + length).min(self.bytes.len());
        self.last_end = self.pos;
    }

    /// Records a mistake unless there was one before.
    fn error(&mut self, start: usize, end: usize, message: impl Into<String>) {
        if !self.builder.has_errors() {
            self.builder.error(start, end, message);
        }
    }

    /// Reports what was expected here; names what is there instead.
    fn error_here(&mut self, expected: &str) {
        match self.text.get(self.pos..).and_then(|rest| rest.chars().next()) {
            Some(found) if !found.is_control() => {
                self.error(self.pos, self.pos + found.len_utf8(), format!("{expected}, found `{found}`"));
            }
            Some(found) => self.error(self.pos, self.pos + found.len_utf8(), expected),
            None => {
                self.error(self.last_end, self.last_end, format!("{expected}, found the end of the string"))
            }
        }
    }

    fn expect(&mut self, byte: u8) {
        self.white_space();
        if self.peek() == byte {
            self.bump(1);
        } else {
            self.error_here(&format!("expected `{}`", char::from(byte)));
        }
    }

    /// An operand and the accesses behind it. Returns how many levels of nodes that are: a chain
    /// of accesses nests its nodes as deeply as it is long.
    fn expression(&mut self) -> u32 {
        self.white_space();
        let (start, children) = (self.pos, self.builder.checkpoint());
        if self.depth >= MAX_DEPTH {
            self.too_deep();
            self.skipped_operand();
            return 1;
        }
        self.depth += 1;
        let mut height = self.operand();
        loop {
            self.white_space();
            let access = self.peek();
            if !matches!(access, b'.' | b'[') {
                break;
            }
            if height >= MAX_DEPTH {
                self.too_deep();
                self.skip_to(b",)]");
                break;
            }
            let inner =
                if access == b'.' { self.member(children, start) } else { self.index(children, start) };
            height = height.max(inner) + 1;
        }
        self.depth -= 1;
        height
    }

    fn too_deep(&mut self) {
        self.error(self.pos, self.pos, format!("nested more than {MAX_DEPTH} levels deep"));
    }

    fn operand(&mut self) -> u32 {
        let (start, children) = (self.pos, self.builder.checkpoint());
        match self.peek() {
            b'\'' => self.string(),
            b'0'..=b'9' => self.number(),
            b'-' => {
                self.bump(1);
                self.builder.leaf(Kind::Operator, start, self.pos);
                self.white_space();
                if self.peek().is_ascii_digit() {
                    self.number();
                } else {
                    self.error_here("expected a number after `-`");
                    self.builder.leaf(Kind::Error, self.last_end, self.last_end);
                }
                self.builder.finish(children, Kind::Unary, start, self.last_end);
            }
            byte if is_name_start(byte) => return self.name_or_call(children, start),
            _ => {
                self.error_here("expected a function call, a string or a number");
                self.skipped_operand();
            }
        }
        1
    }

    /// Adds an Error leaf for what stands in an operand's place, directly behind the last token if
    /// that is nothing.
    fn skipped_operand(&mut self) {
        let start = self.pos;
        self.skip_to(b",)]");
        let start = if self.pos > start { start } else { self.last_end };
        self.builder.leaf(Kind::Error, start, self.last_end);
    }

    fn string(&mut self) {
        let start = self.pos;
        let mut at = start + 1;
        loop {
            match self.bytes.get(at) {
                None => {
                    // The bracket that ends the whole expression is not part of the string.
                    let end = if self.bytes.last() == Some(&b']') { at - 1 } else { at };
                    self.error(start, end, "the string has no closing `'`");
                    self.bump(end.max(start + 1) - start);
                    break;
                }
                Some(b'\'') if self.bytes.get(at + 1) == Some(&b'\'') => at += 2,
                Some(b'\'') => {
                    self.bump(at + 1 - start);
                    break;
                }
                Some(_) => at += 1,
            }
        }
        self.builder.leaf(Kind::String, start, self.pos);
    }

    fn number(&mut self) {
        let start = self.pos;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'.').count();
        self.bump(length);
        let text = self.text.get(start..self.pos).unwrap_or_default();
        if text.parse::<f64>().is_err() || text.ends_with('.') {
            self.error(start, self.pos, format!("`{text}` is not a number"));
        }
        self.builder.leaf(Kind::Number, start, self.pos);
    }

    /// Adds an Identifier leaf if a name is here.
    fn name(&mut self) -> bool {
        let rest = self.bytes.get(self.pos..).unwrap_or_default();
        if !rest.first().is_some_and(|byte| is_name_start(*byte)) {
            return false;
        }
        let start = self.pos;
        self.bump(rest.iter().take_while(|byte| is_name_part(**byte)).count());
        self.builder.leaf(Kind::Identifier, start, self.pos);
        true
    }

    /// `f(…)`, or the namespace of `ns.f(…)`, which [`member`](Self::member) completes.
    fn name_or_call(&mut self, children: Checkpoint, start: usize) -> u32 {
        self.name();
        self.white_space();
        match self.peek() {
            b'(' => {
                let height = self.arguments();
                self.builder.finish(children, Kind::Call, start, self.last_end);
                return height + 1;
            }
            b'.' => {}
            _ => self.error_here("expected `(` after the function name"),
        }
        1
    }

    /// `.name`, or `.name(…)` behind a namespace. Returns the levels of the arguments.
    fn member(&mut self, children: Checkpoint, start: usize) -> u32 {
        let mut height = 1;
        let namespace = self.is_single_name(start);
        self.bump(1);
        self.white_space();
        if !self.name() {
            self.error_here("expected a name after `.`");
            self.builder.leaf(Kind::Error, self.last_end, self.last_end);
        }
        self.white_space();
        let kind = if self.peek() == b'(' {
            if !namespace {
                self.error_here("only a namespace of user-defined functions can stand before `.name(`");
            }
            height = self.arguments();
            Kind::MethodCall
        } else {
            if namespace {
                self.error_here("expected `(` after the function name");
            }
            Kind::Member
        };
        self.builder.finish(children, kind, start, self.last_end);
        height
    }

    /// True if all there is between `start` and the cursor is one name.
    fn is_single_name(&self, start: usize) -> bool {
        let operand = self.text.get(start..self.pos).unwrap_or_default().trim_end();
        operand.bytes().next().is_some_and(is_name_start) && operand.bytes().all(is_name_part)
    }

    /// `[expression]`. Returns the levels of the expression.
    fn index(&mut self, children: Checkpoint, start: usize) -> u32 {
        self.bump(1);
        let height = self.expression();
        self.white_space();
        if self.peek() != b']' {
            self.error_here("expected `]`");
            self.skip_to(b"])");
        }
        if self.peek() == b']' {
            self.bump(1);
        }
        self.builder.finish(children, Kind::Index, start, self.last_end);
        height
    }

    /// `( expression, … )`. Returns the levels of the deepest.
    fn arguments(&mut self) -> u32 {
        self.bump(1);
        self.white_space();
        if self.peek() == b')' {
            self.bump(1);
            return 0;
        }
        let mut height = 0;
        loop {
            height = height.max(self.expression());
            self.white_space();
            if !matches!(self.peek(), b',' | b')') {
                self.error_here("expected `,` or `)`");
                self.skip_to(b",)]");
            }
            match self.peek() {
                b',' => self.bump(1),
                b')' => {
                    self.bump(1);
                    return height;
                }
                _ => return height,
            }
        }
    }

    /// Skips to one of the bytes outside nested brackets and strings, or to the end.
    fn skip_to(&mut self, stops: &[u8]) {
        let mut open = 0usize;
        let mut quoted = false;
        while let Some(byte) = self.bytes.get(self.pos).copied() {
            if open == 0 && !quoted && stops.contains(&byte) {
                return;
            }
            match byte {
                b'\'' => quoted = !quoted,
                _ if quoted => {}
                b'(' | b'[' => open += 1,
                b')' | b']' => open = open.saturating_sub(1),
                _ => {}
            }
            self.bump(1);
        }
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

fn is_name_part(byte: u8) -> bool {
    is_name_start(byte) || byte.is_ascii_digit()
}
