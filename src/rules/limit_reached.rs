//! Reports code whose evaluation was cut short.
//!
//! ## Why is this bad?
//!
//! Loops, strings, nesting and the total work of a deployment are bounded, so that no input can make
//! acrlint hang or fill the memory. What lies beyond the bound is not checked, so the run does not pass.
//!
//! ## What to do instead
//!
//! The bounds are far above what Azure accepts in one deployment. Look at the expression that is named:
//! a loop count or a string that grows by mistake is the usual cause. Split a deployment that is really
//! that large.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices#template-limits>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/loops#loop-limits>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "a limit was reached before everything was read",
    severity: &[Severity::Error],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
