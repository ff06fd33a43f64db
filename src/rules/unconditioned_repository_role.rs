//! Checks that repository roles name the repositories they are for.
//!
//! ## Why is this bad?
//!
//! A registry has repository permissions so that one team cannot read or replace the images of
//! another. A repository role without a condition covers every repository all the same.
//!
//! ## What Azure does by default
//!
//! An assignment without `condition` holds for the whole registry.
//!
//! ## What to do instead
//!
//! Add a condition on the attribute
//! `@Request[Microsoft.ContainerRegistry/registries/repositories:name]` with `StringEqualsIgnoreCase`
//! or, for a prefix that ends in a slash, `StringStartsWithIgnoreCase`. Bicep and ARM:
//! `properties.condition` and `conditionVersion: '2.0'`; azurerm: `condition` and
//! `condition_version = "2.0"` of `azurerm_role_assignment`.
//!
//! ## What it costs or breaks
//!
//! Whoever used other repositories is refused there. Scanners are meant to read all of them: ignore
//! this for theirs.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions>

use crate::diagnostic::Severity;
use crate::model::{BuiltInRole, Family, Piece, ROLE_ASSIGNMENT, Resource, RoleAssignment, Truth, Value};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a repository role covers every repository",
    severity: &[Severity::Note],
    set: Set::Strict,
    tips: &[12],
    check: Check::Of(&[ROLE_ASSIGNMENT], check),
    ..Rule::BASE
};

/// The attribute that tells repositories apart, in lower case.
const ATTRIBUTE: &str = "microsoft.containerregistry/registries/repositories:name";

fn is_repository_role(role: &BuiltInRole) -> bool {
    role.family == Family::Repositories
}

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let assignment = RoleAssignment::of(cx.model, resource);
    if let Some(reason) = assignment.is_elsewhere() {
        return Verdict::NotApplicable(reason.to_owned());
    }
    let role = assignment.gives(is_repository_role);
    if role == Truth::False {
        return Verdict::NotApplicable("its role takes no condition on repositories".to_owned());
    }
    let has_mode = match assignment.registry() {
        Some(registry) if registry.existing => {
            Truth::Unknown(registry.not_in_code("the mode of permissions"))
        }
        Some(registry) => registry.get("properties.roleAssignmentMode").is("AbacRepositoryPermissions"),
        None => Truth::Unknown("the registry is not in the code".to_owned().into()),
    };
    if has_mode == Truth::False {
        return Verdict::NotApplicable("the registry has no repository permissions".to_owned());
    }
    let condition = resource.get("properties.condition");
    let open = match condition.absent {
        true => Truth::True,
        false => condition.judge(is_open),
    };
    if open == Truth::False {
        return Verdict::Pass;
    }
    let names = assignment.names(is_repository_role);
    let verdict = cx.verdict(open.and(role).and(has_mode), &condition, || match condition.absent {
        true => format!("{names} is given without a condition and covers every repository"),
        false => format!("the condition of {names} names no repository, so that it covers every one"),
    });
    cx.advise("add a `condition` on `@Request[Microsoft.ContainerRegistry/registries/repositories:name]`");
    verdict
}

/// Whether a condition lets every repository through. `None` if it may name one.
fn is_open(condition: &Value) -> Option<bool> {
    if condition.is_null() {
        return Some(true);
    }
    let pieces = condition.pieces()?;
    let names =
        |piece: &Piece| matches!(piece, Piece::Text(text) if text.to_ascii_lowercase().contains(ATTRIBUTE));
    match pieces.iter().any(names) {
        true => Some(false),
        false => condition.as_str().map(|_| true),
    }
}
