//! From a value that a rule wants to what would have to be written, as the language spells it.

use super::{Attribute, Dialect, Resource, azurerm};
use crate::diagnostic::{Applicability, Change, Literal, Repair};

impl Resource {
    /// The repair that gives an attribute a value, which is the one of ARM: where it is written, else
    /// in the declaration. None if it cannot be written here.
    pub fn setting(&self, attribute: &Attribute, value: Literal, how: Applicability) -> Option<Repair> {
        let value = match (self.dialect, value) {
            (Dialect::Azurerm(..), Literal::Object(members)) => self.block(attribute, members)?,
            (Dialect::Azurerm(major, minor), value) => {
                azurerm::written(&self.kind, attribute.path, (major, minor), value)?
            }
            (_, value) => value,
        };
        let title = match value {
            Literal::Object(_) => format!("add `{}`", attribute.name),
            _ => format!("set `{}` to `{value}`", attribute.name),
        };
        let change = match attribute.absent {
            true if self.boundary.is_some() || self.cannot_express(attribute.path).is_some() => return None,
            true => Change::Insert(self.head, self.keys(attribute), value),
            false => Change::Replace(attribute.value.span, value),
        };
        let property = attribute.path.strip_suffix(".status").unwrap_or(attribute.path);
        Some(Repair::new(title, how, vec![change]).about(&[property]))
    }

    /// The repair that removes an attribute, if it is written in the declaration itself.
    pub fn removing(&self, attribute: &Attribute, how: Applicability) -> Option<Repair> {
        let place = attribute.value.span;
        let is_here = !attribute.absent && self.boundary.is_none() && self.span.contains(place);
        is_here.then(|| {
            Repair::new(format!("remove `{}`", attribute.name), how, vec![Change::Remove(place)])
                .about(&[attribute.path])
        })
    }

    /// The changes that add a member with these members of its own to a list, which is made if it is not
    /// there. None if it is not written in the declaration itself.
    pub fn adding(&self, list: &Attribute, members: Vec<(String, Literal)>) -> Option<Change> {
        let is_here = list.absent || self.span.contains(list.value.span);
        if !is_here || self.boundary.is_some() {
            return None;
        }
        let item = match self.dialect {
            // Older versions have other blocks, of which the tables do not tell when they came.
            Dialect::Azurerm(major, _) if list.absent && major < 4 => return None,
            Dialect::Azurerm(..) => self.block(list, members)?,
            _ => Literal::Object(members),
        };
        Some(Change::Append(self.head, self.keys(list), item))
    }

    fn block(&self, attribute: &Attribute, members: Vec<(String, Literal)>) -> Option<Literal> {
        azurerm::block(&self.kind, (&attribute.name, attribute.path), members)
    }

    /// The keys that lead to an attribute in the declaration.
    fn keys(&self, attribute: &Attribute) -> Vec<String> {
        let path = match self.dialect {
            Dialect::Azurerm(..) => &attribute.name,
            _ => attribute.path,
        };
        path.split('.').map(str::to_owned).collect()
    }
}
