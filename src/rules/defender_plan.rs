//! Checks that the Defender plan of a subscription covers its registries.
//!
//! ## Why is this bad?
//!
//! Microsoft Defender for Containers finds known vulnerabilities in the images of a registry and goes
//! on looking as new ones are published. Without it nobody learns that an image that was clean when
//! it was pushed is not any more. The older plan `ContainerRegistry` gets no new features and cannot
//! be chosen for subscriptions that do not have it.
//!
//! ## What Azure does by default
//!
//! Every plan is `Free`, which is off, until somebody sets it to `Standard`. With it Azure switches
//! scanning of registries on. azurerm from 3.69 switches off each extension that has no block.
//!
//! ## What to do instead
//!
//! In Bicep and ARM declare `Microsoft.Security/pricings` with the name `Containers`, `pricingTier`
//! `Standard` and the extension `ContainerRegistriesVulnerabilityAssessments`, `isEnabled` `True`. In
//! azurerm this is
//! `azurerm_security_center_subscription_pricing` with `resource_type = "Containers"`,
//! `tier = "Standard"` and an `extension` block of that name.
//!
//! ## What it costs or breaks
//!
//! The plan is paid for by the virtual cores of the clusters in the subscription; scanning registries
//! includes a number of images for each and costs per image beyond it.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-introduction>
//! - <https://learn.microsoft.com/azure/templates/microsoft.security/pricings>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/security_center_subscription_pricing>

use crate::diagnostic::{Applicability, Severity};
use crate::model::{PRICING, Plan, Resource, SCANNING, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a Defender plan leaves registries unwatched",
    severity: &[Severity::Warning, Severity::Note],
    set: Set::Default,
    controls: &["LT-1"],
    tips: &[1],
    policies: &["1c988dd6-ade4-430f-a608-2a3e5b0a6d38", "efd4031d-b232-4595-babf-ae817348e91b"],
    peers: &["CKV_AZURE_86", "Azure.Defender.Containers"],
    fix: Some(Applicability::Safe),
    check: Check::Of(&[PRICING], check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let plan = Plan::of(resource);
    match (plan.is_for_containers(), plan.is_retired()) {
        (Truth::True, _) => {}
        (Truth::False, Truth::False) => {
            return Verdict::NotApplicable("the plan is not about registries".to_owned());
        }
        (Truth::False, Truth::True) => return retired(plan, cx),
        (Truth::Unknown(doubt), _) | (_, Truth::Unknown(doubt)) => return Verdict::Unknown(doubt),
    }
    let tier = plan.tier();
    let off = cx.verdict(plan.is_on().negate(), &tier, || {
        let how = if tier.absent { "is not set" } else { "is not `Standard`" };
        format!("`{}` {how}, so Defender for Containers is off and nobody scans the images", tier.name)
    });
    if off != Verdict::Pass {
        cx.advise("set it to `Standard`");
        cx.set(&tier, "Standard");
        return off;
    }
    let extensions = plan.extensions();
    let verdict = cx.verdict(plan.leaves_out_scanning(), &extensions, || {
        format!("`{}` leaves out the scanning of images in registries", extensions.name)
    });
    cx.advise(format!("enable the extension `{SCANNING}`"));
    verdict
}

fn retired(plan: Plan, cx: &mut Context) -> Verdict {
    match plan.is_on() {
        Truth::False => return Verdict::NotApplicable("the retired plan is off".to_owned()),
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::True => {}
    }
    let name = plan.name();
    let message =
        format!("`{}` is `ContainerRegistry`, a plan that Defender for Containers replaced", name.name);
    cx.report(&name, message).severity = Severity::Note;
    cx.advise("declare the plan `Containers` instead");
    Verdict::Fail
}
