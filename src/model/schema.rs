//! Facts about `Microsoft.ContainerRegistry` properties: type, values, default and the version that
//! brought them. Sources: the generated types of Azure/bicep-types-az (first versions, enums) and
//! the TypeSpec of Azure/azure-rest-api-specs (defaults); azurerm versions from its tags.

mod children;
mod registry;

use std::sync::Arc;

use super::Dialect;
use super::expected::Expected;
use crate::evaluate::ValueKind;

/// A property of a resource type.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Type below `Microsoft.ContainerRegistry/registries`, empty for the registry itself.
    pub kind: &'static str,
    /// Dotted path from the resource; `[]` stands for each member of a list.
    pub path: &'static str,
    /// What it may hold.
    pub expected: Expected,
    /// The value when it is absent, as text; empty for none.
    pub default: &'static str,
    /// First API version that has it.
    pub since: &'static str,
    /// First stable API version that has it; empty for none.
    pub stable: &'static str,
    /// First azurerm version (major, minor) that has it; none if azurerm never had it.
    pub azurerm: Option<(u32, u32)>,
}

const ON_OFF: Expected = Expected::OneOf(&["Enabled", "Disabled"]);
const POLICY: Expected = Expected::OneOf(&["enabled", "disabled"]);
const IDENTITY: Expected =
    Expected::OneOf(&["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"]);
const V2: Option<(u32, u32)> = Some((2, 0));

const fn of(
    kind: &'static str,
    path: &'static str,
    expected: Expected,
    default: &'static str,
    since: &'static str,
    stable: &'static str,
    azurerm: Option<(u32, u32)>,
) -> Property {
    Property { kind, path, expected, default, since, stable, azurerm }
}

impl Property {
    /// What it may hold as written in a dialect: azurerm is stricter in places.
    pub fn expected_in(&self, dialect: Dialect) -> Expected {
        match (dialect, self.kind, self.path) {
            (Dialect::Azurerm(3.., _), "", "sku.name") => {
                Expected::Exactly(&["Basic", "Standard", "Premium"])
            }
            (Dialect::Azurerm(..), "scopeMaps", "name") => Expected::Name(5, 50, "-"),
            _ => self.expected,
        }
    }

    /// The default as a value; `null` for none. What azurerm sends when nothing is written is not
    /// always what Azure takes when nothing is sent.
    pub fn default_in(&self, dialect: Dialect) -> ValueKind {
        let default = match (dialect, self.kind, self.path) {
            (Dialect::Azurerm(..5, _), "replications", "properties.regionEndpointEnabled") => "false",
            (Dialect::Azurerm(..), "connectedRegistries", "properties.mode") => "ReadWrite",
            (Dialect::Azurerm(..), "connectedRegistries", "properties.logging.logLevel") => "None",
            _ => self.default,
        };
        match (self.expected, default) {
            (_, "") => ValueKind::Null,
            (Expected::Bool, text) => ValueKind::Bool(text == "true"),
            (Expected::Int(..), text) => text.parse().map_or(ValueKind::Null, ValueKind::Int),
            (_, text) => ValueKind::String(Arc::from(text)),
        }
    }

    /// If an API version lacks it: the version that is needed. Stable versions get a property later
    /// than the previews before them, or never.
    pub fn missing_in(&self, version: &str) -> Option<&'static str> {
        let day = |version: &'_ str| version.get(..10).unwrap_or(version).to_owned();
        let is_stable = day(version) == version;
        let first = if is_stable { self.stable } else { self.since };
        let is_missing = first.is_empty() || day(version) < day(first);
        is_missing.then_some(if first.is_empty() { self.since } else { first })
    }
}

/// The known properties of a resource type.
pub fn properties(kind: &str) -> impl Iterator<Item = &'static Property> {
    let below = super::below_registry(kind);
    registry::PROPERTIES
        .iter()
        .chain(children::PROPERTIES)
        .filter(move |property| below.is_some_and(|below| below.eq_ignore_ascii_case(property.kind)))
}

/// The facts about one property.
pub(super) fn find(kind: &str, path: &str) -> Option<&'static Property> {
    properties(kind).find(|property| property.path.eq_ignore_ascii_case(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTRY: &str = super::super::REGISTRY;

    #[test]
    fn a_stable_version_may_lack_what_an_older_preview_has() {
        let missing = |path, version| find(REGISTRY, path).expect("a known property").missing_in(version);
        assert_eq!(missing("properties.adminUserEnabled", "2017-03-01"), None);
        assert_eq!(missing("properties.anonymousPullEnabled", "2020-11-01-preview"), None);
        assert_eq!(missing("properties.anonymousPullEnabled", "2023-07-01"), Some("2025-04-01"));
        assert_eq!(missing("properties.roleAssignmentMode", "2025-04-01"), Some("2025-11-01"));
        assert_eq!(
            missing("properties.roleAssignmentMode", "2024-11-01-preview"),
            Some("2025-03-01-preview")
        );
        let soft_delete = "properties.policies.softDeletePolicy.status";
        assert_eq!(missing(soft_delete, "2025-11-01"), Some("2022-02-01-preview"));
        assert_eq!(missing(soft_delete, "2026-03-01-preview"), None);
    }

    #[test]
    fn azurerm_has_defaults_of_its_own() {
        let replica = format!("{REGISTRY}/replications");
        let endpoint = find(&replica, "properties.regionEndpointEnabled").expect("a known property");
        let is = |dialect| matches!(endpoint.default_in(dialect), ValueKind::Bool(true));
        assert!(is(Dialect::Bicep) && is(Dialect::Azurerm(5, 2)) && !is(Dialect::Azurerm(4, 81)));
    }
}
