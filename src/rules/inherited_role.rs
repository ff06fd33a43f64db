//! Checks that roles for images are given on one registry.
//!
//! ## Why is this bad?
//!
//! A role on a resource group, a subscription or a management group holds for every registry in it,
//! for those of other teams and for those that are made later. Nobody who reads the access control
//! of such a registry in its own code finds it there.
//!
//! ## What Azure does by default
//!
//! A role assignment without a scope is made on what the deployment goes to: in most templates the
//! resource group.
//!
//! ## What to do instead
//!
//! Assign the role on the registry. Bicep: `scope: acr`, with the registry as `existing` in a module
//! that goes to its resource group if it is elsewhere. ARM: `"scope"` with the id of the registry.
//! azurerm: `scope = azurerm_container_registry.acr.id` of `azurerm_role_assignment`.
//!
//! ## What it costs or breaks
//!
//! Whoever used other registries by the same assignment needs one for each. A scanner that is to
//! read all registries of a subscription is a reason to ignore this.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/role-based-access-control/scope-overview>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-rbac-built-in-roles-overview>

use crate::diagnostic::Severity;
use crate::model::{BuiltInRole, Family, ROLE_ASSIGNMENT, Resource, Right, RoleAssignment, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a role for images holds for more than one registry",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["PA-7"],
    tips: &[5],
    check: Check::Of(&[ROLE_ASSIGNMENT], check),
    ..Rule::BASE
};

fn is_for_images(role: &BuiltInRole) -> bool {
    role.family != Family::General && [Right::Pull, Right::Push, Right::Delete].iter().any(|it| role.can(*it))
}

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let assignment = RoleAssignment::of(cx.model, resource);
    if let Some(reason) = assignment.is_elsewhere() {
        return Verdict::NotApplicable(reason.to_owned());
    }
    let role = assignment.gives(is_for_images);
    if role == Truth::False {
        return Verdict::NotApplicable("its role is not one for the images of registries".to_owned());
    }
    let group = assignment.is_on_group();
    if group == Truth::False {
        return match assignment.is_on_registry() {
            Truth::Unknown(doubt) => Verdict::Unknown(doubt),
            _ => Verdict::Pass,
        };
    }
    let scope = resource.get("scope");
    let (names, place) = (assignment.names(is_for_images), assignment.group().unwrap_or("a group"));
    let verdict = cx.verdict(role.and(group), &scope, || match scope.absent {
        true => format!("`scope` is not set, so that {names} holds for every registry in {place}"),
        false => {
            format!("{names} is given on {place} and holds for every registry in it, those made later too")
        }
    });
    cx.advise("set `scope` to the registry");
    verdict
}
