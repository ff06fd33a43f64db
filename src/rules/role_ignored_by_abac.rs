//! Checks that a registry with repository permissions is given roles that it heeds.
//!
//! ## Why is this bad?
//!
//! A registry in the mode `AbacRepositoryPermissions` ignores `AcrPull`, `AcrPush` and `AcrDelete`.
//! The deployment succeeds, and whoever was to use the role is refused.
//!
//! ## What Azure does by default
//!
//! `roleAssignmentMode` is `LegacyRegistryPermissions` when absent, and these roles count.
//!
//! ## What to do instead
//!
//! Give the roles of this mode, in Bicep and ARM as `properties.roleDefinitionId`, in Terraform as
//! `role_definition_name`: `Container Registry Repository Reader` for `AcrPull`, `Container Registry
//! Repository Writer` for `AcrPush`, `Container Registry Repository Contributor` for `AcrDelete`.
//! Whoever lists repositories needs `Container Registry Repository Catalog Lister` besides.
//!
//! ## What it costs or breaks
//!
//! Nothing that works now.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions>

use crate::diagnostic::{Label, Severity};
use crate::model::{BuiltInRole, Family, ROLE_ASSIGNMENT, Resource, Right, RoleAssignment, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a role is given that the registry ignores",
    severity: &[Severity::Error],
    set: Set::Default,
    controls: &["PA-7"],
    check: Check::Of(&[ROLE_ASSIGNMENT], check),
    ..Rule::BASE
};

/// A right and the role that gives it in this mode, the strongest first.
const INSTEAD: [(Right, &str); 3] = [
    (Right::Delete, "Container Registry Repository Contributor"),
    (Right::Push, "Container Registry Repository Writer"),
    (Right::Pull, "Container Registry Repository Reader"),
];

fn is_ignored(role: &BuiltInRole) -> bool {
    role.family == Family::Images
}

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let assignment = RoleAssignment::of(cx.model, resource);
    if let Some(reason) = assignment.is_elsewhere() {
        return Verdict::NotApplicable(reason.to_owned());
    }
    let role = assignment.gives(is_ignored);
    if role == Truth::False {
        return Verdict::NotApplicable("its role is none that registries ignore".to_owned());
    }
    let on_registry = assignment.is_on_registry();
    if on_registry == Truth::False {
        return Verdict::NotApplicable("it is not assigned on a registry".to_owned());
    }
    let mode = match assignment.registry() {
        Some(registry) if registry.existing => {
            return Verdict::Unknown(registry.not_in_code("the mode of permissions"));
        }
        Some(registry) => registry.get("properties.roleAssignmentMode"),
        None => return Verdict::Unknown("the registry is not in the code".to_owned().into()),
    };
    let names = assignment.names(is_ignored);
    let bad = mode.is("AbacRepositoryPermissions").and(role);
    let verdict = cx.verdict(bad.and(on_registry), &assignment.role(), || {
        format!("the registry ignores {names}, as it has repository permissions")
    });
    if verdict == Verdict::Fail {
        cx.relate(Label { span: mode.value.span, message: "this mode ignores it".to_owned() });
    }
    if let Some((_, name)) = INSTEAD.iter().find(|(right, _)| assignment.gives(|it| it.can(*right)).certain())
    {
        cx.advise(format!("give `{name}` instead"));
    }
    verdict
}
