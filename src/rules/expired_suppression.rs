//! Reports suppressions whose end has come.
//!
//! ## Why is this bad?
//!
//! Somebody agreed to the exception until a day that is over. It no longer holds: what it silenced is
//! reported again. In the two weeks before its last day a suppression that is in use gives a note, so
//! that nobody is surprised.
//!
//! ## What to do instead
//!
//! Mend what the suppression is about and remove it, or agree on another day. `--today` chooses the day
//! to judge by, so that a run can be repeated and the future tried.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "a suppression has ended",
    severity: &[Severity::Warning, Severity::Note],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
