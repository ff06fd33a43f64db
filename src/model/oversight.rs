//! What watches over a whole subscription or management group: Defender, policies, the activity log.

use super::defender::PRICING;
use super::policies::POLICY_ASSIGNMENT;
use super::{DIAGNOSTICS, Model, Resource, Target, Truth, Value, member};
use crate::evaluate::canonical_pieces;

/// `Microsoft.Insights/activityLogAlerts`
pub const ACTIVITY_ALERT: &str = "Microsoft.Insights/activityLogAlerts";

/// What a deployment declares besides its registries, the same for all of them.
#[derive(Clone, Debug)]
pub struct Oversight {
    /// Something that it declares lives at a subscription or wider.
    pub is_wide: bool,
    /// It sets a Defender plan for registries, on or off.
    pub plan: Truth,
    /// It assigns a policy about registries.
    pub policy: Truth,
    /// It keeps the activity log, or is alerted when a registry is changed.
    pub activity_log: Truth,
}

impl Model {
    /// What the deployment declares for all its registries together.
    pub fn oversight(&self) -> &Oversight {
        self.oversight.get_or_init(|| Oversight {
            is_wide: self.is_wide(),
            plan: self.defender_plans().map(|plan| plan.is_for_containers()).fold(Truth::False, Truth::or),
            policy: self.has_registry_policy(),
            activity_log: self.keeps_activity_log(),
        })
    }

    fn is_wide(&self) -> bool {
        let kinds = [POLICY_ASSIGNMENT, DIAGNOSTICS];
        let is_at_subscription = |it: &Resource| {
            it.is(PRICING) || (kinds.iter().any(|kind| it.is(kind)) && self.is_at_subscription(it).certain())
        };
        self.resources.iter().any(|it| !it.existing && is_at_subscription(it))
    }

    fn keeps_activity_log(&self) -> Truth {
        let exports = |it: &Resource| self.is_at_subscription(it).and(sends_administration(it));
        let exported = self.of_kind(DIAGNOSTICS).map(exports).fold(Truth::False, Truth::or);
        let alerts = self.of_kind(ACTIVITY_ALERT).map(|alert| self.watches_registries(alert));
        exported.or(alerts.fold(Truth::False, Truth::or))
    }

    /// Whether something is attached to a subscription or what is wider still.
    fn is_at_subscription(&self, attached: &Resource) -> Truth {
        let scope = attached.get("scope");
        if scope.absent {
            let has_parent = attached.parent.is_some() || attached.scope.is_some();
            return Truth::from(!has_parent && matches!(attached.target, Target::Wide));
        }
        match ["subscription_id", "management_group_id"].contains(&scope.name.as_str()) {
            true => Truth::True,
            false => scope.judge(is_subscription),
        }
    }

    /// Whether an alert on the activity log speaks of changes to registries.
    fn watches_registries(&self, alert: &Resource) -> Truth {
        let is_on = match alert.get("properties.enabled") {
            on if on.absent => Truth::True,
            on => on.is_true(),
        };
        let conditions = alert.get("properties.condition.allOf");
        let criteria = alert.get("properties.criteria");
        let mut fits = Truth::True;
        for entry in conditions.members() {
            fits = fits.and(self.admits(&entry));
        }
        for item in criteria.value.as_object().into_iter().flat_map(|object| &object.items) {
            fits = fits.and(self.field(&item.key, &item.value));
        }
        let is_vague = !conditions.absent && conditions.value.first_unknown().is_some() && fits.certain();
        match is_vague {
            true => Truth::Unknown(format!("what `{}` watches is not known", alert.address).into()),
            false => fits.and(is_on),
        }
    }

    /// Whether one condition of an alert lets changes to registries through.
    fn admits(&self, entry: &Value) -> Truth {
        if let Some(any) = member(entry, "anyOf") {
            let leaves = any.as_list().into_iter().flat_map(|list| &list.items);
            return leaves.map(|leaf| self.admits(leaf)).fold(Truth::False, Truth::or);
        }
        let field = member(entry, "field");
        let Some(field) = field.as_ref().and_then(Value::as_str) else { return Truth::True };
        let expected = member(entry, "equals").or_else(|| member(entry, "containsAny"));
        expected.map_or(Truth::True, |expected| self.field(field, &expected))
    }

    /// Whether what is expected of a field of an event, one value or several, fits changes to
    /// registries.
    fn field(&self, field: &str, expected: &Value) -> Truth {
        let field = field.to_ascii_lowercase();
        let about = |value: &Value| -> Option<bool> {
            match field.trim_end_matches('s') {
                "category" | "categorie" => value.is_text("Administrative"),
                "operationname" | "resourcetype" | "resourceprovider" => {
                    let text = value.as_str()?.to_ascii_lowercase();
                    Some(text.starts_with("microsoft.containerregistry"))
                }
                "resourceid" => self.is_id_of_registry(value),
                _ => Some(true),
            }
        };
        match expected.as_list() {
            None => Truth::of(expected, &about),
            Some(list) => list.items.iter().map(|it| Truth::of(it, &about)).fold(Truth::False, Truth::or),
        }
    }
}

/// Whether a setting sends what happens to resources.
fn sends_administration(setting: &Resource) -> Truth {
    let has = |entry: &Value, name: &str, text: &str| {
        member(entry, name).map_or(Truth::False, |value| Truth::of(&value, &|value| value.is_text(text)))
    };
    setting.get("properties.logs").any(|entry| {
        let is_on = member(entry, "enabled").map_or(Some(true), |on| on.as_bool());
        let sent = has(entry, "category", "Administrative").or(has(entry, "categoryGroup", "allLogs"));
        sent.and(is_on.map_or_else(|| Truth::Unknown("whether it is on is not known".into()), Truth::from))
            .known()
    })
}

/// Whether a value is the id of a subscription or management group. `None` if it may be.
fn is_subscription(id: &Value) -> Option<bool> {
    let unknown = id.as_unknown();
    if let Some(reference) = unknown.and_then(|unknown| unknown.reference.as_ref()) {
        let wide = ["azurerm_subscription.", "azurerm_management_group."];
        let is_wide = wide.iter().any(|kind| reference.address.contains(kind));
        return if reference.module { None } else { Some(is_wide) };
    }
    let text = canonical_pieces(&id.pieces()?).to_ascii_lowercase();
    if ["subscription()", "managementgroup()", "tenant()"]
        .iter()
        .any(|it| text.trim_matches(['$', '{', '}']) == *it)
    {
        return Some(true);
    }
    let below = text.strip_prefix("/subscriptions/").map(|rest| rest.trim_end_matches('/'));
    match below {
        Some(rest) => Some(!rest.contains("/resourcegroups/") && !rest.contains("/providers/")),
        None if text.starts_with("/providers/microsoft.management/managementgroups/") => Some(true),
        None if text.contains("/providers/") || text.contains("microsoft.") => Some(false),
        None => id.as_str().map(|_| false),
    }
}
