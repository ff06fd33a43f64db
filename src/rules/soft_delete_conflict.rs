//! Checks that soft delete is not combined with what it excludes.
//!
//! ## Why is this bad?
//!
//! Soft delete does not work beside retention of untagged manifests, replicas or cache rules. Azure
//! refuses some of these combinations and lets others pass; then what is deleted may be gone although
//! the setting says that it is kept.
//!
//! ## What Azure does by default
//!
//! All of them are off. Whether Azure refuses a combination depends on the order in which the parts
//! are deployed.
//!
//! ## What to do instead
//!
//! Decide for one of them. To keep soft delete, set `policies.retentionPolicy.status` to `disabled` and
//! remove replicas and cache rules; else set `policies.softDeletePolicy.status` to `disabled`, in Bicep
//! and ARM as with azapi in Terraform. azurerm cannot set soft delete, but has
//! `retention_policy_in_days`, `georeplications` and `azurerm_container_registry_cache_rule`.
//!
//! ## What it costs or breaks
//!
//! Without soft delete what is deleted is gone at once. Without retention untagged manifests are kept
//! for good.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-soft-delete-policy>

use crate::diagnostic::{Label, Severity};
use crate::model::{Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "soft delete is combined with what it excludes",
    severity: &[Severity::Warning],
    set: Set::Default,
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let policy = registry.get("properties.policies.softDeletePolicy.status");
    let on = policy.is("enabled");
    if on == Truth::False {
        return Verdict::Pass;
    }
    let mut others = cx.model.excluded_by_soft_delete(registry);
    let any = others.iter().fold(Truth::False, |any, other| any.or(other.there.clone()));
    others.retain(|other| other.there.certain());
    let verdict = cx.verdict(on.and(any), &policy, || {
        let names: Vec<&str> = others.iter().map(|other| other.what).collect();
        format!("`{}` enables soft delete, which does not work with {}", policy.name, names.join(" and "))
    });
    cx.advise("disable soft delete, or do without what it excludes");
    let labels = others.iter().map(|other| Label { span: other.at, message: format!("{} here", other.what) });
    if let Some(found) = cx.found.last_mut() {
        found.related.extend(labels);
    }
    verdict
}
