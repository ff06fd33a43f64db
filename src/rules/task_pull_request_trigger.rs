//! Checks that a pull request does not run a task that can write.
//!
//! ## Why is this bad?
//!
//! A pull request is code that nobody has reviewed yet. A task that runs for it pushes what it says
//! under the tags of real images, or runs commands that are signed in to the registry and hold its
//! secrets.
//!
//! ## What Azure does by default
//!
//! A source trigger runs for the events that are written. A task of steps is signed in to its
//! registry unless `credentials.sourceRegistry.loginMode` is `None`.
//!
//! ## What to do instead
//!
//! Bicep and ARM: only `'commit'` in `trigger.sourceTriggers[].sourceTriggerEvents`. azurerm:
//! `events = ["commit"]` of `source_trigger`. Build pull requests in a task of their own that does
//! not push (`isPushEnabled: false`, `push_enabled = false`) and has no credentials.
//!
//! ## What it costs or breaks
//!
//! Pull requests have no image of this task any more.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-tasks-overview>

use crate::diagnostic::Severity;
use crate::model::{Resource, Task, Truth, Value, member};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a pull request runs a task that can write",
    severity: &[Severity::Warning],
    set: Set::Default,
    check: Check::Child(&["tasks"], check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let task = Task::of(resource);
    if let Some(reason) = task.is_idle() {
        return Verdict::NotApplicable(reason.to_owned());
    }
    let triggers = resource.get("properties.trigger.sourceTriggers");
    let runs = triggers.any(runs_for_pull_requests);
    let writes = task.can_write();
    let can = match writes {
        Truth::True => "which can write to the registry",
        _ => "which holds credentials",
    };
    let bad = runs.and(writes.or(task.holds_credentials()));
    match bad {
        Truth::True => {}
        Truth::False => return Verdict::Pass,
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
    }
    let members = triggers.members();
    let trigger =
        members.iter().find(|it| runs_for_pull_requests(it) == Some(true)).unwrap_or(&triggers.value);
    let event = event_of(trigger).unwrap_or_else(|| trigger.clone());
    let found = cx.report_value(
        &event,
        "properties.trigger.sourceTriggers[].sourceTriggerEvents",
        format!("a pull request runs this task, {can}, before anybody has reviewed it"),
    );
    found.help.push("leave only `commit`, and build pull requests in a task that cannot write".to_owned());
    Verdict::Fail
}

fn event_of(trigger: &Value) -> Option<Value> {
    let events = member(trigger, "sourceTriggerEvents")?;
    let found = events.as_list()?.items.iter().find(|event| event.is_text("pullrequest") == Some(true))?;
    Some(found.clone().out_of(&events))
}

fn runs_for_pull_requests(trigger: &Value) -> Option<bool> {
    let is_off =
        member(trigger, "status").map_or(Truth::False, |it| Truth::of(&it, &|it| it.is_text("Disabled")));
    let has_event = match event_of(trigger) {
        Some(_) => Truth::True,
        None => member(trigger, "sourceTriggerEvents").map_or(Truth::False, |events| {
            Truth::of(&events, &|events| {
                let list = events.as_list().filter(|list| list.rest.is_none())?;
                list.items.iter().all(|event| event.as_str().is_some()).then_some(false)
            })
        }),
    };
    has_event.and(is_off.negate()).known()
}
