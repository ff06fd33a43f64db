//! What the formats for people add on demand: findings that the code says not to report.

use std::io::{self, Write};

use super::visible;
use crate::diagnostic::Report;
use crate::source::{ColumnUnit, SourceMap};

/// Writes each on one line, with the reason.
pub(super) fn by_line(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    for it in &report.suppressed {
        let span = it.finding.primary.span;
        let source = sources.get(span.source);
        let at = source.position(span.start, ColumnUnit::Scalar);
        let (path, message) = (visible(&source.path), visible(&it.finding.message));
        let reason = it.reason.as_deref().unwrap_or("no reason given");
        let until = it.until.iter().map(|day| format!(", until {}", visible(day))).collect::<String>();
        let rule = it.finding.rule;
        let (line, column) = (at.line, at.column);
        writeln!(out, "{path}:{line}:{column}: suppressed[{rule}] {message} ({}{until})", visible(reason))?;
    }
    Ok(())
}
