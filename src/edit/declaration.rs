//! Declarations of parameters and variables.

use super::members::{self, Member};
use super::{Edits, File, insert, literal};
use crate::diagnostic::Literal;
use crate::source::Language;
use crate::syntax::{Kind, Node, TextRange};

/// Declares the parameter or variable whose name or head is under a range to be a secret.
pub(super) fn secure(file: &File<'_>, range: TextRange) -> Option<Edits> {
    let around = file.around(range);
    let innermost = |kind: Kind| around.iter().rev().find(|node| node.kind() == kind).copied();
    match file.language {
        Language::Bicep => decorate(file, innermost(Kind::Param)?),
        Language::Terraform => sensitive(file, innermost(Kind::Block)?.child(Kind::BlockBody)?, range),
        Language::TerraformJson => sensitive(file, declared(&around)?, range),
        Language::Json => retype(file, declared(&around)?),
        _ => None,
    }
}

/// In JSON the name is the key of the declaration.
fn declared<'f>(around: &[Node<'f>]) -> Option<Node<'f>> {
    let declaration = around.iter().rev().find_map(|node| Member::of(*node))?.value;
    (declaration.kind() == Kind::Object).then_some(declaration)
}

/// `@secure()` is for text and objects (Microsoft Learn, *Parameters in Bicep*).
fn decorate(file: &File<'_>, parameter: Node<'_>) -> Option<Edits> {
    let kind = file.text_of(parameter.child(Kind::Type)?).trim_end_matches('?');
    let start = parameter.range().start;
    let is_fit = matches!(kind, "string" | "object") && file.begins_line(start);
    let line = format!("@secure()\n{}", file.indent_at(start));
    is_fit.then(|| vec![(TextRange { start, end: start }, line)])
}

/// Not a collection: Terraform loops over none that is sensitive.
fn sensitive(file: &File<'_>, variable: Node<'_>, head: TextRange) -> Option<Edits> {
    const KEY: &str = "sensitive";
    let kind = members::value(variable, "type", file.text);
    if kind.is_some_and(|kind| members::unquoted(kind, file.text) != "string") {
        return None;
    }
    match members::value(variable, KEY, file.text) {
        Some(written) => literal::replace(file, written.range(), &Literal::Bool(true)),
        None => insert::insert(file, head, &[KEY.to_owned()], &Literal::Bool(true)),
    }
}

fn retype(file: &File<'_>, parameter: Node<'_>) -> Option<Edits> {
    let kind = members::value(parameter, "type", file.text).filter(|it| it.kind() == Kind::String)?;
    let secure = match members::unquoted(kind, file.text).to_ascii_lowercase().as_str() {
        "string" => "securestring",
        "object" => "secureObject",
        _ => return None,
    };
    Some(vec![(kind.range(), format!("\"{secure}\""))])
}
