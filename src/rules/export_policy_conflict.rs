//! Checks that disabled exports go together with the rest of the registry.
//!
//! ## Why is this bad?
//!
//! Azure refuses to disable exports on a registry that is open to public networks or has an export
//! pipeline, and refuses to open the network or to add a pipeline afterwards. The deployment fails.
//!
//! ## What Azure does by default
//!
//! Exports are enabled and `publicNetworkAccess` is `Enabled` when absent, so disabling exports alone
//! is not enough.
//!
//! ## What to do instead
//!
//! Set `publicNetworkAccess` to `Disabled` too and remove export pipelines, or leave exports enabled.
//!
//! In Terraform that is `public_network_access_enabled = false` beside `export_policy_enabled =
//! false`; in Bicep and ARM both stand below `properties`.
//!
//! ## What it costs or breaks
//!
//! Closing public access cuts off clients without a private endpoint; leaving exports on lets
//! whoever may read the registry copy its artifacts out with `az acr import` or a pipeline.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/data-loss-prevention>

use crate::diagnostic::{Applicability, Label, Severity};
use crate::model::{Attribute, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "exports are disabled where Azure does not allow it",
    severity: &[Severity::Error],
    set: Set::Default,
    controls: &["DP-2"],
    needs: Sku::Premium,
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let exports = registry.get("properties.policies.exportPolicy.status");
    let access = registry.get("properties.publicNetworkAccess");
    let disabled = exports.is("disabled");
    let open = disabled.clone().and(access.is("Disabled").negate());
    if open.certain() {
        report_open(&exports, &access, cx);
    }
    let mut conflict = open;
    for pipeline in cx.model.children(registry, "exportPipelines") {
        let clash = disabled.clone().and(cx.model.is_with(pipeline, registry));
        if clash.certain() {
            report_pipeline(&exports, pipeline, cx);
        }
        conflict = conflict.or(clash);
    }
    match conflict {
        Truth::True => Verdict::Fail,
        Truth::False => Verdict::Pass,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
    }
}

fn report_open(exports: &Attribute, access: &Attribute, cx: &mut Context) {
    let how = if access.absent { "is not set, and the default keeps" } else { "keeps" };
    let message = format!(
        "Azure refuses to disable exports with `{}` while `{}` {how} public access on",
        exports.name, access.name
    );
    let found = cx.report(exports, message);
    if !access.absent {
        let message = format!("`{}` is set here", access.name);
        found.related.push(Label { span: access.value.span, message });
    }
    cx.advise("disable public access too, or leave exports enabled");
    cx.set(access, "Disabled");
}

fn report_pipeline(exports: &Attribute, pipeline: &Resource, cx: &mut Context) {
    let message = format!(
        "Azure refuses to disable exports with `{}` while the export pipeline `{}` exists",
        exports.name, pipeline.address
    );
    let label = Label { span: pipeline.keyword, message: "this pipeline exports".to_owned() };
    cx.report(exports, message).related.push(label);
    cx.advise("remove the pipeline, or leave exports enabled");
}
