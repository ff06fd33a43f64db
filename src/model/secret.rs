//! Which values of a resource are secrets, so that no output shows them.

use std::collections::HashSet;
use std::rc::Rc;

use super::Model;
use crate::evaluate::{Hop, Item, Object, Piece, Value, ValueKind};
use crate::source::Span;

/// Ends of the names of properties that hold secrets, without case and `_`. A name that goes on says
/// where the secret is (`passwordSecretIdentifier`), not what it is.
const NAMES: [&str; 14] = [
    "password",
    "secret",
    "secrets",
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
        let mut walk = Walk { spans: self.marked.iter().copied().collect(), ..Walk::default() };
        for resource in &self.resources {
            walk.open.push((&resource.body, false));
            walk.run();
        }
        let mut spans: Vec<Span> = walk.spans.into_iter().collect();
        spans.sort();
        spans
    }
}

/// A walk over values that are shared: each is entered once as a secret and once as none, because
/// an object of which each member is the next one twice has more paths than anybody can walk.
#[derive(Default)]
struct Walk<'v> {
    open: Vec<(&'v Value, bool)>,
    seen: HashSet<(*const (), bool)>,
    spans: HashSet<Span>,
}

impl<'v> Walk<'v> {
    fn run(&mut self) {
        while let Some((value, is_secret)) = self.open.pop() {
            match &value.kind {
                ValueKind::String(_) | ValueKind::Partial(_) if is_secret => {
                    self.spans.insert(value.span);
                    self.spans.extend(value.trace.hops().iter().filter_map(operand));
                }
                ValueKind::Unknown(unknown) => self.spans.extend(unknown.written),
                ValueKind::Partial(pieces) => self.spans.extend(pieces.iter().filter_map(written)),
                ValueKind::Object(object) if self.enters(object, is_secret) => {
                    self.open.extend(object.keys.iter().map(|(_, value)| (value, is_secret)));
                    self.open.extend(object.items.iter().map(|item| {
                        let is_one = names_secret(&item.key) || is_marked(object, item);
                        (&item.value, is_secret || is_one)
                    }));
                }
                ValueKind::List(list) if self.enters(list, is_secret) => {
                    self.open.extend(list.items.iter().map(|item| (item, is_secret)));
                }
                ValueKind::Json(value) if self.enters(value, is_secret) => self.open.push((value, is_secret)),
                ValueKind::OneOf(alternatives) if self.enters(alternatives, is_secret) => {
                    self.open.extend(alternatives.iter().map(|alternative| (&alternative.value, is_secret)));
                }
                _ => {}
            }
        }
    }

    /// True the first time that a shared value is met.
    fn enters<T: ?Sized>(&mut self, value: &'v Rc<T>, is_secret: bool) -> bool {
        self.seen.insert((Rc::as_ptr(value).cast(), is_secret))
    }
}

/// Last words of the names of settings and arguments that hold secrets: `GITHUB_PAT`.
const WORDS: [&str; 4] = ["pat", "pwd", "passwd", "passphrase"];

/// Whether a property or parameter of this name holds a secret.
pub fn names_secret(key: &str) -> bool {
    let name = key.replace(['_', '-'], "").to_ascii_lowercase();
    let last = key.rsplit(['_', '-', '.']).next().unwrap_or(key);
    NAMES.iter().any(|end| name.ends_with(end)) || WORDS.iter().any(|word| word.eq_ignore_ascii_case(last))
}

/// Whether a secret stands in the code as text. What comes from elsewhere does not: a secure
/// parameter, an attribute of a resource, the result of a call. `None` if nobody could know.
pub fn is_literal(value: &Value) -> Option<bool> {
    match &value.kind {
        ValueKind::Null => Some(false),
        ValueKind::String(text) => Some(!text.is_empty()),
        ValueKind::Unknown(unknown) => {
            let comes_from = unknown.secret || unknown.reference.is_some() || unknown.key.contains('(');
            comes_from.then_some(false)
        }
        _ if value.is_secret() => Some(false),
        _ => None,
    }
}

/// Where the text is written of which a secret is computed.
fn operand(hop: &Hop) -> Option<Span> {
    let named = || hop.named.as_ref().map_or(Some(hop.span), |named| named.written);
    hop.is_operand.then(named).flatten()
}

/// Where the text of a secret is that stands in another text.
fn written(piece: &Piece) -> Option<Span> {
    match piece {
        Piece::Unknown(unknown) => unknown.written,
        Piece::Text(_) => None,
    }
}

/// Arguments and credentials of tasks say beside the value that it is secret; of a setting the name
/// beside it does. Where the address of a secret belongs, anything else may be the secret itself.
fn is_marked(object: &Object, item: &Item) -> bool {
    let is_address = |text: &str| text.to_ascii_lowercase().starts_with("https://");
    if item.key.to_ascii_lowercase().ends_with("secretidentifier") {
        return item.value.as_str().is_some_and(|text| !is_address(text));
    }
    let beside = |key: &str| object.get(key, true).map(|item| &item.value.kind);
    item.key.eq_ignore_ascii_case("value")
        && (matches!(beside("isSecret"), Some(ValueKind::Bool(true)))
            || matches!(beside("type"), Some(ValueKind::String(kind)) if kind.eq_ignore_ascii_case("opaque"))
            || matches!(beside("name"), Some(ValueKind::String(name)) if names_secret(name)))
}

#[cfg(test)]
mod tests {
    use super::names_secret;

    #[test]
    fn names_tell_secrets() {
        for name in ["password", "clientSecret", "NPM_TOKEN", "GITHUB_PAT", "db-pwd", "apiKey"] {
            assert!(names_secret(name), "{name}");
        }
        for name in ["passwordSecretIdentifier", "compat", "tokenType", "PATH", "secretName"] {
            assert!(!names_secret(name), "{name}");
        }
    }
}
