//! Checks that nobody pulls without logging in.
//!
//! ## Why is this bad?
//!
//! Anonymous pull opens every repository of the registry, also those added later: tokens, scope
//! maps and repository roles no longer limit who reads. On a registry that the internet reaches,
//! that is everybody. Images that cache rules bring from upstream, with the stored credentials of
//! the owner, are among them.
//!
//! ## What Azure does by default
//!
//! `anonymousPullEnabled` is `false` when absent, in every API version and in azurerm. API versions
//! 2021-09-01, 2022-12-01 and 2023-07-01 do not have it. It needs the Standard tier.
//!
//! ## What to do instead
//!
//! Leave the property out or set it to `false`. For images that are meant for the public, use a
//! registry of their own, so that nothing else is opened with them.
//!
//! In Bicep and ARM that is `properties.anonymousPullEnabled` (API version 2025-04-01 or later), in
//! Terraform `anonymous_pull_enabled`.
//!
//! ## What it costs or breaks
//!
//! Whoever pulls without credentials today needs an identity with `AcrPull` or a token.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/anonymous-pull-access>

use crate::diagnostic::{Applicability, Label, Severity};
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "anonymous pull is enabled",
    severity: &[Severity::Error],
    set: Set::Default,
    controls: &["IM-1"],
    policies: &["9f2dea28-e834-476c-99c5-3507b4728395"],
    peers: &["CKV_AZURE_138", "Azure.ACR.AnonymousAccess"],
    needs: Sku::Standard,
    fix: Some(Applicability::Safe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let pull = registry.get("properties.anonymousPullEnabled");
    let is_public = registry.get("properties.publicNetworkAccess").is("Disabled").negate();
    let is_allowed = registry.get("properties.networkRuleSet.defaultAction").is("Deny").negate();
    let who = match is_public.and(is_allowed).certain() {
        true => "everybody on the internet",
        false => "everybody who reaches the registry",
    };
    let caches: Vec<Label> = cx.model.children(registry, "cacheRules").map(label).collect();
    let what = if caches.is_empty() { "" } else { " and, through cache rules, upstream images" };
    let verdict = cx.verdict(pull.is_true(), &pull, || {
        format!("`{}` lets {who} pull all images{what} without logging in", pull.name)
    });
    cx.advise("set it to `false`, and give images that are meant for the public a registry of their own");
    if let Some(found) = cx.found.last_mut() {
        found.related.extend(caches);
    }
    cx.set(&pull, false);
    verdict
}

fn label(cache: &Resource) -> Label {
    Label { span: cache.keyword, message: "this cache rule is open to them too".to_owned() }
}
