//! What the formats for people add on demand: findings that the code or the baseline says not to report.

use std::io::{self, Write};

use super::visible;
use crate::diagnostic::{Diagnostic, Report};
use crate::source::{ColumnUnit, Position, SourceMap};

/// Writes each on one line, with the reason.
pub(super) fn by_line(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    for it in &report.suppressed {
        let reason = it.reason.as_deref().unwrap_or("no reason given");
        let until = it.until.iter().map(|day| format!(", until {}", visible(day))).collect::<String>();
        line(&it.finding, "suppressed", &format!("{}{until}", visible(reason)), sources, out)?;
    }
    let known = report.baseline.iter().flat_map(|comparison| &comparison.known);
    known.into_iter().try_for_each(|found| line(found, "known", "in the baseline", sources, out))
}

fn line(
    found: &Diagnostic,
    what: &str,
    why: &str,
    sources: &SourceMap,
    out: &mut dyn Write,
) -> io::Result<()> {
    let source = sources.get(found.primary.span.source);
    let Position { line, column } = source.position(found.primary.span.start, ColumnUnit::Scalar);
    let (path, message, rule) = (visible(&source.path), visible(&found.message), found.rule);
    writeln!(out, "{path}:{line}:{column}: {what}[{rule}] {message} ({why})")
}
