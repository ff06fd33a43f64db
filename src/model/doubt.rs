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
    pub(super) fn about(value: &Value) -> Self {
        let unknown = value.first_unknown();
        let reason = unknown.map_or_else(
            || "nothing can be said about this value".to_owned(),
            |unknown| unknown.reason.clone(),
        );
        let what = match &value.kind {
            ValueKind::Unknown(_) => "this is not known",
            _ => "this is not known whole",
        };
        Self { reason, from: Some((value.span, what)), trace: value.trace.clone() }
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

impl<T: Into<String>> From<T> for Doubt {
    fn from(reason: T) -> Self {
        Self { reason: reason.into(), from: None, trace: Trace::default() }
    }
}
