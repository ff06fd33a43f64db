//! Checks that somebody is told when an image is pushed.
//!
//! ## Why is this bad?
//!
//! A push replaces what will run next. Without an event nothing scans the new image, deploys it, or
//! notices that it came at a time or from somebody it should not have.
//!
//! ## What Azure does by default
//!
//! A registry has no webhooks. One that is made is `enabled` and tells of the `actions` it names, in
//! the repositories that `scope` names, of all when that is absent.
//!
//! ## What to do instead
//!
//! Add a webhook with the action `push` and an `https` address: in Bicep and ARM a child `webhooks`
//! with `actions: ['push']`, in Terraform `azurerm_container_registry_webhook` with
//! `actions = ["push"]`. Whoever subscribes to the registry's events with Event Grid does not need it
//! and can turn this rule off.
//!
//! ## What it costs or breaks
//!
//! Nothing breaks. Basic registries can have 2 webhooks, Standard ones 10, Premium ones 500.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-webhook>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-event-grid-quickstart>

use crate::diagnostic::{Label, Severity};
use crate::model::{Resource, Truth, Value, ValueKind};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "no webhook tells of pushed images",
    severity: &[Severity::Note],
    set: Set::Strict,
    tips: &[6],
    check: Check::Registry(check),
    ..Rule::BASE
};

const WEBHOOK: &str = "Microsoft.ContainerRegistry/registries/webhooks";

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let webhooks: Vec<&Resource> = cx.model.children(registry, "webhooks").collect();
    let tells = |webhook: &Resource| {
        let is_there = cx.model.is_with(webhook, registry);
        is_enabled(webhook).and(has_push(webhook)).and(is_there)
    };
    let told = webhooks.iter().fold(Truth::False, |told, webhook| told.or(tells(webhook)));
    match told.or(cx.is_missing(&[WEBHOOK], "a webhook").negate()).or(stray_webhook(cx)) {
        Truth::True => return Verdict::Pass,
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False => {}
    }
    let here = Value::new(ValueKind::Null, registry.head);
    let message = "nobody is told when an image is pushed: the registry has no enabled webhook for `push`";
    let labels = webhooks.iter().map(|webhook| Label {
        span: webhook.keyword,
        message: match is_enabled(webhook) {
            Truth::False => "this webhook is disabled",
            _ => "this webhook tells of other actions only",
        }
        .to_owned(),
    });
    cx.report_value(&here, "webhooks", message).related.extend(labels);
    cx.advise("add a webhook with the action `push` and an `https` address");
    Verdict::Fail
}

fn is_enabled(webhook: &Resource) -> Truth {
    webhook.get("properties.status").is("enabled")
}

fn has_push(webhook: &Resource) -> Truth {
    webhook.get("properties.actions").any(|action| action.is_text("push"))
}

/// A webhook of which nobody can say whose it is may be the registry's.
fn stray_webhook(cx: &Context) -> Truth {
    let stray = cx.model.of_kind(WEBHOOK).find(|webhook| webhook.parent.is_none() && !webhook.existing);
    match stray {
        Some(webhook) => {
            Truth::Unknown(format!("whose webhook `{}` is is not known", webhook.address).into())
        }
        None => Truth::False,
    }
}
