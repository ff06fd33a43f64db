//! `azurerm_container_registry` and the replications in it.

use super::{Convert, ON_OFF, POLICY, Row, Table, only, row, same};

const REPLICATION: &[Row] = &[
    same("location", "location"),
    row("location", "name", Convert::Region),
    same("global_endpoint_routing_enabled", "properties.regionEndpointEnabled").since(5, 0),
    same("regional_endpoint_enabled", "properties.regionEndpointEnabled")
        .since(2, 82)
        .until(5, 0)
        .now("global_endpoint_routing_enabled"),
    row("zone_redundancy_enabled", "properties.zoneRedundancy", ON_OFF).since(2, 64),
    same("tags", "tags"),
];

const IP_RULE: &[Row] = &[same("ip_range", "value"), same("action", "action")];

/// What acrlint calls `id` the newest previews call `virtualNetworkSubnetResourceId`; azurerm never
/// wrote those.
const NETWORK_RULE: &[Row] = &[same("subnet_id", "id"), same("action", "action")];

const ROWS: &[Row] = &[
    same("name", "name"),
    only("resource_group_name"),
    same("location", "location"),
    same("tags", "tags"),
    same("sku", "sku.name"),
    same("admin_enabled", "properties.adminUserEnabled"),
    same("anonymous_pull_enabled", "properties.anonymousPullEnabled").since(2, 86),
    row("public_network_access_enabled", "properties.publicNetworkAccess", ON_OFF).since(2, 53),
    same("network_rule_set.default_action", "properties.networkRuleSet.defaultAction"),
    row("network_rule_set.ip_rule", "properties.networkRuleSet.ipRules", Convert::Each(IP_RULE)),
    row(
        "network_rule_set.virtual_network",
        "properties.networkRuleSet.virtualNetworkRules",
        Convert::Each(NETWORK_RULE),
    )
    .until(4, 0),
    same("network_rule_bypass_option", "properties.networkRuleBypassOptions").since(2, 86),
    same("network_rule_bypass_for_tasks_enabled", "properties.networkRuleBypassAllowedForTasks").since(4, 81),
    same("data_endpoint_enabled", "properties.dataEndpointEnabled").since(2, 86),
    row("zone_redundancy_enabled", "properties.zoneRedundancy", ON_OFF).since(2, 64),
    row("export_policy_enabled", "properties.policies.exportPolicy.status", POLICY).since(2, 99),
    row("quarantine_policy_enabled", "properties.policies.quarantinePolicy.status", POLICY).since(2, 54),
    row("trust_policy_enabled", "properties.policies.trustPolicy.status", POLICY).since(4, 0).until(5, 0),
    row("trust_policy.enabled", "properties.policies.trustPolicy.status", POLICY)
        .since(2, 32)
        .until(4, 0)
        .now("trust_policy_enabled"),
    row("retention_policy_in_days", "properties.policies.retentionPolicy", Convert::Days).since(4, 0),
    row("retention_policy.enabled", "properties.policies.retentionPolicy.status", POLICY)
        .since(2, 32)
        .until(4, 0)
        .now("retention_policy_in_days"),
    same("retention_policy.days", "properties.policies.retentionPolicy.days")
        .since(2, 32)
        .until(4, 0)
        .now("retention_policy_in_days"),
    row(
        "azuread_authentication_as_arm_policy_enabled",
        "properties.policies.azureADAuthenticationAsArmPolicy.status",
        POLICY,
    )
    .since(4, 81),
    same("role_assignment_mode", "properties.roleAssignmentMode").since(4, 81),
    // Before 4.0 the block had a switch of its own, which was off.
    row("encryption", "properties.encryption.status", Convert::Present("disabled")).since(2, 59).until(4, 0),
    row("encryption", "properties.encryption.status", Convert::Present("enabled")).since(4, 0),
    row("encryption.enabled", "properties.encryption.status", POLICY).since(2, 59).until(4, 0),
    same("encryption.key_vault_key_id", "properties.encryption.keyVaultProperties.keyIdentifier")
        .since(2, 59),
    same("encryption.identity_client_id", "properties.encryption.keyVaultProperties.identity").since(2, 59),
    same("identity.type", "identity.type").since(2, 59),
    row("identity.identity_ids", "identity.userAssignedIdentities", Convert::Keys).since(2, 59),
    only("identity.principal_id").since(2, 59),
    only("identity.tenant_id").since(2, 59),
    only("login_server"),
    only("admin_username"),
    only("admin_password"),
    only("data_endpoint_host_names").since(4, 36),
    only("georeplications").since(2, 57),
    only("georeplication_locations").until(3, 0).now("georeplications"),
    same("storage_account_id", "properties.storageAccount.id").until(3, 0),
];

pub(super) const TABLES: &[Table] = &[Table {
    kind: "azurerm_container_registry",
    arm: "Microsoft.ContainerRegistry/registries",
    rows: ROWS,
    shared: &[],
    parent: "",
    children: &[
        ("georeplications", "Microsoft.ContainerRegistry/registries/replications", REPLICATION),
        (
            "georeplication_locations",
            "Microsoft.ContainerRegistry/registries/replications",
            &[same("", "location").until(3, 0), row("", "name", Convert::Region).until(3, 0)],
        ),
    ],
    complete: true,
}];
