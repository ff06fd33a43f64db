//! Takes properties out, and gives keys another name.

use super::members::{self, Group, Member};
use super::{Edits, File, insert};
use crate::diagnostic::Literal;
use crate::syntax::{Kind, Node, TextRange};

/// Removes the property or argument whose key or value is under a range, with its line if it has one
/// for itself.
pub(super) fn remove(file: &File<'_>, range: TextRange) -> Option<Edits> {
    let (object, member) = member_at(file, range)?;
    Some(without(file, object, member))
}

fn without(file: &File<'_>, object: Node<'_>, member: Member<'_>) -> Edits {
    let mut edits = Group::around(file, object, member).set(file, None, Some(member)).1;
    edits.extend(cut(file, object, member.node));
    edits
}

/// Takes a member out of an object, body or list, with its line if it has one for itself.
pub(super) fn cut(file: &File<'_>, container: Node<'_>, node: Node<'_>) -> Edits {
    let (held, range) = (container.range(), node.range());
    let close = held.end.saturating_sub(1);
    let (line_end, comma_behind) = file.rest_of_line(range.end);
    let next = container.children().map(|child| child.range().start).find(|start| *start >= range.end);
    let previous =
        container.children().map(|child| child.range().end).filter(|end| *end <= range.start).last();
    let comma_behind = comma_behind.or_else(|| file.comma_between(range.end, next.unwrap_or(close)));
    let comma_before = previous.and_then(|end| file.comma_between(end, range.start));
    let line_end = line_end.filter(|at| *at <= close && file.begins_line(range.start));
    let gone = |start: u32, end: u32| (TextRange { start, end }, String::new());
    if container.children().len() == 1 && file.is_bare(held.start + 1, range.start) {
        let end = line_end.unwrap_or_else(|| comma_behind.map_or(range.end, |comma| comma + 1));
        if file.is_bare(end, close) {
            return vec![gone(held.start + 1, close)];
        }
    }
    if let Some(line_end) = line_end {
        let mut edits = vec![gone(file.line_start(range.start), line_end + file.line_break_at(line_end))];
        // Nothing may follow the comma before it now.
        if let (None, Some(at), None) = (next, comma_before, comma_behind) {
            edits.push(gone(at, at + 1));
        }
        return edits;
    }
    match (comma_before, comma_behind) {
        // What is said on lines above is about something else, and a comment may end with its line.
        (Some(before), None) if file.has_comment(before, file.line_start(range.start)) => {
            vec![gone(before, before + 1), gone(range.start, range.end)]
        }
        (Some(before), None) => vec![gone(before, range.end)],
        (_, Some(behind)) => {
            let next = next.unwrap_or(behind + 1);
            // What is said before the next one is about that one.
            vec![gone(range.start, file.comment_from(behind).map_or(next, |comment| comment.start.min(next)))]
        }
        (None, None) => vec![gone(range.start, range.end)],
    }
}

/// Takes a member out of its object and puts it into another, which stands beside that one under the name
/// `to`; made if it is not there. Not if a text is part of the value: edits are shown, and it may be a
/// secret.
pub(super) fn to_neighbour(file: &File<'_>, range: TextRange, to: &str) -> Option<Edits> {
    let (object, member) = member_at(file, range)?;
    let (outer, holder) = member_at(file, object.range())?;
    let neighbour = members::value(outer, to, file.text);
    if neighbour.is_none() && object.children().len() == 1 {
        return rename(file, holder.key.range(), to);
    }
    let key = members::unquoted(member.key, file.text);
    let value = Literal::Expression(file.text_of(member.value).to_owned());
    let shows = member.node.range();
    if holds_text(member.value) || !file.is_on_one_line(shows) {
        return None;
    }
    let mut edits = without(file, object, member);
    edits.extend(match neighbour {
        Some(neighbour) if neighbour.kind() == Kind::Object => insert::add(file, neighbour, key, &value)?,
        Some(_) => return None,
        None => insert::add(file, outer, to, &Literal::Object(vec![(key.to_owned(), value)]))?,
    });
    Some(edits)
}

fn holds_text(node: Node<'_>) -> bool {
    matches!(node.kind(), Kind::String | Kind::Heredoc) || node.children().any(holds_text)
}

/// Gives the key under a range another name.
pub(super) fn rename(file: &File<'_>, range: TextRange, name: &str) -> Option<Edits> {
    let (object, member) = member_at(file, range)?;
    let key = member.key.range();
    let (gap, mut edits) = Group::around(file, object, member).set(file, Some(name), Some(member));
    let is_text = member.key.kind() == Kind::String;
    let written = if is_text { TextRange { start: key.start + 1, end: key.end - 1 } } else { key };
    let between = file.slice(key.end, member.value.range().start);
    match between.find('=').filter(|_| file.is_hcl()) {
        Some(at) if between.get(..at).is_some_and(|blanks| blanks.bytes().all(|byte| byte == b' ')) => {
            edits.push((TextRange { start: key.start, end: key.end + at as u32 }, format!("{name}{gap}")));
        }
        _ => edits.push((written, name.to_owned())),
    }
    Some(edits)
}

/// The member whose key or value is under a range, and the object it is in.
fn member_at<'f>(file: &File<'f>, range: TextRange) -> Option<(Node<'f>, Member<'f>)> {
    let path = file.around(range);
    let index = path.iter().rposition(|node| {
        Member::of(*node).is_some_and(|it| {
            it.node.range() == range || it.key.range() == range || it.value.range() == range
        })
    })?;
    let object = *path.get(index.checked_sub(1)?)?;
    let is_object = matches!(object.kind(), Kind::Object | Kind::BlockBody);
    Some((object, Member::of(*path.get(index)?)?)).filter(|_| is_object)
}

impl File<'_> {
    /// True if nothing but white space and commas stands between two offsets.
    fn is_bare(&self, start: u32, end: u32) -> bool {
        self.slice(start, end).chars().all(|c| c.is_whitespace() || c == ',')
    }

    /// True if a comment begins between two offsets.
    fn has_comment(&self, start: u32, end: u32) -> bool {
        self.comment_from(start).is_some_and(|comment| comment.start < end)
    }

    /// Bytes of the line end at an offset.
    fn line_break_at(&self, offset: u32) -> u32 {
        let rest = self.slice(offset, self.text.len() as u32);
        match () {
            () if rest.starts_with("\r\n") => 2,
            () if rest.starts_with('\n') => 1,
            () => 0,
        }
    }
}
