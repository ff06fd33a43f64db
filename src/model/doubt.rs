//! Why nobody could know.

use crate::diagnostic::Label;
use crate::evaluate::{Trace, Value, ValueKind};
use crate::source::Span;

/// Why something cannot be decided, and the way from the place that leaves it open to the resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Why, as a clause.
    pub reason: String,
    /// Where it begins and what is to be said there; none if it is about no place in the code.
    from: Option<(Span, &'static str)>,
    trace: Trace,
}

impl Doubt {
    /// A doubt about a value that a test cannot judge.
    pub fn about(value: &Value) -> Self {
        let unknown = value.first_unknown();
        let reason = unknown.map_or_else(
            || "nothing can be said about this value".to_owned(),
            |unknown| unknown.reason.clone(),
        );
        let part = unknown_part(value);
        let what = match &part.kind {
            ValueKind::Unknown(_) => "this is not known",
            _ => "this is not known whole",
        };
        Self { reason, from: Some((part.span, what)), trace: part.trace }
    }

    /// A doubt about which of several values it is: it depends on whether a condition holds.
    pub(super) fn between(value: &Value, when: &str) -> Self {
        let reason = format!("it depends on whether {when}");
        Self { reason, from: Some((value.span, "this is one of several")), trace: value.trace.clone() }
    }

    /// The doubt about a part of a value, which passes the hops of the whole too.
    pub(super) fn out_of(mut self, container: &Value) -> Self {
        self.trace = self.trace.then(&container.trace);
        self
    }

    /// The same doubt, beginning at a place of which `what` is to be said.
    pub fn at(self, span: Span, what: &'static str) -> Self {
        Self { from: Some((span, what)), ..self }
    }

    /// The same doubt, put otherwise.
    pub fn because(mut self, reason: impl FnOnce(&str) -> String) -> Self {
        self.reason = reason(&self.reason);
        self
    }

    /// The places that a value passes without being known, in order.
    pub fn chain(&self) -> Vec<Label> {
        let from = self.from.iter().map(|(span, what)| Label { span: *span, message: (*what).to_owned() });
        let start = self.from.map(|(span, _)| span);
        let hops = self.trace.hops().iter().filter(|hop| Some(hop.span) != start);
        from.chain(hops.map(|hop| Label { span: hop.span, message: hop.message.to_string() })).collect()
    }
}

/// Lists and objects are entered this deep in search of what is not known.
const MAX_DEPTH: usize = 8;

/// The member of a list or object that is not known, with all its hops; else the value itself.
fn unknown_part(value: &Value) -> Value {
    let mut part = value.clone();
    for _ in 0..MAX_DEPTH {
        let has_unknown = |value: &&Value| value.first_unknown().is_some();
        let inner = match &part.kind {
            ValueKind::List(list) if list.rest.is_none() => list.items.iter().find(has_unknown),
            ValueKind::Object(object) if object.rest.is_none() => {
                object.items.iter().map(|item| &item.value).find(has_unknown)
            }
            _ => None,
        };
        let Some(inner) = inner else { break };
        part = inner.clone().out_of(&part);
    }
    part
}

impl<T: Into<String>> From<T> for Doubt {
    fn from(reason: T) -> Self {
        Self { reason: reason.into(), from: None, trace: Trace::default() }
    }
}
