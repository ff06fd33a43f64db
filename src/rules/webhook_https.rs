//! Checks that webhooks are sent over HTTPS.
//!
//! ## Why is this bad?
//!
//! A webhook tells its receiver which image was pushed or deleted and carries the custom headers,
//! which often hold a token. Over plain HTTP everybody on the way can read them, and forge a push
//! that starts a deployment.
//!
//! ## What Azure does by default
//!
//! `serviceUri` is required and has no default. Azure and azurerm accept `http://`.
//!
//! ## What to do instead
//!
//! Give the receiver a certificate and write an `https://` address.
//!
//! In Bicep and ARM that is `properties.serviceUri` of `registries/webhooks`, in Terraform
//! `service_uri` of `azurerm_container_registry_webhook`.
//!
//! ## What it costs or breaks
//!
//! A receiver that does not answer over HTTPS no longer gets events.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-webhook>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-webhook-reference>

use crate::diagnostic::{Applicability, Change, Repair, Severity};
use crate::model::{Attribute, Piece, Resource, Value, is_https};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a webhook is sent without encryption",
    severity: &[Severity::Error],
    set: Set::Default,
    controls: &["DP-3"],
    tips: &[6],
    peers: &["CKV2_AZURE_30"],
    fix: Some(Applicability::Unsafe),
    check: Check::Child(&["webhooks"], check),
    ..Rule::BASE
};

fn check(webhook: &Resource, cx: &mut Context) -> Verdict {
    let uri = webhook.get("properties.serviceUri");
    if uri.absent {
        return Verdict::NotApplicable(format!("`{}` is not set", uri.name));
    }
    let verdict = cx.verdict(uri.test(is_https).negate(), &uri, || {
        format!(
            "`{}` sends events and custom headers without encryption: it is not an `https` address",
            uri.name
        )
    });
    cx.advise("give the receiver a certificate and write an `https://` address");
    cx.repair(encrypted(&uri));
    verdict
}

/// Only the scheme is written anew: of the rest nobody may see anything.
fn encrypted(uri: &Attribute) -> Option<Repair> {
    const SCHEME: &str = "http:";
    let is_plain = |value: &Value| {
        let pieces = value.pieces()?;
        match pieces.first()? {
            Piece::Text(text) => text.get(..SCHEME.len()).map(|start| start.eq_ignore_ascii_case(SCHEME)),
            Piece::Unknown(_) => None,
        }
    };
    let all = uri.alternatives();
    let changes = all
        .iter()
        .filter(|value| is_plain(value) == Some(true))
        .map(|value| Change::Word(value.span, SCHEME.to_owned(), "https:".to_owned()));
    let changes: Vec<Change> = changes.collect();
    (changes.len() == all.len()).then(|| {
        Repair::new(format!("write `https` in `{}`", uri.name), Applicability::Unsafe, changes)
            .about(&[uri.path])
    })
}
