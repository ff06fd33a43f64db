//! Adds what is missing to a declaration, in the style of what stands there.

use super::members::{self, Group, Member};
use super::{Edits, File, literal};
use crate::diagnostic::Literal;
use crate::source::Language;
use crate::syntax::{Kind, Node, TextRange};

/// Adds a value to the declaration whose head is under a range, or to the object there, at a path of keys
/// of which some may be there.
pub(super) fn insert(file: &File<'_>, head: TextRange, path: &[String], literal: &Literal) -> Option<Edits> {
    into(file, declaration(file, head, path)?, path, literal)
}

/// The object or body that a path of keys leads into.
pub(super) fn declaration<'f>(file: &File<'f>, head: TextRange, path: &[String]) -> Option<Node<'f>> {
    let around = file.around(head);
    let innermost = |kind: Kind| around.iter().rev().find(|node| node.kind() == kind).copied();
    if let Some(object) = innermost(Kind::Object).filter(|object| object.range() == head) {
        return Some(object);
    }
    match file.language {
        Language::Bicep => body_of_resource(innermost(Kind::Resource)?),
        Language::Terraform => body_of_block(file, innermost(Kind::Block)?, path),
        Language::Json => innermost(Kind::Object),
        Language::TerraformJson => {
            // The head is the key of the declaration.
            let declaration = around.iter().rev().find_map(|node| Member::of(*node))?.value;
            members::value(declaration, "body", file.text).filter(|_| path.len() > 1).or(Some(declaration))
        }
        _ => None,
    }
}

/// The object of a Bicep resource, behind its condition or loop.
fn body_of_resource(resource: Node<'_>) -> Option<Node<'_>> {
    let mut body = resource.children().last()?;
    while matches!(body.kind(), Kind::If | Kind::For) {
        body = body.children().last()?;
    }
    Some(body)
}

/// The body of a block; of one of azapi the object that is its `body`, if that is where the path leads.
fn body_of_block<'f>(file: &File<'f>, block: Node<'f>, path: &[String]) -> Option<Node<'f>> {
    let body = block.child(Kind::BlockBody)?;
    let kind = block.children().nth(1).map_or("", |label| members::unquoted(label, file.text));
    if !kind.starts_with("azapi_") || path.len() == 1 {
        return Some(body);
    }
    let body = members::value(body, "body", file.text)?;
    match body.kind() {
        Kind::Call => body.children().nth(1).filter(|_| file.text_of(body).starts_with("jsonencode")),
        _ => Some(body),
    }
}

fn into(file: &File<'_>, at: Node<'_>, path: &[String], literal: &Literal) -> Option<Edits> {
    let (key, rest) = path.split_first()?;
    let written = members::value(at, key, file.text);
    match (at.kind(), written) {
        (Kind::Object | Kind::BlockBody, Some(null)) if rest.is_empty() && null.kind() == Kind::Null => {
            literal::replace(file, null.range(), literal)
        }
        (Kind::Object, Some(inner)) if !rest.is_empty() => into(file, inner, rest, literal),
        (Kind::Object, None) => add(file, at, key, &nested(rest, literal)),
        (Kind::BlockBody, None) => into_body(file, at, (key, rest), literal),
        _ => None,
    }
}

fn into_body(
    file: &File<'_>,
    body: Node<'_>,
    (key, rest): (&str, &[String]),
    literal: &Literal,
) -> Option<Edits> {
    let is_block = !rest.is_empty() || matches!(literal, Literal::Object(_));
    // A `dynamic` block may be the one that is looked for.
    if is_block && body.children().any(|child| file.text_of(child).starts_with("dynamic")) {
        return None;
    }
    match (members::blocks(body, key, file.text).as_slice(), rest) {
        ([], _) if is_block => add_block(file, body, key, &nested(rest, literal)),
        ([], _) => add(file, body, key, literal),
        ([block], [_, ..]) => into(file, *block, rest, literal),
        _ => None,
    }
}

/// The literal below the keys that are not there either.
fn nested(path: &[String], literal: &Literal) -> Literal {
    path.iter().rev().fold(literal.clone(), |inner, key| Literal::Object(vec![(key.clone(), inner)]))
}

/// Adds a member to an object or body.
pub(super) fn add(file: &File<'_>, object: Node<'_>, key: &str, literal: &Literal) -> Option<Edits> {
    // What follows the first block of a body is about more than the resource itself.
    let before_blocks = object.children().take_while(|child| child.kind() != Kind::Block);
    let members: Vec<Node<'_>> = match object.kind() {
        Kind::BlockBody => before_blocks.collect(),
        _ => object.children().collect(),
    };
    let last = members
        .into_iter()
        .rfind(|node| matches!(node.kind(), Kind::Property | Kind::Attribute | Kind::Spread));
    match last {
        None => first(file, object, key, literal),
        Some(last) if !file.is_on_one_line(object.range()) => behind(file, object, last, key, literal),
        Some(last) if object.kind() == Kind::BlockBody => {
            unfold(file, object, Member::of(last)?, key, literal)
        }
        Some(last) => {
            let end = file.behind_comments(last.range().end);
            let entry = format!("{}{}", file.key_in(object, key, " "), file.write_on_line(literal));
            Some(vec![(TextRange { start: end, end }, format!(", {entry}"))])
        }
    }
}

/// Adds a member behind another, on a line of its own.
fn behind(file: &File<'_>, object: Node<'_>, last: Node<'_>, key: &str, literal: &Literal) -> Option<Edits> {
    let (range, end) = (last.range(), object.range().end.saturating_sub(1));
    let after = |at: u32| TextRange { start: at, end: at };
    let (line_end, comma) = file.rest_of_line(range.end);
    let indent = file.indent_at(range.start);
    let is_flat = !matches!(literal, Literal::Object(_) | Literal::List(_));
    let (gap, mut edits) = match Member::of(last).filter(|last| is_flat && file.may_line_up(last)) {
        Some(last) => Group::around(file, object, last).set(file, Some(key), None),
        None => (" ".to_owned(), Vec::new()),
    };
    let entry = format!("{indent}{}{}", file.key_in(object, key, &gap), file.write(literal, indent));
    // Commas as the others have them: JSON between members, HCL and Bicep where the user likes it.
    let has_commas = file.is_json() || uses_commas(file, object);
    let trailing = comma.or_else(|| file.comma_between(range.end, end));
    if has_commas && trailing.is_none() {
        edits.push((after(range.end), ",".to_owned()));
    }
    let trail = if has_commas && trailing.is_some() { "," } else { "" };
    let at = line_end
        .filter(|at| *at <= end)
        .unwrap_or_else(|| file.behind_comments(trailing.map_or(range.end, |comma| comma + 1)));
    edits.push((after(at), format!("\n{entry}{trail}")));
    Some(edits)
}

/// Adds an argument to a block of one line, which has room for one only.
fn unfold(file: &File<'_>, body: Node<'_>, only: Member<'_>, key: &str, literal: &Literal) -> Option<Edits> {
    let (TextRange { start, end }, held) = (body.range(), only.node.range());
    let close = end.saturating_sub(1);
    let is_plain = [(start + 1, held.start), (held.end, close)]
        .iter()
        .all(|(start, end)| file.slice(*start, *end).trim().is_empty());
    let outer = file.indent_at(start);
    let indent = format!("{outer}{}", file.indent_unit());
    let own = file.text_of(only.key);
    let width = own.chars().count().max(key.chars().count());
    let gap = |key: &str| " ".repeat(width + 1 - key.chars().count().min(width));
    // The value stays where it is: it may be a secret, and edits are shown.
    let before = TextRange { start: start + 1, end: only.value.range().start };
    let behind = TextRange { start: held.end, end: close };
    let entry = format!("{}{}", file.key(key, &gap(key)), file.write(literal, &indent));
    is_plain.then(|| {
        vec![
            (before, format!("\n{indent}{own}{}= ", gap(own))),
            (behind, format!("\n{indent}{entry}\n{outer}")),
        ]
    })
}

/// Whether the members of an object are parted by commas.
fn uses_commas(file: &File<'_>, object: Node<'_>) -> bool {
    let all: Vec<TextRange> = object.children().map(|child| child.range()).collect();
    let end = object.range().end.saturating_sub(1);
    let ends = all.iter().skip(1).map(|next| next.start).chain([end]);
    object.kind() == Kind::Object
        && all.iter().zip(ends).any(|(member, next)| file.comma_between(member.end, next).is_some())
}

/// Adds the first member.
fn first(file: &File<'_>, object: Node<'_>, key: &str, literal: &Literal) -> Option<Edits> {
    let TextRange { start, end } = object.range();
    let close = end.saturating_sub(1);
    let outer = file.indent_at(start);
    let indent = format!("{outer}{}", file.indent_unit());
    let entry = format!("\n{indent}{}{}", file.key(key, " "), file.write(literal, &indent));
    if file.slice(start + 1, close).trim().is_empty() {
        return Some(vec![(TextRange { start: start + 1, end: close }, format!("{entry}\n{outer}"))]);
    }
    // A comment, a nested resource or a block in it stays behind.
    file.rest_of_line(start + 1).0.filter(|at| *at <= close)?;
    let is_before_block = object.children().next().is_some_and(|child| child.kind() == Kind::Block);
    let blank = if is_before_block { "\n" } else { "" };
    Some(vec![(TextRange { start: start + 1, end: start + 1 }, format!("{entry}{blank}"))])
}

/// Adds a block at the end of a body.
fn add_block(file: &File<'_>, body: Node<'_>, key: &str, literal: &Literal) -> Option<Edits> {
    let TextRange { start, end } = body.range();
    let close = end.saturating_sub(1);
    let outer = file.indent_at(start);
    let indent = format!("{outer}{}", file.indent_unit());
    let block = format!("{indent}{key} {}", file.write(literal, &indent));
    if file.is_on_one_line(body.range()) {
        let is_empty = file.slice(start + 1, close).trim().is_empty();
        let inside = TextRange { start: start + 1, end: close };
        return is_empty.then(|| vec![(inside, format!("\n{block}\n{outer}"))]);
    }
    let at = file.line_start(close);
    let blank = if body.children().len() > 0 { "\n" } else { "" };
    file.begins_line(close).then(|| vec![(TextRange { start: at, end: at }, format!("{blank}{block}\n"))])
}
