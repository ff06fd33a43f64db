//! Checks that Azure services do not bypass the network rules of a registry.
//!
//! ## Why is this bad?
//!
//! With the bypass on, instances of some Azure services that belong to anybody in any tenant get past
//! the firewall of the registry and have to show nothing but a valid credential. That widens what a
//! leaked one is good for.
//!
//! ## What Azure does by default
//!
//! `networkRuleBypassOptions` is `AzureServices` when absent, in azurerm `network_rule_bypass_option`
//! too: Container Instances, Machine Learning, Defender for Cloud and imports by the registry service
//! come in. It does not apply to a registry with service endpoints.
//!
//! ## What to do instead
//!
//! Set `networkRuleBypassOptions` to `None` in Bicep and ARM, `network_rule_bypass_option = "None"` in
//! Terraform. Leave it on where Defender for Containers scans the registry.
//!
//! ## What it costs or breaks
//!
//! Defender for Cloud no longer scans the images, `az acr import` from and to the registry stops, and
//! Container Instances and Machine Learning no longer pull.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/allow-access-trusted-services>
//! - <https://learn.microsoft.com/azure/container-registry/scan-images-defender>

use crate::diagnostic::{Applicability, Severity};
use crate::model::{Firewall, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "Azure services bypass the network rules",
    severity: &[Severity::Note],
    set: Set::Strict,
    needs: Sku::Premium,
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let limited = Firewall::of(registry).is_limited();
    if limited == Truth::False {
        return Verdict::NotApplicable("the registry has no network rules to bypass".into());
    }
    if registry.get("properties.networkRuleSet.virtualNetworkRules").has_members().certain() {
        return Verdict::NotApplicable(
            "nothing bypasses the rules of a registry with service endpoints".into(),
        );
    }
    let scanned = cx.model.has_defender();
    if scanned.certain() {
        return Verdict::NotApplicable(
            "Defender for Containers is on, and its scanner needs the bypass".into(),
        );
    }
    let bypass = registry.get("properties.networkRuleBypassOptions");
    if let Some(reason) = registry.cannot_express(bypass.path).filter(|_| bypass.absent) {
        return Verdict::NotApplicable(reason);
    }
    let bad = limited.and(bypass.is("None").negate()).and(scanned.negate());
    let verdict = cx.verdict(bad, &bypass, || {
        let how = if bypass.absent { "is not set, and the default lets" } else { "lets" };
        format!("`{}` {how} Azure services of any tenant past the network rules", bypass.name)
    });
    cx.advise(
        "set it to `None` if nobody needs it: scans by Defender, `az acr import`, and pulls by Container \
         Instances and Machine Learning stop",
    );
    cx.set(&bypass, "None");
    verdict
}
