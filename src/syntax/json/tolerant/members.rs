//! Members of containers: which container they belong to, keys, values and what is none of both.

use super::Parser;
use super::frame::Owner;
use super::lines::Ahead;
use crate::syntax::Kind;
use crate::syntax::json::scan::{SINGLE_QUOTED, shorten};

impl Parser<'_> {
    /// Finds the container of the member under the cursor, which is the first on its line.
    pub(super) fn settle(&mut self, column: u32) {
        let Some(top) = self.frames.last() else { return };
        if top.members == Some(column) {
            return;
        }
        if self.balanced {
            return self.note_column(column);
        }
        let outer = self.frames.iter().rposition(|frame| frame.members == Some(column));
        // A comma before the member says that the container goes on: then it is just indented
        // strangely.
        let may_end = top.comma_due || top.members.is_none() || top.implied;
        if let Some(index) = outer.filter(|_| may_end) {
            return self.pop_above(index);
        }
        let at = self.scanner.pos;
        let starts_value = matches!(self.scanner.byte(at), b'{' | b'[' | b'"');
        let is_key = self.is_key(at);
        let here = Ahead { at, line: self.line, column: Some(column) };
        match (top.kind, top.members) {
            (Kind::Array, members) if is_key && column > members.unwrap_or(top.indent) => {
                let indent = members.unwrap_or(top.indent.midpoint(column));
                self.imply(Kind::Object, None, indent, here);
            }
            (Kind::Object, Some(members)) if column > members && starts_value => {
                self.imply(Kind::Error, None, members, here);
            }
            _ => self.note_column(column),
        }
    }

    /// Remembers where the first member to start a line does so.
    fn note_column(&mut self, column: u32) {
        if let Some(top) = self.frames.last_mut() {
            top.members.get_or_insert(column);
        }
    }

    /// The member, or whatever stands in its place, under the cursor.
    pub(super) fn member(&mut self) {
        let Some(top) = self.frames.last() else { return };
        let at = self.scanner.pos;
        let byte = self.scanner.peek();
        // Behind a mistake on the line an apostrophe is part of a broken string.
        let quoted = byte == b'"' || (byte == b'\'' && !self.error_lines.contains(&self.line));
        let opens = matches!(byte, b'{' | b'[');
        let word = byte.is_ascii_alphanumeric() || byte == b'-';
        let is_key = self.is_key(at);
        let (kind, fresh_line) = (top.kind, self.column.is_some());
        if top.comma_due {
            let plausible = match kind {
                Kind::Object => is_key || (quoted && fresh_line),
                _ => quoted || opens || word,
            };
            if plausible {
                self.error_behind(|| String::from("expected `,`"));
            } else if !opens {
                return self.garbage();
            }
        }
        if !is_key && let Some(top) = self.frames.last_mut() {
            top.only_properties = false;
        }
        match kind {
            Kind::Object if quoted => self.property(Kind::Property),
            Kind::Object if opens => self.opener_among_properties(),
            Kind::Object if word && self.is_bare_key(at) => self.property(Kind::Property),
            Kind::Error if is_key => self.property(Kind::Property),
            Kind::Array if is_key => self.property(Kind::Error),
            Kind::Array | Kind::Error if quoted || opens || word => self.value_here(None),
            _ => self.garbage(),
        }
    }

    /// Text that is no member: costs the rest of the line up to the next structure.
    pub(super) fn garbage(&mut self) {
        let start = self.scanner.pos;
        let end = self.garbage_end(start);
        let text = self.scanner.text;
        self.error(start, end, || {
            format!("unexpected `{}`", shorten(text.get(start..end).unwrap_or_default()))
        });
        self.scanner.builder.leaf(Kind::Error, start, end);
        self.take(end);
    }

    fn garbage_end(&mut self, start: usize) -> usize {
        let mut at = start;
        let mut end = start + 1;
        loop {
            match self.scanner.byte(at) {
                b'"' => at = self.string_extent(at).end,
                b',' | b'{' | b'}' | b'[' | b']' | b'\n' | b'\r' if at > start => break,
                0 if at >= self.scanner.bytes.len() => break,
                b' ' | b'\t' => {
                    at += 1;
                    continue;
                }
                _ => at += 1,
            }
            end = at;
        }
        end.min(self.scanner.bytes.len())
    }

    /// True if a word with a colon behind it stands at `at`.
    fn is_bare_key(&self, at: usize) -> bool {
        self.scanner.byte(self.look(self.scanner.word_end(at)).at) == b':'
    }

    /// An opening bracket where a property should be. If a block follows it, its name is lost; else
    /// the bracket is surplus.
    fn opener_among_properties(&mut self) {
        let at = self.scanner.pos;
        let byte = char::from(self.scanner.peek());
        let ahead = self.look(at + 1);
        let deeper = ahead.column.is_some_and(|column| column > self.indent);
        let alone = self.frames.last().is_some_and(|top| top.line != self.line);
        self.error(at, at + 1, || format!("expected a property, found `{byte}`"));
        if self.balanced || (deeper && alone) {
            let children = self.scanner.builder.checkpoint();
            self.value_here(Some(Owner { kind: Kind::Error, start: at, children }));
        } else {
            self.take(at + 1);
        }
    }

    /// A property, complete or not. In an array it becomes an Error.
    fn property(&mut self, kind: Kind) {
        let start = self.scanner.pos;
        let owner = Owner { kind, start, children: self.scanner.builder.checkpoint() };
        if kind == Kind::Error {
            self.error(start, start + 1, || String::from("a property cannot stand in an array"));
        }
        let complete = self.key();
        let ahead = self.look(self.scanner.pos);
        if self.byte_of(ahead) == b':' {
            self.advance();
            self.take(ahead.at + 1);
            return self.value(owner);
        }
        self.error_behind(|| String::from("expected `:` behind the property name"));
        if complete && ahead.column.is_none() && self.starts_value(ahead.at) {
            return self.value(owner);
        }
        if ahead.column.is_none() && !matches!(self.byte_of(ahead), b',' | b'}' | b']' | 0) {
            let end = self.garbage_end(ahead.at);
            self.take(end);
        }
        self.value_on_next_line(owner);
    }

    /// True if a complete value, or a container, starts at `at`.
    fn starts_value(&mut self, at: usize) -> bool {
        match self.scanner.byte(at) {
            b'"' | b'\'' => self.string_extent(at).closed,
            b'{' | b'[' => true,
            _ => self.scanner.word(at, self.scanner.word_end(at)).1.is_none(),
        }
    }

    /// The name of a property; false if its string is not closed.
    fn key(&mut self) -> bool {
        let start = self.scanner.pos;
        if matches!(self.scanner.peek(), b'"' | b'\'') {
            return self.string();
        }
        let end = self.scanner.word_end(start);
        self.error(start, end, || String::from("property names are written in double quotes"));
        self.scanner.builder.leaf(Kind::Identifier, start, end);
        self.take(end);
        true
    }

    /// The string under the cursor; false if it is not closed.
    fn string(&mut self) -> bool {
        let start = self.scanner.pos;
        let extent = self.string_extent(start);
        if !extent.closed {
            self.error(start, extent.end, || String::from("the string is never closed"));
        } else if self.scanner.byte(start) == b'\'' {
            self.error(start, extent.end, || String::from(SINGLE_QUOTED));
        }
        self.scanner.string_leaf(start, extent.end, extent.special);
        self.take(extent.end);
        extent.closed
    }

    /// The value of a property whose colon is behind the cursor.
    fn value(&mut self, owner: Owner) {
        let ahead = self.look(self.scanner.pos);
        if ahead.column.is_some() || ahead.at >= self.scanner.bytes.len() {
            return self.value_on_next_line(owner);
        }
        if matches!(self.byte_of(ahead), b',' | b'}' | b']') {
            return self.missing_value(owner);
        }
        self.advance();
        self.value_here(Some(owner));
    }

    /// The rest of the line has no value: it may follow, its opening bracket may be lost, or it may
    /// be missing altogether.
    fn value_on_next_line(&mut self, owner: Owner) {
        let ahead = self.look(self.scanner.pos);
        let Some(column) = ahead.column else { return self.missing_value(owner) };
        let indent = self.indent;
        let deeper = column > indent;
        let byte = self.byte_of(ahead);
        // Behind a bracket on the same line deeper members are that bracket's.
        let may_imply = !self.balanced && self.frames.last().is_none_or(|frame| frame.line != self.line);
        match byte {
            b'"' | b'\'' if self.is_key(ahead.at) && deeper && may_imply => {
                self.imply(Kind::Object, Some(owner), indent, ahead);
            }
            b'"' | b'\'' if self.is_key(ahead.at) => self.missing_value(owner),
            b'"' if deeper && may_imply && self.starts_list(ahead) => {
                self.imply(Kind::Array, Some(owner), indent, ahead);
            }
            b'{' if deeper && may_imply => self.imply(Kind::Array, Some(owner), indent, ahead),
            b'{' | b'[' if deeper || (column == indent && owner.kind == Kind::Property) => {
                self.advance();
                self.value_here(Some(owner));
            }
            _ if deeper && (matches!(byte, b'"' | b'\'' | b'-') || byte.is_ascii_alphanumeric()) => {
                self.advance();
                self.value_here(Some(owner));
            }
            _ => self.missing_value(owner),
        }
    }

    /// True if the string ahead is one of several in the same column, or the last before `]`.
    fn starts_list(&mut self, ahead: Ahead) -> bool {
        let end = self.string_extent(ahead.at).end;
        let next = self.look(end);
        match self.byte_of(next) {
            b']' => true,
            b',' => {
                let second = self.look(next.at + 1);
                second.column == ahead.column && self.byte_of(second) == b'"' && !self.is_key(second.at)
            }
            _ => false,
        }
    }

    fn missing_value(&mut self, owner: Owner) {
        self.error_behind(|| String::from("expected a value behind the property name"));
        self.scanner.builder.leaf(Kind::Error, self.last_end, self.last_end);
        self.complete(Some(owner));
    }

    /// The value under the cursor, and with it the owner.
    pub(super) fn value_here(&mut self, owner: Option<Owner>) {
        self.surplus_braces();
        let start = self.scanner.pos;
        match self.scanner.peek() {
            b'{' | b'[' => return self.open(owner),
            b'"' | b'\'' => {
                self.string();
            }
            byte if byte.is_ascii_alphanumeric() || byte == b'-' => {
                let end = self.scanner.word_end(start);
                let (kind, problem) = self.scanner.word(start, end);
                self.scanner.builder.leaf(kind, start, end);
                if let Some(message) = problem {
                    self.error(start, end, || message);
                }
                self.take(end);
            }
            _ => self.garbage(),
        }
        self.complete(owner);
    }

    /// Skips each `{` that has an opening bracket right behind it: no object starts like that.
    fn surplus_braces(&mut self) {
        while !self.balanced && self.scanner.peek() == b'{' {
            let at = self.scanner.pos;
            let ahead = self.look(at + 1);
            if !matches!(self.byte_of(ahead), b'{' | b'[') {
                return;
            }
            self.error(at, at + 1, || String::from("unexpected `{`"));
            self.take(at + 1);
            self.advance();
        }
    }
}
