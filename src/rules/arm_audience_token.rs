//! Checks that a registry takes only tokens that were made for registries.
//!
//! ## Why is this bad?
//!
//! By default a registry takes a Microsoft Entra token for Azure Resource Manager as well. Such a
//! token is made for managing all of Azure: who steals one from a script or a log can use it here.
//!
//! ## What Azure does by default
//!
//! `azureADAuthenticationAsArmPolicy.status` is `enabled` when it is absent. API versions before
//! 2025-04-01 cannot set it, and azurerm before 4.81 neither.
//!
//! ## What to do instead
//!
//! Bicep and ARM: set `policies.azureADAuthenticationAsArmPolicy.status` to `'disabled'`. Terraform:
//! set `azuread_authentication_as_arm_policy_enabled = false`.
//!
//! ## What it costs or breaks
//!
//! App Service and, with a managed identity, Container Apps can pull no images any more, and Bicep
//! cannot publish or restore modules: where an app of the same deployment pulls from the registry, the
//! rule does not apply. Old versions of clients
//! ask for the wrong token and must be updated.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-disable-authentication-as-arm>
//! - <https://learn.microsoft.com/azure/container-apps/managed-identity-image-pull>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_registry>

use crate::diagnostic::{Applicability, Severity};
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "tokens for Azure Resource Manager open the registry",
    severity: &[Severity::Note],
    set: Set::Strict,
    controls: &["IM-1"],
    policies: &["42781ec6-6127-4c30-bdfa-fb423a0047d3"],
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let policy = registry.get("properties.policies.azureADAuthenticationAsArmPolicy.status");
    if let Some(reason) = registry.cannot_express(policy.path).filter(|_| policy.absent) {
        return Verdict::NotApplicable(reason);
    }
    let is_on = policy.is("disabled").negate();
    if is_on.known() != Some(false) {
        match cx.model.app_on(registry) {
            Ok(None) => {}
            Ok(Some(app)) => {
                let reason = format!("`{app}` pulls from it, which needs such tokens");
                return Verdict::NotApplicable(reason);
            }
            Err(doubt) => return Verdict::Unknown(doubt),
        }
    }
    let verdict = cx.verdict(is_on, &policy, || {
        let how = if policy.absent { "is not set" } else { "is on" };
        format!("`{}` {how}, so a token made for managing Azure also opens the registry", policy.name)
    });
    cx.advise("disable it, unless App Service or Container Apps pull from the registry or Bicep modules are kept in it");
    cx.set(&policy, "disabled");
    verdict
}
