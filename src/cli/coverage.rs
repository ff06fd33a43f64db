//! The last line of every run: what was read, what not, and what came of it.

use std::time::Duration;

use super::output::{count, count_as};
use crate::diagnostic::{Applicability, Outcome, Report, Severity};
use crate::report::visible;

/// How many skipped files the line names.
const NAMED: usize = 3;

/// The line, without line end.
pub(super) fn line(report: &Report, elapsed: Duration) -> String {
    let coverage = &report.coverage;
    let partly = if coverage.partial > 0 { format!(" ({} partly)", coverage.partial) } else { String::new() };
    let findings = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let findings = findings.map(|(severity, name)| count(report.count(severity), name)).join(", ");
    let untouched = report.untouched.as_ref();
    let untouched = untouched
        .map(|it| format!(" ({} not touched since {})", it.count, visible(&it.reference)))
        .unwrap_or_default();
    let baseline = report.baseline.as_ref().map(|it| format!(", {} in the baseline", it.known.len()));
    format!(
        "read {}{partly}{}; {}, {}; {findings}{untouched}; {} unknown, {} suppressed{}; {} ms",
        count(coverage.read + coverage.partial, "file"),
        skipped(&coverage.skipped),
        count_as(coverage.registries, "registry", "registries"),
        count(coverage.rules, "rule"),
        report.outcomes(Outcome::Unknown),
        report.suppressed.len(),
        baseline.unwrap_or_default(),
        elapsed.as_millis(),
    )
}

/// How many findings could be mended, if any.
pub(super) fn fixable(report: &Report) -> Option<String> {
    let reach = |reach| {
        let fixes = report.diagnostics.iter().filter_map(|found| found.fix.as_ref());
        fixes.filter(|fix| fix.applicability == reach).count()
    };
    match (reach(Applicability::Safe), reach(Applicability::Unsafe)) {
        (0, 0) => None,
        (0, more) => Some(format!("{} can be fixed with --fix --unsafe-fixes", count(more, "finding"))),
        (safe, 0) => Some(format!("{} can be fixed with --fix", count(safe, "finding"))),
        (safe, more) => Some(format!(
            "{} can be fixed with --fix, {more} more with --unsafe-fixes",
            count(safe, "finding")
        )),
    }
}

fn skipped(files: &[(String, String)]) -> String {
    if files.is_empty() {
        return String::new();
    }
    let mut named: Vec<String> = files
        .iter()
        .take(NAMED)
        .map(|(path, reason)| format!("{}: {}", visible(path), visible(reason)))
        .collect();
    if files.len() > NAMED {
        named.push(format!("and {} more", files.len() - NAMED));
    }
    format!(", skipped {} ({})", files.len(), named.join("; "))
}
