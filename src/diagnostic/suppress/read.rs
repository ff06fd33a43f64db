//! From remarks to suppressions: which rules and which code each is about.

use std::collections::{HashMap, HashSet};

use super::directive::{self, Directive};
use super::{Covers, NEVER, Named, Suppression, Suppressions};
use crate::date::day_number;
use crate::diagnostic::{Diagnostic, RuleInfo, Severity, closest, masked};
use crate::peers::{self, CHECKOV, PeerRule, Relation};
use crate::source::{Remark, SourceId, Span};

/// Mistakes in one file that are reported; a file full of them would bury everything else.
const MAX_MISTAKES: usize = 50;

/// Fills [`Suppressions`].
struct Reader<'r> {
    rules: &'r [RuleInfo],
    forbidden: &'r dyn Fn(SourceId, &str) -> bool,
    today: Option<i64>,
    found: Suppressions,
    /// How many mistakes each file has, and which one was reported last.
    mistakes: HashMap<SourceId, (usize, usize)>,
}

/// What the remarks say, not yet indexed.
pub(super) fn read(
    remarks: &[Remark],
    rules: &[RuleInfo],
    today: &str,
    forbidden: &dyn Fn(SourceId, &str) -> bool,
) -> Suppressions {
    let mut reader = Reader {
        rules,
        forbidden,
        today: day_number(today),
        found: Suppressions::default(),
        mistakes: HashMap::new(),
    };
    remarks.iter().for_each(|remark| reader.remark(remark));
    reader.finish()
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
                Some(rule) if (self.forbidden)(remark.span.source, rule.name) => {
                    self.mistake(
                        place,
                        format!("`{name}` may not be suppressed here: the configuration forbids it"),
                    );
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
                if !(self.forbidden)(remark.span.source, rule) {
                    named.push(Named { rule, place, used: false });
                }
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
        let places = || directive.names.iter().map(|(range, _)| range);
        let (start, end) = (places().next().map(|it| it.start), places().next_back().map(|it| it.end));
        let is_plain = remark.start.is_some() && rules.len() == directive.names.len();
        let list = start.zip(end).filter(|_| is_plain).map(|(start, end)| remark.place(start, end));
        let left = until.as_ref().and_then(|(day, _)| Some(day_number(day)?.saturating_sub(self.today?)));
        self.found.all.push(Suppression {
            place: remark.place(directive.range.start, directive.range.end),
            covers: covers.map_or(Covers::Nothing, Covers::Code),
            foreign: directive.foreign,
            list,
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
