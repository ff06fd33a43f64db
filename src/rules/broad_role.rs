//! Checks that nobody has a role on a registry that is made for administrators.
//!
//! ## Why is this bad?
//!
//! `Owner`, `Contributor` and their like let one change and delete the registry, read the admin
//! passwords or give roles to others. What pulls and pushes images needs none of that, and whoever
//! steals its identity gets all of it.
//!
//! ## What Azure does by default
//!
//! Nobody has a role on a new registry besides those that come down from its resource group and
//! subscription.
//!
//! ## What to do instead
//!
//! Give the least role, in Bicep and ARM as `properties.roleDefinitionId`, in Terraform as
//! `role_definition_name`: `AcrPull` or `AcrPush`; on a registry with repository permissions
//! (`roleAssignmentMode: 'AbacRepositoryPermissions'`) `Container Registry Repository Reader` or
//! `Container Registry Repository Writer`. Whoever manages the registry gets the role for as long
//! as needed with Privileged Identity Management. A role that only assigns roles passes with a
//! `condition` on which ones.
//!
//! ## What it costs or breaks
//!
//! What used the other rights of the role is refused.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-rbac-built-in-roles-overview>
//! - <https://learn.microsoft.com/azure/role-based-access-control/best-practices>

use crate::diagnostic::Severity;
use crate::model::{BuiltInRole, GivenRole, ROLE_ASSIGNMENT, Resource, Right, RoleAssignment, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict, listed};

pub(super) static RULE: Rule = Rule {
    summary: "a role for administrators is given on a registry",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["PA-7"],
    tips: &[5],
    check: Check::Of(&[ROLE_ASSIGNMENT], check),
    ..Rule::BASE
};

const POWERS: [(Right, &str); 3] = [
    (Right::Configure, "change and delete the registry"),
    (Right::Credentials, "read the admin passwords"),
    (Right::Assign, "give roles to others"),
];

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let assignment = RoleAssignment::of(cx.model, resource);
    let on_registry = assignment.is_on_registry();
    if on_registry == Truth::False {
        return Verdict::NotApplicable("it is not assigned on a registry".to_owned());
    }
    let manages = |role: &BuiltInRole| role.can(Right::Configure) || role.can(Right::Credentials);
    let is_free = resource.get("properties.condition").is_set().negate();
    let assigns = assignment.gives(|role| role.can(Right::Assign) && !manages(role));
    let broad = assignment.gives(manages).or(assigns.and(is_free));
    match (broad == Truth::False, on_registry.certain()) {
        (true, true) => return judge_other(&assignment),
        (true, false) => return Verdict::NotApplicable("its role is not made for administrators".to_owned()),
        _ => {}
    }
    let role = assignment.role();
    let names = assignment.names(|role| manages(role) || role.can(Right::Assign));
    let verdict = cx.verdict(broad.and(on_registry), &role, || {
        let can = |right: Right| assignment.gives(|role| role.can(right)) != Truth::False;
        let powers: Vec<&str> =
            POWERS.iter().filter(|(right, _)| can(*right)).map(|(_, what)| *what).collect();
        format!("`{}` gives {names} on the registry, which lets one {}", role.name, listed(&powers))
    });
    cx.advise(
        "give `AcrPull` or `AcrPush`, or `Container Registry Repository Reader` or `Writer` where the registry \
         has repository permissions",
    );
    verdict
}

/// A role that is not among the built-in ones for registries.
fn judge_other(assignment: &RoleAssignment) -> Verdict {
    match assignment.judge(|role| Some(matches!(role, GivenRole::Other(_)))) {
        Truth::True => Verdict::Unknown("what this role lets one do is not in the code".to_owned().into()),
        Truth::False => Verdict::Pass,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
    }
}
