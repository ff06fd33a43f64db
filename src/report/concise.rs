//! One line per finding, as editors and `grep` read it: `path:line:col: error[rule] message`.

use std::io::{self, Write};

use super::{Style, statistics, suppressed, unknown, visible};
use crate::diagnostic::Report;
use crate::source::{ColumnUnit, SourceMap};

/// Writes the report.
pub(super) fn render(
    report: &Report,
    sources: &SourceMap,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for found in &report.diagnostics {
        let span = found.primary.span;
        let source = sources.get(span.source);
        let at = source.position(span.start, ColumnUnit::Scalar);
        let (path, message) = (visible(&source.path), visible(&found.message));
        writeln!(
            out,
            "{path}:{}:{}: {}[{}] {message}",
            at.line,
            at.column,
            found.severity.name(),
            found.rule
        )?;
    }
    if style.show_unknown {
        unknown::by_line(report, sources, out)?;
    }
    if style.show_suppressed {
        suppressed::by_line(report, sources, out)?;
    }
    if style.statistics {
        statistics::statistics(report, out)?;
    }
    Ok(())
}
