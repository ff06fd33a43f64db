//! Reports suppressions that silence nothing.
//!
//! ## Why is this bad?
//!
//! A suppression that is left behind when its finding is gone waits for the next one: that will be
//! silent although nobody agreed to it. One that stands at the wrong line does not do what its author
//! believes.
//!
//! It is judged only if all the rules it names ran and its file was read whole. A rule whose verdict on
//! the code there is unknown is not held against it, nor is a comment for another linter.
//!
//! ## What to do instead
//!
//! Remove the comment, or the rule from its list. A comment belongs to what begins on its line, else to
//! what begins on the next: a statement with its decorators, a block, a property, a member of a list.
//! To keep a suppression that is needed on some days only, name `unused-suppression` in its list:
//! `acrlint: ignore[admin-user, unused-suppression] on while the old cluster is drained`.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/file#comments>
//! - <https://developer.hashicorp.com/terraform/language/syntax/configuration#comments>

use crate::diagnostic::{Applicability, Severity};
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "a suppression silences nothing",
    severity: &[Severity::Warning],
    set: Set::Run,
    fix: Some(Applicability::Safe),
    check: Check::Run,
    ..Rule::BASE
};
