//! The values of a model that come from a place or pass it.

use super::place::Spot;
use crate::evaluate::{Alternative, Value, ValueKind};
use crate::model::{Model, Resource, properties};
use crate::source::Span;

/// Values that are looked at in one resource: an object of which each member is the next one twice is
/// small in memory and without end on a walk.
const MAX_VALUES: usize = 100_000;

/// A value at the place.
pub(super) struct Found<'m> {
    pub resource: &'m Resource,
    /// Path below the resource.
    pub path: String,
    pub value: Value,
    /// What the user calls it if not by the path.
    pub spelling: Option<&'static str>,
    /// The conditions of the branches that it is in.
    pub when: Vec<String>,
}

/// The values of all resources that are written at the place or pass it, in order.
pub(super) fn at<'m>(spot: Spot, model: &'m Model) -> Vec<Found<'m>> {
    let mut found = Vec::new();
    for resource in &model.resources {
        let mut walk = Walk { spot, resource, open: Vec::new(), found: &mut found };
        walk.run();
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
            let path = property.path.to_owned();
            found.push(Found { resource, path, value: attribute.value, spelling: None, when: Vec::new() });
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
}

struct Walk<'w, 'm> {
    spot: Spot,
    resource: &'m Resource,
    open: Vec<Open>,
    found: &'w mut Vec<Found<'m>>,
}

impl Walk<'_, '_> {
    fn run(&mut self) {
        let body = self.resource.body.clone();
        self.open.push(Open {
            path: String::new(),
            key: body.span,
            value: body,
            spelling: None,
            when: Vec::new(),
        });
        for _ in 0..MAX_VALUES {
            let Some(next) = self.open.pop() else { return };
            let inner = inside(&next);
            if inner.is_empty() {
                self.judge(next);
            } else {
                // The stack gives back the last first.
                self.open.extend(inner.into_iter().rev());
            }
        }
    }

    fn judge(&mut self, open: Open) {
        if self.spot.begins(open.key) || self.passes(&open.value) {
            let Open { path, value, spelling, when, .. } = open;
            self.found.push(Found { resource: self.resource, path, value, spelling, when });
        }
    }

    fn passes(&self, value: &Value) -> bool {
        let mut hops = value.trace.hops().iter();
        let here = self.spot.meets(value.span) || hops.any(|hop| self.spot.begins(hop.span));
        here || match &value.kind {
            ValueKind::OneOf(alternatives) => alternatives.iter().any(|each| self.passes(&each.value)),
            _ => false,
        }
    }
}

/// The members of an object or list, and of each of several where one is an object or list.
fn inside(open: &Open) -> Vec<Open> {
    let Open { path, value, when, .. } = open;
    match &value.kind {
        ValueKind::Object(object) => {
            let members = object.items.iter().map(|item| Open {
                path: if path.is_empty() { item.key.to_string() } else { format!("{path}.{}", item.key) },
                key: item.key_span,
                value: item.value.clone().out_of(value),
                spelling: item.spelling,
                when: when.clone(),
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
            });
            items.collect()
        }
        ValueKind::Json(inner) => vec![Open {
            path: path.clone(),
            key: open.key,
            value: (**inner).clone().out_of(value),
            spelling: open.spelling,
            when: when.clone(),
        }],
        ValueKind::OneOf(alternatives) if alternatives.iter().any(is_container) => {
            let each = alternatives.iter().map(|alternative| Open {
                path: path.clone(),
                key: open.key,
                value: alternative.value.clone().out_of(value),
                spelling: open.spelling,
                when: when.iter().chain([&alternative.when]).cloned().collect(),
            });
            each.collect()
        }
        _ => Vec::new(),
    }
}

fn is_container(alternative: &Alternative) -> bool {
    matches!(alternative.value.kind, ValueKind::Object(_) | ValueKind::List(_) | ValueKind::Json(_))
}
