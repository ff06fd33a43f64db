//! Checks that no repository token is live.
//!
//! ## Why is this bad?
//!
//! A token is a user name and a password that any number of people and programs may share. Nobody can
//! tell who used it, no conditional access applies, and it works until somebody turns it off.
//!
//! ## What Azure does by default
//!
//! A token is `enabled` unless `status` says otherwise. Connected registries need tokens, for
//! themselves and for their clients: those are left alone here.
//!
//! ## What to do instead
//!
//! Let clients sign in with Microsoft Entra identities. Those can be held to single repositories too,
//! if the registry's `roleAssignmentMode` is `AbacRepositoryPermissions`. Then delete the token, or turn
//! it off: in Bicep and ARM with `status: 'disabled'`, in azurerm with `enabled = false`.
//!
//! ## What it costs or breaks
//!
//! Whoever uses the token can no longer sign in. Devices outside Azure may have no other way.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-token-based-repository-permissions>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions>
//! - <https://learn.microsoft.com/azure/container-registry/overview-connected-registry-access>

use crate::diagnostic::{Applicability, Severity};
use crate::model::{Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a repository token is live",
    severity: &[Severity::Note],
    set: Set::Strict,
    controls: &["IM-1"],
    policies: &["ff05e24e-195c-447e-b322-5e90c9f9f366"],
    fix: Some(Applicability::Unsafe),
    check: Check::Child(&["tokens"], check),
    ..Rule::BASE
};

fn check(token: &Resource, cx: &mut Context) -> Verdict {
    // Only a password of it is declared here.
    if token.name.is_none() {
        return Verdict::Unknown(token.not_in_code("the token"));
    }
    let status = token.get("properties.status");
    let is_live = status.is("disabled").negate();
    if is_live == Truth::False {
        return Verdict::Pass;
    }
    match cx.model.serves_connected_registry(token) {
        Truth::True => return Verdict::NotApplicable("a connected registry needs the token".to_owned()),
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False => {}
    }
    let verdict = cx.verdict(is_live, &status, || match status.absent {
        true => format!("`{}` is not set, so the token is live: a password without a person", status.name),
        false => format!("`{}` leaves the token live: a password without a person", status.name),
    });
    cx.advise("let its users sign in with Microsoft Entra identities, then turn the token off");
    cx.set(&status, "disabled");
    verdict
}
