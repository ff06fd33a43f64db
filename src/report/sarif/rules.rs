//! The rules of a run as SARIF descriptors.

use super::wire::{Configuration, Descriptor, Driver, Help, Message, Properties};
use super::{level, sentence};
use crate::diagnostic::{Report, RuleInfo, Severity};

/// Services refuse longer descriptions.
const MAX_DESCRIPTION: usize = 1024;

/// Every rule that ran, by name.
pub(super) fn sorted(report: &Report) -> Vec<RuleInfo> {
    let mut rules = report.rules.clone();
    rules.sort_by_key(|rule| rule.name);
    rules
}

/// The tool.
pub(super) fn driver(rules: &[RuleInfo]) -> Driver<'_> {
    Driver {
        name: env!("CARGO_PKG_NAME"),
        full_name: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: Some(env!("CARGO_PKG_REPOSITORY")).filter(|uri| !uri.is_empty()),
        rules: rules.iter().map(descriptor).collect(),
    }
}

fn descriptor(rule: &RuleInfo) -> Descriptor<'_> {
    let worst = rule.severity.iter().copied().min().unwrap_or(Severity::Warning);
    let summary = sentence(&capitalized(rule.summary));
    let docs = rule.docs.trim();
    let help = if docs.is_empty() { summary.as_str() } else { docs };
    Descriptor {
        id: rule.name,
        name: pascal_case(rule.name),
        help_uri: rule.reference(),
        full_description: Message { text: first_paragraph(docs).unwrap_or_else(|| summary.clone()) },
        help: Help { text: help.to_owned(), markdown: help.to_owned() },
        short_description: Message { text: summary },
        default_configuration: Configuration { level: level(worst) },
        properties: properties(rule, worst),
    }
}

/// A rule that serves a security control is ranked by security severity, any other by problem
/// severity; a rule with both would be shown as a security problem.
fn properties(rule: &RuleInfo, worst: Severity) -> Properties<'_> {
    let is_security = !rule.controls.is_empty();
    let topic = if is_security { "security" } else { "maintainability" };
    let (security, problem) = match worst {
        Severity::Error => ("8.0", "error"),
        Severity::Warning => ("5.5", "warning"),
        Severity::Note => ("2.0", "recommendation"),
    };
    Properties {
        tags: [topic, "azure", "container-registry"]
            .into_iter()
            .chain(rule.controls.iter().copied())
            .collect(),
        precision: "high",
        security_severity: is_security.then_some(security),
        problem_severity: (!is_security).then_some(problem),
    }
}

/// The first paragraph of the documentation that is prose.
fn first_paragraph(docs: &str) -> Option<String> {
    let is_prose =
        |paragraph: &&str| !paragraph.is_empty() && !paragraph.starts_with(['#', '|', '`', '-', '*']);
    let paragraph = docs.split("\n\n").map(str::trim).find(is_prose)?;
    let text: String = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(MAX_DESCRIPTION - 1).collect();
    Some(sentence(&short))
}

fn capitalized(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    first + letters.as_str()
}

fn pascal_case(name: &str) -> String {
    name.split('-').map(capitalized).collect()
}
