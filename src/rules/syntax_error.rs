//! Reports places that do not follow the grammar of the language.
//!
//! ## Why is this bad?
//!
//! acrlint reads on after a syntax error, but what stands in the broken statement is not checked. A
//! registry in it would go unseen, so the run counts the file as read in part and does not pass.
//!
//! ## What to do instead
//!
//! Correct the place that is named. If the language's own tools accept the file, acrlint is wrong:
//! please report it.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/file>
//! - <https://developer.hashicorp.com/terraform/language/syntax/configuration>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "a file has a syntax error",
    severity: &[Severity::Error],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
