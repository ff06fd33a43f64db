//! What the formats for people add on demand: unknown verdicts and counts by rule.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Style, visible};
use crate::diagnostic::{Outcome, Report};
use crate::source::{ColumnUnit, SourceMap};

/// Writes what the style asks for.
pub(super) fn render(
    report: &Report,
    sources: &SourceMap,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    if style.show_unknown {
        unknown(report, sources, out)?;
    }
    if style.statistics {
        statistics(report, out)?;
    }
    Ok(())
}

fn unknown(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    for row in report.verdicts.iter().filter(|row| row.outcome == Outcome::Unknown) {
        let source = sources.get(row.resource.span.source);
        let at = source.position(row.resource.span.start, ColumnUnit::Scalar);
        let reason = row.reason.as_deref().unwrap_or("no reason given");
        let context =
            row.context.as_deref().map(|path| format!(" (with {})", visible(path))).unwrap_or_default();
        let (path, address) = (visible(&source.path), visible(&row.resource.address));
        writeln!(
            out,
            "{path}:{}:{}: unknown[{}] {address}{context}: {}",
            at.line,
            at.column,
            row.rule,
            visible(reason)
        )?;
    }
    Ok(())
}

fn statistics(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in &report.diagnostics {
        *counts.entry(found.rule).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    // Stable, so that rules of equal count stay in order of name.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().try_for_each(|(rule, count)| writeln!(out, "{count:6}  {rule}"))
}
