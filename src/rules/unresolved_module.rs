//! Reports module calls whose module is not at hand.
//!
//! ## Why is this bad?
//!
//! Registries that the module declares are not checked, and every value that comes out of it is
//! unknown. A local path that does not exist is an error: the deployment would fail too. A module of a
//! registry or repository that was not fetched is a note.
//!
//! ## What to do instead
//!
//! Correct a local path. Fetch other modules before acrlint runs: `bicep restore` fills the module cache
//! of Bicep, `terraform init` the folder `.terraform/modules`.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/modules>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-cli#restore>
//! - <https://developer.hashicorp.com/terraform/language/modules/sources>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "a module is not at hand",
    severity: &[Severity::Error, Severity::Note],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
