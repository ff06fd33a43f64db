//! Reports entries of the baseline that nothing matches any more.
//!
//! ## Why is this bad?
//!
//! What the entry stood for is mended, or is another finding by now. As long as the entry is there, the
//! old finding can come back without anybody hearing of it. That something is fixed never makes a run
//! fail, unless the severity of this rule is raised.
//!
//! An entry counts as fixed only if that is certain: its rule ran, its file was read whole or is gone,
//! and no verdict on its resource is unknown.
//!
//! ## What to do instead
//!
//! Run `acrlint baseline prune`, which drops these entries and leaves the others as they are.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "an entry of the baseline is fixed",
    severity: &[Severity::Note],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
