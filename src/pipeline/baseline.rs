//! The stage after suppressions: what the baseline says not to report, and what of it is fixed.

use std::collections::{HashMap, HashSet};

use super::Gathered;
use crate::config::Config;
use crate::diagnostic::{Baseline, Comparison, Diagnostic, Entry, Fixed, Key, Outcome, RuleInfo, Severity};
use crate::discover::Discovered;
use crate::rules;
use crate::source::{SourceId, Span};

/// Rules that say that what a file refers to is not there.
const GAP: [&str; 2] = ["link-error", "unresolved-module"];

/// Rules that say that something was not read or not evaluated.
const UNREAD: [&str; 4] = ["internal-error", "limit-reached", "syntax-error", "unreadable-file"];

impl Gathered {
    /// The files that refer to what is not there.
    pub(super) fn gaps(found: &[Diagnostic]) -> HashSet<SourceId> {
        let gaps = found.iter().filter(|found| GAP.contains(&found.rule));
        gaps.map(|found| found.primary.span.source).collect()
    }

    /// Says what the baseline holds of the findings of all deployments, before those that coincide become
    /// one: that one more caller gets a value from a module is a new finding.
    pub(super) fn compare(
        &self,
        baseline: &Baseline,
        found: &[Diagnostic],
        discovered: &Discovered,
        config: &Config,
        is_reported: &dyn Fn(&Diagnostic) -> bool,
    ) -> Comparison {
        let sources = &discovered.sources;
        let is_whole = !found.iter().any(|found| UNREAD.contains(&found.rule));
        let infos: HashMap<&str, RuleInfo> =
            rules::RULES.iter().map(|rule| (rule.name, rule.info())).collect();
        let ran = |key: &Key| infos.get(&*key.rule).is_some_and(|rule| config.of(&key.path).selects(rule));
        // Whether what a rule says of a resource is known in every context.
        let mut verdicts: HashMap<(&str, &str, &str), bool> = HashMap::new();
        for row in &self.verdicts {
            let known =
                verdicts.entry((row.rule, row.resource.home(sources), &row.resource.address)).or_insert(true);
            *known &= row.outcome != Outcome::Unknown;
        }
        let is_read = |path: &str| match sources.find(path) {
            Some(source) => !discovered.unread.contains(&source) && !self.partial.contains(&source),
            None => discovered.deserted.contains(path),
        };
        let is_judged = |entry: &Entry| {
            let key = &entry.key;
            // A resource that is not there may stand in what was not read.
            let is_there = verdicts.get(&(&*key.rule, &*key.path, &*key.address)).copied();
            let has_gap = || sources.find(&key.path).is_some_and(|source| self.gaps.contains(&source));
            let known = is_there.unwrap_or_else(|| key.address.is_empty() || (is_whole && !has_gap()));
            known
                && ran(key)
                && discovered.params.is_empty()
                && discovered.covers(&key.path)
                && is_read(&key.path)
        };
        let is_there = |path: &str| {
            let is_seen = || discovered.seen.binary_search_by(|seen| seen.as_str().cmp(path)).is_ok();
            is_read(path).then(|| sources.find(path).is_some() || is_seen())
        };
        baseline.compare(found, sources, &is_judged, is_reported, &is_there)
    }
}

/// Notes on the entries of which something is fixed, if the baseline is a file that can be shown.
pub(super) fn stale(baseline: &Baseline, fixed: &[Fixed], config: &Config) -> Vec<Diagnostic> {
    const RULE: &str = "stale-baseline";
    let report = |Fixed { entry, left }: &Fixed| {
        let entry = baseline.entries.get(*entry)?;
        let written = entry.written.as_ref()?;
        let key = &entry.key;
        // A line is long: its rule stands for it.
        let name = format!("\"{}\"", key.rule);
        let offset = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        let start = written.start.saturating_add(offset(written.text.find(&name).unwrap_or(0)));
        let what = match key.address.is_empty() {
            true => format!("`{}` in `{}`", key.rule, key.path),
            false => format!("`{}` of `{}` in `{}`", key.rule, key.address, key.path),
        };
        let message = match left {
            0 => format!("{what} is fixed"),
            _ => format!("{what} is found {left} times, not {}", entry.count),
        };
        let place = Span::new(baseline.source?, start, start.saturating_add(offset(name.len())));
        let severity = config.severity_of(RULE, Severity::Note);
        let mut found = Diagnostic::at(RULE, severity, place, message);
        found.help.push("run `acrlint baseline prune`, so that it is reported when it comes back".to_owned());
        Some(found)
    };
    fixed.iter().filter_map(report).collect()
}
