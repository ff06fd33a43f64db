//! Findings with the code they are about, for a terminal.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic as Shown, Label, Severity as Level};
use codespan_reporting::files;
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{self, Config};

use super::snippet::Snippets;
use super::{Style, summary, visible};
use crate::diagnostic::{Applicability, Diagnostic, Report, Severity};
use crate::source::{SourceId, SourceMap, Span};

/// Writes the report.
pub(super) fn render(
    report: &Report,
    sources: &SourceMap,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    if style.color {
        findings(report, sources, &mut Ansi::new(&mut *out))?;
    } else {
        findings(report, sources, &mut NoColor::new(&mut *out))?;
    }
    summary::render(report, sources, style, out)
}

fn findings(report: &Report, sources: &SourceMap, out: &mut impl WriteColor) -> io::Result<()> {
    let config = Config::default();
    for found in &report.diagnostics {
        let spans: Vec<Span> = places(found).map(|(span, _)| span).collect();
        let snippets = Snippets::new(sources, &spans, &report.secrets);
        let shown = shown(found, sources, &snippets);
        term::emit_to_write_style(out, &config, &snippets, &shown).map_err(io_error)?;
    }
    Ok(())
}

fn io_error(error: files::Error) -> io::Error {
    match error {
        files::Error::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// The places of a finding with what is said there, the deciding one first.
fn places(found: &Diagnostic) -> impl Iterator<Item = (Span, &str)> {
    std::iter::once(&found.primary).chain(&found.related).map(|label| (label.span, label.message.as_str()))
}

fn shown(found: &Diagnostic, sources: &SourceMap, snippets: &Snippets) -> Shown<SourceId> {
    let severity = match found.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Note => Level::Note,
    };
    let labels = places(found).enumerate().map(|(index, (span, message))| {
        let label = if index == 0 { Label::primary } else { Label::secondary };
        label(span.source, snippets.range(sources, span)).with_message(visible(message))
    });
    Shown::new(severity)
        .with_code(found.rule)
        .with_message(visible(&found.message))
        .with_labels(labels.collect())
        .with_notes(notes(found))
}

fn notes(found: &Diagnostic) -> Vec<String> {
    let mut notes: Vec<String> = found.help.iter().map(|help| format!("help: {}", visible(help))).collect();
    if !found.contexts.is_empty() {
        let files: Vec<_> = found.contexts.iter().map(|path| visible(path)).collect();
        notes.push(format!("with {}", files.join(", ")));
    }
    if let Some(fix) = &found.fix {
        let applicability = match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        };
        notes.push(format!("fix ({applicability}): {}", visible(&fix.title)));
    }
    notes
}
