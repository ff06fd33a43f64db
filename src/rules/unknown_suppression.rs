//! Reports suppressions that acrlint does not understand.
//!
//! ## Why is this bad?
//!
//! A mistyped name silences nothing, and nobody notices until the finding breaks a build. Reported are
//! names that are no rule, a list that is missing or not closed, and an end that is no day. The rules
//! that the same comment names correctly are suppressed all the same, unless its end is wrong.
//!
//! Some rules cannot be suppressed, because the run would look better than it is: those about files that
//! were not read or not understood whole (`syntax-error`, `unreadable-file`, `limit-reached`,
//! `internal-error`), and those about suppressions and the baseline (`unknown-suppression`,
//! `expired-suppression`, `suppression-without-reason`, `stale-baseline`). `acrlint.toml` can forbid it for others, with `inline = "forbid"` in
//! the rule's table `[rules.NAME]`.
//!
//! ## What to do instead
//!
//! Write `acrlint: ignore[rule-a, rule-b] reason` in a comment above the code or at the end of its line,
//! `acrlint: ignore-file[rule] reason` for a whole file. Both may have an end: `until=2030-01-31` is the
//! last day. In ARM JSON the same text without `acrlint:` may stand in `metadata.acrlint` of a
//! template, resource or parameter, as a string or a list of strings. `acrlint rules` lists the names.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#comments-and-metadata>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/file#comments>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "a suppression is not understood",
    severity: &[Severity::Error],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
