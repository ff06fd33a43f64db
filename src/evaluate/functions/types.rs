//! Conversions, and functions that pass a value on.

use std::rc::Rc;

use super::super::value::{List, ListKind, Value, ValueKind};
use super::call::Call;
use super::convert;

/// Terraform: the first argument that is neither null nor an empty string, as the type that all
/// arguments have in common.
pub(super) fn coalesce(call: &Call) -> Option<Value> {
    for value in convert::unified(call.values) {
        match &value.kind {
            ValueKind::Null => {}
            ValueKind::String(text) if text.is_empty() => {}
            // A reference is to something that is there, if it is not a module's output.
            ValueKind::Unknown(unknown) if unknown.reference.is_none() => return None,
            _ => return Some(value),
        }
    }
    call.fails("all arguments are null or empty")
}

/// Terraform: `sensitive`
pub(super) fn sensitive(call: &Call) -> Option<Value> {
    let value = call.value(0)?.clone();
    if value.is_null() {
        return Some(value);
    }
    call.evaluator.secrets.borrow_mut().extend(value.places_of_text());
    // The text itself must not be part of what identifies it.
    let key = match value.as_unknown() {
        Some(unknown) => format!("sensitive({})", unknown.key),
        None => format!("sensitive({:?})", value.span),
    };
    Some(value.hidden("it is marked as a secret".to_owned(), key))
}

/// What needs no more than its argument: `any`, `nonsensitive`, …
pub(super) fn same(call: &Call) -> Option<Value> {
    call.value(0).cloned()
}

/// Terraform: `tolist`, `toset` and `tomap`
pub(super) fn to_list(call: &Call) -> Option<Value> {
    match &call.value(0)?.kind {
        ValueKind::List(list) => retyped(call, ValueKind::List(Rc::new(convert::list(list)))),
        ValueKind::Null | ValueKind::Unknown(_) => call.value(0).cloned(),
        _ => call.fails("a list, tuple or set is required"),
    }
}

pub(super) fn to_set(call: &Call) -> Option<Value> {
    match &call.value(0)?.kind {
        ValueKind::List(list) => match convert::set(list) {
            Some(set) => retyped(call, ValueKind::List(Rc::new(set))),
            None => {
                let rest = call.value(0)?.first_unknown()?;
                retyped(
                    call,
                    ValueKind::List(Rc::new(List { rest: Some(rest), kind: ListKind::Set, ..known(list) })),
                )
            }
        },
        ValueKind::Null | ValueKind::Unknown(_) => call.value(0).cloned(),
        _ => call.fails("a list, tuple or set is required"),
    }
}

/// The members that are known.
fn known(list: &List) -> List {
    let items: Vec<Value> =
        list.items.iter().filter(|item| item.first_unknown().is_none()).cloned().collect();
    List { items: convert::distinct(&items).unwrap_or_default(), ..List::default() }
}

pub(super) fn to_map(call: &Call) -> Option<Value> {
    match &call.value(0)?.kind {
        ValueKind::Object(object) => retyped(call, ValueKind::Object(Rc::new(convert::map(object)))),
        ValueKind::Null | ValueKind::Unknown(_) => call.value(0).cloned(),
        _ => call.fails("a map or an object is required"),
    }
}

/// The same value with its history, as another type.
fn retyped(call: &Call, kind: ValueKind) -> Option<Value> {
    Some(Value { kind, ..call.value(0)?.clone() })
}

pub(super) fn to_string(call: &Call) -> Option<Value> {
    converted(call, convert::Scalar::Text)
}

pub(super) fn to_number(call: &Call) -> Option<Value> {
    converted(call, convert::Scalar::Number)
}

pub(super) fn to_bool(call: &Call) -> Option<Value> {
    converted(call, convert::Scalar::Truth)
}

fn converted(call: &Call, wanted: convert::Scalar) -> Option<Value> {
    let value = call.value(0)?;
    match convert::scalar(value, wanted) {
        // Who has the type already is passed through.
        Ok(same) if std::mem::discriminant(&same.kind) == std::mem::discriminant(&value.kind) => Some(same),
        Ok(converted) => call.result(converted.kind),
        Err(why) => call.fails(why),
    }
}

/// Bicep: `bool(value)`
pub(super) fn bool_of(call: &Call) -> Option<Value> {
    match call.value(0)?.kind {
        ValueKind::Bool(_) => call.value(0).cloned(),
        ValueKind::Int(number) => call.truth(number != 0),
        _ => {
            let text = call.text(0)?;
            call.truth(text.eq_ignore_ascii_case("true") || &*text == "1")
        }
    }
}
