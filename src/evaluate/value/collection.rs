//! Lists and objects of which members are known.

use std::rc::Rc;
use std::sync::Arc;

use super::{Unknown, Value};
use crate::source::Span;

/// A list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Known members, in order.
    pub items: Vec<Value>,
    /// Set if there may be more, and why they are not known.
    pub rest: Option<Rc<Unknown>>,
    /// What Terraform makes a difference between.
    pub kind: ListKind,
}

/// The types that Terraform has for lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListKind {
    /// What `[…]` makes; the lists of Bicep and ARM too.
    #[default]
    Tuple,
    /// Members are of one type.
    List,
    /// Members are of one type, each is there once, and they have no index. Kept in the order in
    /// which Terraform walks them.
    Set,
}

/// An object.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// Members in order; keys are unique.
    pub items: Vec<Item>,
    /// Set if there may be more, and why they are not known.
    pub rest: Option<Rc<Unknown>>,
    /// The keys of those, such as ids of resources, if they are all that is not known, and what stands
    /// there; else empty.
    pub keys: Vec<(Value, Value)>,
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

/// So many keys that are not known whole are kept.
const MAX_KEYS: usize = 64;

impl Object {
    /// Adds a member of which not even the key is known whole.
    pub fn add_unknown(&mut self, key: Value, value: Value) {
        let were_all = self.rest.is_none() || !self.keys.is_empty();
        self.rest = self.rest.take().or_else(|| key.first_unknown());
        match were_all && self.keys.len() < MAX_KEYS {
            true => self.keys.push((key, value)),
            false => self.keys.clear(),
        }
    }

    /// Adds what is not known of another object.
    pub fn add_rest(&mut self, other: &Object) {
        match (&other.rest, other.keys.is_empty()) {
            (None, _) => {}
            (Some(_), true) => self.leave_open(other.rest.clone()),
            (Some(_), false) => {
                other.keys.iter().cloned().for_each(|(key, value)| self.add_unknown(key, value));
            }
        }
    }

    /// Says that there may be other members of which nothing is known.
    pub fn leave_open(&mut self, unknown: Option<Rc<Unknown>>) {
        self.rest = self.rest.take().or(unknown);
        self.keys.clear();
    }

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
