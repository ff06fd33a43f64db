//! Objects put together: by spreads, by functions and by loops.

use std::collections::HashSet;
use std::rc::Rc;

use super::super::expression::one_of;
use super::super::value::{Alternative, Item, Object, Unknown, Value, ValueKind};

/// The steps of adding the members of an object to one of `size` members: each is looked for.
pub(in crate::evaluate) fn merge_cost(size: usize, value: &Value) -> usize {
    let more = value.as_object().map_or(0, |object| object.items.len());
    2 * more + more * (size + more) / 256
}

/// Adds the members of `value` to `object`, replacing members of the same key.
pub(in crate::evaluate) fn merge_into(object: &mut Object, value: &Value, fold: bool) {
    match &value.kind {
        ValueKind::Object(more) => {
            // What is not known of it may replace any member that it is not known to have.
            if let Some(rest) = &more.rest {
                blur(object, rest);
            }
            for item in &more.items {
                let item = Item { value: item.value.clone().out_of(value), ..item.clone() };
                object.set(item, fold);
            }
            object.add_rest(more);
        }
        ValueKind::Null => {}
        ValueKind::OneOf(alternatives) if alternatives.iter().all(|each| is_whole(&each.value)) => {
            merge_choice(object, value, alternatives, fold);
        }
        // Any member may be replaced by what is not known.
        _ => {
            if let Some(unknown) = value.first_unknown() {
                blur(object, &unknown);
                object.rest = Some(unknown);
                object.keys.clear();
            }
        }
    }
}

/// Makes all members unknown.
pub(super) fn blur(object: &mut Object, unknown: &Rc<Unknown>) {
    for item in &mut object.items {
        item.value = Value::new(ValueKind::Unknown(unknown.clone()), item.value.span);
    }
}

fn is_whole(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(|object| object.rest.is_none())
}

/// Adds the members of one of several objects. Members that none of them has stay as they are.
fn merge_choice(object: &mut Object, value: &Value, alternatives: &[Alternative], fold: bool) {
    let members = |each: &Alternative| each.value.as_object().map(|it| it.items.clone()).unwrap_or_default();
    let mut seen = HashSet::new();
    for item in alternatives.iter().flat_map(members) {
        if !seen.insert(if fold { item.key.to_ascii_lowercase() } else { item.key.to_string() }) {
            continue;
        }
        let before = object.get(&item.key, fold).map(|known| known.value.clone());
        let pick = |each: &Alternative| {
            let own = each.value.as_object().and_then(|it| it.get(&item.key, fold));
            let own = own.map(|own| own.value.clone().out_of(&each.value));
            Some(Alternative { value: own.or_else(|| before.clone())?, when: each.when.clone() })
        };
        match alternatives.iter().map(pick).collect::<Option<Vec<Alternative>>>() {
            Some(picks) => object.set(Item { value: one_of(picks, value.span), ..item }, fold),
            // It may not be there at all.
            None => object.leave_open(value.first_unknown()),
        }
    }
}

/// Adds one result of an object-building loop.
pub(in crate::evaluate) fn add_result(object: &mut Object, key: &Value, value: Value, grouping: bool) {
    let pieces = key.pieces().map(|pieces| Value::from_pieces(pieces, key.span));
    let Some(Value { kind: ValueKind::String(name), .. }) = pieces else {
        object.add_unknown(key.clone(), value);
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
