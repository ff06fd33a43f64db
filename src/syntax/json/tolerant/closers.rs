//! Which container a closing bracket closes, and how containers end.

use super::Parser;
use super::frame::{Frame, Owner};
use super::lines::Ahead;
use crate::syntax::{Kind, MAX_DEPTH};

impl Parser<'_> {
    /// A closing bracket: closes the container that fits best, or none.
    pub(super) fn closer(&mut self, byte: u8) {
        let at = self.scanner.pos;
        let mut ahead = self.look(at + 1);
        if self.byte_of(ahead) == b',' {
            let behind = self.look(ahead.at + 1);
            ahead = Ahead { column: behind.column.or(ahead.column), ..behind };
        }
        let Some(index) = self.best_match(byte, ahead) else {
            self.error(at, at + 1, || format!("unexpected `{}`", char::from(byte)));
            if self.score_of_lost_opener(ahead) > 0 {
                // What came before was deeper because it is the content of the lost container.
                let column = self.column;
                self.frames.last_mut().into_iter().for_each(|top| top.members = column);
            }
            return self.take(at + 1);
        };
        self.pop_above(index);
        if let Some((open, expected)) = self.frames.last().map(|frame| (frame.open, frame.closer()))
            && self.frames.last().is_some_and(|frame| !frame.accepts(byte))
        {
            let opener = char::from(self.scanner.byte(open));
            self.error(at, at + 1, || {
                format!("expected `{expected}` to close `{opener}`, found `{}`", char::from(byte))
            });
        }
        self.take(at + 1);
        if let Some(frame) = self.frames.pop() {
            self.finish(frame);
        }
    }

    /// The frame that the bracket closes; `None` if it is better ignored.
    fn best_match(&self, byte: u8, ahead: Ahead) -> Option<usize> {
        let top = self.frames.len().checked_sub(1)?;
        if self.balanced && self.frames.last().is_some_and(|frame| frame.accepts(byte)) {
            return Some(top);
        }
        // Inside a line only the innermost container ends without further evidence, and not even
        // that one behind a mistake: the bracket is often part of a broken string.
        let trusted =
            |index| self.column.is_some() || (index == top && !self.error_lines.contains(&self.line));
        let mut best = None;
        let mut skipped = false;
        for (index, frame) in self.frames.iter().enumerate().rev() {
            let exact = match self.column {
                Some(column) => frame.indent == column,
                None => frame.line == self.line,
            };
            if frame.accepts(byte) || (index == top && exact) {
                let parent = index.checked_sub(1).and_then(|parent| self.frames.get(parent));
                let fit = self.score_after(parent, ahead);
                let score = fit + if exact { 2 } else { 0 } - i32::from(skipped);
                let credible = exact || fit > 0 || trusted(index);
                if credible && best.is_none_or(|(score_before, _)| score > score_before) {
                    best = Some((score, index));
                }
            }
            skipped |= frame.kind != Kind::Error;
        }
        let ignored = self.score_inside(self.frames.last(), ahead).max(self.score_of_lost_opener(ahead)) - 1;
        best.filter(|(score, _)| *score >= ignored).map(|(_, index)| index)
    }

    /// How well the next token fits if the cursor is then inside `parent`.
    fn score_after(&self, parent: Option<&Frame>, ahead: Ahead) -> i32 {
        match parent {
            None if ahead.at >= self.scanner.bytes.len() => 2,
            // More properties: the outermost object goes on.
            None if self.byte_of(ahead) == b'"' => -4,
            None => -2,
            parent => self.score_inside(parent, ahead),
        }
    }

    /// A bracket in the column of the members around it lost its partner.
    fn score_of_lost_opener(&self, ahead: Ahead) -> i32 {
        let deeper = self.frames.last().is_some_and(|top| self.column > Some(top.indent));
        let among_members =
            self.byte_of(ahead) == b'"' && ahead.column.is_some() && ahead.column == self.column;
        if deeper && among_members { 2 } else { 0 }
    }

    fn score_inside(&self, frame: Option<&Frame>, ahead: Ahead) -> i32 {
        let (Some(frame), Some(column)) = (frame, ahead.column) else { return 0 };
        let fits = match self.byte_of(ahead) {
            b'}' | b']' => frame.indent == column,
            0 => false,
            _ => frame.members == Some(column),
        };
        if fits { 2 } else { 0 }
    }

    /// Ends every container inside the one at `index`, which lacks its closing bracket.
    pub(super) fn pop_above(&mut self, index: usize) {
        let mut reported = false;
        while self.frames.len() > index + 1 {
            let Some(frame) = self.frames.pop() else { break };
            reported |= self.unclosed(frame, reported);
        }
    }

    /// Ends every container at the end of the text.
    pub(super) fn close_all(&mut self) {
        let mut reported = false;
        while let Some(frame) = self.frames.pop() {
            reported |= self.unclosed(frame, reported);
        }
    }

    /// Ends a container without closing bracket; true if that is its own mistake.
    fn unclosed(&mut self, frame: Frame, silent: bool) -> bool {
        let mistake = !frame.implied;
        if mistake && !silent {
            let opener = frame.opener();
            self.error_on(frame.line, frame.open, frame.open + 1, || format!("`{opener}` is never closed"));
        }
        if mistake {
            // A comma missing behind it is the same mistake.
            self.error_lines.insert(self.last_line);
        }
        if frame.kind == Kind::Error && frame.only_properties {
            // Only indented strangely: the members belong to the container around it.
            if let Some(parent) = self.frames.last_mut() {
                parent.comma_due = frame.comma_due;
            }
        } else {
            self.finish(frame);
        }
        mistake
    }

    /// Completes a container and its owner behind the last token.
    fn finish(&mut self, frame: Frame) {
        let end = self.last_end.max(frame.open);
        if frame.kind == Kind::Error {
            self.error_on(frame.line, frame.open, frame.open, || {
                String::from("the line that opens this block is missing")
            });
        }
        self.scanner.builder.finish(frame.children, frame.kind, frame.open, end);
        self.complete(frame.owner);
    }

    /// Completes the node that waits for the value before the cursor.
    pub(super) fn complete(&mut self, owner: Option<Owner>) {
        if let Some(owner) = owner {
            self.scanner.builder.finish(owner.children, owner.kind, owner.start, self.last_end);
        }
        if let Some(parent) = self.frames.last_mut() {
            parent.comma_due = true;
        }
    }

    /// Opens the container whose bracket is under the cursor.
    pub(super) fn open(&mut self, owner: Option<Owner>) {
        let at = self.scanner.pos;
        if self.frames.len() >= MAX_DEPTH as usize {
            return self.skip_container(owner);
        }
        self.frames.push(Frame {
            kind: if self.scanner.byte(at) == b'[' { Kind::Array } else { Kind::Object },
            open: at,
            line: self.line,
            implied: false,
            indent: self.indent,
            members: None,
            only_properties: true,
            comma_due: false,
            children: self.scanner.builder.checkpoint(),
            owner,
        });
        self.take(at + 1);
    }

    /// Opens a container whose bracket is missing before `first`, its first member.
    pub(super) fn imply(&mut self, kind: Kind, owner: Option<Owner>, indent: u32, first: Ahead) {
        if self.frames.len() >= MAX_DEPTH as usize {
            return self.complete(owner);
        }
        self.frames.push(Frame {
            kind,
            open: first.at,
            line: first.line,
            implied: true,
            indent,
            members: first.column,
            only_properties: true,
            comma_due: false,
            children: self.scanner.builder.checkpoint(),
            owner,
        });
        if kind != Kind::Error {
            let opener = if kind == Kind::Array { '[' } else { '{' };
            self.error_behind(|| format!("expected `{opener}`"));
        }
    }

    /// Steps over a container that is nested too deeply.
    fn skip_container(&mut self, owner: Option<Owner>) {
        let start = self.scanner.pos;
        if !self.depth_reported {
            self.depth_reported = true;
            self.error(start, start + 1, || format!("nested more than {MAX_DEPTH} levels deep"));
        }
        let mut open = 0usize;
        let mut at = start;
        while at < self.scanner.bytes.len() {
            match self.scanner.byte(at) {
                b'"' => {
                    at = self.string_extent(at).end;
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open = open.saturating_sub(1),
                _ => {}
            }
            at += 1;
            if open == 0 {
                break;
            }
        }
        self.scanner.builder.leaf(Kind::Error, start, at);
        self.take(at);
        self.complete(owner);
    }
}
