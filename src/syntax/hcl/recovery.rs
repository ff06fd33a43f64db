//! What indentation tells about broken text.
//!
//! In layout mode a line that is indented no deeper than the line that opened a bracket ends that
//! bracket, closed or not; and a broken statement or property takes with it the deeper lines that
//! follow. Two looks ahead make this robust while somebody types: a lone line that is followed by
//! deeper ones is an intruder and ends nothing, and so is a `}` that is followed by more of the
//! body. Every look ahead is remembered, so that the whole stays linear.

use std::collections::HashMap;

use super::super::{Checkpoint, Kind, MAX_DEPTH};
use super::lexical::{name_length, starts_name};
use super::parser::{Context, Fail, Parsed, Parser};

/// The blocks of the Terraform language that stand at top level.
/// <https://developer.hashicorp.com/terraform/language>
const TOP_LEVEL: [&str; 13] = [
    "resource",
    "data",
    "module",
    "variable",
    "output",
    "locals",
    "provider",
    "terraform",
    "moved",
    "import",
    "removed",
    "check",
    "ephemeral",
];

/// A line with something on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Where its first token starts.
    pub(super) at: usize,
    /// How many bytes stand before that.
    pub(super) column: usize,
}

/// What was found out about the text ahead.
#[derive(Debug, Default)]
pub(super) struct Lookahead<'t> {
    /// The line end that was looked across last, and the line found there.
    crossing: Option<(usize, Option<Line>)>,
    /// The line whose surroundings were looked at last: what follows it if it stands for itself.
    follower: Option<(usize, Option<Line>)>,
    /// From here on no `*/` is left.
    no_comment_end: Option<usize>,
    /// Where each word that stands alone on a line does so.
    lone_words: Option<HashMap<&'t str, Vec<usize>>>,
    /// Whether the text is indented at all.
    indented: Option<bool>,
}

/// The state before a statement.
#[derive(Clone, Copy)]
pub(super) struct Saved {
    at: usize,
    end: usize,
    context: Context,
    pub(super) line: Line,
    from: Checkpoint,
    heights: usize,
    problems: usize,
    comments: usize,
}

impl<'t> Parser<'t> {
    pub(super) fn save(&self) -> Saved {
        Saved {
            at: self.at,
            end: self.end,
            context: self.context,
            line: self.line,
            from: self.builder.checkpoint(),
            heights: self.heights.len(),
            problems: self.problems.len(),
            comments: self.comments.len(),
        }
    }

    /// Goes back to a saved state and returns how far the parser had come.
    pub(super) fn restore(&mut self, saved: Saved) -> usize {
        let distance = self.at.saturating_sub(saved.at);
        self.at = saved.at;
        self.end = saved.end;
        self.context = saved.context;
        self.line = saved.line;
        self.builder.rewind(saved.from);
        self.heights.truncate(saved.heights);
        self.problems.truncate(saved.problems);
        self.comments.truncate(saved.comments);
        self.unclosed_comment = false;
        distance
    }

    /// Parses a statement or property. In layout mode a broken one becomes an error node, and the
    /// next line goes on. True if there was an error.
    pub(super) fn recovering(&mut self, parse: fn(&mut Self) -> Parsed) -> Result<bool, Fail> {
        let (mark, context, line, problems) = (self.mark(), self.context, self.line, self.problems.len());
        let own_line = mark.start == line.at;
        let Err(fail) = parse(self) else {
            if own_line {
                self.context.items.get_or_insert(line.column);
            }
            return Ok(self.problems.len() > problems);
        };
        let too_deep = fail == Fail::Depth && context.depth > MAX_DEPTH / 2;
        if !self.layout || too_deep {
            return Err(fail);
        }
        let line_end = self.line_end(self.at);
        let to = if own_line {
            self.broken_end(line, line_end, context)
        } else {
            match self.rest_of_line(line_end, context.open == 0) {
                Some(to) => to,
                None => return Err(fail),
            }
        };
        self.context = context;
        let trimmed = mark.start + self.text.get(mark.start..to).map_or(0, |text| text.trim_end().len());
        self.end = self.end.max(trimmed);
        self.at = to;
        self.finish(mark, Kind::Error);
        Ok(true)
    }

    /// The end of a broken item that starts `line`; the line where it broke ends at `line_end`.
    fn broken_end(&mut self, line: Line, line_end: usize, context: Context) -> usize {
        // An intruder to the left of the other items has nothing that they do not have.
        let column = line.column.max(context.items.unwrap_or(0));
        let open = self.context.open > context.open || !self.stands_for_itself(line);
        let named = self.bytes.get(line.at).is_some_and(|byte| starts_name(*byte));
        let inside = context.floor.is_none_or(|floor| column > floor);
        let alone = context.items.is_none() && !named && !open;
        if inside && !alone { self.continuation_end(line_end, column, open) } else { line_end }
    }

    /// How much of its line a broken item that does not stand at the line's start costs: up to the
    /// brace that ends the line. `None` if more brackets than that are closed there.
    fn rest_of_line(&self, line_end: usize, top_level: bool) -> Option<usize> {
        let rest = self.text.get(self.at..line_end).unwrap_or("").trim_end();
        match rest.strip_suffix('}') {
            _ if top_level => Some(line_end),
            Some(before) => Some(self.at + before.len()),
            None if rest.contains(['}', ']', ')']) => None,
            None => Some(line_end),
        }
    }

    /// The end of the deeper lines, and of the closing bracket, that belong to a broken statement
    /// at `column`, of which one line ends at `to`.
    fn continuation_end(&mut self, mut to: usize, column: usize, mut open: bool) -> usize {
        loop {
            to = self.heredoc_skip(to);
            let Some(next) = self.content_from(to + 1) else { return to };
            let deeper = next.column > column;
            let closes = open && next.column == column && self.is_closer(next.at);
            if !deeper && !closes {
                return to;
            }
            to = self.line_end(next.at);
            if !deeper && self.stands_for_itself(next) {
                return to;
            }
            open = true;
        }
    }

    /// If the line that ends at `line_end` starts a heredoc, the end of the heredoc's last line.
    fn heredoc_skip(&mut self, line_end: usize) -> usize {
        let text = self.text.get(..line_end).unwrap_or("");
        let Some(marker) = heredoc_marker(text.rsplit('\n').next().unwrap_or("")) else { return line_end };
        self.lone_word_after(marker, line_end).map_or(line_end, |at| self.line_end(at))
    }

    /// Goes over line ends to the next item; false if what stands there belongs further out.
    pub(super) fn skip_lines(&mut self) -> bool {
        while self.peek() == b'\n' {
            if !self.cross_line() {
                return false;
            }
            self.at += 1;
            self.skip_trivia();
        }
        true
    }

    /// Whether the line end here may be crossed. Keeps [`Parser::line`].
    pub(super) fn cross_line(&mut self) -> bool {
        if !self.layout || self.at < self.line.at {
            return true;
        }
        let line = match self.lookahead.crossing {
            Some((at, line)) if at == self.at => line,
            _ => {
                let line = self.content_from(self.at + 1);
                self.lookahead.crossing = Some((self.at, line));
                line
            }
        };
        // After the last line with something on it only blank ones are left to cross.
        let line = line.unwrap_or(Line { at: self.bytes.len(), column: 0 });
        if line.at < self.bytes.len() && self.is_outside(line) {
            return false;
        }
        self.line = line;
        true
    }

    /// Whether a line belongs outside the bracket that the parser is in.
    fn is_outside(&mut self, line: Line) -> bool {
        match self.context.floor {
            None => self.context.open > 0 && line.column == 0 && self.is_header(line.at),
            Some(floor) if line.column > floor => false,
            Some(floor) if self.is_closer(line.at) => line.column < floor,
            Some(floor) => !self.is_followed_by_more(line, floor),
        }
    }

    /// Whether the brace here closes the body or object that the parser is in.
    pub(super) fn at_closing_brace(&mut self) -> bool {
        if self.peek() != b'}' {
            return false;
        }
        let alone = self.line.at == self.at
            && self.text.get(self.at + 1..self.line_end(self.at)).is_none_or(|rest| rest.trim().is_empty());
        match self.context.floor {
            Some(floor) if self.layout && alone && self.line.column > floor => {
                !self.is_followed_by_more(self.line, floor)
            }
            _ => true,
        }
    }

    /// Whether a closing bracket that is missing here needs no error: the last item, which starts at
    /// `item`, is broken already and may have swallowed it.
    pub(super) fn may_be_unclosed(&self, bracket: u8, item: usize) -> bool {
        let broken = self.problems.last().is_some_and(|problem| problem.start >= item);
        self.layout && self.peek() != bracket && broken
    }

    /// Whether a line stands for itself and the next one lies deeper than `floor`, or closes it.
    fn is_followed_by_more(&mut self, line: Line, floor: usize) -> bool {
        let follower = match self.lookahead.follower {
            Some((at, follower)) if at == line.at => follower,
            _ => {
                let alone = self.stands_for_itself(line);
                let follower = if alone { self.content_from(self.line_end(line.at) + 1) } else { None };
                self.lookahead.follower = Some((line.at, follower));
                follower
            }
        };
        follower.is_some_and(|next| next.column > floor || next.column == floor && self.is_closer(next.at))
    }

    /// True if a line neither opens a bracket nor a heredoc at its end.
    fn stands_for_itself(&self, line: Line) -> bool {
        let text = self.text.get(line.at..self.line_end(line.at)).unwrap_or("");
        let mut quoted = false;
        let mut last = b' ';
        for (i, &byte) in text.as_bytes().iter().enumerate() {
            match byte {
                b'"' if last != b'\\' => quoted = !quoted,
                b'#' if !quoted => break,
                b'/' if !quoted && text.as_bytes().get(i + 1) == Some(&b'/') => break,
                b' ' | b'\t' | b'\r' => continue,
                _ => {}
            }
            last = byte;
        }
        (quoted || !matches!(last, b'{' | b'[' | b'(')) && heredoc_marker(text).is_none()
    }

    /// The first line with a token on it, from the line start `start` on.
    pub(super) fn content_from(&mut self, mut start: usize) -> Option<Line> {
        let mut at = start;
        loop {
            let rest = self.bytes.get(at..)?;
            match *rest.first()? {
                b' ' | b'\t' | b'\r' => at += 1,
                b'\n' => {
                    at += 1;
                    start = at;
                }
                b'#' => at = self.line_end(at),
                b'/' if rest.starts_with(b"//") => at = self.line_end(at),
                b'/' if rest.starts_with(b"/*") => {
                    let Some(end) = self.comment_end(at) else {
                        return Some(Line { at, column: at - start });
                    };
                    let last_line = self.bytes.get(at..end).unwrap_or(&[]).iter().rposition(|b| *b == b'\n');
                    start = last_line.map_or(start, |newline| at + newline + 1);
                    at = end;
                }
                _ => return Some(Line { at, column: at - start }),
            }
        }
    }

    /// The line end after `at`, or the end of the text.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
    }

    /// The end of the comment `/*` at `start`, if it has one.
    pub(super) fn comment_end(&mut self, start: usize) -> Option<usize> {
        if self.lookahead.no_comment_end.is_some_and(|from| start >= from) {
            return None;
        }
        let found = self.text.get(start + 2..).and_then(|rest| rest.find("*/"));
        if found.is_none() {
            self.lookahead.no_comment_end = Some(start);
        }
        found.map(|length| start + 2 + length + 2)
    }

    /// The line end before the next block header at the start of a line, or the end of the text.
    pub(super) fn next_header(&self, from: usize) -> usize {
        let mut at = self.line_end(from);
        while at < self.bytes.len() && !self.is_header(at + 1) {
            at = self.line_end(at + 1);
        }
        at
    }

    /// Where a heredoc ends whose text starts here and whose marker is missing: before the next
    /// block header at the start of a line. A marker that comes after that header and another
    /// heredoc of the same name is the other's.
    pub(super) fn unclosed_heredoc(&mut self, marker: &str) -> Option<usize> {
        let header = self.next_header(self.at.saturating_sub(1)).max(self.at);
        let Some(close) = self.lone_word_after(marker, self.at) else { return Some(header) };
        let between = self.text.get(header..close)?;
        let reopened = between.lines().any(|line| heredoc_marker(line) == Some(marker));
        reopened.then_some(header)
    }

    /// Whether `resource "…`, `locals {` or the like stands here.
    fn is_header(&self, at: usize) -> bool {
        let word = self.text.get(at..at + name_length(self.text, at)).unwrap_or("");
        let rest = self.text.get(at + word.len()..).unwrap_or("");
        TOP_LEVEL.contains(&word) && rest.trim_start_matches([' ', '\t']).starts_with(['"', '{'])
    }

    fn is_closer(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b'}' | b']' | b')'))
    }

    /// Where `word` next stands alone on a line after `from`: the start of that line.
    pub(super) fn lone_word_after(&mut self, word: &str, from: usize) -> Option<usize> {
        let text = self.text;
        let index = self.lookahead.lone_words.get_or_insert_with(|| lone_words(text));
        let places = index.get(word)?;
        places.get(places.partition_point(|at| *at < from)).copied()
    }

    /// Whether any line is indented. Text that is not says nothing by its layout.
    pub(super) fn is_indented(&mut self) -> bool {
        let bytes = self.bytes;
        *self.lookahead.indented.get_or_insert_with(|| {
            let mut lines = bytes.split(|byte| *byte == b'\n');
            lines.any(|line| {
                let token = line.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
                matches!(line.first(), Some(b' ' | b'\t')) && token.is_some_and(|byte| starts_name(*byte))
            })
        })
    }
}

/// The marker of the heredoc that starts at the end of a line.
fn heredoc_marker(line: &str) -> Option<&str> {
    let (_, marker) = line.trim_end().rsplit_once("<<")?;
    let marker = marker.strip_prefix('-').unwrap_or(marker);
    (!marker.is_empty() && name_length(marker, 0) == marker.len()).then_some(marker)
}

fn lone_words(text: &str) -> HashMap<&str, Vec<usize>> {
    let mut words: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let word = line.trim();
        if !word.is_empty() && name_length(word, 0) == word.len() {
            words.entry(word).or_default().push(start);
        }
        start += line.len();
    }
    words
}
