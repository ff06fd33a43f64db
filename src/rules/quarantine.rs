//! Checks that the quarantine of images is not turned on.
//!
//! ## Why is this bad?
//!
//! With quarantine on, nobody can pull a pushed image until some scanner with the role
//! `AcrQuarantineWriter` marks it as passed. Nothing in Azure does that: without a scanner of your
//! own that speaks this interface, every pull of a new image fails. It has been an early preview for
//! years. Some linters still demand it (`CKV_AZURE_166`, `Azure.ACR.Quarantine`).
//!
//! ## What Azure does by default
//!
//! `policies.quarantinePolicy.status` is `disabled` when absent, in every API version and in azurerm.
//!
//! ## What to do instead
//!
//! Leave it out. Scan images in the pipeline before they are pushed and with Defender for Containers
//! in the registry, and let admission control decide what may run. If you run a scanner that lifts
//! the quarantine, accept the note and say so.
//!
//! In Bicep and ARM remove `properties.policies.quarantinePolicy`, in Terraform
//! `quarantine_policy_enabled`.
//!
//! ## What it costs or breaks
//!
//! Without quarantine an image can be pulled as soon as it is pushed, before a scan has looked at
//! it. Images that are quarantined today become available.
//!
//! ## References
//!
//! - <https://github.com/Azure/acr/tree/main/docs/preview/quarantine>
//! - <https://learn.microsoft.com/azure/container-registry/scan-images-defender>

use crate::diagnostic::Severity;
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "pushed images cannot be pulled until a scanner clears them",
    severity: &[Severity::Note],
    set: Set::Default,
    peers: &["CKV_AZURE_166", "Azure.ACR.Quarantine"],
    needs: Sku::Premium,
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let quarantine = registry.get("properties.policies.quarantinePolicy.status");
    let verdict = cx.verdict(quarantine.is("enabled"), &quarantine, || {
        format!("`{}` blocks every pull of a new image until a scanner of yours clears it", quarantine.name)
    });
    cx.advise("leave it out unless you run a scanner that lifts the quarantine");
    verdict
}
