//! Checks that no output gives away the admin credentials of a registry.
//!
//! ## Why is this bad?
//!
//! Outputs are written down: Azure keeps those of a deployment in its history, where everyone who can
//! read the resource group sees them, and Terraform keeps them in the state and prints them.
//!
//! ## What Azure does by default
//!
//! An output without `@secure()` (`securestring` in ARM) or `sensitive = true` is kept and shown as it
//! is.
//!
//! ## What to do instead
//!
//! Output nothing that opens the registry. Bicep and ARM: output the name or the id of the registry,
//! and let whoever needs it sign in with a managed identity. Terraform: the same with `id` and
//! `login_server`. `@secure()` or `sensitive = true` hides the value only: Terraform still keeps it in
//! its state.
//!
//! ## What it costs or breaks
//!
//! Who reads the output needs another way to sign in. Change the password afterwards: old deployments
//! and old states still hold it.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/linter-rule-outputs-should-not-contain-secrets>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-authentication#admin-account>
//! - <https://developer.hashicorp.com/terraform/language/values/outputs>

use crate::diagnostic::{Label, Severity};
use crate::model::{Destination, Dialect, Resource, Truth, Use, gives_empty_credentials};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "an output gives away admin credentials",
    severity: &[Severity::Error],
    set: Set::Default,
    tips: &[9],
    peers: &["Azure.Deployment.OutputSecretValue"],
    about_secrets: true,
    check: Check::Account(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let uses = cx.model.uses_of(registry);
    if uses.is_empty() && !cx.model.is_account_used(registry) {
        return Verdict::NotApplicable("the code reads no admin credentials of it".to_owned());
    }
    if gives_empty_credentials(registry) && cx.model.has_account(registry) == Truth::False {
        return Verdict::Pass;
    }
    let mut verdict = Truth::False;
    for found in uses.into_iter().filter(|found| !found.is_user_name) {
        let Destination::Output(name, false) = &found.to else { continue };
        let is_given = found.doubt.clone().map_or(Truth::True, Truth::Unknown);
        if is_given == Truth::True {
            report(registry, name, found, cx);
        }
        verdict = verdict.or(is_given);
    }
    match verdict {
        Truth::True => Verdict::Fail,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
        Truth::False => Verdict::Pass,
    }
}

fn report(registry: &Resource, name: &str, found: &Use, cx: &mut Context) {
    let kept = match registry.dialect {
        Dialect::Azurerm(..) | Dialect::Azapi => "the state keeps outputs, and Terraform prints them",
        _ => "the deployment history keeps outputs for all who can read it",
    };
    let message = format!("output `{name}` gives away the admin password of `{}`: {kept}", registry.address);
    let label = Label { span: found.place, message: "this output has it".to_owned() };
    let reported = cx.report_value(&found.value, &format!("outputs.{name}"), message);
    if reported.related.iter().all(|known| known.span != label.span) && label.span != found.value.span {
        reported.related.push(label);
    }
    cx.advise("remove the output, let what uses it sign in with a managed identity, and change the password");
}
