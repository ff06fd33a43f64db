//! Verdicts that could not be reached, and the way on which the value got lost.

use std::io::{self, Write};

use super::visible;
use crate::diagnostic::{Label, Outcome, Report, VerdictRow};
use crate::source::{ColumnUnit, SourceMap, Span};

/// Writes them by resource: rules with the same doubt together, and under them its places, from the
/// one that leaves the value open to the resource.
pub(super) fn by_resource(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<&VerdictRow> = rows(report).collect();
    for resource in rows.chunk_by(|a, b| a.resource == b.resource) {
        let Some(first) = resource.first() else { continue };
        let (at, address) = (place(first.resource.span, sources), visible(&first.resource.address));
        writeln!(out, "{at}: unknown: {address}")?;
        for group in groups(resource) {
            let with = with(&group.contexts);
            writeln!(out, "  {}{with}: {}", group.rules.join(", "), visible(group.reason))?;
            for hop in group.chain {
                writeln!(out, "    {}: {}", place(hop.span, sources), visible(&hop.message))?;
            }
        }
    }
    Ok(())
}

/// Writes each on one line.
pub(super) fn by_line(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    for row in rows(report) {
        let (at, address) = (place(row.resource.span, sources), visible(&row.resource.address));
        let with = with(row.context.as_slice());
        write!(out, "{at}: unknown[{}] {address}{with}: {}", row.rule, visible(reason(row)))?;
        for (i, hop) in row.chain.iter().enumerate() {
            write!(out, "{}{}", if i == 0 { "; " } else { " -> " }, place(hop.span, sources))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn rows(report: &Report) -> impl Iterator<Item = &VerdictRow> {
    report.verdicts.iter().filter(|row| row.outcome == Outcome::Unknown)
}

/// Rules with the same doubt in the same contexts.
struct Group<'r> {
    rules: Vec<&'r str>,
    reason: &'r str,
    chain: &'r [Label],
    contexts: Vec<&'r str>,
}

fn groups<'r>(rows: &[&'r VerdictRow]) -> Vec<Group<'r>> {
    let mut each: Vec<Group<'r>> = Vec::new();
    for row in rows {
        let same = |group: &&mut Group<'r>| {
            group.rules == [row.rule] && group.reason == reason(row) && group.chain == row.chain
        };
        match each.iter_mut().rev().take_while(|group| group.rules == [row.rule]).find(same) {
            Some(group) => group.contexts.extend(row.context.as_deref()),
            None => each.push(Group {
                rules: vec![row.rule],
                reason: reason(row),
                chain: &row.chain,
                contexts: row.context.as_deref().into_iter().collect(),
            }),
        }
    }
    let mut joined: Vec<Group<'r>> = Vec::new();
    for group in each {
        let same = |known: &&mut Group<'r>| {
            (known.reason, known.chain, &known.contexts) == (group.reason, group.chain, &group.contexts)
        };
        match joined.iter_mut().find(same) {
            Some(known) => known.rules.extend(group.rules),
            None => joined.push(group),
        }
    }
    joined
}

fn reason(row: &VerdictRow) -> &str {
    row.reason.as_deref().unwrap_or("no reason given")
}

fn with(contexts: &[impl AsRef<str>]) -> String {
    let files: Vec<_> = contexts.iter().map(|path| visible(path.as_ref())).collect();
    if files.is_empty() { String::new() } else { format!(" (with {})", files.join(", ")) }
}

fn place(span: Span, sources: &SourceMap) -> String {
    let source = sources.get(span.source);
    let at = source.position(span.start, ColumnUnit::Scalar);
    format!("{}:{}:{}", visible(&source.path), at.line, at.column)
}
