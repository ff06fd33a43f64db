//! Checks that a custom role does not hand out the secrets of registries.
//!
//! ## Why is this bad?
//!
//! A wildcard over all operations, or over all of registries, gives the admin passwords, new
//! passwords for tokens and the import of images over others, now and whatever Azure adds to it
//! later. The same holds for these operations by name: whoever has the role can get in without it
//! from then on, and no log tells who it was.
//!
//! ## What Azure does by default
//!
//! A custom role has the operations that are written, no others.
//!
//! ## What to do instead
//!
//! Name the operations that are needed in `properties.permissions[].actions` (Bicep, ARM) or
//! `permissions { actions }` (`azurerm_role_definition`), for instance
//! `Microsoft.ContainerRegistry/registries/read`, `…/pull/read` or `…/push/write`. Better, use a
//! built-in role such as `AcrPull`.
//!
//! ## What it costs or breaks
//!
//! What used the other operations is refused.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-rbac-custom-roles>
//! - <https://learn.microsoft.com/azure/role-based-access-control/permissions/containers>

use crate::diagnostic::{Label, Severity};
use crate::model::{
    ROLE_DEFINITION, Resource, SENSITIVE_ACTIONS, Truth, Value, WHOLE, covers, covers_registries, member,
};
use crate::rules::{Check, Context, Rule, Set, Verdict, listed};

pub(super) static RULE: Rule = Rule {
    summary: "a custom role hands out the secrets of registries",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["PA-7"],
    tips: &[5],
    check: Check::Of(&[ROLE_DEFINITION], check),
    ..Rule::BASE
};

/// What a role gives, and what it takes away from that.
const LISTS: [(&str, &str); 2] = [("actions", "notActions"), ("dataActions", "notDataActions")];

fn check(role: &Resource, cx: &mut Context) -> Verdict {
    let permissions = role.get("properties.permissions");
    match permissions.any(gives_too_much) {
        Truth::True => {}
        Truth::False => return Verdict::Pass,
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
    }
    let mut found = Vec::new();
    for permission in &permissions.members() {
        for (given, taken) in LISTS {
            let (actions, taken) = (member(permission, given), member(permission, taken));
            for action in actions.iter().flat_map(items) {
                let powers = powers(&action, given, taken.as_ref()).unwrap_or_default();
                if !powers.is_empty() {
                    found.push((action, given, powers));
                }
            }
        }
    }
    let Some((first, list, powers)) = found.first() else {
        // Of permissions that are one of several, each has its own.
        cx.report(&permissions, "each of these gives operations that hand out the secrets of registries");
        return Verdict::Fail;
    };
    let text = first.as_str().unwrap_or_default();
    let property = format!("properties.permissions[].{list}");
    let message = format!("`{text}` lets whoever has the role {}", listed(powers));
    let also =
        |(action, ..): &(Value, &str, Vec<&str>)| Label { span: action.span, message: "and this".to_owned() };
    let others: Vec<Label> = found.iter().skip(1).map(also).collect();
    let diagnostic = cx.report_value(first, &property, message);
    diagnostic.related.extend(others);
    diagnostic
        .help
        .push("name the operations that are needed, or use a built-in role such as `AcrPull`".to_owned());
    cx.decided_by(found.iter().filter_map(|(action, ..)| action.imprint()).collect());
    Verdict::Fail
}

fn items(list: &Value) -> Vec<Value> {
    let items =
        list.as_list().map(|known| known.items.iter().map(|item| item.clone().out_of(list)).collect());
    items.unwrap_or_default()
}

fn gives_too_much(permission: &Value) -> Option<bool> {
    let mut is_known = true;
    for (given, taken) in LISTS {
        let Some(list) = member(permission, given) else { continue };
        is_known &= list.as_list().is_some_and(|list| list.rest.is_none());
        for action in items(&list) {
            match powers(&action, given, member(permission, taken).as_ref()) {
                Some(powers) if !powers.is_empty() => return Some(true),
                Some(_) => {}
                None => is_known = false,
            }
        }
    }
    is_known.then_some(false)
}

/// What an operation or pattern lets one do that it should not. `None` if that is not known.
fn powers(action: &Value, list: &str, taken: Option<&Value>) -> Option<Vec<&'static str>> {
    let pattern = action.as_str()?;
    let [registry, images] = &WHOLE;
    let whole = if list == "actions" { registry } else { images };
    let named = SENSITIVE_ACTIONS.iter().filter(|_| list == "actions");
    let wanted = named.chain(covers_registries(pattern).then_some(whole));
    let wanted: Vec<_> = wanted.filter(|(operation, _)| covers(pattern, operation)).collect();
    let Some(taken) = taken.filter(|_| !wanted.is_empty()) else {
        return Some(wanted.into_iter().map(|(_, what)| *what).collect());
    };
    taken.as_list().filter(|list| list.rest.is_none())?;
    let taken = items(taken);
    let taken = taken.iter().map(Value::as_str).collect::<Option<Vec<&str>>>()?;
    let is_left = |operation: &str| !taken.iter().any(|pattern| covers(pattern, operation));
    Some(wanted.into_iter().filter(|(operation, _)| is_left(operation)).map(|(_, what)| *what).collect())
}
