//! How each registry stands against the two source documents: the verdicts of the rules that an entry
//! names, combined to one status.

mod entries;
mod groups;
mod table;

use std::collections::{BTreeSet, HashMap, HashSet};

pub use entries::{Document, ENTRIES, Entry, Otherwise};
pub(super) use groups::{Finding, Group, groups};
pub(super) use table::render;

use super::visible;
use crate::diagnostic::{Acceptance, AssessedRegistry, AssessedRow, Assessment, Outcome, Report};
use crate::source::{ColumnUnit, SourceMap, Span};

/// The rule that speaks for all that a tier cannot meet.
const PREMIUM: &str = "premium-required";
/// More reasons of one entry than this are counted, not listed.
const MAX_DECISIONS: usize = 8;

/// How a registry stands against an entry. Ordered: what needs attention comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// A rule that decides it fails.
    Fail,
    /// Nobody could know from the code.
    Unknown,
    /// The code meets it.
    Pass,
    /// It does not concern this registry.
    NotApplicable,
    /// Azure always does it, or does not support it.
    Platform,
    /// To be looked up by a person.
    Manual,
}

impl Status {
    /// All, in order.
    pub const ALL: [Self; 6] =
        [Self::Fail, Self::Unknown, Self::Pass, Self::NotApplicable, Self::Platform, Self::Manual];

    /// `fail`, `unknown`, `pass`, `not applicable`, `platform` or `manual`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::Pass => "pass",
            Self::NotApplicable => "not applicable",
            Self::Platform => "platform",
            Self::Manual => "manual",
        }
    }

    /// What it means, for a legend.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Fail => "the code departs from it",
            Self::Unknown => "nobody could know from the code; not a pass",
            Self::Pass => "the code meets it",
            Self::NotApplicable => "it does not concern this registry",
            Self::Platform => "Azure always does it or does not support it; nothing to configure",
            Self::Manual => "to be looked up by a person; the row says where",
        }
    }

    /// One character for it, which does not need color.
    pub(super) fn symbol(self) -> char {
        match self {
            Self::Fail => '✗',
            Self::Unknown => '?',
            Self::Pass => '✓',
            Self::NotApplicable => '–',
            Self::Platform => '■',
            Self::Manual => '☐',
        }
    }
}

/// The name of a status where there is little room.
pub(super) fn short(status: Status) -> &'static str {
    match status {
        Status::NotApplicable => "n/a",
        other => other.name(),
    }
}

/// The names of the rules that decide entries or are related to them.
pub fn rules() -> Vec<&'static str> {
    let all = ENTRIES.iter().flat_map(|entry| entry.rules.iter().chain(entry.related));
    let names: BTreeSet<&'static str> = all.copied().chain([PREMIUM]).collect();
    names.into_iter().collect()
}

/// A registry in a context, and how it stands.
pub(super) struct Section<'r> {
    /// The registry.
    pub registry: &'r AssessedRegistry,
    /// Path of the entry point.
    pub entry: &'r str,
    /// Path of the parameter file.
    pub context: Option<&'r str>,
    /// One row per entry, in the order of [`ENTRIES`].
    pub rows: Vec<Row<'r>>,
}

/// How a registry stands against an entry.
pub(super) struct Row<'r> {
    pub entry: &'static Entry,
    pub status: Status,
    /// What decides it.
    pub decisions: Vec<Decision<'r>>,
    /// How many more there are.
    pub more: usize,
    /// Rules worth knowing of, with their outcome.
    pub related: Vec<Decision<'r>>,
}

/// A rule and the place where the code decides it.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Decision<'r> {
    pub rule: &'static str,
    pub outcome: Outcome,
    pub place: Span,
    /// What is wrong, or why it is not known or not applicable.
    pub text: Option<&'r str>,
    /// Who says not to report it. It departs from the entry all the same.
    pub acceptance: Option<&'r Acceptance>,
}

impl Decision<'_> {
    /// Who says not to report it and why, as a sentence; the reason comes from the code.
    pub(super) fn accepted(&self, sources: &SourceMap) -> Option<String> {
        let acceptance = self.acceptance?;
        let until = acceptance.until.as_ref().map(|day| format!(" until {day}")).unwrap_or_default();
        let reason = acceptance.reason.as_deref().unwrap_or("no reason is given");
        Some(format!("suppressed{until} at {}: {reason}", place(acceptance.by, sources)))
    }
}

impl Row<'_> {
    /// What is to be said besides what decides it.
    pub(super) fn notes(&self) -> impl Iterator<Item = &'static str> {
        let note = if self.decisions.is_empty() { self.entry.note } else { "" };
        [note, self.entry.remark].into_iter().filter(|note| !note.is_empty())
    }
}

impl Section<'_> {
    /// How many entries have a status.
    pub(super) fn count(&self, status: Status) -> usize {
        self.rows.iter().filter(|row| row.status == status).count()
    }

    /// The entry point, if neither the registry's file nor the context tells it.
    pub(super) fn caller(&self, sources: &SourceMap) -> Option<&str> {
        let path = &sources.get(self.registry.resource.span.source).path;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_told = self.context.is_some() || self.entry == path || self.entry == folder;
        (!is_told).then_some(self.entry)
    }

    /// The statuses that occur with how often: `5 fail, 2 unknown`.
    pub(super) fn counts(&self) -> String {
        let counted = Status::ALL.map(|status| (self.count(status), status));
        let said = counted.iter().filter(|(count, _)| *count > 0);
        said.map(|(count, status)| format!("{count} {}", status.name())).collect::<Vec<_>>().join(", ")
    }
}

/// The sections of a report, in order of the registries' places, then of contexts.
pub(super) fn sections<'r>(report: &'r Report, sources: &SourceMap) -> Vec<Section<'r>> {
    let mut sections: Vec<Section> = Vec::new();
    for assessment in &report.assessments {
        let tallies = Tallies::new(assessment);
        sections.extend(assessment.registries.iter().enumerate().map(|(number, registry)| Section {
            registry,
            entry: &assessment.entry,
            context: assessment.context.as_deref(),
            rows: ENTRIES.iter().map(|entry| tallies.row(entry, number)).collect(),
        }));
    }
    sections.sort_by(|a, b| place_key(a, sources).cmp(&place_key(b, sources)));
    sections
}

type PlaceKey<'k> = (&'k str, u32, &'k str, &'k str, Option<&'k str>);

fn place_key<'k>(section: &'k Section, sources: &'k SourceMap) -> PlaceKey<'k> {
    let resource = &section.registry.resource;
    let path = &sources.get(resource.span.source).path;
    (path, resource.span.start, &resource.address, section.entry, section.context)
}

/// The verdicts of a deployment by rule, and by registry where they belong to one.
struct Tallies<'r>(HashMap<(&'static str, Option<usize>), Tally<'r>>);

/// Verdicts of one rule that count for the same registries, by outcome; of many the first.
#[derive(Default)]
struct Tally<'r> {
    rule: &'static str,
    counts: [usize; 4],
    first: [Vec<&'r AssessedRow>; 4],
}

impl<'r> Tally<'r> {
    fn count(&self, outcome: Outcome) -> usize {
        self.counts.get(outcome as usize).copied().unwrap_or(0)
    }

    fn has(&self, outcome: Outcome) -> bool {
        self.count(outcome) > 0
    }

    fn add(&mut self, row: &'r AssessedRow) {
        self.rule = row.verdict.rule;
        let outcome = row.verdict.outcome as usize;
        if let (Some(count), Some(first)) = (self.counts.get_mut(outcome), self.first.get_mut(outcome)) {
            *count += 1;
            if first.len() < MAX_DECISIONS {
                first.push(row);
            }
        }
    }
}

impl<'r> Tallies<'r> {
    fn new(assessment: &'r Assessment) -> Self {
        let named: HashSet<&str> = rules().into_iter().collect();
        let mut tallies = HashMap::<_, Tally>::new();
        for row in assessment.rows.iter().filter(|row| named.contains(row.verdict.rule)) {
            let rule = row.verdict.rule;
            match &row.registries {
                None => tallies.entry((rule, None)).or_default().add(row),
                Some(registries) => registries
                    .iter()
                    .for_each(|registry| tallies.entry((rule, Some(*registry))).or_default().add(row)),
            }
        }
        Self(tallies)
    }

    /// The tallies of some rules that count for a registry.
    fn of(&self, rules: &[&'static str], registry: usize) -> Vec<&Tally<'r>> {
        let both = |rule: &&'static str| [(*rule, Some(registry)), (*rule, None)];
        rules.iter().flat_map(both).filter_map(|key| self.0.get(&key)).collect()
    }

    fn row(&self, entry: &'static Entry, registry: usize) -> Row<'r> {
        let mut tallies = self.of(entry.rules, registry);
        let tier = if entry.premium { self.of(&[PREMIUM], registry) } else { Vec::new() };
        // That a tier could meet the entry does not mean that it is met.
        tallies.extend(tier.into_iter().filter(|it| it.has(Outcome::Fail) || it.has(Outcome::Unknown)));
        let (status, outcome) = status(entry, &tallies);
        let mut decisions: Vec<Decision> = Vec::new();
        let mut seen = HashSet::new();
        let mut more = 0;
        if let Some(outcome) = outcome {
            for tally in &tallies {
                let rows = tally.first.get(outcome as usize).map(Vec::as_slice).unwrap_or_default();
                more += tally.count(outcome).saturating_sub(rows.len());
                let new = rows.iter().flat_map(|row| decided(row));
                decisions.extend(new.filter(|decision| seen.insert(key(decision))));
            }
        }
        more += decisions.len().saturating_sub(MAX_DECISIONS);
        decisions.truncate(MAX_DECISIONS);
        let related = self.of(entry.related, registry);
        let related = related.iter().flat_map(|tally| tally.first.iter().flatten().take(1));
        let related = related.flat_map(|row| decided(row).into_iter().take(1)).collect();
        Row { entry, status, decisions, more, related }
    }
}

/// The status of an entry, and the outcome of the verdicts that decide it, if some do.
fn status(entry: &Entry, tallies: &[&Tally]) -> (Status, Option<Outcome>) {
    let any = |outcome: Outcome| tallies.iter().any(|tally| tally.has(outcome));
    let judged = |outcome: Outcome, status: Status| any(outcome).then_some((status, Some(outcome)));
    if let Some(fail) = judged(Outcome::Fail, Status::Fail) {
        return fail;
    }
    if entry.otherwise == Otherwise::Manual {
        return (Status::Manual, None);
    }
    if let Some(unknown) = judged(Outcome::Unknown, Status::Unknown) {
        return unknown;
    }
    if entry.otherwise == Otherwise::Platform {
        return (Status::Platform, None);
    }
    if tallies.iter().any(|tally| tally.has(Outcome::Pass) && !entry.guards.contains(&tally.rule)) {
        return (Status::Pass, Some(Outcome::Pass));
    }
    match entry.otherwise {
        Otherwise::Elsewhere => (Status::Unknown, None),
        _ => (Status::NotApplicable, any(Outcome::NotApplicable).then_some(Outcome::NotApplicable)),
    }
}

/// What says the same once more is not listed: the reason counts, or where there is none the rule.
fn key<'r>(decision: &Decision<'r>) -> (&'static str, Option<Span>, Option<&'r str>) {
    let place = (decision.outcome == Outcome::Fail).then_some(decision.place);
    (decision.rule, place, decision.text)
}

/// `path:line`
pub(super) fn place(span: Span, sources: &SourceMap) -> String {
    let source = sources.get(span.source);
    format!("{}:{}", visible(&source.path), source.position(span.start, ColumnUnit::Scalar).line)
}

fn decided(row: &AssessedRow) -> Vec<Decision<'_>> {
    let verdict = &row.verdict;
    let decision = |place, text| Decision {
        rule: verdict.rule,
        outcome: verdict.outcome,
        place,
        text,
        acceptance: None,
    };
    let reason = verdict.reason.as_deref();
    match verdict.outcome {
        Outcome::Fail if !row.found.is_empty() => {
            let found = row.found.iter().map(|(found, acceptance)| Decision {
                acceptance: acceptance.as_ref(),
                ..decision(found.primary.span, Some(found.message.as_str()))
            });
            found.collect()
        }
        Outcome::Unknown => {
            let lost = verdict.chain.iter().map(|label| label.span).find(|span| !span.source.is_builtin());
            vec![decision(lost.unwrap_or(verdict.resource.span), reason)]
        }
        _ => vec![decision(verdict.resource.span, reason)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(otherwise: Otherwise, verdicts: &[(&'static str, Outcome)]) -> Status {
        let tallies: Vec<Tally> = verdicts
            .iter()
            .map(|(rule, outcome)| {
                let mut tally = Tally { rule, ..Tally::default() };
                tally.counts[*outcome as usize] = 1;
                tally
            })
            .collect();
        let entry = Entry { otherwise, guards: &["guard"], ..ENTRIES[0] };
        status(&entry, &tallies.iter().collect::<Vec<_>>()).0
    }

    #[test]
    fn the_worst_verdict_decides() {
        use Outcome::{Fail, NotApplicable, Pass, Unknown};
        let all = [("a", NotApplicable), ("b", Pass), ("c", Unknown), ("d", Fail)];
        let judged = |count: usize| of(Otherwise::Judged, &all[..count]);
        assert_eq!(
            (0..=4).map(judged).collect::<Vec<_>>(),
            [Status::NotApplicable, Status::NotApplicable, Status::Pass, Status::Unknown, Status::Fail]
        );
        let elsewhere = |count: usize| of(Otherwise::Elsewhere, &all[..count]);
        assert_eq!(
            [elsewhere(0), elsewhere(1), elsewhere(2)],
            [Status::Unknown, Status::Unknown, Status::Pass]
        );
        let platform = |count: usize| of(Otherwise::Platform, &all[..count]);
        assert_eq!(
            [platform(2), platform(3), platform(4)],
            [Status::Platform, Status::Unknown, Status::Fail]
        );
        let manual = |count: usize| of(Otherwise::Manual, &all[..count]);
        assert_eq!([manual(2), manual(3), manual(4)], [Status::Manual, Status::Manual, Status::Fail]);
    }

    #[test]
    fn a_guard_can_break_an_entry_but_not_meet_it() {
        let guarded = |outcome| of(Otherwise::Judged, &[("guard", outcome)]);
        assert_eq!(guarded(Outcome::Pass), Status::NotApplicable);
        assert_eq!(guarded(Outcome::Unknown), Status::Unknown);
        assert_eq!(guarded(Outcome::Fail), Status::Fail);
    }
}
