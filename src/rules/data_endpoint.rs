//! Checks that a registry for selected networks hands out layers from addresses of its own.
//!
//! ## Why is this bad?
//!
//! Without dedicated data endpoints clients fetch layers from storage accounts below
//! `*.blob.core.windows.net` that Azure chooses. Whoever limits what clients may reach has to allow
//! all storage accounts of all customers then, and data can leave to any of them. Private endpoints
//! need no such thing: they bring data endpoints with private addresses.
//!
//! ## What Azure does by default
//!
//! `dataEndpointEnabled` is off when absent; in azurerm `data_endpoint_enabled` is `false`. It needs
//! the Premium tier and API version 2021-09-01 or azurerm 2.86.
//!
//! ## What to do instead
//!
//! Set `dataEndpointEnabled` to `true` and allow clients to reach
//! `<registry>.<region>.data.azurecr.io`, one address per replica.
//!
//! In Bicep and ARM the property stands below `properties`; Terraform calls it
//! `data_endpoint_enabled`.
//!
//! ## What it costs or breaks
//!
//! Clients behind a firewall that knows only the storage addresses cannot pull until it lets them
//! reach the new ones. Allow these first.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-dedicated-data-endpoints>

use crate::diagnostic::{Applicability, Severity};
use crate::model::{Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a registry for selected networks has no data endpoints of its own",
    severity: &[Severity::Note],
    set: Set::Strict,
    peers: &["CKV_AZURE_237"],
    needs: Sku::Premium,
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let closed = registry.get("properties.publicNetworkAccess").is("Disabled");
    let denies = registry.get("properties.networkRuleSet.defaultAction").is("Deny");
    match closed.clone().negate().and(denies) {
        Truth::True => {}
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False if closed.certain() => {
            let reason = "public access is off, and private endpoints have data endpoints of their own";
            return Verdict::NotApplicable(reason.to_owned());
        }
        Truth::False => return Verdict::NotApplicable("it is not limited to selected networks".to_owned()),
    }
    let endpoints = registry.get("properties.dataEndpointEnabled");
    if let Some(reason) = registry.cannot_express(endpoints.path).filter(|_| endpoints.absent) {
        return Verdict::NotApplicable(reason);
    }
    let verdict = cx.verdict(endpoints.is_true().negate(), &endpoints, || {
        let why = if endpoints.absent { "is not set" } else { "is off" };
        format!("`{}` {why}, so clients need access to storage accounts that Azure chooses", endpoints.name)
    });
    cx.advise("let clients reach `<registry>.<region>.data.azurecr.io`, then set it to `true`");
    cx.set(&endpoints, true);
    verdict
}
