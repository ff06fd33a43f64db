//! Checks that untagged manifests are deleted after a while.
//!
//! ## Why is this bad?
//!
//! Every push to a tag that exists leaves the manifest of before without a tag. It can still be
//! pulled by its digest, with every vulnerability that the new one mends, and its layers are paid for.
//!
//! ## What Azure does by default
//!
//! `policies.retentionPolicy.status` is `disabled` and `days` 7 when absent. Retention is a preview
//! feature of the Premium tier: it deletes untagged Docker manifests for good, not those of OCI media
//! types, and none that lost their tag before it was enabled. 0 days mean deletion at once in ARM; in
//! azurerm `retention_policy_in_days = 0` turns retention off.
//!
//! ## What to do instead
//!
//! Set `policies.retentionPolicy` to `{ status: 'enabled', days: 30 }`, in azurerm from version 4
//! `retention_policy_in_days = 30`, before a block `retention_policy`. Soft delete, which keeps what
//! is deleted for a while, excludes retention.
//!
//! In Bicep and ARM the path is `properties.policies.retentionPolicy`.
//!
//! ## What it costs or breaks
//!
//! What is deployed by digest stops pulling once the manifest is deleted. Lock such images or keep a
//! tag on them.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-retention-policy>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-soft-delete-policy>

use crate::diagnostic::{Applicability, Change, Literal, Repair, Severity};
use crate::model::{Attribute, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "untagged manifests are kept for good",
    severity: &[Severity::Note],
    set: Set::Strict,
    peers: &["CKV_AZURE_167", "Azure.ACR.Retention"],
    needs: Sku::Premium,
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    match registry.get("properties.policies.softDeletePolicy.status").is("enabled") {
        Truth::True => {
            return Verdict::NotApplicable("soft delete is enabled, which excludes retention".into());
        }
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False => {}
    }
    let retention = registry.get("properties.policies.retentionPolicy.status");
    if let Some(reason) = registry.cannot_express(retention.path).filter(|_| retention.absent) {
        return Verdict::NotApplicable(reason);
    }
    let days = registry.get("properties.policies.retentionPolicy.days");
    let verdict = cx.verdict(retention.is("enabled").negate(), &retention, || message(&retention, &days));
    cx.advise("enable retention for as many days as somebody may still need what lost its tag");
    cx.repair(enabling(registry, &retention, &days));
    verdict
}

/// Enables retention. Not for the 0 days that may stand beside it, which would delete at once.
fn enabling(registry: &Resource, retention: &Attribute, days: &Attribute) -> Option<Repair> {
    const DAYS: i64 = 7;
    let mut repair = registry.setting(retention, "enabled".into(), Applicability::Unsafe)?;
    let is_own = !days.absent && days.value.span != retention.value.span;
    match days.value.as_int() {
        None if is_own => return None,
        Some(0) if is_own => {
            repair.changes.push(Change::Replace(days.value.span, Literal::Int(DAYS)));
            repair.properties.push(days.path.to_owned());
        }
        _ => {}
    }
    Some(repair)
}

/// Says what 0 days mean: one attribute for both switches retention off with them.
fn message(retention: &Attribute, days: &Attribute) -> String {
    let name = &retention.name;
    let why = if retention.absent { "is not set" } else { "is off" };
    let kept = "untagged manifests are kept for good";
    match days.value.as_int() {
        Some(0) if !days.absent && days.name == *name => {
            format!("`{name} = 0` turns retention off, and {kept}; only in ARM 0 days delete them at once")
        }
        Some(0) if !days.absent => {
            format!("`{name}` {why}, and {kept}; once it is enabled, 0 days delete them at once")
        }
        _ => format!("`{name}` {why}, and {kept}"),
    }
}
