//! What a plan says over what the code says: the plan's values, at the places where the code writes
//! them.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::deployment::Deployed;
use super::value::{Item, List, Object, Origin, Unknown, Value, ValueKind};
use crate::lower::{Element, Entry, Expr, ExprKind, without_keys};
use crate::source::{SourceId, Span};

/// Said at the value in the plan.
const PLANNED: &str = "the plan has this value";

/// Longer lists are not matched item by item.
const MAX_MATCHED: usize = 200;

/// The resources of a plan: for each the declaration in the code that makes it, if there is one. What
/// the code declares and the plan does not name is not deployed.
pub(super) fn apply<'a>(
    code: Vec<Deployed<'a>>,
    planned: Vec<Deployed<'a>>,
    plan: SourceId,
) -> Vec<Deployed<'a>> {
    let mut exact: HashMap<&str, &Deployed> = HashMap::new();
    let mut similar: HashMap<String, &Deployed> = HashMap::new();
    for deployed in &code {
        exact.entry(&deployed.address).or_insert(deployed);
        similar.entry(without_keys(&deployed.address)).or_insert(deployed);
    }
    let merged: Vec<Deployed> = planned
        .iter()
        .map(|planned| {
            let found = exact.get(planned.address.as_str());
            let found = found.or_else(|| similar.get(&without_keys(&planned.address)));
            match found {
                Some(found) => Deployed {
                    address: planned.address.clone(),
                    body: Overlay { plan }.whole(&planned.body, found),
                    condition: None,
                    repeated: None,
                    ..(*found).clone()
                },
                None => planned.clone(),
            }
        })
        .collect();
    let named: HashSet<&str> = merged.iter().map(|deployed| deployed.address.as_str()).collect();
    let stays = |deployed: &&Deployed| {
        let kind = &deployed.declaration.kind;
        let is_planned = kind.starts_with("azurerm_") || kind.starts_with("azapi_");
        !is_planned && !named.contains(deployed.address.as_str())
    };
    let mut all: Vec<Deployed> = code.iter().filter(stays).cloned().collect();
    all.extend(merged);
    all
}

/// A value that a plan marks as sensitive.
pub(super) fn secret(span: Span) -> Value {
    let (reason, key) = ("it is marked as sensitive".to_owned(), format!("{span:?}"));
    Value::new(ValueKind::Unknown(Rc::new(Unknown { reason, key, secret: true, ..Unknown::default() })), span)
}

/// Lays the values of a plan over those of the code.
#[derive(Clone, Copy)]
struct Overlay {
    plan: SourceId,
}

impl Overlay {
    fn whole(self, planned: &Value, code: &Deployed) -> Value {
        let declaration = code.declaration;
        let written = Some(&declaration.body);
        match (&planned.kind, &code.body.kind) {
            (ValueKind::Object(planned), ValueKind::Object(known)) => {
                let object = self.object(planned, known, written, declaration.head);
                Value { kind: ValueKind::Object(Rc::new(object)), ..code.body.clone() }
            }
            _ => code.body.clone(),
        }
    }

    fn object(self, planned: &Object, code: &Object, written: Option<&Expr>, head: Span) -> Object {
        let mut object = code.clone();
        (object.rest, object.keys) = (None, Vec::new());
        for item in &planned.items {
            let expr = written.and_then(|written| member(written, &item.key));
            let place = expr.map_or(head, |expr| expr.span);
            let value = match code.get(&item.key, false) {
                Some(known) => self.value(&item.value, &known.value, expr, place),
                None if is_nothing(&item.value) => continue,
                // Nobody wrote it: the provider did.
                None => Value { origin: Origin::Platform, ..self.moved(&item.value, head) },
            };
            object.set(Item { key_span: place, value, ..item.clone() }, false);
        }
        object
    }

    fn value(self, planned: &Value, code: &Value, written: Option<&Expr>, place: Span) -> Value {
        match (&planned.kind, &code.kind) {
            // The code may say more, such as how the text begins that has a secret in it.
            (ValueKind::Unknown(_), ValueKind::Null) => self.moved(planned, place),
            (ValueKind::Unknown(unknown), ValueKind::Unknown(_)) if unknown.secret => {
                self.moved(planned, place)
            }
            (ValueKind::Unknown(_), _) => code.clone(),
            (ValueKind::Object(inner), ValueKind::Object(known)) => {
                let object = self.object(inner, known, written, place);
                Value { kind: ValueKind::Object(Rc::new(object)), ..code.clone() }
            }
            (ValueKind::List(items), ValueKind::List(known)) => {
                let list = self.list(items, known, written, place);
                Value { kind: ValueKind::List(Rc::new(list)), ..code.clone() }
            }
            (_, ValueKind::OneOf(alternatives)) => {
                let taken = alternatives.iter().find(|alternative| agree(planned, &alternative.value));
                match taken {
                    Some(taken) => self.value(planned, &taken.value.clone().out_of(code), written, place),
                    None => self.moved(planned, place),
                }
            }
            _ if agree(planned, code) && code.as_unknown().is_none() && code.span.source != self.plan => {
                // Terraform may have converted it.
                let code = code.clone().hop(planned.span, PLANNED);
                Value { kind: planned.kind.clone(), ..code }
            }
            _ => self.moved(planned, place),
        }
    }

    /// Sets come in an order of their own, so each item is looked for in the code.
    fn list(self, planned: &List, code: &List, written: Option<&Expr>, place: Span) -> List {
        let mut free: Vec<bool> = vec![planned.items.len() <= MAX_MATCHED; code.items.len()];
        let item = |value: &Value| {
            let fits = |(index, known): (usize, &Value)| {
                (free.get(index) == Some(&true) && agree(value, known)).then_some(index)
            };
            let found = code.items.iter().take(MAX_MATCHED).enumerate().find_map(fits);
            let known = found.and_then(|index| {
                *free.get_mut(index)? = false;
                Some((code.items.get(index)?, written.and_then(|written| element(written, index))))
            });
            match known {
                Some((known, expr)) => self.value(value, known, expr, expr.map_or(place, |expr| expr.span)),
                None => self.moved(value, place),
            }
        };
        List { items: planned.items.iter().map(item).collect(), ..planned.clone() }
    }

    /// A value of the plan, all of it at one place in the code.
    fn moved(self, planned: &Value, place: Span) -> Value {
        let kind = match &planned.kind {
            ValueKind::List(list) => {
                let items = list.items.iter().map(|item| self.moved(item, place)).collect();
                ValueKind::List(Rc::new(List { items, ..(**list).clone() }))
            }
            ValueKind::Object(object) => {
                let item = |item: &Item| Item {
                    key_span: place,
                    value: self.moved(&item.value, place),
                    ..item.clone()
                };
                let items = object.items.iter().map(item).collect();
                ValueKind::Object(Rc::new(Object { items, rest: object.rest.clone(), ..Object::default() }))
            }
            other => other.clone(),
        };
        Value::new(kind, place).hop(planned.span, PLANNED)
    }
}

/// Whether a value of the plan may be what the code says.
fn agree(planned: &Value, code: &Value) -> bool {
    match (&planned.kind, &code.kind) {
        (_, ValueKind::Unknown(_) | ValueKind::Partial(_) | ValueKind::OneOf(_)) => true,
        (ValueKind::Unknown(_), _) => true,
        (ValueKind::Object(planned), ValueKind::Object(code)) => code
            .items
            .iter()
            .all(|known| planned.get(&known.key, false).is_none_or(|item| agree(&item.value, &known.value))),
        (ValueKind::List(planned), ValueKind::List(code)) => planned.items.len() == code.items.len(),
        (ValueKind::Object(_) | ValueKind::List(_), _) | (_, ValueKind::Object(_) | ValueKind::List(_)) => {
            false
        }
        _ => planned.canonical() == code.canonical(),
    }
}

/// What a plan says of an attribute that nobody wrote: the schema has it.
fn is_nothing(value: &Value) -> bool {
    match &value.kind {
        ValueKind::Null | ValueKind::Bool(false) | ValueKind::Int(0) | ValueKind::Unknown(_) => true,
        ValueKind::String(text) => text.is_empty(),
        ValueKind::List(list) => list.items.is_empty(),
        ValueKind::Object(object) => object.items.is_empty(),
        _ => false,
    }
}

/// The expression of a member.
fn member<'e>(object: &'e Expr, key: &str) -> Option<&'e Expr> {
    let ExprKind::Object(entries) = &object.kind else { return None };
    entries.iter().find_map(|entry| match entry {
        Entry::Property { key: Expr { kind: ExprKind::String(name), .. }, value } if &**name == key => {
            Some(value)
        }
        _ => None,
    })
}

/// The expression of an item, if each item is written as one.
fn element(list: &Expr, index: usize) -> Option<&Expr> {
    let ExprKind::Array(elements) = &list.kind else { return None };
    let plain = elements.iter().all(|element| !element.spread);
    let Element { value, .. } = elements.get(index).filter(|_| plain)?;
    Some(value)
}
