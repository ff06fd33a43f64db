//! azurerm attributes and the ARM paths they stand for. A table, not code: one row per attribute,
//! read from the provider's schemas from 2.0 to 5.2 (internal/services/containers).

/// How an attribute's value becomes the ARM value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Convert {
    /// As it is.
    Same,
    /// `true` is `Enabled`, `false` is `Disabled`.
    OnOff,
    /// `true` is `enabled`, `false` is `disabled`.
    Policy,
    /// A number of days above 0 enables the policy at this path, 0 disables it.
    Days,
    /// Each block of the list is an object.
    Each(&'static [Row]),
    /// The block's presence is `enabled`.
    Presence,
    /// A list of ids is an object with the ids as keys.
    Keys,
}

/// One attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Attribute, dotted through blocks: `network_rule_set.default_action`.
    pub from: &'static str,
    /// ARM path from the resource.
    pub to: &'static str,
    pub convert: Convert,
}

/// One resource type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    pub kind: &'static str,
    pub arm: &'static str,
    pub rows: &'static [Row],
    /// The attribute that names the registry: its name or its id.
    pub parent: &'static str,
    /// Blocks that are child resources: attribute, ARM type and rows.
    pub children: &'static [(&'static str, &'static str, &'static [Row])],
}

const fn same(from: &'static str, to: &'static str) -> Row {
    Row { from, to, convert: Convert::Same }
}

const fn row(from: &'static str, to: &'static str, convert: Convert) -> Row {
    Row { from, to, convert }
}

const REPLICATION: &[Row] = &[
    same("location", "location"),
    same("location", "name"),
    same("regional_endpoint_enabled", "properties.regionEndpointEnabled"),
    same("global_endpoint_routing_enabled", "properties.regionEndpointEnabled"),
    row("zone_redundancy_enabled", "properties.zoneRedundancy", Convert::OnOff),
    same("tags", "tags"),
];

const TABLES: &[Table] = &[
    Table {
        kind: "azurerm_container_registry",
        arm: "Microsoft.ContainerRegistry/registries",
        rows: &[
            same("name", "name"),
            same("location", "location"),
            same("tags", "tags"),
            same("sku", "sku.name"),
            same("admin_enabled", "properties.adminUserEnabled"),
            same("anonymous_pull_enabled", "properties.anonymousPullEnabled"),
            row("public_network_access_enabled", "properties.publicNetworkAccess", Convert::OnOff),
            same("network_rule_set.default_action", "properties.networkRuleSet.defaultAction"),
            row(
                "network_rule_set.ip_rule",
                "properties.networkRuleSet.ipRules",
                Convert::Each(&[same("ip_range", "value"), same("action", "action")]),
            ),
            row(
                "network_rule_set.virtual_network",
                "properties.networkRuleSet.virtualNetworkRules",
                Convert::Each(&[same("subnet_id", "id"), same("action", "action")]),
            ),
            same("network_rule_bypass_option", "properties.networkRuleBypassOptions"),
            same("network_rule_bypass_for_tasks_enabled", "properties.networkRuleBypassAllowedForTasks"),
            same("data_endpoint_enabled", "properties.dataEndpointEnabled"),
            row("zone_redundancy_enabled", "properties.zoneRedundancy", Convert::OnOff),
            row("export_policy_enabled", "properties.policies.exportPolicy.status", Convert::Policy),
            row("quarantine_policy_enabled", "properties.policies.quarantinePolicy.status", Convert::Policy),
            row("trust_policy_enabled", "properties.policies.trustPolicy.status", Convert::Policy),
            row("trust_policy.enabled", "properties.policies.trustPolicy.status", Convert::Policy),
            row("retention_policy_in_days", "properties.policies.retentionPolicy", Convert::Days),
            row("retention_policy.enabled", "properties.policies.retentionPolicy.status", Convert::Policy),
            same("retention_policy.days", "properties.policies.retentionPolicy.days"),
            row(
                "azuread_authentication_as_arm_policy_enabled",
                "properties.policies.azureADAuthenticationAsArmPolicy.status",
                Convert::Policy,
            ),
            same("role_assignment_mode", "properties.roleAssignmentMode"),
            row("encryption", "properties.encryption.status", Convert::Presence),
            row("encryption.enabled", "properties.encryption.status", Convert::Policy),
            same("encryption.key_vault_key_id", "properties.encryption.keyVaultProperties.keyIdentifier"),
            same("encryption.identity_client_id", "properties.encryption.keyVaultProperties.identity"),
            same("identity.type", "identity.type"),
            row("identity.identity_ids", "identity.userAssignedIdentities", Convert::Keys),
        ],
        parent: "",
        children: &[("georeplications", "Microsoft.ContainerRegistry/registries/replications", REPLICATION)],
    },
    Table {
        kind: "azurerm_container_registry_webhook",
        arm: "Microsoft.ContainerRegistry/registries/webhooks",
        rows: &[
            same("name", "name"),
            same("location", "location"),
            same("service_uri", "properties.serviceUri"),
            same("custom_headers", "properties.customHeaders"),
            same("actions", "properties.actions"),
            same("status", "properties.status"),
            same("scope", "properties.scope"),
        ],
        parent: "registry_name",
        children: &[],
    },
    Table {
        kind: "azurerm_container_registry_scope_map",
        arm: "Microsoft.ContainerRegistry/registries/scopeMaps",
        rows: &[
            same("name", "name"),
            same("actions", "properties.actions"),
            same("description", "properties.description"),
        ],
        parent: "container_registry_name",
        children: &[],
    },
    Table {
        kind: "azurerm_container_registry_token",
        arm: "Microsoft.ContainerRegistry/registries/tokens",
        rows: &[
            same("name", "name"),
            same("scope_map_id", "properties.scopeMapId"),
            row("enabled", "properties.status", Convert::Policy),
        ],
        parent: "container_registry_name",
        children: &[],
    },
    Table {
        kind: "azurerm_container_registry_task",
        arm: "Microsoft.ContainerRegistry/registries/tasks",
        rows: &[
            same("name", "name"),
            row("enabled", "properties.status", Convert::OnOff),
            same("timeout_in_seconds", "properties.timeout"),
            same("agent_pool_name", "properties.agentPoolName"),
            same("platform.os", "properties.platform.os"),
            same("platform.architecture", "properties.platform.architecture"),
            same("platform.variant", "properties.platform.variant"),
            same("docker_step.push_enabled", "properties.step.isPushEnabled"),
            same("registry_credential.source.login_mode", "properties.credentials.sourceRegistry.loginMode"),
            row("base_image_trigger.enabled", "properties.trigger.baseImageTrigger.status", Convert::OnOff),
            same("base_image_trigger.type", "properties.trigger.baseImageTrigger.baseImageTriggerType"),
            row(
                "source_trigger",
                "properties.trigger.sourceTriggers",
                Convert::Each(&[same("name", "name"), row("enabled", "status", Convert::OnOff)]),
            ),
            row(
                "timer_trigger",
                "properties.trigger.timerTriggers",
                Convert::Each(&[
                    same("name", "name"),
                    same("schedule", "schedule"),
                    row("enabled", "status", Convert::OnOff),
                ]),
            ),
            same("identity.type", "identity.type"),
        ],
        parent: "container_registry_id",
        children: &[],
    },
    Table {
        kind: "azurerm_container_registry_agent_pool",
        arm: "Microsoft.ContainerRegistry/registries/agentPools",
        rows: &[
            same("name", "name"),
            same("instance_count", "properties.count"),
            same("tier", "properties.tier"),
            same("virtual_network_subnet_id", "properties.virtualNetworkSubnetResourceId"),
        ],
        parent: "container_registry_name",
        children: &[],
    },
    Table {
        kind: "azurerm_container_registry_cache_rule",
        arm: "Microsoft.ContainerRegistry/registries/cacheRules",
        rows: &[
            same("name", "name"),
            same("source_repo", "properties.sourceRepository"),
            same("target_repo", "properties.targetRepository"),
            same("credential_set_id", "properties.credentialSetResourceId"),
        ],
        parent: "container_registry_id",
        children: &[],
    },
    Table {
        kind: "azurerm_container_registry_credential_set",
        arm: "Microsoft.ContainerRegistry/registries/credentialSets",
        rows: &[
            same("name", "name"),
            same("login_server", "properties.loginServer"),
            row(
                "authentication_credentials",
                "properties.authCredentials",
                Convert::Each(&[
                    same("username_secret_id", "usernameSecretIdentifier"),
                    same("password_secret_id", "passwordSecretIdentifier"),
                ]),
            ),
            same("identity.type", "identity.type"),
        ],
        parent: "container_registry_id",
        children: &[],
    },
    Table {
        kind: "azurerm_container_connected_registry",
        arm: "Microsoft.ContainerRegistry/registries/connectedRegistries",
        rows: &[
            same("name", "name"),
            same("mode", "properties.mode"),
            same("sync_token_id", "properties.parent.syncProperties.tokenId"),
            same("sync_schedule", "properties.parent.syncProperties.schedule"),
            same("sync_message_ttl", "properties.parent.syncProperties.messageTtl"),
            same("sync_window", "properties.parent.syncProperties.syncWindow"),
            same("log_level", "properties.logging.logLevel"),
            row("audit_log_enabled", "properties.logging.auditLogStatus", Convert::OnOff),
            same("client_token_ids", "properties.clientTokenIds"),
        ],
        parent: "container_registry_id",
        children: &[],
    },
    Table {
        kind: "azurerm_private_endpoint",
        arm: "Microsoft.Network/privateEndpoints",
        rows: &[
            same("name", "name"),
            same("location", "location"),
            same("tags", "tags"),
            same("subnet_id", "properties.subnet.id"),
            row(
                "private_service_connection",
                "properties.privateLinkServiceConnections",
                Convert::Each(&[
                    same("name", "name"),
                    same("private_connection_resource_id", "properties.privateLinkServiceId"),
                    same("subresource_names", "properties.groupIds"),
                ]),
            ),
        ],
        parent: "",
        children: &[],
    },
];

/// The password resource that belongs to a token: its token attribute, and the blocks that are
/// entries of `properties.credentials.passwords`.
pub(super) const TOKEN_PASSWORD: (&str, &str, [&str; 2]) =
    ("azurerm_container_registry_token_password", "container_registry_token_id", ["password1", "password2"]);

/// The table of a Terraform type, without `data.`.
pub(super) fn table(kind: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.kind == kind)
}

/// The azurerm attribute of an ARM path; the newest spelling.
pub(super) fn spelling(arm: &str, path: &str) -> Option<&'static str> {
    Some(row_of(arm, path)?.from)
}

/// Whether the attribute of an ARM path is `true` or `false` where ARM has two words.
pub(super) fn is_switch(arm: &str, path: &str) -> bool {
    row_of(arm, path).is_some_and(|row| matches!(row.convert, Convert::OnOff | Convert::Policy))
}

fn row_of(arm: &str, path: &str) -> Option<&'static Row> {
    let blocks = TABLES.iter().flat_map(|table| table.children.iter().map(|(_, kind, rows)| (*kind, *rows)));
    let all = TABLES.iter().map(|table| (table.arm, table.rows)).chain(blocks);
    let mut rows = all.filter(|(kind, _)| kind.eq_ignore_ascii_case(arm)).flat_map(|(_, rows)| rows);
    rows.find(|row| match row.convert {
        // One attribute decides both members of the policy.
        Convert::Days => path.rsplit_once('.').is_some_and(|(policy, _)| row.to.eq_ignore_ascii_case(policy)),
        _ => row.to.eq_ignore_ascii_case(path),
    })
}

/// Newest provider release of each major (provider tags up to 2026-08-20), newest first.
const RELEASES: [(u32, u32); 4] = [(5, 2), (4, 81), (3, 117), (2, 99)];

/// The provider version that a constraint such as `~> 4.0`, `>= 3.71, < 5.0` allows: the newest
/// known; without constraint the newest of all.
pub(super) fn version(constraint: Option<&str>) -> (u32, u32) {
    let bounds = constraint.unwrap_or_default().split(',').filter_map(upper_bound);
    let Some(bound) = bounds.min() else { return RELEASES[0] };
    let newest = RELEASES.into_iter().find(|(major, _)| *major <= bound.0);
    newest.map_or(bound, |newest| newest.min(bound))
}

/// The newest version (major, minor) that one part of a constraint allows; `None` if it sets no
/// upper bound.
fn upper_bound(part: &str) -> Option<(u32, u32)> {
    let part = part.trim();
    let digits = part.find(|c: char| c.is_ascii_digit())?;
    let (operator, wanted) = part.split_at(digits);
    let mut numbers = wanted.split('.').map(|number| number.trim().parse::<u32>().unwrap_or(0));
    let (major, minor, patch) = (numbers.next()?, numbers.next(), numbers.next());
    let exact = (major, minor.unwrap_or(0));
    match (operator.trim(), minor, patch) {
        // The last number that is written may grow: of `~> 4` the major one.
        ("~>", None, _) | (">" | ">=" | "!=", ..) => None,
        ("~>", _, None) => Some((major, u32::MAX)),
        // Before the first patch of a minor version comes the minor version before.
        ("<", _, None | Some(0)) => match exact.1 {
            0 => Some((major.saturating_sub(1), u32::MAX)),
            minor => Some((major, minor - 1)),
        },
        _ => Some(exact),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constraint_allows_the_newest_matching_release() {
        assert_eq!(version(None), (5, 2));
        assert_eq!(version(Some("~> 4.0")), (4, 81));
        assert_eq!(version(Some("~> 3.50.0")), (3, 50));
        assert_eq!(version(Some("~> 4")), (5, 2));
        assert_eq!(version(Some(">= 3.71, < 5.0.0")), (4, 81));
        assert_eq!(version(Some(">= 3.116, < 4.20, != 4.19.1")), (4, 19));
        assert_eq!(version(Some("<= 3.99.9")), (3, 99));
        assert_eq!(version(Some("< 4.12.1")), (4, 12));
        assert_eq!(version(Some("4.14.0")), (4, 14));
        assert_eq!(version(Some("~> 1.44")), (1, u32::MAX));
        assert_eq!(version(Some("=2.46.0")), (2, 46));
        assert_eq!(version(Some(">= 4.1")), (5, 2));
    }
}
