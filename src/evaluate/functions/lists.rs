//! Functions on lists, tuples and sets, of both libraries.

use std::collections::HashSet;
use std::rc::Rc;

use super::super::limits::{MAX_ELEMENTS, TOO_MANY};
use super::super::value::{Item, List, ListKind, Piece, Unknown, Value, ValueKind};
use super::call::{Call, whole};
use super::operators::equal;
use super::{convert, strings};

/// The lists one after the other. In Terraform the result is a list only if all are.
pub(super) fn concat(call: &Call) -> Option<Value> {
    let mut list = List::default();
    if call.values.iter().all(|value| value.as_list().is_some_and(|list| list.kind == ListKind::List)) {
        list.kind = ListKind::List;
    }
    if call.values.iter().any(|value| value.as_list().is_some_and(|list| list.kind == ListKind::Set)) {
        return call.fails("a set has no order");
    }
    for value in call.values {
        let Some(more) = value.as_list() else {
            list.rest = list.rest.or(Some(value.first_unknown()?));
            continue;
        };
        list.items.extend(more.items.iter().map(|item| item.clone().out_of(value)));
        list.rest = list.rest.or_else(|| more.rest.clone());
        if list.items.len() > MAX_ELEMENTS {
            break;
        }
    }
    call.open_list(list)
}

/// Bicep: `concat` of lists or of strings.
pub(super) fn concat_any(call: &Call) -> Option<Value> {
    match call.values.iter().any(|value| value.as_list().is_some()) {
        true => concat(call),
        false => strings::concat(call),
    }
}

/// Bicep: `array(value)`
pub(super) fn array(call: &Call) -> Option<Value> {
    match &call.value(0)?.kind {
        ValueKind::List(_) => call.value(0).cloned(),
        // It may be a list.
        ValueKind::Unknown(_) => None,
        _ => call.list_of(vec![call.value(0)?.clone()], ListKind::Tuple),
    }
}

/// A splat over a value that is not a list takes it as a list of one, null as none.
pub(super) fn splatted(call: &Call) -> Option<Value> {
    match &call.value(0)?.kind {
        ValueKind::List(list) if list.kind == ListKind::Set => {
            call.open_list(List { kind: ListKind::List, ..List::clone(list) })
        }
        ValueKind::List(_) | ValueKind::Unknown(_) => call.value(0).cloned(),
        ValueKind::Null => call.list_of(Vec::new(), ListKind::Tuple),
        _ => call.list_of(vec![call.value(0)?.clone()], ListKind::Tuple),
    }
}

/// How many members, or characters.
pub(super) fn length(call: &Call) -> Option<Value> {
    let value = call.value(0)?;
    call.whole_number(match &value.kind {
        ValueKind::List(list) if list.rest.is_none() => list.items.len(),
        ValueKind::Object(object) if object.rest.is_none() => object.items.len(),
        ValueKind::Bool(_) | ValueKind::Int(_) | ValueKind::Float(_) => {
            return call.fails("a collection or a string is required");
        }
        _ => call.text(0)?.chars().count(),
    } as i64)
}

pub(super) fn is_empty(call: &Call) -> Option<Value> {
    let empty = match &call.value(0)?.kind {
        ValueKind::Null => true,
        // One that is known is enough.
        ValueKind::List(list) if !list.items.is_empty() => false,
        ValueKind::Object(object) if !object.items.is_empty() || !object.keys.is_empty() => false,
        ValueKind::Partial(pieces) if pieces.iter().any(|piece| matches!(piece, Piece::Text(_))) => false,
        ValueKind::Unknown(unknown) if unknown.is_id() => false,
        _ => return call.truth(length(call)?.as_int()? == 0),
    };
    call.truth(empty)
}

/// Whether a list has a member, an object a key, a string a part.
pub(super) fn contains(call: &Call) -> Option<Value> {
    let (container, wanted) = (call.value(0)?, call.value(1)?);
    call.truth(match &container.kind {
        ValueKind::List(list) => has_member(list, wanted)?,
        ValueKind::Object(object) => {
            // ARM takes numbers as keys too.
            let key = convert::scalar(wanted, convert::Scalar::Text).ok()?;
            match object.get(key.as_str()?, true) {
                Some(_) => true,
                None => object.rest.is_none().then_some(false)?,
            }
        }
        _ => strings::has(container, &call.text(1)?)?,
    })
}

/// Terraform: only of lists.
pub(super) fn list_contains(call: &Call) -> Option<Value> {
    call.truth(has_member(call.list(0)?, call.value(1)?)?)
}

fn has_member(list: &List, wanted: &Value) -> Option<bool> {
    let mut undecided = list.rest.is_some();
    for item in &list.items {
        match equal(item, wanted) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => undecided = true,
        }
    }
    (!undecided).then_some(false)
}

/// Bicep: `indexOf` of a member or of a part of a text.
pub(super) fn index_of(call: &Call) -> Option<Value> {
    match call.list(0) {
        Some(list) => call.whole_number(position(list, call.value(1)?)?.unwrap_or(-1)),
        None => strings::index_of(call, false),
    }
}

pub(super) fn last_index_of(call: &Call) -> Option<Value> {
    if call.list(0).is_none() {
        return strings::index_of(call, true);
    }
    for (index, item) in call.whole(0)?.iter().enumerate().rev() {
        if equal(item, call.value(1)?)? {
            return call.whole_number(index as i64);
        }
    }
    call.whole_number(-1)
}

/// Terraform: `index(list, value)`
pub(super) fn index(call: &Call) -> Option<Value> {
    match position(call.list(0)?, call.value(1)?)? {
        Some(index) => call.whole_number(index),
        None => call.fails("there is no such member"),
    }
}

/// The index of the first equal member; `None` if what is not known could be it.
pub(super) fn position(list: &List, wanted: &Value) -> Option<Option<i64>> {
    for (index, item) in list.items.iter().enumerate() {
        if equal(item, wanted)? {
            return Some(Some(index as i64));
        }
    }
    list.rest.is_none().then_some(None)
}

pub(super) fn first(call: &Call) -> Option<Value> {
    let value = call.value(0)?;
    if let ValueKind::Partial(pieces) = &value.kind {
        return strings::start_of(call, pieces, 0, 1);
    }
    match call.whole(0) {
        Some(items) => Some(items.first().map_or(call.null()?, |item| item.clone().out_of(value))),
        None => call.string(call.text(0)?.chars().next().map(String::from).unwrap_or_default()),
    }
}

pub(super) fn last(call: &Call) -> Option<Value> {
    let value = call.value(0)?;
    match call.whole(0) {
        Some(items) => Some(items.last().map_or(call.null()?, |item| item.clone().out_of(value))),
        None => call.string(call.text(0)?.chars().next_back().map(String::from).unwrap_or_default()),
    }
}

pub(super) fn take(call: &Call) -> Option<Value> {
    part(call, 0, call.int(1)?.max(0) as usize)
}

pub(super) fn skip(call: &Call) -> Option<Value> {
    part(call, call.int(1)?.max(0) as usize, usize::MAX)
}

fn part(call: &Call, skip: usize, take: usize) -> Option<Value> {
    let value = call.value(0)?;
    match &value.kind {
        ValueKind::List(_) => {
            let items = call.whole(0)?.iter().skip(skip).take(take);
            call.list_of(items.map(|item| item.clone().out_of(value)).collect(), ListKind::Tuple)
        }
        ValueKind::Partial(pieces) if take < usize::MAX => strings::start_of(call, pieces, skip, take),
        // What is left of the known start, and the rest.
        ValueKind::Partial(pieces) => {
            let Piece::Text(known) = pieces.first()? else { return None };
            (known.chars().count() >= skip).then_some(())?;
            let mut pieces = pieces.to_vec();
            pieces[0] = Piece::Text(known.chars().skip(skip).collect::<String>().into());
            Some(call.traced(Value::from_pieces(pieces, call.span)))
        }
        _ => call.string(call.text(0)?.chars().skip(skip).take(take).collect::<String>()),
    }
}

/// ARM: `indexFromEnd(list, place)`, what Bicep's `[^place]` is compiled to.
pub(super) fn from_end(call: &Call) -> Option<Value> {
    let (items, place) = (call.whole(0)?, call.size(1)?);
    let index = items.len().checked_sub(place).filter(|_| place > 0)?;
    Some(items.get(index)?.clone().out_of(call.value(0)?))
}

pub(super) fn try_from_end(call: &Call) -> Option<Value> {
    match call.value(0)?.is_null() {
        true => call.null(),
        false => {
            let (items, place) = (call.whole(0)?, call.size(1)?);
            let found =
                items.len().checked_sub(place).filter(|_| place > 0).and_then(|index| items.get(index));
            Some(found.map_or(call.null()?, |item| item.clone().out_of(&call.values[0])))
        }
    }
}

/// Bicep flattens one level, Terraform all.
pub(super) fn flatten_once(call: &Call) -> Option<Value> {
    call.open_list(flattened(call, call.list(0)?, false))
}

pub(super) fn flatten_all(call: &Call) -> Option<Value> {
    call.open_list(flattened(call, call.list(0)?, true))
}

fn flattened(call: &Call, list: &List, all_levels: bool) -> List {
    let mut flat = List { items: Vec::new(), rest: list.rest.clone(), kind: ListKind::Tuple };
    // What is not a list in Terraform is a member, and what is not known may be either.
    for item in &list.items {
        if flat.items.len() > MAX_ELEMENTS || !call.evaluator.budget.charge(1) {
            break;
        }
        match &item.kind {
            ValueKind::List(inner) => {
                let Some(_entered) = call.evaluator.budget.enter() else { break };
                let nested = if all_levels { flattened(call, inner, true) } else { List::clone(inner) };
                call.evaluator.budget.charge(nested.items.len());
                flat.items.extend(nested.items.into_iter().map(|value| value.out_of(item)));
                flat.rest = flat.rest.or(nested.rest);
            }
            ValueKind::Unknown(unknown) => flat.rest = flat.rest.or_else(|| Some(unknown.clone())),
            ValueKind::OneOf(_) => flat.rest = flat.rest.or_else(|| item.first_unknown()),
            _ => flat.items.push(item.clone()),
        }
    }
    flat
}

pub(super) fn distinct(call: &Call) -> Option<Value> {
    call.list_of(convert::distinct(call.whole(0)?)?, call.list(0)?.kind)
}

pub(super) fn reverse(call: &Call) -> Option<Value> {
    let kind = if call.list(0)?.kind == ListKind::Tuple { ListKind::Tuple } else { ListKind::List };
    call.list_of(call.whole(0)?.iter().rev().cloned().collect(), kind)
}

/// Terraform: `sort(list)` of strings.
pub(super) fn sort(call: &Call) -> Option<Value> {
    let mut sorted = call.whole(0)?.to_vec();
    sorted.iter().all(|item| item.as_str().is_some()).then_some(())?;
    sorted.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    call.list_of(sorted, ListKind::List)
}

pub(super) fn compact(call: &Call) -> Option<Value> {
    let kept = |item: &&Value| !item.is_null() && item.as_str() != Some("");
    let items = call.whole(0)?;
    items.iter().all(|item| item.is_null() || item.as_str().is_some() || partial(item)).then_some(())?;
    call.list_of(items.iter().filter(kept).cloned().collect(), ListKind::List)
}

fn partial(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Partial(_))
}

/// Terraform: `element(list, index)` goes round.
pub(super) fn element(call: &Call) -> Option<Value> {
    let (items, index) = (call.whole(0)?, call.int(1)?);
    if call.list(0)?.kind == ListKind::Set {
        return call.fails("a set has no order");
    }
    match usize::try_from(index).ok().filter(|_| !items.is_empty()) {
        Some(index) => Some(items.get(index % items.len())?.clone().out_of(call.value(0)?)),
        None => call.fails("the list is empty or the index negative"),
    }
}

pub(super) fn slice(call: &Call) -> Option<Value> {
    let items = call.whole(0)?;
    let (start, end) = (call.int(1)?, call.int(2)?);
    let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    match range.and_then(|(start, end)| items.get(start..end)) {
        Some(items) => {
            let items = items.iter().map(|item| item.clone().out_of(&call.values[0]));
            call.list_of(items.collect(), call.list(0)?.kind)
        }
        None => call.fails("the range is not inside the list"),
    }
}

/// Terraform: `one(list)`
pub(super) fn one(call: &Call) -> Option<Value> {
    match call.whole(0)? {
        [] => call.null(),
        [only] => Some(only.clone().out_of(call.value(0)?)),
        _ => call.fails("the list has more than one member"),
    }
}

pub(super) fn all_true(call: &Call) -> Option<Value> {
    quantified(call, false)
}

pub(super) fn any_true(call: &Call) -> Option<Value> {
    quantified(call, true)
}

/// One known member decides if it is the one that is looked for. Null counts as false.
fn quantified(call: &Call, decisive: bool) -> Option<Value> {
    let list = call.list(0)?;
    let known = |item: &Value| if item.is_null() { Some(false) } else { item.as_bool() };
    let truths: Vec<Option<bool>> = list.items.iter().map(known).collect();
    let decided = truths.contains(&Some(decisive));
    let undecided = list.rest.is_some() || truths.contains(&None);
    (decided || !undecided).then_some(())?;
    call.truth(decided == decisive)
}

/// Terraform: `coalescelist(list, …)`: the first that is not empty.
pub(super) fn coalesce_list(call: &Call) -> Option<Value> {
    for value in call.values {
        match &value.kind {
            ValueKind::List(list) if !list.items.is_empty() => return Some(value.clone()),
            ValueKind::List(list) if list.rest.is_none() => {}
            _ => return None,
        }
    }
    call.fails("all lists are empty")
}

pub(super) fn chunks(call: &Call) -> Option<Value> {
    let (items, size) = (call.whole(0)?, call.int(1)?);
    let Ok(size) = usize::try_from(size) else { return call.fails("the size is negative") };
    let chunk = |items: &[Value]| call.list_of(items.to_vec(), ListKind::List);
    let chunks: Option<Vec<Value>> = match size {
        0 => Some(vec![chunk(items)?]),
        _ => items.chunks(size).map(chunk).collect(),
    };
    call.list_of(chunks?, ListKind::List)
}

/// Terraform: `matchkeys(values, keys, wanted)`
pub(super) fn match_keys(call: &Call) -> Option<Value> {
    let (values, keys, wanted) = (call.whole(0)?, call.whole(1)?, call.whole(2)?);
    if values.len() != keys.len() {
        return call.fails("there are not as many keys as values");
    }
    call.evaluator.budget.charge(keys.len().saturating_mul(wanted.len())).then_some(())?;
    let mut kept = Vec::new();
    for (value, key) in values.iter().zip(keys) {
        if wanted.iter().try_fold(false, |found, known| equal(known, key).map(|same| found || same))? {
            kept.push(value.clone());
        }
    }
    call.list_of(kept, ListKind::List)
}

/// Terraform: every combination of one member of each list.
pub(super) fn product(call: &Call) -> Option<Value> {
    let lists: Vec<&[Value]> = call.values.iter().map(whole).collect::<Option<_>>()?;
    let size = lists.iter().try_fold(1_usize, |size, list| size.checked_mul(list.len()));
    if size.is_none_or(|size| size > MAX_ELEMENTS) {
        return Some(call.evaluator.limit(call.span, TOO_MANY));
    }
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for list in lists {
        call.evaluator.budget.charge(rows.len().saturating_mul(list.len())).then_some(())?;
        let extended = |row: &Vec<Value>, item: &Value| {
            let mut row = row.clone();
            row.push(item.clone());
            row
        };
        rows = rows.iter().flat_map(|row| list.iter().map(move |item| extended(row, item))).collect();
    }
    let sets = call.values.iter().all(|value| value.as_list().is_some_and(|list| list.kind == ListKind::Set));
    let rows: Option<Vec<Value>> = rows.into_iter().map(|row| call.list_of(row, ListKind::Tuple)).collect();
    call.list_of(rows?, if sets { ListKind::Set } else { ListKind::List })
}

/// `setunion`, `setintersection`, `setsubtract`: arguments are sets by now.
pub(super) fn set_union(call: &Call) -> Option<Value> {
    let lists: Vec<&[Value]> = call.values.iter().map(whole).collect::<Option<_>>()?;
    set_of(call, lists.concat())
}

pub(super) fn set_intersection(call: &Call) -> Option<Value> {
    let (first, others) = call.values.split_first()?;
    kept(call, whole(first)?, others, true)
}

pub(super) fn set_difference(call: &Call) -> Option<Value> {
    kept(call, call.whole(0)?, &call.values[1..], false)
}

/// The members that are in all of the others, or in none.
fn kept(call: &Call, items: &[Value], others: &[Value], wanted: bool) -> Option<Value> {
    let mut left = convert::unified(items);
    for other in others {
        let text = left.iter().any(|item| item.as_str().is_some());
        let as_text = |item: &Value| {
            if text {
                convert::scalar(item, convert::Scalar::Text).unwrap_or_else(|_| item.clone())
            } else {
                item.clone()
            }
        };
        let list = List { items: whole(other)?.iter().map(as_text).collect(), ..List::default() };
        let mut next = Vec::new();
        for item in left {
            call.evaluator.budget.charge(list.items.len() / 16).then_some(())?;
            if position(&list, &item)?.is_some() == wanted {
                next.push(item);
            }
        }
        left = next;
    }
    set_of(call, left)
}

fn set_of(call: &Call, items: Vec<Value>) -> Option<Value> {
    call.open_list(convert::set(&List { items, ..List::default() })?)
}

/// Bicep: the members that all lists have, or the members of equal key and value of objects.
pub(super) fn common(call: &Call) -> Option<Value> {
    let (first, others) = call.values.split_first()?;
    let mut kept_items = whole(first)?.to_vec();
    for other in others {
        let known: HashSet<String> = whole(other)?.iter().map(Value::identity).collect::<Option<_>>()?;
        let all_known = whole(other)?.iter().chain(&kept_items).all(|item| item.first_unknown().is_none());
        all_known.then_some(())?;
        let mut next = Vec::new();
        for item in kept_items {
            if known.contains(&item.identity()?) {
                next.push(item);
            }
        }
        kept_items = next;
    }
    // Each once.
    call.list_of(convert::distinct(&kept_items)?, ListKind::Tuple)
}

/// A list with one more that is not known.
pub(super) fn open(items: Vec<Value>, rest: Rc<Unknown>) -> List {
    List { items, rest: Some(rest), ..List::default() }
}

/// Bicep: `union` of lists keeps each member once.
pub(super) fn union(call: &Call) -> Option<Value> {
    let all = concat(call)?;
    let list = all.as_list()?;
    match (&list.rest, convert::distinct(&list.items)) {
        (None, Some(items)) => call.list_of(items, ListKind::Tuple),
        // Members that are certain stay; what else there is, is not known.
        (rest, _) => {
            let unknown = rest.clone().or_else(|| all.first_unknown())?;
            let known: Vec<Value> =
                list.items.iter().filter(|item| item.first_unknown().is_none()).cloned().collect();
            call.open_list(open(convert::distinct(&known)?, unknown))
        }
    }
}

/// The pairs of an object: what `items` and `dynamic` blocks walk.
pub(super) fn pair(call: &Call, item: &Item) -> Value {
    let key = Value::string(item.key.clone(), item.key_span);
    super::super::loops::iterator(key, item.value.clone().out_of(&call.values[0]), item.value.span)
}
