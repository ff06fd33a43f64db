//! `acrlint rules`.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{ListFormat, RulesArgs};
use super::explain::{facts, sentence};
use super::{Failure, Status, output};
use crate::config::is_preview;
use crate::diagnostic::{RuleInfo, RuleOption};
use crate::peers::PEERS;

#[derive(Serialize)]
struct List<'r> {
    version: u8,
    rules: Vec<Entry<'r>>,
}

#[derive(Serialize)]
struct Entry<'r> {
    name: &'r str,
    summary: &'r str,
    severity: Vec<&'static str>,
    set: &'r str,
    since: &'r str,
    preview: bool,
    sku: &'r str,
    controls: &'r [&'r str],
    tips: &'r [u8],
    policies: &'r [&'r str],
    peers: &'r [&'r str],
    fix: &'r str,
    options: Vec<OptionEntry<'r>>,
}

#[derive(Serialize)]
struct OptionEntry<'r> {
    key: &'r str,
    default: i64,
    least: i64,
    most: i64,
    help: &'r str,
}

#[derive(Serialize)]
struct Peers {
    version: u8,
    peers: Vec<PeerEntry>,
}

#[derive(Serialize)]
struct PeerEntry {
    tool: &'static str,
    id: &'static str,
    asks: &'static str,
    rules: &'static [&'static str],
    relation: String,
}

/// Lists every rule, or the rules of other linters.
pub(super) fn run(args: &RulesArgs) -> Result<Status, Failure> {
    let mut rules = crate::rules();
    rules.sort_by_key(|rule| rule.name);
    output::to_stdout(|out| match (args.format, args.peers) {
        (ListFormat::Text, false) => text(&rules, out),
        (ListFormat::Json, false) => json(&rules, out),
        (ListFormat::Markdown, false) => markdown(&rules, out),
        (ListFormat::Text, true) => peers_text(out),
        (ListFormat::Json, true) => peers_json(out),
        (ListFormat::Markdown, true) => peers_markdown(out),
    })?;
    Ok(Status::Clean)
}

fn severities(rule: &RuleInfo) -> Vec<&'static str> {
    rule.severity.iter().map(|severity| severity.name()).collect()
}

fn text(rules: &[RuleInfo], out: &mut dyn Write) -> io::Result<()> {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in rules {
        let severity = severities(rule).first().copied().unwrap_or("");
        writeln!(out, "{:width$}  {severity:7}  {:7}  {}", rule.name, rule.set, rule.summary)?;
    }
    Ok(())
}

fn json(rules: &[RuleInfo], out: &mut dyn Write) -> io::Result<()> {
    let option = |option: &RuleOption| {
        let RuleOption { key, default, least, most, help, .. } = *option;
        OptionEntry { key, default, least, most, help }
    };
    let entry = |rule: &RuleInfo| Entry {
        name: rule.name,
        summary: rule.summary,
        severity: severities(rule),
        set: rule.set,
        since: rule.since,
        preview: is_preview(rule),
        sku: rule.sku,
        controls: rule.controls,
        tips: rule.tips,
        policies: rule.policies,
        peers: rule.peers,
        fix: rule.fix,
        options: rule.options.iter().map(option).collect(),
    };
    let list = List { version: 1, rules: rules.iter().map(entry).collect() };
    serde_json::to_writer_pretty(&mut *out, &list)?;
    writeln!(out)
}

/// A table of all rules, and the documentation of each below it.
fn markdown(rules: &[RuleInfo], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Rules\n\nWritten by `acrlint rules --format markdown`.\n")?;
    writeln!(out, "| rule | problem | severity | set | tier | controls | tips | fix |")?;
    writeln!(out, "|---|---|---|---|---|---|---|---|")?;
    for rule in rules {
        let tips: Vec<String> = rule.tips.iter().map(u8::to_string).collect();
        let name = rule.name;
        let cells = [
            format!("[`{name}`](#{name})"),
            cell(rule.summary),
            severities(rule).join(", "),
            rule.set.to_owned(),
            rule.sku.to_owned(),
            rule.controls.join(", "),
            tips.join(", "),
            rule.fix.to_owned(),
        ];
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    rules.iter().try_for_each(|rule| section(rule, out))
}

fn section(rule: &RuleInfo, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## {}\n\n{}\n", rule.name, sentence(rule.summary))?;
    facts(rule, out)?;
    writeln!(out)?;
    // The headings of the documentation are of level 2, which here is the rule's own.
    let mut is_code = false;
    for line in rule.docs.trim().lines() {
        is_code ^= line.starts_with("```");
        let deeper = if line.starts_with("## ") && !is_code { "#" } else { "" };
        writeln!(out, "{deeper}{line}")?;
    }
    Ok(())
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn peers_text(out: &mut dyn Write) -> io::Result<()> {
    let width = PEERS.iter().map(|peer| peer.id.len()).max().unwrap_or(0);
    let tools = PEERS.iter().map(|peer| peer.tool.len()).max().unwrap_or(0);
    for peer in PEERS {
        let rules = if peer.rules.is_empty() { "-".to_owned() } else { peer.rules.join(", ") };
        writeln!(out, "{:tools$}  {:width$}  {rules}: {}", peer.tool, peer.id, peer.relation.text())?;
    }
    Ok(())
}

fn peers_json(out: &mut dyn Write) -> io::Result<()> {
    let entry = |peer: &crate::peers::PeerRule| PeerEntry {
        tool: peer.tool,
        id: peer.id,
        asks: peer.asks,
        rules: peer.rules,
        relation: peer.relation.text(),
    };
    serde_json::to_writer_pretty(&mut *out, &Peers { version: 1, peers: PEERS.iter().map(entry).collect() })?;
    writeln!(out)
}

fn peers_markdown(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Coming from another linter\n\nWritten by `acrlint rules --peers --format markdown`.")?;
    writeln!(out, "`--select peer:ID` runs the rules that take the place of one of these.\n")?;
    writeln!(out, "| linter | its rule | asks that | here | how they compare |\n|---|---|---|---|---|")?;
    for peer in PEERS {
        let rules: Vec<String> =
            peer.rules.iter().map(|name| format!("[`{name}`](rules.md#{name})")).collect();
        let (asks, relation) = (cell(peer.asks), cell(&peer.relation.text()));
        writeln!(out, "| {} | `{}` | {asks} | {} | {relation} |", peer.tool, peer.id, rules.join(", "))?;
    }
    Ok(())
}
