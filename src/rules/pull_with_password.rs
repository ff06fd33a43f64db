//! Checks that what runs images signs in to the registry with a managed identity, not a password.
//!
//! ## Why is this bad?
//!
//! A password is copied: into settings, pipelines and the state of deployments. Who sees it can pull
//! from anywhere, and it works until somebody changes it. A managed identity has no password at all.
//!
//! ## What Azure does by default
//!
//! Nothing signs in by itself. The settings for a user name and a password stand beside those for an
//! identity, in App Service, Container Apps, Container Instances and Batch.
//!
//! ## What to do instead
//!
//! Give the identity of the app the role `AcrPull` on the registry, `Container Registry Repository
//! Reader` in ABAC mode. Then, in Bicep and ARM: `siteConfig.acrUseManagedIdentityCreds: true` for
//! App Service, `registries[].identity` for Container Apps, `imageRegistryCredentials[].identity` for
//! Container Instances, `containerRegistries[].identityReference` for Batch. In Terraform:
//! `container_registry_use_managed_identity`, `registry { identity }`,
//! `image_registry_credential { user_assigned_identity_id }`. Remove user name and password.
//!
//! ## What it costs or breaks
//!
//! The role must be there before the first pull. A registry of another tenant still needs a password:
//! a token that may read one repository is the least.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-authentication-managed-identity>
//! - <https://learn.microsoft.com/azure/app-service/configure-custom-container#use-managed-identity-to-pull-image-from-azure-container-registry>
//! - <https://learn.microsoft.com/azure/container-apps/managed-identity-image-pull>
//! - <https://learn.microsoft.com/azure/container-instances/using-azure-container-registry-mi>

use crate::diagnostic::Severity;
use crate::model::{CONSUMERS, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "images are pulled with a user name and a password",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["IM-3"],
    tips: &[4],
    yields_to: &["credentials-in-output", "admin-credentials-unavailable", "admin-credentials-used"],
    about_secrets: true,
    check: Check::Of(CONSUMERS, check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let Some(consumer) = cx.model.consumer(resource) else {
        return Verdict::NotApplicable("it is judged with the app that it configures".to_owned());
    };
    let Some(instead) = &consumer.instead else {
        return Verdict::NotApplicable("its type cannot pull with a managed identity".to_owned());
    };
    let mut verdict = consumer.more_logins.clone().map_or(Truth::False, Truth::Unknown);
    for login in &consumer.logins {
        let by_password = login.is_acr.clone().and(login.by_password.clone());
        if let (Truth::True, Some(place)) = (&by_password, login.place()) {
            let message = format!(
                "`{}` signs in to the registry with a password, which whoever learns it can use anywhere",
                login.name
            );
            cx.report_value(&place, login.path, message);
            cx.advise(instead.as_str());
        }
        verdict = verdict.or(by_password);
    }
    match verdict {
        Truth::True => Verdict::Fail,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
        Truth::False if consumer.uses_acr() == Truth::False => {
            Verdict::NotApplicable("it pulls from no Azure container registry".to_owned())
        }
        Truth::False => Verdict::Pass,
    }
}
