//! Checks that the diagnostic settings of a registry keep its logins and what happens to its images.
//!
//! ## Why is this bad?
//!
//! A registry logs two things: logins, and pushes, pulls and deletions. A setting that only sends
//! metrics, or one of the two, leaves half of an attack unseen: who came in, or what they did.
//!
//! ## What Azure does by default
//!
//! A category that is not listed is not sent. A setting without destination is refused.
//!
//! ## What to do instead
//!
//! In Bicep and ARM enable the category group `audit` or `allLogs` in `logs`, or both
//! `ContainerRegistryLoginEvents` and `ContainerRegistryRepositoryEvents`, and name a destination. In
//! azurerm each is an `enabled_log` block with `category_group` or `category`. Several settings of
//! one registry may share the work: they are judged together, at the first.
//!
//! ## What it costs or breaks
//!
//! The destination charges for what it takes in. Registries that serve many pulls log a lot.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/monitor-service-reference>
//! - <https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-containerregistry-registries-logs>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/monitor_diagnostic_setting>

use crate::diagnostic::{Applicability, Change, Label, Repair, Severity};
use crate::model::{Attribute, DIAGNOSTICS, Resource, Truth, Value, member};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a diagnostic setting leaves out logs of the registry",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["LT-4"],
    tips: &[10],
    policies: &["56288eb2-4350-461d-9ece-2bb242269dce", "187242f4-89c6-4c43-9a4e-188c0efacc5f"],
    peers: &["Azure.ACR.AuditLogs"],
    fix: Some(Applicability::Safe),
    check: Check::Of(&[DIAGNOSTICS], check),
    ..Rule::BASE
};

/// The categories of a registry.
const CATEGORIES: [&str; 2] = ["ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents"];
/// The groups that hold both.
const GROUPS: [&str; 2] = ["audit", "allLogs"];
/// Where a setting can send to.
const DESTINATIONS: [&str; 5] = [
    "properties.workspaceId",
    "properties.storageAccountId",
    "properties.eventHubAuthorizationRuleId",
    "properties.marketplacePartnerId",
    "properties.serviceBusRuleId",
];

fn check(setting: &Resource, cx: &mut Context) -> Verdict {
    match cx.model.is_on_registry(setting) {
        Truth::True => {}
        Truth::False => return Verdict::NotApplicable("it is not about a registry".to_owned()),
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
    }
    let reaches = DESTINATIONS.iter().map(|path| setting.get(path).is_set()).fold(Truth::False, Truth::or);
    if reaches == Truth::False {
        let workspace = setting.get(DESTINATIONS[0]);
        cx.report(&workspace, "the setting has no destination, so Azure refuses it");
        cx.advise(format!("set `{}`, or send the logs to a storage account or an event hub", workspace.name));
        return Verdict::Fail;
    }
    let registry = cx.model.target_of(setting);
    let siblings: Vec<&Resource> = match registry {
        Some(registry) => cx.model.attached_near(DIAGNOSTICS, registry).collect(),
        None => vec![setting],
    };
    let first = siblings.first().copied().unwrap_or(setting);
    if first.address != setting.address {
        return Verdict::NotApplicable(format!("it is judged together with `{}`", first.address));
    }
    let keeps = |category: &str| {
        let one = |sibling: &&Resource| {
            let is_on = registry.map_or(Truth::True, |registry| {
                cx.model.is_attached(sibling, registry).and(cx.model.is_with(sibling, setting))
            });
            is_on.and(sibling.get("properties.logs").any(|entry| is_kept(entry, category).known()))
        };
        siblings.iter().map(one).fold(Truth::False, Truth::or)
    };
    let kept = CATEGORIES.map(|category| (category, keeps(category)));
    let missing: Vec<&str> = kept.iter().filter(|it| it.1 == Truth::False).map(|it| it.0).collect();
    if missing.is_empty() {
        return match kept.into_iter().map(|it| it.1).fold(Truth::True, Truth::and) {
            Truth::Unknown(doubt) => Verdict::Unknown(doubt),
            _ => Verdict::Pass,
        };
    }
    let logs = setting.get("properties.logs");
    let what = missing.join("` and `");
    let found = cx.report(&logs, format!("`{}` does not send `{what}` of the registry", logs.name));
    let label =
        |registry: &Resource| Label { span: registry.keyword, message: "this is the registry".into() };
    found.related.extend(registry.map(label));
    cx.decided_by(missing.iter().map(|category| (*category).to_owned()).collect());
    cx.advise("enable the category group `audit` or `allLogs`, or each of the two categories");
    cx.repair(sending(setting, &logs, &missing));
    Verdict::Fail
}

/// Switches on the entries that are off, and adds those that are missing. Azure refuses a setting that
/// has both groups and categories.
fn sending(setting: &Resource, logs: &Attribute, missing: &[&str]) -> Option<Repair> {
    let entries = logs.members();
    let has_group = entries.iter().any(|entry| member(entry, "categoryGroup").is_some());
    let switch = |wanted: &[&str], name: &str| {
        let is_meant =
            |entry: &&Value| member(entry, name).is_some_and(|value| value.is_one_of(wanted) == Some(true));
        let off = member(entries.iter().find(is_meant)?, "enabled")?;
        Some(Change::Replace(off.span, true.into()))
    };
    let add = |name: &str, value: &str| {
        let entry = vec![(name.to_owned(), value.into()), ("enabled".to_owned(), true.into())];
        setting.adding(logs, entry)
    };
    let changes: Option<Vec<Change>> = match (has_group, logs.absent) {
        (true, _) => switch(&GROUPS, "categoryGroup").map(|change| vec![change]),
        (false, true) => add("categoryGroup", GROUPS[0]).map(|change| vec![change]),
        (false, false) => missing
            .iter()
            .map(|category| switch(&[*category], "category").or_else(|| add("category", category)))
            .collect(),
    };
    Some(
        Repair::new(format!("send them in `{}`", logs.name), Applicability::Safe, changes?)
            .about(&[logs.path]),
    )
}

/// Whether an entry of the list of logs sends a category. An entry is on unless it says otherwise.
fn is_kept(entry: &Value, category: &str) -> Truth {
    let has = |name: &str, wanted: &[&str]| {
        member(entry, name).map_or(Truth::False, |value| Truth::of(&value, &|value| value.is_one_of(wanted)))
    };
    let is_off = member(entry, "enabled").map_or(Truth::False, |value| {
        Truth::of(&value, &|value| value.as_bool().map(|on| !on).or(value.is_text("false")))
    });
    has("category", &[category]).or(has("categoryGroup", &GROUPS)).and(is_off.negate())
}
