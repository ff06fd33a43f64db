//! Checks that tasks have no tokens or passwords in the code.
//!
//! ## Why is this bad?
//!
//! Whoever reads the code, its history or the deployment history of Azure has the token, and with it
//! the source repository or another registry.
//!
//! ## What Azure does by default
//!
//! A task has only the credentials that are written. Azure does not show them again, but keeps them
//! in the inputs of the deployment unless the parameter is secure.
//!
//! ## What to do instead
//!
//! Bicep: a `@secure()` parameter without default, or `kv.getSecret('name')` for a module. ARM: a
//! `securestring` parameter with a key vault reference. azurerm: a `sensitive` variable or a data
//! source `azurerm_key_vault_secret` for `docker_step { context_access_token }`,
//! `source_trigger { authentication { token } }` and `registry_credential { custom { password } }`.
//! Passwords of other registries can stay in Key Vault altogether: `type: 'Vaultsecret'` with the id
//! of the secret (in azurerm the id itself).
//!
//! ## What it costs or breaks
//!
//! Nothing. Renew a token that was in the code: it stays in the history.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-tasks-authentication-key-vault>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/key-vault-parameter>

use crate::diagnostic::Severity;
use crate::model::{Dialect, Resource, Task, Truth, Value, is_literal};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a task has a token or password in the code",
    severity: &[Severity::Error],
    set: Set::Default,
    tips: &[9],
    about_secrets: true,
    check: Check::Child(&["tasks", "taskRuns"], check),
    ..Rule::BASE
};

const TOKENS: [&str; 3] = [
    "properties.step.contextAccessToken",
    "properties.trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.token",
    "properties.trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.refreshToken",
];

/// Where a secret may be: its path, how the user calls it, what it is and whether it is one.
struct Secret {
    property: &'static str,
    name: String,
    value: Value,
    is_secret: Truth,
}

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let tokens = TOKENS.iter().flat_map(|path| resource.each(path)).filter(|found| !found.absent);
    let mut secrets: Vec<Secret> = tokens
        .map(|it| Secret { property: it.path, name: it.name, value: it.value, is_secret: Truth::True })
        .collect();
    let (registries, doubt) = Task::of(resource).custom_registries();
    let is_azurerm = matches!(resource.dialect, Dialect::Azurerm(..));
    secrets.extend(registries.iter().filter_map(|registry| {
        let (value, is_secret) = registry.password()?;
        let name = if is_azurerm { "registry_credential.custom.password" } else { "password.value" };
        let property = "properties.credentials.customRegistries[].password.value";
        Some(Secret { property, name: name.to_owned(), value, is_secret })
    }));
    let mut verdict = doubt.map_or(Verdict::Pass, Verdict::Unknown);
    for Secret { property, name, value, is_secret } in secrets {
        match Truth::of(&value, &is_literal).and(is_secret) {
            Truth::True => {
                let message = format!("`{name}` is written in the code, where whoever reads it can use it");
                let found = cx.report_value(&value, property, message);
                found.help.push("take it from a secure parameter or from Key Vault, and renew it".to_owned());
                verdict = Verdict::Fail;
            }
            Truth::Unknown(doubt) if verdict == Verdict::Pass => verdict = Verdict::Unknown(doubt),
            _ => {}
        }
    }
    verdict
}
