//! What is written for azurerm, in ARM shape.

use std::rc::Rc;

use super::{Convert, Row, Version};
use crate::evaluate::{Alternative, Item, List, Object, Piece, Unknown, Value, ValueKind};
use crate::model::build::member;
use crate::model::{BuiltInRole, Expected, schema};

/// Where a value is: the type in ARM, the path of the list it is in, the version of azurerm.
#[derive(Clone, Copy)]
struct Place<'p> {
    kind: &'p str,
    within: &'p str,
    version: Version,
}

/// The ARM-shaped object of what is written for a resource of an ARM type and a version of azurerm.
pub(in crate::model) fn translate(
    written: &Value,
    (kind, version): (&str, Version),
    rows: &[&[Row]],
) -> Value {
    translate_at(written, Place { kind, within: "", version }, rows)
}

fn translate_at(written: &Value, place: Place, rows: &[&[Row]]) -> Value {
    let rows = || rows.iter().copied().flatten();
    let is_of_text = rows().next().is_some_and(|row| row.from.is_empty());
    if !matches!(written.kind, ValueKind::Object(_)) && (!is_of_text || written.pieces().is_none()) {
        return written.clone();
    }
    let mut body = Object::default();
    for row in rows() {
        add(&mut body, written, place, row);
    }
    if let Some(object) = written.as_object() {
        body.rest = object.rest.clone();
    }
    Value { kind: ValueKind::Object(Rc::new(body)), ..written.clone() }
}

/// Adds what one attribute says.
fn add(body: &mut Object, written: &Value, place: Place, row: &Row) {
    let Some(value) = attribute(written, row.from) else { return };
    let spelling = Some(row.from).filter(|from| !from.is_empty());
    let within = format!("{}{}[].", place.within, row.to);
    let at = |rows: &[Row], value: &Value| translate_at(value, Place { within: &within, ..place }, &[rows]);
    let converted = match row.convert {
        Convert::Nothing => return,
        Convert::Present(_) if !row.is_in(place.version) => return,
        Convert::Same => as_declared(value, place, row.to),
        Convert::Switch(on, off) => switch(&value, [on, off]),
        Convert::Not => each_alternative(&value, &negated),
        Convert::Region => each_alternative(&value, &region),
        Convert::Role => each_alternative(&value, &role_id),
        Convert::SecretKind => each_alternative(&value, &secret_kind),
        Convert::Keys => keys(&value),
        Convert::Present(text) => present(&value, text),
        Convert::Fixed(text) => fixed(&value, text),
        Convert::Wrap(path) => each_item(&value, &|_| true, &|item| wrapped(item, path)),
        Convert::Each(rows) => each_item(&value, &|_| true, &|item| at(rows, item)),
        Convert::EachIf(switch, wanted, rows) => {
            let is_wanted = |item: &Value| match member(item, switch) {
                Some(value) => truth(&value).is_none_or(|is_on| is_on == wanted),
                None => !wanted,
            };
            each_item(&value, &is_wanted, &|item| at(rows, item))
        }
        Convert::ByKey(key, rows) => by_key(&value, key, &|item| at(rows, item)),
        Convert::Days => return days(body, value, (place, row.to), spelling),
        Convert::Pairs(secret) => pairs(&value, secret),
        Convert::Entry(name) => Value::list(vec![pair(name, value.clone(), value.span, None)], value.span),
        Convert::Join(start, parts) => joined(written, (start, parts), &value),
    };
    if converted.is_null() || is_known_empty_choice(&converted, row.convert) {
        return;
    }
    match row.convert {
        Convert::Each(_) | Convert::Pairs(_) | Convert::Entry(_) => append(body, row.to, converted, spelling),
        _ => put(body, row.to, converted, spelling),
    }
}

/// A list of the blocks that pass a test, of which there are none.
fn is_known_empty_choice(value: &Value, convert: Convert) -> bool {
    let is_empty = |list: &List| list.items.is_empty() && list.rest.is_none();
    matches!(convert, Convert::EachIf(..)) && value.as_list().is_some_and(is_empty)
}

/// An attribute by its dotted path through blocks; the whole if the path is empty.
fn attribute(written: &Value, path: &str) -> Option<Value> {
    match path.split_once('.') {
        None if path.is_empty() => Some(written.clone()),
        None => member(written, path),
        Some((block, path)) => inside(&member(written, block)?, path),
    }
}

/// An attribute of a block: of the first in its list, of each where it is one of several.
fn inside(block: &Value, path: &str) -> Option<Value> {
    match &block.kind {
        ValueKind::OneOf(alternatives) => {
            let each = alternatives.iter().map(|Alternative { value, when }| {
                let found = inside(value, path).unwrap_or_else(|| Value::new(ValueKind::Null, value.span));
                Alternative { value: found, when: when.clone() }
            });
            let each: Rc<[Alternative]> = each.collect();
            let is_set = each.iter().any(|alternative| !alternative.value.is_null());
            is_set.then(|| Value { kind: ValueKind::OneOf(each), ..block.clone() })
        }
        ValueKind::List(list) => match (list.items.first(), &list.rest) {
            (Some(first), _) => attribute(&first.clone().out_of(block), path),
            (None, Some(rest)) => Some(Value::new(ValueKind::Unknown(rest.clone()), block.span)),
            (None, None) => None,
        },
        _ => attribute(block, path),
    }
}

fn each_alternative(value: &Value, convert: &dyn Fn(&Value) -> ValueKind) -> Value {
    let kind = match &value.kind {
        ValueKind::OneOf(alternatives) => {
            let each = alternatives.iter().map(|alternative| {
                let mut alternative = alternative.clone();
                alternative.value.kind = convert(&alternative.value);
                alternative
            });
            ValueKind::OneOf(each.collect())
        }
        _ => convert(value),
    };
    Value { kind, ..value.clone() }
}

/// The members of a list that pass a test, converted. A single block is a list of one.
fn each_item(value: &Value, wanted: &dyn Fn(&Value) -> bool, convert: &dyn Fn(&Value) -> Value) -> Value {
    each_alternative(value, &|value| match &value.kind {
        ValueKind::List(list) => {
            let items = list.items.iter().filter(|item| wanted(item));
            let items = items.map(|item| convert(&item.clone().out_of(value))).collect();
            ValueKind::List(Rc::new(List { items, rest: list.rest.clone(), ..List::default() }))
        }
        ValueKind::Object(_) => {
            let items = Some(value).filter(|item| wanted(item)).map(convert).into_iter().collect();
            ValueKind::List(Rc::new(List { items, ..List::default() }))
        }
        other => other.clone(),
    })
}

/// Terraform converts a value to the text, number or truth value that the schema declares.
fn as_declared(value: Value, place: Place, path: &str) -> Value {
    let path = format!("{}{path}", place.within);
    let Some(property) = schema::find(place.kind, &path) else { return value };
    each_alternative(&value, &|value| match (property.expected, &value.kind) {
        (Expected::Bool, ValueKind::String(_)) => truth(value).map_or(value.kind.clone(), ValueKind::Bool),
        (Expected::Int(..), ValueKind::String(text)) => {
            text.parse().map_or_else(|_| value.kind.clone(), ValueKind::Int)
        }
        (Expected::Bool | Expected::Int(..) | Expected::Object, _) => value.kind.clone(),
        _ => as_text(value),
    })
}

/// Terraform converts numbers and truth values to text.
fn as_text(value: &Value) -> ValueKind {
    match &value.kind {
        ValueKind::Bool(_) | ValueKind::Int(_) | ValueKind::Float(_) => {
            ValueKind::String(value.canonical().into())
        }
        other => other.clone(),
    }
}

/// Terraform converts the strings `true` and `false`, and `1` and `0`.
fn truth(value: &Value) -> Option<bool> {
    match (value.as_bool(), value.as_str()) {
        (Some(known), _) => Some(known),
        (_, Some("true" | "1")) => Some(true),
        (_, Some("false" | "0")) => Some(false),
        _ => None,
    }
}

/// One of two texts. Of a switch that is not known it is known that it is one of them.
fn switch(value: &Value, [on, off]: [&str; 2]) -> Value {
    let text = |text: &str| ValueKind::String(text.into());
    each_alternative(value, &|value| match (truth(value), &value.kind) {
        (Some(is_on), _) => text(if is_on { on } else { off }),
        (None, ValueKind::Unknown(unknown)) => either(unknown, value, text(on), text(off)),
        _ => value.kind.clone(),
    })
}

fn negated(value: &Value) -> ValueKind {
    match (truth(value), &value.kind) {
        (Some(known), _) => ValueKind::Bool(!known),
        (None, ValueKind::Unknown(unknown)) => {
            either(unknown, value, ValueKind::Bool(false), ValueKind::Bool(true))
        }
        _ => value.kind.clone(),
    }
}

/// What a truth value that is not known becomes.
fn either(unknown: &Unknown, at: &Value, on: ValueKind, off: ValueKind) -> ValueKind {
    let one = |kind, word| Alternative {
        value: Value { kind, ..at.clone() },
        when: format!("the value is {word}: {}", unknown.reason),
    };
    ValueKind::OneOf([one(on, "true"), one(off, "false")].into())
}

fn region(value: &Value) -> ValueKind {
    match value.as_str() {
        Some(text) => ValueKind::String(text.replace(' ', "").to_ascii_lowercase().into()),
        None => value.kind.clone(),
    }
}

fn role_id(value: &Value) -> ValueKind {
    match value.as_str().and_then(BuiltInRole::named) {
        Some(role) => ValueKind::String(
            format!("/providers/Microsoft.Authorization/roleDefinitions/{}", role.id).into(),
        ),
        None => value.kind.clone(),
    }
}

/// Tasks take the id of a secret in a key vault, version included, in place of the secret.
fn secret_kind(value: &Value) -> ValueKind {
    let is_id = |text: &str| text.starts_with("https://") && text.matches('/').count() == 5;
    let is_secret = match (value.as_str(), value.as_unknown()) {
        (Some(text), _) => is_id(text),
        (None, Some(unknown)) => match &unknown.reference {
            Some(reference) => {
                let is_id = matches!(reference.path.as_slice(), [only] if &**only == "id");
                is_id && reference.address.contains("azurerm_key_vault_secret.")
            }
            None => return value.kind.clone(),
        },
        _ => return value.kind.clone(),
    };
    ValueKind::String(if is_secret { "Vaultsecret" } else { "Opaque" }.into())
}

/// The text, if there is a block.
fn present(value: &Value, text: &str) -> Value {
    each_alternative(value, &|value| match value.as_list() {
        Some(list) => match (list.items.is_empty(), &list.rest) {
            (false, _) => ValueKind::String(text.into()),
            (true, Some(rest)) => ValueKind::Unknown(rest.clone()),
            (true, None) => ValueKind::Null,
        },
        None => match &value.kind {
            ValueKind::Object(_) => ValueKind::String(text.into()),
            other => other.clone(),
        },
    })
}

fn fixed(value: &Value, text: &str) -> Value {
    let kind = match text {
        "true" => ValueKind::Bool(true),
        text => ValueKind::String(text.into()),
    };
    Value::new(kind, value.span)
}

/// A number of days above 0 enables a policy.
fn days(body: &mut Object, value: Value, (place, to): (Place, &str), spelling: Option<&'static str>) {
    let days = format!("{to}.days");
    let value = as_declared(value, place, &days);
    let status = each_alternative(&value, &|value| match value.as_int() {
        Some(days) => ValueKind::String(if days > 0 { "enabled" } else { "disabled" }.into()),
        None => value.kind.clone(),
    });
    put(body, &format!("{to}.status"), status, spelling);
    put(body, &days, value, spelling);
}

fn item(key: &str, value: Value, span: crate::source::Span) -> Item {
    Item { key: key.into(), key_span: span, value, spelling: None }
}

/// An object with a member at a path.
fn wrapped(value: &Value, path: &str) -> Value {
    let mut object = Object::default();
    put(&mut object, path, value.clone(), None);
    Value::new(ValueKind::Object(Rc::new(object)), value.span)
}

fn pair(name: &str, value: Value, span: crate::source::Span, secret: Option<bool>) -> Value {
    let value = each_alternative(&value, &as_text);
    let mut object = Object::default();
    object.items.push(item("name", Value::string(name, span), span));
    object.items.push(item("value", value, span));
    let secret = secret.map(|secret| Value::new(ValueKind::Bool(secret), span));
    object.items.extend(secret.map(|secret| item("isSecret", secret, span)));
    Value::new(ValueKind::Object(Rc::new(object)), span)
}

/// The members of a map as objects of `name` and `value`.
fn pairs(value: &Value, secret: Option<bool>) -> Value {
    each_alternative(value, &|value| match &value.kind {
        ValueKind::Object(object) => {
            let items = object.items.iter();
            let items = items
                .map(|known| pair(&known.key, known.value.clone().out_of(value), known.key_span, secret));
            ValueKind::List(Rc::new(List {
                items: items.collect(),
                rest: object.rest.clone(),
                ..List::default()
            }))
        }
        other => other.clone(),
    })
}

/// Blocks as members of an object that an attribute of each names.
fn by_key(value: &Value, key: &str, convert: &dyn Fn(&Value) -> Value) -> Value {
    each_alternative(value, &|value| match &value.kind {
        ValueKind::List(list) => {
            let mut object = Object { rest: list.rest.clone(), ..Object::default() };
            for block in &list.items {
                let name = member(block, key);
                let span = name.as_ref().map_or(block.span, |name| name.span);
                let name = name.map(|name| name.canonical()).unwrap_or_default();
                object.items.push(item(&name, convert(&block.clone().out_of(value)), span));
            }
            ValueKind::Object(Rc::new(object))
        }
        other => other.clone(),
    })
}

/// Attributes joined to one text. What one of them is not known for leaves a gap.
fn joined(written: &Value, (start, parts): (&str, &[(&str, &str, &str)]), at: &Value) -> Value {
    let mut pieces = vec![Piece::Text(start.into())];
    for (before, path, after) in parts {
        let Some(value) = attribute(written, path) else { continue };
        let mut found = match (value.pieces(), value.first_unknown()) {
            (Some(found), _) => found,
            (None, Some(unknown)) => vec![Piece::Unknown(unknown)],
            (None, None) => continue,
        };
        if let Some(Piece::Text(first)) = found.first_mut()
            && let Some((_, address)) = first.split_once("://")
        {
            *first = address.trim_end_matches('/').into();
        }
        pieces.push(Piece::Text((*before).into()));
        pieces.append(&mut found);
        pieces.push(Piece::Text((*after).into()));
    }
    Value::from_pieces(pieces, at.span)
}

/// A list of ids as an object with the ids as keys.
pub(in crate::model) fn keys(value: &Value) -> Value {
    let Some(list) = value.as_list() else { return value.clone() };
    let mut object = Object::default();
    for id in &list.items {
        let nothing = Value::new(ValueKind::Object(Rc::default()), id.span);
        match id.as_str() {
            Some(key) => object.items.push(item(key, nothing, id.span)),
            None => object.add_unknown(id.clone(), nothing),
        }
    }
    if let Some(rest) = &list.rest {
        object.leave_open(Some(rest.clone()));
    }
    Value { kind: ValueKind::Object(Rc::new(object)), ..value.clone() }
}

/// Adds the members of a list to the list at a dotted path. Where one of both is not known, which
/// other members there are is not known.
fn append(body: &mut Object, path: &str, value: Value, spelling: Option<&'static str>) {
    let Some(before) = find(body, path) else { return put(body, path, value, spelling) };
    let mut list = List::default();
    for part in [&before, &value] {
        match part.as_list() {
            Some(known) => {
                list.items.extend(known.items.iter().map(|item| item.clone().out_of(part)));
                list.rest = list.rest.or_else(|| known.rest.clone());
            }
            None => list.rest = list.rest.or_else(|| part.first_unknown()),
        }
    }
    put(body, path, Value { kind: ValueKind::List(Rc::new(list)), ..value }, spelling);
}

fn find(object: &Object, path: &str) -> Option<Value> {
    match path.split_once('.') {
        None => object.get(path, true).map(|item| item.value.clone()),
        Some((first, rest)) => find(object.get(first, true)?.value.as_object()?, rest),
    }
}

/// Sets the member at a dotted path, making the objects on the way.
pub(in crate::model) fn put(object: &mut Object, path: &str, value: Value, spelling: Option<&'static str>) {
    let Some((first, rest)) = path.split_once('.') else {
        let key_span = value.span;
        object.set(Item { key: path.into(), key_span, value, spelling }, true);
        return;
    };
    let mut inner =
        object.get(first, true).and_then(|item| item.value.as_object().cloned()).unwrap_or_default();
    let span = value.span;
    put(&mut inner, rest, value, spelling);
    let value = Value::new(ValueKind::Object(Rc::new(inner)), span);
    object.set(Item { key: first.into(), key_span: span, value, spelling: None }, true);
}
