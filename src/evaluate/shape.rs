//! Terraform's type constraints, as far as they change a value: it is converted, and attributes of
//! objects that are left out are filled in (developer.hashicorp.com/terraform/language/expressions/type-constraints).

use std::rc::Rc;
use std::sync::Arc;

use super::expression::map_alternatives;
use super::functions::{self, Scalar};
use super::scope::{Evaluator, Locals, Scope};
use super::value::{Item, List, ListKind, Object, Origin, Value, ValueKind};
use crate::lower::{Element, Entry, Expr, ExprKind};

impl<'a> Evaluator<'a> {
    /// A value as a type makes it: `optional(type, default)` fills in what is absent or null.
    pub(super) fn shaped(&self, scope: &Rc<Scope<'a>>, value: &Value, shape: &'a Expr) -> Value {
        let Some(_entered) = self.budget.enter() else { return value.clone() };
        if let ExprKind::Name(_, name) = &shape.kind {
            let Some(wanted) = Scalar::of(name) else { return value.clone() };
            // What cannot be converted is a mistake that Terraform reports.
            return map_alternatives(value, value.span, &mut |value| {
                functions::scalar(value, wanted).unwrap_or_else(|_| value.clone())
            });
        }
        let ExprKind::Call { function, arguments } = &shape.kind else { return value.clone() };
        let Some(Element { value: inner, .. }) = arguments.first() else { return value.clone() };
        map_alternatives(value, value.span, &mut |value| {
            let kind = match (&**function, &value.kind, &inner.kind) {
                ("optional", ..) => return self.shaped(scope, value, inner),
                ("list" | "set", ValueKind::List(list), _) => {
                    let items = list.items.iter().map(|item| self.shaped(scope, item, inner)).collect();
                    let list = List { items, rest: list.rest.clone(), kind: ListKind::List };
                    ValueKind::List(Rc::new(if &**function == "set" { set(list) } else { list }))
                }
                ("tuple", ValueKind::List(list), ExprKind::Array(types)) => {
                    let each = |(item, shape): (&Value, &'a Element)| self.shaped(scope, item, &shape.value);
                    let items: Vec<Value> = list.items.iter().zip(types).map(each).collect();
                    // A tuple of another length is a mistake.
                    let fits = list.items.len() == items.len();
                    let items = if fits { items } else { list.items.clone() };
                    ValueKind::List(Rc::new(List { items, rest: list.rest.clone(), kind: ListKind::Tuple }))
                }
                ("map", ValueKind::Object(object), _) => {
                    let shaped =
                        |item: &Item| Item { value: self.shaped(scope, &item.value, inner), ..item.clone() };
                    let items = object.items.iter().map(shaped).collect();
                    ValueKind::Object(Rc::new(Object {
                        items,
                        rest: object.rest.clone(),
                        ..Object::default()
                    }))
                }
                ("object", ValueKind::Object(object), ExprKind::Object(attributes)) => {
                    ValueKind::Object(Rc::new(self.shaped_object(scope, value, object, attributes)))
                }
                _ => return value.clone(),
            };
            Value { kind, ..value.clone() }
        })
    }

    fn shaped_object(
        &self,
        scope: &Rc<Scope<'a>>,
        whole: &Value,
        object: &Object,
        attributes: &'a [Entry],
    ) -> Object {
        let mut shaped = object.clone();
        let names: Vec<&str> = attributes.iter().filter_map(attribute_name).collect();
        // What the type does not name is left behind. A syntax error may hide a name.
        if names.len() == attributes.len() {
            shaped.items.retain(|item| names.contains(&&*item.key));
        }
        for attribute in attributes {
            let Entry::Property { key: Expr { kind: ExprKind::String(name), .. }, value: shape } = attribute
            else {
                continue;
            };
            let given = object.get(name, false);
            let value = match (given.map(|item| &item.value), absent_value(shape)) {
                (Some(value), Some(default)) => map_alternatives(value, value.span, &mut |value| {
                    let filled = value.is_null().then(|| self.filled_in(scope, whole, default));
                    self.shaped(scope, &filled.unwrap_or_else(|| value.clone()), shape)
                }),
                (Some(value), None) => self.shaped(scope, value, shape),
                // It may be among what is not known.
                (None, Some(default)) if object.rest.is_none() => {
                    self.shaped(scope, &self.filled_in(scope, whole, default), shape)
                }
                (None, _) => continue,
            };
            let key_span = given.map_or(value.span, |item| item.key_span);
            shaped.set(Item { key: Arc::clone(name), key_span, value, spelling: None }, false);
        }
        shaped
    }

    fn filled_in(&self, scope: &Rc<Scope<'a>>, whole: &Value, default: Option<&'a Expr>) -> Value {
        match default {
            Some(default) => {
                let value = self.eval(scope, &Locals::default(), default);
                Value { origin: Origin::Default, ..value }
            }
            None => Value::new(ValueKind::Null, whole.span),
        }
    }
}

/// A set of these members. What may be among the others stays beside them.
fn set(list: List) -> List {
    functions::as_set(&list).unwrap_or(List { kind: ListKind::Set, ..list })
}

fn attribute_name(attribute: &Entry) -> Option<&str> {
    match attribute {
        Entry::Property { key: Expr { kind: ExprKind::String(name), .. }, .. } => Some(name),
        _ => None,
    }
}

/// What an attribute of an object is when it is left out: `None` if it may not be, else the default,
/// if there is one.
fn absent_value(shape: &Expr) -> Option<Option<&Expr>> {
    match &shape.kind {
        ExprKind::Call { function, arguments } if &**function == "optional" => {
            Some(arguments.get(1).map(|default| &default.value))
        }
        _ => None,
    }
}
