//! Functions of Bicep and ARM that take lambdas
//! (learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-lambda).

use std::rc::Rc;

use super::super::value::{Item, List, Object, Value, ValueKind};
use super::{add_result, not_computed};
use crate::source::Span;

/// Applies the lambda of this number, if there is one, to arguments.
pub(in crate::evaluate) type Apply<'l> = dyn Fn(usize, &[Value]) -> Option<Value> + 'l;

/// Whether a function takes lambdas.
pub(in crate::evaluate) fn takes_lambda(name: &str) -> bool {
    ["map", "filter", "toObject", "sort", "mapValues", "reduce", "groupBy"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// The result of a function with lambdas; `values` are its other arguments.
pub(in crate::evaluate) fn with_lambdas(name: &str, values: &[Value], apply: &Apply, span: Span) -> Value {
    let computed = match (name.to_ascii_lowercase().as_str(), values) {
        ("map", [list]) => map(list, apply, span),
        ("filter", [list]) => filter(list, apply, span),
        ("toobject", [list]) => to_object(list, apply, false, span),
        ("groupby", [list]) => to_object(list, apply, true, span),
        ("sort", [list]) => sort(list, apply, span),
        ("reduce", [list, initial]) => reduce(list, initial, apply),
        ("mapvalues", [object]) => map_values(object, apply, span),
        _ => None,
    };
    computed.unwrap_or_else(|| not_computed(&values.iter().collect::<Vec<_>>(), name, span))
}

/// The members of a list with their indices.
fn members(value: &Value) -> Option<impl Iterator<Item = (Value, Value)>> {
    let items = value.as_list()?.items.iter().enumerate();
    Some(
        items.map(move |(i, item)| {
            (item.clone().out_of(value), Value::new(ValueKind::Int(i as i64), item.span))
        }),
    )
}

fn is_whole(value: &Value) -> bool {
    value.as_list().is_some_and(|list| list.rest.is_none())
}

fn map(value: &Value, apply: &Apply, span: Span) -> Option<Value> {
    let items: Option<Vec<Value>> = members(value)?.map(|(item, index)| apply(0, &[item, index])).collect();
    let rest = value.as_list()?.rest.clone();
    Some(Value::new(ValueKind::List(Rc::new(List { items: items?, rest, ..List::default() })), span))
}

fn filter(value: &Value, apply: &Apply, span: Span) -> Option<Value> {
    let mut kept = List { rest: value.as_list()?.rest.clone(), ..List::default() };
    for (item, index) in members(value)? {
        let verdict = apply(0, &[item.clone(), index])?;
        match verdict.as_bool() {
            Some(true) => kept.items.push(item),
            Some(false) => {}
            None => kept.rest = kept.rest.or_else(|| verdict.first_unknown()),
        }
    }
    Some(Value::new(ValueKind::List(Rc::new(kept)), span))
}

/// `toObject` and `groupBy`: keys by the first lambda, values by the second or as they are.
fn to_object(list: &Value, apply: &Apply, grouping: bool, span: Span) -> Option<Value> {
    let mut object = Object::default();
    for (item, _) in members(list).filter(|_| is_whole(list))? {
        let key = apply(0, std::slice::from_ref(&item))?;
        let value = apply(1, std::slice::from_ref(&item)).unwrap_or(item);
        add_result(&mut object, &key, value, grouping);
    }
    Some(Value::new(ValueKind::Object(Rc::new(object)), span))
}

/// Merges ever longer runs. The order is the lambda's and may be none at all, for which the sorts
/// of the standard library may panic.
fn sort(list: &Value, apply: &Apply, span: Span) -> Option<Value> {
    let mut runs: Vec<Vec<Value>> =
        members(list).filter(|_| is_whole(list))?.map(|(it, _)| vec![it]).collect();
    while runs.len() > 1 {
        let mut longer = Vec::with_capacity(runs.len().div_ceil(2));
        let mut pending = runs.into_iter();
        while let Some(left) = pending.next() {
            longer.push(merge(left, pending.next().unwrap_or_default(), apply)?);
        }
        runs = longer;
    }
    Some(Value::list(runs.pop().unwrap_or_default(), span))
}

/// Two sorted runs as one; of equal members those of the first go first.
fn merge(left: Vec<Value>, right: Vec<Value>, apply: &Apply) -> Option<Vec<Value>> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        let is_before = apply(0, &[second.clone(), first.clone()])?.as_bool()?;
        merged.extend(if is_before { right.next() } else { left.next() });
    }
    merged.extend(left.chain(right));
    Some(merged)
}

fn reduce(list: &Value, initial: &Value, apply: &Apply) -> Option<Value> {
    let mut items = members(list).filter(|_| is_whole(list))?;
    items.try_fold(initial.clone(), |current, (item, index)| apply(0, &[current, item, index]))
}

fn map_values(value: &Value, apply: &Apply, span: Span) -> Option<Value> {
    let object = value.as_object()?;
    let mut mapped = Object { rest: object.rest.clone(), ..Object::default() };
    for item in &object.items {
        let result = apply(0, &[item.value.clone().out_of(value)])?;
        mapped.items.push(Item { value: result, ..item.clone() });
    }
    Some(Value::new(ValueKind::Object(Rc::new(mapped)), span))
}
