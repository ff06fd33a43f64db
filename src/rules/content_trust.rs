//! Checks that Docker content trust is not turned on.
//!
//! ## Why is this bad?
//!
//! Docker content trust is retired: registries on which it was never on refuse it from 2026-05-31,
//! and on 2028-03-31 it is removed. A deployment that turns it on fails with
//! `ContentTrustUnsupported`; signatures that exist stop working in 2028. Some linters still demand
//! it (`CKV_AZURE_164`, `Azure.ACR.ContentTrust`); their demand cannot be met any more.
//!
//! ## What Azure does by default
//!
//! `policies.trustPolicy.status` is `disabled` when absent, in every API version and in azurerm,
//! which dropped the attribute in version 5.
//!
//! ## What to do instead
//!
//! Leave the setting out. Sign images with the Notary Project (`notation`) or another signer in the
//! pipeline that builds them, and verify the signatures where the images run.
//!
//! In Bicep and ARM remove `properties.policies.trustPolicy`. In Terraform remove
//! `trust_policy_enabled` (azurerm 4) or the block `trust_policy` (up to 3); azurerm 5 has neither.
//!
//! ## What it costs or breaks
//!
//! Clients that set `DOCKER_CONTENT_TRUST=1` no longer pull once it is off. Move signing and
//! verification first.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-content-trust-deprecation>
//! - <https://learn.microsoft.com/azure/container-registry/overview-sign-verify-artifacts>

use crate::diagnostic::{Applicability, Severity};
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "retired content trust is turned on",
    severity: &[Severity::Error],
    set: Set::Default,
    tips: &[7],
    peers: &["CKV_AZURE_164", "Azure.ACR.ContentTrust"],
    needs: Sku::Premium,
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let trust = registry.get("properties.policies.trustPolicy.status");
    let verdict = cx.verdict(trust.is("enabled"), &trust, || {
        format!(
            "`{}` turns on content trust, which new registries refuse from 2026-05-31 and which ends on \
             2028-03-31",
            trust.name
        )
    });
    cx.advise("leave it out, and sign images in the pipeline with the Notary Project (`notation`)");
    cx.set(&trust, "disabled");
    verdict
}
