//! Checks that arguments of tasks that hold secrets say so.
//!
//! ## Why is this bad?
//!
//! An argument that is not marked as secret is shown to everybody who may read the task, and stands
//! in the log of each run.
//!
//! ## What Azure does by default
//!
//! `isSecret` is `false` when absent.
//!
//! ## What to do instead
//!
//! Bicep and ARM: `isSecret: true` beside the name in `step.arguments` or `step.values`. azurerm:
//! `secret_arguments` in place of `arguments`, `secret_values` in place of `values`.
//!
//! ## What it costs or breaks
//!
//! The value is not shown any more. An argument of a Dockerfile is still kept in the history of the
//! image: a secret mount is better there.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/templates/microsoft.containerregistry/registries/tasks>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_registry_task>

use crate::diagnostic::{Applicability, Change, Repair, Severity};
use crate::model::{Attribute, Dialect, Resource, Task, Truth, Value, member, names_secret};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "an argument of a task holds a secret and does not say so",
    severity: &[Severity::Warning],
    set: Set::Default,
    fix: Some(Applicability::Safe),
    about_secrets: true,
    check: Check::Child(&["tasks", "taskRuns"], check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let arguments = Task::of(resource).arguments();
    if arguments.is_empty() {
        return Verdict::NotApplicable("it has no arguments".to_owned());
    }
    let mut verdict = Verdict::Pass;
    for argument in arguments {
        match argument.judge(is_shown) {
            Truth::True => {
                report(resource, &argument, cx);
                verdict = Verdict::Fail;
            }
            Truth::Unknown(doubt) if verdict == Verdict::Pass => verdict = Verdict::Unknown(doubt),
            _ => {}
        }
    }
    verdict
}

fn report(resource: &Resource, argument: &Attribute, cx: &mut Context) {
    let name = member(&argument.value, "name").unwrap_or_else(|| argument.value.clone());
    let text = name.as_str().unwrap_or("the argument");
    let is_azurerm = matches!(resource.dialect, Dialect::Azurerm(..));
    let what = if is_azurerm { "is not among the secret arguments" } else { "has no `isSecret: true`" };
    let message = format!("`{text}` {what}, so that the log of each run shows it");
    let (title, change) = match is_azurerm {
        true => {
            let kind = if argument.path.contains("values") { "values" } else { "arguments" };
            (format!("move it to `secret_{kind}`"), Change::Move(name.span, format!("secret_{kind}")))
        }
        false => ("set `isSecret` to `true`".to_owned(), marking(&argument.value)),
    };
    let found = cx.report_value(&name, argument.path, message);
    found.help.push(title.clone());
    found.repair = Some(Repair::new(title, Applicability::Safe, vec![change]).about(&[argument.path]));
}

/// The change that says of an argument that it is secret.
fn marking(argument: &Value) -> Change {
    match member(argument, "isSecret") {
        Some(written) => Change::Replace(written.span, true.into()),
        None => Change::Insert(argument.span, vec!["isSecret".to_owned()], true.into()),
    }
}

/// Whether an argument holds a secret and everybody may see it.
fn is_shown(argument: &Value) -> Option<bool> {
    let is_secret = member(argument, "isSecret")
        .map_or(Truth::False, |it| Truth::of(&it, &|it| it.as_bool().or_else(|| it.is_text("true"))));
    let is_named = member(argument, "name")
        .map_or(Truth::False, |it| Truth::of(&it, &|it| Some(names_secret(it.as_str()?))));
    // A switch is none, whatever it is called.
    let is_switch = |it: &Value| it.as_bool().is_some() || it.is_one_of(&["true", "false", ""]) == Some(true);
    let is_switch = member(argument, "value").is_some_and(|it| is_switch(&it));
    match is_switch {
        true => Some(false),
        false => is_named.and(is_secret.negate()).known(),
    }
}
