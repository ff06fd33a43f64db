//! Takes out what comments say to linters.

use super::members::Member;
use super::{Edits, File, members, remove};
use crate::syntax::{Kind, Node, TextRange};

/// Removes what is said under a range, and the comment, or what stands for one in JSON, if it says
/// nothing else.
pub(super) fn unsay(file: &File<'_>, range: TextRange) -> Option<Edits> {
    match file.comment_around(range) {
        Some(comment) => Some(vec![(in_comment(file, comment, range), String::new())]),
        None => in_string(file, range),
    }
}

/// What stands around the words of a comment.
fn is_margin(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '*' | '#')
}

fn in_comment(file: &File<'_>, comment: TextRange, range: TextRange) -> TextRange {
    let is_silent = |start: u32, end: u32| file.slice(start, end).chars().all(is_margin);
    if is_silent(comment.start, range.start) && is_silent(range.end, comment.end) {
        return whole(file, comment);
    }
    let line_start = file.line_start(range.start).max(comment.start);
    let begins = is_silent(line_start, range.start);
    let behind = file.slice(range.end, comment.end);
    let line_end = range.end + behind.find('\n').unwrap_or(behind.len()) as u32;
    let rest = file.slice(range.end, line_end);
    if begins && line_start > comment.start && rest.trim().is_empty() {
        return TextRange { start: line_start, end: (line_end + 1).min(comment.end) };
    }
    // Something else is said on the line: signs and blanks between the two go too.
    let before = file.slice(line_start, range.start);
    match begins {
        true => {
            let margin = rest.len() - rest.trim_start_matches(is_margin).len();
            let is_followed = margin < rest.len();
            TextRange { end: range.end + if is_followed { margin as u32 } else { 0 }, ..range }
        }
        false => TextRange { start: line_start + before.trim_end_matches(is_margin).len() as u32, ..range },
    }
}

/// A comment, with its line if there is nothing else on it.
fn whole(file: &File<'_>, comment: TextRange) -> TextRange {
    let line_end = file.line_end(comment.end);
    let behind = file.slice(comment.end, line_end);
    let ends_line = behind.trim().is_empty();
    match (file.begins_line(comment.start), ends_line) {
        (true, true) => {
            let start = file.line_start(comment.start);
            // Of two empty lines that then follow one another one is enough, as at the beginning of a file.
            let is_empty = |start, end| file.slice(start, end).trim().is_empty();
            let below = file.line_end(line_end);
            let is_spare =
                is_empty(file.line_start(start.saturating_sub(1)), start) && is_empty(line_end, below);
            TextRange { start, end: if is_spare { below } else { line_end } }
        }
        (false, true) => {
            let before = file.slice(file.line_start(comment.start), comment.start);
            let blanks = before.len() - before.trim_end().len();
            TextRange { start: comment.start - blanks as u32, end: comment.end }
        }
        (_, false) => {
            let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
            TextRange { start: comment.start, end: comment.end + blanks as u32 }
        }
    }
}

/// JSON has no comments: a text in `metadata`, or under the key `//`, stands for one.
fn in_string(file: &File<'_>, range: TextRange) -> Option<Edits> {
    let around = file.around(range);
    let (string, outer) = around.split_last().filter(|(node, _)| node.kind() == Kind::String)?;
    let TextRange { start, end } = string.range();
    let is_blank = |start, end| file.slice(start, end).trim().is_empty();
    if !is_blank(start + 1, range.start) || !is_blank(range.end, end - 1) {
        let rest = file.slice(range.end, end - 1);
        let blanks = rest.len() - rest.trim_start().len();
        return Some(vec![(TextRange { end: range.end + blanks as u32, ..range }, String::new())]);
    }
    // What holds nothing else goes with it, up to the `metadata`.
    let (mut node, mut outer) = (*string, outer);
    while let Some((holder, further)) = outer.split_last() {
        let is_item = matches!(holder.kind(), Kind::Array | Kind::Object);
        if is_item && (holder.children().len() > 1 || !may_go(file, further)) {
            return Some(remove::cut(file, *holder, node));
        }
        (node, outer) = (*holder, further);
    }
    None
}

/// Whether what holds a text is there for remarks alone.
fn may_go(file: &File<'_>, outer: &[Node<'_>]) -> bool {
    let key = outer.last().and_then(|node| Member::of(*node)).map(|it| members::unquoted(it.key, file.text));
    key.is_some_and(|key| {
        ["metadata", "acrlint"].iter().any(|it| key.eq_ignore_ascii_case(it)) || key == "//"
    })
}

impl File<'_> {
    fn comment_around(&self, range: TextRange) -> Option<TextRange> {
        let comments = &self.parsed.tree.comments;
        let behind = comments.partition_point(|comment| comment.start <= range.start);
        let comment = comments.get(behind.checked_sub(1)?).copied();
        comment.filter(|comment| range.end <= comment.end)
    }
}
