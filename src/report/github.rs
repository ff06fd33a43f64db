//! Workflow commands of GitHub Actions, which become annotations in the code of a pull request:
//! `::error file=…,line=…::message`.
//!
//! GitHub shows ten errors and ten warnings of a step and drops the others without a word, so the
//! worst come first and the last line counts them all.

use std::io::{self, Write};

use super::anchor::anchor;
use super::visible;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::source::{ColumnUnit, SourceMap};

/// Annotations of one severity that GitHub shows per step.
const SHOWN: usize = 10;

/// Writes the report.
pub(super) fn render(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    let mut findings: Vec<&Diagnostic> = report.diagnostics.iter().collect();
    // Stable: within a severity they stay in order of path and position.
    findings.sort_by_key(|found| found.severity);
    findings.into_iter().try_for_each(|found| annotation(found, sources, out))?;
    writeln!(out, "{}", summary(report))
}

fn annotation(found: &Diagnostic, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    write!(out, "::{command} title={}", property(&format!("acrlint[{}]", found.rule)))?;
    let mut text = format!("{}: {}", found.rule, visible(&found.message));
    // What lies in no file of the repository is an annotation of the run as a whole.
    if let Some(place) = anchor(found, sources) {
        let source = sources.get(place.source);
        let path = visible(&source.path);
        let start = source.position(place.start, ColumnUnit::Scalar);
        let end = source.position(place.end, ColumnUnit::Scalar);
        write!(out, ",file={},line={},endLine={}", property(&path), start.line, end.line)?;
        // Columns of different lines are no range to GitHub.
        if start.line == end.line {
            write!(out, ",col={},endColumn={}", start.column, end.column)?;
        }
        // The log shows nothing but the message.
        text = format!("{path}:{}:{}: {text}", start.line, start.column);
    }
    for help in &found.help {
        text.push_str(&format!("\nhelp: {}", visible(help)));
    }
    writeln!(out, "::{}", data(&text))
}

/// A line of the log that says how many findings there are, and whether annotations are missing.
fn summary(report: &Report) -> String {
    let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
        .map(|(severity, name)| (report.count(severity), name));
    let all = counts.map(|(count, name)| format!("{count} {name}{}", if count == 1 { "" } else { "s" }));
    let is_cut = counts.iter().any(|(count, _)| *count > SHOWN);
    let cut =
        if is_cut { "; GitHub shows the first 10 of each as annotations, this log has all" } else { "" };
    format!("acrlint: {}{cut}", all.join(", "))
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
