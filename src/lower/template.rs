//! Template files, which Terraform renders with `templatefile`.

use std::sync::Arc;

use super::Expr;
use super::expression::{Dialect, Expressions};
use crate::source::Span;
use crate::syntax::hcl;

/// The expression that a template stands for, if it has no syntax errors. It may use these names.
/// Its text is in no source, so all of it stands at `place`.
pub fn lower_template(text: &str, names: &[Arc<str>], place: Span) -> Option<Expr> {
    let tree = hcl::parse_template(text);
    let root = tree.root().filter(|_| tree.errors.is_empty())?;
    let offsets = |_| place.start;
    let mut expressions = Expressions::new(text, place.source, Dialect::Hcl);
    expressions.offsets = Some(&offsets);
    names.iter().for_each(|name| expressions.push_local(name.clone()));
    Some(Expr { kind: expressions.whole_template(root), span: place })
}
