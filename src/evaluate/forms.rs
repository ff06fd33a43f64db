//! Calls that look at their arguments as expressions: mistakes in them, or their names.

use std::collections::HashSet;
use std::rc::Rc;

use super::expression::map_alternatives;
use super::functions::FAILS;
use super::scope::{Evaluator, Locals, Scope};
use super::value::{Value, ValueKind};
use crate::lower::{Element, Expr, ExprKind, ModuleLanguage};
use crate::source::Span;

impl<'a> Evaluator<'a> {
    /// The value of such a call; `None` if it is an ordinary one.
    pub(super) fn form(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        name: &str,
        arguments: &'a [Element],
        span: Span,
    ) -> Option<Value> {
        let terraform = scope.module.language == ModuleLanguage::Terraform;
        match (name.strip_prefix("core::").unwrap_or(name), terraform, arguments) {
            ("try", true, arguments) => Some(self.attempt(scope, locals, arguments, span)),
            ("can", true, [argument]) => {
                let value = self.eval(scope, locals, &argument.value);
                Some(map_alternatives(&value, span, &mut |value| match value.first_unknown() {
                    _ if fails(value) => Value::new(ValueKind::Bool(false), span),
                    Some(unknown) if value.as_unknown().is_some() => {
                        Value::new(ValueKind::Unknown(unknown), span)
                    }
                    _ => Value::new(ValueKind::Bool(true), span),
                }))
            }
            ("readEnvironmentVariable", false, [variable, default @ ..]) => {
                Some(self.environment(scope, locals, (&variable.value, default.first()), span))
            }
            (_, false, [Element { value, .. }]) if name.eq_ignore_ascii_case("nameof") => {
                Some(Value::string(name_of(value)?, span))
            }
            _ => None,
        }
    }

    /// The first argument without a mistake in it.
    fn attempt(&self, scope: &Rc<Scope<'a>>, locals: &Locals, arguments: &'a [Element], span: Span) -> Value {
        let Some((first, others)) = arguments.split_first() else {
            return Value::unknown(
                format!("`try` {FAILS} no argument is valid"),
                format!("try {span:?}"),
                span,
            );
        };
        let value = self.eval(scope, locals, &first.value);
        map_alternatives(&value, value.span, &mut |value| match fails(value) {
            true => self.attempt(scope, locals, others, span),
            false => value.clone(),
        })
    }
}

/// The last name of a chain of members.
fn name_of(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(_, name) | ExprKind::Member { name, .. } => Some(name),
        ExprKind::Index { index, .. } => match &index.kind {
            ExprKind::String(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a value or a part of it stands for a mistake in the code, which Terraform's `try` and
/// `can` catch, as opposed to something that is not known yet.
fn fails(value: &Value) -> bool {
    let mistakes = [FAILS, "there is no member", "the index is out of range", "is not declared"];
    let more = ["is taken of something", "the index does not fit", "the loop does not walk"];
    let is_mistake = |reason: &str| mistakes.iter().chain(&more).any(|mistake| reason.contains(mistake));
    let mut seen: HashSet<*const ()> = HashSet::new();
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        match &value.kind {
            ValueKind::Unknown(unknown) if is_mistake(&unknown.reason) => return true,
            ValueKind::List(list) if seen.insert(Rc::as_ptr(list).cast()) => {
                if list.rest.as_ref().is_some_and(|rest| is_mistake(&rest.reason)) {
                    return true;
                }
                pending.extend(&list.items);
            }
            ValueKind::Object(object) if seen.insert(Rc::as_ptr(object).cast()) => {
                if object.rest.as_ref().is_some_and(|rest| is_mistake(&rest.reason)) {
                    return true;
                }
                pending.extend(object.items.iter().map(|item| &item.value));
            }
            _ => {}
        }
    }
    false
}
