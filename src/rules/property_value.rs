//! Checks that values are ones that Azure knows.
//!
//! ## Why is this bad?
//!
//! Bicep and ARM templates accept any text where Azure knows only a few words, so that a slip such
//! as `Disable` shows when the deployment fails, or not at all: the setting then does nothing. The
//! same holds for numbers out of range, names that Azure refuses, and `"true"` for `true`.
//!
//! ## What Azure does by default
//!
//! It refuses the deployment; some values are ignored. Words are compared without case. azurerm
//! checks values when it plans, the tier with case; Terraform converts `"true"` and `"7"`.
//!
//! ## What to do instead
//!
//! Write one of the values that the message names.
//!
//! It is spelled the same in Bicep, ARM and azapi; for azurerm the message names the attribute.
//! Bicep and ARM do not turn text into numbers or truth values, Terraform does.
//!
//! ## What it costs or breaks
//!
//! Nothing: with the value as it is, the deployment fails or the setting has no effect.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/templates/microsoft.containerregistry/registries>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerregistry>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_registry>

use crate::diagnostic::{Applicability, Change, Literal, Repair, Severity};
use crate::model::{
    Attribute, Expected, Resource, TIERS, Truth, Value, ValueKind, below_registry, properties,
};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a value is not one that Azure knows",
    severity: &[Severity::Error],
    set: Set::Default,
    peers: &["Azure.ACR.Name"],
    fix: Some(Applicability::Safe),
    check: Check::Any(check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let mut bad = Truth::False;
    for property in properties(&resource.kind) {
        let expected = property.expected_in(resource.dialect);
        let is_exact = matches!(expected, Expected::Exactly(_));
        for (i, attribute) in resource.each(property.path).iter().enumerate() {
            // The name of a replica is made of its location in azurerm.
            if attribute.absent || (property.path == "name" && attribute.name != "name") {
                continue;
            }
            // What is known only later, such as a region, is some text.
            if expected == Expected::Text && attribute.value.as_unknown().is_some() {
                continue;
            }
            let admits = |value: &Value| match property.path {
                // Tiers that Azure does not have are for `sku` to report; here it is how azurerm
                // wants them written.
                "sku.name" if !is_exact || value.is_one_of(&TIERS) == Some(false) => Some(true),
                _ => expected.admits(value),
            };
            let refused = attribute.judge(admits).negate();
            if refused.certain() {
                let path = property.path.replace("[]", &format!("[{i}]"));
                report(resource, attribute, &path, expected, cx);
            }
            bad = bad.or(refused);
        }
    }
    match bad.or(home_region(resource, cx)) {
        Truth::True => Verdict::Fail,
        Truth::False => Verdict::Pass,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
    }
}

fn report(resource: &Resource, attribute: &Attribute, path: &str, expected: Expected, cx: &mut Context) {
    let is_switch = resource.spells_as_bool(attribute.path);
    let takes = if is_switch { Expected::Bool.phrase() } else { expected.phrase() };
    let name = &attribute.name;
    let message = match phrase(&attribute.value, expected) {
        Some(is) => format!("`{name}` is {is}, but takes {takes}"),
        None => format!("`{name}` cannot be this: it takes {takes}"),
    };
    let found = cx.report_value(&attribute.value, path, message);
    let text = attribute.value.as_str().filter(|_| !is_switch);
    if let Some(meant) = text.and_then(|text| expected.closest(text)) {
        found.help.push(format!("did you mean `{meant}`?"));
    }
    let is_there = |meant: &Literal| {
        let texts = resource.each(attribute.path);
        path.ends_with(']')
            && texts.iter().any(|it| it.value.as_str().map(Literal::from).as_ref() == Some(meant))
    };
    let meant = expected.meant(&attribute.value).filter(|meant| !is_switch && !is_there(meant));
    cx.repair(meant.map(|meant| {
        Repair::new(
            format!("write `{meant}`"),
            Applicability::Safe,
            vec![Change::Replace(attribute.value.span, meant)],
        )
        .about(&[path])
    }));
}

/// A known value in words. What takes any text, and may be a secret, is never quoted.
fn phrase(value: &Value, expected: Expected) -> Option<String> {
    match &value.kind {
        ValueKind::String(text) if expected == Expected::Bool => Some(format!("the text `{text}`")),
        ValueKind::String(text) => Some(format!("`{}`", text.chars().take(60).collect::<String>())),
        ValueKind::Bool(value) => Some(format!("`{value}`")),
        ValueKind::Int(value) => Some(value.to_string()),
        ValueKind::Float(value) => Some(value.to_string()),
        ValueKind::List(_) => Some("a list".to_owned()),
        ValueKind::Object(_) => Some("an object".to_owned()),
        _ => None,
    }
}

/// Whether a replica is where its registry is; reports it.
fn home_region(resource: &Resource, cx: &mut Context) -> Truth {
    let is_replica = below_registry(&resource.kind) == Some("replications");
    let registry = cx.model.registry_of(resource).filter(|_| is_replica);
    let Some(registry) = registry else { return Truth::False };
    if resource.broken || registry.broken {
        return Truth::Unknown("a syntax error in the resource hides where it is".to_owned().into());
    }
    let here = resource.get("location");
    let same = cx.model.same_location(resource, registry);
    if same.certain() {
        let message = format!("`{}` puts a replica into the registry's own region", here.name);
        cx.report(&here, message);
        cx.advise("leave it out: the registry itself serves its region");
    }
    same
}
