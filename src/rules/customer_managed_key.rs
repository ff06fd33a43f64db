//! Checks that the registry encrypts images with a key of the customer.
//!
//! ## Why is this bad?
//!
//! With a key that Microsoft holds nobody else can rotate it, see when it is used, or make all
//! images unreadable at once by taking it away. Some laws and contracts demand that.
//!
//! ## What Azure does by default
//!
//! Without `encryption` images are encrypted with keys that Microsoft manages. That is enough for
//! most. A key of one's own needs the Premium tier, and API version 2021-09-01 or azurerm 2.59.
//!
//! ## What to do instead
//!
//! Make a user-assigned identity that may use a key of the key vault and give both to the registry.
//! In Bicep and ARM set `identity`, and `encryption` to `status: 'enabled'` with
//! `keyVaultProperties.identity` (client id) and `.keyIdentifier` (without version). In azurerm write
//! the blocks `identity` and `encryption`.
//!
//! ## What it costs or breaks
//!
//! The key can only be given when the registry is made, and never be taken back: an existing registry
//! has to be made anew. When the key or the identity is lost, so are all images. Content trust is not
//! possible with it.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/tutorial-customer-managed-keys>
//! - <https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys>

use crate::diagnostic::Severity;
use crate::model::{Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "images are encrypted with a key that Microsoft holds",
    severity: &[Severity::Note],
    set: Set::Strict,
    controls: &["DP-5"],
    policies: &["5b9159ae-1701-4a6f-9a7a-aa9c8ddd0580"],
    needs: Sku::Premium,
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let encryption = registry.get("properties.encryption.status");
    if let Some(reason) = registry.cannot_express(encryption.path).filter(|_| encryption.absent) {
        return Verdict::NotApplicable(reason);
    }
    let has_key = encryption.is("enabled");
    if !has_key.certain() {
        match registry.get("properties.policies.trustPolicy.status").is("enabled") {
            Truth::True => return Verdict::NotApplicable("content trust excludes a key of one's own".into()),
            Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
            Truth::False => {}
        }
    }
    let verdict = cx.verdict(has_key.negate(), &encryption, || {
        let why = if encryption.absent { "is not set" } else { "is off" };
        format!("`{}` {why}, so images are encrypted with a key that Microsoft holds", encryption.name)
    });
    cx.advise("if you must hold the key, make the registry anew with it: it can only be given then");
    verdict
}
