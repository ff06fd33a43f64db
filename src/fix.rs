//! Mends what can be mended: applies the edits of findings round by round until nothing changes, and
//! keeps only what does what it says.
//!
//! After each step the texts are parsed, evaluated and checked again. A fix is dropped that adds a
//! syntax error, changes another value in the model, leaves its finding where it is, or adds a finding
//! with severity error that no other fix removes. Does no IO.

mod apply;
mod verify;

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Fix, Instance, Report, Severity, masked};
use crate::discover::Discovered;
use crate::model::names_secret;
use crate::source::{Source, SourceId, SourceMap, Span};
use verify::State;

/// Rounds after which what is left stays: each needs at least one fix that was not there before, and
/// no code is known that needs ten.
const MAX_ROUNDS: usize = 100;

/// How often fixes are tried: if most of them do not do what they say, each is found out by itself.
const MAX_TRIALS: usize = 300;

/// How often everything begins anew without the fixes whose consequences nobody could mend.
const MAX_RESTARTS: usize = 10;

/// A file whose text changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The file.
    pub id: SourceId,
    /// Path relative to the root.
    pub path: String,
    /// What it was.
    pub before: String,
    /// What it is to be.
    pub after: String,
    /// Both as they may be shown: secrets are masked, character by character.
    pub shown: (String, String),
}

/// What mending gave.
#[derive(Debug)]
pub struct Outcome {
    /// The files that change, by path.
    pub files: Vec<Mended>,
    /// What was mended.
    pub applied: Vec<Applied>,
    /// The findings whose fixes were not applied, because they do not do what they say: where they are, and
    /// why. The report has that too.
    pub dropped: Vec<(Span, String)>,
    /// What is left to report, about the texts as they are to be.
    pub report: Report,
}

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The rule whose finding it removed.
    pub rule: &'static str,
    /// What it did: `set adminUserEnabled to false`.
    pub title: String,
    /// ARM paths of the values that changed with it; each stands for all below it.
    pub properties: Vec<String>,
    /// The files that it changed.
    pub files: Vec<SourceId>,
}

/// Checks what was discovered.
pub type Check<'c> = &'c dyn Fn(&Discovered) -> Report;

/// Applies the fixes of all wanted findings of a check, in the files whose findings are reported, to the
/// texts of `discovered`.
pub fn fix(discovered: &mut Discovered, check: Check, wanted: &dyn Fn(&Diagnostic) -> bool) -> Outcome {
    let before: HashMap<SourceId, String> = texts(&discovered.sources);
    let mut first = check(discovered);
    let secrets = first.secrets.clone();
    let mut run = Run { discovered, check, wanted, dropped: HashMap::new(), applied: Vec::new(), trials: 0 };
    let mut restarts = 0;
    let mut report = loop {
        let (report, in_vain) = run.rounds(first);
        if in_vain.is_empty() {
            break report;
        }
        run.dropped.extend(in_vain.into_iter().map(|(key, reason)| (key, (reason, usize::MAX))));
        run.applied.clear();
        restore(&mut run.discovered.sources, &before);
        first = (run.check)(run.discovered);
        restarts += 1;
        if restarts > MAX_RESTARTS {
            break first;
        }
    };
    let Run { dropped, applied, .. } = run;
    let dropped = explain(&mut report, &dropped, &discovered.sources);
    let mended = |(id, text)| mended(&discovered.sources, id, text, (&secrets, &report.secrets));
    let mut files: Vec<Mended> = before.into_iter().filter_map(mended).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Outcome { files, applied, dropped, report }
}

fn restore(sources: &mut SourceMap, texts: &HashMap<SourceId, String>) {
    for (id, text) in texts {
        sources.replace(*id, text.clone());
    }
}

fn texts(sources: &SourceMap) -> HashMap<SourceId, String> {
    let own = sources.iter().filter(|(_, source)| !source.external);
    own.map(|(id, source)| (id, source.text.clone())).collect()
}

fn mended(sources: &SourceMap, id: SourceId, before: String, secrets: (&[Span], &[Span])) -> Option<Mended> {
    let Source { path, text: after, .. } = sources.get(id);
    (*after != before).then(|| Mended {
        shown: (shown(id, &before, secrets.0), shown(id, after, secrets.1)),
        id,
        path: path.clone(),
        after: after.clone(),
        before,
    })
}

/// A text with its secrets masked, line by line the same.
fn shown(id: SourceId, text: &str, secrets: &[Span]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    for secret in secrets.iter().filter(|secret| secret.source == id) {
        let (start, end) = ((secret.start as usize).max(at), secret.end as usize);
        let Some((plain, hidden)) = text.get(at..start).zip(text.get(start..end)) else { continue };
        shown.push_str(plain);
        shown.extend(hidden.chars().map(|c| if matches!(c, '\n' | '\r') { c } else { '*' }));
        at = end;
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    masked(&shown).split_inclusive('\n').map(veiled).collect()
}

/// A line of which the value is masked if its key says that it is a secret: what stands beside a change has
/// perhaps nothing to do with any registry, so that nobody looked at it.
fn veiled(line: &str) -> String {
    let is_quote = |c: char| matches!(c, '"' | '\'');
    let (Some(sign), Some(last)) = (line.find(['=', ':']), line.rfind(is_quote)) else {
        return line.to_owned();
    };
    // `param password string = 'x'` has its type behind the name.
    let mut words = line.get(..sign).unwrap_or_default().split_whitespace();
    let is_secret = words.any(|word| names_secret(word.trim_matches(is_quote)));
    let first = line.get(sign..).and_then(|value| value.find(is_quote)).map(|at| sign + at + 1);
    match first.filter(|first| *first < last && is_secret) {
        Some(first) => {
            let hidden = line.get(first..last).unwrap_or_default().chars().map(|_| '*');
            let (before, after) = (line.get(..first), line.get(last..));
            before
                .unwrap_or_default()
                .chars()
                .chain(hidden)
                .chain(after.unwrap_or_default().chars())
                .collect()
        }
        None => line.to_owned(),
    }
}

/// Says at the findings why their fixes were not applied.
fn explain(
    report: &mut Report,
    dropped: &HashMap<Key, (String, usize)>,
    sources: &SourceMap,
) -> Vec<(Span, String)> {
    let mut named = Vec::new();
    for found in &mut report.diagnostics {
        if let Some((reason, _)) = dropped.get(&Key::of(found, sources)) {
            found.fix = None;
            found.help.push(format!("not fixed: {reason}"));
            named.push((found.primary.span, format!("{} is not fixed: {reason}", found.rule)));
        }
    }
    named
}

/// What tells a finding from others while the text around it changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    rule: &'static str,
    resource: String,
    property: String,
    path: String,
    title: String,
}

impl Key {
    fn of(found: &Diagnostic, sources: &SourceMap) -> Self {
        let resource = found.resource.as_ref();
        Self {
            rule: found.rule,
            resource: resource
                .map(|it| format!("{} {}", sources.get(it.span.source).path, it.address))
                .unwrap_or_default(),
            property: found.property.clone().unwrap_or_default(),
            path: sources.get(found.primary.span.source).path.clone(),
            title: found.repair.as_ref().map(|repair| repair.title.clone()).unwrap_or_default(),
        }
    }
}

/// A fix that may be applied.
#[derive(Clone, Debug)]
struct Candidate {
    key: Key,
    fix: Fix,
    /// ARM paths of the values that change with it.
    properties: Vec<String>,
    /// Where they do.
    instances: Vec<Instance>,
}

impl Candidate {
    fn applied(self) -> Applied {
        let files = self.fix.edits.iter().map(|edit| edit.span.source).collect();
        Applied { rule: self.key.rule, title: self.fix.title, properties: self.properties, files }
    }
}

struct Run<'r> {
    discovered: &'r mut Discovered,
    check: Check<'r>,
    wanted: &'r dyn Fn(&Diagnostic) -> bool,
    /// Fixes that are not applied, why, and how many had been applied when that was found.
    dropped: HashMap<Key, (String, usize)>,
    applied: Vec<Applied>,
    /// How often fixes were tried.
    trials: usize,
}

impl Run<'_> {
    /// Applies fixes until there are none. Gives what is left, and the fixes that were applied in the
    /// hope that another would mend what they bring, which did not come.
    fn rounds(&mut self, first: Report) -> (Report, HashMap<Key, String>) {
        let known = errors(&first, &self.discovered.sources);
        // What only a fix leaves without use, such as a suppression, was of use to somebody.
        let idle = first.diagnostics.iter().filter(|found| found.resource.is_none());
        let idle: HashSet<Key> = idle.map(|found| Key::of(found, &self.discovered.sources)).collect();
        let mut hopes: HashMap<Key, Vec<Key>> = HashMap::new();
        let mut report = first;
        for _ in 0..MAX_ROUNDS {
            let mut candidates = self.candidates(&report, &idle);
            if candidates.is_empty() {
                // What did not go before others were applied may go now.
                let applied = self.applied.len();
                self.dropped.retain(|_, (_, before)| *before >= applied);
                candidates = self.candidates(&report, &idle);
            }
            if candidates.is_empty() {
                break;
            }
            let batch = apply::without_overlap(candidates);
            let state = State::of(self.discovered, &batch, &report);
            let mut accepted = Vec::new();
            self.grow(&state, &mut accepted, &batch, &mut hopes);
            apply::apply(&mut self.discovered.sources, &accepted);
            self.applied.extend(accepted.into_iter().map(Candidate::applied));
            report = (self.check)(self.discovered);
        }
        let mut in_vain = HashMap::new();
        for (key, count) in errors(&report, &self.discovered.sources) {
            if count > known.get(&key).copied().unwrap_or(0) {
                let reason = format!("it would bring an error of `{}` that no fix removes", key.rule);
                let causes = hopes.get(&key).into_iter().flatten();
                in_vain.extend(causes.map(|cause| (cause.clone(), reason.clone())));
            }
        }
        (report, in_vain)
    }

    /// The fixes of a report that may be applied; of findings about no resource those that are `idle`.
    fn candidates(&self, report: &Report, idle: &HashSet<Key>) -> Vec<Candidate> {
        let sources = &self.discovered.sources;
        let is_own = |fix: &Fix| {
            let is_reported = |id: SourceId| self.discovered.covers(&sources.get(id).path);
            fix.edits.iter().all(|edit| is_reported(edit.span.source))
        };
        let candidate = |found: &Diagnostic| {
            let fix = found.fix.clone().filter(|fix| (self.wanted)(found) && is_own(fix))?;
            let key = Key::of(found, sources);
            let properties = found.repair.as_ref().map(|it| it.properties.clone()).unwrap_or_default();
            let is_known = found.resource.is_some() || idle.contains(&key);
            let instances = found.instances.clone();
            let is_open = is_known && !self.dropped.contains_key(&key);
            is_open.then_some(Candidate { key, fix, properties, instances })
        };
        let found: Vec<Candidate> = report.diagnostics.iter().filter_map(candidate).collect();
        // What is idle may be of use once the others are applied.
        let (idle, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.key.resource.is_empty());
        if others.is_empty() { idle } else { others }
    }

    /// Adds to the accepted fixes those of a batch that do with them what they say; the others are
    /// dropped. Halves what fails, so that a few bad ones among many are soon found.
    fn grow(
        &mut self,
        state: &State,
        accepted: &mut Vec<Candidate>,
        batch: &[Candidate],
        hopes: &mut HashMap<Key, Vec<Key>>,
    ) {
        if batch.is_empty() {
            return;
        }
        if self.trials >= MAX_TRIALS {
            let reason = "too many other fixes do not do what they say";
            let drop = |candidate: &Candidate| (candidate.key.clone(), (reason.to_owned(), usize::MAX));
            self.dropped.extend(batch.iter().map(drop));
            return;
        }
        let all: Vec<Candidate> = accepted.iter().chain(batch).cloned().collect();
        match (self.judge(state, &all), batch) {
            (Ok(brought), _) => {
                let causes = || batch.iter().map(|candidate| candidate.key.clone());
                brought.into_iter().for_each(|error| hopes.entry(error).or_default().extend(causes()));
                *accepted = all;
            }
            (Err(reason), [only]) => {
                self.dropped.insert(only.key.clone(), (reason, self.applied.len()));
            }
            (Err(_), _) => {
                let (first, second) = batch.split_at(batch.len() / 2);
                self.grow(state, accepted, first, hopes);
                self.grow(state, accepted, second, hopes);
            }
        }
    }
}

/// The errors of a report, and how many of each there are.
fn errors(report: &Report, sources: &SourceMap) -> HashMap<Key, usize> {
    let errors = report.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    counted(errors.map(|found| Key::of(found, sources)))
}

fn counted(keys: impl Iterator<Item = Key>) -> HashMap<Key, usize> {
    let mut counts = HashMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}
