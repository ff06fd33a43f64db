//! From a value that a rule wants to what would have to be written, as the language spells it.

use super::{Attribute, Dialect, Resource, azurerm};
use crate::diagnostic::{Applicability, Change, Literal, Repair};

impl Resource {
    /// The repair that gives an attribute a value, which is the one of ARM: where it is written, else
    /// in the declaration. None if it cannot be written here.
    pub fn setting(&self, attribute: &Attribute, value: Literal, how: Applicability) -> Option<Repair> {
        let value = match self.dialect {
            Dialect::Azurerm(major, minor) => {
                azurerm::written(&self.kind, attribute.path, (major, minor), value)?
            }
            _ => value,
        };
        let title = format!("set `{}` to `{value}`", attribute.name);
        let change = match attribute.absent {
            true if self.boundary.is_some() || self.cannot_express(attribute.path).is_some() => return None,
            true => Change::Insert(self.head, self.keys(attribute), value),
            false => Change::Replace(attribute.value.span, value),
        };
        let property = attribute.path.strip_suffix(".status").unwrap_or(attribute.path);
        Some(Repair {
            title,
            applicability: how,
            changes: vec![change],
            properties: vec![property.to_owned()],
        })
    }

    /// The repair that removes an attribute, if it is written in the declaration itself.
    pub fn removing(&self, attribute: &Attribute, how: Applicability) -> Option<Repair> {
        let place = attribute.value.span;
        let is_here = !attribute.absent && self.boundary.is_none() && self.span.contains(place);
        is_here.then(|| Repair {
            title: format!("remove `{}`", attribute.name),
            applicability: how,
            changes: vec![Change::Remove(place)],
            properties: vec![attribute.path.to_owned()],
        })
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
