//! Checks that the registry can read its customer-managed key, and that the key cannot be lost.
//!
//! ## Why is this bad?
//!
//! Azure refuses a registry whose key or identity is missing, or whose identity is not attached to it.
//! Without purge protection whoever may delete the key vault destroys the key, and with it every image:
//! nobody can undo that.
//!
//! ## What Azure does by default
//!
//! `encryption` needs `keyIdentifier` and `identity`, the client id of a user-assigned identity of the
//! registry. A key vault has no purge protection unless it is enabled; then it cannot be disabled again.
//!
//! ## What to do instead
//!
//! In Bicep and ARM list the identity in `identity.userAssignedIdentities`, set
//! `encryption.keyVaultProperties.identity` to its `clientId` and `keyIdentifier` to the key, and
//! `enablePurgeProtection: true` on the vault. In azurerm write the blocks `identity` and `encryption`
//! (`identity_client_id`, `key_vault_key_id`) and `purge_protection_enabled = true`.
//!
//! ## What it costs or breaks
//!
//! A vault with purge protection keeps its name and what is deleted for 7 to 90 days.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys>
//! - <https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview>

use crate::diagnostic::Severity;
use crate::model::{Attribute, Resource, Truth, Value};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a customer-managed key cannot be read or can be lost",
    severity: &[Severity::Error],
    set: Set::Default,
    controls: &["DP-5"],
    needs: Sku::Premium,
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let status = registry.get("properties.encryption.status");
    let key = registry.get("properties.encryption.keyVaultProperties.keyIdentifier");
    let identity = registry.get("properties.encryption.keyVaultProperties.identity");
    if status.is("disabled").certain() || (status.absent && key.absent) {
        return Verdict::NotApplicable("the registry has no customer-managed key".to_owned());
    }
    let is_on = status.is("disabled").negate();
    let verdict = match given(&key, &is_on, cx) {
        Verdict::Fail => return Verdict::Fail,
        other => other.and(given(&identity, &is_on, cx)),
    };
    let attached = match identity.absent {
        true => Verdict::Pass,
        false => attached(registry, (&identity, &is_on), cx),
    };
    verdict.and(attached).and(vault(&key, &is_on, cx))
}

fn given(part: &Attribute, is_on: &Truth, cx: &mut Context) -> Verdict {
    let is_missing = part.is_given().negate().and(is_on.clone());
    let verdict = cx.verdict(is_missing, part, || {
        format!("`{}` is not set, so Azure refuses the customer-managed key", part.name)
    });
    if verdict == Verdict::Fail {
        cx.advise("name the key, and the client id of an identity of the registry that reads it");
    }
    verdict
}

fn attached(registry: &Resource, (client, is_on): (&Attribute, &Truth), cx: &mut Context) -> Verdict {
    let kind = registry.get("identity.type");
    let is_system = client.is_one_of(&["system", "[system]"]).certain();
    let wanted = if is_system { "systemassigned" } else { "userassigned" };
    let has_kind = |kind: &Value| kind.as_str().map(|text| text.to_ascii_lowercase().contains(wanted));
    let lacks = kind.test(|kind| if kind.is_null() { Some(false) } else { has_kind(kind) }).negate();
    let verdict = cx.verdict(lacks.and(is_on.clone()), &kind, || match kind.absent {
        true => format!("`{}` is not set, so the registry has no identity that reads the key", kind.name),
        false => format!("`{}` gives the registry no identity that reads the key", kind.name),
    });
    if verdict == Verdict::Fail {
        cx.advise("attach the user-assigned identity whose client id stands with the key");
    }
    if verdict != Verdict::Pass || is_system {
        return verdict;
    }
    let has_identity = cx.model.has_identity(registry, &client.value);
    let verdict = cx.verdict(has_identity.negate().and(is_on.clone()), client, || {
        format!("`{}` is not an identity of the registry, so it cannot read the key", client.name)
    });
    if verdict == Verdict::Fail {
        cx.advise("attach that identity to the registry, or name one that is");
    }
    verdict
}

fn vault(key: &Attribute, is_on: &Truth, cx: &mut Context) -> Verdict {
    if key.absent {
        return Verdict::Pass;
    }
    let Some(vault) = cx.model.vault_of(&key.value).filter(|vault| !vault.existing) else {
        let doubt = key.judge(|_| None);
        return match doubt {
            Truth::Unknown(doubt) => {
                Verdict::Unknown(doubt.because(|_| "the key vault of the key is not in the code".to_owned()))
            }
            _ => Verdict::Pass,
        };
    };
    let protection = vault.get("properties.enablePurgeProtection");
    match protection.is_true().negate().and(is_on.clone()) {
        Truth::False => Verdict::Pass,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
        Truth::True => {
            let message = format!(
                "`{}` has no purge protection, so the key and all images with it can be lost for good",
                vault.address
            );
            cx.report_value(&protection.value, key.path, message);
            cx.advise(format!("set `{}` to `true`", protection.name));
            Verdict::Fail
        }
    }
}
