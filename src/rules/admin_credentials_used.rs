//! Checks that no code uses the admin credentials of a registry.
//!
//! ## Why is this bad?
//!
//! The admin user can pull, push and delete everything, and no log says who it was. Code that reads
//! its password carries it into settings, secrets and states, and keeps the admin user switched on.
//!
//! ## What Azure does by default
//!
//! The admin user is disabled. Enabled, it has two passwords that work until somebody changes them,
//! and `listCredentials` gives them to everyone with the right to it.
//!
//! ## What to do instead
//!
//! Bicep and ARM: give the app a managed identity with the role `AcrPull`, remove `listCredentials`
//! and set `adminUserEnabled: false`. Terraform: use `azurerm_role_assignment` with the identity of
//! the app instead of `admin_username` and `admin_password`, and set `admin_enabled = false`. With
//! azapi remove the action `listCredentials`. What cannot have an identity takes a repository token.
//!
//! ## What it costs or breaks
//!
//! Whatever signs in with the password must have its identity and role first.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-authentication#admin-account>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-authentication-managed-identity>

use std::collections::BTreeMap;

use crate::diagnostic::{Label, Severity};
use crate::model::{Destination, Resource, Truth, Use, gives_empty_credentials};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the code uses the admin credentials of a registry",
    severity: &[Severity::Error],
    set: Set::Default,
    controls: &["PA-1"],
    tips: &[2],
    peers: &["Azure.Deployment.OutputSecretValue"],
    yields_to: &["credentials-in-output", "admin-credentials-unavailable"],
    about_secrets: true,
    check: Check::Account(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    if gives_empty_credentials(registry) && cx.model.has_account(registry) == Truth::False {
        return Verdict::Pass;
    }
    let uses = cx.model.uses_of(registry);
    let mut places: BTreeMap<_, Vec<&Use>> = BTreeMap::new();
    for found in uses.iter().filter(|found| found.doubt.is_none()) {
        places.entry(found.value.span).or_default().push(*found);
    }
    for found in places.values() {
        report(registry, found, cx);
    }
    match uses.iter().find_map(|found| found.doubt.clone()) {
        _ if !places.is_empty() => Verdict::Fail,
        Some(doubt) => Verdict::Unknown(doubt),
        None => Verdict::Pass,
    }
}

/// More receivers of one password are not named.
const MAX_NAMED: usize = 8;

fn report(registry: &Resource, uses: &[&Use], cx: &mut Context) {
    let Some(first) = uses.first() else { return };
    let message = match first.is_user_name {
        true => format!(
            "the admin user name of `{}` is read here, so something signs in as that user",
            registry.address
        ),
        false => format!(
            "the admin password of `{}` is read here: whoever gets to see it can pull, push and delete everything",
            registry.address
        ),
    };
    let admin = registry.get("properties.adminUserEnabled");
    let reported = cx.report_value(&first.value, admin.path, message);
    for found in uses.iter().take(MAX_NAMED) {
        let message = match &found.to {
            Destination::Resource(address) => format!("`{address}` gets it"),
            Destination::Module(address) => format!("module `{address}` gets it"),
            Destination::Output(name, _) => format!("output `{name}` gives it out"),
        };
        match reported.related.iter_mut().find(|label| label.span == found.place) {
            Some(label) => label.message = message,
            None if found.place == reported.primary.span => reported.primary.message = message,
            None => reported.related.push(Label { span: found.place, message }),
        }
    }
    if let Some(condition) = &first.condition {
        reported.help.push(format!("this applies when `{condition}` is true"));
    }
    let off = format!(
        "let what uses the registry sign in with a managed identity, then set `{}` to `false`",
        admin.name
    );
    cx.advise(off);
}
