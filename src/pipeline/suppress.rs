//! The stage between the rules and the report: what the code and the configuration say not to report.

use std::collections::HashMap;

use super::{Gathered, order};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Judgement, RuleInfo, Suppressed, Suppressions};
use crate::discover::Discovered;
use crate::rules;
use crate::source::{Language, Remark, Source, SourceId, SourceMap, Span};

/// The suppressions of a run, in remarks and in the configuration; none if nobody wants any.
pub(super) fn read(remarks: &[Remark], discovered: &Discovered, config: &Config) -> Suppressions {
    if !config.suppressions {
        return Suppressions::default();
    }
    let sources = &discovered.sources;
    let rules: Vec<RuleInfo> = rules::RULES.iter().map(rules::NamedRule::info).collect();
    let today = config.today.clone().unwrap_or_else(crate::date::today);
    let forbidden = |file: SourceId, rule: &str| config.of(&sources.get(file).path).forbids_suppressing(rule);
    let mut found = Suppressions::read(remarks, &rules, &today, &forbidden);
    if config.all().all(|config| config.exemptions.is_empty()) {
        return found;
    }
    let mut governed: HashMap<*const Config, Vec<(SourceId, &Source)>> = HashMap::new();
    for (id, source) in sources.iter() {
        governed.entry(std::ptr::from_ref(config.of(&source.path))).or_default().push((id, source));
    }
    for config in config.all() {
        let files = governed.get(&std::ptr::from_ref(config)).map_or(&[][..], Vec::as_slice);
        for exemption in &config.exemptions {
            let covered = files.iter().filter(|(_, source)| exemption.covers(&source.path));
            found.exempt(exemption, covered.map(|(id, _)| *id).collect(), &today);
        }
    }
    found
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
        let governing = |id: SourceId| config.of(&sources.get(id).path);
        let ran = |rule: &str, id: SourceId| {
            rules::RULES.iter().any(|it| it.name == rule && governing(id).selects(&it.info()))
        };
        let read = |id| !self.partial.contains(&id);
        // With `--params`, other parameter files decide nothing in this run.
        let takes_part = |source: &Source| {
            discovered.params.is_empty()
                || match source.language {
                    Language::Configuration => false,
                    language => !language.holds_parameters() || discovered.params.contains(&source.path),
                }
        };
        let whole = |id| {
            let source = sources.get(id);
            !source.external && read(id) && takes_part(source) && discovered.covers(&source.path)
        };
        let mut judged = self.suppressions.judge(&Judgement {
            ran: &ran,
            whole: &whole,
            read: &read,
            require_reason: &|id| governing(id).require_reason,
            require_until: &|id| governing(id).require_until,
        });
        judged.retain(|found| !sources.get(found.primary.span.source).external);
        for found in &mut judged {
            found.severity = governing(found.primary.span.source).severity_of(found.rule, found.severity);
        }
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
