//! Takes properties out, and gives keys another name.

use super::members::{Group, Member};
use super::{Edits, File};
use crate::syntax::{Kind, Node, TextRange};

/// Removes the property or argument whose key or value is under a range, with its line if it has one
/// for itself.
pub(super) fn remove(file: &File<'_>, range: TextRange) -> Option<Edits> {
    let (object, member) = member_at(file, range)?;
    let node = member.node.range();
    let (line_end, comma_behind) = file.rest_of_line(node.end);
    let close = object.range().end.saturating_sub(1);
    let mut edits = Group::around(file, object, member).set(file, None, Some(member)).1;
    let comma_behind =
        comma_behind.or_else(|| file.comma_between(node.end, next_start(object, member).unwrap_or(close)));
    let comma_before = previous_end(object, member).and_then(|end| file.comma_between(end, node.start));
    let is_last = next_start(object, member).is_none();
    match line_end.filter(|at| *at <= close && file.begins_line(node.start)) {
        Some(line_end) => {
            let end = line_end + file.line_break_at(line_end);
            edits.push((TextRange { start: file.line_start(node.start), end }, String::new()));
            // Nothing may follow the comma before it now.
            if let (true, Some(at), None) = (is_last, comma_before, comma_behind) {
                edits.push((TextRange { start: at, end: at + 1 }, String::new()));
            }
        }
        None => {
            let (start, end) = match (comma_before, comma_behind) {
                (Some(before), None) => (before, node.end),
                (_, Some(behind)) => (node.start, next_start(object, member).unwrap_or(behind + 1)),
                (None, None) => (node.start, node.end),
            };
            edits.push((TextRange { start, end }, String::new()));
        }
    }
    Some(edits)
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

fn next_start(object: Node<'_>, member: Member<'_>) -> Option<u32> {
    let behind = member.node.range().end;
    object.children().map(|child| child.range().start).find(|start| *start >= behind)
}

fn previous_end(object: Node<'_>, member: Member<'_>) -> Option<u32> {
    let before = member.node.range().start;
    object.children().map(|child| child.range().end).filter(|end| *end <= before).last()
}

impl File<'_> {
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
