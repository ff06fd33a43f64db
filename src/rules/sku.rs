//! Checks that the registry has a tier that Azure has.
//!
//! ## Why is this bad?
//!
//! A registry without a tier, or with one that Azure does not know, is refused. `Classic`, which kept
//! images in a storage account of the user, was removed. In the strict profile `Basic` is noted too:
//! it lacks what the others have in storage and throughput and cannot be closed to networks.
//!
//! ## What Azure does by default
//!
//! `sku.name` is required and has no default. azurerm 2 takes `Classic` when it is absent; later
//! versions require it, and compare with case.
//!
//! ## What to do instead
//!
//! Set the tier to `Standard`, or to `Premium` for private endpoints, closed networks, own keys and
//! replicas. The tier changes in place.
//!
//! In Bicep and ARM that is `sku.name`, in Terraform `sku` of `azurerm_container_registry`, which
//! is written with a capital letter.
//!
//! ## What it costs or breaks
//!
//! Each tier costs more per day than the one below and stores more. Nothing has to be moved or
//! built again.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-skus>

use crate::diagnostic::{Severity, closest};
use crate::model::{Attribute, Resource, TIERS};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the tier is not one that Azure has",
    severity: &[Severity::Error, Severity::Note],
    set: Set::Default,
    policies: &["bd560fc0-3c69-498a-ae9f-aa8eb7de0e13"],
    peers: &["Azure.ACR.MinSku", "CKV_AZURE_163"],
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let sku = registry.get("sku.name");
    let refused = sku.is_one_of(&TIERS).negate();
    if !refused.certain() && cx.is_strict() {
        return strictly(&sku, cx);
    }
    let verdict = cx.verdict(refused, &sku, || message(&sku));
    cx.advise("set it to `Standard`, or to `Premium` for closed networks, private endpoints and own keys");
    let near = sku.value.as_str().and_then(|tier| closest(tier, TIERS.into_iter().chain(["Classic"])));
    if let Some(meant) = near.filter(|tier| *tier != "Classic") {
        cx.advise(format!("did you mean `{meant}`?"));
    }
    verdict
}

fn message(sku: &Attribute) -> String {
    let name = &sku.name;
    match sku.value.as_str() {
        Some("Classic") if sku.absent => {
            format!("`{name}` is not set, and the default is `Classic`, a tier that Azure has removed")
        }
        _ if sku.absent => format!("`{name}` is not set, and Azure makes no registry without a tier"),
        Some(tier) if tier.eq_ignore_ascii_case("Classic") => {
            format!("`{name}` is `Classic`, a tier that Azure has removed")
        }
        Some(tier) => {
            let shown: String = tier.chars().take(60).collect();
            format!("`{name}` is `{shown}`, which is no tier of Azure")
        }
        None => format!("`{name}` names no tier of Azure"),
    }
}

/// What the strict profile says of a tier that Azure has, or may have.
fn strictly(sku: &Attribute, cx: &mut Context) -> Verdict {
    let is_enough = sku.is_one_of(&["Standard", "Premium"]);
    let verdict = cx.verdict(is_enough.negate(), sku, || match sku.value.as_str() {
        Some(_) => format!("`{}` is `Basic`, which is meant for development", sku.name),
        None => format!("`{}` is neither `Standard` nor `Premium`", sku.name),
    });
    cx.advise("use `Standard` or `Premium` for what production depends on");
    if let Some(found) = cx.found.last_mut() {
        found.severity = Severity::Note;
    }
    verdict
}
