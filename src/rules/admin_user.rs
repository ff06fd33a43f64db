//! Checks that the admin user is disabled.
//!
//! ## Why is this bad?
//!
//! The admin user is one account with two passwords, shared by everybody who knows them. It can
//! push, pull and delete everything, and nothing in the logs tells who used it.
//!
//! ## What Azure does by default
//!
//! `adminUserEnabled` is `false` when absent, in every API version and in azurerm.
//!
//! ## What to do instead
//!
//! Leave the property out or set it to `false`, and give people and services Microsoft Entra
//! identities: a managed identity with `AcrPull` (or a repository role) for what runs images.
//! Services that once needed the admin user (App Service, Container Instances, Azure Machine
//! Learning) pull with a managed identity today.
//!
//! In Bicep and ARM that is `properties.adminUserEnabled`, in Terraform `admin_enabled` of
//! `azurerm_container_registry`; azapi takes the ARM property.
//!
//! ## What it costs or breaks
//!
//! Whatever still signs in with the admin user name and password stops working.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-authentication#admin-account>

use crate::diagnostic::{Applicability, Severity};
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the admin user is enabled",
    severity: &[Severity::Error],
    set: Set::Default,
    controls: &["IM-1", "PA-1"],
    tips: &[2],
    policies: &["dc921057-6b28-4fbe-9b83-f7bec05db6c2"],
    peers: &["CKV_AZURE_137", "Azure.ACR.AdminUser", "AC_AZURE_0186"],
    fix: Some(Applicability::Safe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let admin = registry.get("properties.adminUserEnabled");
    let verdict = cx.verdict(admin.is_true(), &admin, || {
        format!("`{}` gives everyone who knows one shared password full access", admin.name)
    });
    cx.advise("let people and services sign in with Microsoft Entra identities, then set it to `false`");
    // What reads the credentials in the code would find them empty, and a workspace of Azure Machine
    // Learning uses them unless its computes have the role to pull.
    let is_used = cx.model.is_account_used(registry) || cx.model.has_workspace(registry);
    let how = match is_used {
        true => Applicability::Unsafe,
        false => Applicability::Safe,
    };
    cx.repair(registry.setting(&admin, false.into(), how));
    verdict
}
