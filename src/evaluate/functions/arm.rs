//! The function library of Bicep and ARM templates
//! (learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions). Names compare without
//! case, as ARM does.

use std::collections::HashSet;
use std::rc::Rc;

use super::super::limits::MAX_TEXT;
use super::super::scope::Evaluator;
use super::super::value::{Item, Object, Piece, Value, ValueKind};
use super::operators::equal;
use super::{
    change_case, concat_lists, concat_text, contains, distinct, extreme, flatten, keep_trace, keys, length,
    merged, parse_json, position, range, replace, runtime, split, starts_with, string_kind, strings, text,
    whole,
};
use crate::source::Span;

/// The result of a call, or `None` if the arguments are not known or do not fit.
pub(super) fn call(evaluator: &Evaluator, name: &str, arguments: &[Value], span: Span) -> Option<Value> {
    let new = |kind| Some(keep_trace(Value::new(kind, span), &arguments.iter().collect::<Vec<_>>()));
    match (name.to_ascii_lowercase().as_str(), arguments) {
        ("any", [value]) => Some(value.clone()),
        ("json", [value]) => match &value.kind {
            ValueKind::Json(inner) => Some((**inner).clone()),
            ValueKind::String(text) => parse_json(evaluator, text, span),
            _ => None,
        },
        ("array", [value]) if value.as_list().is_some() => Some(value.clone()),
        ("array", [value]) => Some(Value::list(vec![value.clone()], span)),
        ("*list", [value]) => Some(value.clone()),
        ("bool", [value]) => match &value.kind {
            ValueKind::Bool(_) => Some(value.clone()),
            ValueKind::String(text) => {
                new(ValueKind::Bool(text.eq_ignore_ascii_case("true") || &**text == "1"))
            }
            ValueKind::Int(number) => new(ValueKind::Bool(*number != 0)),
            _ => None,
        },
        ("concat", values) if values.iter().any(|value| value.as_list().is_some()) => {
            concat_lists(values, span)
        }
        ("concat", values) => concat_text(&values.iter().collect::<Vec<_>>(), "", span),
        ("contains", [container, wanted]) => {
            contains(container, wanted, true).and_then(|found| new(ValueKind::Bool(found)))
        }
        ("empty", [value]) => empty(value).and_then(|empty| new(ValueKind::Bool(empty))),
        ("endswith", [value, end]) => {
            let (value, end) = (text(value)?.to_lowercase(), text(end)?.to_lowercase());
            new(ValueKind::Bool(value.ends_with(&end)))
        }
        ("first", [value]) => end_of(value, false, span),
        ("flatten", [value]) => new(ValueKind::List(Rc::new(flatten(evaluator, value.as_list()?, false)))),
        ("format", [pattern, values @ ..]) => format_text(text(pattern)?, values, span),
        ("indexof", [list, wanted]) if list.as_list().is_some() => {
            position(list.as_list()?, wanted).and_then(|at| new(ValueKind::Int(at.unwrap_or(-1))))
        }
        ("indexof", [value, part]) => {
            let (value, part) = (text(value)?.to_lowercase(), text(part)?.to_lowercase());
            let at = value.find(&part).map_or(-1, |at| value[..at].chars().count() as i64);
            new(ValueKind::Int(at))
        }
        ("int", [value]) => match &value.kind {
            ValueKind::Int(_) => Some(value.clone()),
            ValueKind::String(text) => text.parse().ok().and_then(|number| new(ValueKind::Int(number))),
            _ => None,
        },
        ("intersection", [first, second]) => intersection(first, second, span),
        ("items", [value]) => items(value, span),
        ("join", [list, separator]) => {
            let list = list.as_list().filter(|list| list.rest.is_none())?;
            concat_text(&list.items.iter().collect::<Vec<_>>(), text(separator)?, span)
        }
        ("last", [value]) => end_of(value, true, span),
        ("lastindexof", [list, wanted]) if whole(list).is_some() => {
            let mut at = -1;
            for (index, item) in whole(list)?.iter().enumerate() {
                if equal(item, wanted)? {
                    at = index as i64;
                }
            }
            new(ValueKind::Int(at))
        }
        ("lastindexof", [value, part]) => {
            let (value, part) = (text(value)?.to_lowercase(), text(part)?.to_lowercase());
            let at = value.rfind(&part).map_or(-1, |at| value[..at].chars().count() as i64);
            new(ValueKind::Int(at))
        }
        ("padleft", [value, width]) => pad_left(text(value)?, width.as_int()?, " ").and_then(new),
        ("padleft", [value, width, filler]) => {
            pad_left(text(value)?, width.as_int()?, text(filler)?).and_then(new)
        }
        ("length", [value]) => length(value).and_then(|length| new(ValueKind::Int(length))),
        ("max", values) => extreme(values, true),
        ("min", values) => extreme(values, false),
        ("objectkeys", [value]) => keys(value, span, true),
        ("range", [start, count]) => range(start.as_int()?, count.as_int()?, span),
        ("replace", [value, from, to]) => Some(keep_trace(
            replace(evaluator, text(value)?, text(from)?, text(to)?, span),
            &[value, from, to],
        )),
        ("skip", [value, count]) => slice(value, Some(count.as_int()?), None, span),
        ("split", [value, separators]) => match &separators.kind {
            ValueKind::List(list) => split(value, &strings(list)?, span),
            _ => split(value, &[text(separators)?], span),
        },
        ("startswith", [value, start]) => {
            starts_with(value, text(start)?, true).and_then(|starts| new(ValueKind::Bool(starts)))
        }
        ("string", [value]) => match &value.kind {
            ValueKind::List(_) | ValueKind::Object(_) => new(ValueKind::Json(Rc::new(value.clone()))),
            ValueKind::Bool(value) => new(string_kind(if *value { "True" } else { "False" })),
            _ => Some(Value::from_pieces(value.pieces()?, span)),
        },
        ("substring", [value, start]) => substring(text(value)?, start.as_int()?, None).and_then(new),
        ("substring", [value, start, count]) => {
            substring(text(value)?, start.as_int()?, Some(count.as_int()?)).and_then(new)
        }
        ("take", [value, count]) => slice(value, None, Some(count.as_int()?), span),
        ("tolower", [value]) => change_case(value, false, span),
        ("toupper", [value]) => change_case(value, true, span),
        ("trim", [value]) => new(string_kind(text(value)?.trim())),
        ("tryget", [value, path @ ..]) => try_get(value, path, span),
        ("union", values) if values.iter().all(|value| value.as_list().is_some()) => {
            distinct(concat_lists(values, span)?.as_list()?, span)
        }
        ("union", values) if values.iter().any(|value| value.as_object().is_some()) => {
            deep_union(evaluator, values, span)
        }
        ("shallowmerge", [list]) => {
            merged(&list.as_list().filter(|list| list.rest.is_none())?.items, true, span)
        }
        (lower, _) if is_runtime(lower) => Some(runtime(name, arguments, span)),
        _ => None,
    }
}

/// Functions whose result depends on the deployment or its target.
fn is_runtime(name: &str) -> bool {
    name.starts_with("list")
        || matches!(
            name,
            "reference"
                | "resourcegroup"
                | "subscription"
                | "tenant"
                | "managementgroup"
                | "deployment"
                | "deployer"
                | "environment"
                | "utcnow"
                | "newguid"
                | "guid"
                | "uniquestring"
                | "resourceid"
                | "subscriptionresourceid"
                | "tenantresourceid"
                | "managementgroupresourceid"
                | "extensionresourceid"
                | "pickzones"
                | "providers"
                | "getsecret"
                | "externalinput"
                | "readenvironmentvariable"
        )
}

/// A method call: `kv.getSecret('x')` is a secret, everything else waits for the deployment.
pub(in crate::evaluate) fn method(object: &Value, name: &str, arguments: &[Value], span: Span) -> Value {
    let all: Vec<Value> = std::iter::once(object).chain(arguments).cloned().collect();
    runtime(name, &all, span)
}

fn empty(value: &Value) -> Option<bool> {
    match &value.kind {
        ValueKind::Null => Some(true),
        ValueKind::List(list) if !list.items.is_empty() => Some(false),
        ValueKind::Object(object) if !object.items.is_empty() => Some(false),
        // Some text is known, so it is not empty.
        ValueKind::Partial(_) => Some(false),
        _ => length(value).map(|length| length == 0),
    }
}

/// The member at a path of keys and indices; `null` where it ends early.
fn try_get(value: &Value, path: &[Value], span: Span) -> Option<Value> {
    let mut at = value.clone();
    for step in path {
        let (found, rest) = match &at.kind {
            ValueKind::Object(object) => {
                (object.get(text(step)?, true).map(|item| &item.value), &object.rest)
            }
            ValueKind::List(list) => {
                let index = usize::try_from(step.as_int()?).ok();
                // What is not known may stand before it.
                let index = index.filter(|_| list.rest.is_none());
                (index.and_then(|index| list.items.get(index)), &list.rest)
            }
            ValueKind::Null => (None, &None),
            _ => return None,
        };
        at = match (found, rest) {
            (Some(found), _) => found.clone().out_of(&at),
            (None, None) => Value::new(ValueKind::Null, span),
            (None, Some(_)) => return None,
        };
    }
    Some(at)
}

fn end_of(value: &Value, last: bool, span: Span) -> Option<Value> {
    match &value.kind {
        ValueKind::List(list) if list.rest.is_none() => {
            let item = if last { list.items.last() } else { list.items.first() };
            Some(item.map_or(Value::new(ValueKind::Null, span), |item| item.clone().out_of(value)))
        }
        ValueKind::String(text) => {
            let found = if last { text.chars().next_back() } else { text.chars().next() };
            Some(Value::string(found.map(String::from).unwrap_or_default(), span))
        }
        _ => None,
    }
}

fn slice(value: &Value, skip: Option<i64>, take: Option<i64>, span: Span) -> Option<Value> {
    let count = |n: Option<i64>, default: usize| n.map_or(default, |n| n.max(0) as usize);
    let (skip, take) = (count(skip, 0), count(take, usize::MAX));
    match &value.kind {
        ValueKind::List(list) if list.rest.is_none() => {
            let items = list.items.iter().skip(skip).take(take);
            Some(Value::list(items.map(|item| item.clone().out_of(value)).collect(), span))
        }
        ValueKind::String(text) => {
            Some(Value::string(text.chars().skip(skip).take(take).collect::<String>(), span))
        }
        // The start of a string whose start is known.
        ValueKind::Partial(pieces) if skip == 0 => match pieces.first() {
            Some(Piece::Text(text)) if text.chars().count() >= take => {
                Some(Value::string(text.chars().take(take).collect::<String>(), span))
            }
            _ => None,
        },
        _ => None,
    }
}

fn substring(text: &str, start: i64, count: Option<i64>) -> Option<ValueKind> {
    let (start, length) = (usize::try_from(start).ok()?, text.chars().count());
    let count = match count {
        Some(count) => usize::try_from(count).ok()?,
        None => length.checked_sub(start)?,
    };
    (start.checked_add(count)? <= length)
        .then(|| string_kind(text.chars().skip(start).take(count).collect::<String>()))
}

/// `format('{0}/{1}', a, b)`; a format specification after a colon is not evaluated.
fn format_text(pattern: &str, values: &[Value], span: Span) -> Option<Value> {
    let mut pieces = Vec::new();
    let mut length = pattern.len();
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '}'])
        && length <= MAX_TEXT
    {
        let (before, found) = rest.split_at(at);
        pieces.push(Piece::Text(before.into()));
        if found.starts_with("{{") || found.starts_with("}}") {
            pieces.push(Piece::Text(found[..1].into()));
            rest = &found[2..];
            continue;
        }
        let (index, after) = found.strip_prefix('{')?.split_once('}')?;
        let value = values.get(index.trim().parse::<usize>().ok()?)?;
        let more = match &value.kind {
            // .NET prints truth values with a capital.
            ValueKind::Bool(value) => vec![Piece::Text(if *value { "True" } else { "False" }.into())],
            _ => value.pieces()?,
        };
        length += more.iter().map(Piece::weight).sum::<usize>();
        pieces.extend(more);
        rest = after;
    }
    pieces.push(Piece::Text(rest.into()));
    Some(keep_trace(Value::from_pieces(pieces, span), &values.iter().collect::<Vec<_>>()))
}

fn pad_left(value: &str, width: i64, filler: &str) -> Option<ValueKind> {
    let missing = usize::try_from(width).ok()?.saturating_sub(value.chars().count());
    let is_one = filler.chars().count() == 1;
    let padding = (is_one && missing <= MAX_TEXT).then(|| filler.repeat(missing))?;
    Some(string_kind(padding + value))
}

/// The members that both have: of lists equal ones, of objects those of equal key and value.
fn intersection(first: &Value, second: &Value, span: Span) -> Option<Value> {
    if let (Some(object), Some(other)) = (first.as_object(), second.as_object()) {
        let mut kept = Object::default();
        for item in &object.items {
            let same = other.get(&item.key, true).map(|known| equal(&known.value, &item.value));
            if same.unwrap_or(other.rest.is_none().then_some(false))? {
                kept.items.push(item.clone());
            }
        }
        kept.rest = object.rest.clone();
        return Some(Value::new(ValueKind::Object(Rc::new(kept)), span));
    }
    let (first, second) = (first.as_list()?, second.as_list()?);
    if first.rest.is_some() || second.rest.is_some() {
        return None;
    }
    let known: Option<HashSet<String>> = second.items.iter().map(Value::identity).collect();
    let known = known?;
    let mut kept = Vec::new();
    for item in &first.items {
        if known.contains(&item.identity()?) {
            kept.push(item.clone());
        }
    }
    Some(Value::list(kept, span))
}

fn items(value: &Value, span: Span) -> Option<Value> {
    let object = value.as_object().filter(|object| object.rest.is_none())?;
    let mut sorted: Vec<&Item> = object.items.iter().collect();
    sorted.sort_by(|a, b| a.key.cmp(&b.key));
    let pair = |item: &Item| {
        let key = Value::string(item.key.clone(), item.key_span);
        super::super::loops::iterator(key, item.value.clone().out_of(value), item.value.span)
    };
    Some(Value::list(sorted.into_iter().map(pair).collect(), span))
}

/// `union` of objects merges nested objects too.
fn deep_union(evaluator: &Evaluator, values: &[Value], span: Span) -> Option<Value> {
    let mut union = Object::default();
    for value in values {
        let Some(object) = value.as_object() else {
            value.first_unknown()?;
            super::merge_into(&mut union, value, true);
            continue;
        };
        for item in &object.items {
            evaluator.budget.charge(4).then_some(())?;
            let incoming = item.value.clone().out_of(value);
            let combined = match union.get(&item.key, true) {
                Some(known) if known.value.as_object().is_some() && incoming.as_object().is_some() => {
                    deep_union(evaluator, &[known.value.clone(), incoming], span)?
                }
                _ => incoming,
            };
            union.set(Item { value: combined, ..item.clone() }, true);
        }
        union.rest = union.rest.or_else(|| object.rest.clone());
    }
    Some(Value::new(ValueKind::Object(Rc::new(union)), span))
}
