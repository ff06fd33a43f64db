//! Checks that a subscription with registries has a Defender plan for them.
//!
//! ## Why is this bad?
//!
//! Without Microsoft Defender for Containers nobody looks for known vulnerabilities in the images of
//! a registry. Code that sets up a subscription and leaves the plan out leaves it to chance whether
//! somebody has switched it on by hand.
//!
//! ## What Azure does by default
//!
//! Every plan is `Free`, which is off. A plan that is switched on elsewhere is not in the code.
//!
//! ## What to do instead
//!
//! In Bicep and ARM declare `Microsoft.Security/pricings` with the name `Containers` in the
//! deployment of the subscription, in azurerm `azurerm_security_center_subscription_pricing` with
//! `resource_type = "Containers"`. Judged are Bicep and ARM deployments for more than a resource
//! group, and Terraform roots that declare something for a subscription or management group (a plan,
//! a policy assignment, a diagnostic setting) or with `closed-world = true`. The finding is at the
//! first registry of the deployment and stands for all of them.
//!
//! ## What it costs or breaks
//!
//! The plan is paid for by the virtual cores of the clusters in the subscription, and by image beyond
//! an allowance.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-introduction>
//! - <https://learn.microsoft.com/azure/templates/microsoft.security/pricings>

use crate::diagnostic::Severity;
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "no Defender plan for registries is declared",
    severity: &[Severity::Note],
    set: Set::Strict,
    controls: &["LT-1"],
    tips: &[1],
    policies: &["1c988dd6-ade4-430f-a608-2a3e5b0a6d38"],
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let missing = cx.model.oversight().plan.clone().negate();
    let verdict = cx.for_all(
        registry,
        missing,
        "pricings",
        "the deployment is for a whole subscription, but declares no Defender plan for its registries",
    );
    cx.advise("declare the plan `Containers` with the tier `Standard`");
    verdict
}
