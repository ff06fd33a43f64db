//! Checks that a registry cannot be deleted by mistake.
//!
//! ## Why is this bad?
//!
//! Deleting a registry deletes every image in it, and nothing brings them back: Azure has no backup of
//! registries, and soft delete keeps images of a registry, not the registry. Whoever may manage the
//! resource group can do it with one command.
//!
//! ## What Azure does by default
//!
//! Nothing is locked. A lock on the resource group or the subscription counts for all that is in it.
//!
//! ## What to do instead
//!
//! Declare a `Microsoft.Authorization/locks` with `level: 'CanNotDelete'` and `scope: registry` in
//! Bicep, with `scope` in ARM. In Terraform declare an `azurerm_management_lock` with
//! `lock_level = "CanNotDelete"` and the registry's id as `scope`.
//!
//! ## What it costs or breaks
//!
//! The lock has to be removed before the registry can be deleted or replaced, by pipelines too. It
//! does not keep anybody from deleting images. `ReadOnly` also refuses what reads by a POST request,
//! such as listing the admin credentials.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources>

use crate::diagnostic::{Label, Severity};
use crate::model::{Doubt, Resource, Truth, Value, ValueKind};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "nothing keeps the registry from being deleted",
    severity: &[Severity::Note],
    set: Set::Strict,
    controls: &["BR-1"],
    peers: &["AC_AZURE_0185", "a187ac47-8163-42ce-8a63-c115236be6fb"],
    check: Check::Registry(check),
    ..Rule::BASE
};

const LOCK: &str = "Microsoft.Authorization/locks";

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let missing = match is_locked(registry, cx) {
        Truth::False => cx.is_missing(&[LOCK], "a lock"),
        known => known.negate(),
    };
    match missing {
        Truth::True => {}
        Truth::False => return Verdict::Pass,
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
    }
    let place = Value::new(ValueKind::Null, registry.head);
    let message = "no lock keeps the registry, or the resource group that it is in, from being deleted";
    cx.report_value(&place, "locks", message);
    cx.advise("declare a lock of level `CanNotDelete` with the registry as its scope");
    useless_locks(registry, cx);
    Verdict::Fail
}

/// Whether a lock is on the registry or on what it is in.
fn is_locked(registry: &Resource, cx: &Context) -> Truth {
    let model = cx.model;
    let keeps = |lock: &Resource| {
        let level = lock.get("properties.level").is_one_of(&["CanNotDelete", "ReadOnly"]);
        level.and(model.is_with(lock, registry))
    };
    let own = model.attached_near(LOCK, registry);
    let own = own.map(|lock| model.is_attached(lock, registry).and(keeps(lock)));
    let (around, unsure) = model.attached_to_group(LOCK, registry);
    let certain = own.chain(around.into_iter().map(keeps)).fold(Truth::False, Truth::or);
    let doubt = unsure.map(|lock| {
        let reason = format!("`{}` may be on the resource group of the registry", lock.address);
        Truth::Unknown(Doubt::from(reason).at(lock.keyword, "what this locks is not known"))
    });
    certain.or(doubt.unwrap_or(Truth::False))
}

/// Locks of the registry that keep nothing are related.
fn useless_locks(registry: &Resource, cx: &mut Context) {
    let locks = cx.model.attached_near(LOCK, registry);
    let own = locks.filter(|lock| cx.model.is_attached(lock, registry).certain());
    let message = "this lock keeps nothing: it has another level";
    let labels =
        own.map(|lock| Label { span: lock.get("properties.level").value.span, message: message.into() });
    if let Some(found) = cx.found.last_mut() {
        found.related.extend(labels);
    }
}
