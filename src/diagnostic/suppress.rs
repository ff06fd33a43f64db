//! Suppressions: which findings the code or the configuration says not to report, and what is wrong
//! with those that say so.

mod directive;
mod exemption;
mod index;
mod read;

use std::collections::HashMap;

pub use self::exemption::Exemption;
use self::index::Index;
use super::{
    Applicability, Change, Diagnostic, Edit, Outcome, Repair, ResourceRef, RuleInfo, Severity, VerdictRow,
    masked,
};
use crate::date::day_number;
use crate::source::{Remark, SourceId, Span};

/// Rules about what was not read, or about what is not reported: silent, they would make a run look
/// better than it is. No baseline holds them either.
const NEVER: [&str; 8] = [
    "expired-suppression",
    "internal-error",
    "limit-reached",
    "stale-baseline",
    "suppression-without-reason",
    "syntax-error",
    "unknown-suppression",
    "unreadable-file",
];

/// True if findings of the rule may be suppressed at all.
pub fn may_be_suppressed(rule: &str) -> bool {
    !NEVER.contains(&rule)
}

/// The rule that a suppression may name to be kept although it silences nothing today.
const UNUSED: &str = "unused-suppression";

/// Days before its end at which a suppression says so.
const SOON: i64 = 14;

/// A finding that is not reported, and who says so.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// The finding.
    pub finding: Diagnostic,
    /// The suppression.
    pub by: Span,
    /// Why, as the suppression says.
    pub reason: Option<String>,
    /// The last day on which it holds, `YYYY-MM-DD`.
    pub until: Option<String>,
}

/// Who says that a finding is not to be reported.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Acceptance {
    /// The suppression.
    pub by: Span,
    /// Why, as the suppression says.
    pub reason: Option<String>,
    /// The last day on which it holds, `YYYY-MM-DD`.
    pub until: Option<String>,
}

/// One suppression.
#[derive(Debug)]
struct Suppression {
    place: Span,
    covers: Covers,
    foreign: bool,
    /// The list of rules, if `rules` are all that are in it and it is written without escapes.
    list: Option<Span>,
    rules: Vec<Named>,
    reason: Option<String>,
    /// The last day on which it holds, and where that is written.
    until: Option<(String, Span)>,
    /// How many days it still holds, if there is an end.
    days: Option<i64>,
}

/// What a suppression is about.
#[derive(Debug)]
enum Covers {
    /// This code.
    Code(Span),
    /// Nothing: no code begins where it stands.
    Nothing,
    /// What lies in these files and is about a resource that the configuration names.
    Files(Vec<SourceId>, Box<Exemption>),
}

/// A rule as a suppression names it.
#[derive(Debug)]
struct Named {
    rule: &'static str,
    place: Span,
    used: bool,
}

impl Suppression {
    /// The files that it covers, if the configuration says so.
    fn files(&self) -> &[SourceId] {
        if let Covers::Files(files, _) = &self.covers { files } else { &[] }
    }

    fn has_expired(&self) -> bool {
        self.days.is_some_and(|days| days < 0)
    }
}

/// All suppressions of a run.
#[derive(Debug, Default)]
pub struct Suppressions {
    all: Vec<Suppression>,
    /// Positions in `all` and in its rules: ours, and those in the words of other linters.
    own: Index<(usize, usize)>,
    foreign: Index<(usize, usize)>,
    /// Those of the configuration by the files that they cover.
    by_file: HashMap<SourceId, Vec<usize>>,
    mistakes: Vec<Diagnostic>,
}

/// What has to be known to judge suppressions.
pub struct Judgement<'j> {
    /// Whether the rule ran on what the file declares.
    pub ran: &'j dyn Fn(&str, SourceId) -> bool,
    /// Whether all of the file was read, and its findings are reported.
    pub whole: &'j dyn Fn(SourceId) -> bool,
    /// Whether all of the file was read.
    pub read: &'j dyn Fn(SourceId) -> bool,
    /// Whether suppressions in the file must have a reason.
    pub require_reason: &'j dyn Fn(SourceId) -> bool,
    /// Whether they must have an end.
    pub require_until: &'j dyn Fn(SourceId) -> bool,
}

impl Suppressions {
    /// Reads remarks; `today` is the day to judge by, `YYYY-MM-DD`, and `forbidden` tells the rules that
    /// the code of a file may not suppress.
    pub fn read(
        remarks: &[Remark],
        rules: &[RuleInfo],
        today: &str,
        forbidden: &dyn Fn(SourceId, &str) -> bool,
    ) -> Self {
        let mut found = read::read(remarks, rules, today, forbidden);
        let entries = |foreign: bool| {
            let of_kind = found.all.iter().enumerate().filter(move |(_, it)| it.foreign == foreign);
            let entries = of_kind.filter(|(_, it)| !it.has_expired()).filter_map(|(index, it)| {
                let rules = it.rules.iter().enumerate();
                let Covers::Code(code) = it.covers else { return None };
                Some(rules.map(move |(rule, named)| (named.rule, code, (index, rule))))
            });
            entries.flatten()
        };
        (found.own, found.foreign) = (Index::new(entries(false)), Index::new(entries(true)));
        found
    }

    /// Adds a suppression of the configuration, which covers these files.
    pub fn exempt(&mut self, exemption: &Exemption, files: Vec<SourceId>, today: &str) {
        let named = |(rule, place): &(&'static str, Span)| Named { rule, place: *place, used: false };
        let until = exemption.until.clone();
        let days =
            until.as_ref().and_then(|(day, _)| Some(day_number(day)?.saturating_sub(day_number(today)?)));
        let suppression = Suppression {
            place: exemption.place,
            covers: Covers::Files(files, exemption.clone().into()),
            foreign: false,
            list: None,
            rules: exemption.rules.iter().map(named).collect(),
            reason: exemption.reason.clone(),
            until,
            days,
        };
        if !suppression.has_expired() {
            suppression
                .files()
                .iter()
                .for_each(|file| self.by_file.entry(*file).or_default().push(self.all.len()));
        }
        self.all.push(suppression);
    }

    /// Takes out of `findings` those that a suppression silences.
    pub fn silence(&mut self, findings: &mut Vec<Diagnostic>) -> Vec<Suppressed> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let (silent, rest): (Vec<_>, Vec<_>) = std::mem::take(findings)
            .into_iter()
            .map(|found| (self.of(&found), found))
            .partition(|it| it.0.is_some());
        findings.extend(rest.into_iter().map(|(_, found)| found));
        silent.into_iter().filter_map(|(at, finding)| self.suppressed(at?, finding)).collect()
    }

    /// The suppression of a finding, the one closest to what decides it.
    fn of(&self, found: &Diagnostic) -> Option<(usize, usize)> {
        if NEVER.contains(&found.rule) {
            return None;
        }
        let places = || {
            let related = found.related.iter().map(|label| label.span);
            std::iter::once(found.primary.span).chain(related).chain(found.resource.iter().flat_map(around))
        };
        let search = |index: &Index<_>| places().find_map(|place| index.around(found.rule, place));
        let exempt = || places().find_map(|place| self.exempting(found.rule, found.resource.as_ref(), place));
        search(&self.own).or_else(|| search(&self.foreign)).or_else(exempt)
    }

    /// The suppression of the configuration for a rule at a place.
    fn exempting(&self, rule: &str, resource: Option<&ResourceRef>, place: Span) -> Option<(usize, usize)> {
        self.by_file.get(&place.source)?.iter().find_map(|index| {
            let suppression = self.all.get(*index)?;
            let named = suppression.rules.iter().position(|named| named.rule == rule)?;
            let Covers::Files(_, exemption) = &suppression.covers else { return None };
            exemption.is_about(resource).then_some((*index, named))
        })
    }

    fn suppressed(&mut self, (index, rule): (usize, usize), finding: Diagnostic) -> Option<Suppressed> {
        let by = self.all.get_mut(index)?;
        by.rules.get_mut(rule)?.used = true;
        let until = by.until.as_ref().map(|(day, _)| day.clone());
        Some(Suppressed { finding, by: by.place, reason: by.reason.clone(), until })
    }

    /// Who silences a finding, if anybody does. Does not count as use of the suppression.
    pub fn acceptance(&self, found: &Diagnostic) -> Option<Acceptance> {
        let (index, _) = if self.all.is_empty() { None } else { self.of(found) }?;
        let by = self.all.get(index)?;
        let until = by.until.as_ref().map(|(day, _)| day.clone());
        let reason = by.reason.as_deref().map(|reason| masked(reason).into_owned());
        Some(Acceptance { by: by.place, reason, until })
    }

    /// What nobody could know may be the very thing that a suppression is there for.
    pub fn spare(&mut self, row: &VerdictRow) {
        if row.outcome != Outcome::Unknown || self.all.is_empty() {
            return;
        }
        let chain = row.chain.iter().map(|label| label.span);
        for place in chain.chain(around(&row.resource)) {
            let exempting = self.exempting(row.rule, Some(&row.resource), place);
            for (index, rule) in self.own.around(row.rule, place).into_iter().chain(exempting) {
                let named = self.all.get_mut(index).and_then(|suppression| suppression.rules.get_mut(rule));
                if let Some(named) = named {
                    named.used = true;
                }
            }
        }
    }

    /// What is wrong with the suppressions, once all findings went through [`Self::silence`].
    pub fn judge(&mut self, judgement: &Judgement) -> Vec<Diagnostic> {
        let mut found = std::mem::take(&mut self.mistakes);
        for suppression in &self.all {
            found.extend(ending(suppression));
            found.extend(self.unused(suppression, judgement));
            found.extend(incomplete(suppression, judgement));
        }
        found
    }

    fn unused(&self, suppression: &Suppression, judgement: &Judgement) -> Option<Diagnostic> {
        let rules = &suppression.rules;
        let is_judged = !suppression.foreign
            && !suppression.has_expired()
            && !rules.is_empty()
            && (judgement.whole)(suppression.place.source)
            && suppression.files().iter().all(|file| (judgement.read)(*file))
            && rules
                .iter()
                .all(|named| named.rule != UNUSED && (judgement.ran)(named.rule, suppression.place.source));
        if !is_judged {
            return None;
        }
        let unused: Vec<&Named> = rules.iter().filter(|named| !named.used).collect();
        let first = unused.first()?;
        let is_whole = unused.len() == rules.len();
        let place = if is_whole { suppression.place } else { first.place };
        let keep = || format!("remove it, or name `{UNUSED}` in it as well if other days need it");
        let (message, help) = match &suppression.covers {
            Covers::Nothing => (
                "this suppression is about no code: none begins on its line or the next".to_owned(),
                "write it on the line above the code, or at the end of the code's first line".to_owned(),
            ),
            Covers::Files(files, _) if files.is_empty() => {
                ("this suppression is about no file that this configuration governs".to_owned(), keep())
            }
            _ => (format!("this suppression of {} silences nothing", listed(&unused)), keep()),
        };
        let mut found = Diagnostic::at(UNUSED, Severity::Warning, place, message);
        found.help.push(help);
        found.repair = without(suppression, is_whole);
        Some(found)
    }
}

/// The repair that removes a suppression, or of its list the rules that silence nothing.
fn without(suppression: &Suppression, is_whole: bool) -> Option<Repair> {
    let list = suppression.list?;
    let used = suppression.rules.iter().filter(|named| named.used);
    let kept: Vec<&str> = used.map(|named| named.rule).collect();
    let (title, change) = match is_whole {
        true => ("remove the suppression", Change::Unsay(suppression.place)),
        false => ("remove what silences nothing", Change::Text(Edit { span: list, text: kept.join(", ") })),
    };
    // The metadata of a resource is part of it, though Azure does not look at it.
    Some(Repair::new(title, Applicability::Safe, vec![change]).about(&["metadata.acrlint"]))
}

/// The declaration of a resource, and the calls that make it.
fn around(resource: &ResourceRef) -> impl Iterator<Item = Span> {
    std::iter::once(resource.span).chain(resource.calls.iter().copied())
}

/// Says that a suppression has ended, or soon will.
fn ending(suppression: &Suppression) -> Option<Diagnostic> {
    const RULE: &str = "expired-suppression";
    let (until, place) = suppression.until.as_ref()?;
    let days = suppression.days.filter(|days| *days <= SOON)?;
    if days < 0 {
        let message = format!("this suppression ended on {until}: what it silenced is reported again");
        let mut found = Diagnostic::at(RULE, Severity::Warning, *place, message);
        found.help.push("mend what it was about and remove it, or agree on another day".to_owned());
        return Some(found);
    }
    let is_used = suppression.rules.iter().any(|named| named.used);
    let message = format!("this suppression ends after {until}");
    is_used.then(|| Diagnostic::at(RULE, Severity::Note, *place, message))
}

/// Says what a suppression lacks that the configuration asks for. One of another linter counts only if
/// it silences something of ours.
fn incomplete(suppression: &Suppression, judgement: &Judgement) -> Vec<Diagnostic> {
    if suppression.foreign && !suppression.rules.iter().any(|named| named.used) {
        return Vec::new();
    }
    let file = suppression.place.source;
    let lacks_reason = suppression.reason.is_none() && (judgement.require_reason)(file);
    let lacks_end = suppression.until.is_none() && (judgement.require_until)(file);
    let (reason, end) = match suppression.covers {
        Covers::Files(..) => ("add `reason = \"…\"`", "add its last day, as in `until = 2030-01-31`"),
        _ => (
            "write the reason behind the list of rules",
            "write its last day behind the reason, as in `until=2030-01-31`",
        ),
    };
    let lacking = [
        (lacks_reason, "this suppression does not say why", reason),
        (lacks_end, "this suppression has no end", end),
    ];
    let report = |(_, message, help): (bool, &str, &str)| {
        let mut found =
            Diagnostic::at("suppression-without-reason", Severity::Warning, suppression.place, message);
        found.help.push(help.to_owned());
        found
    };
    lacking.into_iter().filter(|(is_lacking, ..)| *is_lacking).map(report).collect()
}

/// Rules in words, the first few by name.
fn listed(rules: &[&Named]) -> String {
    const SHOWN: usize = 5;
    let mut names: Vec<String> = rules.iter().take(SHOWN).map(|named| format!("`{}`", named.rule)).collect();
    if rules.len() > SHOWN {
        names.push(format!("{} more", rules.len() - SHOWN));
    }
    match names.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    }
}
