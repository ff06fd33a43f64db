//! Values: known, one of several, or unknown with a reason; each with its place, origin and trace.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;
use std::sync::Arc;

use crate::source::Span;

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
    /// A list; Terraform sets and tuples too.
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

/// A part of a string.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Known text.
    Text(Arc<str>),
    /// Unknown text.
    Unknown(Rc<Unknown>),
}

/// A list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Known members, in order.
    pub items: Vec<Value>,
    /// Set if there may be more, and why they are not known.
    pub rest: Option<Rc<Unknown>>,
}

/// An object.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// Members in order; keys are unique.
    pub items: Vec<Item>,
    /// Set if there may be more, and why they are not known.
    pub rest: Option<Rc<Unknown>>,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Item {
    /// Key.
    pub key: Arc<str>,
    /// Where the key is written.
    pub key_span: Span,
    /// Value.
    pub value: Value,
    /// How the user spells the property if not as `key`: `admin_enabled`.
    pub spelling: Option<&'static str>,
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
#[derive(Clone, Debug)]
pub struct Unknown {
    /// Why, as a clause: "parameter `name` has no value and no default".
    pub reason: String,
    /// Identifies the unknown within the deployment: equal keys are equal values.
    pub key: String,
    /// The attribute of a resource or module it stands for.
    pub reference: Option<Reference>,
    /// It is a secret.
    pub secret: bool,
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

/// Who wrote a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The template.
    #[default]
    Written,
    /// A parameter file.
    ParameterFile,
    /// The default of a parameter.
    Default,
    /// The documented default of the API version or provider: nobody wrote it.
    Platform,
}

/// A place that a value passes on its way to the resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The place.
    pub span: Span,
    /// What happens there, as a phrase.
    pub message: Rc<str>,
}

/// Hops in the order in which the value passes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace(Option<Rc<Vec<Hop>>>);

/// The longest text that stands for a value. Names and ids are shorter.
const MAX_CANONICAL: usize = 4096;

/// More hops than this tell nobody more.
const MAX_HOPS: usize = 24;

impl Trace {
    /// The hops.
    pub fn hops(&self) -> &[Hop] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }

    /// This trace and then the other.
    pub fn then(&self, later: &Trace) -> Trace {
        match (&self.0, &later.0) {
            (_, None) => self.clone(),
            (None, _) => later.clone(),
            (Some(earlier), Some(later)) => {
                let mut hops = Vec::clone(earlier);
                let missing = later.iter().filter(|hop| !earlier.contains(hop)).cloned();
                hops.extend(missing.take(MAX_HOPS.saturating_sub(earlier.len())));
                Trace(Some(Rc::new(hops)))
            }
        }
    }

    /// This trace and one more hop.
    pub fn hop(&self, span: Span, message: impl Into<String>) -> Trace {
        let message = message.into().into();
        self.then(&Trace(Some(Rc::new(vec![Hop { span, message }]))))
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
        let unknown = Unknown { reason: reason.into(), key: key.into(), reference: None, secret: false };
        Self::new(ValueKind::Unknown(Rc::new(unknown)), span)
    }

    /// A known list.
    pub fn list(items: Vec<Value>, span: Span) -> Self {
        Self::new(ValueKind::List(Rc::new(List { items, rest: None })), span)
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
                    Rc::new(Unknown { reason, key, reference: None, secret: false })
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

    /// Whether it is this text, compared without case. `None` if it may be: unknown, or partly
    /// known with nothing that speaks against it.
    pub fn is_text(&self, text: &str) -> Option<bool> {
        match &self.kind {
            ValueKind::String(known) => Some(known.eq_ignore_ascii_case(text)),
            ValueKind::Partial(pieces) => (!fits(pieces, text)).then_some(false),
            ValueKind::Unknown(_) | ValueKind::OneOf(_) | ValueKind::Json(_) => None,
            _ => Some(false),
        }
    }

    /// Whether it is one of these texts, compared without case. `None` if it may be.
    pub fn is_one_of(&self, texts: &[&str]) -> Option<bool> {
        let mut answers = texts.iter().map(|text| self.is_text(text));
        match answers.clone().any(|answer| answer == Some(true)) {
            true => Some(true),
            false => answers.all(|answer| answer == Some(false)).then_some(false),
        }
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

    /// Known and unknown parts of the value as a string; `None` for lists, objects and null.
    pub fn pieces(&self) -> Option<Vec<Piece>> {
        let text = match &self.kind {
            ValueKind::String(text) => text.clone(),
            ValueKind::Bool(value) => value.to_string().into(),
            ValueKind::Int(value) => value.to_string().into(),
            ValueKind::Float(value) => value.to_string().into(),
            ValueKind::Partial(pieces) => return Some(pieces.to_vec()),
            ValueKind::Unknown(unknown) => return Some(vec![Piece::Unknown(unknown.clone())]),
            ValueKind::OneOf(_) | ValueKind::Json(_) => {
                let first = self.first_unknown();
                let reason =
                    first.map_or_else(|| "it is text computed from an object".into(), |it| it.reason.clone());
                // Not the first unknown itself: the value may be another one.
                let unknown =
                    Unknown { reason, key: self.canonical(), reference: None, secret: self.is_secret() };
                return Some(vec![Piece::Unknown(Rc::new(unknown))]);
            }
            _ => return None,
        };
        Some(vec![Piece::Text(text)])
    }

    /// The string made of pieces: known, partly known, or unknown if nothing is known.
    pub fn from_pieces(pieces: Vec<Piece>, span: Span) -> Self {
        if let [Piece::Text(text)] = pieces.as_slice() {
            return Self::string(text.clone(), span);
        }
        let mut merged: Vec<Piece> = Vec::new();
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(more) => text.push_str(&more),
                Piece::Unknown(_) => {
                    if !text.is_empty() {
                        merged.push(Piece::Text(std::mem::take(&mut text).into()));
                    }
                    merged.push(piece);
                }
            }
        }
        if merged.is_empty() {
            return Self::string(text, span);
        }
        if !text.is_empty() {
            merged.push(Piece::Text(text.into()));
        }
        match merged.as_slice() {
            [Piece::Unknown(unknown)] => Self::new(ValueKind::Unknown(unknown.clone()), span),
            _ => Self::new(ValueKind::Partial(merged.into()), span),
        }
    }

    /// A text that is equal for values that are certainly equal: known values spelt out, unknown
    /// ones by their key. What is longer than any name or id is cut and ends in a hash.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write_canonical(&mut out, false);
        match out.char_indices().nth(64) {
            Some((cut, _)) if out.len() > MAX_CANONICAL => {
                let mut hash = DefaultHasher::new();
                out.hash(&mut hash);
                format!("{}…{:016x}", &out[..cut], hash.finish())
            }
            _ => out,
        }
    }

    /// A text that is equal for equal values and for no others; `None` if that is too long.
    pub fn identity(&self) -> Option<String> {
        let mut out = String::new();
        self.write_canonical(&mut out, true);
        let whole = out.len() <= MAX_CANONICAL || self.as_str().is_some();
        whole.then_some(out)
    }

    fn write_canonical(&self, out: &mut String, quoted: bool) {
        if out.len() > MAX_CANONICAL {
            return;
        }
        match &self.kind {
            ValueKind::Null => out.push_str("null"),
            ValueKind::Bool(value) => out.push_str(&value.to_string()),
            ValueKind::Int(value) => out.push_str(&value.to_string()),
            ValueKind::Float(value) => out.push_str(&value.to_string()),
            ValueKind::String(text) if quoted => out.push_str(&format!("{text:?}")),
            ValueKind::String(text) => out.push_str(text),
            ValueKind::Partial(pieces) => out.push_str(&canonical_pieces(pieces)),
            ValueKind::List(list) => {
                out.push('[');
                for item in &list.items {
                    item.write_canonical(out, true);
                    out.push(',');
                }
                out.push(']');
            }
            ValueKind::Object(object) => {
                out.push('{');
                for item in &object.items {
                    out.push_str(&item.key);
                    out.push(':');
                    item.value.write_canonical(out, true);
                    out.push(',');
                }
                out.push('}');
            }
            ValueKind::Json(value) => value.write_canonical(out, true),
            ValueKind::OneOf(alternatives) => {
                for alternative in alternatives.iter() {
                    out.push('|');
                    alternative.value.write_canonical(out, true);
                }
            }
            ValueKind::Unknown(unknown) => {
                out.push_str("${");
                out.push_str(&unknown.key);
                out.push('}');
            }
        }
    }
}

impl Piece {
    /// What it adds to the size of a string; an unknown costs its key.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Unknown(unknown) => 32 + unknown.key.len(),
        }
    }
}

/// Whether pieces may make up a text: the known ones are in it in order, without overlap, the first
/// and the last at its ends. Compared without case.
fn fits(pieces: &[Piece], text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let mut rest = text.as_str();
    let mut after_unknown = false;
    for (i, piece) in pieces.iter().enumerate() {
        let Piece::Text(known) = piece else {
            after_unknown = true;
            continue;
        };
        let known = known.to_ascii_lowercase();
        let is_last = i + 1 == pieces.len();
        let left = match (after_unknown, is_last) {
            (false, _) => rest.strip_prefix(known.as_str()),
            (true, true) => rest.strip_suffix(known.as_str()).map(|_| ""),
            (true, false) => rest.split_once(known.as_str()).map(|(_, after)| after),
        };
        let Some(left) = left else { return false };
        rest = left;
        after_unknown = false;
    }
    after_unknown || rest.is_empty()
}

/// [`Value::canonical`] of a string in pieces.
pub fn canonical_pieces(pieces: &[Piece]) -> String {
    let part = |piece: &Piece| match piece {
        Piece::Text(text) => text.to_string(),
        Piece::Unknown(unknown) => format!("${{{}}}", unknown.key),
    };
    pieces.iter().map(part).collect()
}

impl Object {
    /// The member of a key, compared without case if `fold`.
    pub fn get(&self, key: &str, fold: bool) -> Option<&Item> {
        let same = |item: &&Item| match fold {
            true => item.key.eq_ignore_ascii_case(key),
            false => &*item.key == key,
        };
        self.items.iter().find(same)
    }

    /// Sets a member; a member of that key is replaced in place.
    pub fn set(&mut self, item: Item, fold: bool) {
        let same = |known: &&mut Item| match fold {
            true => known.key.eq_ignore_ascii_case(&item.key),
            false => known.key == item.key,
        };
        match self.items.iter_mut().find(same) {
            Some(known) => *known = item,
            None => self.items.push(item),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn pieces(pattern: &str) -> Value {
        let unknown = |key: &str| {
            let (reason, key) = (String::new(), key.to_owned());
            Piece::Unknown(Rc::new(Unknown { reason, key, reference: None, secret: false }))
        };
        let mut parts = vec![];
        for (i, text) in pattern.split('?').enumerate() {
            if i > 0 {
                parts.push(unknown("x"));
            }
            parts.push(Piece::Text(text.into()));
        }
        Value::from_pieces(parts, Span::new(SourceId::default(), 0, 0))
    }

    #[test]
    fn a_partly_known_text_may_be_or_cannot_be_another() {
        assert_eq!(pieces("Abc").is_text("aBC"), Some(true));
        assert_eq!(pieces("abc").is_text("abcd"), Some(false));
        for may in ["?", "a?", "?a", "a?a", "?b?", "ab?ba", "?a?b?a?"] {
            assert_eq!(pieces(may).is_text("ABBA"), None, "{may}");
        }
        for cannot in ["b?", "?b", "abb?bba", "?c?", "?bbb?", "abba?a", "?ab?ab?"] {
            assert_eq!(pieces(cannot).is_text("abba"), Some(false), "{cannot}");
        }
    }
}
