//! Checks that a registry has a replica in another region.
//!
//! ## Why is this bad?
//!
//! When the region of a registry is down, nobody can pull: clusters in other regions cannot start new
//! pods either. Azure makes no backup of registries. A replica in another region goes on serving, and
//! clients near it pull faster.
//!
//! ## What Azure does by default
//!
//! There is no replica. Replicas need the Premium tier. Soft delete excludes them.
//!
//! ## What to do instead
//!
//! Declare a child `replications` with the `location` of another region in Bicep and ARM. In azurerm
//! add a block `georeplications` with `location` to the registry; with azapi declare
//! `Microsoft.ContainerRegistry/registries/replications`.
//!
//! ## What it costs or breaks
//!
//! Each replica costs as much as a Premium registry. Its private endpoints need free addresses in
//! their subnets, and clients behind a firewall have to reach its data endpoint. Every push is billed
//! as traffic to each replica.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication>

use crate::diagnostic::Severity;
use crate::model::{Resource, Truth, Value, ValueKind};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the registry has no replica in another region",
    severity: &[Severity::Note],
    set: Set::Strict,
    controls: &["BR-1"],
    peers: &["CKV_AZURE_165"],
    needs: Sku::Premium,
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let soft_delete = registry.get("properties.policies.softDeletePolicy.status").is("enabled");
    if soft_delete.certain() {
        return Verdict::NotApplicable("soft delete is enabled, which excludes replicas".into());
    }
    let model = cx.model;
    let replicas = model.children(registry, "replications");
    let replicated = replicas.map(|replica| model.is_with(replica, registry)).fold(Truth::False, Truth::or);
    match soft_delete.or(replicated) {
        Truth::True => return Verdict::Pass,
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False => {}
    }
    let place = Value::new(ValueKind::Null, registry.head);
    cx.report_value(&place, "replications", "the registry has no replica: it is down when its region is");
    cx.advise("add a replica in another region");
    Verdict::Fail
}
