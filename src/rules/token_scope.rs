//! Checks that no token works on every repository.
//!
//! ## Why is this bad?
//!
//! A token is a password that does not say who uses it. Bound to a scope map over all repositories, it
//! replaces or deletes every image of the registry when it leaks, or copies them all.
//!
//! ## What Azure does by default
//!
//! A token can do what its scope map says. Every registry has scope maps over all repositories:
//! `_repositories_admin`, `_repositories_push` and `_repositories_pull`.
//!
//! ## What to do instead
//!
//! Make a scope map that names the repositories which the token is for, and bind the token to that: in
//! Bicep and ARM with `scopeMapId`, in azurerm with `scope_map_id`.
//!
//! ## What it costs or breaks
//!
//! The token is refused in all other repositories.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-token-based-repository-permissions>

use crate::diagnostic::{Label, Severity};
use crate::model::{Access, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a token works on every repository",
    severity: &[Severity::Warning, Severity::Note],
    set: Set::Default,
    controls: &["IM-1"],
    tips: &[12],
    check: Check::Child(&["tokens"], check),
    ..Rule::BASE
};

fn check(token: &Resource, cx: &mut Context) -> Verdict {
    let scope = token.get("properties.scopeMapId");
    if token.get("properties.status").is("disabled").certain() {
        return Verdict::NotApplicable("the token is disabled".to_owned());
    }
    if scope.absent {
        return Verdict::NotApplicable("the code binds the token to no scope map".to_owned());
    }
    let is_live = token.get("properties.status").is("disabled").negate();
    let gives = |access| cx.model.scope_map_gives(&scope, access).and(is_live.clone());
    let (access, what) = match (gives(Access::Change), gives(Access::Any)) {
        (Truth::True, _) => (Access::Change, "change or delete every image of the registry"),
        (_, Truth::True) => (Access::Any, "read every image of the registry"),
        (_, Truth::Unknown(doubt)) => return Verdict::Unknown(doubt),
        _ => return Verdict::Pass,
    };
    let map = cx.model.scope_map(&scope.value);
    let actions = map.map(|map| map.get("properties.actions").members()).unwrap_or_default();
    let wide = actions.into_iter().filter(|action| action.is_one_of(access.actions()) == Some(true));
    let labels: Vec<Label> =
        wide.map(|action| Label { span: action.span, message: "this is every repository".into() }).collect();
    let name = map.map_or_else(|| cx.model.name_of(&scope.value), |map| Some(map.address.clone()));
    let name = name.map_or("a scope map".to_owned(), |name| format!("`{name}`"));
    let found = cx.report(&scope, format!("`{}` is {name}, so the token can {what}", scope.name));
    found.related.extend(labels);
    found.help.push("bind it to a scope map that names the repositories which the token is for".to_owned());
    if access == Access::Any {
        found.severity = Severity::Note;
    }
    Verdict::Fail
}
