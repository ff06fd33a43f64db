//! Reports files that do not fit together.
//!
//! ## Why is this bad?
//!
//! The deployment fails, or does not use what is written. This is reported: files and variables that
//! lead back to themselves, a file that is imported or extended but not there, a value for a parameter
//! that the template does not declare, and a value of another type than the parameter takes. A
//! parameter file without a template is a note: its values are used for nothing that is checked.
//! What depends on such a place is unknown.
//!
//! ## What to do instead
//!
//! Correct the path, the name or the value that is named. Remove one reference of a cycle. Delete a
//! parameter file whose template is gone.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/parameter-files>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-import>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/modules>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "files do not fit together",
    severity: &[Severity::Error, Severity::Note],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
