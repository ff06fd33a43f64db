//! Quoted strings, heredocs and what is embedded in them.
//! <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#templates>

use super::super::{Kind, SyntaxTree};
use super::lexical::{name_length, starts_name};
use super::parser::{Context, Fail, Parsed, Parser};

/// What ends a template.
#[derive(Clone, Copy)]
enum Ending<'t> {
    /// The closing quote.
    Quote,
    /// The marker alone on a line, or this place if there is no such line.
    Heredoc { marker: &'t str, limit: Option<usize> },
    /// The end of the text.
    Text,
}

/// What literal text runs into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    /// The end of the template.
    End,
    /// `${`
    Interpolation,
    /// `%{`
    Directive,
}

/// What ends a stretch of template: its end, or a directive such as `%{ else }`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    End,
    Else,
    EndIf,
    EndFor,
}

impl<'t> Parser<'t> {
    /// A quoted string: one leaf if nothing is embedded in it.
    pub(super) fn quoted(&mut self) -> Parsed {
        let mark = self.mark();
        let problems = self.problems.len();
        self.at += 1;
        if self.literal(Ending::Quote, &mut false)? == Found::End {
            self.raw_leaf(Kind::String, mark.start, self.at + 1);
            self.advance(self.at + 1);
            return Ok(());
        }
        // Read again from the start, this time for the nodes.
        self.problems.truncate(problems);
        self.at = mark.start + 1;
        self.whole_template(Ending::Quote)?;
        self.end = self.at + 1;
        self.finish(mark, Kind::Template);
        self.advance(self.at + 1);
        Ok(())
    }

    /// `<<MARKER` or `<<-MARKER`, the lines after it, and the marker alone on a line.
    pub(super) fn heredoc(&mut self) -> Parsed {
        let mark = self.mark();
        self.at += if self.byte(2) == b'-' { 3 } else { 2 };
        let marker = self.word();
        if marker.is_empty() {
            return Err(self.unexpected("the end marker of the heredoc right after `<<`"));
        }
        self.at += marker.len();
        self.end = self.at;
        while matches!(self.peek(), b' ' | b'\t' | b'\r') {
            self.at += 1;
        }
        if self.peek() != b'\n' {
            return Err(self.unexpected("a new line after the heredoc's marker"));
        }
        self.at += 1;
        let limit = if self.layout { self.unclosed_heredoc(marker) } else { None };
        if limit.is_some() {
            let message = format!("this heredoc is not closed: no line says `{marker}` alone");
            self.error(mark.start, self.end, message);
        }
        self.whole_template(Ending::Heredoc { marker, limit })?;
        if limit.is_none() {
            while matches!(self.peek(), b' ' | b'\t') {
                self.at += 1;
            }
            self.at += self.word().len();
        }
        self.end = self.at;
        self.finish(mark, Kind::Heredoc);
        self.skip_trivia();
        Ok(())
    }

    /// The whole text as a template without quotes.
    pub(super) fn bare_template(mut self) -> SyntaxTree {
        let from = self.builder.checkpoint();
        self.layout = false;
        self.at = 0;
        // What is wrong is in the problems.
        let _ = self.whole_template(Ending::Text);
        let Self { mut builder, problems, bytes, .. } = self;
        builder.finish(from, Kind::File, 0, bytes.len());
        for problem in problems {
            problem.record(&mut builder);
        }
        builder.build()
    }

    /// Everything up to the ending. Directives that end nothing are errors.
    fn whole_template(&mut self, ending: Ending<'t>) -> Parsed {
        let mut fresh = true;
        loop {
            let (stop, start) = self.template(ending, &mut fresh)?;
            if stop == Stop::End {
                return Ok(());
            }
            let end = self.end;
            self.error(start, end, "this directive ends nothing: no `%{ if }` or `%{ for }` is open here");
            self.raw_leaf(Kind::Error, start, end);
        }
    }

    /// Literal text and sequences up to the ending or a directive that ends a part. Returns what
    /// stopped it and where that starts. `fresh` is true at the start of a line.
    fn template(&mut self, ending: Ending<'t>, fresh: &mut bool) -> Result<(Stop, usize), Fail> {
        loop {
            let start = self.at;
            let found = self.literal(ending, fresh)?;
            if self.at > start {
                self.raw_leaf(Kind::TemplateText, start, self.at);
            }
            let (mark, context) = (self.mark(), self.context);
            let stop = match found {
                Found::End => return Ok((Stop::End, self.at)),
                Found::Interpolation => self.interpolation().map(|()| None),
                Found::Directive => self.directive(ending, fresh),
            };
            *fresh = false;
            match stop {
                Ok(None) => {}
                Ok(Some(stop)) => return Ok((stop, mark.start)),
                Err(Fail::Syntax) if self.layout && matches!(ending, Ending::Heredoc { .. }) => {
                    // In a heredoc the text goes on after the sequence, or on the next line.
                    let line_end = self.line_end(self.at);
                    let rest = self.text.get(self.at..line_end).unwrap_or("");
                    self.at = rest.find('}').map_or(line_end, |length| self.at + length + 1);
                    self.end = self.at;
                    self.context = context;
                    self.finish(mark, Kind::Error);
                }
                Err(fail) => return Err(fail),
            }
        }
    }

    fn interpolation(&mut self) -> Parsed {
        let mark = self.mark();
        let outer = self.open_sequence()?;
        self.expression()?;
        self.close_sequence(outer)?;
        self.finish(mark, Kind::Interpolation);
        Ok(())
    }

    /// `%{ … }`; of `if` and `for` also everything up to their end.
    fn directive(&mut self, ending: Ending<'t>, fresh: &mut bool) -> Result<Option<Stop>, Fail> {
        let mark = self.mark();
        let outer = self.open_sequence()?;
        let word = self.word();
        let stop = match word {
            "for" => {
                self.for_introduction()?;
                self.close_sequence(outer)?;
                *fresh = false;
                self.directive_body(ending, fresh, &[Stop::EndFor], "%{ endfor }")?;
                self.finish(mark, Kind::TemplateFor);
                return Ok(None);
            }
            "if" => {
                self.advance(self.at + word.len());
                self.expression()?;
                self.close_sequence(outer)?;
                *fresh = false;
                let stop = self.directive_body(ending, fresh, &[Stop::Else, Stop::EndIf], "%{ endif }")?;
                if stop == Stop::Else {
                    self.directive_body(ending, fresh, &[Stop::EndIf], "%{ endif }")?;
                }
                self.finish(mark, Kind::TemplateIf);
                return Ok(None);
            }
            "else" => Stop::Else,
            "endif" => Stop::EndIf,
            "endfor" => Stop::EndFor,
            _ => return Err(self.unexpected("`if`, `else`, `endif`, `for` or `endfor` after `%{`")),
        };
        self.advance(self.at + word.len());
        self.close_sequence(outer)?;
        Ok(Some(stop))
    }

    /// The inside of a directive up to one of the stops. Returns which.
    fn directive_body(
        &mut self,
        ending: Ending<'t>,
        fresh: &mut bool,
        stops: &[Stop],
        wanted: &str,
    ) -> Result<Stop, Fail> {
        let depth = self.context.depth;
        self.enter()?;
        let mark = self.mark();
        let (stop, start) = self.template(ending, fresh)?;
        self.context.depth = depth;
        self.finish_at(mark, Kind::TemplateBody, start);
        if !stops.contains(&stop) {
            let end = self.at.max(start);
            self.error(start, end, format!("expected `{wanted}` before the end of the template"));
            self.end = end;
        }
        Ok(stop)
    }

    /// `${` or `%{`, with its strip marker.
    fn open_sequence(&mut self) -> Result<Context, Fail> {
        let strip = usize::from(self.byte(2) == b'~');
        self.open(2 + strip, false)
    }

    /// `}` with its strip marker. What follows is text, so no trivia are skipped.
    fn close_sequence(&mut self, outer: Context) -> Parsed {
        let strip = usize::from(self.peek() == b'~');
        if self.byte(strip) != b'}' {
            return Err(self.unexpected("`}` to close the template sequence"));
        }
        self.at += strip + 1;
        self.end = self.at;
        self.context = outer;
        Ok(())
    }

    /// Moves over literal text.
    fn literal(&mut self, ending: Ending<'t>, fresh: &mut bool) -> Result<Found, Fail> {
        match ending {
            Ending::Quote => self.quoted_literal(),
            Ending::Heredoc { marker, limit } => self.heredoc_literal(marker, limit, fresh),
            Ending::Text => Ok(self.bare_literal()),
        }
    }

    fn bare_literal(&mut self) -> Found {
        while self.at < self.bytes.len() {
            match self.peek() {
                b'$' | b'%' => {
                    if let Some(found) = self.sequence() {
                        return found;
                    }
                }
                _ => self.at += 1,
            }
        }
        self.at = self.bytes.len();
        Found::End
    }

    fn quoted_literal(&mut self) -> Result<Found, Fail> {
        loop {
            match self.peek() {
                b'"' => return Ok(Found::End),
                b'\\' => self.escape(),
                b'$' | b'%' => {
                    if let Some(found) = self.sequence() {
                        return Ok(found);
                    }
                }
                0 | b'\n' if self.at_line_end() => {
                    self.end = self.at;
                    return Err(self.unexpected("`\"` to close the string"));
                }
                _ => self.at += 1,
            }
        }
    }

    /// An escape sequence. An unknown one is an error, but stays part of the string.
    fn escape(&mut self) {
        let start = self.at;
        let rest = self.text.get(start + 1..).unwrap_or("");
        let hexadecimal = |count: usize| {
            let digits = rest.bytes().skip(1).take(count);
            digits.filter(u8::is_ascii_hexdigit).count() == count
        };
        let known = match rest.chars().next() {
            Some('n' | 'r' | 't' | '"' | '\\') => true,
            Some('u') => hexadecimal(4),
            Some('U') => hexadecimal(8),
            _ => false,
        };
        // A line end or the end of the text after the backslash is left to the caller.
        let length = rest.chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        self.at = start + 1 + length;
        if !known && length > 0 {
            let shown = self.text.get(start..self.at).unwrap_or("").escape_debug();
            let message = format!("`{}` is not an escape sequence", shown.to_string().replace("\\\\", "\\"));
            self.error(start, self.at, message);
        }
    }

    /// At `$` or `%`: the sequence that starts here. Otherwise moves over the character, or over
    /// `$${` and `%%{`, which stand for `${` and `%{`.
    fn sequence(&mut self) -> Option<Found> {
        let first = self.peek();
        match (self.byte(1), self.byte(2)) {
            (b'{', _) if first == b'$' => return Some(Found::Interpolation),
            (b'{', _) => return Some(Found::Directive),
            (second, b'{') if second == first => self.at += 3,
            _ => self.at += 1,
        }
        None
    }

    fn heredoc_literal(
        &mut self,
        marker: &str,
        limit: Option<usize>,
        fresh: &mut bool,
    ) -> Result<Found, Fail> {
        loop {
            if limit.is_some_and(|limit| self.at >= limit) {
                return Ok(Found::End);
            }
            if *fresh && self.start_heredoc_line(marker) {
                return Ok(Found::End);
            }
            *fresh = false;
            match self.peek() {
                b'\n' => {
                    self.at += 1;
                    *fresh = true;
                }
                b'$' | b'%' => {
                    if let Some(found) = self.sequence() {
                        return Ok(found);
                    }
                }
                0 if self.at >= self.bytes.len() => {
                    self.end = self.at;
                    return Err(self.unexpected(&format!("`{marker}` alone on a line to close the heredoc")));
                }
                _ => self.at += 1,
            }
        }
    }

    /// At the start of a line: whether it is the closing marker's.
    fn start_heredoc_line(&mut self, marker: &str) -> bool {
        let blanks = self.bytes.iter().skip(self.at).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let start = self.at + blanks;
        if self.layout && start > self.line.at {
            self.line = super::recovery::Line { at: start, column: blanks };
        }
        let end = start + name_length(self.text, start);
        self.bytes.get(start).is_some_and(|byte| starts_name(*byte))
            && self.text.get(start..end) == Some(marker)
            && self.text.get(end..self.line_end(end)).is_some_and(|rest| rest.trim().is_empty())
    }
}
