//! JSON texts.

use std::rc::Rc;

use super::super::limits::TOO_DEEP;
use super::super::value::{Item, List, ListKind, Object, Value, ValueKind};
use super::call::Call;
use crate::source::Span;

/// Bicep `json(text)`, Terraform `jsondecode(text)`.
pub(super) fn decode(call: &Call) -> Option<Value> {
    match &call.value(0)?.kind {
        ValueKind::Json(inner) => Some((**inner).clone()),
        ValueKind::String(text) => parse(call, text),
        _ => None,
    }
}

/// The value that a JSON text stands for, as one that is computed at `span`; `None` if it is none.
pub fn json_text(text: &str, span: Span) -> Option<Value> {
    serde_json::from_str(text).ok().map(|json| value(&json, span))
}

/// The value that a JSON text stands for.
pub(super) fn parse(call: &Call, text: &str) -> Option<Value> {
    // A member takes more memory than its text.
    call.evaluator.budget.charge(text.len()).then_some(())?;
    match serde_json::from_str(text) {
        Ok(json) => Some(call.traced(value(&json, call.span))),
        // The parser has a bound of its own, and no other way to say that it was reached.
        Err(error) if error.to_string().contains("recursion limit") => {
            Some(call.evaluator.limit(call.span, TOO_DEEP))
        }
        Err(_) => call.fails("the text is not JSON"),
    }
}

/// A JSON value as one that is computed at `span`.
fn value(json: &serde_json::Value, span: Span) -> Value {
    use serde_json::Value as Json;
    let kind = match json {
        Json::Null => ValueKind::Null,
        Json::Bool(value) => ValueKind::Bool(*value),
        Json::Number(number) => match number.as_i64() {
            Some(number) => ValueKind::Int(number),
            None => ValueKind::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Json::String(text) => ValueKind::String(text.as_str().into()),
        Json::Array(items) => {
            return Value::list(items.iter().map(|item| value(item, span)).collect(), span);
        }
        Json::Object(members) => {
            let item = |(key, member): (&String, &Json)| Item {
                key: key.as_str().into(),
                key_span: span,
                value: value(member, span),
                spelling: None,
            };
            ValueKind::Object(Rc::new(Object {
                items: members.iter().map(item).collect(),
                ..Object::default()
            }))
        }
    };
    Value::new(kind, span)
}

/// Terraform: `jsonencode(value)`. Terraform writes members in the order of their names.
pub(super) fn encode(call: &Call) -> Option<Value> {
    match &call.value(0)?.kind {
        ValueKind::List(_) | ValueKind::Object(_) => {
            call.result(ValueKind::Json(Rc::new(sorted(call, call.value(0)?))))
        }
        ValueKind::Unknown(_) => call.result(ValueKind::Json(Rc::new(call.value(0)?.clone()))),
        _ => {
            let json = Value::new(ValueKind::Json(Rc::new(call.value(0)?.clone())), call.span);
            Some(call.traced(Value::from_pieces(json.pieces()?, call.span)))
        }
    }
}

fn sorted(call: &Call, value: &Value) -> Value {
    let Some(_entered) = call.evaluator.budget.enter() else { return value.clone() };
    let kind = match &value.kind {
        ValueKind::List(list) => {
            let items = list.items.iter().map(|item| sorted(call, item)).collect();
            ValueKind::List(Rc::new(List { items, rest: list.rest.clone(), kind: ListKind::Tuple }))
        }
        ValueKind::Object(object) => {
            let mut sorted_object = Object::clone(object);
            sorted_object.items.sort_by(|a, b| a.key.cmp(&b.key));
            for item in &mut sorted_object.items {
                item.value = sorted(call, &item.value);
            }
            ValueKind::Object(Rc::new(sorted_object))
        }
        _ => return value.clone(),
    };
    Value { kind, ..value.clone() }
}

/// Bicep: `string(value)`
pub(super) fn to_string(call: &Call) -> Option<Value> {
    let value = call.value(0)?;
    match &value.kind {
        ValueKind::List(_) | ValueKind::Object(_) => call.result(ValueKind::Json(Rc::new(value.clone()))),
        ValueKind::Bool(truth) => call.string(if *truth { "True" } else { "False" }),
        ValueKind::Json(_) => Some(value.clone()),
        _ => Some(call.traced(Value::from_pieces(value.pieces()?, call.span))),
    }
}
