//! Checks that a task that builds images runs when a base image is updated.
//!
//! ## Why is this bad?
//!
//! Security patches arrive in base images. A task that builds only when its source changes leaves
//! the images of a quiet repository with every hole that was found since.
//!
//! ## What Azure does by default
//!
//! A task from a template or from Terraform has no base image trigger unless it is written. Only
//! `az acr task create` adds one.
//!
//! ## What to do instead
//!
//! Bicep and ARM: `trigger.baseImageTrigger` with `name`, `baseImageTriggerType: 'Runtime'` and
//! `status: 'Enabled'`. azurerm: the block `base_image_trigger { name, type = "Runtime" }` of
//! `azurerm_container_registry_task`. Give base images a stable tag such as `3.20`, so that updates
//! of it are seen.
//!
//! ## What it costs or breaks
//!
//! The task runs more often. What it builds is pushed under the tags of the task.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-tasks-base-images>

use crate::diagnostic::{Applicability, Literal, Severity};
use crate::model::{Attribute, Resource, Task, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a build task does not follow its base images",
    severity: &[Severity::Warning],
    set: Set::Default,
    tips: &[8],
    fix: Some(Applicability::Safe),
    check: Check::Child(&["tasks"], check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let task = Task::of(resource);
    if let Some(reason) = task.is_idle() {
        return Verdict::NotApplicable(reason.to_owned());
    }
    let status = resource.get("properties.trigger.baseImageTrigger.status");
    let block = status.name.rsplit_once('.').map_or("", |(block, _)| block).to_owned();
    let trigger = Attribute { name: block, ..resource.get("properties.trigger.baseImageTrigger") };
    let builds = task.builds();
    let is_off = status.is("Disabled");
    let without = trigger.is_set().negate().or(is_off.clone());
    if builds == Truth::False && without != Truth::False {
        return Verdict::NotApplicable("the task pushes no image that it builds".to_owned());
    }
    let place = if is_off.certain() { &status } else { &trigger };
    let verdict = cx.verdict(without.and(builds), place, || match place.absent {
        true => format!(
            "`{}` is not set, so that nothing rebuilds the image when its base image is patched",
            place.name
        ),
        false => format!(
            "`{}` is off, so that nothing rebuilds the image when its base image is patched",
            place.name
        ),
    });
    cx.advise("enable the trigger with the type `Runtime`");
    match place.absent {
        true => cx.set(place, runtime_trigger()),
        false => cx.set(place, "Enabled"),
    }
    verdict
}

/// The trigger as `az acr task create` makes it.
fn runtime_trigger() -> Literal {
    let member = |key: &str, value: &str| (key.to_owned(), value.into());
    Literal::Object(vec![
        member("name", "defaultBaseimageTriggerName"),
        member("baseImageTriggerType", "Runtime"),
        member("status", "Enabled"),
    ])
}
