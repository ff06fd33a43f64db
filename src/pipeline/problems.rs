//! What linking and evaluating could not do, as diagnostics.

use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::Missing;
use crate::link::{Problem, ProblemKind};

/// A module that is not at hand: an error if its path is local, as it should be there.
pub(super) fn missing_module(missing: &Missing) -> Diagnostic {
    let target = &missing.target;
    let (severity, message) = match (missing.local, &missing.reason) {
        (true, _) if target.starts_with("..") => {
            (Severity::Error, format!("module `{target}` lies outside the root and is not read"))
        }
        (true, Some(reason)) => (Severity::Error, format!("module `{target}` is not there: {reason}")),
        (true, None) => (Severity::Error, format!("module `{target}` is not there")),
        (false, Some(reason)) => (
            Severity::Note,
            format!("module `{target}` is not at hand, and registries inside it are not checked: {reason}"),
        ),
        (false, None) => (
            Severity::Note,
            format!("module `{target}` is not at hand; registries inside it are not checked"),
        ),
    };
    Diagnostic::at("unresolved-module", severity, missing.span, message)
}

/// What does not fit together, such as an argument that nothing declares.
pub(super) fn misfit(problem: Problem) -> Diagnostic {
    let (rule, severity) = match problem.kind {
        ProblemKind::Broken => ("link-error", Severity::Error),
        ProblemKind::Loose => ("link-error", Severity::Note),
        ProblemKind::NotFetched => ("unresolved-module", Severity::Note),
    };
    Diagnostic::at(rule, severity, problem.span, problem.message)
}
