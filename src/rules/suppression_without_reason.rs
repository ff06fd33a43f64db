//! Reports suppressions that lack the reason or the end that the configuration asks for.
//!
//! ## Why is this bad?
//!
//! Whoever reads an exception later must be able to tell whether it still holds, and nobody looks at one
//! again that has no end. The suppression counts all the same. A comment for another linter is reported
//! only if it silences something here.
//!
//! ## What to do instead
//!
//! Write the reason behind the list of rules, and the last day behind it:
//! `acrlint: ignore[admin-user] legacy agents, TICKET-12 until=2030-01-31`. A comment for another linter
//! has no place for an end: write it for acrlint. This is off unless `acrlint.toml` says
//! `require-reason = true` or `require-until = true`.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "a suppression does not say why, or until when",
    severity: &[Severity::Warning],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
