//! Expressions: operators, traversals, calls and literals.
//! <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions>

use super::super::Kind;
use super::lexical::{digits, name_length, number, starts_name};
use super::parser::{Fail, Mark, Parsed, Parser};

/// Precedence levels of the binary operators.
const LEVELS: usize = 6;

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed {
        let depth = self.context.depth;
        self.enter()?;
        let mark = self.mark();
        self.operation()?;
        if self.eat(b'?') {
            self.expression()?;
            self.expect(b':', "`:` and the other value of the conditional")?;
            self.expression()?;
            self.finish(mark, Kind::Conditional);
        }
        self.context.depth = depth;
        Ok(())
    }

    /// Operands joined by binary operators. The operators that wait for their right side have
    /// rising levels, so there are never more of them than levels: no recursion is needed.
    fn operation(&mut self) -> Parsed {
        let mut left = self.mark();
        let mut waiting: [Option<Mark>; LEVELS] = [None; LEVELS];
        self.operand()?;
        while let Some((level, length)) = self.binary_operator() {
            self.join(&mut waiting, level, &mut left)?;
            if let Some(slot) = waiting.get_mut(level) {
                *slot = Some(left);
            }
            self.leaf(Kind::Operator, self.at + length);
            left = self.mark();
            self.operand()?;
        }
        self.join(&mut waiting, 0, &mut left)
    }

    /// Finishes the waiting operations that bind at least as tightly as `level`.
    fn join(&mut self, waiting: &mut [Option<Mark>; LEVELS], level: usize, left: &mut Mark) -> Parsed {
        for slot in waiting.iter_mut().skip(level).rev() {
            if let Some(mark) = slot.take() {
                self.link(mark, Kind::Binary)?;
                *left = mark;
            }
        }
        Ok(())
    }

    /// Level and length of the binary operator that is next.
    fn binary_operator(&self) -> Option<(usize, usize)> {
        match (self.peek(), self.byte(1)) {
            (b'|', b'|') => Some((0, 2)),
            (b'&', b'&') => Some((1, 2)),
            (b'=' | b'!', b'=') => Some((2, 2)),
            (b'<' | b'>', b'=') => Some((3, 2)),
            (b'<' | b'>', _) => Some((3, 1)),
            (b'+' | b'-', _) => Some((4, 1)),
            (b'*' | b'/' | b'%', _) => Some((5, 1)),
            _ => None,
        }
    }

    /// A term with its prefix and postfix operators.
    fn operand(&mut self) -> Parsed {
        let mark = self.mark();
        if matches!(self.peek(), b'!' | b'-') {
            let depth = self.context.depth;
            self.enter()?;
            self.leaf(Kind::Operator, self.at + 1);
            self.operand()?;
            self.context.depth = depth;
            self.finish(mark, Kind::Unary);
            return Ok(());
        }
        self.term()?;
        loop {
            match self.peek() {
                b'.' if self.byte(1) != b'.' => self.attribute_access(mark)?,
                b'[' => self.index(mark)?,
                _ => return Ok(()),
            }
        }
    }

    /// `.name`, `.0` or `.*`.
    fn attribute_access(&mut self, mark: Mark) -> Parsed {
        self.advance(self.at + 1);
        match self.peek() {
            b'*' => {
                self.advance(self.at + 1);
                self.link(mark, Kind::AttributeSplat)
            }
            b'0'..=b'9' => {
                self.number_leaf(digits(self.bytes, self.at))?;
                self.link(mark, Kind::Index)
            }
            _ => {
                self.name("a name, a number or `*` after `.`")?;
                self.link(mark, Kind::Member)
            }
        }
    }

    /// `[expr]` or `[*]`.
    fn index(&mut self, mark: Mark) -> Parsed {
        let outer = self.open(1, false)?;
        let kind = if self.eat(b'*') {
            Kind::FullSplat
        } else {
            self.expression()?;
            Kind::Index
        };
        self.close(b']', outer, "index")?;
        self.link(mark, kind)
    }

    fn term(&mut self) -> Parsed {
        match self.peek() {
            b'"' => self.quoted(),
            b'[' => self.tuple(),
            b'{' => self.object(),
            b'(' => self.parenthesized(),
            b'<' if self.byte(1) == b'<' => self.heredoc(),
            b'0'..=b'9' => self.number_leaf(number(self.bytes, self.at)),
            byte if starts_name(byte) => self.variable_or_call(),
            _ => Err(self.unexpected("a value")),
        }
    }

    fn parenthesized(&mut self) -> Parsed {
        let mark = self.mark();
        let outer = self.open(1, false)?;
        self.expression()?;
        self.close(b')', outer, "parentheses")?;
        self.finish(mark, Kind::Parenthesized);
        Ok(())
    }

    /// A number that ends at `end` and must not run into a name there.
    fn number_leaf(&mut self, end: usize) -> Parsed {
        let byte = self.bytes.get(end).copied().unwrap_or(b' ');
        if starts_name(byte) || byte.is_ascii_digit() {
            let start = self.at;
            let end = end + name_length(self.text, end).max(1);
            let text = self.text.get(start..end).filter(|text| text.len() < 60).unwrap_or("it");
            let message = format!("`{text}` is not a number");
            self.error(start, end, message);
            return Err(Fail::Syntax);
        }
        self.leaf(Kind::Number, end);
        Ok(())
    }

    /// Adds the name that must be next.
    pub(super) fn name(&mut self, wanted: &str) -> Parsed {
        let length = name_length(self.text, self.at);
        if length == 0 {
            return Err(self.unexpected(wanted));
        }
        self.leaf(Kind::Identifier, self.at + length);
        Ok(())
    }

    /// `name`, `true`, `name(…)` or `namespace::name(…)`.
    fn variable_or_call(&mut self) -> Parsed {
        let mark = self.mark();
        let word = self.word();
        let end = self.qualified_end(self.at + word.len());
        let qualified = end > self.at + word.len();
        let kind = match word {
            "" => return Err(self.unexpected("a value")),
            _ if qualified => Kind::Identifier,
            "true" => Kind::True,
            "false" => Kind::False,
            "null" => Kind::Null,
            _ => Kind::Identifier,
        };
        self.leaf(kind, end);
        if self.peek() == b'(' && kind == Kind::Identifier {
            return self.arguments(mark);
        }
        if qualified { Err(self.unexpected("`(` after the name of a provider's function")) } else { Ok(()) }
    }

    /// The end of `::name` repeated, from `end` on.
    fn qualified_end(&self, mut end: usize) -> usize {
        while self.bytes.get(end..end + 2) == Some(b"::") {
            match name_length(self.text, end + 2) {
                0 => break,
                length => end += 2 + length,
            }
        }
        end
    }

    fn arguments(&mut self, mark: Mark) -> Parsed {
        let outer = self.open(1, false)?;
        while self.peek() != b')' && !(self.layout && self.at_line_end()) {
            let argument = self.mark();
            self.expression()?;
            if self.bytes.get(self.at..self.at + 3) == Some(b"...") {
                self.advance(self.at + 3);
                self.finish(argument, Kind::Spread);
                break;
            }
            if !self.eat(b',') {
                break;
            }
        }
        self.close(b')', outer, "arguments")?;
        self.finish(mark, Kind::Call);
        Ok(())
    }
}
