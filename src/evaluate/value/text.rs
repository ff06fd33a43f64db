//! Values as text: strings known in part, and the text that identifies a value.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;
use std::sync::Arc;

use super::{Reference, Unknown, Value, ValueKind};
use crate::source::Span;

/// A part of a string.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Known text.
    Text(Arc<str>),
    /// Unknown text.
    Unknown(Rc<Unknown>),
}

/// The longest text that stands for a value. Names and ids are shorter.
pub(super) const MAX_CANONICAL: usize = 4096;

impl Value {
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

    /// Known and unknown parts of the value as a string; `None` for lists, objects and null.
    pub fn pieces(&self) -> Option<Vec<Piece>> {
        let text = match &self.kind {
            ValueKind::String(text) => text.clone(),
            ValueKind::Bool(value) => value.to_string().into(),
            ValueKind::Int(value) => value.to_string().into(),
            ValueKind::Float(value) => value.to_string().into(),
            ValueKind::Partial(pieces) => return Some(pieces.to_vec()),
            ValueKind::Unknown(unknown) => return Some(vec![Piece::Unknown(unknown.clone())]),
            ValueKind::Json(value) => match value.json() {
                Some(pieces) => return Some(pieces),
                None => return Some(vec![self.unknown_piece()]),
            },
            ValueKind::OneOf(alternatives) => {
                let each = alternatives.iter().map(|alternative| alternative.value.pieces());
                return Some(match each.collect::<Option<Vec<_>>>() {
                    Some(each) => framed(&each, self.unknown_piece()),
                    None => vec![self.unknown_piece()],
                });
            }
            _ => return None,
        };
        Some(vec![Piece::Text(text)])
    }

    /// Text of which nothing is known but the value that it is computed of.
    fn unknown_piece(&self) -> Piece {
        let first = self.first_unknown();
        let reason =
            first.map_or_else(|| "it is text computed from an object".into(), |it| it.reason.clone());
        // Not the first unknown itself: the value may be another one.
        let (key, secret, credentials) = (self.canonical(), self.is_secret(), self.credentials());
        Piece::Unknown(Rc::new(Unknown { reason, key, secret, credentials, ..Unknown::default() }))
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

    /// A text that tells one value of a property from another and stays the same when the code around
    /// it moves: what is known is spelt out, an unknown part is what it refers to. Of a collection it
    /// says only the kind. `None` for null, and for what is a secret in part.
    pub fn imprint(&self) -> Option<String> {
        let mut out = String::new();
        (!self.is_null() && self.write_imprint(&mut out)).then_some(out)
    }

    /// As [`imprint`](Self::imprint); false if there is a secret in it.
    fn write_imprint(&self, out: &mut String) -> bool {
        let unknown = |unknown: &Unknown, out: &mut String| {
            let meant = unknown.reference.as_ref().map(Reference::text).unwrap_or_default();
            out.push_str(&format!("${{{meant}}}"));
            !unknown.secret
        };
        match &self.kind {
            ValueKind::List(_) => out.push_str("[]"),
            ValueKind::Object(_) | ValueKind::Json(_) => out.push_str("{}"),
            ValueKind::Unknown(it) => return unknown(it, out),
            ValueKind::Partial(pieces) => {
                return pieces.iter().all(|piece| match piece {
                    Piece::Text(text) => {
                        out.push_str(text);
                        true
                    }
                    Piece::Unknown(it) => unknown(it, out),
                });
            }
            ValueKind::OneOf(alternatives) if out.len() <= MAX_CANONICAL => {
                return alternatives.iter().all(|alternative| {
                    out.push('|');
                    alternative.value.write_imprint(out)
                });
            }
            _ => self.write_canonical(out, false),
        }
        true
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
    pub(in crate::evaluate) fn weight(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Unknown(unknown) => 32 + unknown.key.len(),
        }
    }
}

/// A text that is one of several: what they have in common at both ends, and `inner` for the rest.
fn framed(each: &[Vec<Piece>], inner: Piece) -> Vec<Piece> {
    let known = |piece: Option<&Piece>| match piece {
        Some(Piece::Text(text)) => text.clone(),
        _ => "".into(),
    };
    let starts: Vec<Arc<str>> = each.iter().map(|pieces| known(pieces.first())).collect();
    let ends: Vec<Arc<str>> = each.iter().map(|pieces| known(pieces.last())).collect();
    let (Some(first), Some(last)) = (starts.first(), ends.first()) else { return vec![inner] };
    let same = |text: &str, other: &str| -> usize {
        text.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let start = starts.iter().map(|other| same(first, other)).min().unwrap_or(0);
    // What the start has taken of a text that is known whole is not there for its end.
    let left = each.iter().zip(&ends).map(|(pieces, end)| match pieces.len() {
        1 => end.len().saturating_sub(start),
        _ => end.len(),
    });
    let room = left.min().unwrap_or(0);
    let mut end: usize = 0;
    for (i, wanted) in last.chars().rev().enumerate() {
        let is_same = ends.iter().all(|other| other.chars().rev().nth(i) == Some(wanted));
        if !is_same || end + wanted.len_utf8() > room {
            break;
        }
        end += wanted.len_utf8();
    }
    let text = |text: &str| (!text.is_empty()).then(|| Piece::Text(text.into()));
    let (start, end) = (text(&first[..start]), text(&last[last.len() - end..]));
    start.into_iter().chain([inner]).chain(end).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Alternative;
    use crate::source::SourceId;

    fn pieces(pattern: &str) -> Value {
        let unknown = |key: &str| {
            let (reason, key) = (String::new(), key.to_owned());
            Piece::Unknown(Rc::new(Unknown { reason, key, ..Unknown::default() }))
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
    fn what_alternatives_have_in_common_is_known() {
        let of = |texts: &[&str]| {
            let each = texts.iter().map(|text| Alternative { value: pieces(text), when: String::new() });
            let choice = Value::new(ValueKind::OneOf(each.collect()), Span::default());
            let shown = choice.pieces().unwrap_or_default().into_iter().map(|piece| match piece {
                Piece::Text(text) => text.to_string(),
                Piece::Unknown(_) => "?".to_owned(),
            });
            shown.collect::<String>()
        };
        assert_eq!(of(&["http://a.io", "http://b.io"]), "http://?.io");
        assert_eq!(of(&["ab", "aab"]), "a?b");
        assert_eq!(of(&["aa", "aaa"]), "aa?");
        assert_eq!(of(&["é1", "é2"]), "é?");
        assert_eq!(of(&["a?z", "a", "a-z"]), "a?");
        assert_eq!(of(&["x", "y"]), "?");
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
