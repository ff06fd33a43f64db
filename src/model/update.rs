//! `azapi_update_resource`: properties that are set on a resource that something else makes.

use std::collections::HashMap;
use std::rc::Rc;

use super::{Model, Resource, links};
use crate::evaluate::{Alternative, Item, Object, Unknown, Value, ValueKind};

/// Writes the bodies of updates into the resources that they name, by id or else by name. What an
/// update does not mention stays as it is: what the deployment does not make becomes a resource of
/// which nothing else is known.
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
    let mut elsewhere: HashMap<(String, String), usize> = HashMap::new();
    for ((update, found), (kind, id)) in updates.into_iter().zip(found).zip(wanted) {
        let target = found.and_then(|found| model.resources.get_mut(found));
        let name = target.as_ref().and_then(|target| target.name.clone());
        if let Some(target) = target.filter(|target| !target.existing) {
            patch(target, &update);
            continue;
        }
        let key = (kind.to_ascii_lowercase(), id.canonical());
        let own = of_its_own(update, name.or_else(|| last_segment(&id)));
        match elsewhere.get(&key).and_then(|index| model.resources.get_mut(*index)) {
            Some(first) => patch(first, &own),
            None => {
                elsewhere.insert(key, model.resources.len());
                model.resources.push(own);
            }
        }
    }
}

fn patch(target: &mut Resource, update: &Resource) {
    if let (Some(object), Some(patch)) = (target.body.as_object(), update.body.as_object()) {
        let mut patch = patch.clone();
        patch.items.retain(|item| !matches!(&*item.key, "name" | "location"));
        let merged = merge(object, &patch, update.condition.as_deref());
        target.body = Value { kind: ValueKind::Object(Rc::new(merged)), ..target.body.clone() };
    }
}

/// The resource that an update tells of, which something else makes.
fn of_its_own(update: Resource, name: Option<Value>) -> Resource {
    let unknown = Rc::new(Unknown {
        reason: format!("`{}` changes a registry that is not in the code", update.address),
        key: format!("{}.target", update.address),
        reference: None,
        secret: false,
    });
    let mut body = opened(&update.body, &unknown);
    let name = update.name.clone().or(name);
    if let (Some(name), ValueKind::Object(object)) = (&name, &mut body.kind) {
        let item = Item { key: "name".into(), key_span: name.span, value: name.clone(), spelling: None };
        Rc::make_mut(object).set(item, true);
    }
    Resource { body, name, ..update }
}

/// An object of which the members that are not written are unknown, those of objects in it too.
fn opened(value: &Value, unknown: &Rc<Unknown>) -> Value {
    let ValueKind::Object(object) = &value.kind else { return value.clone() };
    let items = object.items.iter().map(|item| Item { value: opened(&item.value, unknown), ..item.clone() });
    let rest = object.rest.clone().or_else(|| Some(unknown.clone()));
    Value { kind: ValueKind::Object(Rc::new(Object { items: items.collect(), rest })), ..value.clone() }
}

/// The name at the end of an id that is known.
fn last_segment(id: &Value) -> Option<Value> {
    let name = id.as_str()?.rsplit('/').next()?;
    Some(Value { kind: ValueKind::String(name.into()), ..id.clone() })
}

/// An object with the members of a patch; where the patch may not be deployed, with either.
pub(super) fn merge(object: &Object, patch: &Object, condition: Option<&str>) -> Object {
    let mut merged = object.clone();
    for item in &patch.items {
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
