//! Values: known, one of several, or unknown with a reason; each with its place, origin and trace.

mod collection;
mod json;
mod literal;
mod text;
mod trace;

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use crate::source::Span;

pub use collection::{Item, List, ListKind, Object};
pub use text::{Piece, canonical_pieces};
pub use trace::{Hop, NamedHop, Origin, Parameter, Trace};

/// A value and its history.
#[derive(Clone, Debug)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// The deciding place: the literal, or the expression that computes it.
    pub span: Span,
    /// Who wrote it.
    pub origin: Origin,
    /// The hops from the deciding place to where the value is used.
    pub trace: Trace,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum ValueKind {
    /// `null`
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A string that is known whole.
    String(Arc<str>),
    /// A string of which parts are known.
    Partial(Rc<[Piece]>),
    /// A list, tuple or set.
    List(Rc<List>),
    /// An object or map.
    Object(Rc<Object>),
    /// The JSON text of a value (Terraform `jsonencode`, Bicep `string` of an object).
    Json(Rc<Value>),
    /// One of these; which one cannot be known.
    OneOf(Rc<[Alternative]>),
    /// Nobody could know.
    Unknown(Rc<Unknown>),
}

/// One of several possible values.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The value.
    pub value: Value,
    /// When it applies, as a phrase: "`isProd` is false".
    pub when: String,
}

/// Why a value is unknown, and which value it is.
#[derive(Clone, Debug, Default)]
pub struct Unknown {
    /// Why, as a clause: "parameter `name` has no value and no default".
    pub reason: String,
    /// Identifies the unknown within the deployment: equal keys are equal values.
    pub key: String,
    /// The attribute of a resource or module it stands for.
    pub reference: Option<Reference>,
    /// It is a secret.
    pub secret: bool,
    /// Of a secret whose text is in the code: where.
    pub written: Option<Span>,
    /// The admin credentials of a registry that it is or is computed of.
    pub credentials: Option<Rc<Credentials>>,
}

/// Admin credentials of a registry that the code reads.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The registry, or its id.
    pub registry: Value,
    /// Only the user name, which alone is no secret.
    pub is_user_name: bool,
    /// Where they are read.
    pub span: Span,
}

impl Credentials {
    /// The credentials that a member of these is, which is taken at a place.
    pub(super) fn member(&self, name: &str, at: Span) -> Rc<Self> {
        let is_user_name = self.is_user_name || name.eq_ignore_ascii_case("username");
        let span = if at.contains(self.span) { at } else { self.span };
        Rc::new(Self { registry: self.registry.clone(), is_user_name, span })
    }
}

impl Unknown {
    /// The same, with the admin credentials that a value holds which is part of it.
    pub(super) fn with_credentials_of(self: Rc<Self>, value: &Value) -> Rc<Self> {
        match value.credentials() {
            Some(credentials) => Rc::new(Self { credentials: Some(credentials), ..(*self).clone() }),
            None => self,
        }
    }

    /// How many lower-case letters and digits `uniqueString(…)` gives, whatever they are.
    pub const UNIQUE_STRING: usize = 13;

    /// True if it is what `uniqueString(…)` gives.
    pub fn is_unique_string(&self) -> bool {
        self.key.get(..13).is_some_and(|start| start.eq_ignore_ascii_case("uniqueString("))
    }

    /// True if it is the id of a resource: its attribute, or what a function builds.
    pub fn is_id(&self) -> bool {
        const SCOPES: [&str; 5] = ["", "subscription", "tenant", "extension", "managementgroup"];
        let is_attribute =
            self.reference.as_ref().is_some_and(|reference| !reference.module && reference.path.len() == 1);
        let key = self.key.to_ascii_lowercase();
        let function = key.split_once("resourceid(").map(|(scope, _)| scope);
        (is_attribute && self.key.ends_with(".id")) || function.is_some_and(|scope| SCOPES.contains(&scope))
    }
}

/// An attribute of a resource of the same deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Address of the resource or module call.
    pub address: String,
    /// Path of the attribute below it; empty for the resource itself.
    pub path: Vec<Arc<str>>,
    /// Number of the module instance that holds the declaration.
    pub instance: usize,
    /// Index of the declaration in its module.
    pub index: usize,
    /// True for a module call.
    pub module: bool,
}

impl Reference {
    /// As one would write it.
    pub(super) fn text(&self) -> String {
        let path: String = self.path.iter().map(|part| format!(".{part}")).collect();
        format!("{}{path}", self.address)
    }

    /// The element of a list of blocks.
    pub(super) fn element(&self, index: usize) -> Self {
        let mut element = self.clone();
        element.path.push(format!("[{index}]").into());
        element
    }

    /// Whether it means an element of a list.
    pub(super) fn is_element(&self) -> bool {
        self.path.last().is_some_and(|last| last.starts_with('['))
    }
}

impl Value {
    /// A value that is written at `span`.
    pub fn new(kind: ValueKind, span: Span) -> Self {
        Self { kind, span, origin: Origin::Written, trace: Trace::default() }
    }

    /// A string written at `span`.
    pub fn string(text: impl Into<Arc<str>>, span: Span) -> Self {
        Self::new(ValueKind::String(text.into()), span)
    }

    /// An unknown with a reason, identified by `key`.
    pub fn unknown(reason: impl Into<String>, key: impl Into<String>, span: Span) -> Self {
        let unknown = Unknown { reason: reason.into(), key: key.into(), ..Unknown::default() };
        Self::new(ValueKind::Unknown(Rc::new(unknown)), span)
    }

    /// A known list.
    pub fn list(items: Vec<Value>, span: Span) -> Self {
        Self::new(ValueKind::List(Rc::new(List { items, ..List::default() })), span)
    }

    /// The same value at another place, without history: the result of an operation there.
    pub fn computed(mut self, span: Span) -> Self {
        self.span = span;
        self.trace = Trace::default();
        self
    }

    /// The same value after one more hop.
    pub fn hop(mut self, span: Span, message: impl Into<String>) -> Self {
        self.trace = self.trace.hop(span, message);
        self
    }

    /// The history of an operand of what stands at `place`: a value that is written in another file is
    /// named too, as whoever reads the finding may want to change it there.
    pub(super) fn as_operand(&self, place: Span) -> Trace {
        let trace = match self.span.source == place.source || self.as_unknown().is_some() {
            true => self.trace.clone(),
            false => Trace::default().hop(self.span, "this value goes into it").then(&self.trace),
        };
        trace.of_operand()
    }

    /// The same value, having passed the hops of `container` too: a member taken out of it.
    pub fn out_of(mut self, container: &Value) -> Self {
        self.trace = self.trace.then(&container.trace);
        if self.origin == Origin::Written {
            self.origin = container.origin;
        }
        self
    }

    /// Bytes that it takes besides its content: its history and the reasons why it is unknown.
    pub(super) fn luggage(&self) -> usize {
        let hops = self.trace.hops();
        let unknown = self.as_unknown().map_or(0, |unknown| unknown.key.len() + unknown.reason.len());
        32 * hops.len() + hops.last().map_or(0, |hop| hop.message.len()) + unknown
    }

    /// The text of a string known whole.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a known truth value.
    pub fn as_bool(&self) -> Option<bool> {
        match &self.kind {
            ValueKind::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a known whole number.
    pub fn as_int(&self) -> Option<i64> {
        match &self.kind {
            ValueKind::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// The members of a list.
    pub fn as_list(&self) -> Option<&List> {
        match &self.kind {
            ValueKind::List(list) => Some(list),
            _ => None,
        }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.kind {
            ValueKind::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Why it is unknown, if it is.
    pub fn as_unknown(&self) -> Option<&Rc<Unknown>> {
        match &self.kind {
            ValueKind::Unknown(unknown) => Some(unknown),
            _ => None,
        }
    }

    /// True for `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, ValueKind::Null)
    }

    /// The first reason for which any part of the value is unknown.
    pub fn first_unknown(&self) -> Option<Rc<Unknown>> {
        self.find_unknown(&mut HashSet::new())
    }

    /// As [`first_unknown`](Self::first_unknown). What is shared is looked at once: a value may
    /// hold one part more often than anybody could count.
    fn find_unknown(&self, seen: &mut HashSet<*const ()>) -> Option<Rc<Unknown>> {
        match &self.kind {
            ValueKind::Unknown(unknown) => Some(unknown.clone()),
            ValueKind::Partial(pieces) => pieces.iter().find_map(|piece| match piece {
                Piece::Unknown(unknown) => Some(unknown.clone()),
                Piece::Text(_) => None,
            }),
            ValueKind::OneOf(alternatives) => {
                let inside = alternatives.iter().find_map(|alternative| alternative.value.find_unknown(seen));
                Some(inside.unwrap_or_else(|| {
                    let when = alternatives.first().map_or("", |alternative| &alternative.when);
                    let reason = format!("it depends on whether {when}");
                    let key = self.canonical();
                    let credentials = self.credentials();
                    Rc::new(Unknown { reason, key, credentials, ..Unknown::default() })
                }))
            }
            ValueKind::List(list) if seen.insert(Rc::as_ptr(list).cast()) => {
                list.rest.clone().or_else(|| list.items.iter().find_map(|item| item.find_unknown(seen)))
            }
            ValueKind::Object(object) if seen.insert(Rc::as_ptr(object).cast()) => {
                let inside = || object.items.iter().find_map(|item| item.value.find_unknown(seen));
                object.rest.clone().or_else(inside)
            }
            ValueKind::Json(value) => value.find_unknown(seen),
            _ => None,
        }
    }

    /// The admin credentials of a registry that it holds, the password before the user name.
    pub fn credentials(&self) -> Option<Rc<Credentials>> {
        let (mut user_name, mut open, mut seen) = (None, vec![self], HashSet::new());
        while let Some(value) = open.pop() {
            let mut look = |unknown: &Rc<Unknown>| {
                let found = unknown.credentials.clone()?;
                if found.is_user_name {
                    user_name.get_or_insert(found);
                    return None;
                }
                Some(found)
            };
            let found = match &value.kind {
                ValueKind::Unknown(unknown) => look(unknown),
                ValueKind::Partial(pieces) => pieces.iter().find_map(|piece| match piece {
                    Piece::Unknown(unknown) => look(unknown),
                    Piece::Text(_) => None,
                }),
                ValueKind::OneOf(alternatives) => {
                    open.extend(alternatives.iter().map(|alternative| &alternative.value));
                    None
                }
                ValueKind::List(list) if seen.insert(Rc::as_ptr(list).cast::<()>()) => {
                    open.extend(&list.items);
                    list.rest.as_ref().and_then(look)
                }
                ValueKind::Object(object) if seen.insert(Rc::as_ptr(object).cast()) => {
                    open.extend(object.items.iter().map(|item| &item.value));
                    object.rest.as_ref().and_then(look)
                }
                ValueKind::Json(inner) => {
                    open.push(inner);
                    None
                }
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        user_name
    }

    /// Where the texts in it are written.
    pub(super) fn places_of_text(&self) -> Vec<Span> {
        let (mut places, mut open, mut seen) = (Vec::new(), vec![self], HashSet::new());
        while let Some(value) = open.pop() {
            match &value.kind {
                ValueKind::String(text) if text.is_empty() => {}
                ValueKind::String(_) | ValueKind::Partial(_) => places.push(value.span),
                ValueKind::OneOf(alternatives) => open.extend(alternatives.iter().map(|it| &it.value)),
                ValueKind::List(list) if seen.insert(Rc::as_ptr(list).cast::<()>()) => {
                    open.extend(&list.items)
                }
                ValueKind::Object(object) if seen.insert(Rc::as_ptr(object).cast()) => {
                    open.extend(object.items.iter().map(|item| &item.value));
                }
                ValueKind::Json(inner) => open.push(inner),
                _ => {}
            }
        }
        places
    }

    /// The value as a secret: it stands for itself, but nobody can read it.
    pub(super) fn hidden(self, reason: String, key: String) -> Self {
        let inner = self.first_unknown();
        let is_text = self.as_str().is_some_and(|text| !text.is_empty());
        let written = is_text.then_some(self.span).or_else(|| inner.as_ref()?.written);
        let (secret, credentials) = (true, self.credentials());
        let unknown = Unknown { reason, key, reference: None, secret, written, credentials };
        Self { kind: ValueKind::Unknown(Rc::new(unknown)), ..self }
    }

    /// True if it or a part of it is a secret.
    pub fn is_secret(&self) -> bool {
        match &self.kind {
            ValueKind::Unknown(unknown) => unknown.secret,
            ValueKind::Partial(pieces) => {
                pieces.iter().any(|piece| matches!(piece, Piece::Unknown(unknown) if unknown.secret))
            }
            ValueKind::OneOf(alternatives) => alternatives.iter().any(|a| a.value.is_secret()),
            _ => false,
        }
    }
}
