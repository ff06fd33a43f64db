//! Checks that the customer-managed key may rotate.
//!
//! ## Why is this bad?
//!
//! A key identifier that ends in a version ties the registry to that version. When the key is
//! rotated in the vault, the registry goes on with the old one; when the old one is disabled or
//! expires, images can no longer be pulled.
//!
//! ## What Azure does by default
//!
//! Without a version Azure looks for new ones and uses them within an hour. Without `encryption`
//! Microsoft manages the key.
//!
//! ## What to do instead
//!
//! Leave the version out: `https://contoso.vault.azure.net/keys/acr`. In Bicep and ARM templates take
//! `keyUri` of the key, not `keyUriWithVersion`; in Terraform `versionless_id`, not `id`.
//!
//! ## What it costs or breaks
//!
//! From then on the registry follows new versions of the key by itself, some time after they appear:
//! disable an old version only once it does.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/tutorial-rotate-revoke-customer-managed-keys>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/key_vault_key>

use crate::diagnostic::{Applicability, Change, Repair, Severity};
use crate::model::{Dialect, Resource, names_version, without_version};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the customer-managed key is pinned to a version",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["DP-5"],
    needs: Sku::Premium,
    fix: Some(Applicability::Safe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let key = registry.get("properties.encryption.keyVaultProperties.keyIdentifier");
    if key.absent {
        return Verdict::NotApplicable("the registry has no customer-managed key".to_owned());
    }
    let status = registry.get("properties.encryption.status");
    if status.is("disabled").certain() {
        return Verdict::NotApplicable(format!("`{}` is off", status.name));
    }
    let pinned =
        key.judge(|identifier| names_version(identifier, "keys")).and(status.is("disabled").negate());
    let verdict = cx.verdict(pinned, &key, || {
        format!(
            "`{}` names one version of the key, so that the registry does not follow its rotation",
            key.name
        )
    });
    cx.advise(match registry.dialect {
        Dialect::Azurerm(..) => "leave the version out, or take `versionless_id` of the key instead of `id`",
        _ => "leave the version out, or take `keyUri` of the key instead of `keyUriWithVersion`",
    });
    cx.repair(without_version(&key.value).map(|(old, new)| {
        Repair::new(
            "leave out the version of the key",
            Applicability::Safe,
            vec![Change::Word(key.value.span, old, new)],
        )
        .about(&[key.path])
    }));
    verdict
}
