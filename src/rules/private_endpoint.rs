//! Checks that a registry that keeps networks out has a private endpoint.
//!
//! ## Why is this bad?
//!
//! A registry without public access and without a private endpoint can be reached by nobody but
//! trusted Azure services. One that lets selected addresses in is reached over the internet, and an
//! address is no proof of who uses it. A private endpoint gives the registry an address in your own
//! network.
//!
//! ## What Azure does by default
//!
//! There is no private endpoint until somebody makes one. It needs the Premium tier.
//!
//! ## What to do instead
//!
//! Declare a `Microsoft.Network/privateEndpoints` in Bicep or ARM whose
//! `privateLinkServiceConnections` name the registry's id and `groupIds: ['registry']`. In Terraform
//! declare an `azurerm_private_endpoint` with `private_connection_resource_id` and
//! `subresource_names = ["registry"]`. If it is declared in code that acrlint does not see, ignore
//! this finding there and say where.
//!
//! ## What it costs or breaks
//!
//! A private endpoint is paid by the hour and by the traffic. A registry cannot have service
//! endpoints, `virtualNetworkRules`, beside it: remove these first.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints>
//! - <https://learn.microsoft.com/azure/private-link/private-endpoint-overview>

use crate::diagnostic::{Label, Severity};
use crate::model::{Firewall, PRIVATE_ENDPOINT, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a registry that keeps networks out has no private endpoint",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["NS-2"],
    tips: &[11],
    policies: &["e8eef0a8-67cf-4eb4-9386-14b0e78733d4"],
    needs: Sku::Premium,
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let firewall = Firewall::of(registry);
    match firewall.is_limited() {
        Truth::True => {}
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False => {
            let why = "every network comes in: `public-network-access` judges that";
            return Verdict::NotApplicable(why.into());
        }
    }
    let missing = match has_endpoint(registry, cx) {
        Truth::False => cx.is_missing(&[PRIVATE_ENDPOINT], "a private endpoint"),
        known => known.negate(),
    };
    let deciding = firewall.deciding();
    let verdict = cx.verdict(missing, deciding, || {
        let what = if firewall.is_closed().certain() { "every network" } else { "most networks" };
        format!("`{}` keeps {what} out, and no private endpoint leads to the registry", deciding.name)
    });
    if verdict == Verdict::Fail {
        of_another_group(registry, cx);
        cx.advise("declare a private endpoint for the group `registry` of this registry");
        let subnets = registry.get("properties.networkRuleSet.virtualNetworkRules");
        if subnets.has_members().certain() {
            cx.advise(format!("remove `{}` first: Azure refuses both on one registry", subnets.name));
        }
    }
    verdict
}

/// Whether a private endpoint leads to the registry, or one made elsewhere is let in here.
fn has_endpoint(registry: &Resource, cx: &Context) -> Truth {
    let model = cx.model;
    let leads = |endpoint| {
        let connections = model.connections_to(endpoint, registry).into_iter();
        let is_right = connections.map(|it| it.leads.clone().and(it.is_for_registry()));
        is_right.fold(Truth::False, Truth::or).and(model.is_with(endpoint, registry))
    };
    let declared = model.private_endpoints_near(registry).map(leads);
    let accepted = model.children(registry, "privateEndpointConnections");
    let accepted = accepted.map(|connection| model.is_with(connection, registry));
    declared.chain(accepted).fold(Truth::False, Truth::or)
}

/// Endpoints that lead to the registry but not to its group are related.
fn of_another_group(registry: &Resource, cx: &mut Context) {
    let endpoints = cx.model.private_endpoints_near(registry);
    let leading = endpoints.filter(|endpoint| cx.model.has_endpoint_to(endpoint, registry).certain());
    let message = "this private endpoint is not for the group `registry`";
    let labels = leading.map(|endpoint| Label { span: endpoint.keyword, message: message.to_owned() });
    if let Some(found) = cx.found.last_mut() {
        found.related.extend(labels);
    }
}
