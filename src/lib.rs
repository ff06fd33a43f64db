//! acrlint reads Bicep, Terraform and ARM JSON and says, before deployment, where an Azure
//! Container Registry departs from the security baseline.
//!
//! Data flows one way, and the modules below are in that order: [`discover`] turns paths into
//! sources, [`syntax`] turns text into trees, …, [`report`] turns findings into bytes; [`cli`] calls
//! them.

pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod discover;
pub mod report;
pub mod source;
pub mod syntax;

use config::Config;
use diagnostic::{Coverage, Report, RuleInfo, Severity};
use discover::Discovered;

/// Stand-in: reports what could not be read.
pub fn check(discovered: &Discovered, config: &Config) -> Report {
    let rules: Vec<RuleInfo> = rules().into_iter().filter(|rule| config.selects(rule)).collect();
    let diagnostics = discovered.diagnostics.iter().filter(|d| discovered.concerns(d)).cloned().collect();
    let coverage = Coverage {
        read: discovered.sources.len() - discovered.diagnostics.len(),
        skipped: discovered.skipped.clone(),
        rules: rules.len(),
        ..Coverage::default()
    };
    Report { diagnostics, coverage, rules, ..Report::default() }
}

/// Stand-in: some rules about the run.
pub fn rules() -> Vec<RuleInfo> {
    let rule = |name, summary, set| RuleInfo {
        name,
        summary,
        severity: &[Severity::Error],
        set,
        sku: "any",
        controls: if set == "run" { &[] } else { &["IM-1", "PA-1"] },
        tips: &[],
        policies: &[],
        peers: &[],
        fix: "none",
        docs: "## Why is this bad?\n\nBecause.\n",
    };
    vec![
        rule("admin-user", "the admin user is enabled", "default"),
        rule("limit-reached", "a limit was reached", "run"),
        rule("syntax-error", "a file has a syntax error", "run"),
        rule("unreadable-file", "a file could not be read", "run"),
    ]
}
