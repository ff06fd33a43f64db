//! Checks that a connected registry can do no more than it must, and says what it does.
//!
//! ## Why is this bad?
//!
//! A connected registry runs on a device outside Azure. In the mode `ReadWrite` whoever gets hold of the
//! device pushes images into the registry in the cloud. Without logs nobody sees it, and with a sync
//! token that several share one device cannot be shut out alone.
//!
//! ## What Azure does by default
//!
//! `mode` is required in ARM; azurerm takes `ReadWrite` when it is absent. `auditLogStatus` is
//! `Disabled`. `logLevel` is `Information`, but azurerm sends `None`.
//!
//! ## What to do instead
//!
//! In Bicep and ARM set `mode: 'ReadOnly'` and `logging: { logLevel: 'Information', auditLogStatus:
//! 'Enabled' }`; in azurerm `mode = "ReadOnly"`, `log_level = "Information"`, `audit_log_enabled = true`.
//! Give each connected registry a sync token of its own.
//!
//! ## What it costs or breaks
//!
//! Clients can no longer push at a registry that is read-only. Logs take space on the device.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/intro-connected-registry>
//! - <https://learn.microsoft.com/azure/container-registry/overview-connected-registry-access>

use crate::diagnostic::{Label, Severity};
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a connected registry can write, shares its token or keeps no log",
    severity: &[Severity::Warning],
    set: Set::Default,
    needs: Sku::Premium,
    check: Check::Child(&["connectedRegistries"], check),
    ..Rule::BASE
};

/// What it checks of a setting: path, bad values, why they are bad, what to write.
const SETTINGS: [(&str, &[&str], &str, &str); 3] = [
    (
        "properties.mode",
        &["ReadWrite", "Registry"],
        "whoever has the device can push images into the registry in the cloud",
        "set it to `ReadOnly` unless clients must push there",
    ),
    (
        "properties.logging.auditLogStatus",
        &["Disabled"],
        "nobody can tell who pulled and pushed there",
        "enable the audit log",
    ),
    (
        "properties.logging.logLevel",
        &["None"],
        "nobody can tell what went wrong there",
        "set it to `Information`",
    ),
];

fn check(connected: &Resource, cx: &mut Context) -> Verdict {
    let mut verdict = shared_token(connected, cx);
    for (path, bad, why, help) in SETTINGS {
        let setting = connected.get(path);
        let judged = cx.verdict(setting.is_one_of(bad), &setting, || {
            let is = match setting.value.as_str() {
                _ if setting.absent => "is not set".to_owned(),
                Some(text) if !connected.spells_as_bool(path) => format!("is `{text}`"),
                _ => "is off".to_owned(),
            };
            format!("`{}` {is}, so {why}", setting.name)
        });
        if judged == Verdict::Fail {
            cx.advise(help);
        }
        verdict = verdict.and(judged);
    }
    verdict
}

fn shared_token(connected: &Resource, cx: &mut Context) -> Verdict {
    let Some((token, other)) = cx.model.shared_sync_token(connected) else { return Verdict::Pass };
    let label = Label { span: other.keyword, message: "this has the same sync token".to_owned() };
    let message =
        format!("`{}` is the token of `{}` too, so neither can be shut out alone", token.name, other.address);
    cx.report(&token, message).related.push(label);
    cx.advise("make a token for each connected registry");
    Verdict::Fail
}
