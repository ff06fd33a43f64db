//! Checks that a scope map does not give rights over every repository.
//!
//! ## Why is this bad?
//!
//! A token is a password that does not say who uses it. With a scope map over all repositories
//! (`repositories/*/…`) a leaked token replaces or deletes every image of the registry, also those
//! of teams that never heard of it; with read rights it copies them all.
//!
//! ## What Azure does by default
//!
//! A scope map has the actions that are written, no others.
//!
//! ## What to do instead
//!
//! Name the repositories, or the part of the registry that the token is for:
//! `repositories/team/*/content/write`. Split a map that serves several users.
//!
//! In Bicep and ARM the list is `properties.actions` of `registries/scopeMaps`, in Terraform
//! `actions` of `azurerm_container_registry_scope_map`.
//!
//! ## What it costs or breaks
//!
//! A token that works on repositories outside the new list is refused there.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-token-based-repository-permissions>

use crate::diagnostic::{Label, Severity};
use crate::model::{Access, Resource, Truth, Value};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a scope map covers every repository",
    severity: &[Severity::Warning, Severity::Note],
    set: Set::Default,
    controls: &["IM-1"],
    tips: &[12],
    check: Check::Child(&["scopeMaps"], check),
    ..Rule::BASE
};

fn check(map: &Resource, cx: &mut Context) -> Verdict {
    let actions = map.get("properties.actions");
    let changes = Access::Change.of_actions(&actions);
    let either = Access::Any.of_actions(&actions);
    let (access, what) = match (changes.certain(), either.certain()) {
        (true, _) => (Access::Change, "change or delete every image of the registry"),
        (false, true) => (Access::Any, "read every image of the registry"),
        (false, false) => {
            return match either {
                Truth::Unknown(doubt) => Verdict::Unknown(doubt),
                _ => Verdict::Pass,
            };
        }
    };
    let members = actions.members();
    let is_wild = |action: &&Value| action.is_one_of(access.actions()) == Some(true);
    let wild: Vec<&Value> = members.iter().filter(is_wild).collect();
    // Of a list that is one of several, each has its own.
    let first = wild.first().copied().unwrap_or(&actions.value);
    let found = cx.report_value(
        first,
        actions.path,
        format!("`{}` lets whoever has a token of this scope map {what}", actions.name),
    );
    let also = |action: &&Value| Label { span: action.span, message: "and this".to_owned() };
    found.related.extend(wild.iter().skip(1).map(also));
    found
        .help
        .push("name the repositories, or end a name with a wildcard: `repositories/team/*/…`".to_owned());
    if !changes.certain() {
        found.severity = Severity::Note;
    }
    if !wild.is_empty() {
        cx.decided_by(wild.into_iter().filter_map(Value::imprint).collect());
    }
    Verdict::Fail
}
