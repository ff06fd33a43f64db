//! The ARM types that rules read, in the documented spelling.

use super::REGISTRY;

/// Below `Microsoft.ContainerRegistry`.
const REGISTRIES: &[&str] = &[
    "",
    "/agentPools",
    "/cacheRules",
    "/connectedRegistries",
    "/credentialSets",
    "/exportPipelines",
    "/importPipelines",
    "/packages",
    "/packages/archives",
    "/packages/archives/versions",
    "/pipelineRuns",
    "/privateEndpointConnections",
    "/privateLinkResources",
    "/replications",
    "/runs",
    "/scopeMaps",
    "/taskRuns",
    "/tasks",
    "/tasks/listDetails",
    "/tokens",
    "/webhooks",
];

/// What stands beside registries or pulls from them.
const OTHERS: &[&str] = &[
    "Microsoft.App/containerApps",
    "Microsoft.App/jobs",
    "Microsoft.App/sessionPools",
    "Microsoft.AppPlatform/Spring",
    "Microsoft.AppPlatform/Spring/apps/deployments",
    "Microsoft.AppPlatform/Spring/buildServices",
    "Microsoft.AppPlatform/Spring/containerRegistries",
    "Microsoft.Authorization/locks",
    "Microsoft.Authorization/policyAssignments",
    "Microsoft.Authorization/roleAssignments",
    "Microsoft.Authorization/roleDefinitions",
    "Microsoft.Batch/batchAccounts/pools",
    "Microsoft.ContainerInstance/containerGroups",
    "Microsoft.ContainerService/managedClusters",
    "Microsoft.Insights/activityLogAlerts",
    "Microsoft.Insights/diagnosticSettings",
    "Microsoft.KeyVault/vaults",
    "Microsoft.KeyVault/vaults/keys",
    "Microsoft.MachineLearningServices/registries",
    "Microsoft.MachineLearningServices/workspaces",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.Network/privateDnsZones",
    "Microsoft.Network/privateEndpoints",
    "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    "Microsoft.Network/virtualNetworks",
    "Microsoft.Network/virtualNetworks/subnets",
    "Microsoft.Resources/deploymentScripts",
    "Microsoft.Resources/resourceGroups",
    "Microsoft.Security/pricings",
    "Microsoft.Web/sites",
    "Microsoft.Web/sites/config",
    "Microsoft.Web/sites/sitecontainers",
    "Microsoft.Web/sites/slots",
    "Microsoft.Web/sites/slots/config",
    "Microsoft.Web/sites/slots/sitecontainers",
];

/// Types that are attached to any resource by its `scope`.
const EXTENSIONS: &[&str] = &[
    "Microsoft.Authorization/locks",
    "Microsoft.Authorization/policyAssignments",
    "Microsoft.Authorization/roleAssignments",
    "Microsoft.Authorization/roleDefinitions",
    "Microsoft.Insights/diagnosticSettings",
];

/// Whether resources of a type are attached to others by their `scope`.
pub(super) fn is_extension(kind: &str) -> bool {
    EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(kind))
}

/// Whether rules read resources of a type, in any spelling.
pub(super) fn is_read(kind: &str) -> bool {
    let provider = "Microsoft.ContainerRegistry/";
    let is_ours = kind.get(..provider.len()).is_some_and(|start| start.eq_ignore_ascii_case(provider));
    is_ours || OTHERS.iter().any(|known| known.eq_ignore_ascii_case(kind.trim_end_matches('/')))
}

/// The documented spelling of a type that rules read, any other as it is. Azure does not mind a
/// slash at the end.
pub(super) fn canonical(kind: &str) -> String {
    let kind = kind.trim_end_matches('/');
    let below = kind.split_at_checked(REGISTRY.len());
    if let Some((_, below)) = below.filter(|(start, _)| start.eq_ignore_ascii_case(REGISTRY)) {
        let known = REGISTRIES.iter().find(|known| below.eq_ignore_ascii_case(known));
        return known.map_or_else(|| kind.to_owned(), |known| format!("{REGISTRY}{known}"));
    }
    let known = OTHERS.iter().find(|known| known.eq_ignore_ascii_case(kind));
    known.map_or_else(|| kind.to_owned(), |known| (*known).to_owned())
}
