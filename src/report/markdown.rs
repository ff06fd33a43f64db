//! The report as Markdown for a pull request or a job summary: findings, then the matrix of controls
//! and registries, then the entries of each registry. Details are folded.
//!
//! Text from the code is written as HTML with every special character as a number: that is neither
//! Markdown nor the end of a table cell wherever it stands.

use std::io::{self, Write};

use super::compliance::{
    self, Decision, Document, ENTRIES, Finding, Group, Row, Section, Status, groups, place, sections,
};
use super::escape::with_code;
use super::{text, visible};
use crate::diagnostic::{Outcome, Report, Severity};
use crate::source::SourceMap;

/// What job summaries take.
const LIMIT: usize = 1 << 20;
/// Room for what says that something is left out.
const RESERVE: usize = 4096;
/// Registries in one table; more are not legible side by side.
const COLUMNS: usize = 6;

/// Writes the report.
pub(super) fn render(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    let sections = sections(report, sources);
    let groups = groups(report, &sections);
    let mut page = Page { text: head(report, sections.is_empty()), limit: LIMIT - RESERVE };
    let matrix = matrix(&sections, sources);
    page.limit -= matrix.iter().map(String::len).sum::<usize>().min(LIMIT / 2);
    let findings = groups.iter().flat_map(|group| chapter(group, report, sources));
    page.add("findings", findings.collect());
    page.limit = LIMIT - RESERVE;
    page.add("tables", matrix);
    let entries = sections.iter().enumerate();
    page.add("registries", entries.map(|(index, section)| entry_table(index, section, sources)).collect());
    out.write_all(page.text.as_bytes())
}

/// A text that does not grow beyond a limit.
struct Page {
    text: String,
    limit: usize,
}

impl Page {
    /// Adds blocks as long as there is room, then says how many are missing.
    fn add(&mut self, what: &str, blocks: Vec<String>) {
        let count = blocks.len();
        for (index, block) in blocks.iter().enumerate() {
            if self.text.len() + block.len() > self.limit {
                let left = count - index;
                self.text
                    .push_str(&format!("\n_{left} more {what} are left out: the report is too long._\n"));
                return;
            }
            self.text.push_str(block);
        }
    }
}

fn head(report: &Report, is_empty: bool) -> String {
    let coverage = &report.coverage;
    let count = |number: usize, one: &str, many: &str| match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    };
    let baseline = report.baseline.as_ref();
    let mut text = format!(
        "## acrlint: {}, {}, {}\n\n{}, {} unknown, {} suppressed{}; {} ({} in part), {} skipped\n",
        count(report.count(Severity::Error), "error", "errors"),
        count(report.count(Severity::Warning), "warning", "warnings"),
        count(report.count(Severity::Note), "note", "notes"),
        count(coverage.registries, "registry", "registries"),
        count(report.outcomes(Outcome::Unknown), "verdict", "verdicts"),
        count(report.suppressed.len(), "finding", "findings"),
        baseline.map_or_else(String::new, |it| format!(", {} in the baseline", it.known.len())),
        count(coverage.read + coverage.partial, "file read", "files read"),
        coverage.partial,
        coverage.skipped.len()
    );
    if is_empty {
        text.push_str("\nNo registry is declared in what was read.\n");
    }
    if !coverage.skipped.is_empty() {
        let skipped =
            coverage.skipped.iter().take(20).map(|(path, reason)| {
                format!("<li>{}: {}</li>", code(&visible(path)), plain(&visible(reason)))
            });
        let more = coverage.skipped.len().saturating_sub(20);
        let more = if more > 0 { format!("<li>and {more} more</li>") } else { String::new() };
        let list: String = skipped.collect();
        text.push_str(&format!(
            "\n<details><summary>Files that were skipped</summary><ul>{list}{more}</ul></details>\n"
        ));
    }
    text
}

/// A registry with its findings: a block for the heading and one for each.
fn chapter(group: &Group, report: &Report, sources: &SourceMap) -> Vec<String> {
    let title = match group.registry {
        Some(registry) => {
            let at = place(registry.span, sources);
            format!("\n### {} {}\n", code(&visible(&registry.address)), code(&at))
        }
        None => "\n### Other findings\n".to_owned(),
    };
    let mut blocks = Vec::new();
    if !group.findings.is_empty() {
        blocks.push(title);
    }
    blocks.extend(group.findings.iter().map(|finding| finding_block(finding, report, sources)));
    blocks
}

fn finding_block(finding: &Finding, report: &Report, sources: &SourceMap) -> String {
    let found = finding.diagnostic;
    let sign = match found.severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Note => "ℹ️",
    };
    let (severity, rule) = (found.severity.name(), found.rule);
    let (message, at) = (message(&found.message), code(&place(found.primary.span, sources)));
    let snippet = text::code(found, sources, &report.secrets);
    let fence = fence(&snippet);
    let mut block = format!(
        "\n<details><summary>{sign} {severity} <b>{rule}</b>: {message} {at}</summary>\n\n\
         {fence}text\n{snippet}\n{fence}\n"
    );
    let list = |texts: &[String]| texts.iter().map(|it| code(&visible(it))).collect::<Vec<_>>().join(", ");
    let help = found.help.iter().map(|help| self::message(help));
    let contexts = (!found.contexts.is_empty()).then(|| format!("with {}", list(&found.contexts)));
    let others: Vec<String> = finding.others.iter().map(|&other| other.to_owned()).collect();
    let others = (!others.is_empty()).then(|| format!("true of {} as well", list(&others)));
    let lines = help.chain(contexts).chain(others).map(|line| format!("- {line}\n"));
    let lines: String = lines.collect();
    if !lines.is_empty() {
        block.push_str(&format!("\n{lines}"));
    }
    block + "\n</details>\n"
}

/// More backticks than the text has in a row.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

/// Tables of controls and registries, a few registries each.
fn matrix(sections: &[Section], sources: &SourceMap) -> Vec<String> {
    let mut blocks = Vec::new();
    for (chunk, shown) in sections.chunks(COLUMNS).enumerate() {
        let first = chunk * COLUMNS + 1;
        let mut text = if chunk == 0 { "\n## Compliance\n\n".to_owned() } else { "\n".to_owned() };
        for (index, section) in shown.iter().enumerate() {
            text.push_str(&format!("{}. {}: {}\n", first + index, title(section, sources), section.counts()));
        }
        let numbers: Vec<String> = (first..first + shown.len()).map(|number| number.to_string()).collect();
        text.push_str(&format!("\n| | {} |\n|---|{}\n", numbers.join(" | "), "---|".repeat(shown.len())));
        for (index, entry) in ENTRIES.iter().enumerate().filter(|(_, entry)| !entry.is_constant()) {
            let cells =
                shown.iter().filter_map(|section| section.rows.get(index)).map(|row| sign(row.status));
            let cells: Vec<String> = cells.collect();
            text.push_str(&format!("| **{}** {} | {} |\n", entry.id, entry.title, cells.join(" | ")));
        }
        blocks.push(text);
    }
    blocks
}

/// Address, name, tier, place and context of a registry.
fn title(section: &Section, sources: &SourceMap) -> String {
    let registry = section.registry;
    let resource = &registry.resource;
    let mut parts = vec![code(&visible(&resource.address))];
    let name = resource.name.as_deref().filter(|name| *name != resource.address);
    parts.extend(name.map(|name| code(&visible(name))));
    parts
        .push(registry.tier.as_deref().map_or_else(|| "tier not known".to_owned(), |it| plain(&visible(it))));
    parts.push(code(&place(resource.span, sources)));
    let caller = section.caller(sources).map(|caller| if caller.is_empty() { "." } else { caller });
    parts.extend(caller.map(|caller| format!("of {}", code(&visible(caller)))));
    parts.extend(section.context.map(|context| format!("with {}", code(&visible(context)))));
    parts.join(" · ")
}

/// Every entry of a registry, folded.
fn entry_table(index: usize, section: &Section, sources: &SourceMap) -> String {
    let mut text =
        format!("\n<details><summary>All entries of {}. {}</summary>\n", index + 1, title(section, sources));
    for document in Document::ALL {
        let (title, url) = (document.title(), document.url());
        text.push_str(&format!("\n[{title}]({url})\n\n| entry | status | decided by |\n|---|---|---|\n"));
        for row in section.rows.iter().filter(|row| row.entry.document == document) {
            let (id, title) = (row.entry.id, row.entry.title);
            let (sign, reasons) = (sign(row.status), reasons(row, sources));
            text.push_str(&format!("| **{id}** {title} | {sign} | {reasons} |\n"));
        }
    }
    text + "\n</details>\n"
}

fn reasons(row: &Row, sources: &SourceMap) -> String {
    let reason = |decision: &Decision| {
        let said = decision.text.map(message).unwrap_or_default();
        let at = match decision.outcome {
            Outcome::NotApplicable => String::new(),
            _ => format!(" {}", code(&place(decision.place, sources))),
        };
        let colon = if said.is_empty() { "" } else { ": " };
        let accepted = decision.accepted(sources);
        let accepted = accepted.map(|it| format!("; {}", plain(&visible(&it)))).unwrap_or_default();
        format!("<b>{}</b>{at}{colon}{said}{accepted}", decision.rule)
    };
    let mut parts: Vec<String> = row.decisions.iter().map(reason).collect();
    if row.more > 0 {
        parts.push(format!("and {} more", row.more));
    }
    parts.extend(row.notes().map(plain));
    let related: Vec<String> =
        row.related.iter().map(|it| format!("{} {}", it.rule, it.outcome.name())).collect();
    if !related.is_empty() {
        parts.push(format!("related: {}", related.join(", ")));
    }
    parts.join("<br>")
}

fn sign(status: Status) -> String {
    let sign = match status {
        Status::Fail => "❌",
        Status::Unknown => "❓",
        Status::Pass => "✅",
        Status::NotApplicable => "➖",
        Status::Platform => "🔷",
        Status::Manual => "✋",
    };
    format!("{sign} {}", compliance::short(status))
}

/// A message, in which backticks enclose code.
fn message(message: &str) -> String {
    with_code(&visible(message), code, plain)
}

/// Text that is visible already, as code.
fn code(text: &str) -> String {
    format!("<code>{}</code>", numbered(text))
}

/// Text that is visible already. What services would make a mention or a link of is code.
fn plain(text: &str) -> String {
    let is_live = ["@", "#", "://", "www."].iter().any(|sign| text.contains(sign));
    if is_live { code(text) } else { numbered(text) }
}

/// Special characters as their numbers. An address loses its colon, or it would become a link.
fn numbered(text: &str) -> String {
    const SPECIAL: &str = "&<>\"'`*_[]()#|~!\\$@{}";
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or("");
        let is_live =
            rest.starts_with("://") || rest.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("www."));
        match is_live || SPECIAL.contains(c) {
            true => out.push_str(&format!("&#{};", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}
