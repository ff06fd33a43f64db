//! The baseline: findings that somebody wrote down to live with for now. What matches an entry is not
//! reported; a further occurrence, another file or another value is.
//!
//! An entry knows a finding by what stays when code moves ([`Key`]) and by how often it is there. Lines,
//! columns and parameter files are no part of that.

mod read;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Serialize;

use self::read::Line;
use super::{Diagnostic, Digest, ResourceRef, Severity, masked, may_be_suppressed};
use crate::source::{SourceId, SourceMap, Span};

/// What a finding is known by across edits that leave it what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Root-relative path of the resource's file ([`ResourceRef::home`]); of a finding about no resource
    /// that of its own.
    pub path: String,
    /// Address of the resource; empty if it is about none.
    pub address: String,
    /// Name of the rule.
    pub rule: String,
    /// ARM path of the property, without indices; may be empty.
    pub property: String,
    /// Digest of the deciding value ([`Diagnostic::value`]), of a finding about no resource that of its
    /// message. May be empty.
    pub value: String,
}

impl Key {
    /// The key of a finding.
    pub fn of(found: &Diagnostic, sources: &SourceMap) -> Self {
        let rule = found.rule.to_owned();
        match &found.resource {
            Some(resource) => Self {
                path: resource.home(sources).to_owned(),
                address: resource.address.clone(),
                rule,
                property: without_indices(found.property.as_deref().unwrap_or("")),
                value: found.value.map(|value| value.to_string()).unwrap_or_default(),
            },
            None => Self {
                path: sources.get(found.primary.span.source).path.clone(),
                address: String::new(),
                rule,
                property: String::new(),
                value: Digest::of(&masked(&found.message)).to_string(),
            },
        }
    }
}

impl ResourceRef {
    /// Path of the file in which somebody would look for it: its own; of a resource in a fetched module,
    /// which lies elsewhere on every machine, that of the outermost call.
    pub fn home<'s>(&self, sources: &'s SourceMap) -> &'s str {
        let own = sources.get(self.span.source);
        let call = self.calls.first().filter(|_| own.external);
        &call.map_or(own, |call| sources.get(call.source)).path
    }
}

/// `a[0].b` as `a[].b`: another member before it does not make it another finding.
fn without_indices(property: &str) -> String {
    let mut parts = property.split('[');
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |text, part| text + "[" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

impl Diagnostic {
    /// Identifies the finding across edits that move lines: a digest of its [`Key`], 16 hex digits.
    pub fn fingerprint(&self, sources: &SourceMap) -> String {
        let Key { path, address, rule, property, value } = Key::of(self, sources);
        Digest::of(&[rule, path, address, property, value].join("\0")).to_string()
    }
}

/// A line of a baseline. Serializes to the JSON of that line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "Line")]
pub struct Entry {
    /// What it is about.
    pub key: Key,
    /// How often that was found.
    pub count: u32,
    /// How bad it was, at worst.
    pub severity: Severity,
    /// Paths of the files in which the deciding values and the calls of its modules stood, sorted.
    pub at: Vec<String>,
    /// What was said, for people.
    pub message: String,
    /// The line as it is written, without line end; none if it is new.
    pub written: Option<Written>,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The line without line end.
    pub text: String,
    /// Offset of its first byte.
    pub start: u32,
}

/// The entries of a file, or what a revision has.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// The entries, each key once.
    pub entries: Vec<Entry>,
    /// Findings that nobody may silence are in it too: it is no file in which somebody could do that.
    pub is_revision: bool,
    /// The file, if findings may be reported in it.
    pub source: Option<SourceId>,
}

/// How findings compare with a baseline.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Positions of the findings that the baseline has.
    pub held: HashSet<usize>,
    /// Findings that are not reported because the baseline has them, in the order of a report. Comparing
    /// leaves it empty.
    pub known: Vec<Diagnostic>,
    /// What a baseline that has every finding would be, in order of the keys.
    pub current: Vec<Entry>,
    /// Entries of which something is gone, in their order.
    pub fixed: Vec<Fixed>,
}

/// An entry of which something is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// Its position in the baseline.
    pub entry: usize,
    /// How often the finding is still there.
    pub left: u32,
}

/// Several findings that are one: the same value at the same place, whatever the parameter files.
struct Occurrence {
    place: (Span, Vec<Span>),
    severity: Severity,
    /// Paths of the places.
    paths: BTreeSet<String>,
    /// Positions of the findings.
    findings: Vec<usize>,
}

impl Occurrence {
    /// Its files that an entry does not name.
    fn strange<'o>(&'o self, entry: &Entry) -> impl Iterator<Item = &'o str> {
        self.paths.iter().map(String::as_str).filter(|path| !entry.at.iter().any(|known| known == path))
    }
}

impl Entry {
    /// The occurrences that it may be about, the likeliest first: those in its files, and those in as many
    /// others as it has files that were renamed. The resource's own file counts as renamed once no value
    /// stands in it: a literal may become a parameter.
    fn own<'o>(
        &self,
        all: &'o mut [Occurrence],
        is_there: &dyn Fn(&str) -> Option<bool>,
    ) -> Vec<&'o Occurrence> {
        all.sort_by_cached_key(|it| (it.strange(self).count(), it.place.clone()));
        let all: &'o [Occurrence] = all;
        let was_left =
            |path: &&String| **path == self.key.path && !all.iter().any(|it| it.paths.contains(*path));
        let places = self.at.iter().filter(|path| is_there(path) == Some(false) || was_left(path)).count();
        let mut taken: BTreeSet<&str> = BTreeSet::new();
        let is_own = |it: &&'o Occurrence| {
            let more: BTreeSet<&str> = it.strange(self).filter(|path| !taken.contains(path)).collect();
            let fits = taken.len() + more.len() <= places;
            taken.extend(more.into_iter().filter(|_| fits));
            fits
        };
        all.iter().filter(is_own).collect()
    }
}

/// The findings of a run by key.
struct Occurrences(BTreeMap<Key, Vec<Occurrence>>);

impl Occurrences {
    fn of<'f>(findings: impl Iterator<Item = (usize, &'f Diagnostic)>, sources: &SourceMap) -> Self {
        let mut all: BTreeMap<Key, Vec<Occurrence>> = BTreeMap::new();
        let mut known: HashMap<(Key, Span, &[Span]), usize> = HashMap::new();
        for (index, found) in findings {
            let (key, span) = (Key::of(found, sources), found.primary.span);
            let calls = found.resource.as_ref().map_or(&[][..], |resource| &resource.calls);
            let of_key = all.entry(key.clone()).or_default();
            let at = *known.entry((key, span, calls)).or_insert(of_key.len());
            if let Some(again) = of_key.get_mut(at) {
                again.severity = again.severity.min(found.severity);
                again.findings.push(index);
                continue;
            }
            // What was fetched lies elsewhere on every machine.
            let places = std::iter::once(span).chain(calls.iter().copied());
            let own = places.map(|place| sources.get(place.source)).filter(|source| !source.external);
            of_key.push(Occurrence {
                place: (span, calls.to_vec()),
                severity: found.severity,
                paths: own.map(|source| source.path.clone()).collect(),
                findings: vec![index],
            });
        }
        Self(all)
    }
}

impl Baseline {
    /// Says which findings it holds: not those that stand in files which the entry does not name, unless
    /// these take the place of files that are gone, nor what has become worse. The entries that
    /// `is_judged` are told to be fixed if fewer are there than they count; `is_reported` says what a
    /// baseline of this run would hold; `is_there` whether a file was looked at or is gone, `None` if
    /// nobody knows.
    pub fn compare(
        &self,
        findings: &[Diagnostic],
        sources: &SourceMap,
        is_judged: &dyn Fn(&Entry) -> bool,
        is_reported: &dyn Fn(&Diagnostic) -> bool,
        is_there: &dyn Fn(&str) -> Option<bool>,
    ) -> Comparison {
        let may_be_held = |found: &Diagnostic| self.is_revision || may_be_suppressed(found.rule);
        let candidates = findings.iter().enumerate().filter(|(_, found)| may_be_held(found));
        let Occurrences(mut all) = Occurrences::of(candidates, sources);
        let current = all.iter().filter_map(|(key, all)| entry(key, all, findings, is_reported)).collect();
        let (mut held, mut fixed) = (HashSet::new(), Vec::new());
        for (index, entry) in self.entries.iter().enumerate() {
            let of_key = all.get_mut(&entry.key).map_or(&mut [][..], Vec::as_mut_slice);
            let all = of_key.len();
            let own = entry.own(of_key, is_there);
            // What is not its own may be what it was about if a file of it was not looked at.
            let is_certain = entry.at.iter().all(|path| is_there(path).is_some());
            let left = u32::try_from(if is_certain { own.len() } else { all }).unwrap_or(u32::MAX);
            if left < entry.count && is_judged(entry) {
                fixed.push(Fixed { entry: index, left });
            }
            let milder = own.into_iter().filter(|it| it.severity >= entry.severity);
            held.extend(milder.take(entry.count as usize).flat_map(|it| it.findings.iter().copied()));
        }
        Comparison { held, known: Vec::new(), current, fixed }
    }

    /// The entries once those that are fixed are gone. If `adopt`, what was found besides is in too. An
    /// entry to which nothing happened is as it was written.
    pub fn updated(&self, comparison: &Comparison, adopt: bool) -> Vec<Entry> {
        let left: HashMap<usize, u32> = comparison.fixed.iter().map(|it| (it.entry, it.left)).collect();
        let mut entries: BTreeMap<&Key, Entry> = BTreeMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let count = left.get(&index).copied().unwrap_or(entry.count);
            let mut kept = entry.clone();
            if count != entry.count {
                (kept.count, kept.written) = (count, None);
            }
            if count > 0 {
                entries.insert(&entry.key, kept);
            }
        }
        for found in comparison.current.iter().filter(|_| adopt) {
            let old = entries.get(&found.key);
            let has_changed = |old: &Entry| {
                let is_elsewhere = || found.at.iter().any(|path| !old.at.contains(path));
                old.written.is_none()
                    || found.count > old.count
                    || found.severity < old.severity
                    || is_elsewhere()
            };
            if old.is_none_or(has_changed) {
                let mut new = found.clone();
                // Those that were not reported now are where they were.
                if let Some(old) = old.filter(|old| old.count > found.count) {
                    new.count = old.count;
                    new.at.extend(old.at.iter().cloned());
                    new.at.sort();
                    new.at.dedup();
                }
                entries.insert(&found.key, new);
            }
        }
        entries.into_values().collect()
    }
}

/// The entry for the occurrences of a key that are reported; `None` if none is.
fn entry(
    key: &Key,
    occurrences: &[Occurrence],
    findings: &[Diagnostic],
    is_reported: &dyn Fn(&Diagnostic) -> bool,
) -> Option<Entry> {
    let of =
        |it: &Occurrence| it.findings.iter().filter_map(|index| findings.get(*index)).collect::<Vec<_>>();
    let reported: Vec<&Occurrence> =
        occurrences.iter().filter(|it| of(it).into_iter().any(is_reported)).collect();
    let first = of(reported.first()?).into_iter().next()?;
    let paths: BTreeSet<&String> = reported.iter().flat_map(|it| &it.paths).collect();
    Some(Entry {
        key: key.clone(),
        count: u32::try_from(reported.len()).unwrap_or(u32::MAX),
        severity: reported.iter().map(|it| it.severity).min()?,
        at: paths.into_iter().cloned().collect(),
        message: masked(&first.message).into_owned(),
        written: None,
    })
}
