//! Findings with the code they are about, for a terminal.

use std::collections::HashMap;
use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic as Shown, Label, Severity as Level};
use codespan_reporting::files;
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{self, Config};

use super::snippet::Snippets;
use super::{Style, statistics, suppressed, unknown, visible};
use crate::diagnostic::{Applicability, Diagnostic, Report, Severity};
use crate::source::{ColumnUnit, SourceId, SourceMap, Span};

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
    if style.show_unknown {
        unknown::by_resource(report, sources, out)?;
    }
    if style.show_suppressed {
        suppressed::by_line(report, sources, out)?;
    }
    if style.statistics {
        statistics::statistics(report, out)?;
    }
    Ok(())
}

fn findings(report: &Report, sources: &SourceMap, out: &mut impl WriteColor) -> io::Result<()> {
    let config = Config::default();
    let mut repeats = Repeats::new(report);
    for found in &report.diagnostics {
        let Some(others) = repeats.take(found) else { continue };
        let spans: Vec<Span> = places(found).map(|(span, _)| span).collect();
        let snippets = Snippets::new(sources, &spans, &report.secrets);
        let mut shown = shown(found, sources, &snippets);
        shown.notes.extend(also(&others, sources));
        term::emit_to_write_style(out, &config, &snippets, &shown).map_err(io_error)?;
    }
    Ok(())
}

/// The code that a finding is about, without its message, which is the first line, and without help.
pub(super) fn code(found: &Diagnostic, sources: &SourceMap, secrets: &[Span]) -> String {
    let spans: Vec<Span> = places(found).map(|(span, _)| span).collect();
    let snippets = Snippets::new(sources, &spans, secrets);
    let mut shown = shown(found, sources, &snippets);
    shown.notes.clear();
    let text = term::emit_into_string(&Config::default(), &snippets, &shown).unwrap_or_default();
    text.split_once('\n').map_or("", |(_, code)| code.trim_end()).to_owned()
}

/// Remarks about the run that are the same word for word, as those on a module that is called from
/// many places: the first stands for all.
struct Repeats<'r>(HashMap<(&'r str, &'r str), Vec<Span>>);

impl<'r> Repeats<'r> {
    fn new(report: &'r Report) -> Self {
        let mut places: HashMap<_, Vec<Span>> = HashMap::new();
        for found in report.diagnostics.iter().filter(|found| is_remark(found)) {
            places.entry((found.rule, found.message.as_str())).or_default().push(found.primary.span);
        }
        Self(places)
    }

    /// The other places of a finding that is to be shown; none if it has been shown.
    fn take(&mut self, found: &'r Diagnostic) -> Option<Vec<Span>> {
        if !is_remark(found) {
            return Some(Vec::new());
        }
        let mut places = self.0.remove(&(found.rule, found.message.as_str()))?;
        places.retain(|place| *place != found.primary.span);
        Some(places)
    }
}

fn is_remark(found: &Diagnostic) -> bool {
    found.resource.is_none() && found.severity == Severity::Note
}

fn also(others: &[Span], sources: &SourceMap) -> Option<String> {
    const NAMED: usize = 3;
    let name = |span: &Span| {
        let source = sources.get(span.source);
        let at = source.position(span.start, ColumnUnit::Scalar);
        format!("{}:{}:{}", visible(&source.path), at.line, at.column)
    };
    let mut names: Vec<String> = others.iter().take(NAMED).map(name).collect();
    if others.len() > NAMED {
        names.push(format!("and {} more", others.len() - NAMED));
    }
    (!names.is_empty()).then(|| format!("also at {}", names.join(", ")))
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
    // Of a file that could not be read there is nothing to show; the message names it.
    let has_text = |place: &(Span, &str)| !sources.get(place.0.source).text.is_empty();
    let labels = places(found).filter(has_text).enumerate().map(|(index, (span, message))| {
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
