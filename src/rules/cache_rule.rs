//! Checks that the registry has no cache rules.
//!
//! ## Why is this bad?
//!
//! A cache rule lets everybody who can pull bring images of an upstream registry into this one: what
//! the upstream publishes is run as if it were one's own, though nobody here has looked at it.
//!
//! ## What Azure does by default
//!
//! A registry has no cache rules. They work in every tier.
//!
//! ## What to do instead
//!
//! Import what was reviewed with `az acr import` and delete the rule: in Bicep and ARM the resource
//! `cacheRules`, in Terraform `azurerm_container_registry_cache_rule` (or its `azapi_resource`). Where
//! caching is wanted, turn this rule off and let `cache-rule-upstream` watch what is cached.
//!
//! ## What it costs or breaks
//!
//! Images that are pulled through the rule are not found any more unless they were pulled before.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/artifact-cache-overview>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-import-images>

use crate::diagnostic::Severity;
use crate::model::{Resource, Value, ValueKind};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a cache rule brings images from elsewhere into the registry",
    severity: &[Severity::Note],
    set: Set::Strict,
    policies: &["84497762-32b6-4ab3-80b6-732ea48b85a2"],
    check: Check::Child(&["cacheRules"], check),
    ..Rule::BASE
};

fn check(rule: &Resource, cx: &mut Context) -> Verdict {
    let upstream = rule.get("properties.sourceRepository");
    let upstream = upstream.value.as_str().map_or("an upstream".to_owned(), |known| format!("`{known}`"));
    let here = Value::new(ValueKind::Null, rule.head);
    cx.report_value(
        &here,
        "properties",
        format!("this cache rule brings images of {upstream} into the registry without review"),
    );
    cx.advise("import reviewed images with `az acr import` instead");
    Verdict::Fail
}
