//! Checks that azurerm still has the attributes that are written.
//!
//! ## Why is this bad?
//!
//! Each major version of azurerm removes or renames attributes. With one of them Terraform refuses
//! the whole configuration; until then it looks as if the setting protected the registry.
//!
//! ## What Azure does by default
//!
//! The version that counts is the newest one that `required_providers` allows and that has every
//! attribute of the resource; only if there is none, the newest one allowed. Version 3 removed
//! `georeplication_locations` and `storage_account_id`; 4 the blocks `retention_policy` and
//! `trust_policy`, `encryption.enabled` and `network_rule_set.virtual_network`; 5
//! `trust_policy_enabled` and `georeplications.regional_endpoint_enabled`.
//!
//! ## What to do instead
//!
//! Write the attribute that took its place, as the message says, or remove the line where none did.
//! What azurerm cannot set any more `azapi_update_resource` can, as far as Azure still has it.
//!
//! Bicep and ARM are not concerned: their API versions keep what they have.
//!
//! ## What it costs or breaks
//!
//! What took the place of an attribute may replace the resource or change a default: read the plan.
//! Settings that have no successor are lost once the new version applies the configuration.
//!
//! ## References
//!
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/3.0-upgrade-guide>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/4.0-upgrade-guide>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/5.0-upgrade-guide>

use crate::diagnostic::{Applicability, Change, Repair, Severity};
use crate::model::{Dialect, Resource, Unsupported, Value, ValueKind, Version};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "an attribute is gone from azurerm",
    severity: &[Severity::Warning],
    set: Set::Default,
    fix: Some(Applicability::Safe),
    check: Check::Any(check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let Dialect::Azurerm(major, minor) = resource.dialect else {
        return Verdict::NotApplicable("it is not written for azurerm".to_owned());
    };
    let version = (major, minor);
    let mut verdict = Verdict::Pass;
    for attribute in &resource.unsupported {
        if let Some(until) = attribute.until.filter(|until| *until <= version) {
            report(attribute, until, version, cx);
            verdict = Verdict::Fail;
        }
    }
    verdict
}

fn report(attribute: &Unsupported, until: Version, version: Version, cx: &mut Context) {
    let Unsupported { name, span, replacement, renamed, .. } = attribute;
    let place = Value::new(ValueKind::Null, *span);
    let how = if replacement.is_some() { "renamed" } else { "removed" };
    let message = format!(
        "azurerm {}.{} {how} `{name}`, and this runs with {}.{}",
        until.0, until.1, version.0, version.1
    );
    cx.report_value(&place, name, message);
    cx.repair(replacement.zip(*renamed).map(|(now, path)| {
        Repair::new(
            format!("rename `{name}` to `{now}`"),
            Applicability::Safe,
            vec![Change::Rename(*span, now.to_owned())],
        )
        .about(&[path])
    }));
    cx.advise(match replacement {
        Some(now) => format!("write `{now}` instead"),
        None => format!("remove it, or stay below azurerm {}.{}", until.0, until.1),
    });
}
