//! Reports files that could not be read.
//!
//! ## Why is this bad?
//!
//! Nothing is known about a file that could not be read. It may declare a registry, so the run does not
//! pass.
//!
//! ## What to do instead
//!
//! Make the file readable: give it read permission, save it as UTF-8 (or as UTF-16 with a byte order
//! mark), split it if it is larger than the limit that the message names. If it is none of acrlint's
//! business, exclude it in `acrlint.toml`.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices#template-limits>
//! - <https://developer.hashicorp.com/terraform/language/syntax/configuration#character-encoding-and-line-endings>

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set};

pub(super) static RULE: Rule = Rule {
    summary: "a file could not be read",
    severity: &[Severity::Error],
    set: Set::Run,
    check: Check::Run,
    ..Rule::BASE
};
