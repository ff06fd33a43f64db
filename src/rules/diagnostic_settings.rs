//! Checks that a registry has a diagnostic setting.
//!
//! ## Why is this bad?
//!
//! Only a diagnostic setting keeps what a registry logs: who logged in from where, and who pushed,
//! pulled or deleted which image. Without one nobody can tell afterwards what was taken or replaced,
//! and no alert can be raised on it.
//!
//! ## What Azure does by default
//!
//! Nothing is kept. Azure Policy may add settings; those are not in the code.
//!
//! ## What to do instead
//!
//! In Bicep and ARM declare `Microsoft.Insights/diagnosticSettings` with the registry as `scope`, in
//! azurerm `azurerm_monitor_diagnostic_setting` with its id as `target_resource_id`. Let it send the
//! category group `audit` or `allLogs` to a workspace, a storage account or an event hub. A setting
//! that is not in the scanned code may exist: the verdict is unknown then, unless the code declares
//! other diagnostic settings or the configuration says `closed-world = true`.
//!
//! ## What it costs or breaks
//!
//! The destination charges for what it takes in and keeps.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/monitor-service>
//! - <https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/monitor_diagnostic_setting>

use crate::diagnostic::Severity;
use crate::model::{DIAGNOSTICS, Resource, Truth, Value, ValueKind};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "nothing keeps the logs of a registry",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["LT-4"],
    tips: &[10],
    policies: &["56288eb2-4350-461d-9ece-2bb242269dce", "187242f4-89c6-4c43-9a4e-188c0efacc5f"],
    peers: &["Azure.ACR.AuditLogs"],
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let is_on =
        |setting: &Resource| cx.model.is_attached(setting, registry).and(cx.model.is_with(setting, registry));
    let settings = cx.model.attached_near(DIAGNOSTICS, registry);
    let missing = match settings.map(is_on).fold(Truth::False, Truth::or) {
        Truth::False => cx.is_missing(&[DIAGNOSTICS], "a diagnostic setting"),
        found => found.negate(),
    };
    match missing {
        Truth::False => return Verdict::Pass,
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::True => {}
    }
    let head = Value::new(ValueKind::Null, registry.head);
    cx.report_value(&head, "diagnosticSettings", "no diagnostic setting keeps what this registry logs");
    cx.advise(
        "send the category group `audit` or `allLogs` to a workspace, a storage account or an event hub",
    );
    Verdict::Fail
}
