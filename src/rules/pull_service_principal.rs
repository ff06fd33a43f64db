//! Checks that images are not pulled with a service principal where a managed identity does.
//!
//! ## Why is this bad?
//!
//! A service principal signs in with a secret that somebody has to keep, hand over and renew. When
//! it expires, pulls fail; when it leaks, it works from anywhere. A managed identity has none.
//!
//! ## What Azure does by default
//!
//! A cluster of today gets managed identities unless `servicePrincipalProfile` is set.
//!
//! ## What to do instead
//!
//! Bicep and ARM: leave `servicePrincipalProfile` out and set `identity.type`. azurerm: the block
//! `identity` in place of `service_principal` of `azurerm_kubernetes_cluster`. Give `AcrPull` to the
//! kubelet identity. For pipelines outside Azure use workload identity federation.
//!
//! ## What it costs or breaks
//!
//! A cluster can change to managed identities in place; its nodes are renewed for that. Role
//! assignments of the service principal have to be made for the new identities. Pulling across
//! tenants still needs a service principal.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/aks/use-managed-identity>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-auth-service-principal>

use crate::diagnostic::Severity;
use crate::model::{
    BuiltInRole, CLUSTER, Family, REGISTRY, ROLE_ASSIGNMENT, Resource, Right, RoleAssignment, Truth,
};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "images are pulled with a service principal",
    severity: &[Severity::Note],
    set: Set::Strict,
    controls: &["IM-3"],
    tips: &[3],
    check: Check::Of(&[CLUSTER, ROLE_ASSIGNMENT], check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    match resource.is(CLUSTER) {
        true => cluster(resource, cx),
        false => assignment(resource, cx),
    }
}

/// A cluster pulls with its service principal if it has one. `msi` stands for none.
fn cluster(cluster: &Resource, cx: &mut Context) -> Verdict {
    if !cx.model.resources.iter().any(|it| it.is(REGISTRY)) {
        return Verdict::NotApplicable("the deployment has no registry".to_owned());
    }
    let client = cluster.get("properties.servicePrincipalProfile.clientId");
    let has_secret = cluster.get("properties.servicePrincipalProfile.secret").is_set();
    let has_client = match client.absent {
        true => Truth::False,
        false => client.is("msi").negate(),
    };
    let verdict = cx.verdict(has_secret.or(has_client), &client, || {
        format!(
            "`{}` makes the cluster pull with a service principal, whose secret somebody has to keep",
            client.name
        )
    });
    cx.advise("leave it out and give the cluster a managed identity, then `AcrPull` to its kubelet identity");
    verdict
}

fn is_for_images(role: &BuiltInRole) -> bool {
    matches!(role.family, Family::Images | Family::Repositories) && role.can(Right::Pull)
}

/// The type `ServicePrincipal` of an assignment says little: it is that of managed identities too.
fn assignment(resource: &Resource, cx: &mut Context) -> Verdict {
    let assignment = RoleAssignment::of(cx.model, resource);
    if let Some(reason) = assignment.is_elsewhere() {
        return Verdict::NotApplicable(reason.to_owned());
    }
    let role = assignment.gives(is_for_images);
    if role == Truth::False {
        return Verdict::NotApplicable("its role does not let one pull images".to_owned());
    }
    if let Truth::Unknown(doubt) = role {
        return Verdict::Unknown(doubt);
    }
    let kind = resource.get("properties.principalType");
    if kind.is_one_of(&["User", "Group", "ForeignGroup", "Device"]).certain() {
        return Verdict::NotApplicable("it is not given to an identity of a service".to_owned());
    }
    let model = cx.model;
    let is_managed = |id: &_| model.holder(id).map(|_| true);
    match resource.get("properties.principalId").judge(is_managed) {
        Truth::True => Verdict::Pass,
        Truth::False => Verdict::Unknown("what it is given to is not known".to_owned().into()),
        Truth::Unknown(doubt) => Verdict::Unknown(
            doubt.because(|_| "whether it is given to a managed identity is not in the code".to_owned()),
        ),
    }
}
