//! Checks that every replica takes traffic.
//!
//! ## Why is this bad?
//!
//! A replica that is left out of the routing is kept up to date and paid for, but nobody is ever sent
//! to it: pulls from its region go to another one, and it does not help when that is down.
//!
//! ## What Azure does by default
//!
//! `regionEndpointEnabled` is `true` when absent. azurerm sends `false` until 4 when
//! `regional_endpoint_enabled` is absent; from 5 on `global_endpoint_routing_enabled` is required.
//!
//! ## What to do instead
//!
//! Leave `regionEndpointEnabled` out or set it to `true` in Bicep and ARM. In azurerm set
//! `regional_endpoint_enabled = true`, from 5 on `global_endpoint_routing_enabled = true`. Leave it off
//! only while a region has trouble, or where clients call the replica by its regional endpoint.
//!
//! ## What it costs or breaks
//!
//! Nothing: clients are sent to the replica that answers them fastest.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication>

use crate::diagnostic::{Applicability, Severity};
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a replica takes no traffic",
    severity: &[Severity::Note],
    set: Set::Default,
    needs: Sku::Premium,
    fix: Some(Applicability::Safe),
    check: Check::Child(&["replications"], check),
    ..Rule::BASE
};

fn check(replica: &Resource, cx: &mut Context) -> Verdict {
    let routing = replica.get("properties.regionEndpointEnabled");
    if let Some(reason) = replica.cannot_express(routing.path).filter(|_| routing.absent) {
        return Verdict::NotApplicable(reason);
    }
    let verdict = cx.verdict(routing.is_true().negate(), &routing, || {
        let how = if routing.absent { "is not set, and the provider then keeps" } else { "keeps" };
        format!("`{}` {how} this replica out of the routing: it takes no traffic", routing.name)
    });
    cx.advise("set it to `true`");
    cx.set(&routing, true);
    verdict
}
