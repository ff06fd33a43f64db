//! Who reaches a registry over the internet, as the two settings of its firewall say.

use super::{Attribute, Resource, Truth};

/// The settings that decide who comes in over the internet.
#[derive(Clone, Debug)]
pub struct Firewall {
    /// `properties.publicNetworkAccess`
    pub access: Attribute,
    /// `properties.networkRuleSet.defaultAction`
    pub action: Attribute,
}

impl Firewall {
    /// The settings of a registry.
    pub fn of(registry: &Resource) -> Self {
        Self {
            access: registry.get("properties.publicNetworkAccess"),
            action: registry.get("properties.networkRuleSet.defaultAction"),
        }
    }

    /// Whether nobody comes in.
    pub fn is_closed(&self) -> Truth {
        self.access.is("Disabled")
    }

    /// Whether not everybody comes in: nobody, or those that rules name.
    pub fn is_limited(&self) -> Truth {
        self.is_closed().or(self.action.is("Deny"))
    }

    /// The setting that keeps networks out.
    pub fn deciding(&self) -> &Attribute {
        match self.is_closed() {
            Truth::False if !self.action.absent => &self.action,
            _ => &self.access,
        }
    }
}
