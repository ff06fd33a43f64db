//! What stands beside a registry: private endpoints and networks, diagnostic settings, locks, roles,
//! policies, Defender plans, identities and keys. Only what rules read.

use super::{Convert, Row, Table, row, same, table};

const CONNECTION: &[Row] = &[
    same("name", "name"),
    same("private_connection_resource_id", "properties.privateLinkServiceId"),
    same("private_connection_resource_alias", "properties.privateLinkServiceId"),
    same("subresource_names", "properties.groupIds"),
    same("request_message", "properties.requestMessage"),
];

const ENDPOINT: &[Row] = &[
    same("name", "name"),
    same("location", "location"),
    same("tags", "tags"),
    same("subnet_id", "properties.subnet.id"),
    row(
        "private_service_connection",
        "properties.privateLinkServiceConnections",
        Convert::EachIf("is_manual_connection", false, CONNECTION),
    ),
    row(
        "private_service_connection",
        "properties.manualPrivateLinkServiceConnections",
        Convert::EachIf("is_manual_connection", true, CONNECTION),
    ),
];

const ZONE_GROUP: &[Row] = &[
    same("name", "name"),
    row(
        "private_dns_zone_ids",
        "properties.privateDnsZoneConfigs",
        Convert::Wrap("properties.privateDnsZoneId"),
    ),
];

/// A category is on because its block is there; until 5.0 the older blocks had a switch.
const ENABLED_LOG: &[Row] = &[
    row("", "enabled", Convert::Fixed("true")),
    same("category", "category"),
    same("category_group", "categoryGroup"),
];

const OLDER_LOG: &[Row] =
    &[same("category", "category"), same("category_group", "categoryGroup"), same("enabled", "enabled")];

const DIAGNOSTICS: &[Row] = &[
    same("name", "name"),
    same("target_resource_id", "scope"),
    row("enabled_log", "properties.logs", Convert::Each(ENABLED_LOG)),
    row("log", "properties.logs", Convert::Each(OLDER_LOG)),
    row("enabled_metric", "properties.metrics", Convert::Each(ENABLED_LOG)),
    row("metric", "properties.metrics", Convert::Each(OLDER_LOG)),
    same("log_analytics_workspace_id", "properties.workspaceId"),
    same("storage_account_id", "properties.storageAccountId"),
    same("eventhub_authorization_rule_id", "properties.eventHubAuthorizationRuleId"),
    same("eventhub_name", "properties.eventHubName"),
    same("partner_solution_id", "properties.marketplacePartnerId"),
];

const ROLE_ASSIGNMENT: &[Row] = &[
    same("name", "name"),
    same("scope", "scope"),
    same("role_definition_id", "properties.roleDefinitionId"),
    row("role_definition_name", "properties.roleDefinitionId", Convert::Role),
    same("principal_id", "properties.principalId"),
    same("principal_type", "properties.principalType"),
    same("condition", "properties.condition"),
    same("condition_version", "properties.conditionVersion"),
];

const PERMISSION: &[Row] = &[
    same("actions", "actions"),
    same("not_actions", "notActions"),
    same("data_actions", "dataActions"),
    same("not_data_actions", "notDataActions"),
];

const ROLE_DEFINITION: &[Row] = &[
    same("role_definition_id", "name"),
    same("name", "properties.roleName"),
    same("scope", "scope"),
    row("permissions", "properties.permissions", Convert::Each(PERMISSION)),
    same("assignable_scopes", "properties.assignableScopes"),
];

const EXTENSION: &[Row] = &[
    same("name", "name"),
    row("", "isEnabled", Convert::Fixed("True")),
    same("additional_extension_properties", "additionalExtensionProperties"),
];

const PRICING: &[Row] = &[
    same("resource_type", "name"),
    same("tier", "properties.pricingTier"),
    same("subplan", "properties.subPlan"),
    row("extension", "properties.extensions", Convert::Each(EXTENSION)),
];

const POLICY: &[Row] = &[
    same("name", "name"),
    same("resource_id", "scope"),
    same("resource_group_id", "scope"),
    same("subscription_id", "scope"),
    same("management_group_id", "scope"),
    same("policy_definition_id", "properties.policyDefinitionId"),
    same("parameters", "properties.parameters"),
    row("enforce", "properties.enforcementMode", Convert::Switch("Default", "DoNotEnforce")),
    same("not_scopes", "properties.notScopes"),
];

/// Before 3.0 one type did for every scope.
const OLDER_POLICY: &[Row] = &[
    same("scope", "scope"),
    row("enforcement_mode", "properties.enforcementMode", Convert::Switch("Default", "DoNotEnforce")),
];

const ALERT_CRITERIA: &[Row] = &[
    same("name", "name"),
    same("scopes", "properties.scopes"),
    same("enabled", "properties.enabled"),
    same("criteria.category", "properties.criteria.category"),
    same("criteria.operation_name", "properties.criteria.operationName"),
    same("criteria.resource_type", "properties.criteria.resourceType"),
    same("criteria.resource_id", "properties.criteria.resourceId"),
    same("criteria.resource_provider", "properties.criteria.resourceProvider"),
    same("criteria.resource_types", "properties.criteria.resourceTypes"),
    same("criteria.resource_ids", "properties.criteria.resourceIds"),
    same("criteria.resource_providers", "properties.criteria.resourceProviders"),
];

const IDENTITY: &[Row] = &[same("name", "name"), same("location", "location")];

const VAULT: &[Row] = &[
    same("name", "name"),
    same("location", "location"),
    same("purge_protection_enabled", "properties.enablePurgeProtection"),
    same("soft_delete_retention_days", "properties.softDeleteRetentionInDays"),
];

const KEY: &[Row] =
    &[same("name", "name"), same("key_type", "properties.kty"), same("key_size", "properties.keySize")];

const NETWORK: &[Row] = &[same("name", "name"), same("location", "location")];

const SUBNET: &[Row] = &[same("name", "name"), same("address_prefixes", "properties.addressPrefixes")];

const POLICY_ASSIGNMENT: &str = "Microsoft.Authorization/policyAssignments";

pub(super) const TABLES: &[Table] = &[
    Table {
        children: &[(
            "private_dns_zone_group",
            "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
            ZONE_GROUP,
        )],
        ..table("azurerm_private_endpoint", "Microsoft.Network/privateEndpoints", ENDPOINT, "")
    },
    table(
        "azurerm_private_dns_zone",
        "Microsoft.Network/privateDnsZones",
        &[same("name", "name"), same("tags", "tags")],
        "",
    ),
    table("azurerm_resource_group", "Microsoft.Resources/resourceGroups", NETWORK, ""),
    table("azurerm_virtual_network", "Microsoft.Network/virtualNetworks", NETWORK, ""),
    table("azurerm_subnet", "Microsoft.Network/virtualNetworks/subnets", SUBNET, "virtual_network_name"),
    table("azurerm_monitor_diagnostic_setting", "Microsoft.Insights/diagnosticSettings", DIAGNOSTICS, ""),
    table("azurerm_monitor_activity_log_alert", "Microsoft.Insights/activityLogAlerts", ALERT_CRITERIA, ""),
    table(
        "azurerm_management_lock",
        "Microsoft.Authorization/locks",
        &[same("name", "name"), same("scope", "scope"), same("lock_level", "properties.level")],
        "",
    ),
    table("azurerm_role_assignment", "Microsoft.Authorization/roleAssignments", ROLE_ASSIGNMENT, ""),
    table("azurerm_role_definition", "Microsoft.Authorization/roleDefinitions", ROLE_DEFINITION, ""),
    table("azurerm_security_center_subscription_pricing", "Microsoft.Security/pricings", PRICING, ""),
    Table { shared: POLICY, ..table("azurerm_policy_assignment", POLICY_ASSIGNMENT, OLDER_POLICY, "") },
    table("azurerm_resource_policy_assignment", POLICY_ASSIGNMENT, POLICY, ""),
    table("azurerm_resource_group_policy_assignment", POLICY_ASSIGNMENT, POLICY, ""),
    table("azurerm_subscription_policy_assignment", POLICY_ASSIGNMENT, POLICY, ""),
    table("azurerm_management_group_policy_assignment", POLICY_ASSIGNMENT, POLICY, ""),
    table("azurerm_user_assigned_identity", "Microsoft.ManagedIdentity/userAssignedIdentities", IDENTITY, ""),
    table("azurerm_key_vault", "Microsoft.KeyVault/vaults", VAULT, ""),
    table("azurerm_key_vault_key", "Microsoft.KeyVault/vaults/keys", KEY, "key_vault_id"),
];
