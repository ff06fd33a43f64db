//! Checks that clients find the private endpoint of a registry by its name.
//!
//! ## Why is this bad?
//!
//! Clients call a registry by its public name. Without records in a private DNS zone that name leads
//! to the public endpoint, which turns them away: pulls fail, and somebody opens public access again.
//! A zone group keeps the records true.
//!
//! ## What Azure does by default
//!
//! A private endpoint has no zone group. Azure writes records into any zone that a zone group names;
//! clients only ask `privatelink.azurecr.io`, or the zone of that name in a sovereign cloud.
//!
//! ## What to do instead
//!
//! In Bicep and ARM give the endpoint a child `privateDnsZoneGroups` whose `privateDnsZoneConfigs`
//! name the zone `privatelink.azurecr.io`, and set `groupIds` to `['registry']`. In Terraform write a
//! block `private_dns_zone_group` with `private_dns_zone_ids`, and
//! `subresource_names = ["registry"]`.
//!
//! ## What it costs or breaks
//!
//! The zone answers for all registries in the networks that it is linked to: those without a record
//! in it are not found there.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints>
//! - <https://learn.microsoft.com/azure/private-link/private-endpoint-dns>

use crate::diagnostic::Severity;
use crate::model::{Connection, Model, Resource, Truth, Value, ValueKind, ZONE_GROUP};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "clients do not find the private endpoint of a registry",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["NS-2"],
    policies: &["e9585a95-5b8c-4d03-b193-dc7eb5ac4c32"],
    needs: Sku::Premium,
    check: Check::Registry(check),
    ..Rule::BASE
};

const ZONE: &str = "Microsoft.Network/privateDnsZones";
const ZONE_ID: &str = "properties.privateDnsZoneConfigs[].properties.privateDnsZoneId";

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let model = cx.model;
    let mut bad = None;
    for endpoint in model.private_endpoints_near(registry) {
        for connection in model.connections_to(endpoint, registry) {
            let wrong = match connection.leads.clone() {
                Truth::True => wrong_group(&connection, cx).or(no_zone(endpoint, cx)),
                unsure => unsure,
            };
            bad = Some(bad.unwrap_or(Truth::False).or(wrong));
        }
    }
    match bad {
        Some(Truth::True) => Verdict::Fail,
        Some(Truth::False) => Verdict::Pass,
        Some(Truth::Unknown(doubt)) => Verdict::Unknown(doubt),
        None => Verdict::NotApplicable("no private endpoint in the code leads to the registry".into()),
    }
}

fn wrong_group(connection: &Connection, cx: &mut Context) -> Truth {
    let wrong = connection.is_for_registry().negate();
    if wrong.certain() {
        let groups = &connection.groups;
        let message = match groups.absent {
            true => "the connection to the registry names no group".to_owned(),
            false => format!("`{}` does not name the group `registry`, the only one there is", groups.name),
        };
        cx.report_value(&groups.value, groups.path, message);
        cx.advise("name the group `registry`");
    }
    wrong
}

/// Whether no zone group of the endpoint writes records where clients look for them.
fn no_zone(endpoint: &Resource, cx: &mut Context) -> Truth {
    let model = cx.model;
    let groups: Vec<&Resource> = model.zone_groups(endpoint).collect();
    if groups.is_empty() {
        let missing = cx.is_missing(&[ZONE_GROUP], "a DNS zone group");
        if missing.certain() {
            let place = Value::new(ValueKind::Null, endpoint.head);
            let message =
                format!("`{}` has no DNS zone group: clients do not find it by name", endpoint.address);
            cx.report_value(&place, "privateDnsZoneGroups", message);
            cx.advise("add a zone group with the zone `privatelink.azurecr.io`");
        }
        return missing;
    }
    let zones: Vec<Value> =
        groups.iter().flat_map(|group| group.each(ZONE_ID)).map(|zone| zone.value).collect();
    let right = zones.iter().map(|zone| Truth::of(zone, &|zone| is_right(model, zone)));
    let right = right.fold(Truth::False, Truth::or);
    let there = groups.iter().map(|group| model.is_with(group, endpoint)).fold(Truth::True, Truth::and);
    let bad = right.and(there).negate();
    if let (true, Some(group)) = (bad.certain(), groups.first()) {
        let nowhere = Value::new(ValueKind::Null, group.head);
        let message = "no zone of this group is `privatelink.azurecr.io`: clients do not ask others";
        cx.report_value(zones.first().unwrap_or(&nowhere), ZONE_ID, message);
        cx.advise("name the zone `privatelink.azurecr.io`, or that of the sovereign cloud");
    }
    bad
}

/// Whether an id is of the zone that clients of registries ask, in whichever cloud.
fn is_right(model: &Model, id: &Value) -> Option<bool> {
    if let Some(zone) = model.find(ZONE, id) {
        let name = zone.get("name").value;
        return named(&name.canonical()).or(name.as_str().map(|_| false));
    }
    let text = id.canonical();
    let end = text.rsplit('/').next().filter(|end| !end.contains('}') && text.contains('/'));
    named(&text).or(end.map(|_| false)).or(id.as_str().map(|_| false))
}

/// `Some(true)` if a part of a text is the name of the zone.
fn named(text: &str) -> Option<bool> {
    let edges = ['/', ',', '(', ')', '}'];
    text.to_ascii_lowercase().split(edges).find_map(is_zone)
}

/// `Some(true)` for the name of the zone; it ends as the login servers of the cloud do.
fn is_zone(name: &str) -> Option<bool> {
    let end = name.strip_prefix("privatelink")?;
    (end.starts_with(".azurecr.") || end.contains("suffixes.acrloginserver")).then_some(true)
}
