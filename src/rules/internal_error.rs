//! Reports a rule that failed because of a mistake in acrlint.
//!
//! ## Why is this bad?
//!
//! The rule could not judge the resource: its verdict is unknown. The other rules went on, but the run
//! could not do all of its job and ends with exit code 2.
//!
//! ## What to do instead
//!
//! Please report it with the smallest file that shows it. Until it is mended, `--ignore` with the name of
//! the rule lets the run go on without it.
//!
//! ## References
//!
//! - <https://doc.rust-lang.org/std/panic/fn.catch_unwind.html>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "a rule failed",
    severity: &[Severity::Error],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
