//! Checks that the agent pool of a closed registry is in a virtual network.
//!
//! ## Why is this bad?
//!
//! Tasks run on machines of the pool. Outside of your network these machines do not reach a registry
//! without public access: builds fail, and the usual way out is to open the registry again or to let
//! tasks bypass its rules.
//!
//! ## What Azure does by default
//!
//! A pool without `virtualNetworkSubnetResourceId` is in a network of Azure's. The subnet is chosen
//! when the pool is made and cannot change. Agent pools are a preview of the Premium tier.
//!
//! ## What to do instead
//!
//! Set `virtualNetworkSubnetResourceId` in Bicep and ARM, `virtual_network_subnet_id` in Terraform, to
//! a subnet from which the private endpoint of the registry is reached.
//!
//! ## What it costs or breaks
//!
//! The pool is made anew. Its subnet has to let it reach Key Vault, Storage, Event Hubs, Entra ID and
//! Azure Monitor.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/tasks-agent-pools>

use crate::diagnostic::{Label, Severity};
use crate::model::{Firewall, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the agent pool of a closed registry is outside of the network",
    severity: &[Severity::Warning],
    set: Set::Default,
    needs: Sku::Premium,
    check: Check::Child(&["agentPools"], check),
    ..Rule::BASE
};

fn check(pool: &Resource, cx: &mut Context) -> Verdict {
    let subnet = pool.get("properties.virtualNetworkSubnetResourceId");
    // Which subnet it is need not be known.
    let is_set = subnet.judge(|value| Some(!value.is_null()));
    if is_set.certain() {
        return Verdict::Pass;
    }
    let Some(registry) = cx.model.registry_of(pool) else {
        return Verdict::Unknown("the registry of the pool is not in the code".into());
    };
    if registry.existing {
        return Verdict::Unknown(registry.not_in_code("public access"));
    }
    let firewall = Firewall::of(registry);
    let closed = firewall.is_closed();
    if closed == Truth::False {
        return Verdict::NotApplicable("its registry has public access".into());
    }
    let verdict = cx.verdict(closed.and(is_set.negate()), &subnet, || {
        format!("without `{}` the pool cannot reach its registry, which has no public access", subnet.name)
    });
    if verdict == Verdict::Fail {
        let message = "this closes the registry".to_owned();
        let closes = Label { span: firewall.access.value.span, message };
        if let Some(found) = cx.found.last_mut() {
            found.related.push(closes);
        }
        cx.advise("name a subnet from which the private endpoint of the registry is reached");
    }
    verdict
}
