//! Members and elements of values.

use std::rc::Rc;
use std::sync::Arc;

use super::expression::{as_type, map_alternatives};
use super::functions::Scalar;
use super::scope::{Evaluator, Scope};
use super::value::{ListKind, Unknown, Value, ValueKind};
use crate::lower::{Expr, ExprKind, ModuleLanguage};
use crate::source::Span;

impl<'a> Evaluator<'a> {
    /// A member of a value: of each alternative, of a referenced resource, of an object.
    pub(super) fn member(
        &self,
        scope: &Rc<Scope<'a>>,
        object: &Value,
        name: &Arc<str>,
        safe: bool,
        at: Span,
    ) -> Value {
        let fold = scope.module.language != ModuleLanguage::Terraform;
        map_alternatives(object, at, &mut |object| match &object.kind {
            ValueKind::Object(members) => match members.get(name, fold) {
                Some(item) => item.value.clone().out_of(object),
                None => match &members.rest {
                    Some(rest) => match rest.reference.as_ref().filter(|rest| rest.is_element()) {
                        Some(element) => self.reference_member(element, name, at),
                        None => Value::new(ValueKind::Unknown(rest.clone()), at),
                    },
                    None if safe => Value::new(ValueKind::Null, at),
                    None => Value::unknown(
                        format!("there is no member `{name}`"),
                        format!("{name} of {at:?}"),
                        at,
                    ),
                },
            },
            ValueKind::Null if safe => Value::new(ValueKind::Null, at),
            ValueKind::Unknown(unknown) => match &unknown.reference {
                Some(reference) => self.reference_member(reference, name, at),
                None => {
                    let key = format!("{}.{name}", unknown.key);
                    let credentials = unknown.credentials.as_ref().map(|known| known.member(name, at));
                    let unknown = Unknown { key, credentials, ..(**unknown).clone() };
                    Value::new(ValueKind::Unknown(Rc::new(unknown)), at).out_of(object)
                }
            },
            _ => {
                let reason = format!("`{name}` is taken of something that is not an object");
                Value::unknown(reason, format!("{name} of {at:?}"), at)
            }
        })
    }

    /// `object[index]`, `object[?index]` or `object[^index]`.
    pub(super) fn index(
        &self,
        scope: &Rc<Scope<'a>>,
        object: &Value,
        index: &Value,
        (safe, from_end): (bool, bool),
        at: Span,
    ) -> Value {
        if let ValueKind::String(name) = &index.kind
            && !matches!(&object.kind, ValueKind::List(_))
            && !matches!(&object.kind, ValueKind::Unknown(unknown) if unknown.reference.is_some())
        {
            return self.member(scope, object, name, safe, at);
        }
        map_alternatives(object, at, &mut |object| match (&object.kind, &index.kind) {
            (ValueKind::List(list), ValueKind::Int(i)) if list.kind != ListKind::Set => {
                let position = match from_end {
                    true => list.items.len() as i64 - i,
                    false => *i,
                };
                match usize::try_from(position).ok().and_then(|position| list.items.get(position)) {
                    // What is not known may stand before it.
                    Some(item) if list.rest.is_none() => item.clone().out_of(object),
                    _ => match &list.rest {
                        Some(rest) => Value::new(ValueKind::Unknown(rest.clone()), at),
                        None if safe => Value::new(ValueKind::Null, at),
                        None => Value::unknown("the index is out of range", format!("index {at:?}"), at),
                    },
                }
            }
            // Terraform converts the index.
            (ValueKind::List(_), ValueKind::String(text)) if text.parse::<i64>().is_ok() => {
                let number = as_type(index, Scalar::Number);
                self.index(scope, object, &number, (safe, from_end), at)
            }
            (ValueKind::Null, _) if safe => Value::new(ValueKind::Null, at),
            (ValueKind::Unknown(unknown), _) => match &unknown.reference {
                Some(reference) => self.reference_index(reference, index, at),
                None => {
                    let key = format!("{}[{}]", unknown.key, index.canonical());
                    let credentials = unknown.credentials.as_ref().map(|known| known.member("", at));
                    let unknown = Unknown { key, credentials, ..(**unknown).clone() };
                    Value::new(ValueKind::Unknown(Rc::new(unknown)), at).out_of(object)
                }
            },
            _ => match index.first_unknown().or_else(|| object.first_unknown()) {
                Some(unknown) => {
                    let key = format!("{}[{}]", object.canonical(), index.canonical());
                    let unknown = Unknown { key, reference: None, ..(*unknown).clone() };
                    Value::new(ValueKind::Unknown(Rc::new(unknown)), at)
                }
                None => Value::unknown("the index does not fit the value", format!("index {at:?}"), at),
            },
        })
    }
}

/// Whether a chain of accesses has a safe one: what is not there ends all of it, as Bicep compiles
/// `a.?b.c` to `tryGet(a, 'b', 'c')`.
pub(super) fn has_safe_access(chain: &Expr) -> bool {
    let mut at = chain;
    while let ExprKind::Member { object, safe, .. } | ExprKind::Index { object, safe, .. } = &at.kind {
        if *safe {
            return true;
        }
        at = object;
    }
    false
}
