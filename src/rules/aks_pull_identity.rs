//! Checks that the nodes of a cluster get the role to pull, not its control plane.
//!
//! ## Why is this bad?
//!
//! A cluster has two identities. Nodes pull images with the kubelet identity; the other one manages
//! networks and disks. `AcrPull` for the latter gives a right to who does not need it, and the nodes
//! still cannot pull.
//!
//! ## What Azure does by default
//!
//! Neither identity has a role on a registry. A kubelet identity is made for each cluster unless one
//! is given to it.
//!
//! ## What to do instead
//!
//! Bicep: `principalId: aks.properties.identityProfile.kubeletidentity.objectId`. ARM: the same path
//! of `reference(…)`. azurerm: `principal_id =
//! azurerm_kubernetes_cluster.aks.kubelet_identity[0].object_id`.
//!
//! ## What it costs or breaks
//!
//! Nothing: the control plane pulls no images of yours.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/aks/cluster-container-registry-integration>
//! - <https://learn.microsoft.com/azure/aks/use-managed-identity>

use crate::diagnostic::{Label, Severity};
use crate::model::{
    BuiltInRole, Dialect, Family, Holder, ROLE_ASSIGNMENT, Resource, Right, RoleAssignment, Truth,
};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the role to pull is given to the wrong identity of a cluster",
    severity: &[Severity::Warning],
    set: Set::Default,
    tips: &[4],
    check: Check::Of(&[ROLE_ASSIGNMENT], check),
    ..Rule::BASE
};

fn pulls(role: &BuiltInRole) -> bool {
    matches!(role.family, Family::Images | Family::Repositories) && role.can(Right::Pull)
}

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let assignment = RoleAssignment::of(cx.model, resource);
    if let Some(reason) = assignment.is_elsewhere() {
        return Verdict::NotApplicable(reason.to_owned());
    }
    let role = assignment.gives(pulls);
    if role == Truth::False {
        return Verdict::NotApplicable("its role does not let one pull images".to_owned());
    }
    let model = cx.model;
    let principal = resource.get("properties.principalId");
    let is = |test: fn(&Holder) -> bool| principal.judge(|id| model.holder_is(id, test));
    if is(|holder| matches!(holder, Holder::Nodes(_))).certain() {
        return Verdict::Pass;
    }
    let is_wrong = is(|holder| matches!(holder, Holder::ControlPlane(_)));
    if is_wrong == Truth::False {
        return Verdict::NotApplicable("the code does not give it to a cluster".to_owned());
    }
    let holder = principal.alternatives().into_iter().find_map(|id| model.holder(id));
    let cluster = holder.map(|holder| holder.resource());
    let verdict = cx.verdict(role.and(is_wrong), &principal, || {
        format!(
            "`{}` is the identity of the control plane of the cluster, but its nodes pull the images",
            principal.name
        )
    });
    if let (Verdict::Fail, Some(cluster)) = (&verdict, cluster) {
        cx.relate(Label { span: cluster.keyword, message: "this is the cluster".to_owned() });
    }
    cx.advise(match resource.dialect {
        Dialect::Azurerm(..) => "use `kubelet_identity[0].object_id` of the cluster",
        _ => "use `properties.identityProfile.kubeletidentity.objectId` of the cluster",
    });
    verdict
}
