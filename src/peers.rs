//! Rules of other linters about container registries, and what takes their place here. Read from
//! their sources and documentation: checkov 3.3, the built-in definitions of Azure Policy,
//! PSRule.Rules.Azure, KICS, terrascan, Azure/policy-library-avm, the Powerpipe mods azure-compliance
//! and terraform-azure-compliance, CloudSploit.

/// A rule of another linter.
#[derive(Clone, Copy, Debug)]
pub struct PeerRule {
    /// The linter.
    pub tool: &'static str,
    /// Its id there. Two linters may use one id.
    pub id: &'static str,
    /// What it asks for, as a phrase.
    pub asks: &'static str,
    /// The rules that take its place; none if nothing does.
    pub rules: &'static [&'static str],
    /// How they compare.
    pub relation: Relation,
}

/// How our rules compare with a peer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They ask for the same.
    Same,
    /// They find more; what, as a clause.
    Stricter(&'static str),
    /// They find less, as the peer reports what is no fault; what, as a clause.
    Narrower(&'static str),
    /// They ask for the opposite; why, as a clause.
    Reversed(&'static str),
    /// There is none; why, as a clause.
    NotProvided(&'static str),
}

impl Relation {
    /// `same`, or what differs and why.
    pub fn text(&self) -> String {
        match self {
            Self::Same => "same".to_owned(),
            Self::Stricter(what) => format!("stricter: {what}"),
            Self::Narrower(what) => format!("narrower: {what}"),
            Self::Reversed(why) => format!("reversed, because {why}"),
            Self::NotProvided(why) => format!("not provided, because {why}"),
        }
    }
}

/// The peer rules of an id, compared without case. An Azure Policy definition may be given by the
/// first eight characters or more.
pub fn of_id(id: &str) -> impl Iterator<Item = &'static PeerRule> {
    let is_start = |rule: &PeerRule| {
        rule.tool == POLICY
            && id.len() >= 8
            && rule.id.get(..id.len()).is_some_and(|start| start.eq_ignore_ascii_case(id))
    };
    PEERS.iter().filter(move |rule| rule.id.eq_ignore_ascii_case(id) || is_start(rule))
}

/// The linter whose comments are read too.
pub const CHECKOV: &str = "checkov";
const POLICY: &str = "Azure Policy";
const PSRULE: &str = "PSRule";
const KICS: &str = "KICS";
const TERRASCAN: &str = "terrascan";
const AVM: &str = "AVM policy library";
const POWERPIPE: &str = "Powerpipe";
const CLOUDSPLOIT: &str = "CloudSploit";

use Relation::{Narrower, NotProvided, Reversed, Same, Stricter};

const fn peer(
    tool: &'static str,
    id: &'static str,
    asks: &'static str,
    rules: &'static [&'static str],
    relation: Relation,
) -> PeerRule {
    PeerRule { tool, id, asks, rules, relation }
}

const TRUST: Relation = Reversed(
    "content trust is retired: Azure refuses it on new registries since 2026-05-31; images are signed with \
     Notary Project in the pipeline",
);
const QUARANTINE: Relation =
    Reversed("quarantine is an early preview that blocks every pull until a scanner clears the image");
const ZONES: Relation = Reversed(
    "registries are zone redundant in all regions with zones, and the property has no effect any more",
);
const SCAN: Relation = Narrower("a tier scans nothing, Defender does: the tier and the plan are checked");
const TIER: Relation = Narrower("Premium only: below it Azure has no such setting, and one note says so");
const RETENTION: Relation = Narrower("Premium only; and `strict`, because it deletes for good");
const VALUE: Relation =
    Stricter("values behind parameters, variables and modules are followed, or are unknown");
const RUNNING: Relation = NotProvided("it looks at a running registry, which no code tells of");
const RUNNING_PLAN: Relation = Narrower("the plan in the code, not the results in Azure");
const RETIRED_PLAN: Relation = Stricter("it knows the plan `Containers` that replaced the retired one");

/// Every one, by linter and id.
// One row a line, whatever its length: it is read as a table.
#[rustfmt::skip]
pub static PEERS: &[PeerRule] = &[
    peer(CHECKOV, "CKV2_AZURE_30", "webhooks use https", &["webhook-https"], Stricter("ARM, Bicep and azapi too; the scheme is compared without case")),
    peer(CHECKOV, "CKV_AZURE_86", "Defender is on for registries", &["defender-plan"], RETIRED_PLAN),
    peer(CHECKOV, "CKV_AZURE_137", "the admin account is off", &["admin-user"], VALUE),
    peer(CHECKOV, "CKV_AZURE_138", "anonymous pull is off", &["anonymous-pull"], VALUE),
    peer(CHECKOV, "CKV_AZURE_139", "public network access is off", &["public-network-access", "selected-networks"], Narrower("Premium only; a firewall that denies by default is enough, unless `selected-networks` is selected")),
    peer(CHECKOV, "CKV_AZURE_163", "images are scanned", &["sku", "defender-plan"], SCAN),
    peer(CHECKOV, "CKV_AZURE_164", "images are signed", &["content-trust"], TRUST),
    peer(CHECKOV, "CKV_AZURE_165", "the registry is geo-replicated", &["geo-replication"], TIER),
    peer(CHECKOV, "CKV_AZURE_166", "quarantine is on", &["quarantine"], QUARANTINE),
    peer(CHECKOV, "CKV_AZURE_167", "untagged manifests are deleted", &["untagged-retention"], RETENTION),
    peer(CHECKOV, "CKV_AZURE_233", "the registry is zone redundant", &["zone-redundancy"], ZONES),
    peer(CHECKOV, "CKV_AZURE_237", "dedicated data endpoints are on", &["data-endpoint"], Narrower("Premium registries for selected networks: the others are open, or have private endpoints, which bring their own")),

    peer(POLICY, "090c7b07-b4ed-4561-ad20-e9075f3ccaff", "vulnerabilities of images are resolved", &[], RUNNING),
    peer(POLICY, "0fdf0491-d080-4575-b627-ad0e843cba0f", "public network access is off", &["public-network-access", "selected-networks"], Narrower("Premium only; a firewall that denies by default is left to `selected-networks`")),
    peer(POLICY, "106cd3bd-50a1-466c-869f-f9c2d310477b", "logs go to a storage account", &["diagnostic-settings", "diagnostic-categories"], Narrower("any destination will do, and single categories count like groups")),
    peer(POLICY, "187242f4-89c6-4c43-9a4e-188c0efacc5f", "resource logs are on", &["diagnostic-settings", "diagnostic-categories"], Stricter("login and repository events must both be among them")),
    peer(POLICY, "1c988dd6-ade4-430f-a608-2a3e5b0a6d38", "Defender for Containers is on", &["defender-plan", "defender-undeclared"], Same),
    peer(POLICY, "42781ec6-6127-4c30-bdfa-fb423a0047d3", "tokens for the ARM audience are refused", &["arm-audience-token"], Narrower("not where App Service or Container Apps pull from the registry, which it would break")),
    peer(POLICY, "524b0254-c285-4903-bee6-bb8126cde579", "exports are off", &["export-policy", "export-policy-conflict"], Narrower("Premium registries without public access: on others Azure refuses it")),
    peer(POLICY, "56288eb2-4350-461d-9ece-2bb242269dce", "logs go to Log Analytics", &["diagnostic-settings", "diagnostic-categories"], Narrower("any destination will do, and single categories count like groups")),
    peer(POLICY, "5b9159ae-1701-4a6f-9a7a-aa9c8ddd0580", "data is encrypted with a customer-managed key", &["customer-managed-key", "cmk-pinned-version", "cmk-incomplete"], Stricter("rotation, identity and vault are checked too; Premium only")),
    peer(POLICY, "5f0f936f-2f01-4bf5-b6be-d423792fa562", "vulnerabilities of images are resolved (retired)", &[], RUNNING),
    peer(POLICY, "696cb1d3-2dcf-4b44-aa7a-caccd18b1b96", "private endpoints of other subscriptions are refused", &[], NotProvided("which subscription an endpoint is in is known only in Azure")),
    peer(POLICY, "72f8cee7-2937-403d-84a1-a4e3e57f3c21", "the plan of Defender CSPM is configured", &["defender-plan"], Narrower("only what scans registries")),
    peer(POLICY, "785596ed-054f-41bc-aaec-7f3d0ba05725", "tokens for the ARM audience are refused (changes it)", &["arm-audience-token"], Narrower("not where App Service or Container Apps pull from the registry, which it would break")),
    peer(POLICY, "79fdfe03-ffcb-4e55-b4d0-b925b8241759", "the admin account is off (changes it)", &["admin-user"], Same),
    peer(POLICY, "84497762-32b6-4ab3-80b6-732ea48b85a2", "there are no cache rules", &["cache-rule", "cache-rule-upstream"], Stricter("the upstream of those that exist is checked by default")),
    peer(POLICY, "9ba29e83-863d-4fec-81d0-16dd87067cc3", "logs go to an event hub", &["diagnostic-settings", "diagnostic-categories"], Narrower("any destination will do, and single categories count like groups")),
    peer(POLICY, "9d2b0a20-57d6-474c-9d12-44a4a20999c6", "the registry is zone redundant", &["zone-redundancy"], ZONES),
    peer(POLICY, "9f2dea28-e834-476c-99c5-3507b4728395", "anonymous pull is off", &["anonymous-pull"], Same),
    peer(POLICY, "a3701552-92ea-433e-9d17-33b7f1208fc9", "public network access is off (changes it)", &["public-network-access", "selected-networks"], Narrower("Premium only; a firewall that denies by default is left to `selected-networks`")),
    peer(POLICY, "a9b426fe-8856-4945-8600-18c5dd1cca2a", "repository tokens are off (changes it)", &["repository-token"], Narrower("tokens that connected registries synchronize with are left alone")),
    peer(POLICY, "bd560fc0-3c69-498a-ae9f-aa8eb7de0e13", "the tier supports private link", &["premium-required", "sku"], Same),
    peer(POLICY, "c25d9a16-bc35-4e15-a7e5-9db606bf9ed4", "Defender is on for registries (retired)", &["defender-plan"], RETIRED_PLAN),
    peer(POLICY, "c4857be7-912a-4c75-87e6-e30292bcdf78", "a service endpoint is used", &["service-endpoint"], Reversed("service endpoints of registries are a preview that stable API versions lack; private link took their place")),
    peer(POLICY, "c9ddb292-b203-4738-aead-18e2716e858f", "Defender for Containers is on (changes it)", &["defender-plan", "defender-undeclared"], Same),
    peer(POLICY, "cced2946-b08a-44fe-9fd9-e4ed8a779897", "anonymous pull is off (changes it)", &["anonymous-pull"], Same),
    peer(POLICY, "d0793b48-0edc-4296-a390-4c75d1bdfd71", "network access is restricted", &["public-network-access", "broad-ip-rule"], Stricter("ranges that let everybody in are found too; Premium only")),
    peer(POLICY, "d3d1e68e-49d4-4b56-acff-93cef644b432", "Defender is on for registries (retired)", &["defender-plan"], RETIRED_PLAN),
    peer(POLICY, "d85c6833-7d33-4cf5-a915-aaa2de84405f", "there is a private endpoint (makes one)", &["private-endpoint"], Narrower("registries whose public access is closed or limited")),
    peer(POLICY, "dc921057-6b28-4fbe-9b83-f7bec05db6c2", "the admin account is off", &["admin-user"], Same),
    peer(POLICY, "e8eef0a8-67cf-4eb4-9386-14b0e78733d4", "there is a private endpoint", &["private-endpoint"], Narrower("registries whose public access is closed or limited; Premium only")),
    peer(POLICY, "e9585a95-5b8c-4d03-b193-dc7eb5ac4c32", "private endpoints have a DNS zone", &["private-endpoint-dns"], Stricter("manual connections, the name of the zone and the group are checked too")),
    peer(POLICY, "efd4031d-b232-4595-babf-ae817348e91b", "the plan of Defender for Containers is configured", &["defender-plan"], Narrower("only what scans registries")),
    peer(POLICY, "ff05e24e-195c-447e-b322-5e90c9f9f366", "repository tokens are off", &["repository-token"], Narrower("tokens that connected registries synchronize with are left alone")),

    peer(PSRULE, "Azure.ACR.AdminUser", "the admin account is off", &["admin-user"], VALUE),
    peer(PSRULE, "Azure.ACR.AnonymousAccess", "anonymous pull is off", &["anonymous-pull"], VALUE),
    peer(PSRULE, "Azure.ACR.AuditLogs", "audit logs are on", &["diagnostic-settings", "diagnostic-categories"], Stricter("Terraform too; a setting without destination is found")),
    peer(PSRULE, "Azure.ACR.ContainerScan", "images are scanned", &["defender-plan"], RUNNING_PLAN),
    peer(PSRULE, "Azure.ACR.ContentTrust", "images are signed", &["content-trust"], TRUST),
    peer(PSRULE, "Azure.ACR.ExportPolicy", "exports are off", &["export-policy", "export-policy-conflict"], Narrower("Premium registries without public access: on others Azure refuses it")),
    peer(PSRULE, "Azure.ACR.Firewall", "network access is restricted", &["public-network-access", "broad-ip-rule"], Stricter("ranges that let everybody in are found too")),
    peer(PSRULE, "Azure.ACR.GeoReplica", "the registry is geo-replicated", &["geo-replication"], Stricter("code is checked, not running registries only")),
    peer(PSRULE, "Azure.ACR.ImageHealth", "images are healthy", &[], RUNNING),
    peer(PSRULE, "Azure.ACR.MinSku", "the tier is Standard or Premium", &["sku"], Same),
    peer(PSRULE, "Azure.ACR.Name", "the name is valid", &["property-value"], Same),
    peer(PSRULE, "Azure.ACR.Naming", "the name has a form of one's own", &[], NotProvided("a naming convention is no matter of the baseline")),
    peer(PSRULE, "Azure.ACR.Quarantine", "quarantine is on", &["quarantine"], QUARANTINE),
    peer(PSRULE, "Azure.ACR.ReplicaLocation", "replicas are in allowed regions", &["replica-location"], Same),
    peer(PSRULE, "Azure.ACR.Retention", "untagged manifests are deleted", &["untagged-retention"], RETENTION),
    peer(PSRULE, "Azure.ACR.SoftDelete", "soft delete is on", &["soft-delete", "soft-delete-conflict"], Stricter("what excludes soft delete is found too")),
    peer(PSRULE, "Azure.ACR.Usage", "less than 90 % of the storage is used", &[], RUNNING),
    peer(PSRULE, "Azure.Defender.Containers", "Defender for Containers is on", &["defender-plan"], Stricter("the extension that scans registries is checked too")),
    peer(PSRULE, "Azure.Deployment.OutputSecretValue", "outputs hold no secrets", &["credentials-in-output", "admin-credentials-used"], Narrower("credentials of registries only, but wherever they go")),
    peer(PSRULE, "Azure.Deployment.SecureParameter", "parameters for secrets are secure", &["insecure-secret-parameter"], Narrower("by use instead of name: what feeds a registry secret")),
    peer(PSRULE, "Azure.Deployment.SecureValue", "secret properties get secure values", &["registry-password-literal", "insecure-secret-parameter"], Narrower("credentials of registries only, App Service settings and tasks included")),
    peer(PSRULE, "Azure.Deployment.SecretLeak", "secrets go to secure module parameters only", &["insecure-secret-parameter", "admin-credentials-used"], Narrower("credentials of registries only")),

    peer(KICS, "a187ac47-8163-42ce-8a63-c115236be6fb", "the registry has a lock", &["delete-lock"], Stricter("a registry without any lock in the code is found; locks on the resource group count")),
    peer(KICS, "b897dfbf-322c-45a8-b67c-1e698beeaa51", "the admin account is off", &["admin-user"], VALUE),

    peer(TERRASCAN, "AC_AZURE_0185", "the registry has a lock", &["delete-lock"], Stricter("locks are joined by scope, not by name; locks on the resource group count")),
    peer(TERRASCAN, "AC_AZURE_0186", "the admin account is off", &["admin-user"], VALUE),

    peer(AVM, "AVM_SEC_86", "Defender is on for registries", &["defender-plan"], RETIRED_PLAN),
    peer(AVM, "AVM_SEC_137", "the admin account is off", &["admin-user"], Same),
    peer(AVM, "AVM_SEC_138", "anonymous pull is off", &["anonymous-pull"], Same),
    peer(AVM, "AVM_SEC_139", "public network access is off", &["public-network-access", "selected-networks"], Narrower("Premium only; a firewall that denies by default is enough, unless `selected-networks` is selected")),

    peer(POWERPIPE, "container_registry_admin_user_disabled", "the admin account is off", &["admin-user"], Same),
    peer(POWERPIPE, "container_registry_anonymous_pull_disabled", "anonymous pull is off", &["anonymous-pull"], Same),
    peer(POWERPIPE, "container_registry_azure_defender_enabled", "Defender is on for registries", &["defender-plan"], RETIRED_PLAN),
    peer(POWERPIPE, "container_registry_encrypted_with_cmk", "data is encrypted with a customer-managed key", &["customer-managed-key", "cmk-incomplete"], Stricter("attributes of azurerm 4 and later are known; identity and vault are checked too")),
    peer(POWERPIPE, "container_registry_geo_replication_enabled", "the registry is geo-replicated", &["geo-replication"], TIER),
    peer(POWERPIPE, "container_registry_image_scan_enabled", "images are scanned", &["sku", "defender-plan"], SCAN),
    peer(POWERPIPE, "container_registry_public_network_access_disabled", "public network access is off", &["public-network-access", "selected-networks"], Narrower("Premium only; a firewall that denies by default is enough, unless `selected-networks` is selected")),
    peer(POWERPIPE, "container_registry_quarantine_policy_enabled", "quarantine is on", &["quarantine"], QUARANTINE),
    peer(POWERPIPE, "container_registry_restrict_public_access", "the firewall denies by default", &["public-network-access", "broad-ip-rule"], Narrower("closed public access is enough; Premium only")),
    peer(POWERPIPE, "container_registry_retention_policy_enabled", "untagged manifests are deleted", &["untagged-retention"], RETENTION),
    peer(POWERPIPE, "container_registry_trust_policy_enabled", "images are signed", &["content-trust"], TRUST),
    peer(POWERPIPE, "container_registry_use_virtual_service_endpoint", "a service endpoint is used", &["service-endpoint"], Reversed("service endpoints of registries are a preview that stable API versions lack; private link took their place")),
    peer(POWERPIPE, "container_registry_uses_private_link", "there is a private endpoint", &["private-endpoint"], Narrower("registries whose public access is closed or limited; Premium only")),
    peer(POWERPIPE, "container_registry_vulnerabilities_remediated", "vulnerabilities of images are resolved", &[], RUNNING),
    peer(POWERPIPE, "container_registry_zone_redundant_enabled", "the registry is zone redundant", &["zone-redundancy"], ZONES),

    peer(CLOUDSPLOIT, "acrAdminUser", "the admin account is off", &["admin-user"], Same),
    peer(CLOUDSPLOIT, "acrAnonymousPullAccessEnabled", "anonymous pull is off", &["anonymous-pull"], Same),
    peer(CLOUDSPLOIT, "acrCMKEncryption", "data is encrypted with a customer-managed key", &["customer-managed-key", "cmk-incomplete"], Stricter("identity and vault are checked too; Premium only")),
    peer(CLOUDSPLOIT, "acrContentTrustEnabled", "images are signed", &["content-trust"], TRUST),
    peer(CLOUDSPLOIT, "acrHasTags", "the registry has tags", &[], NotProvided("tags are no matter of the baseline")),
    peer(CLOUDSPLOIT, "acrLogAnalyticsEnabled", "logs are on", &["diagnostic-settings", "diagnostic-categories"], Stricter("the events that matter must be enabled and go somewhere")),
    peer(CLOUDSPLOIT, "acrManagedIdentityEnabled", "the registry has a managed identity", &[], NotProvided("a registry needs one only for customer-managed keys and transfers, and `cmk-incomplete` looks at it there")),
    peer(CLOUDSPLOIT, "acrPublicAccess", "public network access is off", &["public-network-access"], Stricter("absent means open; Premium only")),
    peer(CLOUDSPLOIT, "acrTrustedServiceEnabled", "trusted services may pass the firewall", &["scanner-locked-out", "trusted-services-bypass"], Reversed("a bypass is a door for every tenant of those services; it is asked for only where Defender needs it")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_in_any_case_and_a_policy_by_its_start() {
        let first = |id| of_id(id).map(|rule| rule.asks).next();
        assert_eq!(first("ckv_azure_137"), Some("the admin account is off"));
        assert_eq!(first("DC921057"), Some("the admin account is off"));
        assert_eq!(first("b897dfbf"), None, "only policies are known by their start");
        assert_eq!(first(""), None);
    }
}
