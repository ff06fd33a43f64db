//! Checks that no network reaches the registry over the internet.
//!
//! ## Why is this bad?
//!
//! Address rules keep strangers out, but the public endpoint stays: traffic crosses the internet, and
//! an address is no proof of who uses it. The Azure Policy that the baseline names is met by
//! `publicNetworkAccess: 'Disabled'` alone.
//!
//! ## What Azure does by default
//!
//! `publicNetworkAccess` is `Enabled` when absent, in azurerm `public_network_access_enabled` is
//! `true`; it stays on beside `networkRuleSet.defaultAction: 'Deny'`. Both need the Premium tier.
//!
//! ## What to do instead
//!
//! Reach the registry through a private endpoint and disable public access:
//! `publicNetworkAccess: 'Disabled'` in Bicep and ARM, `public_network_access_enabled = false` in
//! azurerm. The address rules have no effect then and can go.
//!
//! ## What it costs or breaks
//!
//! Clients outside of networks that are joined to the private endpoint lose access.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints>

use crate::diagnostic::{Applicability, Label, Severity};
use crate::model::{Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "selected networks come in over the internet",
    severity: &[Severity::Note],
    set: Set::Strict,
    policies: &["0fdf0491-d080-4575-b627-ad0e843cba0f"],
    needs: Sku::Premium,
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let access = registry.get("properties.publicNetworkAccess");
    let action = registry.get("properties.networkRuleSet.defaultAction");
    match access.is("Disabled") {
        Truth::True => return Verdict::Pass,
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False => {}
    }
    if let Some(reason) = registry.cannot_express(access.path).filter(|_| access.absent) {
        return Verdict::NotApplicable(reason);
    }
    let denies = action.is("Deny");
    if denies == Truth::False {
        return Verdict::NotApplicable("every network comes in: `public-network-access` judges that".into());
    }
    let deciding = if access.absent { &action } else { &access };
    let verdict = cx.verdict(denies, deciding, || {
        let how = if access.absent { "is not set, and the default leaves" } else { "leaves" };
        format!("`{}` {how} the public endpoint on for selected networks", access.name)
    });
    cx.advise("use a private endpoint and disable public access");
    if let Some(found) = cx.found.last_mut().filter(|_| !access.absent) {
        let message = format!("`{}` selects them here", action.name);
        found.related.push(Label { span: action.value.span, message });
    }
    cx.set(&access, "Disabled");
    verdict
}
