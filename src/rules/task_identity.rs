//! Checks that a task signs in with an identity, not with a password.
//!
//! ## Why is this bad?
//!
//! A password for another registry that is kept in a task has to be renewed there by hand and works
//! from anywhere. And on a registry with repository permissions a task without identity can neither
//! pull nor push: it has no access of its own any more.
//!
//! ## What Azure does by default
//!
//! A task has no identity. It has access to the images of its own registry unless that has
//! repository permissions.
//!
//! ## What to do instead
//!
//! Bicep and ARM: `identity.type` on the task, and in `credentials.customRegistries` the `identity`
//! for another Azure registry (`[system]` or a client id), or `type: 'Vaultsecret'` with the id of a
//! secret. For its own registry `credentials.sourceRegistry.identity` (API version
//! 2025-03-01-preview). azurerm: the block `identity` and `registry_credential { custom { identity }
//! }`; it cannot set the identity for the own registry, azapi can.
//!
//! ## What it costs or breaks
//!
//! The identity needs a role on the other registry, or on the secrets of the key vault.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-tasks-cross-registry-authentication>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions>

use crate::diagnostic::{Label, Severity};
use crate::model::{Dialect, Resource, Task, Truth, Value, member};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a task signs in without an identity",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["IM-3"],
    tips: &[4],
    check: Check::Child(&["tasks"], check),
    ..Rule::BASE
};

fn check(task: &Resource, cx: &mut Context) -> Verdict {
    let mut verdict = own_registry(task, cx);
    let (registries, doubt) = Task::of(task).custom_registries();
    for registry in registries {
        let Some((_, is_kept)) = registry.password() else { continue };
        let is_set = |it: &Value| Some(!it.is_null());
        let has_identity =
            member(&registry.value, "identity").map_or(Truth::False, |it| Truth::of(&it, &is_set));
        match is_kept.and(has_identity.negate()) {
            Truth::True => {
                let host = Value::string(registry.host.as_str(), registry.key);
                let property = "properties.credentials.customRegistries[]";
                let name = if registry.host.contains('$') { "another registry" } else { &registry.host };
                let message = format!("the task signs in to `{name}` with a password that it keeps");
                let found = cx.report_value(&host, property, message);
                found.help.push(
                    "give the task an identity and name it here, or keep the password in Key Vault"
                        .to_owned(),
                );
                verdict = Verdict::Fail;
            }
            Truth::Unknown(doubt) if verdict == Verdict::Pass => verdict = Verdict::Unknown(doubt),
            _ => {}
        }
    }
    match (verdict, doubt) {
        (Verdict::Pass, Some(doubt)) => Verdict::Unknown(doubt),
        (verdict, _) => verdict,
    }
}

/// A registry with repository permissions refuses tasks without identity.
fn own_registry(task: &Resource, cx: &mut Context) -> Verdict {
    let Some(registry) = cx.model.registry_of(task).filter(|registry| !registry.existing) else {
        return Verdict::Pass;
    };
    // Whoever starts a system task signs it in.
    if task.get("properties.isSystemTask").is_true().certain() {
        return Verdict::Pass;
    }
    let mode = registry.get("properties.roleAssignmentMode");
    let identity = task.get("identity.type");
    let source = task.get("properties.credentials.sourceRegistry.identity").is_set();
    let without = match identity.absent {
        true => Truth::True,
        false => identity.is("None"),
    };
    let bad = mode.is("AbacRepositoryPermissions").and(without).and(source.negate());
    let verdict = cx.verdict(bad, &identity, || {
        "the task has no identity, so that its registry, which has repository permissions, refuses it"
            .to_owned()
    });
    if verdict == Verdict::Fail {
        cx.relate(Label { span: mode.value.span, message: "this asks for identities".to_owned() });
    }
    cx.advise(match task.dialect {
        Dialect::Azurerm(..) => {
            "use azapi: the task needs `identity` and `credentials.sourceRegistry.identity` (API version \
             2025-03-01-preview)"
        }
        _ => {
            "set `identity` and, with API version 2025-03-01-preview, `credentials.sourceRegistry.identity`, and \
             give the identity `Container Registry Repository Writer`"
        }
    });
    verdict
}
