//! The compliance report as text: one table per registry and context.

use std::io::{self, Write};

use codespan_reporting::term::termcolor::{Ansi, Color, ColorSpec, NoColor, WriteColor};

use super::{Decision, Document, Row, Section, Status, place, sections};
use crate::diagnostic::{Outcome, Report};
use crate::report::{Style, visible};
use crate::source::SourceMap;

/// Writes the report.
pub(in crate::report) fn render(
    report: &Report,
    sources: &SourceMap,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match style.color {
        true => tables(report, sources, &mut Ansi::new(out)),
        false => tables(report, sources, &mut NoColor::new(out)),
    }
}

fn tables(report: &Report, sources: &SourceMap, out: &mut impl WriteColor) -> io::Result<()> {
    let sections = sections(report, sources);
    if sections.is_empty() {
        return writeln!(out, "no registry is declared in what was read");
    }
    if sections.len() > 1 {
        overview(&sections, sources, out)?;
    }
    for (index, section) in sections.iter().enumerate() {
        if index > 0 || sections.len() > 1 {
            writeln!(out)?;
        }
        table(index + 1, section, sources, out)?;
    }
    Ok(())
}

/// How many entries of each status every registry has.
fn overview(sections: &[Section], sources: &SourceMap, out: &mut impl WriteColor) -> io::Result<()> {
    let names: Vec<String> = sections.iter().map(|section| clipped(&title(section, sources))).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    write!(out, "     {:width$}", "")?;
    for status in Status::ALL {
        write!(out, "  {}", status.name())?;
    }
    writeln!(out)?;
    for (index, (section, name)) in sections.iter().zip(&names).enumerate() {
        write!(out, "{:>4} {name:width$}", index + 1)?;
        for status in Status::ALL {
            let (count, column) = (section.count(status), status.name().len());
            write!(out, "  ")?;
            colored(if count > 0 { Some(status) } else { None }, &format!("{count:>column$}"), out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The text, or its beginning and end if it is longer than the column.
fn clipped(text: &str) -> String {
    const WIDTH: usize = 70;
    let length = text.chars().count();
    if length <= WIDTH {
        return text.to_owned();
    }
    let start: String = text.chars().take(WIDTH / 2).collect();
    start + "…" + &text.chars().skip(length - WIDTH / 2 + 1).collect::<String>()
}

fn title(section: &Section, sources: &SourceMap) -> String {
    let resource = &section.registry.resource;
    let name = resource.name.as_ref().filter(|name| **name != resource.address);
    let mut title = visible(&resource.address).into_owned();
    if let Some(name) = name {
        title.push_str(&format!(" ({})", visible(name)));
    }
    if let Some(caller) = section.caller(sources) {
        title.push_str(&format!(" of {}", visible(if caller.is_empty() { "." } else { caller })));
    }
    if let Some(context) = section.context {
        title.push_str(&format!(" with {}", visible(context)));
    }
    title
}

fn table(number: usize, section: &Section, sources: &SourceMap, out: &mut impl WriteColor) -> io::Result<()> {
    let registry = section.registry;
    out.set_color(ColorSpec::new().set_bold(true))?;
    write!(out, "{number}. {}", title(section, sources))?;
    out.reset()?;
    let tier = registry.tier.as_deref().map_or("tier not known".into(), visible);
    writeln!(out, "\n   {}, {tier}: {}", place(registry.resource.span, sources), section.counts())?;
    for document in Document::ALL {
        writeln!(out, "\n   {}", document.title())?;
        for row in section.rows.iter().filter(|row| row.entry.document == document) {
            write!(out, "   {:6}  {:<68}  ", row.entry.id, row.entry.title)?;
            colored(Some(row.status), row.status.name(), out)?;
            writeln!(out)?;
            reasons(row, sources, out)?;
        }
    }
    Ok(())
}

/// What decides a row, one line each; what passes is one line.
fn reasons(row: &Row, sources: &SourceMap, out: &mut impl WriteColor) -> io::Result<()> {
    let indent = " ".repeat(11);
    let text = |decision: &Decision| decision.text.map(visible).unwrap_or_default().into_owned();
    for group in row.decisions.chunk_by(|a, b| is_alike(a, b)) {
        let Some(first) = group.first() else { continue };
        let rules: Vec<&str> = group.iter().map(|decision| decision.rule).collect();
        let rules = rules.join(", ");
        match first.outcome {
            Outcome::Pass => writeln!(out, "{indent}{rules}: {}", place(first.place, sources))?,
            Outcome::NotApplicable => writeln!(out, "{indent}{rules}: {}", text(first))?,
            _ => writeln!(out, "{indent}{rules}: {}: {}", place(first.place, sources), text(first))?,
        }
        if let Some(accepted) = first.accepted(sources) {
            writeln!(out, "{indent}  {}", visible(&accepted))?;
        }
    }
    if row.more > 0 {
        writeln!(out, "{indent}and {} more", row.more)?;
    }
    for note in row.notes() {
        writeln!(out, "{indent}{note}")?;
    }
    if !row.related.is_empty() {
        let related: Vec<String> =
            row.related.iter().map(|it| format!("{} {}", it.rule, it.outcome.name())).collect();
        writeln!(out, "{indent}related: {}", related.join(", "))?;
    }
    Ok(())
}

/// Whether two decisions are one line: the same is said, or nothing is and the place is the same.
fn is_alike(a: &Decision, b: &Decision) -> bool {
    (a.outcome, a.text, a.acceptance) == (b.outcome, b.text, b.acceptance)
        && (a.place == b.place || a.outcome == Outcome::NotApplicable)
}

fn colored(status: Option<Status>, text: &str, out: &mut impl WriteColor) -> io::Result<()> {
    let color = match status {
        Some(Status::Fail) => Color::Red,
        Some(Status::Unknown) => Color::Yellow,
        Some(Status::Pass) => Color::Green,
        _ => return write!(out, "{text}"),
    };
    out.set_color(ColorSpec::new().set_fg(Some(color)).set_bold(status == Some(Status::Fail)))?;
    write!(out, "{text}")?;
    out.reset()
}
