//! Checks that deleted images can be brought back.
//!
//! ## Why is this bad?
//!
//! A deleted image is gone at once, and Azure has no backup of registries. One wrong purge or one
//! leaked credential is enough to lose what is deployed.
//!
//! ## What Azure does by default
//!
//! `policies.softDeletePolicy.status` is `disabled` when absent, `retentionDays` is 7. Soft delete is a
//! preview of all tiers that only preview API versions have; azurerm cannot set it. Azure does not
//! allow it beside retention of untagged manifests, replicas or cache rules.
//!
//! ## What to do instead
//!
//! In Bicep and ARM set `policies.softDeletePolicy` to `{ status: 'enabled', retentionDays: 7 }`, up to
//! 90 days, with a preview API version. In Terraform use azapi, on a registry of azurerm with
//! `azapi_update_resource`.
//!
//! ## What it costs or breaks
//!
//! What is deleted is billed until it expires. It is a preview without a service level agreement.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-soft-delete-policy>

use crate::diagnostic::Severity;
use crate::model::{Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "deleted images are gone at once",
    severity: &[Severity::Note],
    set: Set::Strict,
    controls: &["BR-1"],
    peers: &["Azure.ACR.SoftDelete"],
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let policy = registry.get("properties.policies.softDeletePolicy.status");
    if let Some(reason) = registry.cannot_express(policy.path).filter(|_| policy.absent) {
        return Verdict::NotApplicable(reason);
    }
    match policy.is("enabled") {
        Truth::True => return Verdict::Pass,
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False => {}
    }
    let mut excluded = Truth::False;
    for found in cx.model.excluded_by_soft_delete(registry) {
        if found.there.certain() {
            let why =
                format!("the registry has {}: Azure does not allow soft delete beside that", found.what);
            return Verdict::NotApplicable(why);
        }
        excluded = excluded.or(found.there);
    }
    let verdict = cx.verdict(excluded.negate(), &policy, || {
        let why = if policy.absent { "is not set" } else { "is off" };
        format!("`{}` {why}: a deleted image cannot be brought back", policy.name)
    });
    cx.advise("enable it for as many days as it may take to notice a mistake, if a preview is acceptable");
    verdict
}
