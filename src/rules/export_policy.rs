//! Checks that a closed registry does not let its artifacts be exported.
//!
//! ## Why is this bad?
//!
//! Closing the network keeps strangers out, not data in: whoever may manage the registry can still copy
//! its artifacts to another registry or storage account, `az acr import` and transfer pipelines do it
//! through the control plane, and no firewall sees it.
//!
//! ## What Azure does by default
//!
//! `policies.exportPolicy.status` is `enabled` when absent; in azurerm `export_policy_enabled` is `true`.
//! It can only be disabled while `publicNetworkAccess` is `Disabled`.
//!
//! ## What to do instead
//!
//! Set `policies.exportPolicy.status` to `disabled`. Remove export pipelines first.
//!
//! In Bicep and ARM the path is `properties.policies.exportPolicy.status`; in Terraform set
//! `export_policy_enabled = false`.
//!
//! ## What it costs or breaks
//!
//! Nothing can be imported from this registry into another one, and export pipelines cannot exist.
//! Pulling through the private endpoint goes on as before.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/data-loss-prevention>

use crate::diagnostic::{Applicability, Label, Severity};
use crate::model::{Attribute, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "artifacts of a closed registry can be exported",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["DP-2"],
    policies: &["524b0254-c285-4903-bee6-bb8126cde579"],
    peers: &["Azure.ACR.ExportPolicy"],
    needs: Sku::Premium,
    fix: Some(Applicability::Safe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let access = registry.get("properties.publicNetworkAccess");
    match access.is("Disabled") {
        Truth::True => {}
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False => {
            let reason = "exports can only be disabled while public access is disabled";
            return Verdict::NotApplicable(reason.to_owned());
        }
    }
    let exports = registry.get("properties.policies.exportPolicy.status");
    if let Some(reason) = registry.cannot_express(exports.path).filter(|_| exports.absent) {
        return Verdict::NotApplicable(reason);
    }
    let verdict = cx.verdict(exports.is("disabled").negate(), &exports, || match exports.absent {
        true => format!(
            "`{}` is not set, and by default artifacts of this closed registry can be exported",
            exports.name
        ),
        false => format!("`{}` lets artifacts of this closed registry be exported", exports.name),
    });
    advise(registry, &exports, cx);
    verdict
}

/// Azure refuses to disable exports while there is a pipeline that exports.
fn advise(registry: &Resource, exports: &Attribute, cx: &mut Context) {
    let pipelines = cx.model.children(registry, "exportPipelines");
    let message = "remove this export pipeline first";
    let pipelines: Vec<Label> =
        pipelines.map(|pipeline| Label { span: pipeline.keyword, message: message.to_owned() }).collect();
    cx.advise("disable exports; pulling through the private endpoint goes on as before");
    if pipelines.is_empty() {
        cx.set(exports, "disabled");
    }
    pipelines.into_iter().for_each(|pipeline| cx.relate(pipeline));
}
