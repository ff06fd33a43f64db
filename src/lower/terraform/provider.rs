//! Which versions of a provider a directory allows, and which one Terraform chose.

use super::block::Block;
use crate::lower::{Entry, Expr, ExprKind, Requirement};
use crate::source::Span;

/// The constraints of a `terraform` block, or of a `provider` block as before Terraform 0.13.
pub(super) fn requirements(block: &Block) -> Vec<Requirement> {
    match (&*block.kind, block.labels.as_slice()) {
        ("provider", [name]) => {
            let constraint = block.attribute("version").and_then(text);
            let requirement = |(constraint, span)| Requirement { name: name.to_string(), constraint, span };
            constraint.map(requirement).into_iter().collect()
        }
        _ => block
            .nested("required_providers")
            .flat_map(|block| &block.attributes)
            .filter_map(required)
            .collect(),
    }
}

/// `azurerm = { source = "hashicorp/azurerm", version = "~> 4.0" }`, or the version alone.
fn required(provider: &super::block::Attribute) -> Option<Requirement> {
    let (constraint, span) = text(&provider.value).or_else(|| text(member(&provider.value, "version")?))?;
    // The local name is free; the source says which provider it is.
    let source = member(&provider.value, "source").and_then(text);
    let name = source.and_then(|(source, _)| Some(source.rsplit_once('/')?.1.to_owned()));
    Some(Requirement { name: name.unwrap_or_else(|| provider.name.to_string()), constraint, span })
}

/// The version in a `provider` block of a lock file.
pub(super) fn locked(block: &Block) -> Option<Requirement> {
    let [address] = block.labels.as_slice() else { return None };
    let (version, span) = block.attribute("version").and_then(text)?;
    let name = address.rsplit('/').next().unwrap_or(address).to_owned();
    Some(Requirement { name, constraint: format!("= {version}"), span })
}

fn text(expr: &Expr) -> Option<(String, Span)> {
    match &expr.kind {
        ExprKind::String(text) => Some((text.to_string(), expr.span)),
        _ => None,
    }
}

fn member<'e>(object: &'e Expr, wanted: &str) -> Option<&'e Expr> {
    let ExprKind::Object(entries) = &object.kind else { return None };
    entries.iter().find_map(|entry| match entry {
        Entry::Property { key: Expr { kind: ExprKind::String(name), .. }, value } if &**name == wanted => {
            Some(value)
        }
        _ => None,
    })
}
