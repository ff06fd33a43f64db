//! Checks that Defender for Containers reaches the images that it is to scan.
//!
//! ## Why is this bad?
//!
//! The plan is paid and shown as enabled, but its scanner is kept out by the network rules like
//! anybody else: no image of the registry is ever scanned, and no finding looks like no problem.
//!
//! ## What Azure does by default
//!
//! `networkRuleBypassOptions` is `AzureServices` when absent, which lets the scanner in. `None` keeps
//! it out of every registry with public access disabled or with network rules.
//!
//! ## What to do instead
//!
//! Set `networkRuleBypassOptions` to `AzureServices` in Bicep and ARM,
//! `network_rule_bypass_option = "AzureServices"` in Terraform, or leave it out.
//!
//! ## What it costs or breaks
//!
//! Other trusted services come in as well: Container Instances, Machine Learning and imports by the
//! registry service. They still need a valid credential.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/scan-images-defender>
//! - <https://learn.microsoft.com/azure/container-registry/allow-access-trusted-services>

use crate::diagnostic::{Applicability, Label, Severity};
use crate::model::{Firewall, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "Defender for Containers cannot reach the registry",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["LT-1"],
    tips: &[1],
    needs: Sku::Premium,
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let scanned = cx.model.has_defender();
    if scanned == Truth::False {
        return Verdict::NotApplicable("the code does not switch Defender for Containers on".into());
    }
    let firewall = Firewall::of(registry);
    let limited = firewall.is_limited();
    if limited == Truth::False {
        return Verdict::NotApplicable("no network rules keep the scanner out".into());
    }
    let bypass = registry.get("properties.networkRuleBypassOptions");
    let verdict = cx.verdict(bypass.is("None").and(limited).and(scanned), &bypass, || {
        format!("`{}` keeps the scanner of Defender for Containers out of the registry", bypass.name)
    });
    if verdict == Verdict::Fail {
        let plans = cx.model.defender_plans();
        let on = plans.filter(|plan| plan.is_for_containers().and(plan.is_on()).certain());
        let message = "this plan is to scan its images";
        let labels = on.map(|plan| Label { span: plan.resource.keyword, message: message.to_owned() });
        let setting = firewall.deciding();
        let message = "this keeps networks out".to_owned();
        let closed = Label { span: setting.value.span, message };
        if let Some(found) = cx.found.last_mut() {
            found.related.push(closed);
            found.related.extend(labels);
        }
        cx.advise("set it to `AzureServices`");
        cx.set(&bypass, "AzureServices");
    }
    verdict
}
