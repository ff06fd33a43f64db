//! `azapi_update_resource`: properties that are set on a resource that something else makes.

use std::rc::Rc;

use super::{Model, Resource, links};
use crate::evaluate::{Alternative, Item, Object, Value, ValueKind};

/// Writes the bodies of updates into the resources that they name, by id or else by name, as far as
/// the deployment makes those. What an update does not mention stays as it is.
pub(super) fn apply(model: &mut Model, updates: Vec<(Resource, Option<Value>)>) {
    if updates.is_empty() {
        return;
    }
    let (updates, wanted): (Vec<Resource>, Vec<(String, Value)>) = updates
        .into_iter()
        .filter_map(|(update, id)| {
            let meant = id.or_else(|| update.name.clone())?;
            let kind = update.kind.clone();
            Some((update, (kind, meant)))
        })
        .unzip();
    let found = links::find_all(model, &wanted);
    for (update, found) in updates.iter().zip(found) {
        let target = found.and_then(|found| model.resources.get_mut(found));
        let Some(target) = target.filter(|target| !target.existing) else { continue };
        if let (Some(object), Some(patch)) = (target.body.as_object(), update.body.as_object()) {
            let merged = merge(object, patch, update.condition.as_deref());
            target.body = Value { kind: ValueKind::Object(Rc::new(merged)), ..target.body.clone() };
        }
    }
}

/// An object with the members of a patch; where the patch may not be deployed, with either.
fn merge(object: &Object, patch: &Object, condition: Option<&str>) -> Object {
    let mut merged = object.clone();
    for item in patch.items.iter().filter(|item| !matches!(&*item.key, "name" | "location")) {
        let known = object.get(&item.key, true).map(|known| &known.value);
        let value = match (known.and_then(Value::as_object), item.value.as_object()) {
            (Some(known), Some(patch)) => {
                let kind = ValueKind::Object(Rc::new(merge(known, patch, condition)));
                Value { kind, ..item.value.clone() }
            }
            (None, Some(patch)) if known.is_none() => {
                let kind = ValueKind::Object(Rc::new(merge(&Object::default(), patch, condition)));
                Value { kind, ..item.value.clone() }
            }
            _ => either(&item.value, known, condition),
        };
        merged.set(Item { value, ..item.clone() }, true);
    }
    merged.rest = merged.rest.or_else(|| patch.rest.clone());
    merged
}

fn either(patched: &Value, known: Option<&Value>, condition: Option<&str>) -> Value {
    let Some(condition) = condition else { return patched.clone() };
    let before = known.cloned().unwrap_or_else(|| Value::new(ValueKind::Null, patched.span));
    let alternatives = [
        Alternative { value: patched.clone(), when: format!("`{condition}` is true") },
        Alternative { value: before, when: format!("`{condition}` is false") },
    ];
    Value::new(ValueKind::OneOf(alternatives.into()), patched.span)
}
