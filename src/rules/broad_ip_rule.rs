//! Checks that IP rules let in only the networks that need the registry.
//!
//! ## Why is this bad?
//!
//! An IP rule is meant for a few known addresses. A rule for a large part of the internet is a firewall
//! in name only, and rules that together cover all addresses are none.
//!
//! ## What Azure does by default
//!
//! There are no IP rules. No bound is documented on how wide the range of a rule may be.
//!
//! ## What to do instead
//!
//! List the addresses that your networks and build agents really leave from. Ranges wider than `/16`
//! are reported; `max-prefix` in the rule's section of `acrlint.toml` sets another bound. Where the
//! addresses change often, a private endpoint needs no rule at all.
//!
//! In Bicep and ARM the ranges are `properties.networkRuleSet.ipRules[].value`, in Terraform
//! `network_rule_set.ip_rule.ip_range`.
//!
//! ## What it costs or breaks
//!
//! Clients outside the narrower ranges are refused. Azure takes 200 rules at most.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks>

use crate::diagnostic::{Label, RuleOption, Severity};
use crate::model::{Attribute, Ipv4Range, Items, Resource, Truth, Value};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "an IP rule lets in a large part of the internet",
    severity: &[Severity::Error, Severity::Warning],
    set: Set::Default,
    controls: &["NS-2"],
    tips: &[11],
    needs: Sku::Premium,
    options: &[RuleOption {
        key: "max-prefix",
        default: 16,
        least: 0,
        most: 32,
        greater_is_stricter: true,
        help: "the widest range that may come in, as the length of its prefix",
    }],
    check: Check::Registry(check),
    ..Rule::BASE
};

const PROPERTY: &str = "properties.networkRuleSet.ipRules[].value";
const ADVICE: &str = "list only the addresses that need the registry, or use a private endpoint";

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let access = registry.get("properties.publicNetworkAccess");
    if access.is("Disabled").certain() {
        return Verdict::NotApplicable("no IP rule applies while public access is disabled".to_owned());
    }
    let rules = registry.get("properties.networkRuleSet.ipRules");
    let widest = i64::clamp(cx.option("max-prefix"), 0, 32).unsigned_abs() as u32;
    let broad = rules.test(|list| {
        let items = Items::of(list, "value");
        let certain = Ipv4Range::cover_everything(ranges(&items)) || broad(&items, widest).next().is_some();
        (certain || items.unknown.is_none()).then_some(certain)
    });
    match broad.and(access.is("Disabled").negate()) {
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
        Truth::False => Verdict::Pass,
        Truth::True => {
            report(&rules, widest, cx);
            Verdict::Fail
        }
    }
}

fn ranges(items: &Items) -> impl Iterator<Item = Ipv4Range> {
    items.known.iter().filter_map(|value| Ipv4Range::parse(value.as_str()?))
}

fn broad(items: &Items, widest: u32) -> impl Iterator<Item = (&Value, Ipv4Range)> {
    let parsed = items.known.iter().filter_map(|value| Some((value, Ipv4Range::parse(value.as_str()?)?)));
    parsed.filter(move |(_, range)| range.prefix() < widest)
}

fn report(rules: &Attribute, widest: u32, cx: &mut Context) {
    for list in rules.alternatives() {
        let items = Items::of(list, "value");
        if Ipv4Range::cover_everything(ranges(&items)) {
            report_everything(&rules.name, &items, cx);
            continue;
        }
        for (value, range) in broad(&items, widest) {
            let message = format!(
                "`{}` lets in a whole /{} network, far more than the machines that need the registry",
                rules.name,
                range.prefix()
            );
            cx.report_value(value, PROPERTY, message).severity = Severity::Warning;
            cx.advise(ADVICE);
        }
    }
}

/// One finding for all rules that make up the whole, at the widest.
fn report_everything(name: &str, items: &Items, cx: &mut Context) {
    let mut parts: Vec<(&Value, Ipv4Range)> = broad(items, 32).collect();
    parts.sort_by_key(|(_, range)| range.prefix());
    let Some(((widest, range), others)) = parts.split_first() else { return };
    let (message, others) = match range.prefix() {
        0 => (format!("`{name}` lets in every address on the internet"), &[][..]),
        _ => (format!("the rules in `{name}` together let in every address on the internet"), others),
    };
    let others =
        others.iter().map(|(value, _)| Label { span: value.span, message: "and this range".to_owned() });
    cx.report_value(widest, PROPERTY, message).related.extend(others);
    cx.advise(ADVICE);
}
