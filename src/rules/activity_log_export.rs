//! Checks that changes to registries are kept or raise an alert.
//!
//! ## Why is this bad?
//!
//! The activity log says who opened the network of a registry, read its admin password or deleted
//! it. Azure forgets it after 90 days, and nobody is told unless an alert does.
//!
//! ## What Azure does by default
//!
//! It keeps the activity log for 90 days and sends it nowhere. An export that is set up elsewhere is
//! not in the code.
//!
//! ## What to do instead
//!
//! In Bicep and ARM declare `Microsoft.Insights/diagnosticSettings` in the deployment of the
//! subscription with the category `Administrative`, or `Microsoft.Insights/activityLogAlerts` on
//! operations of `Microsoft.ContainerRegistry`. In azurerm these are
//! `azurerm_monitor_diagnostic_setting` with the id of the subscription, and
//! `azurerm_monitor_activity_log_alert`. Judged are Bicep and ARM deployments for more than a
//! resource group, and Terraform roots that declare something for a subscription or management group
//! (a plan, a policy assignment, a diagnostic setting) or with `closed-world = true`. Unknown unless
//! the deployment declares some alert or `closed-world` is set. The finding is at the first registry
//! and stands for all of them.
//!
//! ## What it costs or breaks
//!
//! The destination charges for what it keeps; alerts on the activity log are free.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-monitor/platform/activity-log>
//! - <https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types#activity-log-alerts>

use crate::diagnostic::Severity;
use crate::model::{ACTIVITY_ALERT, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "changes to registries are not kept and raise no alert",
    severity: &[Severity::Note],
    set: Set::Strict,
    tips: &[10],
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let missing = match cx.model.oversight().activity_log.clone() {
        Truth::False => cx.is_missing(&[ACTIVITY_ALERT], "an export of the activity log"),
        kept => kept.negate(),
    };
    let verdict = cx.for_all(
        registry,
        missing,
        "diagnosticSettings",
        "the deployment is for a whole subscription, but neither exports its activity log nor alerts on \
         changes to registries",
    );
    cx.advise("send the category `Administrative` of the subscription to a workspace or a storage account");
    verdict
}
