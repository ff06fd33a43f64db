//! Functions on objects and maps, of both libraries.

use std::rc::Rc;

use super::super::limits::MAX_ELEMENTS;
use super::super::value::{Item, ListKind, Object, Value, ValueKind};
use super::call::{Call, whole};
use super::merge::blur;
use super::operators::equal;
use super::{add_result, convert, lists, merge_into};

/// `keys(object)`, sorted.
pub(super) fn keys(call: &Call) -> Option<Value> {
    let mut items: Vec<&Item> = call.members(0)?.iter().collect();
    items.sort_by(|a, b| a.key.cmp(&b.key));
    let keys = items.into_iter().map(|item| Value::string(item.key.clone(), item.key_span));
    call.list_of(keys.collect(), ListKind::Tuple)
}

/// Terraform: `values(map)` in the order of the keys.
pub(super) fn values(call: &Call) -> Option<Value> {
    let mut items: Vec<&Item> = call.members(0)?.iter().collect();
    items.sort_by(|a, b| a.key.cmp(&b.key));
    let values = items.into_iter().map(|item| item.value.clone().out_of(&call.values[0]));
    call.list_of(values.collect(), ListKind::Tuple)
}

/// Bicep: `items(object)`, sorted by key.
pub(super) fn items(call: &Call) -> Option<Value> {
    let mut items: Vec<&Item> = call.members(0)?.iter().collect();
    items.sort_by(|a, b| a.key.cmp(&b.key));
    call.list_of(items.into_iter().map(|item| lists::pair(call, item)).collect(), ListKind::Tuple)
}

/// Terraform: `lookup(map, key, default)`
pub(super) fn lookup(call: &Call) -> Option<Value> {
    let (object, key) = (call.value(0)?.as_object()?, call.text(1)?);
    match (object.get(&key, false), &object.rest, call.value(2)) {
        (Some(item), _, _) => Some(item.value.clone().out_of(&call.values[0])),
        (None, Some(rest), _) => Some(Value::new(ValueKind::Unknown(rest.clone()), call.span)),
        (None, None, Some(default)) => Some(default.clone()),
        (None, None, None) => call.fails("there is no such key"),
    }
}

/// Terraform: `merge(map, …)`; Bicep: `shallowMerge([object, …])`
pub(super) fn merge(call: &Call) -> Option<Value> {
    merged(call, call.values, false)
}

pub(super) fn shallow_merge(call: &Call) -> Option<Value> {
    merged(call, call.whole(0)?, true)
}

fn merged(call: &Call, values: &[Value], fold: bool) -> Option<Value> {
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
    call.object(object)
}

/// Bicep: `union` of lists, or of objects with the objects in them.
pub(super) fn union(call: &Call) -> Option<Value> {
    match call.values.iter().any(|value| value.as_list().is_some()) {
        true => lists::union(call),
        false if call.values.iter().any(|value| value.as_object().is_some()) => deep_union(call, call.values),
        false => None,
    }
}

fn deep_union(call: &Call, values: &[Value]) -> Option<Value> {
    let _entered = call.evaluator.budget.enter()?;
    let mut union = Object::default();
    for value in values {
        let Some(object) = value.as_object() else {
            value.first_unknown()?;
            merge_into(&mut union, value, true);
            continue;
        };
        let before = object.rest.as_ref().map(|rest| {
            let before = union.clone();
            blur(&mut union, rest);
            before
        });
        for item in &object.items {
            call.evaluator.budget.charge(4).then_some(())?;
            let incoming = item.value.clone().out_of(value);
            let combined = match before.as_ref().unwrap_or(&union).get(&item.key, true) {
                Some(known) if known.value.as_object().is_some() && incoming.as_object().is_some() => {
                    deep_union(call, &[known.value.clone(), incoming])?
                }
                _ => incoming,
            };
            union.set(Item { value: combined, ..item.clone() }, true);
        }
        union.add_rest(object);
    }
    call.object(union)
}

/// Bicep: `intersection` of lists, or of objects: the members of equal key and value, with the
/// objects in them.
pub(super) fn intersection(call: &Call) -> Option<Value> {
    if call.values.iter().any(|value| value.as_list().is_some()) {
        return lists::common(call);
    }
    let (first, others) = call.values.split_first()?;
    let mut kept = Object::clone(first.as_object()?);
    for other in others {
        kept = common_members(call, &kept, other.as_object()?)?;
    }
    call.object(kept)
}

fn common_members(call: &Call, first: &Object, second: &Object) -> Option<Object> {
    let _entered = call.evaluator.budget.enter()?;
    let mut kept = Object { rest: first.rest.clone().or_else(|| second.rest.clone()), ..Object::default() };
    for item in &first.items {
        let Some(other) = second.get(&item.key, true) else {
            // It may be among what is not known.
            kept.rest = kept.rest.or_else(|| second.rest.clone());
            continue;
        };
        if let (Some(inner), Some(outer)) = (item.value.as_object(), other.value.as_object()) {
            let value = call.object(common_members(call, inner, outer)?)?;
            kept.items.push(Item { value, ..item.clone() });
            continue;
        }
        match equal(&item.value, &other.value) {
            Some(true) => kept.items.push(item.clone()),
            Some(false) => {}
            None => kept.rest = kept.rest.or(item.value.first_unknown()).or(other.value.first_unknown()),
        }
    }
    Some(kept)
}

/// Bicep: the member at a path of keys and indices; `null` where it ends early.
pub(super) fn try_get(call: &Call) -> Option<Value> {
    let (value, path) = call.values.split_first()?;
    let mut at = value.clone();
    for step in path {
        let (found, rest) = match &at.kind {
            ValueKind::Object(object) => {
                (object.get(step.as_str()?, true).map(|item| &item.value), &object.rest)
            }
            ValueKind::List(list) => {
                let index = usize::try_from(step.as_int()?).ok();
                // What is not known may stand before it.
                let index = index.filter(|_| list.rest.is_none());
                (index.and_then(|index| list.items.get(index)), &list.rest)
            }
            ValueKind::Null => (None, &None),
            _ => return None,
        };
        at = match (found, rest) {
            (Some(found), _) => found.clone().out_of(&at),
            (None, None) => call.null()?,
            (None, Some(_)) => return None,
        };
    }
    Some(at)
}

/// Terraform: `zipmap(names, values)`
pub(super) fn zip(call: &Call) -> Option<Value> {
    let (names, values) = (call.whole(0)?, call.whole(1)?);
    if names.len() != values.len() {
        return call.fails("there are not as many names as values");
    }
    let mut object = Object::default();
    for (name, value) in names.iter().zip(values) {
        call.evaluator.budget.charge(object.items.len() / 16).then_some(())?;
        add_result(&mut object, name, value.clone(), false);
    }
    call.object(object)
}

/// Terraform: `transpose({a = ["1"]})` is `{"1" = ["a"]}`.
pub(super) fn transpose(call: &Call) -> Option<Value> {
    let mut pairs = Vec::new();
    for item in call.members(0)? {
        for member in whole(&item.value)? {
            let member = convert::scalar(member, convert::Scalar::Text).ok()?;
            pairs.push((member.as_str()?.to_owned(), Value::string(item.key.clone(), item.key_span)));
        }
    }
    pairs.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.as_str().cmp(&b.1.as_str())));
    let mut object = Object::default();
    for (key, name) in pairs {
        match object.items.last_mut() {
            Some(Item { key: last, value: Value { kind: ValueKind::List(list), .. }, .. })
                if **last == *key =>
            {
                Rc::make_mut(list).items.push(name);
            }
            _ => object.items.push(call.item(key, call.list_of(vec![name], ListKind::List)?)),
        }
    }
    call.object(object)
}
