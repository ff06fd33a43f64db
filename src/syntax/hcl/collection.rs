//! Tuples, objects and for expressions.
//! <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#collection-values>

use super::super::Kind;
use super::parser::{Context, Fail, Mark, Parsed, Parser};

impl Parser<'_> {
    /// `[…]` or `[for …]`.
    pub(super) fn tuple(&mut self) -> Parsed {
        let mark = self.mark();
        let outer = self.open(1, false)?;
        if self.word() == "for" {
            return self.for_tuple(mark, outer);
        }
        let mut last = mark.start;
        while self.peek() != b']' && !(self.layout && self.at_line_end()) {
            last = self.at;
            self.recovering(Self::element)?;
            if self.at == last {
                return Err(Fail::Syntax);
            }
            self.skip_trivia();
        }
        if self.may_be_unclosed(b']', last) {
            self.context = outer;
            self.skip_trivia();
        } else {
            self.close(b']', outer, "list")?;
        }
        self.finish(mark, Kind::Array);
        Ok(())
    }

    /// An element of a tuple and the comma after it.
    fn element(&mut self) -> Parsed {
        self.expression()?;
        if self.eat(b',') || self.peek() == b']' || self.layout && self.at_line_end() {
            return Ok(());
        }
        let fail = self.unexpected("`]` to close the list");
        // What starts a line is the next element: only the comma is missing.
        if self.layout && self.at == self.line.at { Ok(()) } else { Err(fail) }
    }

    /// `{…}` or `{for …}`.
    pub(super) fn object(&mut self) -> Parsed {
        let mark = self.mark();
        // Line ends before the first item mean nothing, and in a for expression none does.
        let outer = self.open(1, false)?;
        if self.word() == "for" {
            return self.for_object(mark, outer);
        }
        self.context.lines = true;
        let mut last = mark.start;
        while self.skip_lines() && self.at < self.bytes.len() && !self.at_closing_brace() {
            last = self.at;
            self.recovering(Self::item)?;
        }
        if self.may_be_unclosed(b'}', last) {
            self.context = outer;
            self.skip_trivia();
        } else {
            self.close(b'}', outer, "object")?;
        }
        self.finish(mark, Kind::Object);
        Ok(())
    }

    /// A property and the comma or line end after it.
    fn item(&mut self) -> Parsed {
        let mark = self.mark();
        self.key()?;
        if !matches!(self.peek(), b'=' | b':') {
            return Err(self.unexpected("`=` or `:` after the key"));
        }
        self.advance(self.at + 1);
        self.expression()?;
        self.finish(mark, Kind::Property);
        if self.eat(b',') || self.at_line_end() || self.peek() == b'}' {
            return Ok(());
        }
        Err(self.unexpected("`,`, `}` or a new line after the value"))
    }

    /// A bare name is itself the key, even if it is a keyword; anything else is an expression.
    fn key(&mut self) -> Parsed {
        let end = self.at + self.word().len();
        let blanks = self.bytes.iter().skip(end).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let next = end + blanks;
        let assigned = match self.bytes.get(next) {
            Some(b'=') => self.bytes.get(next + 1) != Some(&b'='),
            Some(b':') => self.bytes.get(next + 1) != Some(&b':'),
            _ => false,
        };
        if end > self.at && assigned {
            self.leaf(Kind::Identifier, end);
            return Ok(());
        }
        self.expression()
    }

    fn for_tuple(&mut self, mark: Mark, outer: Context) -> Parsed {
        self.for_introduction()?;
        self.expect(b':', "`:` after the collection")?;
        self.expression()?;
        self.for_filter()?;
        self.close(b']', outer, "for expression")?;
        self.finish(mark, Kind::ForTuple);
        Ok(())
    }

    fn for_object(&mut self, mark: Mark, outer: Context) -> Parsed {
        self.for_introduction()?;
        self.expect(b':', "`:` after the collection")?;
        self.expression()?;
        if (self.peek(), self.byte(1)) != (b'=', b'>') {
            return Err(self.unexpected("`=>` between key and value"));
        }
        self.advance(self.at + 2);
        self.expression()?;
        if self.bytes.get(self.at..self.at + 3) == Some(b"...") {
            self.leaf(Kind::Grouping, self.at + 3);
        }
        self.for_filter()?;
        self.close(b'}', outer, "for expression")?;
        self.finish(mark, Kind::ForObject);
        Ok(())
    }

    /// `for a, b in collection`, as for expressions and `%{ for }` begin.
    pub(super) fn for_introduction(&mut self) -> Parsed {
        self.advance(self.at + "for".len());
        let mark = self.mark();
        self.name("the name of the loop variable")?;
        if self.eat(b',') {
            self.name("the name of the second loop variable")?;
        }
        self.finish(mark, Kind::ForVariables);
        if self.word() != "in" {
            return Err(self.unexpected("`in` and the collection to go through"));
        }
        self.advance(self.at + "in".len());
        self.expression()
    }

    fn for_filter(&mut self) -> Parsed {
        if self.word() != "if" {
            return Ok(());
        }
        let mark = self.mark();
        self.advance(self.at + "if".len());
        self.expression()?;
        self.finish(mark, Kind::ForFilter);
        Ok(())
    }
}
