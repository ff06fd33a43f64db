//! Suppressions: which findings the code itself says not to report, and what is wrong with those that
//! say so.

mod directive;
mod index;

use std::collections::{HashMap, HashSet};

use self::directive::Directive;
use self::index::Index;
use super::{Diagnostic, Outcome, RuleInfo, Severity, VerdictRow, closest, masked};
use crate::date::day_number;
use crate::peers::{self, CHECKOV, PeerRule, Relation};
use crate::source::{Remark, SourceId, Span};

/// Rules about what was not read, or about suppressions themselves: silent, they would make a run look
/// better than it is.
const NEVER: [&str; 7] = [
    "expired-suppression",
    "internal-error",
    "limit-reached",
    "suppression-without-reason",
    "syntax-error",
    "unknown-suppression",
    "unreadable-file",
];

/// The rule that a suppression may name to be kept although it silences nothing today.
const UNUSED: &str = "unused-suppression";

/// Mistakes in one file that are reported; a file full of them would bury everything else.
const MAX_MISTAKES: usize = 50;

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

/// One suppression.
#[derive(Debug)]
struct Suppression {
    place: Span,
    /// The code it is about; none if there is none.
    covers: Option<Span>,
    foreign: bool,
    rules: Vec<Named>,
    reason: Option<String>,
    /// The last day on which it holds, and where that is written.
    until: Option<(String, Span)>,
    /// How many days it still holds, if there is an end.
    days: Option<i64>,
}

/// A rule as a suppression names it.
#[derive(Debug)]
struct Named {
    rule: &'static str,
    place: Span,
    used: bool,
}

impl Suppression {
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
    mistakes: Vec<Diagnostic>,
}

/// What has to be known to judge suppressions.
pub struct Judgement<'j> {
    /// Whether the rule ran.
    pub ran: &'j dyn Fn(&str) -> bool,
    /// Whether all of the file was read, and its findings are reported.
    pub whole: &'j dyn Fn(SourceId) -> bool,
    /// Whether suppressions must have a reason.
    pub require_reason: bool,
}

impl Suppressions {
    /// Reads remarks; `today` is the day to judge by, `YYYY-MM-DD`.
    pub fn read(remarks: &[Remark], rules: &[RuleInfo], today: &str) -> Self {
        let mut reader =
            Reader { rules, today: day_number(today), found: Self::default(), mistakes: HashMap::new() };
        remarks.iter().for_each(|remark| reader.remark(remark));
        let mut found = reader.finish();
        let entries = |foreign: bool| {
            let of_kind = found.all.iter().enumerate().filter(move |(_, it)| it.foreign == foreign);
            of_kind.filter(|(_, it)| !it.has_expired()).flat_map(|(index, it)| {
                let rules = it.rules.iter().enumerate();
                rules.filter_map(move |(rule, named)| Some((named.rule, it.covers?, (index, rule))))
            })
        };
        (found.own, found.foreign) = (Index::new(entries(false)), Index::new(entries(true)));
        found
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
        let related = found.related.iter().map(|label| label.span);
        let resource = found.resource.iter().map(|resource| resource.span);
        let places = || {
            let own = std::iter::once(found.primary.span).chain(related.clone());
            own.chain(resource.clone()).chain(found.calls.iter().copied())
        };
        let search = |index: &Index<_>| places().find_map(|place| index.around(found.rule, place));
        search(&self.own).or_else(|| search(&self.foreign))
    }

    fn suppressed(&mut self, (index, rule): (usize, usize), finding: Diagnostic) -> Option<Suppressed> {
        let by = self.all.get_mut(index)?;
        by.rules.get_mut(rule)?.used = true;
        let until = by.until.as_ref().map(|(day, _)| day.clone());
        Some(Suppressed { finding, by: by.place, reason: by.reason.clone(), until })
    }

    /// What nobody could know may be the very thing that a suppression is there for.
    pub fn spare(&mut self, row: &VerdictRow) {
        if row.outcome != Outcome::Unknown || self.all.is_empty() {
            return;
        }
        let chain = row.chain.iter().map(|label| label.span);
        for place in chain.chain([row.resource.span]) {
            let named = self.own.around(row.rule, place).and_then(|(index, rule)| {
                self.all.get_mut(index).and_then(|suppression| suppression.rules.get_mut(rule))
            });
            if let Some(named) = named {
                named.used = true;
            }
        }
    }

    /// What is wrong with the suppressions, once all findings went through [`Self::silence`].
    pub fn judge(&mut self, judgement: &Judgement) -> Vec<Diagnostic> {
        let mut found = std::mem::take(&mut self.mistakes);
        for suppression in &self.all {
            found.extend(ending(suppression));
            found.extend(self.unused(suppression, judgement));
            if judgement.require_reason {
                found.extend(without_reason(suppression));
            }
        }
        found
    }

    fn unused(&self, suppression: &Suppression, judgement: &Judgement) -> Option<Diagnostic> {
        let rules = &suppression.rules;
        let is_judged = !suppression.foreign
            && !suppression.has_expired()
            && !rules.is_empty()
            && (judgement.whole)(suppression.place.source)
            && rules.iter().all(|named| named.rule != UNUSED && (judgement.ran)(named.rule));
        if !is_judged {
            return None;
        }
        let unused: Vec<&Named> = rules.iter().filter(|named| !named.used).collect();
        let first = unused.first()?;
        let is_whole = unused.len() == rules.len();
        let place = if is_whole { suppression.place } else { first.place };
        let (message, help) = match suppression.covers {
            None => (
                "this suppression is about no code: none begins on its line or the next".to_owned(),
                "write it on the line above the code, or at the end of the code's first line".to_owned(),
            ),
            Some(_) => (
                format!("this suppression of {} silences nothing", listed(&unused)),
                format!("remove it, or name `{UNUSED}` in it as well if other days need it"),
            ),
        };
        let mut found = Diagnostic::at(UNUSED, Severity::Warning, place, message);
        found.help.push(help);
        Some(found)
    }
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

/// One of another linter counts only if it silences something of ours.
fn without_reason(suppression: &Suppression) -> Option<Diagnostic> {
    let counts = !suppression.foreign || suppression.rules.iter().any(|named| named.used);
    let is_bare = counts && suppression.reason.is_none();
    is_bare.then(|| {
        let message = "this suppression does not say why";
        let mut found =
            Diagnostic::at("suppression-without-reason", Severity::Warning, suppression.place, message);
        found.help.push("write the reason behind the list of rules".to_owned());
        found
    })
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

/// Fills [`Suppressions`].
struct Reader<'r> {
    rules: &'r [RuleInfo],
    today: Option<i64>,
    found: Suppressions,
    /// How many mistakes each file has, and which one was reported last.
    mistakes: HashMap<SourceId, (usize, usize)>,
}

impl Reader<'_> {
    fn finish(self) -> Suppressions {
        let mut found = self.found;
        for (count, last) in self.mistakes.into_values().filter(|(count, _)| *count > MAX_MISTAKES) {
            if let Some(last) = found.mistakes.get_mut(last) {
                let more = count - MAX_MISTAKES;
                last.help.push(format!("{more} more mistakes in suppressions of this file are not shown"));
            }
        }
        found
    }

    fn remark(&mut self, remark: &Remark) {
        for directive in directive::read(&remark.text, remark.addressed) {
            match directive {
                Ok(directive) if directive.foreign => self.foreign(remark, &directive),
                Ok(directive) => self.own(remark, &directive),
                Err((range, problem)) => {
                    let place = remark.place(range.start, range.end);
                    self.mistake(place, format!("this suppression {problem}"));
                }
            }
        }
    }

    /// Reports a mistake, unless its file has enough of them.
    fn mistake(&mut self, place: Span, message: String) -> Option<&mut Diagnostic> {
        let (count, last) = self.mistakes.entry(place.source).or_default();
        *count += 1;
        if *count > MAX_MISTAKES {
            return None;
        }
        *last = self.found.mistakes.len();
        self.found.mistakes.push(Diagnostic::at("unknown-suppression", Severity::Error, place, message));
        self.found.mistakes.last_mut()
    }

    fn own(&mut self, remark: &Remark, directive: &Directive) {
        let mut named = Vec::new();
        let mut seen = HashSet::new();
        for (range, name) in &directive.names {
            let place = remark.place(range.start, range.end);
            match self.rules.iter().find(|rule| rule.name == *name) {
                Some(rule) if NEVER.contains(&rule.name) => {
                    self.mistake(place, format!("`{name}` cannot be suppressed"));
                }
                Some(rule) if seen.insert(rule.name) => {
                    named.push(Named { rule: rule.name, place, used: false });
                }
                Some(_) => {}
                None => self.unknown(place, name),
            }
        }
        let mut until = None;
        if let Some((range, day)) = &directive.until {
            let place = remark.place(range.start, range.end);
            if day_number(day).is_none() {
                let what =
                    "`until=` takes a day of the calendar (YYYY-MM-DD), so this suppression does not count";
                self.mistake(place, what.to_owned());
                return;
            }
            until = Some(((*day).to_owned(), place));
        }
        let source = remark.span.source;
        let covers = if directive.whole_file { Some(Span::new(source, 0, u32::MAX)) } else { remark.below };
        self.push(remark, directive, covers, named, until);
    }

    /// Checks of checkov that have no rule here are none of our business. Who switches off one that asks
    /// for the opposite has not agreed to what ours finds.
    fn foreign(&mut self, remark: &Remark, directive: &Directive) {
        let mut named = Vec::new();
        for (range, id) in &directive.names {
            let place = remark.place(range.start, range.end);
            let is_meant =
                |peer: &&PeerRule| peer.tool == CHECKOV && !matches!(peer.relation, Relation::Reversed(_));
            for rule in peers::of_id(id).filter(is_meant).flat_map(|peer| peer.rules) {
                named.push(Named { rule, place, used: false });
            }
        }
        if !named.is_empty() && remark.around.is_some() {
            self.push(remark, directive, remark.around, named, None);
        }
    }

    fn push(
        &mut self,
        remark: &Remark,
        directive: &Directive,
        covers: Option<Span>,
        rules: Vec<Named>,
        until: Option<(String, Span)>,
    ) {
        let left = until.as_ref().and_then(|(day, _)| Some(day_number(day)?.saturating_sub(self.today?)));
        self.found.all.push(Suppression {
            place: remark.place(directive.range.start, directive.range.end),
            covers,
            foreign: directive.foreign,
            rules,
            reason: directive.reason.as_deref().map(|reason| masked(reason).into_owned()),
            until,
            days: left,
        });
    }

    fn unknown(&mut self, place: Span, name: &str) {
        const MAX_NAME: usize = 60;
        let name: String = name.chars().take(MAX_NAME).collect();
        let rules = self.rules;
        let Some(found) = self.mistake(place, format!("there is no rule `{name}`")) else { return };
        let known = || rules.iter().map(|rule| rule.name);
        let meant = peers::of_id(&name)
            .flat_map(|peer| peer.rules)
            .copied()
            .find(|rule| known().any(|it| it == *rule));
        let meant = meant.or_else(|| closest(&name, known()));
        found.help.extend(meant.map(|meant| format!("did you mean `{meant}`?")));
    }
}
