//! The report as one HTML page that needs nothing else: a matrix of registries and controls, then each
//! registry with its findings, then what the rules are about. No script; the page forbids all but its
//! own style.

mod findings;
mod matrix;
mod prose;
mod registry;

use std::io::{self, Write};

use self::findings::Findings;
use super::compliance::{self, ENTRIES, Entry, Group, Otherwise, Section, Status, place};
use super::escape::with_code;
use super::visible;
use crate::diagnostic::{Outcome, Report, Severity};
use crate::source::SourceMap;

const STYLE: &str = include_str!("html/style.css");

/// Writes the report.
pub(super) fn render(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    let sections = compliance::sections(report, sources);
    let groups = compliance::groups(report, &sections);
    let paths = matrix::paths(&sections, sources);
    let page = Page { report, sources, sections, paths, findings: Findings::new(report, sources) };
    page.head(out)?;
    page.summary(out)?;
    if !page.sections.is_empty() {
        page.matrix(out)?;
        page.legend(out)?;
    }
    let (other, registries) = groups.split_last().map_or((None, &[][..]), |(last, all)| (Some(last), all));
    if !registries.is_empty() {
        writeln!(out, "<h2 id=\"registries\">Registries</h2>")?;
    }
    registries.iter().try_for_each(|group| page.registry(group, out))?;
    if let Some(group) = other.filter(|group| !group.findings.is_empty()) {
        page.others(group, registries.is_empty(), out)?;
    }
    prose::rules(report, &page.sections, out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

/// What all parts of the page need.
struct Page<'r> {
    report: &'r Report,
    sources: &'r SourceMap,
    sections: Vec<Section<'r>>,
    /// What tells the sections apart: the ends of paths, as short as they can be.
    paths: Vec<String>,
    findings: Findings<'r>,
}

impl Page<'_> {
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let version = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"generator\" content=\"{version}\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>Container registries against the Azure security baseline</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<main>"
        )?;
        let day = self.report.today.as_deref();
        let day = day.map(|day| format!(", judged as of {}", text(day))).unwrap_or_default();
        writeln!(
            out,
            "<header>\n<h1>Container registries against the Azure security baseline</h1>\n\
             <p class=\"quiet\">{version}{day}</p>\n</header>"
        )
    }

    fn summary(&self, out: &mut dyn Write) -> io::Result<()> {
        let (report, coverage) = (self.report, &self.report.coverage);
        writeln!(out, "<section class=\"cards\" aria-label=\"Summary\">")?;
        let mut card = |class: &str, count: usize, one: &str, many: &str| {
            let class = if count == 0 { "none" } else { class };
            let name = if count == 1 { one } else { many };
            writeln!(out, "<p class=\"card {class}\"><b>{count}</b> {name}</p>")
        };
        card("", coverage.registries, "registry", "registries")?;
        card("fail", report.count(Severity::Error), "error", "errors")?;
        card("warning", report.count(Severity::Warning), "warning", "warnings")?;
        card("manual", report.count(Severity::Note), "note", "notes")?;
        card("", report.suppressed.len(), "finding suppressed", "findings suppressed")?;
        if let Some(baseline) = &report.baseline {
            card("", baseline.known.len(), "finding in the baseline", "findings in the baseline")?;
        }
        card("unknown", report.outcomes(Outcome::Unknown), "verdict unknown", "verdicts unknown")?;
        card("", coverage.read, "file read", "files read")?;
        card("unknown", coverage.partial, "file read in part", "files read in part")?;
        card("unknown", coverage.skipped.len(), "file skipped", "files skipped")?;
        writeln!(out, "</section>")?;
        if self.sections.is_empty() {
            writeln!(out, "<p>No registry is declared in what was read.</p>")?;
        }
        if coverage.skipped.is_empty() {
            return Ok(());
        }
        writeln!(out, "<details class=\"skipped\"><summary>Files that were skipped</summary>\n<ul>")?;
        for (path, reason) in &coverage.skipped {
            writeln!(out, "<li><code>{}</code>: {}</li>", text(path), text(reason))?;
        }
        writeln!(out, "</ul></details>")
    }

    /// Name, tier, place and context of a registry.
    fn origin(&self, section: &Section) -> String {
        let registry = section.registry;
        let resource = &registry.resource;
        let name = resource.name.as_deref().filter(|name| *name != resource.address);
        let mut parts: Vec<String> = name.map(text).into_iter().collect();
        parts.push(registry.tier.as_deref().map_or_else(|| "tier not known".to_owned(), text));
        parts.push(escaped(&place(resource.span, self.sources)));
        parts.extend(section.caller(self.sources).map(|caller| format!("of {}", text(or_dot(caller)))));
        parts.extend(section.context.map(|context| format!("with {}", text(context))));
        parts.join(" · ")
    }

    fn legend(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<dl class=\"legend\">")?;
        for status in Status::ALL {
            let (class, symbol, name) = (class_of(status), status.symbol(), status.name());
            writeln!(
                out,
                "<div><dt class=\"{class}\"><b aria-hidden=\"true\">{symbol}</b> {name}</dt><dd>{}</dd></div>",
                status.meaning()
            )?;
        }
        writeln!(
            out,
            "</dl>\n<p class=\"quiet\">The same for every registry, and therefore only in the tables below: "
        )?;
        let constant = ENTRIES.iter().filter(|entry| entry.is_constant());
        let named = |entry: &Entry| {
            let is_manual = entry.otherwise == Otherwise::Manual;
            let otherwise = if is_manual { Status::Manual } else { Status::Platform };
            format!("{} {} ({})", entry.id, text(entry.title), otherwise.name())
        };
        writeln!(out, "{}.</p>", constant.map(named).collect::<Vec<_>>().join(", "))
    }

    fn others(&self, group: &Group, is_all: bool, out: &mut dyn Write) -> io::Result<()> {
        let title = if is_all { "Findings" } else { "Findings that belong to no single registry" };
        writeln!(out, "<section class=\"registry\">\n<h2 id=\"others\">{title}</h2>")?;
        group.findings.iter().try_for_each(|finding| self.findings.write(finding, out))?;
        writeln!(out, "</section>")
    }
}

fn or_dot(path: &str) -> &str {
    if path.is_empty() { "." } else { path }
}

fn class_of(status: Status) -> &'static str {
    match status {
        Status::Fail => "fail",
        Status::Unknown => "unknown",
        Status::Pass => "pass",
        Status::NotApplicable => "idle",
        Status::Platform => "platform",
        Status::Manual => "manual",
    }
}

/// A text from anywhere, with deceptive characters spelt out, for content and quoted attributes.
fn text(text: &str) -> String {
    escaped(&visible(text))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// A message, in which backticks enclose code.
fn message(message: &str) -> String {
    with_code(&visible(message), code, escaped)
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", escaped(text))
}
