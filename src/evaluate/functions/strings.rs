//! Functions on strings, of both libraries. A string of which parts are known stays one where the
//! result is certain for them.

use std::rc::Rc;
use std::sync::Arc;

use super::super::limits::{MAX_ELEMENTS, MAX_TEXT, TOO_LONG};
use super::super::value::{ListKind, Piece, Unknown, Value, ValueKind};
use super::call::{Call, failure, text_of, whole};
use super::pattern;
use crate::source::Span;

pub(super) fn lower(call: &Call) -> Option<Value> {
    each_piece(call, "lower", Unknown::is_unique_string, |text| text.to_lowercase())
}

pub(super) fn upper(call: &Call) -> Option<Value> {
    each_piece(call, "upper", |_| false, |text| text.to_uppercase())
}

/// Changes what is known of the first argument, character by character; the rest is another unknown,
/// called the same in all languages, unless it is known to stay as it is.
fn each_piece(
    call: &Call,
    name: &str,
    keeps: impl Fn(&Unknown) -> bool,
    change: impl Fn(&str) -> String,
) -> Option<Value> {
    let pieces = call.value(0)?.pieces()?.into_iter().map(|piece| match piece {
        Piece::Text(text) => Piece::Text(change(&text).into()),
        Piece::Unknown(unknown) if keeps(&unknown) => Piece::Unknown(unknown),
        Piece::Unknown(unknown) => {
            let more: String =
                call.values[1..].iter().map(|value| format!(",{}", value.canonical())).collect();
            let key = format!("{name}({}{more})", unknown.key);
            Piece::Unknown(Rc::new(Unknown { key, reference: None, ..(*unknown).clone() }))
        }
    });
    Some(call.traced(Value::from_pieces(pieces.collect(), call.span)))
}

/// Joins strings, known or not. Stops when the text is too long to be a value.
pub(super) fn joined(values: &[&Value], separator: &str, span: Span) -> Option<Value> {
    let mut pieces = Vec::new();
    let mut length = 0;
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            pieces.push(Piece::Text(separator.into()));
        }
        let more = value.pieces()?;
        length += separator.len() + more.iter().map(Piece::weight).sum::<usize>();
        pieces.extend(more);
        if length > MAX_TEXT {
            break;
        }
    }
    let mut result = Value::from_pieces(pieces, span);
    for value in values {
        result.trace = result.trace.then(&value.as_operand(span));
    }
    Some(result)
}

/// Bicep: `join(list, separator)`
pub(super) fn join_list(call: &Call) -> Option<Value> {
    joined(&call.whole(0)?.iter().collect::<Vec<_>>(), &call.text(1)?, call.span)
}

/// Terraform: `join(separator, list, …)`
pub(super) fn join_lists(call: &Call) -> Option<Value> {
    let mut all = Vec::new();
    for list in &call.values[1..] {
        if whole(list)?.iter().any(Value::is_null) {
            return call.fails("a member of the list is null");
        }
        all.extend(whole(list)?);
    }
    joined(&all, &call.text(0)?, call.span)
}

/// The passes of a `for` in a template, one after the other.
pub(super) fn join_passes(call: &Call) -> Option<Value> {
    joined(&call.whole(0)?.iter().collect::<Vec<_>>(), "", call.span)
}

/// Terraform: the parts of a template as one text.
pub(super) fn template(call: &Call) -> Option<Value> {
    let is_text = |value: &Value| value.pieces().is_some();
    if !call.values.iter().all(is_text) {
        return Some(failure("${…}", "the value is not a string", call.span));
    }
    concat(call)
}

/// Bicep: .NET, which formats the text, writes truth values with a capital and null as nothing.
pub(super) fn net_template(call: &Call) -> Option<Value> {
    let text = |value: &Value| match value.kind {
        ValueKind::Bool(truth) => Value { kind: net_truth(truth), ..value.clone() },
        ValueKind::Null => Value { kind: ValueKind::String("".into()), ..value.clone() },
        _ => value.clone(),
    };
    let parts: Vec<Value> = call.values.iter().map(text).collect();
    template(&Call { values: &parts, ..*call })
}

/// A truth value as .NET writes it.
pub(super) fn net_truth(truth: bool) -> ValueKind {
    ValueKind::String(if truth { "True" } else { "False" }.into())
}

pub(super) fn concat(call: &Call) -> Option<Value> {
    joined(&call.values.iter().collect::<Vec<_>>(), "", call.span)
}

/// Replaces every occurrence; between slashes stands a regular expression in Terraform.
pub(super) fn replace(call: &Call) -> Option<Value> {
    let (from, to) = (call.text(1)?, call.text(2)?);
    let fits = |text: &str| {
        let more = text.matches(&*from).count().saturating_mul(to.len());
        text.len().saturating_add(more) <= MAX_TEXT
    };
    match &call.value(0)?.kind {
        // Only one character cannot lie across the border of what is known.
        ValueKind::Partial(pieces) if from.chars().count() == 1 => {
            let known =
                pieces.iter().all(|piece| matches!(piece, Piece::Unknown(_)) || fits(text_of_piece(piece)));
            known.then_some(())?;
            let in_hash = from.chars().any(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
            let keeps = |unknown: &Unknown| !in_hash && unknown.is_unique_string();
            each_piece(call, "replace", keeps, |text| text.replace(&*from, &to))
        }
        _ => {
            let text = call.text(0)?;
            if !fits(&text) {
                return Some(call.evaluator.limit(call.span, TOO_LONG));
            }
            call.string(text.replace(&*from, &to))
        }
    }
}

pub(super) fn replace_pattern(call: &Call) -> Option<Value> {
    let from = call.text(1)?;
    match from.strip_prefix('/').and_then(|from| from.strip_suffix('/')) {
        Some(regex) if from.len() > 1 => pattern::replace(call, regex),
        _ => replace(call),
    }
}

fn text_of_piece(piece: &Piece) -> &str {
    match piece {
        Piece::Text(text) => text,
        Piece::Unknown(_) => "",
    }
}

/// Bicep: one separator or a list of them.
pub(super) fn split(call: &Call) -> Option<Value> {
    let separators: Vec<Arc<str>> = match call.whole(1) {
        Some(list) => list.iter().map(text_of).collect::<Option<_>>()?,
        None => vec![call.text(1)?],
    };
    let text = call.text(0)?;
    let mut parts: Vec<&str> = vec![&text];
    for separator in separators.iter().filter(|separator| !separator.is_empty()) {
        parts = parts.into_iter().flat_map(|part| part.split(&**separator)).take(MAX_ELEMENTS + 1).collect();
    }
    call.texts(parts, ListKind::Tuple)
}

/// Terraform: `split(separator, text)`
pub(super) fn split_by(call: &Call) -> Option<Value> {
    let (separator, text) = (call.text(0)?, call.text(1)?);
    match &*separator {
        "" => call.texts(text.chars().map(String::from).take(MAX_ELEMENTS + 1), ListKind::List),
        separator => call.texts(text.split(separator).take(MAX_ELEMENTS + 1), ListKind::List),
    }
}

pub(super) fn trim_blanks(call: &Call) -> Option<Value> {
    call.string(call.text(0)?.trim())
}

pub(super) fn trim(call: &Call) -> Option<Value> {
    let set: Vec<char> = call.text(1)?.chars().collect();
    call.string(call.text(0)?.trim_matches(set.as_slice()))
}

pub(super) fn chomp(call: &Call) -> Option<Value> {
    call.string(call.text(0)?.trim_end_matches(['\r', '\n']))
}

pub(super) fn trim_prefix(call: &Call) -> Option<Value> {
    let prefix = call.text(1)?;
    if let ValueKind::Partial(pieces) = &call.value(0)?.kind {
        let Piece::Text(first) = pieces.first()? else { return None };
        let rest = match first.strip_prefix(&*prefix) {
            Some(rest) => rest,
            None if prefix.starts_with(&**first) => return None,
            None => first,
        };
        let mut pieces = pieces.to_vec();
        pieces[0] = Piece::Text(rest.into());
        return Some(call.traced(Value::from_pieces(pieces, call.span)));
    }
    let text = call.text(0)?;
    call.string(text.strip_prefix(&*prefix).unwrap_or(&text))
}

pub(super) fn trim_suffix(call: &Call) -> Option<Value> {
    let (text, suffix) = (call.text(0)?, call.text(1)?);
    call.string(text.strip_suffix(&*suffix).unwrap_or(&text))
}

pub(super) fn starts_with(call: &Call) -> Option<Value> {
    call.truth(affix(call.value(0)?, &call.text(1)?, End::Start)?)
}

pub(super) fn ends_with(call: &Call) -> Option<Value> {
    call.truth(affix(call.value(0)?, &call.text(1)?, End::End)?)
}

/// Bicep compares these without case.
pub(super) fn starts_with_fold(call: &Call) -> Option<Value> {
    call.truth(affix(&folded(call.value(0)?), &call.text(1)?.to_lowercase(), End::Start)?)
}

pub(super) fn ends_with_fold(call: &Call) -> Option<Value> {
    call.truth(affix(&folded(call.value(0)?), &call.text(1)?.to_lowercase(), End::End)?)
}

fn folded(value: &Value) -> Value {
    let lower = |piece: Piece| match piece {
        Piece::Text(text) => Piece::Text(text.to_lowercase().into()),
        unknown => unknown,
    };
    match value.pieces() {
        Some(pieces) => Value::from_pieces(pieces.into_iter().map(lower).collect(), value.span),
        None => value.clone(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Start,
    End,
}

/// Whether a text starts or ends with another, where what is known of it can tell.
fn affix(value: &Value, wanted: &str, end: End) -> Option<bool> {
    let has = |text: &str, part: &str| match end {
        End::Start => text.starts_with(part),
        End::End => text.ends_with(part),
    };
    if wanted.is_empty() {
        return Some(true);
    }
    match &value.kind {
        ValueKind::Partial(pieces) => {
            match if end == End::Start { pieces.first()? } else { pieces.last()? } {
                Piece::Text(known) if has(known, wanted) => Some(true),
                Piece::Text(known) => (!has(wanted, known)).then_some(false),
                Piece::Unknown(_) => None,
            }
        }
        _ => Some(has(&text_of(value)?, wanted)),
    }
}

/// Whether a text has another in it; a known part that has it decides.
pub(super) fn has(value: &Value, wanted: &str) -> Option<bool> {
    match &value.kind {
        ValueKind::Partial(pieces) => {
            pieces.iter().any(|piece| text_of_piece(piece).contains(wanted)).then_some(true)
        }
        _ => Some(text_of(value)?.contains(wanted)),
    }
}

pub(super) fn string_contains(call: &Call) -> Option<Value> {
    call.truth(has(call.value(0)?, &call.text(1)?)?)
}

/// The place of a text in another, in characters and without case; -1 if it is not there.
pub(super) fn index_of(call: &Call, last: bool) -> Option<Value> {
    let (value, part) = (call.text(0)?.to_lowercase(), call.text(1)?.to_lowercase());
    let at = if last { value.rfind(&part) } else { value.find(&part) };
    call.whole_number(at.map_or(-1, |at| value[..at].chars().count() as i64))
}

pub(super) fn pad_left(call: &Call) -> Option<Value> {
    let value = call.value(0)?;
    let text = match value.kind {
        ValueKind::Int(number) => number.to_string().into(),
        _ => text_of(value)?,
    };
    let filler = if call.given(2) { call.text(2)? } else { " ".into() };
    let missing = call.size(1)?.saturating_sub(text.chars().count());
    let is_one = filler.chars().count() == 1;
    let padding = (is_one && missing <= MAX_TEXT).then(|| filler.repeat(missing))?;
    call.string(padding + &text)
}

/// Bicep: `substring(text, start, count)`
pub(super) fn substring(call: &Call) -> Option<Value> {
    let text = call.text(0)?;
    let (start, length) = (call.size(1)?, text.chars().count());
    let count = if call.given(2) { call.size(2)? } else { length.checked_sub(start)? };
    (start.checked_add(count)? <= length).then_some(())?;
    call.string(text.chars().skip(start).take(count).collect::<String>())
}

/// Terraform: `substr(text, offset, length)`; a negative offset counts from the end, a negative
/// length means all of the rest.
pub(super) fn substr(call: &Call) -> Option<Value> {
    let (start, count) = (call.int(1)?, call.int(2)?);
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    if let ValueKind::Partial(pieces) = &call.value(0)?.kind {
        return start_of(call, pieces, usize::try_from(start).ok()?, count);
    }
    let text = call.text(0)?;
    let start = match usize::try_from(start) {
        Ok(start) => start,
        Err(_) => text.chars().count().saturating_sub(start.unsigned_abs() as usize),
    };
    call.string(text.chars().skip(start).take(count).collect::<String>())
}

/// How many characters a text has, whatever `uniqueString` gives.
fn length_of(pieces: &[Piece]) -> Option<usize> {
    let of = |piece: &Piece| match piece {
        Piece::Text(text) => Some(text.chars().count()),
        Piece::Unknown(unknown) => unknown.is_unique_string().then_some(Unknown::UNIQUE_STRING),
    };
    pieces.iter().map(of).sum()
}

/// A part of a text that lies in its known start, or the whole of a text that is no longer.
pub(super) fn start_of(call: &Call, pieces: &[Piece], skip: usize, take: usize) -> Option<Value> {
    if skip == 0 && length_of(pieces).is_some_and(|length| length <= take) {
        return Some(call.traced(Value::from_pieces(pieces.to_vec(), call.span)));
    }
    let Piece::Text(known) = pieces.first()? else { return None };
    (known.chars().count() >= skip.checked_add(take)?).then_some(())?;
    call.string(known.chars().skip(skip).take(take).collect::<String>())
}

pub(super) fn reversed(call: &Call) -> Option<Value> {
    call.string(call.text(0)?.chars().rev().collect::<String>())
}

/// The first letter of every word as a capital. A word is of letters, digits and `_`.
pub(super) fn title(call: &Call) -> Option<Value> {
    let mut start = true;
    let capital = |c: char| {
        let out = if start { c.to_uppercase().next().unwrap_or(c) } else { c };
        start = if c.is_ascii() { !(c.is_ascii_alphanumeric() || c == '_') } else { c.is_whitespace() };
        out
    };
    call.string(call.text(0)?.chars().map(capital).collect::<String>())
}

/// Blanks at the start of all lines but the first.
pub(super) fn indent(call: &Call) -> Option<Value> {
    let (blanks, text) = (call.size(0)?, call.text(1)?);
    let size = text.matches('\n').count().saturating_mul(blanks).saturating_add(text.len());
    if size > MAX_TEXT {
        return Some(call.evaluator.limit(call.span, TOO_LONG));
    }
    call.string(text.replace('\n', &format!("\n{}", " ".repeat(blanks))))
}

/// Terraform paths have forward slashes here.
pub(super) fn base_name(call: &Call) -> Option<Value> {
    let path = call.text(0)?;
    let trimmed = path.trim_end_matches('/');
    match (path.is_empty(), trimmed.is_empty()) {
        (true, _) => call.string("."),
        (_, true) => call.string("/"),
        _ => call.string(trimmed.rsplit('/').next().unwrap_or(trimmed)),
    }
}

pub(super) fn directory_name(call: &Call) -> Option<Value> {
    let path = call.text(0)?;
    match path.rsplit_once('/') {
        None => call.string("."),
        Some((directory, _)) => {
            let parts: Vec<&str> =
                directory.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
            let clean = !parts.contains(&"..");
            let start = if path.starts_with('/') { "/" } else { "" };
            let whole = format!("{start}{}", parts.join("/"));
            clean.then_some(())?;
            call.string(if whole.is_empty() { ".".to_owned() } else { whole })
        }
    }
}

/// Bicep: whether a text fits a pattern in which `*` stands for any text, without case.
pub(super) fn like(call: &Call) -> Option<Value> {
    let (text, pattern) = (call.text(0)?.to_lowercase(), call.text(1)?.to_lowercase());
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return call.truth(false) };
    let Some(last) = parts.next_back() else { return call.truth(rest.is_empty()) };
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return call.truth(false),
        }
    }
    call.truth(rest.ends_with(last))
}
