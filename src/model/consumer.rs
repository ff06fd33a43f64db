//! What pulls images: which, from where, and how it signs in there. One view of all kinds of
//! resources that run containers, whatever they call their settings.

mod host;
mod pulls;
mod secrets;
mod shapes;
mod site;

use super::build::member;
use super::{Attribute, Doubt, Model, Resource, Truth};
use crate::evaluate::{Alternative, Unknown, Value, ValueKind};

pub(super) use pulls::Pulls;
pub(super) use site::Configured;

pub use host::{Tag, tag};
pub use secrets::{SECRET_HOLDERS, Secret};
pub use shapes::CONSUMERS;

/// What a resource pulls and how it signs in.
#[derive(Debug, Default)]
pub struct Consumer {
    /// How it signs in to registries.
    pub logins: Vec<Login>,
    /// Why there may be others.
    pub more_logins: Option<Doubt>,
    /// The images that it runs.
    pub images: Vec<Image>,
    /// Why there may be others.
    pub more_images: Option<Doubt>,
    /// What to set instead of a password, if its type can pull with a managed identity.
    pub instead: Option<String>,
}

/// How a resource signs in to a registry.
#[derive(Clone, Debug)]
pub struct Login {
    /// Whether the registry is one of Azure.
    pub is_acr: Truth,
    /// The user name.
    pub user: Option<Value>,
    /// The password, of a named secret the value of that; absent if it is in a key vault or elsewhere.
    pub password: Option<Value>,
    /// What says that there is a password: itself, or the name of the secret.
    pub mention: Option<Value>,
    /// ARM path of the password.
    pub path: &'static str,
    /// The password as the user spells it.
    pub name: String,
    /// Whether it signs in with a password, and not with an identity.
    pub by_password: Truth,
}

/// An image.
#[derive(Clone, Debug)]
pub struct Image {
    /// Host, repository and tag.
    pub value: Value,
    /// ARM path.
    pub path: &'static str,
    /// As the user spells it.
    pub name: String,
    /// Whether it comes from a registry of Azure.
    pub is_acr: Truth,
    /// Of that registry the code has no more than the address.
    pub is_elsewhere: bool,
}

impl Image {
    fn new(model: &Model, value: Value, path: &'static str, name: String) -> Self {
        let is_acr = Truth::of(&value, &|value| host::is_acr(model, value, true));
        let is_elsewhere = host::is_elsewhere(model, &value);
        Self { value, path, name, is_acr, is_elsewhere }
    }
}

impl Login {
    /// Where the resource takes the password: for the reader the place to change.
    pub fn place(&self) -> Option<Value> {
        let mention = self.mention.as_ref()?;
        let read = self.password.as_ref().and_then(Value::credentials);
        let last = mention.trace.hops().last().map(|hop| hop.span);
        let span = read.map_or(last.unwrap_or(mention.span), |credentials| credentials.span);
        Some(Value { span, ..mention.clone() })
    }
}

impl Consumer {
    /// Whether it may pull from a registry of Azure: by what it signs in to and the images it runs.
    pub fn uses_acr(&self) -> Truth {
        let logins = self.logins.iter().map(|login| &login.is_acr);
        let all = logins.chain(self.images.iter().map(|image| &image.is_acr)).cloned();
        let more = [&self.more_logins, &self.more_images].into_iter().flatten();
        all.chain(more.cloned().map(Truth::Unknown)).fold(Truth::False, Truth::or)
    }
}

impl Model {
    /// What a resource pulls; `None` if that is judged with the resource it belongs to.
    pub fn consumer(&self, resource: &Resource) -> Option<Consumer> {
        match shapes::shape_of(&resource.kind) {
            Some(shape) => Some(shape.read(self, resource)),
            None => site::read(self, resource),
        }
    }
}

/// Whether a value is there at all: not null and no empty text.
fn is_there(value: Option<&Value>) -> Truth {
    let test = |value: &Value| Some(!value.is_null() && value.as_str() != Some(""));
    value.map_or(Truth::False, |value| Truth::of(value, &test))
}

/// Whether there is something at a path: unknown if nobody knows all that is there.
fn has(value: &Value, path: &str) -> Truth {
    let (outer, leaf) = path.rsplit_once('.').map_or((None, path), |(outer, leaf)| (Some(outer), leaf));
    let Some(object) = outer.map_or(Some(value.clone()), |outer| at(value, outer)) else {
        return Truth::False;
    };
    let found = Truth::of(&object, &|object| match &object.kind {
        ValueKind::Object(known) => match known.get(leaf, true) {
            None if known.rest.is_some() => None,
            found => Some(found.is_some()),
        },
        ValueKind::Unknown(_) => None,
        _ => Some(false),
    });
    found.and(is_there(at(value, path).as_ref()))
}

/// Whether a list has an object with this name: unknown if nobody knows all names.
fn has_named(list: &Value, name: &str) -> Truth {
    let is_it = |item: &Value| match member(item, "name") {
        Some(called) => called.is_text(name),
        None => Some(false),
    };
    Truth::of(list, &|list| match &list.kind {
        ValueKind::List(known) => {
            let answers: Vec<Option<bool>> = known.items.iter().map(is_it).collect();
            match answers.contains(&Some(true)) {
                true => Some(true),
                false => (known.rest.is_none() && !answers.contains(&None)).then_some(false),
            }
        }
        ValueKind::Unknown(_) => None,
        _ => Some(false),
    })
}

/// A part of each of the values that a value may be; null where it is not there.
fn part_of(value: &Value, part: &dyn Fn(&Value) -> Option<Value>) -> Option<Value> {
    let ValueKind::OneOf(alternatives) = &value.kind else { return part(value) };
    let mut is_any = false;
    let each = alternatives.iter().map(|Alternative { value, when }| {
        let found = part(value);
        is_any |= found.is_some();
        let value = found.unwrap_or_else(|| Value::new(ValueKind::Null, value.span));
        Alternative { value, when: when.clone() }
    });
    let kind = ValueKind::OneOf(each.collect());
    is_any.then(|| Value { kind, ..value.clone() })
}

/// The member at a dotted path.
fn at(value: &Value, path: &str) -> Option<Value> {
    let mut found = value.clone();
    for name in path.split('.') {
        found = part_of(&found, &|value| member(value, name))?;
    }
    Some(found)
}

/// The last part of a path below a value as the user spells it.
fn spelled(value: &Value, path: &str) -> String {
    let (outer, leaf) = path.rsplit_once('.').unwrap_or(("", path));
    let object = if outer.is_empty() { Some(value.clone()) } else { at(value, outer) };
    let found = object.as_ref().and_then(|object| object.as_object()?.get(leaf, true));
    found.and_then(|item| item.spelling).unwrap_or(leaf).to_owned()
}

/// In a list of objects with a name the member of the one that is called `name`: a value that is not
/// known if it may be one that is not.
fn named(list: &Value, name: &str, wanted: &str) -> Option<Value> {
    part_of(list, &|list| {
        let (items, rest) = match &list.kind {
            ValueKind::List(known) => (known.items.as_slice(), known.rest.clone()),
            ValueKind::Unknown(unknown) => (Default::default(), Some(unknown.clone())),
            _ => return None,
        };
        let mut doubt = rest;
        for item in items {
            let called = member(item, "name").unwrap_or_else(|| Value::new(ValueKind::Null, item.span));
            match called.is_text(name) {
                Some(true) => return Some(member(item, wanted)?.out_of(list)),
                Some(false) => {}
                None => doubt = doubt.or_else(|| called.first_unknown()),
            }
        }
        doubt.map(|unknown: std::rc::Rc<Unknown>| Value::new(ValueKind::Unknown(unknown), list.span))
    })
}

/// Why a list may have other members than the known ones.
fn doubt_in(list: &Attribute) -> Option<Doubt> {
    let is_open = |value: &&Value| match &value.kind {
        ValueKind::List(known) => known.rest.is_some(),
        ValueKind::Unknown(_) => true,
        _ => false,
    };
    list.alternatives().into_iter().find(is_open).map(|_| Doubt::about(&list.value))
}

/// Of members of a list that is one of several nobody knows whether they are there.
fn perhaps(list: &Attribute, truth: Truth) -> Truth {
    match &list.value.kind {
        ValueKind::OneOf(alternatives) if truth.certain() => {
            let when = alternatives.first().map_or("", |first| &first.when);
            Truth::Unknown(Doubt::between(&list.value, when))
        }
        _ => truth,
    }
}
