//! The structural language: bodies, attributes and blocks.
//! <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#structural-elements>

use super::super::{Kind, SyntaxTree};
use super::parser::{Mark, Parsed, Parser};
use super::recovery::Saved;

impl Parser<'_> {
    /// The whole text.
    pub(super) fn file(mut self) -> SyntaxTree {
        let from = self.builder.checkpoint();
        // How much text may be read in vain before broken statements are no longer tried strictly.
        let mut budget = self.bytes.len().saturating_mul(4).saturating_add(1024);
        self.line = self.content_from(self.at).unwrap_or_default();
        self.skip_trivia();
        // The last statement, and whether deeper ones followed it.
        let mut last: Option<(Saved, bool)> = None;
        while self.skip_lines() && self.at < self.bytes.len() {
            let saved = self.save();
            if self.peek() != b'}' {
                self.top_level_statement(saved, &mut budget);
                let outer = last.filter(|(outer, _)| outer.line.column < saved.line.column);
                last = Some(outer.map_or((saved, false), |(outer, _)| (outer, true)));
            } else if let Some((block, true)) = last.take() {
                // Deeper statements and then a brace: the block before them was closed too early.
                self.restore(block);
                self.recover_statement();
            } else {
                self.stray_brace();
            }
        }
        let Self { mut builder, mut problems, comments, bytes, .. } = self;
        builder.finish(from, Kind::File, 0, bytes.len());
        problems.sort_by_key(|problem| problem.start);
        for problem in problems {
            problem.record(&mut builder);
        }
        for (start, end) in comments {
            builder.comment(start, end);
        }
        builder.build()
    }

    fn top_level_statement(&mut self, saved: Saved, budget: &mut usize) {
        if *budget > 0 {
            self.layout = false;
            let parsed = self.statement();
            self.layout = true;
            if parsed.is_ok() && !self.unclosed_comment {
                return;
            }
            *budget = budget.saturating_sub(self.restore(saved));
        }
        self.recover_statement();
    }

    fn recover_statement(&mut self) {
        // At this level every failure is recovered, so that there is none to pass on.
        let _ = self.recovering(Self::statement);
    }

    /// An attribute or a block, up to the end of its line.
    pub(super) fn statement(&mut self) -> Parsed {
        let mark = self.mark();
        self.name("an argument or a block")?;
        if self.peek() == b'=' && self.byte(1) != b'=' {
            self.advance(self.at + 1);
            self.expression()?;
            self.finish(mark, Kind::Attribute);
            let ended = self.at_line_end() || self.peek() == b'}';
            return if ended { Ok(()) } else { Err(self.unexpected("the end of the line after the value")) };
        }
        self.block(mark)
    }

    /// The rest of a block, from its labels on.
    fn block(&mut self, mark: Mark) -> Parsed {
        let mut labels = false;
        loop {
            match self.peek() {
                b'{' => break,
                b'"' => self.label()?,
                _ if self.at_name() => self.name("a label")?,
                _ if labels => return Err(self.unexpected("`{` or another label of the block")),
                _ => return Err(self.unexpected("`=` and a value, or `{` and a block")),
            }
            labels = true;
        }
        self.block_body()?;
        self.finish(mark, Kind::Block);
        if !self.at_line_end() && self.peek() != b'}' {
            self.unexpected("a new line after the block");
        }
        Ok(())
    }

    /// A quoted label. Templates have no meaning there.
    fn label(&mut self) -> Parsed {
        let start = self.at;
        let before = self.builder.checkpoint();
        self.quoted()?;
        // A plain string is one leaf that starts at its quote; a template's first node is inside.
        if self.builder.start_of(before).is_some_and(|first| first > start) {
            self.error(start, self.end, "a block label cannot contain a template");
        }
        Ok(())
    }

    fn block_body(&mut self) -> Parsed {
        let mark = self.mark();
        let outer = self.open(1, true)?;
        let one_line = !self.at_line_end();
        let mut first = true;
        let mut item = mark.start;
        while self.skip_lines() && self.at < self.bytes.len() && !self.at_closing_brace() {
            if self.peek() == b'}' {
                self.stray_brace();
                continue;
            }
            item = self.at;
            if !self.recovering(Self::statement)? {
                self.check_line(one_line && first);
            }
            first = false;
        }
        if self.may_be_unclosed(b'}', item) {
            self.context = outer;
        } else {
            self.close(b'}', outer, "block")?;
        }
        self.finish(mark, Kind::BlockBody);
        Ok(())
    }

    /// A block either has its only argument and both braces on one line, or each on its own.
    fn check_line(&mut self, one_line: bool) {
        if one_line && self.at_line_end() {
            self.unexpected("`}` on the line of `{`, or a new line after `{`");
        } else if !one_line && self.peek() == b'}' {
            self.unexpected("a new line after the argument");
        }
    }

    /// A `}` that closes nothing.
    fn stray_brace(&mut self) {
        let mark = self.mark();
        self.error(self.at, self.at + 1, "`}` closes nothing: no block is open here");
        self.advance(self.at + 1);
        self.finish(mark, Kind::Error);
    }
}
