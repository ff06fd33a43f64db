//! Checks that a transfer pipeline uses a managed identity, an Azure storage account, and overwrites
//! nothing.
//!
//! ## Why is this bad?
//!
//! An export pipeline carries images out of the registry, past its firewall; an import pipeline brings
//! some in. A SAS token opens the container to whoever has it, a strange or unencrypted address gives the
//! images away, and an import that overwrites tags replaces what runs.
//!
//! ## What Azure does by default
//!
//! Up to API version 2025-05-01-preview a pipeline reads a SAS token from `keyVaultUri`. From
//! 2025-06-01-preview on `storageAccessMode` may be `ManagedIdentity`. Nothing is overwritten or deleted
//! unless `options` says so. Pipelines are in previews of the API only.
//!
//! ## What to do instead
//!
//! In Bicep and ARM, and in Terraform with azapi (azurerm has no pipelines), write
//! `storageAccessMode: 'ManagedIdentity'`, leave `keyVaultUri` out and give the pipeline's identity a role
//! on the container. Leave `OverwriteTags`, `OverwriteBlobs` and `DeleteSourceBlobOnSuccess` out of
//! `options`.
//!
//! ## What it costs or breaks
//!
//! Without the options a transfer fails where something of that name exists, and blobs have to be deleted
//! by hand or by a lifecycle rule.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-transfer-prerequisites>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-transfer-cli>

use crate::diagnostic::{Label, Severity};
use crate::model::{Attribute, Resource, Truth, Value, is_blob_container, is_https};
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a transfer pipeline uses a SAS token or a strange address, or overwrites images",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["DP-2"],
    needs: Sku::Premium,
    check: Check::Child(&["exportPipelines", "importPipelines"], check),
    ..Rule::BASE
};

const LOSSY: [&str; 3] = ["OverwriteTags", "OverwriteBlobs", "DeleteSourceBlobOnSuccess"];

fn check(pipeline: &Resource, cx: &mut Context) -> Verdict {
    let is_export = pipeline.is("Microsoft.ContainerRegistry/registries/exportPipelines");
    let [mode, token, uri] = match is_export {
        true => {
            ["properties.target.storageAccessMode", "properties.target.keyVaultUri", "properties.target.uri"]
        }
        false => {
            ["properties.source.storageAccessMode", "properties.source.keyVaultUri", "properties.source.uri"]
        }
    }
    .map(|path| pipeline.get(path));
    access(pipeline, (&mode, &token), cx).and(address(&uri, cx)).and(options(pipeline, cx))
}

fn access(pipeline: &Resource, (mode, token): (&Attribute, &Attribute), cx: &mut Context) -> Verdict {
    let (place, by_token) = match mode.absent {
        true => (token, token.is_given()),
        false => (mode, mode.is("SasToken")),
    };
    let verdict = cx.verdict(by_token, place, || {
        format!(
            "`{}` makes the pipeline use a SAS token, which opens the container to whoever has it",
            place.name
        )
    });
    if verdict == Verdict::Fail {
        cx.advise(match pipeline.cannot_express(mode.path) {
            Some(needed) => format!("let its identity reach the container: `storageAccessMode` {needed}"),
            None => "set `storageAccessMode` to `ManagedIdentity` and leave `keyVaultUri` out".to_owned(),
        });
    }
    verdict
}

fn address(uri: &Attribute, cx: &mut Context) -> Verdict {
    if uri.absent {
        return Verdict::Pass;
    }
    let clear = uri.judge(is_https).negate();
    let strange = uri.judge(is_blob_container).negate();
    let message = match clear.certain() {
        true => "is not an `https` address, so images are sent without encryption",
        false => "is not a container of an Azure storage account: nothing in Azure guards what lies there",
    };
    let verdict = cx.verdict(clear.or(strange), uri, || format!("`{}` {message}", uri.name));
    if verdict == Verdict::Fail {
        cx.advise("write `https://<account>.blob.core.windows.net/<container>` of an account of your own");
    }
    verdict
}

fn options(pipeline: &Resource, cx: &mut Context) -> Verdict {
    let options = pipeline.get("properties.options");
    match options.any(|option| option.is_one_of(&LOSSY)) {
        Truth::True => {}
        Truth::Unknown(doubt) if !options.absent => return Verdict::Unknown(doubt),
        _ => return Verdict::Pass,
    }
    let members = options.members();
    let is_lossy = |option: &&Value| option.is_one_of(&LOSSY) == Some(true);
    let lossy: Vec<&Value> = members.iter().filter(is_lossy).collect();
    let first = lossy.first().copied().unwrap_or(&options.value);
    let message = format!("`{}` lets the pipeline replace or delete what is there", options.name);
    let found = cx.report_value(first, options.path, message);
    let also = |option: &&Value| Label { span: option.span, message: "and this".to_owned() };
    found.related.extend(lossy.iter().skip(1).map(also));
    found.help.push("leave it out: a transfer that finds something of that name should stop".to_owned());
    if !lossy.is_empty() {
        cx.decided_by(lossy.into_iter().filter_map(Value::imprint).collect());
    }
    Verdict::Fail
}
