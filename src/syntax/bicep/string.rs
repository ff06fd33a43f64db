//! Strings: with and without interpolation, on one line and on several.

use super::super::{Checkpoint, Kind};
use super::lexer::{PartEnd, TokenKind};
use super::parser::{Bracket, Parser};

impl Parser<'_> {
    /// `'…'` or `'''…'''`.
    pub(super) fn string(&mut self) {
        if self.at(TokenKind::MultilineQuote) { self.multiline_string() } else { self.quoted_string() }
    }

    fn quoted_string(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        let mut at = self.token.end;
        let mut interpolated = false;
        loop {
            let (part, end, bad_escape) = self.lexer.string_part();
            if let Some((start, end)) = bad_escape {
                self.bad_escape(start, end);
            }
            if interpolated || part == PartEnd::Interpolation {
                self.text_part(Kind::TemplateText, at, end);
            }
            if part != PartEnd::Interpolation {
                if part == PartEnd::Missing {
                    self.fail(
                        start,
                        end,
                        "this string is not closed: expected `'` before the end of the line",
                    );
                }
                break;
            }
            interpolated = true;
            if !self.interpolation(end, false) {
                return self.end_stopped_string(from, start);
            }
            at = self.lexer.at();
        }
        self.end_string(from, start, if interpolated { Kind::Template } else { Kind::String });
    }

    #[inline(never)]
    fn multiline_string(&mut self) {
        let (from, start) = (self.builder.checkpoint(), self.token.start);
        let dollars = (self.token.end - start).saturating_sub(3);
        let mut at = self.token.end;
        if dollars > 0 {
            at += self.line_break(at);
        }
        loop {
            let (part, end) = self.lexer.multiline_part(dollars, !self.strict);
            if dollars > 0 {
                self.text_part(Kind::RawText, at, end);
            }
            if part == PartEnd::Missing {
                self.fail(start, start + dollars + 3, "this multi-line string is not closed: expected `'''`");
            }
            if part != PartEnd::Interpolation {
                break;
            }
            if !self.interpolation(end, true) {
                return self.end_stopped_string(from, start);
            }
            at = self.lexer.at();
        }
        self.end_string(from, start, if dollars > 0 { Kind::Template } else { Kind::MultilineString });
    }

    /// Length of the line end at an offset.
    fn line_break(&self, at: usize) -> usize {
        match (self.lexer.byte(at), self.lexer.byte(at + 1)) {
            (b'\r', b'\n') => 2,
            (b'\r' | b'\n', _) => 1,
            _ => 0,
        }
    }

    fn text_part(&mut self, kind: Kind, start: usize, end: usize) {
        if start < end {
            self.builder.leaf(kind, start, end);
        }
    }

    #[cold]
    #[inline(never)]
    fn bad_escape(&mut self, start: usize, end: usize) {
        let rest = self.text.get(end..).unwrap_or("");
        let width = rest.chars().next().filter(|c| !c.is_control()).map_or(0, char::len_utf8);
        let known = r"`\n`, `\r`, `\t`, `\\`, `\'`, `\${` and `\u{…}`";
        self.fail(start, end + width, format!("unknown escape sequence: the language has {known}"));
    }

    /// Ends the string where the lexer stands.
    fn end_string(&mut self, from: Checkpoint, start: usize, kind: Kind) {
        self.previous_end = self.lexer.at().min(self.text.len());
        self.finish(from, kind, start);
        self.advance(TokenKind::Quote);
    }

    /// Ends a string inside whose interpolation the next declaration was met.
    fn end_stopped_string(&mut self, from: Checkpoint, start: usize) {
        self.finish(from, Kind::Template, start);
        self.resume();
    }

    /// Reads `${ expr }`, its delimiter at `start`. The lexer is left where the string goes on:
    /// behind the `}`, or if that is missing behind the expression. False if it does not go on.
    fn interpolation(&mut self, start: usize, multiline: bool) -> bool {
        let from = self.builder.checkpoint();
        self.previous_end = self.lexer.at();
        self.open.push(Bracket { closer: TokenKind::RightBrace, line: self.line_first, indent: self.indent });
        self.token = self.lexer.next();
        let crosses_lines = multiline || self.strict;
        if crosses_lines {
            self.skip_newline();
        }
        self.expression();
        if crosses_lines {
            self.skip_newline();
        }
        self.open.pop();
        if self.at(TokenKind::RightBrace) {
            self.previous_end = self.token.end;
        } else {
            self.expected("`}` at the end of the interpolation");
            if !self.strict {
                self.lexer.jump(self.token.start);
            }
        }
        self.finish(from, Kind::Interpolation, start);
        !self.at(TokenKind::Stop)
    }
}
