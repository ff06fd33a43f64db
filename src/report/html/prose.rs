//! The documentation of the rules that speak in the report, from the Markdown in which it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::{code, escaped, text};
use crate::diagnostic::{Report, RuleInfo};
use crate::report::compliance::Section;
use crate::report::escape::{visible, with_code};

/// Writes what the rules are about that found something or decide an entry.
pub(super) fn rules(report: &Report, sections: &[Section], out: &mut dyn Write) -> io::Result<()> {
    let found = report.diagnostics.iter().map(|found| found.rule);
    let deciding = sections.iter().flat_map(|section| &section.rows).flat_map(|row| &row.decisions);
    let wanted: BTreeSet<&str> = found.chain(deciding.map(|decision| decision.rule)).collect();
    let known = report.deciding.iter().chain(&report.rules).map(|rule| (rule.name, rule));
    let known: BTreeMap<&str, &RuleInfo> = known.filter(|(name, _)| wanted.contains(name)).collect();
    if known.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h2 id=\"rules\">Rules</h2>")?;
    for (name, rule) in known {
        writeln!(
            out,
            "<details class=\"rule\" id=\"rule-{name}\"><summary><code>{name}</code> {}</summary>",
            text(rule.summary)
        )?;
        let facts = [rule.controls.join(", "), tips(rule), tier(rule)];
        let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        if !facts.is_empty() {
            writeln!(out, "<p class=\"quiet\">{}</p>", facts.join(" · "))?;
        }
        markdown(rule.docs, out)?;
        writeln!(out, "</details>")?;
    }
    Ok(())
}

fn tips(rule: &RuleInfo) -> String {
    rule.tips.iter().map(|tip| format!("tip {tip}")).collect::<Vec<_>>().join(", ")
}

fn tier(rule: &RuleInfo) -> String {
    if rule.sku == "any" { String::new() } else { format!("concerns the {} tier", rule.sku) }
}

/// What a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Paragraph,
    List,
    Code,
    /// A table stays as it is written.
    Table,
}

impl Block {
    fn tags(self) -> (&'static str, &'static str) {
        match self {
            Self::Paragraph => ("<p>", "</p>"),
            Self::List => ("<ul><li>", "</li></ul>"),
            Self::Code | Self::Table => ("<pre>", "</pre>"),
        }
    }
}

/// The subset of Markdown that documentation uses: headings, paragraphs, flat lists, fenced code.
fn markdown(docs: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut open: Option<Block> = None;
    let enter = |open: &mut Option<Block>, block: Option<Block>, out: &mut dyn Write| {
        if let Some(old) = open.take() {
            writeln!(out, "{}", old.tags().1)?;
        }
        *open = block;
        block.map_or(Ok(()), |new| write!(out, "{}", new.tags().0))
    };
    for line in docs.lines() {
        let is_code = open == Some(Block::Code);
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            enter(&mut open, (!is_code).then_some(Block::Code), out)?;
        } else if is_code {
            writeln!(out, "{}", text(line))?;
        } else if let Some(heading) = trimmed.strip_prefix("## ") {
            enter(&mut open, None, out)?;
            writeln!(out, "<h4>{}</h4>", inline(heading))?;
        } else if trimmed.is_empty() {
            enter(&mut open, None, out)?;
        } else if let Some(item) = trimmed.strip_prefix("- ") {
            match open {
                Some(Block::List) => write!(out, "</li>\n<li>")?,
                _ => enter(&mut open, Some(Block::List), out)?,
            }
            writeln!(out, "{}", inline(item))?;
        } else if trimmed.starts_with('|') {
            if open != Some(Block::Table) {
                enter(&mut open, Some(Block::Table), out)?;
            }
            writeln!(out, "{}", text(line))?;
        } else {
            if open.is_none() {
                enter(&mut open, Some(Block::Paragraph), out)?;
            }
            writeln!(out, "{}", inline(trimmed))?;
        }
    }
    enter(&mut open, None, out)
}

/// Code between backticks, and addresses between angle brackets.
fn inline(line: &str) -> String {
    with_code(&visible(line), code, |plain| {
        let mut out = String::with_capacity(plain.len() + 32);
        let mut rest = plain;
        while let Some((before, after)) = rest.split_once("<https://") {
            let (address, after) = after.split_once('>').unwrap_or((after, ""));
            let address = escaped(address);
            out.push_str(&escaped(before));
            out.push_str(&format!("<a href=\"https://{address}\" rel=\"noreferrer\">https://{address}</a>"));
            rest = after;
        }
        out + &escaped(rest)
    })
}
