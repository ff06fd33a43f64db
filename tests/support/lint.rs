//! Files in memory through the whole pipeline, and findings as lines that a test can compare.

use std::fs;
use std::path::Path;

use acrlint::config::{Config, Profile};
use acrlint::diagnostic::{Diagnostic, Label, Report};
use acrlint::discover::Discovered;
use acrlint::source::{ColumnUnit, Language, Source, Span};

/// What was checked and what came out.
pub struct Run {
    pub discovered: Discovered,
    pub report: Report,
}

/// Sources of a run, in path order. Panics on a name that acrlint does not read.
pub fn sources<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Discovered {
    let mut files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_ref(), text.as_ref())).collect();
    files.sort_unstable();
    let mut discovered = Discovered::default();
    for (path, text) in files {
        let language = Language::of_path(path).unwrap_or_else(|| panic!("{path} has no language"));
        discovered.sources.add(Source::new(path, text, language));
    }
    discovered
}

/// Checks files that are given as path and text, every rule switched on.
pub fn check<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Run {
    let discovered = sources(files);
    let report = check_discovered(&discovered);
    Run { discovered, report }
}

/// Checks what was discovered, every rule switched on.
pub fn check_discovered(discovered: &Discovered) -> Report {
    let config = Config { profile: Profile::Strict, today: Some("2026-06-01".into()), ..Config::default() };
    acrlint::check(discovered, &config)
}

/// Every readable file below a folder of the repository, paths relative to that folder.
pub fn folder(path: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut files = Vec::new();
    let mut pending = vec![root.clone()];
    while let Some(directory) = pending.pop() {
        for entry in
            fs::read_dir(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()))
        {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let relative =
                path.strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
            if Language::of_path(&relative).is_some() {
                files.push((relative, fs::read_to_string(&path).expect("UTF-8")));
            }
        }
    }
    files.sort_unstable();
    files
}

impl Run {
    /// The findings of these rules, as [`Run::lines`] of each.
    pub fn findings(&self, rules: &[&str]) -> String {
        let wanted = self.report.diagnostics.iter().filter(|found| rules.contains(&found.rule));
        wanted.map(|found| self.lines(found)).collect()
    }

    /// A finding as text: rule, address and contexts; the primary place; the hops, indented.
    pub fn lines(&self, found: &Diagnostic) -> String {
        let address = found.resource.as_ref().map_or("-", |resource| &resource.address);
        let mut contexts = found.contexts.join(", ");
        if !contexts.is_empty() {
            contexts = format!(" ({contexts})");
        }
        let mut out = format!("{} {address}{contexts}\n", found.rule);
        out += &format!("  {}\n", self.label(&found.primary));
        for related in &found.related {
            out += &format!("    {}\n", self.label(related));
        }
        out
    }

    /// `path:line` and the first line of the text there, then the message.
    fn label(&self, label: &Label) -> String {
        let message = if label.message.is_empty() { String::new() } else { format!(" {}", label.message) };
        format!(
            "{} |{}|{message}",
            self.place(label.span),
            self.text(label.span).lines().next().unwrap_or("")
        )
    }

    /// `path:line`
    pub fn place(&self, span: Span) -> String {
        let source = self.discovered.sources.get(span.source);
        format!("{}:{}", source.path, source.position(span.start, ColumnUnit::Scalar).line)
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        self.discovered.sources.text(span)
    }

    /// Addresses of the resources that the rule has this verdict on, sorted.
    pub fn addresses(&self, rule: &str, outcome: &str) -> Vec<&str> {
        let rows =
            self.report.verdicts.iter().filter(|row| row.rule == rule && row.outcome.name() == outcome);
        let mut addresses: Vec<&str> = rows.map(|row| row.resource.address.as_str()).collect();
        addresses.sort_unstable();
        addresses
    }

    /// Every rule that reported something, sorted, each once.
    pub fn rules(&self) -> Vec<&str> {
        let mut rules: Vec<&str> = self.report.diagnostics.iter().map(|found| found.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}
