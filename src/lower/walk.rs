//! The parts of an expression.

use super::{Element, Entry, Expr, ExprKind};

impl Expr {
    /// Calls `visit` with each expression directly inside.
    pub(super) fn each_part(&mut self, visit: &mut dyn FnMut(&mut Expr)) {
        let mut each = |elements: &mut Vec<Element>| elements.iter_mut().for_each(|it| visit(&mut it.value));
        match &mut self.kind {
            ExprKind::Array(elements) | ExprKind::Call { arguments: elements, .. } => each(elements),
            ExprKind::Method { object, arguments, .. } => {
                each(arguments);
                visit(object);
            }
            ExprKind::Template(parts) => parts.iter_mut().for_each(visit),
            ExprKind::Object(entries) => entries.iter_mut().for_each(|entry| match entry {
                Entry::Property { key, value } => {
                    visit(key);
                    visit(value);
                }
                Entry::Spread(value) => visit(value),
            }),
            ExprKind::Member { object: part, .. }
            | ExprKind::Nested(part, _)
            | ExprKind::Unary(_, part)
            | ExprKind::Lambda(_, part) => {
                visit(part);
            }
            ExprKind::Index { object: a, index: b, .. } | ExprKind::Binary(_, a, b) => {
                visit(a);
                visit(b);
            }
            ExprKind::Conditional(a, b, c) => [a, b, c].into_iter().for_each(|part| visit(part)),
            ExprKind::For(looped) => {
                visit(&mut looped.collection);
                looped.condition.iter_mut().chain(&mut looped.result_key).for_each(&mut *visit);
                visit(&mut looped.body);
            }
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::String(_)
            | ExprKind::Name(..)
            | ExprKind::Secret
            | ExprKind::Unsupported(_) => {}
        }
    }
}
