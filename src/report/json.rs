//! The JSON report, version 1: `docs/json-output.schema.json` describes it.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::escape::write_json;
use crate::diagnostic::{
    Applicability, Diagnostic, Fix, Label, Outcome, Report, ResourceRef, Severity, Suppressed, Untouched,
    VerdictRow,
};
use crate::source::{ColumnUnit, SourceMap, Span};

/// Writes the report.
pub fn render(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    let coverage = &report.coverage;
    let log = Log {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        summary: Summary {
            files: Files { read: coverage.read, partial: coverage.partial, skipped: coverage.skipped.len() },
            registries: coverage.registries,
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            notes: report.count(Severity::Note),
            unknown: report.outcomes(Outcome::Unknown),
            suppressed: report.suppressed.len(),
            baselined: report.baseline.as_ref().map_or(0, |it| it.known.len()),
            since: report.untouched.as_ref().map(since),
        },
        diagnostics: diagnostics(report, sources),
        verdicts: report.verdicts.iter().map(|row| verdict(row, sources)).collect(),
        suppressed: report.suppressed.iter().map(|it| suppressed(it, sources)).collect(),
        modules: coverage.modules.iter().map(|(reference, path)| CachedModule { reference, path }).collect(),
    };
    write_json(&log, out)
}

/// What `debug parse` counted.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ParseTotals {
    /// Files parsed.
    pub files: usize,
    /// Their size.
    pub bytes: usize,
    /// Syntax errors and unreadable files.
    pub errors: usize,
    /// Wall time of parsing alone.
    pub seconds: f64,
}

/// Writes syntax errors and totals, for `debug parse`.
pub fn render_parse(
    report: &Report,
    sources: &SourceMap,
    totals: ParseTotals,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_json(&ParseLog { version: 1, totals, diagnostics: diagnostics(report, sources) }, out)
}

#[derive(Serialize)]
struct ParseLog<'r> {
    version: u8,
    totals: ParseTotals,
    diagnostics: Vec<Finding<'r>>,
}

#[derive(Serialize)]
struct Log<'r> {
    version: u8,
    tool: Tool,
    summary: Summary<'r>,
    diagnostics: Vec<Finding<'r>>,
    verdicts: Vec<Verdict<'r>>,
    suppressed: Vec<WireSuppressed<'r>>,
    modules: Vec<CachedModule<'r>>,
}

#[derive(Serialize)]
struct CachedModule<'r> {
    reference: &'r str,
    path: &'r str,
}

#[derive(Serialize)]
struct WireSuppressed<'r> {
    rule: &'r str,
    path: &'r str,
    line: u32,
    reason: Option<&'r str>,
    until: Option<&'r str>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary<'r> {
    files: Files,
    registries: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    unknown: usize,
    suppressed: usize,
    baselined: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Since<'r>>,
}

#[derive(Serialize)]
struct Since<'r> {
    reference: &'r str,
    base: &'r str,
    untouched: usize,
}

fn since(untouched: &Untouched) -> Since<'_> {
    Since { reference: &untouched.reference, base: &untouched.base, untouched: untouched.count }
}

#[derive(Serialize)]
struct Files {
    read: usize,
    partial: usize,
    skipped: usize,
}

#[derive(Serialize)]
struct Finding<'r> {
    rule: &'r str,
    severity: &'static str,
    message: &'r str,
    path: &'r str,
    range: Range,
    resource: Option<Resource<'r>>,
    property: Option<&'r str>,
    controls: &'r [&'r str],
    contexts: &'r [String],
    fingerprint: String,
    related: Vec<Related<'r>>,
    fix: Option<WireFix<'r>>,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct Resource<'r> {
    #[serde(rename = "type")]
    kind: &'r str,
    address: &'r str,
    name: Option<&'r str>,
    path: &'r str,
    line: u32,
}

#[derive(Serialize)]
struct Related<'r> {
    path: &'r str,
    range: Range,
    message: &'r str,
}

#[derive(Serialize)]
struct WireFix<'r> {
    title: &'r str,
    applicability: &'static str,
    edits: Vec<WireEdit<'r>>,
}

#[derive(Serialize)]
struct WireEdit<'r> {
    path: &'r str,
    range: Range,
    text: &'r str,
}

#[derive(Serialize)]
struct Verdict<'r> {
    rule: &'r str,
    resource: Resource<'r>,
    context: Option<&'r str>,
    verdict: &'static str,
    reason: Option<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    chain: Vec<Related<'r>>,
}

fn diagnostics<'r>(report: &'r Report, sources: &'r SourceMap) -> Vec<Finding<'r>> {
    let controls: HashMap<&str, &[&str]> =
        report.rules.iter().map(|rule| (rule.name, rule.controls)).collect();
    let mut fingerprints = Fingerprints::default();
    let mut finding = |found: &'r Diagnostic| Finding {
        rule: found.rule,
        severity: found.severity.name(),
        message: &found.message,
        path: path(found.primary.span, sources),
        range: range(found.primary.span, sources),
        resource: found.resource.as_ref().map(|it| resource(it, sources)),
        property: found.property.as_deref(),
        controls: controls.get(found.rule).copied().unwrap_or(&[]),
        contexts: &found.contexts,
        fingerprint: fingerprints.unique(found, sources),
        related: found.related.iter().map(|label| related(label, sources)).collect(),
        fix: found.fix.as_ref().map(|it| fix(it, sources)),
    };
    report.diagnostics.iter().map(&mut finding).collect()
}

/// Fingerprints made unique: the second finding with the same one gets `-2` and so on.
#[derive(Default)]
pub(super) struct Fingerprints(HashMap<String, usize>);

impl Fingerprints {
    /// The fingerprint of the next finding.
    pub(super) fn unique(&mut self, found: &Diagnostic, sources: &SourceMap) -> String {
        let fingerprint = found.fingerprint(sources);
        let count = self.0.entry(fingerprint.clone()).or_default();
        *count += 1;
        if *count == 1 { fingerprint } else { format!("{fingerprint}-{count}") }
    }
}

fn path(span: Span, sources: &SourceMap) -> &str {
    &sources.get(span.source).path
}

fn range(span: Span, sources: &SourceMap) -> Range {
    let source = sources.get(span.source);
    let place = |offset| {
        let at = source.position(offset, ColumnUnit::Scalar);
        Place { line: at.line, column: at.column, offset }
    };
    Range { start: place(span.start), end: place(span.end) }
}

fn resource<'r>(resource: &'r ResourceRef, sources: &'r SourceMap) -> Resource<'r> {
    Resource {
        kind: &resource.kind,
        address: &resource.address,
        name: resource.name.as_deref(),
        path: path(resource.span, sources),
        line: range(resource.span, sources).start.line,
    }
}

fn related<'r>(label: &'r Label, sources: &'r SourceMap) -> Related<'r> {
    Related { path: path(label.span, sources), range: range(label.span, sources), message: &label.message }
}

fn fix<'r>(fix: &'r Fix, sources: &'r SourceMap) -> WireFix<'r> {
    let edits = fix.edits.iter().map(|edit| WireEdit {
        path: path(edit.span, sources),
        range: range(edit.span, sources),
        text: &edit.text,
    });
    let applicability = match fix.applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    };
    WireFix { title: &fix.title, applicability, edits: edits.collect() }
}

fn verdict<'r>(row: &'r VerdictRow, sources: &'r SourceMap) -> Verdict<'r> {
    Verdict {
        rule: row.rule,
        resource: resource(&row.resource, sources),
        context: row.context.as_deref(),
        verdict: row.outcome.name(),
        reason: row.reason.as_deref(),
        chain: row.chain.iter().map(|label| related(label, sources)).collect(),
    }
}

fn suppressed<'r>(it: &'r Suppressed, sources: &'r SourceMap) -> WireSuppressed<'r> {
    let span = it.finding.primary.span;
    WireSuppressed {
        rule: it.finding.rule,
        path: path(span, sources),
        line: range(span, sources).start.line,
        reason: it.reason.as_deref(),
        until: it.until.as_deref(),
    }
}
