//! `acrlint rules`.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{ListFormat, RulesArgs};
use super::{Failure, Status, output};
use crate::diagnostic::RuleInfo;

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
    sku: &'r str,
    controls: &'r [&'r str],
    tips: &'r [u8],
    policies: &'r [&'r str],
    peers: &'r [&'r str],
    fix: &'r str,
}

/// Lists every rule.
pub(super) fn run(args: &RulesArgs) -> Result<Status, Failure> {
    let mut rules = crate::rules();
    rules.sort_by_key(|rule| rule.name);
    output::to_stdout(|out| match args.format {
        ListFormat::Text => text(&rules, out),
        ListFormat::Json => json(&rules, out),
        ListFormat::Markdown => markdown(&rules, out),
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
    let entry = |rule: &RuleInfo| Entry {
        name: rule.name,
        summary: rule.summary,
        severity: severities(rule),
        set: rule.set,
        sku: rule.sku,
        controls: rule.controls,
        tips: rule.tips,
        policies: rule.policies,
        peers: rule.peers,
        fix: rule.fix,
    };
    let list = List { version: 1, rules: rules.iter().map(entry).collect() };
    serde_json::to_writer_pretty(&mut *out, &list)?;
    writeln!(out)
}

fn markdown(rules: &[RuleInfo], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "| rule | problem | severity | set | tier | controls | fix |\n|---|---|---|---|---|---|---|"
    )?;
    for rule in rules {
        writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} | {} |",
            rule.name,
            rule.summary.replace('|', "\\|"),
            severities(rule).join(", "),
            rule.set,
            rule.sku,
            rule.controls.join(", "),
            rule.fix
        )?;
    }
    Ok(())
}
