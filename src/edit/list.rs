//! Adds members to lists.

use super::{Edits, File, insert, members};
use crate::diagnostic::Literal;
use crate::syntax::{Kind, Node, TextRange};

/// Adds a member to the list at a path of keys in the declaration whose head is under a range; the list
/// too if there is none. What Terraform takes as blocks gets one more of them.
pub(super) fn append(file: &File<'_>, head: TextRange, path: &[String], literal: &Literal) -> Option<Edits> {
    let mut at = insert::declaration(file, head, path)?;
    for key in path {
        if at.kind() == Kind::BlockBody
            && let Some(last) = members::blocks(at, key, file.text).last()
        {
            return behind_block(file, *last, key, literal);
        }
        let Some(value) = members::value(at, key, file.text) else {
            let is_block = at.kind() == Kind::BlockBody;
            let list = if is_block { literal.clone() } else { Literal::List(vec![literal.clone()]) };
            return insert::insert(file, head, path, &list);
        };
        at = value;
    }
    (at.kind() == Kind::Array).then(|| item(file, at, literal)).flatten()
}

/// Adds a block behind the last one of its type.
fn behind_block(file: &File<'_>, body: Node<'_>, key: &str, literal: &Literal) -> Option<Edits> {
    let end = body.range().end;
    let at = file.rest_of_line(end).0?;
    let indent = file.indent_at(file.block_start(body)?);
    let block = format!("\n\n{indent}{key} {}", file.write(literal, indent));
    Some(vec![(TextRange { start: at, end: at }, block)])
}

fn item(file: &File<'_>, list: Node<'_>, literal: &Literal) -> Option<Edits> {
    let TextRange { start, end } = list.range();
    let close = end.saturating_sub(1);
    let outer = file.indent_at(start);
    let point = |at: u32| TextRange { start: at, end: at };
    let Some(last_item) = list.children().last() else {
        let inside = TextRange { start: start + 1, end: close };
        let is_empty = file.slice(inside.start, inside.end).trim().is_empty();
        return is_empty.then(|| {
            vec![(TextRange { start, end }, file.write(&Literal::List(vec![literal.clone()]), outer))]
        });
    };
    let last = last_item.range();
    let comma = file.comma_between(last.end, close);
    if file.is_on_one_line(list.range()) {
        let end = file.behind_comments(last.end);
        return Some(vec![(point(end), format!(", {}", file.write_on_line(literal)))]);
    }
    let indent = file.indent_at(last.start);
    let needs_comma = file.is_json() || file.is_hcl();
    let mut edits = Vec::new();
    if needs_comma && comma.is_none() {
        edits.push((point(last.end), ",".to_owned()));
    }
    let trail = if comma.is_some() { "," } else { "" };
    let line_end = file.rest_of_line(last.end).0.filter(|at| *at <= close);
    let at = line_end.unwrap_or_else(|| file.behind_comments(comma.map_or(last.end, |comma| comma + 1)));
    let is_folded = last_item.kind() == Kind::Object && file.is_on_one_line(last);
    let written = if is_folded { file.write_on_line(literal) } else { file.write(literal, indent) };
    edits.push((point(at), format!("\n{indent}{written}{trail}")));
    Some(edits)
}

impl File<'_> {
    /// Where the block begins that has this body.
    fn block_start(&self, body: Node<'_>) -> Option<u32> {
        let around = self.around(body.range());
        around.iter().rev().find(|node| node.kind() == Kind::Block).map(|block| block.range().start)
    }
}
