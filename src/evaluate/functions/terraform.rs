//! The function library of Terraform (developer.hashicorp.com/terraform/language/functions).

use std::rc::Rc;

use super::super::expression::one_of;
use super::super::limits::MAX_TEXT;
use super::super::scope::Evaluator;
use super::super::value::{Alternative, List, Object, Piece, Value, ValueKind};
use super::{
    change_case, concat_lists, concat_text, contains, distinct, extreme, flatten, keep_trace, keys, length,
    merged, range, replace, split, starts_with, string_kind, strings, text, whole,
};
use crate::source::Span;

/// The result of a call, or `None` if the arguments are not known or do not fit.
pub(super) fn call(evaluator: &Evaluator, name: &str, arguments: &[Value], span: Span) -> Option<Value> {
    let new = |kind| Some(keep_trace(Value::new(kind, span), &arguments.iter().collect::<Vec<_>>()));
    match (name, arguments) {
        ("*list", [value]) => Some(match &value.kind {
            ValueKind::List(_) | ValueKind::Unknown(_) => value.clone(),
            ValueKind::Null => Value::list(Vec::new(), span),
            _ => Value::list(vec![value.clone()], span),
        }),
        ("alltrue" | "anytrue", [list]) => {
            let list = list.as_list()?;
            // One member that is known decides if it is the one that is looked for.
            let decisive = name == "anytrue";
            let truth = |item: &Value| item.as_bool().or_else(|| text(item)?.parse().ok());
            let known: Vec<Option<bool>> = list.items.iter().map(truth).collect();
            let decided = known.contains(&Some(decisive));
            let undecided = list.rest.is_some() || known.contains(&None);
            (decided || !undecided).then_some(())?;
            new(ValueKind::Bool(decided == decisive))
        }
        ("chomp", [value]) => new(string_kind(text(value)?.trim_end_matches(['\r', '\n']))),
        ("trimspace", [value]) => new(string_kind(text(value)?.trim())),
        ("coalesce", values) => coalesce(values, span),
        ("coalescelist", values) => values.iter().find(|value| length(value) != Some(0)).cloned(),
        ("compact", [list]) => {
            let list = list.as_list().filter(|list| list.rest.is_none())?;
            let kept = |item: &&Value| !item.is_null() && item.as_str() != Some("");
            Some(Value::list(list.items.iter().filter(kept).cloned().collect(), span))
        }
        ("concat", values) => concat_lists(values, span),
        ("contains", [list, wanted]) => {
            contains(list, wanted, false).and_then(|found| new(ValueKind::Bool(found)))
        }
        ("distinct", [list]) => distinct(list.as_list()?, span),
        ("toset", [list]) => set(list.as_list()?, span),
        ("element", [list, index]) => {
            let items = &list.as_list().filter(|list| list.rest.is_none() && !list.items.is_empty())?.items;
            let index = index.as_int()?.rem_euclid(items.len() as i64) as usize;
            items.get(index).map(|item| item.clone().out_of(list))
        }
        ("endswith", [value, end]) => new(ValueKind::Bool(text(value)?.ends_with(text(end)?))),
        ("flatten", [list]) => new(ValueKind::List(Rc::new(flatten(evaluator, list.as_list()?, true)))),
        ("format", [pattern, values @ ..]) => format_text(text(pattern)?, values, span),
        ("join", [separator, list]) => {
            let list = list.as_list().filter(|list| list.rest.is_none())?;
            concat_text(&list.items.iter().collect::<Vec<_>>(), text(separator)?, span)
        }
        ("jsondecode", [value]) => match &value.kind {
            ValueKind::Json(inner) => Some((**inner).clone()),
            _ => super::parse_json(evaluator, text(value)?, span),
        },
        ("jsonencode" | "yamlencode", [value]) => new(ValueKind::Json(Rc::new(value.clone()))),
        ("keys", [value]) => keys(value, span, true),
        ("length", [value]) => length(value).and_then(|length| new(ValueKind::Int(length))),
        ("lookup", [map, key, default @ ..]) => lookup(map, text(key)?, default.first(), span),
        ("lower", [value]) => change_case(value, false, span),
        ("max", values) => extreme(values, true),
        ("merge", values) => merged(values, false, span),
        ("min", values) => extreme(values, false),
        ("one", [list]) => {
            let items = &list.as_list().filter(|list| list.rest.is_none())?.items;
            match items.as_slice() {
                [] => new(ValueKind::Null),
                [only] => Some(only.clone().out_of(list)),
                _ => None,
            }
        }
        ("range", [end]) => range(0, end.as_int()?, span),
        ("range", [start, end]) => {
            let (start, end) = (start.as_int()?, end.as_int()?);
            let count = start.abs_diff(end).min(i64::MAX as u64) as i64;
            // A range that ends before it starts runs down.
            let up = range(start.min(end).saturating_add(i64::from(end < start)), count, span)?;
            match end < start {
                true => Some(Value::list(whole(&up)?.iter().rev().cloned().collect(), span)),
                false => Some(up),
            }
        }
        // A pattern between slashes is a regular expression, which is not evaluated.
        ("replace", [value, from, to]) if !text(from)?.starts_with('/') => Some(keep_trace(
            replace(evaluator, text(value)?, text(from)?, text(to)?, span),
            &[value, from, to],
        )),
        ("reverse", [list]) => {
            let list = list.as_list().filter(|list| list.rest.is_none())?;
            Some(Value::list(list.items.iter().rev().cloned().collect(), span))
        }
        ("sensitive" | "nonsensitive" | "tolist" | "tomap", [value]) => Some(value.clone()),
        ("setunion", values) => set(concat_lists(values, span)?.as_list()?, span),
        ("setintersection" | "setsubtract", [first, second]) => {
            let wanted = name == "setintersection";
            let second = second.as_list()?;
            let mut kept = Vec::new();
            for item in whole(first)? {
                if super::position(second, item)?.is_some() == wanted {
                    kept.push(item.clone());
                }
            }
            set(&List { items: kept, rest: None }, span)
        }
        ("slice", [list, start, end]) => {
            let at = |value: &Value| usize::try_from(value.as_int()?).ok();
            let items = whole(list)?.get(at(start)?..at(end)?)?;
            Some(Value::list(items.iter().map(|item| item.clone().out_of(list)).collect(), span))
        }
        ("sum", [list]) => {
            let numbers: Option<Vec<i64>> = whole(list)?.iter().map(Value::as_int).collect();
            let mut numbers = numbers?.into_iter();
            numbers.try_fold(0_i64, i64::checked_add).map(ValueKind::Int).and_then(new)
        }
        ("index", [list, wanted]) => {
            super::position(list.as_list()?, wanted)?.map(ValueKind::Int).and_then(new)
        }
        ("strrev", [value]) => new(string_kind(text(value)?.chars().rev().collect::<String>())),
        ("sort", [list]) => {
            let mut sorted = strings(list.as_list()?)?;
            sorted.sort_unstable();
            Some(Value::list(sorted.into_iter().map(|text| Value::string(text, span)).collect(), span))
        }
        ("split", [separator, value]) => split(value, &[text(separator)?], span),
        ("startswith", [value, start]) => {
            starts_with(value, text(start)?, false).and_then(|starts| new(ValueKind::Bool(starts)))
        }
        ("strcontains", [value, part]) => new(ValueKind::Bool(text(value)?.contains(text(part)?))),
        ("abs" | "ceil" | "floor", [value]) => {
            let number = match value.kind {
                ValueKind::Int(number) => number as f64,
                ValueKind::Float(number) => number,
                _ => return None,
            };
            new(number_kind(match name {
                "abs" => number.abs(),
                "ceil" => number.ceil(),
                _ => number.floor(),
            }))
        }
        // The start of a text of which the start is known.
        ("substr", [Value { kind: ValueKind::Partial(pieces), .. }, start, count]) => {
            let (Some(Piece::Text(known)), 0) = (pieces.first(), start.as_int()?) else { return None };
            let count = usize::try_from(count.as_int()?).ok()?;
            let start: String = known.chars().take(count).collect();
            (known.chars().count() >= count).then_some(())?;
            new(string_kind(start))
        }
        ("substr", [value, start, count]) => {
            substring(text(value)?, start.as_int()?, count.as_int()?).and_then(new)
        }
        ("title", [value]) => new(string_kind(title(text(value)?))),
        ("tobool", [value]) => match &value.kind {
            ValueKind::Bool(_) | ValueKind::Null => Some(value.clone()),
            ValueKind::String(text) => text.parse().ok().and_then(|value| new(ValueKind::Bool(value))),
            _ => None,
        },
        ("tonumber", [value]) => match &value.kind {
            ValueKind::Int(_) | ValueKind::Float(_) | ValueKind::Null => Some(value.clone()),
            ValueKind::String(text) => match text.parse() {
                Ok(value) => new(ValueKind::Int(value)),
                Err(_) => match text.parse::<f64>() {
                    Ok(value) if value.is_finite() => new(ValueKind::Float(value)),
                    // Worded as `try` and `can` know a mistake in the code.
                    _ => {
                        let reason = "`tonumber` is taken of something that is not a number";
                        Some(Value::unknown(reason, format!("tonumber {span:?}"), span))
                    }
                },
            },
            _ => None,
        },
        ("tostring", [value]) if value.is_null() => Some(value.clone()),
        ("tostring", [value]) => Some(keep_trace(Value::from_pieces(value.pieces()?, span), &[value])),
        ("trim", [value, set]) => {
            let set: Vec<char> = text(set)?.chars().collect();
            new(string_kind(text(value)?.trim_matches(set.as_slice())))
        }
        ("trimprefix", [value, prefix]) => {
            let value = text(value)?;
            new(string_kind(value.strip_prefix(text(prefix)?).unwrap_or(value)))
        }
        ("trimsuffix", [value, suffix]) => {
            let value = text(value)?;
            new(string_kind(value.strip_suffix(text(suffix)?).unwrap_or(value)))
        }
        ("upper", [value]) => change_case(value, true, span),
        ("values", [value]) => {
            let object = value.as_object().filter(|object| object.rest.is_none())?;
            let mut items: Vec<_> = object.items.iter().collect();
            items.sort_by(|a, b| a.key.cmp(&b.key));
            Some(Value::list(items.into_iter().map(|item| item.value.clone().out_of(value)).collect(), span))
        }
        ("zipmap", [names, values]) => zipmap(names.as_list()?, values.as_list()?, span),
        _ => None,
    }
}

/// The members once each; a set of strings is walked in their order.
fn set(list: &List, span: Span) -> Option<Value> {
    let mut set = distinct(list, span)?.as_list()?.items.clone();
    if set.iter().all(|item| item.as_str().is_some()) {
        set.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    }
    Some(Value::list(set, span))
}

/// The first argument that is neither null nor an empty string.
fn coalesce(values: &[Value], span: Span) -> Option<Value> {
    let (first, rest) = values.split_first()?;
    let skipped = |value: &Value| value.is_null() || value.as_str() == Some("");
    match &first.kind {
        ValueKind::OneOf(alternatives) if alternatives.iter().all(|a| a.value.as_unknown().is_none()) => {
            let otherwise = coalesce(rest, span).unwrap_or(Value::new(ValueKind::Null, span));
            let pick = |a: &Alternative| Alternative {
                value: if skipped(&a.value) { otherwise.clone() } else { a.value.clone() },
                when: a.when.clone(),
            };
            Some(one_of(alternatives.iter().map(pick).collect(), span))
        }
        ValueKind::Unknown(unknown) if unknown.reference.is_none() => None,
        _ if skipped(first) => coalesce(rest, span),
        _ => Some(first.clone()),
    }
}

fn lookup(map: &Value, key: &str, default: Option<&Value>, span: Span) -> Option<Value> {
    let object = map.as_object()?;
    match (object.get(key, false), &object.rest, default) {
        (Some(item), _, _) => Some(item.value.clone().out_of(map)),
        (None, Some(rest), _) => Some(Value::new(ValueKind::Unknown(rest.clone()), span)),
        (None, None, default) => default.cloned(),
    }
}

/// A number, whole if it can be: beyond 2^53 a float does not count whole numbers any more.
fn number_kind(number: f64) -> ValueKind {
    match number.fract() == 0.0 && number.abs() < 9e15 {
        true => ValueKind::Int(number as i64),
        false => ValueKind::Float(number),
    }
}

fn substring(text: &str, start: i64, count: i64) -> Option<ValueKind> {
    let length = text.chars().count();
    let start = if start < 0 { length.checked_sub(start.unsigned_abs() as usize)? } else { start as usize };
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    Some(string_kind(text.chars().skip(start).take(count).collect::<String>()))
}

fn title(text: &str) -> String {
    let mut start = true;
    let capital = |c: char| {
        let out = if start { c.to_uppercase().next().unwrap_or(c) } else { c };
        start = c.is_whitespace();
        out
    };
    text.chars().map(capital).collect()
}

/// `format("%s-%d", …)` for the verbs that print a value as it is.
fn format_text(pattern: &str, values: &[Value], span: Span) -> Option<Value> {
    let mut pieces = Vec::new();
    let mut values_left = values.iter();
    let mut length = pattern.len();
    let mut rest = pattern;
    while let Some(at) = rest.find('%')
        && length <= MAX_TEXT
    {
        pieces.push(Piece::Text(rest[..at].into()));
        let verb = rest[at + 1..].chars().next()?;
        rest = &rest[at + 1 + verb.len_utf8()..];
        match verb {
            '%' => pieces.push(Piece::Text("%".into())),
            's' | 'd' | 'v' | 't' => {
                let more = values_left.next()?.pieces()?;
                length += more.iter().map(Piece::weight).sum::<usize>();
                pieces.extend(more);
            }
            _ => return None,
        }
    }
    pieces.push(Piece::Text(rest.into()));
    Some(keep_trace(Value::from_pieces(pieces, span), &values.iter().collect::<Vec<_>>()))
}

fn zipmap(names: &List, values: &List, span: Span) -> Option<Value> {
    if names.rest.is_some() || values.rest.is_some() {
        return None;
    }
    let mut object = Object::default();
    for (name, value) in names.items.iter().zip(&values.items) {
        super::add_result(&mut object, name, value.clone(), false);
    }
    Some(Value::new(ValueKind::Object(Rc::new(object)), span))
}
