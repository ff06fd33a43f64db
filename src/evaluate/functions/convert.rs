//! Terraform's conversions between types
//! (developer.hashicorp.com/terraform/language/expressions/types#type-conversion).

use std::cmp::Ordering;
use std::collections::HashSet;
use std::rc::Rc;

use super::super::value::{Item, List, ListKind, Object, Value, ValueKind};
use super::call::number_of;

/// A type that a value is converted to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::evaluate) enum Scalar {
    Text,
    Number,
    Truth,
}

impl Scalar {
    /// The type of this name.
    pub(in crate::evaluate) fn of(name: &str) -> Option<Self> {
        match name {
            "string" => Some(Self::Text),
            "number" => Some(Self::Number),
            "bool" => Some(Self::Truth),
            _ => None,
        }
    }
}

/// The value as the type; what is not known stays as it is. `Err` says why that cannot be.
pub(in crate::evaluate) fn scalar(value: &Value, wanted: Scalar) -> Result<Value, &'static str> {
    let kind = match (&value.kind, wanted) {
        (ValueKind::Unknown(_) | ValueKind::OneOf(_) | ValueKind::Null, _) => return Ok(value.clone()),
        (ValueKind::String(_) | ValueKind::Partial(_) | ValueKind::Json(_), Scalar::Text)
        | (ValueKind::Bool(_), Scalar::Truth)
        | (ValueKind::Int(_) | ValueKind::Float(_), Scalar::Number) => return Ok(value.clone()),
        (ValueKind::Bool(_) | ValueKind::Int(_) | ValueKind::Float(_), Scalar::Text) => {
            ValueKind::String(value.canonical().into())
        }
        // It may turn out to be a number.
        (ValueKind::Partial(_), _) => return Ok(value.clone()),
        (ValueKind::String(text), Scalar::Number) => number(text).ok_or("a number is required")?,
        (ValueKind::String(text), Scalar::Truth) => ValueKind::Bool(match &**text {
            "true" | "1" => true,
            "false" | "0" => false,
            _ => return Err("a bool is required"),
        }),
        (_, Scalar::Text) => return Err("a string is required"),
        (_, Scalar::Number) => return Err("a number is required"),
        (_, Scalar::Truth) => return Err("a bool is required"),
    };
    Ok(Value { kind, ..value.clone() })
}

/// A number written in decimal.
pub(in crate::evaluate) fn number(text: &str) -> Option<ValueKind> {
    let decimal = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    if !decimal {
        return None;
    }
    match text.parse() {
        Ok(whole) => Some(ValueKind::Int(whole)),
        Err(_) => text.parse().ok().filter(|number: &f64| number.is_finite()).map(super::call::number_kind),
    }
}

/// Members as one type: if any is a string, numbers and truth values become strings.
pub(in crate::evaluate) fn unified(items: &[Value]) -> Vec<Value> {
    let mixed = items.iter().any(|item| std::mem::discriminant(&item.kind) != first_kind(items));
    let any_text = items.iter().any(|item| matches!(item.kind, ValueKind::String(_) | ValueKind::Partial(_)));
    match mixed && any_text {
        true => {
            items.iter().map(|item| scalar(item, Scalar::Text).unwrap_or_else(|_| item.clone())).collect()
        }
        false => items.to_vec(),
    }
}

fn first_kind(items: &[Value]) -> std::mem::Discriminant<ValueKind> {
    items.first().map_or(std::mem::discriminant(&ValueKind::Null), |item| std::mem::discriminant(&item.kind))
}

/// A list of members of one type.
pub(in crate::evaluate) fn list(list: &List) -> List {
    let items = if list.kind == ListKind::Tuple { unified(&list.items) } else { list.items.clone() };
    List { items, rest: list.rest.clone(), kind: ListKind::List }
}

/// A set: each member once, in the order in which Terraform walks them. `None` if two members that
/// are not known might be one.
pub(in crate::evaluate) fn set(list: &List) -> Option<List> {
    if list.kind == ListKind::Set {
        return Some(list.clone());
    }
    let mut items = distinct(&unified(&list.items)).filter(|_| list.rest.is_none())?;
    items.sort_by(walking_order);
    Some(List { items, rest: None, kind: ListKind::Set })
}

/// The members once each; `None` if that cannot be told.
pub(in crate::evaluate) fn distinct(items: &[Value]) -> Option<Vec<Value>> {
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    for item in items {
        // One that is not known may be any of the others, unless it is alone.
        (items.len() < 2 || item.first_unknown().is_none()).then_some(())?;
        if seen.insert(item.identity()?) {
            kept.push(item.clone());
        }
    }
    Some(kept)
}

/// Terraform walks sets of strings and numbers in their order; of others it stays as it is.
fn walking_order(a: &Value, b: &Value) -> Ordering {
    let rank = |value: &Value| match value.kind {
        ValueKind::Bool(_) => 0,
        ValueKind::Int(_) | ValueKind::Float(_) => 1,
        ValueKind::String(_) => 2,
        _ => 3,
    };
    rank(a).cmp(&rank(b)).then_with(|| match (&a.kind, &b.kind) {
        (ValueKind::String(a), ValueKind::String(b)) => a.cmp(b),
        (ValueKind::Bool(a), ValueKind::Bool(b)) => a.cmp(b),
        _ => number_of(a).zip(number_of(b)).map_or(Ordering::Equal, |(a, b)| a.total_cmp(&b)),
    })
}

/// A map: members of one type, in the order of their keys.
pub(in crate::evaluate) fn map(object: &Object) -> Object {
    let values: Vec<Value> = object.items.iter().map(|item| item.value.clone()).collect();
    let items = object.items.iter().zip(unified(&values));
    Object {
        items: items.map(|(item, value)| Item { value, ..item.clone() }).collect(),
        rest: object.rest.clone(),
        keys: object.keys.clone(),
    }
}

/// An argument as the type of the parameter: `s` string, `n` number, `b` bool, `l` list, `S` set,
/// `m` map, `ls` and `lb` lists of these, `*` anything. `Err` says why that cannot be.
pub(super) fn argument(value: &Value, wanted: &str) -> Result<Value, &'static str> {
    let wanted = match wanted.strip_suffix('?') {
        Some(nullable) => nullable,
        None if value.is_null() => return Err("an argument must not be null"),
        None => wanted,
    };
    let each = |list: &List, kind: Scalar| -> Result<ValueKind, &'static str> {
        let items = list.items.iter().map(|item| scalar(item, kind)).collect::<Result<Vec<_>, _>>()?;
        Ok(ValueKind::List(Rc::new(List { items, rest: list.rest.clone(), kind: ListKind::List })))
    };
    let kind = match (wanted, &value.kind) {
        ("s", _) => return scalar(value, Scalar::Text),
        ("n", _) => return scalar(value, Scalar::Number),
        ("b", _) => return scalar(value, Scalar::Truth),
        ("*", _) | (_, ValueKind::Unknown(_) | ValueKind::OneOf(_)) => return Ok(value.clone()),
        ("ls", ValueKind::List(list)) => each(list, Scalar::Text)?,
        ("lb", ValueKind::List(list)) => each(list, Scalar::Truth)?,
        ("l", ValueKind::List(inner)) => ValueKind::List(Rc::new(list(inner))),
        // A set that cannot be told apart stays a list; the functions of sets take it as unknown.
        ("S", ValueKind::List(list)) => match set(list) {
            Some(set) => ValueKind::List(Rc::new(set)),
            None => return Ok(value.clone()),
        },
        ("m", ValueKind::Object(object)) => ValueKind::Object(Rc::new(map(object))),
        ("m", _) => return Err("a map is required"),
        _ => return Err("a list is required"),
    };
    Ok(Value { kind, ..value.clone() })
}
