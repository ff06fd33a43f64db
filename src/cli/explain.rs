//! `acrlint explain RULE`.

use std::io::{self, Write};

use super::args::ExplainArgs;
use super::{Failure, Status, output};
use crate::config::{UnknownName, is_preview};
use crate::diagnostic::{RuleInfo, RuleOption};

/// Prints the documentation of a rule as Markdown.
pub(super) fn run(args: &ExplainArgs) -> Result<Status, Failure> {
    let rules = crate::rules();
    let Some(rule) = rules.iter().find(|rule| rule.name == args.rule) else {
        let unknown = UnknownName::new("rule", &args.rule, rules.iter().map(|rule| rule.name));
        return Err(Failure::Usage(format!("{unknown} (`acrlint rules` lists all)")));
    };
    output::to_stdout(|out| {
        writeln!(out, "# {}\n\n{}\n", rule.name, sentence(rule.summary))?;
        facts(rule, out)?;
        writeln!(out, "\n{}", rule.docs.trim())?;
        if !rule.examples.is_empty() {
            writeln!(out, "\n## Examples")?;
        }
        rule.examples.iter().try_for_each(|(name, text)| example(name, text, out))
    })?;
    Ok(Status::Clean)
}

/// A fixture as fenced code under what it shows: `fail.bicep`, `pass.azapi.tf`.
fn example(name: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let verdict = if name.starts_with("fail") { "Reported" } else { "Not reported" };
    let (language, fence) = match name.rsplit('.').next() {
        Some("bicep") => ("Bicep", "bicep"),
        Some("json") => ("ARM JSON", "json"),
        _ if name.contains("azapi") => ("Terraform, azapi", "hcl"),
        _ => ("Terraform, azurerm", "hcl"),
    };
    writeln!(out, "\n{verdict} ({language}):\n\n```{fence}\n{}\n```", text.trim_end())
}

pub(super) fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// The ruleset that a rule came with, and whether that is yet to come.
fn since(rule: &RuleInfo) -> String {
    let preview = if is_preview(rule) { ", a preview: it runs only if it is named" } else { "" };
    format!("ruleset {}{preview}", rule.since)
}

/// Writes what is known of a rule as a list, without what is empty.
pub(super) fn facts(rule: &RuleInfo, out: &mut dyn Write) -> io::Result<()> {
    let severities: Vec<&str> = rule.severity.iter().map(|severity| severity.name()).collect();
    let tips: Vec<String> = rule.tips.iter().map(u8::to_string).collect();
    let all = [
        ("Severity", severities.join(", ")),
        ("Set", rule.set.to_owned()),
        ("Since", since(rule)),
        ("Tier", rule.sku.to_owned()),
        ("Controls", rule.controls.join(", ")),
        ("Tips", tips.join(", ")),
        ("Azure Policy", rule.policies.join(", ")),
        ("Replaces", rule.peers.join(", ")),
        ("Fix", rule.fix.to_owned()),
    ];
    for (name, value) in all.iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "- {name}: {value}")?;
    }
    for RuleOption { key, default, least, most, help, .. } in rule.options {
        writeln!(out, "- Option `{key}`: {help}; {least} to {most}, {default} if nothing is said")?;
    }
    Ok(())
}
