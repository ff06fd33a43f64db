//! The stage between the rules and the report: what the code says not to report.

use super::{Gathered, order};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Judgement, RuleInfo, Suppressed, Suppressions};
use crate::discover::Discovered;
use crate::rules;
use crate::source::{Remark, SourceMap, Span};

/// The suppressions in the remarks of a run; none if the configuration does not want any.
pub(super) fn read(remarks: &[Remark], config: &Config) -> Suppressions {
    if !config.suppressions || remarks.is_empty() {
        return Suppressions::default();
    }
    let rules: Vec<RuleInfo> = rules::RULES.iter().map(rules::NamedRule::info).collect();
    let today = config.today.clone().unwrap_or_else(crate::date::today);
    let forbidden: Vec<&str> =
        rules.iter().map(|rule| rule.name).filter(|rule| config.forbids_suppressing(rule)).collect();
    Suppressions::read(remarks, &rules, &today, &forbidden)
}

impl Gathered {
    /// Takes the suppressed out of the findings of all deployments, before those that coincide become
    /// one: what only one of several callers silences is reported for the others. Adds what is wrong
    /// with the suppressions.
    pub(super) fn suppress(
        &mut self,
        found: &mut Vec<Diagnostic>,
        discovered: &Discovered,
        config: &Config,
    ) -> Vec<Suppressed> {
        let sources = &discovered.sources;
        let mut suppressed = self.suppressions.silence(found);
        self.verdicts.iter().for_each(|row| self.suppressions.spare(row));
        let ran: Vec<&str> =
            rules::RULES.iter().filter(|rule| config.selects(&rule.info())).map(|rule| rule.name).collect();
        let whole = |id| {
            let source = sources.get(id);
            !source.external && !self.partial.contains(&id) && discovered.covers(&source.path)
        };
        let mut judged = self.suppressions.judge(&Judgement {
            ran: &|rule| ran.contains(&rule),
            whole: &whole,
            require_reason: config.require_reason,
            require_until: config.require_until,
        });
        judged.retain(|found| !sources.get(found.primary.span.source).external);
        judged.iter_mut().for_each(|found| found.severity = config.severity_of(found.rule, found.severity));
        suppressed.extend(self.suppressions.silence(&mut judged));
        found.extend(judged);
        coinciding(&mut suppressed, sources);
        suppressed
    }
}

/// Sorts, and leaves one of those that are the same but for their context.
fn coinciding(suppressed: &mut Vec<Suppressed>, sources: &SourceMap) {
    fn key(it: &Suppressed) -> (&'static str, Span, &str, Span) {
        (it.finding.rule, it.finding.primary.span, &it.finding.message, it.by)
    }
    suppressed.sort_by(|a, b| {
        order(sources, &a.finding).cmp(&order(sources, &b.finding)).then_with(|| a.by.cmp(&b.by))
    });
    suppressed.dedup_by(|again, first| key(again) == key(first));
    suppressed.iter_mut().for_each(|it| it.finding.mask());
}
