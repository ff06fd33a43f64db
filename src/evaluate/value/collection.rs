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

impl Object {
    /// The member of a key, compared without case if `fold`.
    pub fn get(&self, key: &str, fold: bool) -> Option<&Item> {
        let same = |item: &&Item| match fold {
            true => item.key.eq_ignore_ascii_case(key),
            false => &*item.key == key,
        };
        self.items.iter().find(same)
    }

    /// Whether there may be members besides those in the list, of which some have an expression for a
    /// key.
    pub fn is_open(&self) -> bool {
        let is_key = |rest: &Rc<Unknown>| self.items.iter().any(|item| item.key.contains(rest.key.as_str()));
        self.rest.as_ref().is_some_and(|rest| !is_key(rest))
    }

    /// Notes that there may be other members. That some keys are not known says less.
    pub(in crate::evaluate) fn open(&mut self, rest: Option<Rc<Unknown>>) {
        if rest.is_some() && !self.is_open() {
            self.rest = rest;
        }
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
