//! Checks that apps of App Service and Functions pull their image with a managed identity.
//!
//! ## Why is this bad?
//!
//! Without its identity an app can pull only with a user name and a password, which must be kept
//! somewhere and renewed, or from a registry that is open to everyone.
//!
//! ## What Azure does by default
//!
//! `acrUseManagedIdentityCreds` is `false`: the app uses `DOCKER_REGISTRY_SERVER_USERNAME` and
//! `DOCKER_REGISTRY_SERVER_PASSWORD` from its settings, and pulls anonymously without them.
//!
//! ## What to do instead
//!
//! Bicep and ARM: set `siteConfig.acrUseManagedIdentityCreds: true`, and `acrUserManagedIdentityID` to
//! the client id of a user-assigned identity. Terraform: set `container_registry_use_managed_identity`
//! and `container_registry_managed_identity_client_id` in `site_config`. Give the identity the role to
//! pull. A sidecar has `authType: 'SystemIdentity'` or `'UserAssigned'` of its own.
//!
//! ## What it costs or breaks
//!
//! The app does not start if its identity may not pull. Assign the role first.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/app-service/configure-custom-container#use-managed-identity-to-pull-image-from-azure-container-registry>
//! - <https://learn.microsoft.com/azure/templates/microsoft.web/sites>

use crate::diagnostic::{Applicability, Severity};
use crate::model::{Login, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

const APPS: &[&str] = &[
    "Microsoft.Web/sites",
    "Microsoft.Web/sites/slots",
    "Microsoft.Web/sites/config",
    "Microsoft.Web/sites/slots/config",
];

pub(super) static RULE: Rule = Rule {
    summary: "an app pulls its image without its managed identity",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["IM-3"],
    tips: &[4],
    fix: Some(Applicability::Unsafe),
    yields_to: &[
        "credentials-in-output",
        "admin-credentials-unavailable",
        "admin-credentials-used",
        "pull-with-password",
    ],
    about_secrets: true,
    check: Check::Of(APPS, check),
    ..Rule::BASE
};

fn check(app: &Resource, cx: &mut Context) -> Verdict {
    let Some(consumer) = cx.model.consumer(app) else {
        return Verdict::NotApplicable("it is judged with the app that it configures".to_owned());
    };
    if let Some(kind) = cx.model.lacks_pull_identity(app) {
        return Verdict::NotApplicable(format!("`{kind}` cannot set it; `azurerm_linux_function_app` can"));
    }
    let Some((uses, switch)) = cx.model.pull_identity(app) else { return Verdict::Pass };
    if uses == Truth::True {
        return Verdict::Pass;
    }
    let more = consumer.more_images.map_or(Truth::False, Truth::Unknown);
    let is_acr = consumer.images.iter().map(|image| image.is_acr.clone()).fold(more, Truth::or);
    match is_acr.clone().and(uses.negate()) {
        Truth::False if is_acr == Truth::False => {
            return Verdict::NotApplicable("its image is from no Azure container registry".to_owned());
        }
        Truth::False => return Verdict::Pass,
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::True => {}
    }
    let has_password = consumer.logins.iter().any(|login| login.by_password != Truth::False);
    let mut pulled = consumer.images.iter().filter(|image| image.is_acr != Truth::False);
    if !has_password && pulled.all(|image| image.is_elsewhere) {
        let why = "whether everybody may pull from the registry of its image is not in the code";
        return Verdict::Unknown(why.to_owned().into());
    }
    let how = if switch.absent { "is not set" } else { "is off" };
    let message = format!("`{}` {how}, so the app pulls its image without its managed identity", switch.name);
    // What it uses instead decides, if the code says so.
    let by_password = |login: &&Login| login.by_password.certain();
    match consumer.logins.iter().find(by_password).and_then(Login::place) {
        Some(password) => cx.report_value(&password, switch.path, message),
        None => cx.report(&switch, message),
    };
    cx.advise("set it to `true`, and give the identity of the app the role to pull from the registry");
    cx.set(&switch, true);
    Verdict::Fail
}
