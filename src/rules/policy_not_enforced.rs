//! Checks that assigned policies about registries are enforced.
//!
//! ## Why is this bad?
//!
//! An assignment that is not enforced, whose effect is `Disabled` or that leaves registries out looks
//! like protection in the code and in the list of assignments, and protects nothing.
//!
//! ## What Azure does by default
//!
//! `enforcementMode` is `Default`, which enforces; azurerm sends `true` for `enforce`. `DoNotEnforce`
//! still reports what is not compliant, but refuses and changes nothing. The effect is the default of
//! the definition unless a parameter says otherwise: `Audit` for most policies about registries.
//!
//! ## What to do instead
//!
//! In Bicep and ARM leave `enforcementMode` out or set it to `Default`, in azurerm set `enforce` to
//! `true`. Take the effect `Disabled` out of `parameters`, and registries out of `notScopes`
//! (azurerm `not_scopes`). Exempt single registries with a policy exemption, which has a reason and
//! an end. Built-in policies and initiatives are looked at, not those that the code defines.
//!
//! ## What it costs or breaks
//!
//! With the effect `Deny` deployments that are not compliant are refused from then on, with `Modify`
//! and `DeployIfNotExists` Azure changes resources by itself.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-azure-policy>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/subscription_policy_assignment>

use crate::diagnostic::Severity;
use crate::model::{Assignment, POLICY_ASSIGNMENT, Resource, Truth};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a policy about registries is assigned but not enforced",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["AM-2"],
    check: Check::Of(&[POLICY_ASSIGNMENT], check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let assignment = Assignment::of(resource);
    match assignment.is_about_registries() {
        Truth::True => {}
        Truth::False => {
            return Verdict::NotApplicable("it assigns no built-in policy about registries".into());
        }
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
    }
    let mode = assignment.mode();
    let is_idle = mode.is("DoNotEnforce");
    if is_idle.certain() {
        let shown = if resource.spells_as_bool(mode.path) { "false" } else { "DoNotEnforce" };
        cx.report(&mode, format!("`{}` is `{shown}`, so the policy only reports", mode.name));
        cx.advise(match assignment.only_audits() {
            true => "leave it out; the effect only reports too, choose `Deny` where the policy has it",
            false => "leave it out",
        });
    }
    let mut bad = is_idle;
    for effect in assignment.effects() {
        let is_off = Truth::of(&effect, &|effect| effect.is_text("Disabled"));
        if is_off.certain() {
            let message = "the effect `Disabled` switches the policy off, though it is assigned";
            cx.report_value(&effect, "properties.parameters", message);
            cx.advise("leave the parameter out, or choose an effect that does something");
        }
        bad = bad.or(is_off);
    }
    for (scope, is_registry) in assignment.left_out(cx.model) {
        if is_registry.certain() {
            let message = "a registry is left out of the policy for good, without reason or end";
            cx.report_value(&scope, "properties.notScopes", message);
            cx.advise("take it out, and exempt the registry with a policy exemption if it needs one");
        }
        bad = bad.or(is_registry);
    }
    match bad {
        Truth::True => Verdict::Fail,
        Truth::False => Verdict::Pass,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
    }
}
