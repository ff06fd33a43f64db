//! Checks that tasks do not bypass the registry's network rules.
//!
//! ## Why is this bad?
//!
//! With the bypass on, every task that runs with a system-assigned identity reaches a registry that is
//! closed to the network it runs in. Task agents are shared machines outside your network: whoever may
//! start a task, or change the repository that it builds from, gets past the firewall.
//!
//! ## What Azure does by default
//!
//! `networkRuleBypassAllowedForTasks` is `false` when absent, in every API version that has it (from
//! 2025-05-01-preview, stable from 2025-11-01) and in azurerm (from 4.81).
//!
//! ## What to do instead
//!
//! Leave it out or set it to `false`. Run tasks on an agent pool in your network, or give them a
//! user-assigned identity.
//!
//! In Bicep and ARM that is `properties.networkRuleBypassAllowedForTasks`, in Terraform
//! `network_rule_bypass_for_tasks_enabled` (azurerm 4.81 or later).
//!
//! ## What it costs or breaks
//!
//! Tasks that use a system-assigned identity are refused by a registry with network rules.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/manage-network-bypass-policy-for-tasks>
//! - <https://learn.microsoft.com/azure/container-registry/tasks-agent-pools>

use crate::diagnostic::{Applicability, Severity};
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "tasks bypass the network rules",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["NS-2"],
    needs: Sku::Premium,
    fix: Some(Applicability::Unsafe),
    check: Check::Registry(check),
    ..Rule::BASE
};

fn check(registry: &Resource, cx: &mut Context) -> Verdict {
    let bypass = registry.get("properties.networkRuleBypassAllowedForTasks");
    let verdict = cx.verdict(bypass.is_true(), &bypass, || {
        format!("`{}` lets tasks on shared machines past the registry's network rules", bypass.name)
    });
    cx.advise(
        "run tasks on an agent pool in your network or with a user-assigned identity, then set it to `false`",
    );
    cx.set(&bypass, false);
    verdict
}
