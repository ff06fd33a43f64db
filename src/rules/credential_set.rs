//! Checks that a credential set takes its secrets from a key vault and follows their renewal.
//!
//! ## Why is this bad?
//!
//! A credential set holds the addresses of two secrets, not the secrets. A secret written in place of
//! the address is in the code for all to read, and does not work. An address that ends in a version goes
//! on giving the old password after it was renewed, and without an identity the registry cannot read
//! either.
//!
//! ## What Azure does by default
//!
//! An address without version leads to the newest version. A credential set has no identity unless one is
//! written; azurerm demands `identity`.
//!
//! ## What to do instead
//!
//! In Bicep and ARM write `identity: { type: 'SystemAssigned' }` and
//! `https://contoso.vault.azure.net/secrets/hub` or `secretUri` of the secret, not
//! `secretUriWithVersion`; in Terraform a block `identity` and `versionless_id`, not `id`. Let the identity
//! read the secrets, with the role Key Vault Secrets User.
//!
//! ## What it costs or breaks
//!
//! Nothing. Pulls through the cache begin to work, or go on after the password is renewed.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/artifact-cache-overview>
//! - <https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates>

use crate::diagnostic::Severity;
use crate::model::{Attribute, Resource, is_in_vault, names_version};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a credential set cannot read its secrets, or not their newest version",
    severity: &[Severity::Warning],
    set: Set::Default,
    tips: &[9],
    about_secrets: true,
    check: Check::Child(&["credentialSets"], check),
    ..Rule::BASE
};

fn check(set: &Resource, cx: &mut Context) -> Verdict {
    let paths = [
        "properties.authCredentials[].usernameSecretIdentifier",
        "properties.authCredentials[].passwordSecretIdentifier",
    ];
    let secrets: Vec<Attribute> =
        paths.iter().flat_map(|path| set.each(path)).filter(|secret| !secret.absent).collect();
    let verdict = identity(set, cx);
    secrets.iter().fold(verdict, |verdict, secret| verdict.and(address(secret, cx)))
}

fn identity(set: &Resource, cx: &mut Context) -> Verdict {
    let identity = set.get("identity.type");
    let verdict = cx.verdict(identity.is_set().and(identity.is("None").negate()).negate(), &identity, || {
        let why = if identity.absent { "is not set" } else { "is none" };
        format!("`{}` {why}, so the registry cannot read the secrets", identity.name)
    });
    if verdict == Verdict::Fail {
        cx.advise("write `SystemAssigned` and let that identity read the secrets of the key vault");
    }
    verdict
}

fn address(secret: &Attribute, cx: &mut Context) -> Verdict {
    let elsewhere = secret.judge(|id| is_in_vault(id, "secrets")).negate();
    let pinned = secret.judge(|id| names_version(id, "secrets"));
    if elsewhere.certain() {
        let message = format!("`{}` is not the address of a secret in a key vault", secret.name);
        cx.report(secret, message);
        cx.advise(
            "put the value into a key vault and write `https://<vault>.vault.azure.net/secrets/<name>`",
        );
        return Verdict::Fail;
    }
    let verdict = cx.verdict(elsewhere.or(pinned), secret, || {
        format!("`{}` names one version of the secret, so it does not follow its renewal", secret.name)
    });
    if verdict == Verdict::Fail {
        cx.advise("leave the version out of the address");
    }
    verdict
}
