//! Checks that the tier takes every setting.
//!
//! ## Why is this bad?
//!
//! Azure or the Terraform provider refuses settings that the tier does not have, and the deployment
//! fails.
//!
//! ## What Azure does by default
//!
//! Settings at their default value are accepted in every tier. Premium is needed to close or limit
//! networks, for data endpoints, own keys, retention, content trust, disabled exports, regional
//! endpoints, IPv6, replicas, agent pools, connected registries and transfer pipelines; Standard or
//! Premium for anonymous pull. azurerm refuses quarantine and zone redundancy below Premium too; of
//! the service that is not documented.
//!
//! ## What to do instead
//!
//! Raise the tier, in place, or leave the setting out. To vary it by environment, let one parameter
//! decide both.
//!
//! In Bicep and ARM the tier is `sku.name`, in Terraform `sku`.
//!
//! ## What it costs or breaks
//!
//! A higher tier costs more per day. Left out, the setting is what Azure does by default.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-skus>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_registry>

use crate::diagnostic::{Label, Severity};
use crate::model::{Attribute, Dialect, Resource, Truth, Value, ValueKind, below_registry};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the tier refuses a setting",
    severity: &[Severity::Error],
    set: Set::Default,
    check: Check::Child(
        &["", "replications", "agentPools", "connectedRegistries", "exportPipelines", "importPipelines"],
        check,
    ),
    ..Rule::BASE
};

const BELOW_STANDARD: &[&str] = &["Classic", "Basic"];
const BELOW_PREMIUM: &[&str] = &["Classic", "Basic", "Standard"];

/// Settings, what they are when they are on (`[]`: a list with members) and the tiers that refuse them.
const GATED: &[(&str, &str, &[&str])] = &[
    ("properties.anonymousPullEnabled", "true", BELOW_STANDARD),
    ("properties.publicNetworkAccess", "Disabled", BELOW_PREMIUM),
    ("properties.networkRuleSet.defaultAction", "Deny", BELOW_PREMIUM),
    ("properties.networkRuleSet.ipRules", "[]", BELOW_PREMIUM),
    ("properties.networkRuleSet.virtualNetworkRules", "[]", BELOW_PREMIUM),
    ("properties.dataEndpointEnabled", "true", BELOW_PREMIUM),
    ("properties.encryption.status", "enabled", BELOW_PREMIUM),
    ("properties.policies.retentionPolicy.status", "enabled", BELOW_PREMIUM),
    ("properties.policies.trustPolicy.status", "enabled", BELOW_PREMIUM),
    ("properties.policies.exportPolicy.status", "disabled", BELOW_PREMIUM),
    ("properties.regionalEndpoints", "Enabled", BELOW_PREMIUM),
    ("properties.endpointProtocol", "IPv4AndIPv6", BELOW_PREMIUM),
];

/// As above; of these only the provider is known to refuse them.
const GATED_BY_AZURERM: &[(&str, &str, &[&str])] = &[
    ("properties.policies.quarantinePolicy.status", "enabled", BELOW_PREMIUM),
    ("properties.zoneRedundancy", "Enabled", BELOW_PREMIUM),
];

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let Some(registry) = cx.model.registry_of(resource) else {
        return Verdict::Unknown("its registry is not in the code".into());
    };
    if registry.existing {
        return Verdict::Unknown(registry.not_in_code("the tier"));
    }
    let sku = registry.get("sku.name");
    let conflict = match below_registry(&resource.kind) {
        Some("") => settings(registry, &sku, cx),
        _ => exists(resource, registry, &sku, cx),
    };
    match conflict {
        Truth::True => Verdict::Fail,
        Truth::False => Verdict::Pass,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
    }
}

fn settings(registry: &Resource, sku: &Attribute, cx: &mut Context) -> Truth {
    let is_azurerm = matches!(registry.dialect, Dialect::Azurerm(..));
    let more = GATED_BY_AZURERM.iter().filter(|_| is_azurerm);
    GATED.iter().chain(more).fold(Truth::False, |found, (path, on, tiers)| {
        let refused = sku.is_one_of(tiers);
        if refused == Truth::False {
            return found;
        }
        let setting = registry.get(path);
        let is_on = match *on {
            "[]" => setting.has_members(),
            "true" => setting.is_true(),
            on => setting.is(on),
        };
        let conflict = is_on.and(refused);
        if conflict.certain() {
            report(&setting.value, path, &format!("`{}`", setting.name), tiers, sku, cx);
        }
        found.or(conflict)
    })
}

/// What exists in Premium registries only.
fn exists(resource: &Resource, registry: &Resource, sku: &Attribute, cx: &mut Context) -> Truth {
    let conflict = sku.is_one_of(BELOW_PREMIUM);
    if conflict.certain() {
        // A block of the registry has no keyword of its own.
        let is_block = resource.keyword == registry.keyword;
        let place = Value::new(ValueKind::Null, if is_block { resource.head } else { resource.keyword });
        report(&place, "type", &format!("`{}`", resource.address), BELOW_PREMIUM, sku, cx);
    }
    conflict
}

fn report(place: &Value, path: &str, what: &str, refusing: &[&str], sku: &Attribute, cx: &mut Context) {
    let needed = if refusing == BELOW_STANDARD { "Standard or Premium" } else { "Premium" };
    let tier = sku.value.as_str().map_or_else(|| "below it".to_owned(), |tier| format!("`{tier}`"));
    let found =
        cx.report_value(place, path, format!("{what} needs the {needed} tier, but `{}` is {tier}", sku.name));
    found.related.push(Label { span: sku.value.span, message: "the tier is chosen here".to_owned() });
    cx.advise("raise the tier, or leave it out");
}
