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
//! In Bicep and ARM both stand below `properties`; in Terraform they are
//! `public_network_access_enabled = false` and `network_rule_set { default_action = "Deny" }`.
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

use crate::diagnostic::{Applicability, Label, Severity};
use crate::model::{Attribute, Resource};
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
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let access = registry.get("properties.publicNetworkAccess");
    let action = registry.get("properties.networkRuleSet.defaultAction");
    if let Some(reason) = registry.cannot_express(action.path).filter(|_| action.absent && access.absent) {
        return Verdict::NotApplicable(reason);
    }
    let open = access.is("Disabled").negate().and(action.is("Deny").negate());
    let deciding = if access.absent && !action.absent { &action } else { &access };
    let verdict = cx.verdict(open, deciding, || message(&access, &action));
    if verdict == Verdict::Fail {
        also_written(&access, &action, cx);
        bypassed_endpoint(registry, cx);
        cx.set(&access, "Disabled");
        cx.advise(format!(
            "turn `{}` off and use a private endpoint, or set `{}` to `Deny` and list who may come in",
            access.name, action.name
        ));
    }
    verdict
}

/// Says which of the two settings, or which default, lets everybody in.
fn message(access: &Attribute, action: &Attribute) -> String {
    let (access_name, action_name) = (&access.name, &action.name);
    let why = match (access.absent, action.absent) {
        (true, true) => {
            format!("neither `{access_name}` nor `{action_name}` is set, and both defaults are open")
        }
        (false, true) => {
            format!("`{access_name}` is on, and `{action_name}`, which is not set, allows all by default")
        }
        (true, false) => {
            format!("`{action_name}` allows all, and `{access_name}`, which is not set, is on by default")
        }
        (false, false) => format!("`{access_name}` is on and `{action_name}` allows all"),
    };
    format!("every network on the internet can reach the registry: {why}")
}

/// The second of two written settings is related; the first is where the finding points.
fn also_written(access: &Attribute, action: &Attribute, cx: &mut Context) {
    if access.absent || action.absent {
        return;
    }
    if let Some(found) = cx.found.last_mut() {
        let message = format!("`{}` allows all here", action.name);
        found.related.push(Label { span: action.value.span, message });
    }
}

/// A private endpoint on an open registry protects nothing: it is named as related.
fn bypassed_endpoint(registry: &Resource, cx: &mut Context) {
    let endpoints = cx.model.private_endpoints_near(registry);
    let bypassed = endpoints.filter(|endpoint| cx.model.has_endpoint_to(endpoint, registry).certain());
    let message = "this private endpoint is bypassed";
    let labels = bypassed.map(|endpoint| Label { span: endpoint.keyword, message: message.to_owned() });
    if let Some(found) = cx.found.last_mut() {
        found.related.extend(labels);
    }
}
