//! Adds what is missing to a declaration, in the style of what stands there.

use super::members::{self, Group, Member};
use super::{Edits, File, literal};
use crate::diagnostic::Literal;
use crate::source::Language;
use crate::syntax::{Kind, Node, TextRange};

/// Adds a value to the declaration whose head is under a range, at a path of keys of which some may be
/// there.
pub(super) fn insert(file: &File<'_>, head: TextRange, path: &[String], literal: &Literal) -> Option<Edits> {
    let around = file.around(head);
    let innermost = |kind: Kind| around.iter().rev().find(|node| node.kind() == kind).copied();
    match file.language {
        Language::Bicep => into_object(file, body_of(innermost(Kind::Resource)?)?, path, literal),
        Language::Terraform => into_block(file, innermost(Kind::Block)?, path, literal),
        Language::Json => into_object(file, innermost(Kind::Object)?, path, literal),
        Language::TerraformJson => into_named(file, &around, path, literal),
        _ => None,
    }
}

/// In Terraform's JSON syntax the head is the key of the declaration.
fn into_named(file: &File<'_>, around: &[Node<'_>], path: &[String], literal: &Literal) -> Option<Edits> {
    let declaration = around.iter().rev().find_map(|node| Member::of(*node))?.value;
    match members::value(declaration, "body", file.text).filter(|_| path.len() > 1) {
        Some(body) => into_object(file, body, path, literal),
        None => into_object(file, declaration, path, literal),
    }
}

/// The object of a Bicep resource, behind its condition or loop.
fn body_of(resource: Node<'_>) -> Option<Node<'_>> {
    let mut body = resource.children().last()?;
    while matches!(body.kind(), Kind::If | Kind::For) {
        body = body.children().last()?;
    }
    (body.kind() == Kind::Object).then_some(body)
}

fn into_object(file: &File<'_>, object: Node<'_>, path: &[String], literal: &Literal) -> Option<Edits> {
    let (key, rest) = path.split_first().filter(|_| object.kind() == Kind::Object)?;
    match members::value(object, key, file.text) {
        Some(null) if rest.is_empty() && null.kind() == Kind::Null => {
            literal::replace(file, null.range(), literal)
        }
        Some(inner) if !rest.is_empty() => into_object(file, inner, rest, literal),
        Some(_) => None,
        None => add(file, object, key, &nested(rest, literal)),
    }
}

fn into_block(file: &File<'_>, block: Node<'_>, path: &[String], literal: &Literal) -> Option<Edits> {
    let body = block.child(Kind::BlockBody)?;
    let is_azapi = block
        .children()
        .nth(1)
        .is_some_and(|label| members::unquoted(label, file.text).starts_with("azapi_"));
    if is_azapi && path.len() > 1 {
        let body = members::value(body, "body", file.text)?;
        let object = match body.kind() {
            Kind::Call => body.children().nth(1).filter(|_| file.text_of(body).starts_with("jsonencode"))?,
            _ => body,
        };
        return if object.kind() == Kind::Object { into_object(file, object, path, literal) } else { None };
    }
    into_body(file, body, path, literal)
}

fn into_body(file: &File<'_>, body: Node<'_>, path: &[String], literal: &Literal) -> Option<Edits> {
    let (key, rest) = path.split_first()?;
    if let Some(value) = members::value(body, key, file.text) {
        let is_null = rest.is_empty() && value.kind() == Kind::Null;
        return if is_null { literal::replace(file, value.range(), literal) } else { None };
    }
    let is_dynamic = |child: Node| file.text_of(child).starts_with("dynamic");
    match (members::blocks(body, key, file.text).as_slice(), rest) {
        ([], _) if !rest.is_empty() && body.children().any(is_dynamic) => None,
        ([], []) if !matches!(literal, Literal::Object(_)) => add(file, body, key, literal),
        ([], _) => add_block(file, body, key, &nested(rest, literal)),
        ([block], [_, ..]) => into_body(file, *block, rest, literal),
        _ => None,
    }
}

/// The literal below the keys that are not there either.
fn nested(path: &[String], literal: &Literal) -> Literal {
    path.iter().rev().fold(literal.clone(), |inner, key| Literal::Object(vec![(key.clone(), inner)]))
}

/// Adds a member to an object or body.
fn add(file: &File<'_>, object: Node<'_>, key: &str, literal: &Literal) -> Option<Edits> {
    let members: Vec<Member<'_>> = members::members(object).collect();
    let is_block = object.kind() == Kind::BlockBody;
    // What follows the first block of a body is about more than the resource itself.
    let first_block = object.children().find(|child| child.kind() == Kind::Block);
    let before_blocks =
        |it: &&Member<'_>| first_block.is_none_or(|block| it.node.range().start < block.range().start);
    let last = if is_block { members.iter().rev().find(before_blocks) } else { members.last() };
    match last {
        Some(last) => behind(file, object, *last, key, literal),
        None => first(file, object, key, literal),
    }
}

/// Adds a member behind another.
fn behind(
    file: &File<'_>,
    object: Node<'_>,
    last: Member<'_>,
    key: &str,
    literal: &Literal,
) -> Option<Edits> {
    let (range, end) = (last.node.range(), object.range().end.saturating_sub(1));
    let after = |at: u32| TextRange { start: at, end: at };
    let (line_end, comma) = file.rest_of_line(range.end);
    let is_one_line = file.is_on_one_line(object.range());
    if is_one_line {
        let entry = format!("{}{}", file.key(key, " "), file.write_on_one_line(literal));
        return Some(vec![(after(range.end), format!(", {entry}"))]);
    }
    let indent = file.indent_at(range.start);
    let is_aligned = file.is_on_one_line(range) && !matches!(literal, Literal::Object(_));
    let (gap, mut edits) = match is_aligned {
        true => Group::around(file, object, last).set(file, Some(key), None),
        false => (" ".to_owned(), Vec::new()),
    };
    let entry = format!("{indent}{}{}", file.key(key, &gap), file.write(literal, indent));
    // Commas as the others have them: JSON between members, HCL and Bicep where the user likes it.
    let has_commas = file.is_json()
        || file.comma_between(object.range().start, end).is_some_and(|_| uses_commas(file, object));
    let trailing = comma.or_else(|| file.comma_between(range.end, end));
    if has_commas && trailing.is_none() {
        edits.push((after(range.end), ",".to_owned()));
    }
    let trail = if has_commas && trailing.is_some() { "," } else { "" };
    let at =
        line_end.filter(|at| *at <= end).unwrap_or_else(|| trailing.map_or(range.end, |comma| comma + 1));
    edits.push((after(at), format!("{}{entry}{trail}", file.line_end())));
    Some(edits)
}

/// Whether the members of an object are parted by commas.
fn uses_commas(file: &File<'_>, object: Node<'_>) -> bool {
    let all: Vec<Member<'_>> = members::members(object).collect();
    let end = object.range().end.saturating_sub(1);
    let ends = all.iter().skip(1).map(|next| next.node.range().start).chain([end]);
    object.kind() == Kind::Object
        && all
            .iter()
            .zip(ends)
            .any(|(member, next)| file.comma_between(member.node.range().end, next).is_some())
}

/// Adds the first member.
fn first(file: &File<'_>, object: Node<'_>, key: &str, literal: &Literal) -> Option<Edits> {
    let TextRange { start, end } = object.range();
    let outer = file.indent_at(start);
    let indent = format!("{outer}{}", file.indent_unit());
    let entry = format!("{indent}{}{}", file.key(key, " "), file.write(literal, &indent));
    let inside = file.slice(start + 1, end.saturating_sub(1));
    let line_end = file.line_end();
    // A comment, a nested resource or a block in it stays behind.
    let (range, tail) = match inside.trim().is_empty() {
        true => (TextRange { start: start + 1, end: end.saturating_sub(1) }, format!("{line_end}{outer}")),
        false => (TextRange { start: start + 1, end: start + 1 }, String::new()),
    };
    let is_open = tail.is_empty() && file.rest_of_line(start + 1).0.is_none();
    (!is_open).then(|| vec![(range, format!("{line_end}{entry}{tail}"))])
}

/// Adds a block at the end of a body.
fn add_block(file: &File<'_>, body: Node<'_>, key: &str, literal: &Literal) -> Option<Edits> {
    let TextRange { start, end } = body.range();
    let close = end.saturating_sub(1);
    let outer = file.indent_at(start);
    let indent = format!("{outer}{}", file.indent_unit());
    let block = format!("{indent}{key} {}", file.write(literal, &indent));
    let line_end = file.line_end();
    if file.is_on_one_line(body.range()) {
        let is_empty = file.slice(start + 1, close).trim().is_empty();
        let edit =
            (TextRange { start: start + 1, end: close }, format!("{line_end}{block}{line_end}{outer}"));
        return is_empty.then(|| vec![edit]);
    }
    let at = file.line_start(close);
    let blank = if body.children().len() > 0 { line_end } else { "" };
    file.begins_line(close)
        .then(|| vec![(TextRange { start: at, end: at }, format!("{blank}{block}{line_end}"))])
}
