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
        match elsewhere.get(&key).and_then(|index| model.resources.get_mut(*index)) {
            Some(first) => patch(first, &update),
            None => {
                elsewhere.insert(key, model.resources.len());
                model.resources.push(of_its_own(update, name.or_else(|| last_segment(&id))));
            }
        }
    }
}

/// What no update changes.
const FIXED: [&str; 4] = ["name", "location", "parent", "scope"];

fn patch(target: &mut Resource, update: &Resource) {
    // What the update sets it sets in its own API version.
    if target.api_version().is_some_and(|version| update.api_version().is_none_or(|newer| version < newer)) {
        target.version = update.version.clone();
    }
    if let (Some(object), Some(patch)) = (target.body.as_object(), update.body.as_object()) {
        let mut patch = patch.clone();
        patch.items.retain(|item| !FIXED.contains(&&*item.key));
        let mut merged = Merge::new(update.condition.as_deref()).objects(object, &patch);
        for item in FIXED.iter().filter_map(|key| object.get(key, true)) {
            merged.set(item.clone(), true);
        }
        target.body = Value { kind: ValueKind::Object(Rc::new(merged)), ..target.body.clone() };
    }
}

/// The resource that an update tells of, which something else makes.
fn of_its_own(update: Resource, name: Option<Value>) -> Resource {
    let unknown = Rc::new(Unknown {
        reason: format!("`{}` changes a registry that is not in the code", update.address),
        key: format!("{}.target", update.address),
        ..Unknown::default()
    });
    let mut body = opened(&update.body, &unknown, &mut { MAX_MEMBERS });
    let name = update.name.clone().or(name);
    if let (Some(name), ValueKind::Object(object)) = (&name, &mut body.kind) {
        let item = Item { key: "name".into(), key_span: name.span, value: name.clone(), spelling: None };
        Rc::make_mut(object).set(item, true);
    }
    Resource { body, name, ..update }
}

/// Members that are opened or merged in one body: values are shared, and an object of which each
/// member is the next one twice has more than anybody can visit.
const MAX_MEMBERS: u32 = 10_000;

/// An object of which the members that are not written are unknown, those of objects in it too.
fn opened(value: &Value, unknown: &Rc<Unknown>, left: &mut u32) -> Value {
    let ValueKind::Object(object) = &value.kind else { return value.clone() };
    let one = |item: &Item| {
        *left = left.saturating_sub(1);
        let value = if *left > 0 { opened(&item.value, unknown, left) } else { item.value.clone() };
        Item { value, ..item.clone() }
    };
    let items = object.items.iter().map(one).collect();
    let rest = object.rest.clone().or_else(|| Some(unknown.clone()));
    Value { kind: ValueKind::Object(Rc::new(Object { items, rest, ..Object::default() })), ..value.clone() }
}

/// The name at the end of an id that is known.
fn last_segment(id: &Value) -> Option<Value> {
    let name = id.as_str()?.rsplit('/').next()?;
    Some(Value { kind: ValueKind::String(name.into()), ..id.clone() })
}

/// Writes a patch into an object.
pub(super) struct Merge<'c> {
    /// Under which the patch is deployed, if that is not certain.
    condition: Option<&'c str>,
    left: u32,
}

impl<'c> Merge<'c> {
    pub(super) fn new(condition: Option<&'c str>) -> Self {
        Self { condition, left: MAX_MEMBERS }
    }

    /// An object with the members of a patch; where the patch may not be deployed, with either. A
    /// patch that is not known whole may set every member that it is not known to leave alone.
    pub(super) fn objects(&mut self, object: &Object, patch: &Object) -> Object {
        let mut merged = object.clone();
        if let Some(unknown) = &patch.rest {
            for item in &mut merged.items {
                item.value.kind = ValueKind::Unknown(unknown.clone());
            }
        }
        for item in &patch.items {
            self.left = self.left.saturating_sub(1);
            let unknown = || Some(Value::new(ValueKind::Unknown(object.rest.clone()?), item.value.span));
            let known = object.get(&item.key, true).map(|known| known.value.clone()).or_else(unknown);
            let value = self.value(known.as_ref(), &item.value);
            merged.set(Item { value, ..item.clone() }, true);
        }
        merged.rest = merged.rest.or_else(|| patch.rest.clone());
        merged
    }

    fn value(&mut self, known: Option<&Value>, patch: &Value) -> Value {
        let before = match known.map(|known| &known.kind) {
            Some(ValueKind::Object(known)) => Some(known.clone()),
            Some(ValueKind::Unknown(unknown)) => {
                Some(Rc::new(Object { rest: Some(unknown.clone()), ..Object::default() }))
            }
            None if self.condition.is_some() => Some(Rc::default()),
            _ => None,
        };
        match (before, patch.as_object()) {
            (Some(before), Some(members)) if self.left > 0 => {
                let kind = ValueKind::Object(Rc::new(self.objects(&before, members)));
                Value { kind, ..patch.clone() }
            }
            _ => either(patch, known, self.condition),
        }
    }
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
