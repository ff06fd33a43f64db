//! The values that come from a place or pass it: of resources, parameters and variables.

use super::place::Spot;
use crate::evaluate::{Alternative, Named, Value, ValueKind};
use crate::model::{Model, Resource, names_secret, properties};
use crate::source::Span;

/// Values that are looked at in one resource: an object of which each member is the next one twice is
/// small in memory and without end on a walk.
const MAX_VALUES: usize = 100_000;

/// A value at the place.
pub(super) struct Found<'m> {
    /// The resource, by its address, or the parameter or variable.
    pub subject: &'m str,
    /// Path below it.
    pub path: String,
    pub value: Value,
    /// What the user calls it if not by the path.
    pub spelling: Option<&'static str>,
    /// The conditions of the branches that it is in.
    pub when: Vec<String>,
    /// The condition of the resource.
    pub condition: Option<&'m str>,
    /// A name on the path says that it is a secret.
    pub is_secret: bool,
}

/// The parameters and variables declared at the place, then the values of all resources that are
/// written at the place or pass it, in order.
pub(super) fn at<'m>(spot: Spot, model: &'m Model, names: &'m [Named]) -> Vec<Found<'m>> {
    let mut found = Vec::new();
    for Named { label, name, value } in names {
        let mut walk = Walk { spot: None, subject: label, condition: None, found: &mut found };
        walk.run(value.clone(), names_secret(name));
    }
    for resource in &model.resources {
        let condition = resource.condition.as_deref();
        let mut walk = Walk { spot: Some(spot), subject: &resource.address, condition, found: &mut found };
        walk.run(resource.body.clone(), false);
        defaults(spot, resource, &mut found);
    }
    found
}

/// What is not written counts as its default, which is reported at the head of the resource.
fn defaults<'m>(spot: Spot, resource: &'m Resource, found: &mut Vec<Found<'m>>) {
    if resource.existing || !spot.begins(resource.head) {
        return;
    }
    for property in properties(&resource.kind).filter(|property| !property.path.contains("[]")) {
        let attribute = resource.get(property.path);
        if attribute.absent && !attribute.value.is_null() {
            found.push(Found {
                subject: &resource.address,
                path: property.path.to_owned(),
                value: attribute.value,
                spelling: None,
                when: Vec::new(),
                condition: resource.condition.as_deref(),
                is_secret: false,
            });
        }
    }
}

/// A value that is to be looked at.
struct Open {
    path: String,
    /// Where its key is written; the value's own place if it has none.
    key: Span,
    value: Value,
    spelling: Option<&'static str>,
    when: Vec<String>,
    is_secret: bool,
}

struct Walk<'w, 'm> {
    /// None for everything.
    spot: Option<Spot>,
    subject: &'m str,
    condition: Option<&'m str>,
    found: &'w mut Vec<Found<'m>>,
}

impl Walk<'_, '_> {
    fn run(&mut self, value: Value, is_secret: bool) {
        let (path, key) = (String::new(), value.span);
        let mut open = vec![Open { path, key, value, spelling: None, when: Vec::new(), is_secret }];
        for _ in 0..MAX_VALUES {
            let Some(next) = open.pop() else { return };
            let inner = inside(&next);
            if inner.is_empty() {
                self.judge(next);
            } else {
                // The stack gives back the last first.
                open.extend(inner.into_iter().rev());
            }
        }
    }

    fn judge(&mut self, open: Open) {
        let Open { path, key, value, spelling, when, is_secret } = open;
        let Self { subject, condition, .. } = *self;
        if self.spot.is_none_or(|spot| spot.begins(key) || passes(spot, &value)) {
            self.found.push(Found { subject, path, value, spelling, when, condition, is_secret });
        }
    }
}

fn passes(spot: Spot, value: &Value) -> bool {
    let mut hops = value.trace.hops().iter();
    let here = spot.meets(value.span) || hops.any(|hop| spot.begins(hop.span));
    here || match &value.kind {
        ValueKind::OneOf(alternatives) => alternatives.iter().any(|each| passes(spot, &each.value)),
        _ => false,
    }
}

/// The members of an object or list, and of each of several where one is an object or list.
fn inside(open: &Open) -> Vec<Open> {
    let Open { path, value, when, is_secret, .. } = open;
    match &value.kind {
        ValueKind::Object(object) => {
            let members = object.items.iter().map(|item| Open {
                path: if path.is_empty() { item.key.to_string() } else { format!("{path}.{}", item.key) },
                key: item.key_span,
                value: item.value.clone().out_of(value),
                spelling: item.spelling,
                when: when.clone(),
                is_secret: *is_secret || names_secret(&item.key),
            });
            members.collect()
        }
        ValueKind::List(list) => {
            let items = list.items.iter().enumerate().map(|(index, item)| Open {
                path: format!("{path}[{index}]"),
                key: item.span,
                value: item.clone().out_of(value),
                spelling: None,
                when: when.clone(),
                is_secret: *is_secret,
            });
            items.collect()
        }
        ValueKind::Json(inner) => vec![Open {
            path: path.clone(),
            key: open.key,
            value: (**inner).clone().out_of(value),
            spelling: open.spelling,
            when: when.clone(),
            is_secret: *is_secret,
        }],
        ValueKind::OneOf(alternatives) if alternatives.iter().any(is_container) => {
            let each = alternatives.iter().map(|alternative| Open {
                path: path.clone(),
                key: open.key,
                value: alternative.value.clone().out_of(value),
                spelling: open.spelling,
                when: when.iter().chain([&alternative.when]).cloned().collect(),
                is_secret: *is_secret,
            });
            each.collect()
        }
        _ => Vec::new(),
    }
}

fn is_container(alternative: &Alternative) -> bool {
    matches!(alternative.value.kind, ValueKind::Object(_) | ValueKind::List(_) | ValueKind::Json(_))
}
