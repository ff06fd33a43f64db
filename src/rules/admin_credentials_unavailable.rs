//! Checks that no code reads the admin credentials of a registry whose admin user is disabled.
//!
//! ## Why is this bad?
//!
//! A disabled admin user has no credentials. Azure refuses `listCredentials`, and the deployment
//! stops; azurerm gives empty texts, and whatever gets them cannot sign in.
//!
//! ## What Azure does by default
//!
//! `adminUserEnabled` is `false` when it is absent, as is `admin_enabled` in azurerm.
//!
//! ## What to do instead
//!
//! Bicep and ARM: remove `listCredentials` and let what needs the registry sign in with a managed
//! identity that has the role `AcrPull`. Terraform: the same instead of `admin_username` and
//! `admin_password`, or of the azapi action `listCredentials`. Do not enable the admin user for it.
//!
//! ## What it costs or breaks
//!
//! Nothing: as it is, it does not work.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-authentication#admin-account>
//! - <https://learn.microsoft.com/rest/api/container-registry/registries/list-credentials>

use std::collections::BTreeSet;

use crate::diagnostic::{Label, Severity};
use crate::model::{Destination, Resource, Truth, gives_empty_credentials};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the code reads admin credentials that do not exist",
    severity: &[Severity::Error],
    set: Set::Default,
    tips: &[2],
    yields_to: &["credentials-in-output"],
    about_secrets: true,
    check: Check::Account(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let is_empty = gives_empty_credentials(registry);
    // An output of nothing hurts nobody.
    let is_output = |to: &Destination| matches!(to, Destination::Output(..));
    let mut uses = cx.model.uses_of(registry);
    uses.retain(|found| !is_empty || !is_output(&found.to));
    if uses.is_empty() {
        return Verdict::NotApplicable("the code does not use its admin credentials".to_owned());
    }
    match cx.model.has_account(registry) {
        Truth::True => return Verdict::Pass,
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False => {}
    }
    let admin = registry.get("properties.adminUserEnabled");
    let so = if is_empty { "so it is empty" } else { "so Azure refuses the deployment" };
    let how = if admin.absent { "is not set" } else { "is off" };
    let mut seen = BTreeSet::new();
    for found in uses.iter().filter(|found| found.doubt.is_none() && seen.insert(found.value.span)) {
        let message = format!(
            "the admin password of `{}` is read here, but `{}` {how}, {so}",
            registry.address, admin.name
        );
        let reported = cx.report_value(&found.value, admin.path, message);
        let label = Label { span: admin.value.span, message: format!("`{}` {how} here", admin.name) };
        reported.related.retain(|known| known.span != label.span);
        reported.related.push(label);
        cx.advise("let what needs the registry sign in with a managed identity that may pull");
    }
    match uses.iter().find_map(|found| found.doubt.clone()) {
        _ if !seen.is_empty() => Verdict::Fail,
        Some(doubt) => Verdict::Unknown(doubt),
        None => Verdict::Pass,
    }
}
