//! Checks that the registry's network rules can have an effect.
//!
//! ## Why is this bad?
//!
//! A rule that never applies looks like protection or like access and is neither. Rules do nothing
//! while the default action lets everybody in, and nothing while public access is disabled. A private
//! address never reaches the public endpoint. Denying everybody without a rule or a private endpoint
//! locks everybody out.
//!
//! ## What Azure does by default
//!
//! `networkRuleSet.defaultAction` is `Allow` when absent. Rules that cannot apply are accepted without
//! a word.
//!
//! ## What to do instead
//!
//! Remove the rules that cannot apply, or change the setting that keeps them from applying: the
//! message names it. To let in private networks, use a private endpoint.
//!
//! In Bicep and ARM look at `properties.networkRuleSet` and `properties.publicNetworkAccess`, in
//! Terraform at `network_rule_set` and `public_network_access_enabled`.
//!
//! ## What it costs or breaks
//!
//! Removing a rule without effect changes nothing. A rule that begins to apply, because the setting
//! that held it back goes, opens or closes the registry: look at the list first.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints>

use crate::diagnostic::{Label, Severity};
use crate::model::{Attribute, Ipv4Range, Items, Resource, Truth, Value};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a network rule can never apply",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["NS-2"],
    tips: &[11],
    needs: Sku::Premium,
    check: Check::Registry(check),
    ..Rule::BASE
};

/// The settings that decide whether rules apply.
struct Firewall {
    access: Attribute,
    action: Attribute,
    /// Address rules and subnet rules.
    rules: [Attribute; 2],
}

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let firewall = Firewall {
        access: registry.get("properties.publicNetworkAccess"),
        action: registry.get("properties.networkRuleSet.defaultAction"),
        rules: [
            registry.get("properties.networkRuleSet.ipRules"),
            registry.get("properties.networkRuleSet.virtualNetworkRules"),
        ],
    };
    let closed = firewall.access.is("Disabled");
    let denies = firewall.action.is("Deny");
    let [addresses, subnets] = &firewall.rules;
    let any = addresses.has_members().or(subnets.has_members());
    let ignored = any.clone().and(closed.clone().or(denies.clone().negate()));
    let applies = denies.and(closed.negate());
    // Where rules do not apply, all of them are ignored: a useless one has no effect either way.
    let useless = useless(addresses);
    let locked_out = applies.and(any.negate()).and(no_endpoint(registry, cx));
    if ignored.certain() {
        report_ignored(&firewall, cx);
    } else if useless.certain() {
        report_useless(addresses, cx);
    } else if locked_out.certain() {
        report_locked_out(&firewall, cx);
    }
    match ignored.or(useless).or(locked_out) {
        Truth::True => Verdict::Fail,
        Truth::False => Verdict::Pass,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
    }
}

/// Every rule is without effect: at the first of each list.
fn report_ignored(firewall: &Firewall, cx: &mut Context) {
    let Firewall { access, action, rules } = firewall;
    let is_closed = access.is("Disabled").certain();
    let (setting, why) = match is_closed {
        true => (access, format!("`{}` lets no network in", access.name)),
        false if action.absent => {
            (action, format!("`{}` is not set, and the default lets everybody in", action.name))
        }
        false => (action, format!("`{}` lets everybody in", action.name)),
    };
    for list in rules.iter().filter(|list| list.has_members().certain()) {
        let place = first_member(list).unwrap_or(&list.value);
        let found = cx.report_value(place, list.path, format!("`{}` has no effect: {why}", list.name));
        if !setting.absent {
            let message = "this decides".to_owned();
            found.related.push(Label { span: setting.value.span, message });
        }
        cx.advise(match is_closed {
            true => "remove the rules; private endpoints are the only way in".to_owned(),
            false => format!("set `{}` to `Deny` so that only these networks come in", action.name),
        });
    }
}

fn first_member(list: &Attribute) -> Option<&Value> {
    list.alternatives().into_iter().find_map(|value| value.as_list()?.items.first())
}

/// A rule among others that cannot apply, and why.
struct Useless {
    value: Value,
    why: String,
    twin: Option<Value>,
}

fn useless(addresses: &Attribute) -> Truth {
    addresses.test(|list| {
        let items = Items::of(list, "value");
        let found = !useless_in(&items).is_empty();
        (found || items.unknown.is_none()).then_some(found)
    })
}

fn useless_in(items: &Items) -> Vec<Useless> {
    let mut seen: Vec<(&Value, Ipv4Range)> = Vec::new();
    let mut found = Vec::new();
    for value in &items.known {
        let Some(range) = value.as_str().and_then(Ipv4Range::parse) else { continue };
        let twin = seen.iter().find(|(_, known)| *known == range).map(|(twin, _)| (*twin).clone());
        if let Some(purpose) = range.reserved_for() {
            let why = format!("its addresses are reserved for {purpose} and never reach a public endpoint");
            found.push(Useless { value: value.clone(), why, twin: None });
        } else if twin.is_some() {
            found.push(Useless { value: value.clone(), why: "it is there twice".to_owned(), twin });
        }
        seen.push((value, range));
    }
    found
}

fn report_useless(addresses: &Attribute, cx: &mut Context) {
    for list in addresses.alternatives() {
        for Useless { value, why, twin } in useless_in(&Items::of(list, "value")) {
            let message = format!("a rule in `{}` has no effect: {why}", addresses.name);
            let found = cx.report_value(&value, "properties.networkRuleSet.ipRules[].value", message);
            let twin = twin.filter(|twin| twin.span != value.span);
            found
                .related
                .extend(twin.map(|twin| Label { span: twin.span, message: "the same range".to_owned() }));
            cx.advise("remove the rule");
        }
    }
}

/// Whether no private endpoint leads to the registry. One may be declared elsewhere, unless the
/// deployment declares endpoints or is said to be all there is.
fn no_endpoint(registry: &Resource, cx: &Context) -> Truth {
    if cx.model.private_endpoints().next().is_none() && !cx.closed_world() {
        return Truth::Unknown("a private endpoint may be declared elsewhere".into());
    }
    let leads_here = |endpoint| {
        let leads = cx.model.has_endpoint_to(endpoint, registry);
        leads.and(cx.model.is_with(endpoint, registry))
    };
    let endpoints = cx.model.private_endpoints_near(registry);
    endpoints.fold(Truth::False, |found, endpoint| found.or(leads_here(endpoint))).negate()
}

fn report_locked_out(firewall: &Firewall, cx: &mut Context) {
    let action = &firewall.action;
    let message =
        format!("`{}` denies every network, and there is neither a rule nor a private endpoint", action.name);
    cx.report(action, message);
    cx.advise("add a private endpoint and disable public access, or list the networks that may come in");
}
