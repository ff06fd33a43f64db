//! Checks that parameters with registry passwords are declared as secrets.
//!
//! ## Why is this bad?
//!
//! Azure keeps the parameters of each deployment in its history, where everyone who can read the
//! resource group sees them. Terraform shows variables in plans and logs.
//!
//! ## What Azure does by default
//!
//! A parameter is kept and shown as it is, unless its type is `securestring` or `secureobject`, which
//! is what `@secure()` makes of it.
//!
//! ## What to do instead
//!
//! Bicep: write `@secure()` above the parameter, in the module that uses it and in each that passes it
//! on. ARM: make its type `securestring` or `secureobject`. Terraform: set `sensitive = true` in the
//! variable.
//!
//! ## What it costs or breaks
//!
//! Nothing in Bicep and ARM. Terraform refuses sensitive values in outputs that are not `sensitive`
//! themselves, and in `for_each`: where the variable is used there, the fix is not a safe one. Old
//! deployments keep what they have: change the password.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/parameters#secure-parameters>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices#security-recommendations-for-parameters>
//! - <https://developer.hashicorp.com/terraform/language/values/variables>

use crate::diagnostic::{Applicability, Change, Repair, Severity};
use crate::model::{Dialect, Resource, SECRET_HOLDERS, Truth, Value};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a parameter with a registry password is not declared as a secret",
    severity: &[Severity::Warning],
    set: Set::Default,
    tips: &[9],
    peers: &["Azure.Deployment.SecureParameter"],
    fix: Some(Applicability::Safe),
    about_secrets: true,
    check: Check::Of(SECRET_HOLDERS, check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let Some((secrets, more)) = cx.model.registry_secrets(resource) else {
        return Verdict::NotApplicable("it is judged with the app that it configures".to_owned());
    };
    let mut of_acr = secrets.iter().filter(|secret| secret.is_acr != Truth::False);
    let has_parameter = of_acr.any(|secret| !secret.parameters().is_empty());
    let mut verdict = more.map_or(Truth::False, Truth::Unknown);
    let (what, shown, how) = match resource.dialect {
        Dialect::Azurerm(..) | Dialect::Azapi => ("variable", "plans and logs show it", "`sensitive = true`"),
        Dialect::Arm => ("parameter", "the deployment history shows it", "the type `securestring`"),
        Dialect::Bicep => ("parameter", "the deployment history shows it", "`@secure()`"),
    };
    for secret in &secrets {
        let open = secret.open_parameters(resource);
        let is_bad = secret.is_acr.clone().and(Truth::from(!open.is_empty()));
        for parameter in open.iter().filter(|_| is_bad == Truth::True) {
            let name = &parameter.name;
            let message =
                format!("{what} `{name}` feeds `{}` but is not declared as a secret: {shown}", secret.name);
            let place = Value { span: parameter.span, ..secret.value.clone() };
            cx.report_value(&place, secret.path, message).primary.message.clear();
            cx.advise(format!("declare it with {how}"));
            let applicability = match parameter.exposed {
                true => {
                    cx.advise("an output or a loop uses it, and Terraform refuses secrets there");
                    Applicability::Unsafe
                }
                false => Applicability::Safe,
            };
            cx.repair(Some(
                Repair::new(
                    format!("declare `{name}` as a secret"),
                    applicability,
                    vec![Change::Secure(parameter.span)],
                )
                .about(&[secret.path]),
            ));
        }
        verdict = verdict.or(is_bad);
    }
    match verdict {
        Truth::True => Verdict::Fail,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
        Truth::False if has_parameter => Verdict::Pass,
        Truth::False => Verdict::NotApplicable("no parameter feeds a registry password".to_owned()),
    }
}
