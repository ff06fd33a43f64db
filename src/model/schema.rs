//! Facts about `Microsoft.ContainerRegistry` properties: type, values, default and the version that
//! brought them. Sources: the generated types of Azure/bicep-types-az (first versions, enums) and
//! the TypeSpec of Azure/azure-rest-api-specs (defaults); azurerm versions from its tags.

mod paths;
mod presence;

use std::sync::Arc;

pub use presence::Lack;
pub(super) use presence::{Presence, lack_of, may_hold_more, members, path_to, presence};

use super::expected::Expected;
use super::{Dialect, azurerm};
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
    /// First stable API version and first preview that have it no more; empty for none.
    pub gone: (&'static str, &'static str),
    /// First azurerm version (major, minor) that has it; none if azurerm never had it.
    pub azurerm: Option<(u32, u32)>,
}

/// The tiers that Azure makes registries of. It knows `Classic` too, but has made none for years.
pub const TIERS: [&str; 3] = ["Basic", "Standard", "Premium"];

const ON_OFF: Expected = Expected::OneOf(&["Enabled", "Disabled"]);
const POLICY: Expected = Expected::OneOf(&["enabled", "disabled"]);
const ALLOW: Expected = Expected::OneOf(&["Allow"]);
const IDENTITY: Expected =
    Expected::OneOf(&["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"]);
const TRANSFER_OPTION: Expected =
    Expected::OneOf(&["OverwriteTags", "OverwriteBlobs", "DeleteSourceBlobOnSuccess", "ContinueOnErrors"]);
const STORAGE_ACCESS: Expected = Expected::OneOf(&["ManagedIdentity", "SasToken"]);
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
    Property { kind, path, expected, default, since, stable, gone: ("", ""), azurerm }
}

impl Property {
    const fn gone(self, stable: &'static str, preview: &'static str) -> Self {
        Self { gone: (stable, preview), ..self }
    }
}

// One row a line, whatever its length: it is read as a table.
#[rustfmt::skip]
const PROPERTIES: &[Property] = &[
    of("", "name", Expected::Name(5, 50, ""), "", "2017-03-01", "2017-03-01", V2),
    of("", "location", Expected::Text, "", "2017-03-01", "2017-03-01", V2),
    of("", "identity.type", IDENTITY, "", "2019-12-01-preview", "2021-09-01", Some((2, 59))),
    of("", "properties.networkRuleSet.ipRules[].value", Expected::Ipv4, "", "2017-10-01", "2017-10-01", V2),
    of("", "properties.networkRuleSet.ipRules[].action", ALLOW, "", "2017-10-01", "2017-10-01", V2),
    of("", "properties.networkRuleSet.virtualNetworkRules[].action", ALLOW, "", "2017-10-01", "2017-10-01", V2).gone("2021-09-01", "2022-02-01-preview"),
    of("", "properties.policies.trustPolicy.type", Expected::OneOf(&["Notary"]), "", "2019-05-01", "2019-05-01", None),
    of("", "properties.writableCacheRepos", ON_OFF, "Disabled", "2026-03-01-preview", "", None),
    of("", "properties.encryption.keyVaultProperties.identity", Expected::Text, "", "2019-12-01-preview", "2021-09-01", Some((2, 59))),
    of("", "sku.name", Expected::OneOf(&TIERS), "", "2017-03-01", "2017-03-01", V2),
    of("", "properties.adminUserEnabled", Expected::Bool, "false", "2017-03-01", "2017-03-01", V2),
    of("", "properties.anonymousPullEnabled", Expected::Bool, "false", "2020-11-01-preview", "2025-04-01", Some((2, 86))),
    of("", "properties.publicNetworkAccess", ON_OFF, "Enabled", "2019-12-01-preview", "2021-09-01", Some((2, 53))),
    of("", "properties.networkRuleSet.defaultAction", Expected::OneOf(&["Allow", "Deny"]), "Allow", "2017-10-01", "2017-10-01", V2),
    of("", "properties.networkRuleBypassOptions", Expected::OneOf(&["AzureServices", "None"]), "AzureServices", "2019-12-01-preview", "2021-09-01", Some((2, 86))),
    of("", "properties.networkRuleBypassAllowedForTasks", Expected::Bool, "false", "2025-05-01-preview", "2025-11-01", Some((4, 81))),
    of("", "properties.dataEndpointEnabled", Expected::Bool, "", "2019-12-01-preview", "2021-09-01", Some((2, 86))),
    of("", "properties.zoneRedundancy", ON_OFF, "Disabled", "2020-11-01-preview", "2021-09-01", Some((2, 64))),
    of("", "properties.policies.quarantinePolicy.status", POLICY, "disabled", "2019-05-01", "2019-05-01", Some((2, 54))),
    of("", "properties.policies.trustPolicy.status", POLICY, "disabled", "2019-05-01", "2019-05-01", Some((2, 32))),
    of("", "properties.policies.retentionPolicy.status", POLICY, "disabled", "2019-05-01", "2019-05-01", Some((2, 32))),
    of("", "properties.policies.retentionPolicy.days", Expected::Int(0, 365), "7", "2019-05-01", "2019-05-01", Some((2, 32))),
    of("", "properties.policies.exportPolicy.status", POLICY, "enabled", "2021-06-01-preview", "2021-09-01", Some((2, 99))),
    of("", "properties.policies.azureADAuthenticationAsArmPolicy.status", POLICY, "enabled", "2022-02-01-preview", "2025-04-01", Some((4, 81))),
    of("", "properties.policies.softDeletePolicy.status", POLICY, "disabled", "2022-02-01-preview", "", None),
    of("", "properties.policies.softDeletePolicy.retentionDays", Expected::Int(1, 90), "7", "2022-02-01-preview", "", None),
    of("", "properties.encryption.status", POLICY, "", "2019-12-01-preview", "2021-09-01", Some((2, 59))),
    of("", "properties.encryption.keyVaultProperties.keyIdentifier", Expected::Text, "", "2019-12-01-preview", "2021-09-01", Some((2, 59))),
    of("", "properties.roleAssignmentMode", Expected::OneOf(&["AbacRepositoryPermissions", "LegacyRegistryPermissions"]), "LegacyRegistryPermissions", "2025-03-01-preview", "2025-11-01", Some((4, 81))),
    of("", "properties.autoGeneratedDomainNameLabelScope", Expected::OneOf(&["Unsecure", "TenantReuse", "SubscriptionReuse", "ResourceGroupReuse", "NoReuse"]), "Unsecure", "2024-11-01-preview", "", None),
    of("", "properties.metadataSearch", ON_OFF, "Disabled", "2023-11-01-preview", "", None),
    of("", "properties.regionalEndpoints", ON_OFF, "", "2026-01-01-preview", "", None),
    of("", "properties.endpointProtocol", Expected::OneOf(&["IPv4", "IPv4AndIPv6"]), "IPv4", "2026-01-01-preview", "", None),
    of("replications", "properties.regionEndpointEnabled", Expected::Bool, "true", "2019-12-01-preview", "2021-09-01", Some((2, 82))),
    of("replications", "properties.zoneRedundancy", ON_OFF, "Disabled", "2020-11-01-preview", "2021-09-01", Some((2, 64))),
    of("webhooks", "properties.serviceUri", Expected::Text, "", "2017-10-01", "2017-10-01", V2),
    of("webhooks", "properties.status", POLICY, "enabled", "2017-10-01", "2017-10-01", V2),
    of("tokens", "properties.status", POLICY, "enabled", "2019-05-01-preview", "2022-12-01", Some((2, 57))),
    of("tokens", "properties.scopeMapId", Expected::Text, "", "2019-05-01-preview", "2022-12-01", Some((2, 57))),
    of("connectedRegistries", "properties.mode", Expected::OneOf(&["ReadWrite", "ReadOnly", "Registry", "Mirror"]), "", "2020-11-01-preview", "2025-04-01", Some((3, 2))),
    of("connectedRegistries", "properties.logging.logLevel", Expected::OneOf(&["Debug", "Information", "Warning", "Error", "None"]), "Information", "2020-11-01-preview", "2025-04-01", Some((3, 2))),
    of("connectedRegistries", "properties.logging.auditLogStatus", ON_OFF, "Disabled", "2020-11-01-preview", "2025-04-01", Some((3, 2))),
    of("connectedRegistries", "name", Expected::Name(5, 50, ""), "", "2020-11-01-preview", "2025-04-01", Some((3, 2))),
    of("replications", "name", Expected::Name(5, 50, ""), "", "2017-10-01", "2017-10-01", None),
    of("replications", "location", Expected::Text, "", "2017-10-01", "2017-10-01", V2),
    of("webhooks", "name", Expected::Name(5, 50, ""), "", "2017-10-01", "2017-10-01", V2),
    of("webhooks", "properties.actions[]", Expected::OneOf(&["push", "delete", "quarantine", "chart_push", "chart_delete"]), "", "2017-10-01", "2017-10-01", V2),
    of("webhooks", "properties.scope", Expected::Text, "", "2017-10-01", "2017-10-01", V2),
    of("tokens", "name", Expected::Name(5, 50, "-"), "", "2019-05-01-preview", "2022-12-01", Some((2, 57))),
    of("tokens", "properties.credentials.passwords[].name", Expected::OneOf(&["password1", "password2"]), "", "2019-05-01-preview", "2022-12-01", None),
    of("tokens", "properties.credentials.passwords[].expiry", Expected::Time, "", "2019-05-01-preview", "2022-12-01", Some((3, 22))),
    of("tokens", "properties.credentials.certificates[].name", Expected::OneOf(&["certificate1", "certificate2"]), "", "2019-05-01-preview", "2022-12-01", None),
    of("tokens", "properties.credentials.certificates[].expiry", Expected::Time, "", "2019-05-01-preview", "2022-12-01", None),
    of("scopeMaps", "name", Expected::Name(5, 50, "-_"), "", "2019-05-01-preview", "2022-12-01", Some((2, 57))),
    of("scopeMaps", "properties.actions[]", Expected::ScopeAction, "", "2019-05-01-preview", "2022-12-01", Some((2, 57))),
    of("cacheRules", "name", Expected::Name(5, 50, "-"), "", "2023-01-01-preview", "2023-07-01", Some((3, 106))),
    of("cacheRules", "identity.type", IDENTITY, "", "2026-01-01-preview", "", None),
    of("cacheRules", "properties.sourceRepository", Expected::Text, "", "2023-01-01-preview", "2023-07-01", Some((3, 106))),
    of("cacheRules", "properties.targetRepository", Expected::Text, "", "2023-01-01-preview", "2023-07-01", Some((3, 106))),
    of("credentialSets", "name", Expected::Name(5, 50, "-"), "", "2023-01-01-preview", "2023-07-01", Some((4, 16))),
    of("credentialSets", "identity.type", IDENTITY, "", "2023-01-01-preview", "2023-07-01", Some((4, 16))),
    of("credentialSets", "properties.loginServer", Expected::Text, "", "2023-01-01-preview", "2023-07-01", Some((4, 16))),
    of("credentialSets", "properties.authCredentials[].name", Expected::OneOf(&["Credential1"]), "", "2023-01-01-preview", "2023-07-01", None),
    of("exportPipelines", "name", Expected::Name(5, 50, ""), "", "2019-12-01-preview", "", None),
    of("exportPipelines", "identity.type", IDENTITY, "", "2019-12-01-preview", "", None),
    of("exportPipelines", "properties.options[]", TRANSFER_OPTION, "", "2019-12-01-preview", "", None),
    of("exportPipelines", "properties.target.storageAccessMode", STORAGE_ACCESS, "", "2025-06-01-preview", "", None),
    of("importPipelines", "name", Expected::Name(5, 50, ""), "", "2019-12-01-preview", "", None),
    of("importPipelines", "identity.type", IDENTITY, "", "2019-12-01-preview", "", None),
    of("importPipelines", "properties.options[]", TRANSFER_OPTION, "", "2019-12-01-preview", "", None),
    of("importPipelines", "properties.source.type", Expected::OneOf(&["AzureStorageBlobContainer"]), "", "2019-12-01-preview", "", None),
    of("importPipelines", "properties.source.storageAccessMode", STORAGE_ACCESS, "", "2025-06-01-preview", "", None),
    of("importPipelines", "properties.trigger.sourceTrigger.status", ON_OFF, "", "2019-12-01-preview", "", None),
    of("agentPools", "name", Expected::Name(3, 20, "-"), "", "2019-06-01-preview", "", Some((3, 1))),
    of("agentPools", "properties.count", Expected::Int(0, i64::MAX), "", "2019-06-01-preview", "", Some((3, 1))),
    of("agentPools", "properties.tier", Expected::Text, "", "2019-06-01-preview", "", Some((3, 1))),
    of("agentPools", "properties.os", Expected::OneOf(&["Linux", "Windows"]), "", "2019-06-01-preview", "", None),
    of("tasks", "name", Expected::Name(5, 50, "-_"), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "identity.type", IDENTITY, "", "2019-04-01", "2019-04-01", Some((2, 90))),
    of("tasks", "properties.status", ON_OFF, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.timeout", Expected::Int(300, 28_800), "3600", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.platform.os", Expected::OneOf(&["Linux", "Windows"]), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.platform.architecture", Expected::OneOf(&["amd64", "x86", "386", "arm", "arm64"]), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.platform.variant", Expected::OneOf(&["v6", "v7", "v8"]), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.type", Expected::OneOf(&["Docker", "EncodedTask", "FileTask"]), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.isPushEnabled", Expected::Bool, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.noCache", Expected::Bool, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.arguments[].isSecret", Expected::Bool, "", "2018-09-01", "2018-09-01", None),
    of("tasks", "properties.step.values[].isSecret", Expected::Bool, "", "2018-09-01", "2018-09-01", None),
    of("tasks", "properties.trigger.sourceTriggers[].status", ON_OFF, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.trigger.timerTriggers[].status", ON_OFF, "", "2019-04-01", "2019-04-01", Some((2, 90))),
    of("tasks", "properties.trigger.baseImageTrigger.status", ON_OFF, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.trigger.baseImageTrigger.baseImageTriggerType", Expected::OneOf(&["All", "Runtime"]), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.credentials.sourceRegistry.loginMode", Expected::OneOf(&["None", "Default"]), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("", "identity.userAssignedIdentities", Expected::Object, "", "2019-12-01-preview", "2021-09-01", Some((2, 59))),
    of("", "properties.networkRuleSet.virtualNetworkRules[].id", Expected::Text, "", "2017-10-01", "2017-10-01", V2).gone("2021-09-01", "2022-02-01-preview"),
    of("", "properties.networkRuleSet.virtualNetworkRules[].virtualNetworkSubnetResourceId", Expected::Text, "", "2026-03-01-preview", "", None),
    of("", "properties.storageAccount.id", Expected::Text, "", "2017-10-01", "2017-10-01", V2).gone("2021-09-01", "2019-12-01-preview"),
    of("webhooks", "properties.customHeaders", Expected::Object, "", "2017-10-01", "2017-10-01", V2),
    of("scopeMaps", "properties.description", Expected::Text, "", "2019-05-01-preview", "2022-12-01", Some((2, 57))),
    of("cacheRules", "properties.credentialSetResourceId", Expected::Text, "", "2023-01-01-preview", "2023-07-01", Some((3, 106))),
    of("cacheRules", "properties.additionalAuthenticationProperties", Expected::Object, "", "2026-03-01-preview", "", None),
    of("credentialSets", "properties.authCredentials[].usernameSecretIdentifier", Expected::Text, "", "2023-01-01-preview", "2023-07-01", Some((4, 16))),
    of("credentialSets", "properties.authCredentials[].passwordSecretIdentifier", Expected::Text, "", "2023-01-01-preview", "2023-07-01", Some((4, 16))),
    of("connectedRegistries", "properties.parent.id", Expected::Text, "", "2020-11-01-preview", "2025-04-01", Some((3, 2))),
    of("connectedRegistries", "properties.parent.syncProperties.tokenId", Expected::Text, "", "2020-11-01-preview", "2025-04-01", Some((3, 2))),
    of("connectedRegistries", "properties.parent.syncProperties.messageTtl", Expected::Text, "", "2020-11-01-preview", "2025-04-01", Some((3, 2))),
    of("connectedRegistries", "properties.parent.syncProperties.schedule", Expected::Text, "", "2020-11-01-preview", "2025-04-01", Some((3, 2))),
    of("connectedRegistries", "properties.parent.syncProperties.syncWindow", Expected::Text, "", "2020-11-01-preview", "2025-04-01", Some((3, 2))),
    of("connectedRegistries", "properties.clientTokenIds[]", Expected::Text, "", "2020-11-01-preview", "2025-04-01", Some((3, 2))),
    of("connectedRegistries", "properties.notificationsList[]", Expected::Text, "", "2021-08-01-preview", "2025-04-01", None),
    of("connectedRegistries", "properties.garbageCollection.enabled", Expected::Bool, "", "2024-11-01-preview", "2025-04-01", None),
    of("exportPipelines", "properties.target.type", Expected::Text, "", "2019-12-01-preview", "", None),
    of("exportPipelines", "properties.target.uri", Expected::Text, "", "2019-12-01-preview", "", None),
    of("exportPipelines", "properties.target.keyVaultUri", Expected::Text, "", "2019-12-01-preview", "", None),
    of("importPipelines", "properties.source.uri", Expected::Text, "", "2019-12-01-preview", "", None),
    of("importPipelines", "properties.source.keyVaultUri", Expected::Text, "", "2019-12-01-preview", "", None),
    of("agentPools", "properties.virtualNetworkSubnetResourceId", Expected::Text, "", "2019-06-01-preview", "", Some((3, 1))),
    of("tasks", "properties.isSystemTask", Expected::Bool, "", "2019-06-01-preview", "", Some((2, 90))),
    of("tasks", "properties.agentPoolName", Expected::Text, "", "2019-06-01-preview", "", Some((2, 90))),
    of("tasks", "properties.logTemplate", Expected::Text, "", "2019-06-01-preview", "", Some((2, 90))),
    of("tasks", "properties.agentConfiguration.cpu", Expected::Int(0, i64::MAX), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.contextPath", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.contextAccessToken", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.dockerFilePath", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.target", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.imageNames[]", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.taskFilePath", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.valuesFilePath", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.encodedTaskContent", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.encodedValuesContent", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.arguments[].name", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.arguments[].value", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.values[].name", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.step.values[].value", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.trigger.sourceTriggers[].sourceTriggerEvents[]", Expected::OneOf(&["commit", "pullrequest"]), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.trigger.sourceTriggers[].sourceRepository.sourceControlType", Expected::OneOf(&["Github", "VisualStudioTeamService"]), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.trigger.sourceTriggers[].sourceRepository.repositoryUrl", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.trigger.sourceTriggers[].sourceRepository.branch", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.tokenType", Expected::OneOf(&["PAT", "OAuth"]), "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.token", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.refreshToken", Expected::Text, "", "2018-09-01", "2018-09-01", Some((2, 90))),
    of("tasks", "properties.trigger.timerTriggers[].schedule", Expected::Text, "", "2019-04-01", "2019-04-01", Some((2, 90))),
    of("tasks", "properties.trigger.baseImageTrigger.updateTriggerEndpoint", Expected::Text, "", "2019-06-01-preview", "", Some((2, 90))),
    of("tasks", "properties.trigger.baseImageTrigger.updateTriggerPayloadType", Expected::OneOf(&["Default", "Token"]), "", "2019-06-01-preview", "", Some((2, 90))),
    of("tasks", "properties.credentials.sourceRegistry.identity", Expected::Text, "", "2025-03-01-preview", "", None),
    of("taskRuns", "name", Expected::Name(5, 50, "-"), "", "2019-06-01-preview", "", None),
];

impl Property {
    /// What it may hold as written in a dialect: azurerm is stricter in places.
    pub fn expected_in(&self, dialect: Dialect) -> Expected {
        match (dialect, self.kind, self.path) {
            (Dialect::Azurerm(3.., _), "", "sku.name") => Expected::Exactly(&TIERS),
            (Dialect::Azurerm(..), "scopeMaps", "name") => Expected::Name(5, 50, "-"),
            _ => self.expected,
        }
    }

    /// The default as a value; `null` for none. What azurerm sends when nothing is written is not
    /// always what Azure takes when nothing is sent.
    pub fn default_in(&self, dialect: Dialect) -> ValueKind {
        let sent = match dialect {
            Dialect::Azurerm(major, minor) => azurerm::sent(self.kind, self.path, (major, minor)),
            _ => None,
        };
        let default = sent.unwrap_or(self.default);
        match (self.expected, default) {
            (_, "") => ValueKind::Null,
            (Expected::Bool, text) => ValueKind::Bool(text == "true"),
            (Expected::Int(..), text) => text.parse().map_or(ValueKind::Null, ValueKind::Int),
            (_, text) => ValueKind::String(Arc::from(text)),
        }
    }
}

/// The known properties of a resource type.
pub fn properties(kind: &str) -> impl Iterator<Item = &'static Property> {
    let below = super::below_registry(kind);
    PROPERTIES
        .iter()
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
        let lack = |path, version| lack_of(REGISTRY, path, version);
        assert_eq!(lack("properties.adminUserEnabled", "2017-03-01"), None);
        assert_eq!(lack("properties.anonymousPullEnabled", "2020-11-01-preview"), None);
        assert_eq!(lack("properties.anonymousPullEnabled", "2023-07-01"), Some(Lack::Until("2025-04-01")));
        assert_eq!(lack("properties.roleAssignmentMode", "2025-04-01"), Some(Lack::Until("2025-11-01")));
        let mode = lack("properties.roleAssignmentMode", "2024-11-01-preview");
        assert_eq!(mode, Some(Lack::Until("2025-03-01-preview")));
        let soft_delete = "properties.policies.softDeletePolicy.status";
        assert_eq!(lack(soft_delete, "2025-11-01"), Some(Lack::PreviewOnly("2022-02-01-preview")));
        assert_eq!(lack(soft_delete, "2026-03-01-preview"), None);
    }

    #[test]
    fn a_version_may_lack_what_older_ones_have() {
        let lack = |path, version| lack_of(REGISTRY, path, version);
        let id = "properties.networkRuleSet.virtualNetworkRules[].id";
        assert_eq!(lack(id, "2019-05-01"), None);
        assert_eq!(lack(id, "2021-12-01-preview"), None);
        assert_eq!(lack(id, "2021-09-01"), Some(Lack::From("2021-09-01")));
        assert_eq!(lack(id, "2026-03-01-preview"), Some(Lack::From("2022-02-01-preview")));
        let rules = "properties.networkRuleSet.virtualNetworkRules";
        assert_eq!(lack(rules, "2023-07-01"), Some(Lack::PreviewOnly("2026-03-01-preview")));
        assert_eq!(lack(rules, "2026-03-01-preview"), None);
        assert_eq!(lack("properties.networkRuleSet", "2023-07-01"), None);
    }

    #[test]
    fn of_a_version_that_nobody_knows_nothing_is_said() {
        let tasks = format!("{REGISTRY}/tasks");
        assert_eq!(lack_of(&tasks, "properties.agentPoolName", "2023-07-01"), None);
        let needed = Some(Lack::PreviewOnly("2019-06-01-preview"));
        assert_eq!(lack_of(&tasks, "properties.agentPoolName", "2019-04-01"), needed);
    }

    #[test]
    fn paths_are_known_with_what_is_below_them() {
        let of = |path| presence(REGISTRY, path, "2025-11-01");
        assert_eq!(of("properties"), Presence::Branch);
        assert_eq!(of("properties.networkRuleSet.ipRules[]"), Presence::Branch);
        assert_eq!(of("properties.adminUserEnabled"), Presence::Leaf);
        assert_eq!(of("properties.loginServer"), Presence::Leaf);
        assert_eq!(of("properties.adminUser"), Presence::Unknown);
        let members: Vec<&str> = members(REGISTRY, "properties.encryption").collect();
        assert!(members.contains(&"keyVaultProperties") && members.contains(&"status"), "{members:?}");
    }

    #[test]
    fn azurerm_has_defaults_of_its_own() {
        let replica = format!("{REGISTRY}/replications");
        let endpoint = find(&replica, "properties.regionEndpointEnabled").expect("a known property");
        let is = |dialect| matches!(endpoint.default_in(dialect), ValueKind::Bool(true));
        assert!(is(Dialect::Bicep) && is(Dialect::Azurerm(5, 2)) && !is(Dialect::Azurerm(4, 81)));
    }
}
