//! Checks that the tier can meet the baseline.
//!
//! ## Why is this bad?
//!
//! Three controls of the Azure security baseline need features that only the Premium tier has. Below
//! it the rules about them do not apply, and this one note stands for them all:
//!
//! - NS-2: private endpoints, closing public network access, firewall rules
//! - DP-2: disabling exports
//! - DP-5: customer-managed keys
//!
//! ## What Azure does by default
//!
//! `sku.name` is required and has no default.
//!
//! ## What to do instead
//!
//! Use Premium for registries that hold images of production. Where Basic or Standard is enough,
//! accept the note: ignore it for that registry and say why.
//!
//! In Bicep and ARM that is `sku.name: 'Premium'`, in Terraform `sku = "Premium"`.
//!
//! ## What it costs or breaks
//!
//! Premium costs several times as much as Basic. The tier changes in place and nothing else with it;
//! it can be lowered again once replicas and connected registries are deleted.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-skus>
//! - <https://learn.microsoft.com/security/benchmark/azure/baselines/container-registry-security-baseline>

use crate::diagnostic::{Applicability, Severity};
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the tier cannot meet the baseline",
    severity: &[Severity::Note],
    set: Set::Default,
    controls: &["NS-2", "DP-2", "DP-5"],
    tips: &[11],
    policies: &["bd560fc0-3c69-498a-ae9f-aa8eb7de0e13"],
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let sku = registry.get("sku.name");
    let is_below = sku.is_one_of(&["Classic", "Basic", "Standard"]);
    let is_premium = sku.is("Premium");
    if is_below.known() == Some(false) && is_premium.known() == Some(false) {
        let why = if sku.absent { "is not set" } else { "is not a tier that Azure has" };
        return Verdict::NotApplicable(format!("`{}` {why}", sku.name));
    }
    let tier = sku.value.as_str().unwrap_or("chosen").to_owned();
    let verdict = cx.verdict(is_below, &sku, || {
        format!("the {tier} tier cannot meet the baseline controls NS-2, DP-2 and DP-5, which need Premium")
    });
    cx.advise(
        "NS-2 asks for private endpoints and closed public access, DP-2 for disabled exports, DP-5 for \
         customer-managed keys",
    );
    cx.set(&sku, "Premium");
    verdict
}
