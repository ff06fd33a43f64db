//! Checks that role assignments can be held to single repositories.
//!
//! ## Why is this bad?
//!
//! In the old mode a role such as AcrPush covers the whole registry: a pipeline that pushes one image
//! can replace all others.
//!
//! ## What Azure does by default
//!
//! `roleAssignmentMode` is `LegacyRegistryPermissions` when absent. The new mode works in every tier
//! and needs API version 2025-11-01 or azurerm 4.81.
//!
//! ## What to do instead
//!
//! Give everyone who pulls and pushes a role of the new kind (Container Registry Repository Reader,
//! Writer, Contributor, Catalog Lister). Then set `roleAssignmentMode` in Bicep and ARM, or
//! `role_assignment_mode` in azurerm, to `AbacRepositoryPermissions` and add conditions to the
//! assignments.
//!
//! ## What it costs or breaks
//!
//! AcrPull, AcrPush and AcrDelete have no effect in the new mode; Owner, Contributor and Reader give no
//! access to images, and tasks need an identity with a role. Whoever has only these is locked out.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions>

use crate::diagnostic::{Applicability, Severity};
use crate::model::{Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "roles always cover the whole registry",
    severity: &[Severity::Note],
    set: Set::Strict,
    tips: &[12],
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let mode = registry.get("properties.roleAssignmentMode");
    if let Some(reason) = registry.cannot_express(mode.path).filter(|_| mode.absent) {
        return Verdict::NotApplicable(reason);
    }
    let is_new = mode.is("AbacRepositoryPermissions");
    if !is_new.certain() {
        match registry.get("properties.policies.trustPolicy.status").is("enabled") {
            Truth::True => return Verdict::NotApplicable("content trust excludes the new mode".to_owned()),
            Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
            Truth::False => {}
        }
    }
    let verdict = cx.verdict(is_new.negate(), &mode, || {
        let why = if mode.absent { "is not set" } else { "is the old mode" };
        format!("`{}` {why}, so no role can be held to single repositories", mode.name)
    });
    cx.advise("first assign the repository roles, then set it to `AbacRepositoryPermissions`");
    cx.set(&mode, "AbacRepositoryPermissions");
    verdict
}
