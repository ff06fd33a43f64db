//! A finding: what is wrong, the code that decides it hop by hop, and what to do.

use std::collections::HashMap;
use std::io::{self, Write};

use super::{escaped, message, text};
use crate::diagnostic::{Label, Report, RuleInfo};
use crate::report::compliance::{Finding, place};
use crate::report::snippet::Snippets;
use crate::source::{SourceMap, Span};

/// What findings are written with.
pub(super) struct Findings<'r> {
    sources: &'r SourceMap,
    secrets: &'r [Span],
    rules: HashMap<&'r str, &'r RuleInfo>,
}

impl<'r> Findings<'r> {
    pub(super) fn new(report: &'r Report, sources: &'r SourceMap) -> Self {
        let rules = report.rules.iter().map(|rule| (rule.name, rule)).collect();
        Self { sources, secrets: &report.secrets, rules }
    }

    pub(super) fn write(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let (number, found) = (finding.number, finding.diagnostic);
        let (severity, rule) = (found.severity.name(), found.rule);
        writeln!(
            out,
            "<article class=\"finding {severity}\" id=\"f{number}\">\n<h4><span class=\"severity\">{severity}</span> \
             {}</h4>",
            message(&found.message)
        )?;
        let info = self.rules.get(rule);
        let mut facts = vec![match info {
            Some(_) => format!("<a href=\"#rule-{rule}\">{rule}</a>"),
            None => rule.to_owned(),
        }];
        facts.extend(info.map(|info| info.controls.join(", ")).filter(|controls| !controls.is_empty()));
        facts.extend(found.resource.as_ref().map(|it| format!("<code>{}</code>", text(&it.address))));
        facts.extend(found.contexts.iter().map(|context| format!("with {}", text(context))));
        writeln!(out, "<p class=\"quiet\">{}</p>", facts.join(" · "))?;
        self.places(finding, out)?;
        if !found.help.is_empty() {
            let help: String = found.help.iter().map(|help| format!("<li>{}</li>", message(help))).collect();
            writeln!(out, "<ul class=\"help\">{help}</ul>")?;
        }
        if !finding.others.is_empty() {
            let others: Vec<String> =
                finding.others.iter().map(|other| format!("<code>{}</code>", text(other))).collect();
            writeln!(out, "<p class=\"quiet\">True of {} as well.</p>", others.join(", "))?;
        }
        writeln!(out, "</article>")
    }

    fn places(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let found = finding.diagnostic;
        let labels: Vec<&Label> = std::iter::once(&found.primary).chain(&found.related).collect();
        let spans: Vec<Span> = labels.iter().map(|label| label.span).collect();
        let snippets = Snippets::new(self.sources, &spans, self.secrets);
        writeln!(out, "<ol class=\"places\">")?;
        for label in labels {
            let at = escaped(&place(label.span, self.sources));
            let said = match label.message.is_empty() {
                true => String::new(),
                false => format!(" <span class=\"label\">{}</span>", message(&label.message)),
            };
            writeln!(out, "<li><p><span class=\"path\">{at}</span>{said}</p>")?;
            // The text is visible already; it has to be escaped only.
            if let Some(line) = snippets.excerpt(self.sources, label.span) {
                writeln!(
                    out,
                    "<pre><span class=\"number\">{}</span>{}<mark>{}</mark>{}</pre>",
                    line.number,
                    escaped(line.before),
                    escaped(line.marked),
                    escaped(line.after)
                )?;
            }
            writeln!(out, "</li>")?;
        }
        writeln!(out, "</ol>")
    }
}
