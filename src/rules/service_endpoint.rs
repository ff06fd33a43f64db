//! Checks that subnets reach the registry through private endpoints, not through service endpoints.
//!
//! ## Why is this bad?
//!
//! Service endpoints of registries are a preview that newer stable API versions have dropped: a later
//! deployment may silently lose the rules. They leave the public endpoint on, work only from clusters
//! and virtual machines, and nothing reaches the registry from on-premises.
//!
//! ## What Azure does by default
//!
//! `networkRuleSet.virtualNetworkRules` is empty. API versions from 2021-09-01 on lack it; previews
//! have it again from 2026-03-01-preview. azurerm has `virtual_network` before 4.0 only.
//!
//! ## What to do instead
//!
//! Make a private endpoint in a subnet of the same network: `Microsoft.Network/privateEndpoints` in
//! Bicep and ARM, `azurerm_private_endpoint` in Terraform. Remove the subnet rules first: a registry
//! cannot have both.
//!
//! ## What it costs or breaks
//!
//! A private endpoint is paid, a service endpoint is not. Between removing the rules and making the
//! endpoint the subnets have no access.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-vnet>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints>

use crate::diagnostic::Severity;
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "subnets reach the registry through service endpoints",
    severity: &[Severity::Note],
    set: Set::Default,
    policies: &["c4857be7-912a-4c75-87e6-e30292bcdf78"],
    needs: Sku::Premium,
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let rules = registry.get("properties.networkRuleSet.virtualNetworkRules");
    let verdict = cx.verdict(rules.has_members(), &rules, || {
        format!("`{}` uses service endpoints, a preview that stable API versions have dropped", rules.name)
    });
    cx.advise(
        "use a private endpoint in its place; remove the subnet rules first, a registry cannot have both",
    );
    verdict
}
