//! Functions and operators. A function whose arguments are not known gives an unknown that names
//! the first reason; one that needs a deployment or is not evaluated says so.

mod arm;
mod lambdas;
mod operators;
mod terraform;

use std::rc::Rc;
use std::sync::Arc;

use super::limits::{MAX_ELEMENTS, MAX_TEXT, TOO_LONG, TOO_MANY, TOO_MANY_STEPS};
use super::scope::Evaluator;
use super::value::{Item, List, Object, Piece, Unknown, Value, ValueKind};
use crate::source::Span;

pub(super) use arm::method;
pub(super) use lambdas::{takes_lambda, with_lambdas};
pub(super) use operators::{binary, coalesce_unknown};

/// The result of a call with evaluated arguments.
pub(super) fn call(
    evaluator: &Evaluator,
    terraform: bool,
    name: &str,
    arguments: &[Value],
    span: Span,
) -> Value {
    if !evaluator.budget.charge(arguments.iter().map(weight).sum()) {
        return evaluator.limit(span, TOO_MANY_STEPS);
    }
    let result = match terraform {
        true => terraform::call(evaluator, name, arguments, span),
        false => arm::call(evaluator, name, arguments, span),
    };
    let limit = match result.as_ref().map(|value| &value.kind) {
        Some(ValueKind::String(text)) => (text.len() > MAX_TEXT).then_some(TOO_LONG),
        Some(ValueKind::Partial(pieces)) => {
            (pieces.iter().map(Piece::weight).sum::<usize>() > MAX_TEXT).then_some(TOO_LONG)
        }
        Some(ValueKind::List(list)) => (list.items.len() > MAX_ELEMENTS).then_some(TOO_MANY),
        Some(ValueKind::Object(object)) => (object.items.len() > MAX_ELEMENTS).then_some(TOO_MANY),
        _ => None,
    };
    if let Some(limit) = limit {
        return evaluator.limit(span, limit);
    }
    if evaluator.budget.exhausted() {
        return evaluator.limit(span, TOO_MANY_STEPS);
    }
    match result {
        Some(value) => value,
        None => not_computed(&arguments.iter().collect::<Vec<_>>(), name, span),
    }
}

/// The steps that a function may take for an argument of this size.
fn weight(value: &Value) -> usize {
    match &value.kind {
        ValueKind::String(text) => text.len() / 16,
        ValueKind::Partial(pieces) => pieces.iter().map(Piece::weight).sum::<usize>() / 16,
        ValueKind::List(list) => 2 * list.items.len(),
        ValueKind::Object(_) => merge_cost(0, value),
        ValueKind::OneOf(alternatives) => alternatives.iter().map(|it| weight(&it.value)).sum(),
        _ => 0,
    }
}

/// The steps of adding the members of an object to one of `size` members: each is looked for.
pub(super) fn merge_cost(size: usize, value: &Value) -> usize {
    let more = value.as_object().map_or(0, |object| object.items.len());
    2 * more + more * (size + more) / 256
}

/// The unknown that stands for an operation on values that are not known, or not of a kind that it
/// takes.
pub(super) fn not_computed(arguments: &[&Value], name: &str, span: Span) -> Value {
    let keys: Vec<String> = arguments.iter().map(|argument| argument.canonical()).collect();
    let key = format!("{name}({})", keys.join(","));
    let first = arguments.iter().find_map(|argument| argument.first_unknown());
    let unknown = match first {
        Some(unknown) => Unknown { key, reference: None, ..(*unknown).clone() },
        None => Unknown { reason: format!("`{name}` is not evaluated"), key, reference: None, secret: false },
    };
    let mut value = Value::new(ValueKind::Unknown(Rc::new(unknown)), span);
    for argument in arguments {
        value.trace = value.trace.then(&argument.trace);
    }
    value
}

/// An unknown that only a deployment can tell.
fn runtime(name: &str, arguments: &[Value], span: Span) -> Value {
    let keys: Vec<String> = arguments.iter().map(Value::canonical).collect();
    let unknown = Unknown {
        reason: format!("`{name}` is known only at deployment"),
        key: format!("{name}({})", keys.join(",")),
        reference: None,
        secret: name.to_ascii_lowercase().starts_with("list") || name.eq_ignore_ascii_case("getSecret"),
    };
    Value::new(ValueKind::Unknown(Rc::new(unknown)), span)
}

/// Adds the members of `value` to `object`, replacing members of the same key.
pub(super) fn merge_into(object: &mut Object, value: &Value, fold: bool) {
    match &value.kind {
        ValueKind::Object(more) => {
            for item in &more.items {
                let item = Item { value: item.value.clone().out_of(value), ..item.clone() };
                object.set(item, fold);
            }
            object.rest = object.rest.take().or_else(|| more.rest.clone());
        }
        ValueKind::Null => {}
        // Any member may be replaced by what is not known.
        _ => {
            if let Some(unknown) = value.first_unknown() {
                for item in &mut object.items {
                    item.value = Value::new(ValueKind::Unknown(unknown.clone()), item.value.span);
                }
                object.rest = Some(unknown);
            }
        }
    }
}

/// Adds one result of an object-building loop.
pub(super) fn add_result(object: &mut Object, key: &Value, value: Value, grouping: bool) {
    let pieces = key.pieces().map(|pieces| Value::from_pieces(pieces, key.span));
    let Some(Value { kind: ValueKind::String(name), .. }) = pieces else {
        object.rest = object.rest.take().or_else(|| key.first_unknown());
        return;
    };
    let span = value.span;
    if !grouping {
        object.set(Item { key: name, key_span: key.span, value, spelling: None }, false);
        return;
    }
    // In place: a group may have as many members as the loop has passes.
    let group = object.items.iter_mut().find(|item| item.key == name);
    if let Some(Item { value: Value { kind: ValueKind::List(list), .. }, .. }) = group {
        Rc::make_mut(list).items.push(value);
        return;
    }
    let value = Value::list(vec![value], span);
    object.set(Item { key: name, key_span: key.span, value, spelling: None }, false);
}

// What both libraries share. `None` means that the arguments are not known or do not fit.

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

fn strings(list: &List) -> Option<Vec<&str>> {
    if list.rest.is_some() {
        return None;
    }
    list.items.iter().map(Value::as_str).collect()
}

fn change_case(value: &Value, upper: bool, span: Span) -> Option<Value> {
    let change = |text: &str| if upper { text.to_uppercase() } else { text.to_lowercase() };
    let pieces = value.pieces()?.into_iter().map(|piece| match piece {
        Piece::Text(text) => Piece::Text(change(&text).into()),
        Piece::Unknown(unknown) => {
            let key = format!("{}({})", if upper { "upper" } else { "lower" }, unknown.key);
            Piece::Unknown(Rc::new(Unknown { key, reference: None, ..(*unknown).clone() }))
        }
    });
    Some(keep_trace(Value::from_pieces(pieces.collect(), span), &[value]))
}

/// Joins strings, known or not. Stops when the text is too long to be a value.
fn concat_text(values: &[&Value], separator: &str, span: Span) -> Option<Value> {
    let mut pieces = Vec::new();
    let mut length = 0;
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            pieces.push(Piece::Text(separator.into()));
        }
        let more = value.pieces()?;
        length += separator.len() + more.iter().map(Piece::weight).sum::<usize>();
        pieces.extend(more);
        if length > MAX_TEXT {
            break;
        }
    }
    Some(keep_trace(Value::from_pieces(pieces, span), values))
}

fn concat_lists(values: &[Value], span: Span) -> Option<Value> {
    let mut list = List::default();
    for value in values {
        let Some(more) = value.as_list() else {
            list.rest = list.rest.or(Some(value.first_unknown()?));
            continue;
        };
        list.items.extend(more.items.iter().map(|item| item.clone().out_of(value)));
        list.rest = list.rest.or_else(|| more.rest.clone());
        if list.items.len() > MAX_ELEMENTS {
            break;
        }
    }
    Some(Value::new(ValueKind::List(Rc::new(list)), span))
}

fn keep_trace(mut result: Value, arguments: &[&Value]) -> Value {
    for argument in arguments {
        result.trace = result.trace.then(&argument.trace);
    }
    result
}

fn merged(values: &[Value], fold: bool, span: Span) -> Option<Value> {
    let mut object = Object::default();
    for value in values {
        match &value.kind {
            ValueKind::Object(_) | ValueKind::Null => {}
            _ => value.first_unknown().map(|_| ())?,
        }
        merge_into(&mut object, value, fold);
        if object.items.len() > MAX_ELEMENTS {
            break;
        }
    }
    Some(Value::new(ValueKind::Object(Rc::new(object)), span))
}

fn length(value: &Value) -> Option<i64> {
    match &value.kind {
        ValueKind::String(text) => Some(text.chars().count() as i64),
        ValueKind::List(list) if list.rest.is_none() => Some(list.items.len() as i64),
        ValueKind::Object(object) if object.rest.is_none() => Some(object.items.len() as i64),
        _ => None,
    }
}

/// `contains` for strings, lists and objects; `None` if an unknown part could decide.
fn contains(container: &Value, wanted: &Value, fold: bool) -> Option<bool> {
    match &container.kind {
        ValueKind::String(text) => Some(text.contains(wanted.as_str()?)),
        ValueKind::List(list) => {
            let mut undecided = list.rest.is_some();
            for item in &list.items {
                match operators::equal(item, wanted) {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => undecided = true,
                }
            }
            (!undecided).then_some(false)
        }
        ValueKind::Object(object) => match object.get(wanted.as_str()?, fold) {
            Some(_) => Some(true),
            None => object.rest.is_none().then_some(false),
        },
        _ => None,
    }
}

fn keys(value: &Value, span: Span, sorted: bool) -> Option<Value> {
    let object = value.as_object().filter(|object| object.rest.is_none())?;
    let mut keys: Vec<Value> =
        object.items.iter().map(|item| Value::string(item.key.clone(), item.key_span)).collect();
    if sorted {
        keys.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    }
    Some(Value::list(keys, span))
}

fn split(value: &Value, separators: &[&str], span: Span) -> Option<Value> {
    let text = text(value)?;
    let mut parts: Vec<&str> = vec![text];
    for separator in separators.iter().filter(|separator| !separator.is_empty()) {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    Some(Value::list(parts.into_iter().map(|part| Value::string(part, span)).collect(), span))
}

fn distinct(list: &List, span: Span) -> Option<Value> {
    if list.rest.is_some() {
        return None;
    }
    let mut seen = std::collections::HashSet::new();
    let mut kept = Vec::new();
    for item in &list.items {
        item.first_unknown().is_none().then_some(())?;
        if seen.insert(item.identity()?) {
            kept.push(item.clone());
        }
    }
    Some(Value::list(kept, span))
}

fn extreme(values: &[Value], largest: bool) -> Option<Value> {
    let flat: Vec<&Value> = match values {
        [single] => single.as_list().filter(|list| list.rest.is_none())?.items.iter().collect(),
        _ => values.iter().collect(),
    };
    let numbers: Option<Vec<i64>> = flat.iter().map(|value| value.as_int()).collect();
    let numbers = numbers?;
    let best = if largest { numbers.iter().max() } else { numbers.iter().min() }?;
    flat.into_iter().find(|value| value.as_int() == Some(*best)).cloned()
}

fn range(start: i64, count: i64, span: Span) -> Option<Value> {
    // One more than the limit, so that the caller sees that it was hit.
    let count = count.clamp(0, MAX_ELEMENTS as i64 + 1);
    let end = start.checked_add(count)?;
    Some(Value::list((start..end).map(|i| Value::new(ValueKind::Int(i), span)).collect(), span))
}

/// `value` with every `from` replaced.
fn replace(evaluator: &Evaluator, value: &str, from: &str, to: &str, span: Span) -> Value {
    let more = value.matches(from).count().saturating_mul(to.len());
    match value.len().saturating_add(more) > MAX_TEXT {
        true => evaluator.limit(span, TOO_LONG),
        false => Value::string(value.replace(from, to), span),
    }
}

/// The members of lists in a list; with `all_levels` of lists in these too.
fn flatten(evaluator: &Evaluator, list: &List, all_levels: bool) -> List {
    let mut flat = List { items: Vec::new(), rest: list.rest.clone() };
    for item in &list.items {
        if flat.items.len() > MAX_ELEMENTS || !evaluator.budget.charge(1) {
            break;
        }
        match &item.kind {
            ValueKind::List(inner) => {
                let nested;
                let inner = match all_levels {
                    true => {
                        nested = flatten(evaluator, inner, true);
                        &nested
                    }
                    false => &**inner,
                };
                evaluator.budget.charge(inner.items.len());
                flat.items.extend(inner.items.iter().map(|value| value.clone().out_of(item)));
                flat.rest = flat.rest.or_else(|| inner.rest.clone());
            }
            ValueKind::Unknown(unknown) => flat.rest = flat.rest.or_else(|| Some(unknown.clone())),
            _ => flat.items.push(item.clone()),
        }
    }
    flat
}

/// Whether a text starts with another, where what is known of it can tell.
fn starts_with(value: &Value, start: &str, fold: bool) -> Option<bool> {
    let lower = |text: &str| if fold { text.to_lowercase() } else { text.to_owned() };
    let start = lower(start);
    match &value.kind {
        ValueKind::String(text) => Some(lower(text).starts_with(&start)),
        ValueKind::Partial(pieces) => match pieces.first()? {
            Piece::Text(text) if lower(text).starts_with(&start) => Some(true),
            Piece::Text(text) => (!start.starts_with(&lower(text))).then_some(false),
            Piece::Unknown(_) => None,
        },
        _ => None,
    }
}

/// The index of the first equal member; `None` if what is not known could be it.
fn position(list: &List, wanted: &Value) -> Option<Option<i64>> {
    for (index, item) in list.items.iter().enumerate() {
        if operators::equal(item, wanted)? {
            return Some(Some(index as i64));
        }
    }
    list.rest.is_none().then_some(None)
}

/// The members of a list that is known to its end.
fn whole(value: &Value) -> Option<&[Value]> {
    value.as_list().filter(|list| list.rest.is_none()).map(|list| list.items.as_slice())
}

/// The value that a JSON text stands for.
fn parse_json(evaluator: &Evaluator, text: &str, span: Span) -> Option<Value> {
    // A member takes more memory than its text.
    evaluator.budget.charge(text.len()).then_some(())?;
    json_text(text, span)
}

/// The value that a JSON text stands for, as one that is computed at `span`; `None` if it is none.
pub fn json_text(text: &str, span: Span) -> Option<Value> {
    serde_json::from_str(text).ok().map(|json| from_json(&json, span))
}

/// A JSON value as one that is computed at `span`.
fn from_json(json: &serde_json::Value, span: Span) -> Value {
    use serde_json::Value as Json;
    let kind = match json {
        Json::Null => ValueKind::Null,
        Json::Bool(value) => ValueKind::Bool(*value),
        Json::Number(number) => match number.as_i64() {
            Some(number) => ValueKind::Int(number),
            None => ValueKind::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Json::String(text) => string_kind(text.as_str()),
        Json::Array(items) => {
            return Value::list(items.iter().map(|item| from_json(item, span)).collect(), span);
        }
        Json::Object(members) => {
            let mut object = Object::default();
            for (key, value) in members {
                let value = from_json(value, span);
                object.set(Item { key: key.as_str().into(), key_span: span, value, spelling: None }, true);
            }
            ValueKind::Object(Rc::new(object))
        }
    };
    Value::new(kind, span)
}

fn string_kind(text: impl Into<Arc<str>>) -> ValueKind {
    ValueKind::String(text.into())
}
