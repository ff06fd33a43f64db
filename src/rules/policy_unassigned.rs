//! Checks that a subscription with registries is under a policy about them.
//!
//! ## Why is this bad?
//!
//! Code protects the registries that it declares. A policy also covers the one that somebody makes in
//! the portal next week, and what is changed after the deployment.
//!
//! ## What Azure does by default
//!
//! Defender for Cloud assigns the Microsoft cloud security benchmark to subscriptions, which audits a
//! few settings of registries; nothing is refused or corrected. An assignment that is made elsewhere
//! is not in the code.
//!
//! ## What to do instead
//!
//! In Bicep and ARM declare `Microsoft.Authorization/policyAssignments` in the deployment of the
//! subscription or management group, in azurerm `azurerm_subscription_policy_assignment` or
//! `azurerm_management_group_policy_assignment`, with a built-in policy about registries or an
//! initiative that holds some. Judged are Bicep and ARM deployments for more than a resource group,
//! and Terraform roots that declare something for a subscription or management group (a Defender
//! plan, a policy assignment, a diagnostic setting) or with `closed-world = true`. The finding is at
//! the first registry of the deployment and stands for all of them.
//!
//! ## What it costs or breaks
//!
//! Nothing with the effect `Audit`. `Deny` refuses deployments that are not compliant.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-azure-policy>
//! - <https://learn.microsoft.com/azure/governance/policy/overview>

use crate::diagnostic::Severity;
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "no policy about registries is assigned",
    severity: &[Severity::Note],
    set: Set::Strict,
    controls: &["AM-2"],
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let missing = cx.model.oversight().policy.clone().negate();
    let verdict = cx.for_all(
        registry,
        missing,
        "policyAssignments",
        "the deployment is for a whole subscription, but assigns no policy about registries",
    );
    cx.advise("assign a built-in policy about registries, or an initiative that holds some");
    verdict
}
