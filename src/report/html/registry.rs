//! A registry: its findings, and for each context the table of all entries.

use std::io::{self, Write};

use super::{Page, class_of, escaped, message, text};
use crate::diagnostic::Outcome;
use crate::report::compliance::{Decision, Document, Group, Row, Section, Status, place};

/// Tables are open from the start if there are no more than this.
const MAX_OPEN: usize = 6;

impl Page<'_> {
    pub(super) fn registry(&self, group: &Group, out: &mut dyn Write) -> io::Result<()> {
        let Some(registry) = group.registry else { return Ok(()) };
        writeln!(out, "<section class=\"registry\">\n<h3><code>{}</code></h3>", text(&registry.address))?;
        writeln!(out, "<p class=\"quiet\">{}</p>", escaped(&place(registry.span, self.sources)))?;
        group.findings.iter().try_for_each(|finding| self.findings.write(finding, out))?;
        if !group.elsewhere.is_empty() {
            let link = |(number, rule): &(usize, &str)| format!("<a href=\"#f{number}\">{rule}</a>");
            let links: Vec<String> = group.elsewhere.iter().map(link).collect();
            writeln!(out, "<p>Told of another registry and true here as well: {}.</p>", links.join(", "))?;
        }
        if group.findings.is_empty() && group.elsewhere.is_empty() {
            writeln!(out, "<p>No findings.</p>")?;
        }
        for number in &group.sections {
            if let Some(section) = self.sections.get(*number) {
                self.section(*number, section, out)?;
            }
        }
        writeln!(out, "</section>")
    }

    fn section(&self, number: usize, section: &Section, out: &mut dyn Write) -> io::Result<()> {
        let open = if self.sections.len() <= MAX_OPEN { " open" } else { "" };
        writeln!(
            out,
            "<details class=\"standing\" id=\"r{number}\"{open}>\n<summary><b>All entries</b> · {}",
            self.origin(section)
        )?;
        for status in Status::ALL {
            let count = section.count(status);
            if count > 0 {
                let (class, symbol, name) = (class_of(status), status.symbol(), status.name());
                writeln!(out, "<span class=\"chip {class}\">{symbol} {count} {name}</span>")?;
            }
        }
        writeln!(out, "</summary>")?;
        for document in Document::ALL {
            let rows = section.rows.iter().enumerate().filter(|(_, row)| row.entry.document == document);
            writeln!(
                out,
                "<table class=\"entries\">\n<caption><a href=\"{}\" rel=\"noreferrer\">{}</a></caption>\n\
                 <thead><tr><th scope=\"col\">Entry</th><th scope=\"col\">Status</th>\
                 <th scope=\"col\">Decided by</th></tr></thead>\n<tbody>",
                document.url(),
                document.title()
            )?;
            for (index, row) in rows {
                self.row(&format!("r{number}e{index}"), row, out)?;
            }
            writeln!(out, "</tbody>\n</table>")?;
        }
        writeln!(out, "</details>")
    }

    fn row(&self, id: &str, row: &Row, out: &mut dyn Write) -> io::Result<()> {
        let (entry, status) = (row.entry, row.status);
        writeln!(
            out,
            "<tr id=\"{id}\"><th scope=\"row\"><a href=\"{}\" rel=\"noreferrer\">{}</a> {}</th>\
             <td><span class=\"chip {}\">{} {}</span></td><td>",
            entry.url(),
            entry.id,
            text(entry.title),
            class_of(status),
            status.symbol(),
            status.name()
        )?;
        if !row.decisions.is_empty() {
            writeln!(out, "<ul>")?;
            row.decisions.iter().try_for_each(|decision| self.decision(decision, out))?;
            if row.more > 0 {
                writeln!(out, "<li>and {} more</li>", row.more)?;
            }
            writeln!(out, "</ul>")?;
        }
        for note in row.notes() {
            writeln!(out, "<p>{}</p>", text(note))?;
        }
        if !row.related.is_empty() {
            let related = |it: &Decision| format!("{} {}", it.rule, it.outcome.name());
            let related: Vec<String> = row.related.iter().map(related).collect();
            writeln!(out, "<p>Related: {}</p>", related.join(", "))?;
        }
        writeln!(out, "</td></tr>")
    }

    fn decision(&self, decision: &Decision, out: &mut dyn Write) -> io::Result<()> {
        let rule = decision.rule;
        let name = match self.has_docs(rule) {
            true => format!("<a href=\"#rule-{rule}\">{rule}</a>"),
            false => rule.to_owned(),
        };
        let place = match decision.outcome {
            Outcome::NotApplicable => String::new(),
            _ => format!(" <span class=\"path\">{}</span>", escaped(&place(decision.place, self.sources))),
        };
        let said = decision.text.map(|said| format!("<br>{}", message(said))).unwrap_or_default();
        let accepted = decision.accepted(self.sources);
        let accepted = accepted.map(|it| format!("<br><em>{}</em>", text(&it))).unwrap_or_default();
        writeln!(out, "<li>{name}{place}{said}{accepted}</li>")
    }

    fn has_docs(&self, rule: &str) -> bool {
        self.report.deciding.iter().chain(&self.report.rules).any(|known| known.name == rule)
    }
}
