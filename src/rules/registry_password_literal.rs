//! Checks that no password of a registry is written in the code.
//!
//! ## Why is this bad?
//!
//! Code is copied, forked and kept for ever. Whoever can read the repository, now or later, can sign
//! in to the registry, and changing the password breaks every old version of the code.
//!
//! ## What Azure does by default
//!
//! Nothing keeps a literal out of a password, and a default of a secure parameter is as readable as
//! any other text.
//!
//! ## What to do instead
//!
//! Sign in with a managed identity, which has no password. Where that cannot be, Bicep and ARM: take
//! the password from a Key Vault (`getSecret`, a `keyVaultUrl` of Container Apps,
//! `@Microsoft.KeyVault(…)` in App Service) or from a secure parameter without default. Terraform:
//! read it from `azurerm_key_vault_secret`, or from a `sensitive` variable that is set outside the
//! code. Then change the password: the old one is in the history of the repository.
//!
//! ## What it costs or breaks
//!
//! Deployments need the secret from somewhere else.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-authentication>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/scenarios-secrets>
//! - <https://learn.microsoft.com/azure/app-service/app-service-key-vault-references>

use crate::diagnostic::Severity;
use crate::model::{Resource, SECRET_HOLDERS, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a registry password is written in the code",
    severity: &[Severity::Error],
    set: Set::Default,
    controls: &["IM-3"],
    tips: &[3, 9],
    peers: &["Azure.Deployment.SecureValue"],
    about_secrets: true,
    check: Check::Of(SECRET_HOLDERS, check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    if resource.kind.ends_with("/tasks") {
        return Verdict::NotApplicable("`task-source-token` judges the tokens of tasks".to_owned());
    }
    let Some((secrets, more)) = cx.model.registry_secrets(resource) else {
        return Verdict::NotApplicable("it is judged with the app that it configures".to_owned());
    };
    let is_any = secrets.iter().any(|secret| secret.is_acr != Truth::False);
    let mut verdict = more.map_or(Truth::False, Truth::Unknown);
    for secret in &secrets {
        let is_bad = secret.is_acr.clone().and(secret.is_written());
        if is_bad == Truth::True {
            for place in secret.places() {
                let message =
                    format!("`{}` signs in to the registry with a password that is in the code", secret.name);
                cx.report_value(&place, secret.path, message);
                cx.advise("let it sign in with a managed identity, or read the password from a key vault; then change the password");
            }
        }
        verdict = verdict.or(is_bad);
    }
    match verdict {
        Truth::True => Verdict::Fail,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
        Truth::False if is_any => Verdict::Pass,
        Truth::False => {
            Verdict::NotApplicable("it has no password of an Azure container registry".to_owned())
        }
    }
}
