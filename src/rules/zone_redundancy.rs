//! Checks that zone redundancy is not said to be off.
//!
//! ## Why is this bad?
//!
//! Every registry in a region with availability zones is zone redundant, in every tier, and that
//! cannot be turned off. Code that says `Disabled` says what is not so. Some linters still demand
//! `Enabled` (`CKV_AZURE_233`); there is no need to: absent means the same.
//!
//! ## What Azure does by default
//!
//! `zoneRedundancy` of registries and replicas has no effect any more and will be deprecated. What a
//! deployment gave it is kept and shown, even where it is wrong.
//!
//! ## What to do instead
//!
//! Remove the line. Do not write `Enabled` instead: in azurerm changing
//! `zone_redundancy_enabled` replaces the registry with all its images, and azurerm refuses it below
//! Premium.
//!
//! In Bicep and ARM the line is `properties.zoneRedundancy`.
//!
//! ## What it costs or breaks
//!
//! Nothing in Azure. In azurerm a change of `zone_redundancy_enabled` from `false` to `true`
//! replaces the registry with all that is in it, which is why the line is to be removed, not
//! changed.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/zone-redundancy>

use crate::diagnostic::{Applicability, Severity};
use crate::model::{Origin, Resource};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "zone redundancy is said to be off, which has no effect",
    severity: &[Severity::Note],
    set: Set::Default,
    peers: &["CKV_AZURE_233"],
    fix: Some(Applicability::Safe),
    check: Check::Child(&["", "replications"], check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let zones = resource.get("properties.zoneRedundancy");
    if zones.absent {
        return Verdict::Pass;
    }
    // Where it may be absent, nobody says that it is off; nor where a module that is not the user's
    // does so by default.
    let is_foreign = resource.boundary.is_some();
    let is_said = zones.judge(|value| match value.origin {
        Origin::Platform => Some(false),
        Origin::Default if is_foreign => Some(false),
        _ => value.is_text("Disabled"),
    });
    let verdict = cx.verdict(is_said, &zones, || {
        format!("`{}` has no effect: Azure keeps every registry zone redundant", zones.name)
    });
    cx.advise(
        "remove the line; turning it on has no effect either, and azurerm replaces the registry for it",
    );
    cx.repair(resource.removing(&zones, Applicability::Safe));
    verdict
}
