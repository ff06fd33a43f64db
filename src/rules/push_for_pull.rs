//! Checks that what runs images cannot write them.
//!
//! ## Why is this bad?
//!
//! A container that is taken over has the identity that its image was pulled with. If that may push
//! or delete, the intruder replaces the images that everything else starts next.
//!
//! ## What Azure does by default
//!
//! An identity has no role on a registry until one is given to it.
//!
//! ## What to do instead
//!
//! Give `AcrPull` to the kubelet identity of a cluster and to the identities of App Service,
//! Container Apps and Container Instances; `Container Registry Repository Reader` where the registry
//! has repository permissions. Bicep and ARM: `properties.roleDefinitionId`; azurerm:
//! `role_definition_name` of `azurerm_role_assignment`. What builds and pushes gets an identity of
//! its own.
//!
//! ## What it costs or breaks
//!
//! A workload that does push with this identity is refused.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-rbac-built-in-roles-overview>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-authentication-managed-identity>

use crate::diagnostic::{Applicability, Label, Severity};
use crate::model::{BuiltInRole, Family, Holder, ROLE_ASSIGNMENT, Resource, Right, RoleAssignment, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "what runs images may write them",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["PA-7"],
    tips: &[5],
    fix: Some(Applicability::Unsafe),
    check: Check::Of(&[ROLE_ASSIGNMENT], check),
    ..Rule::BASE
};

fn is_for_images(role: &BuiltInRole) -> bool {
    matches!(role.family, Family::Images | Family::Repositories)
}

fn writes(role: &BuiltInRole) -> bool {
    is_for_images(role) && (role.can(Right::Push) || role.can(Right::Delete))
}

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let assignment = RoleAssignment::of(cx.model, resource);
    if let Some(reason) = assignment.is_elsewhere() {
        return Verdict::NotApplicable(reason.to_owned());
    }
    let model = cx.model;
    let principal = resource.get("properties.principalId");
    let runs = principal.judge(|id| model.holder_is(id, |holder| holder.runs_images()));
    if runs == Truth::False {
        return Verdict::NotApplicable("the code does not give it to what runs images".to_owned());
    }
    let role = assignment.gives(writes);
    match (role == Truth::False, assignment.gives(is_for_images).and(runs.clone())) {
        (true, Truth::True) => return Verdict::Pass,
        (true, _) => return Verdict::NotApplicable("its role does not let one write images".to_owned()),
        _ => {}
    }
    let holder = principal.alternatives().into_iter().find_map(|id| model.holder(id));
    let who = match &holder {
        Some(Holder::Nodes(_)) => "the nodes of the cluster",
        _ => "what runs images",
    };
    let verdict = cx.verdict(role.and(runs), &assignment.role(), || {
        format!("{} lets {who} write images, not only pull them", assignment.names(writes))
    });
    if let (Verdict::Fail, Some(holder)) = (&verdict, holder) {
        let span = holder.resource().keyword;
        cx.relate(Label { span, message: "this runs images".to_owned() });
    }
    let is_for_repositories = assignment.gives(|role| role.family == Family::Repositories).certain();
    let reader = match is_for_repositories {
        true => "Container Registry Repository Reader",
        false => "AcrPull",
    };
    cx.advise(format!("give `{reader}`, and what builds images an identity of its own"));
    cx.repair(assignment.giving(reader, Applicability::Unsafe));
    verdict
}
