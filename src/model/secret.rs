//! Which values of a resource are secrets, so that no output shows them.

use super::Model;
use crate::evaluate::{Item, Object, Value, ValueKind};
use crate::source::Span;

/// Ends of the names of properties that hold secrets, without case and `_`. A name that goes on says
/// where the secret is (`passwordSecretIdentifier`), not what it is.
const NAMES: [&str; 13] = [
    "password",
    "secret",
    "token",
    "connectionstring",
    "accesskey",
    "accountkey",
    "apikey",
    "privatekey",
    "sharedkey",
    "securevalue",
    "customheaders",
    // Receivers authenticate the sender by a part of the address.
    "serviceuri",
    "secretarguments",
];

impl Model {
    /// Where the secrets of all resources are written.
    pub fn secrets(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        self.resources.iter().for_each(|resource| collect(&resource.body, false, &mut spans));
        spans.sort();
        spans.dedup();
        spans
    }
}

/// Values nest no deeper than evaluation lets them.
fn collect(value: &Value, is_secret: bool, spans: &mut Vec<Span>) {
    match &value.kind {
        ValueKind::String(_) | ValueKind::Partial(_) if is_secret => spans.push(value.span),
        ValueKind::Object(object) => object.items.iter().for_each(|item| {
            collect(&item.value, is_secret || names_secret(&item.key) || is_marked(object, item), spans);
        }),
        ValueKind::List(list) => list.items.iter().for_each(|item| collect(item, is_secret, spans)),
        ValueKind::Json(value) => collect(value, is_secret, spans),
        ValueKind::OneOf(alternatives) => {
            alternatives.iter().for_each(|alternative| collect(&alternative.value, is_secret, spans));
        }
        _ => {}
    }
}

fn names_secret(key: &str) -> bool {
    let name = key.replace(['_', '-'], "").to_ascii_lowercase();
    NAMES.iter().any(|end| name.ends_with(end))
}

/// Arguments and credentials of tasks say beside the value that it is secret.
fn is_marked(object: &Object, item: &Item) -> bool {
    let beside = |key: &str| object.get(key, true).map(|item| &item.value.kind);
    item.key.eq_ignore_ascii_case("value")
        && (matches!(beside("isSecret"), Some(ValueKind::Bool(true)))
            || matches!(beside("type"), Some(ValueKind::String(kind)) if kind.eq_ignore_ascii_case("opaque")))
}
