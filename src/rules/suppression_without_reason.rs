//! Reports suppressions that do not say why, if the configuration asks for reasons.
//!
//! ## Why is this bad?
//!
//! Whoever reads an exception later must be able to tell whether it still holds. The suppression counts
//! all the same. A comment for another linter is reported only if it silences something here.
//!
//! ## What to do instead
//!
//! Write the reason behind the list of rules: `acrlint: ignore[admin-user] legacy agents, TICKET-12`.
//! This is off unless `acrlint.toml` says `require-reason = true`.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "a suppression does not say why",
    severity: &[Severity::Warning],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
