//! Checks that the registry is not open to all networks.
//!
//! ## Why is this bad?
//!
//! An open registry answers anybody on the internet; a leaked token or password is enough to use it
//! from anywhere. A private endpoint does not change that: it adds a door, it closes none.
//!
//! ## What Azure does by default
//!
//! `publicNetworkAccess` is `Enabled` and `networkRuleSet.defaultAction` is `Allow` when absent; in
//! azurerm `public_network_access_enabled` is `true`. Both settings need the Premium tier.
//!
//! ## What to do instead
//!
//! Set `publicNetworkAccess` to `Disabled` and reach the registry through a private endpoint, or set
//! `networkRuleSet.defaultAction` to `Deny` and list the addresses that may come in.
//!
//! ## What it costs or breaks
//!
//! Everything that reaches the registry over the internet stops: hosted build agents, developers,
//! clusters in other networks. Trusted services keep access unless `networkRuleBypassOptions` is
//! `None`.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints>

use crate::diagnostic::{Label, Severity};
use crate::model::{PRIVATE_ENDPOINT, Resource};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the registry is open to all networks",
    severity: &[Severity::Error],
    set: Set::Default,
    controls: &["NS-2"],
    tips: &[11],
    policies: &["d0793b48-0edc-4296-a390-4c75d1bdfd71", "0fdf0491-d080-4575-b627-ad0e843cba0f"],
    peers: &["CKV_AZURE_139", "Azure.ACR.Firewall"],
    needs: Sku::Premium,
    check: Check::Registry(check),
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let access = registry.get("properties.publicNetworkAccess");
    let action = registry.get("properties.networkRuleSet.defaultAction");
    let open = access.is("Disabled").negate().and(action.is("Deny").negate());
    let deciding = if access.absent && !action.absent { &action } else { &access };
    let verdict = cx.verdict(open, deciding, || {
        let how = if deciding.absent { "is not set, and the default lets" } else { "lets" };
        format!("`{}` {how} every network on the internet reach the registry", deciding.name)
    });
    if verdict == Verdict::Fail {
        bypassed_endpoint(registry, cx);
    }
    verdict
}

/// A private endpoint on an open registry protects nothing: it is named as related.
fn bypassed_endpoint(registry: &Resource, cx: &mut Context) {
    let endpoints = cx.model.resources.iter().filter(|resource| resource.is(PRIVATE_ENDPOINT));
    let bypassed = endpoints.filter(|endpoint| cx.model.has_endpoint_to(endpoint, registry).certain());
    let labels: Vec<Label> = bypassed
        .map(|endpoint| Label { span: endpoint.keyword, message: "this private endpoint is bypassed".to_owned() })
        .collect();
    if let Some(found) = cx.found.last_mut() {
        found.related.extend(labels);
    }
}
