//! Which findings a change brought or touches, and which were there before and have nothing to do with
//! it.

mod lines;
mod rename;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::diagnostic::{Baseline, Diagnostic, Entry, Report, ResourceRef, Untouched, VerdictRow};
use crate::git::{Change, Difference};
use crate::source::{SourceId, SourceMap, Span};
use lines::ChangedLines;

/// A revision to compare with, and what was found in it.
pub struct Since {
    reference: String,
    base: String,
    changes: BTreeMap<String, Change>,
    /// What renamed files were called before.
    origins: BTreeMap<String, String>,
    /// What was found, with files as they are called now.
    known: Baseline,
    /// Type and name of the resources that were there.
    resources: HashSet<(String, String)>,
}

impl Since {
    /// Remembers what was found in the revision that the work tree differs from: `report` compares it
    /// with a baseline that has nothing yet. The `reference` is what the user calls the revision.
    pub fn new(reference: &str, difference: Difference, report: Report) -> Self {
        let Difference { base, changes } = difference;
        let origins = rename::origins(&changes);
        let renamed: HashMap<&String, &String> =
            origins.iter().map(|(path, origin)| (origin, path)).collect();
        let now = |path: String| renamed.get(&path).map_or(path, |path| (*path).clone());
        let follow = |mut entry: Entry| {
            entry.key.path = now(entry.key.path);
            entry.at = entry.at.into_iter().map(now).collect();
            entry
        };
        let found = report.baseline.map(|comparison| comparison.current).unwrap_or_default();
        let entries = found.into_iter().map(follow).collect();
        let known = Baseline { entries, is_revision: true, source: None };
        let resources = report.verdicts.iter().filter_map(|row| identity(&row.resource)).collect();
        Self { reference: reference.to_owned(), base, changes, origins, known, resources }
    }

    /// Positions of the findings of the work tree that the change neither brought nor touches. It brought
    /// what was not there before, or not as often or not as bad, and what is found for resources that
    /// only a new parameter file makes; it touches what has its place or one of its hops in a changed
    /// line. The findings are those of all deployments, before those that coincide become one.
    pub fn untouched(
        &self,
        found: &[Diagnostic],
        verdicts: &[VerdictRow],
        sources: &SourceMap,
    ) -> HashSet<usize> {
        let mut changed: HashMap<SourceId, ChangedLines> = HashMap::new();
        let mut is_changed = |span: Span| {
            let lines =
                changed.entry(span.source).or_insert_with(|| self.changed_lines(span.source, sources));
            lines.touch(sources.get(span.source), span)
        };
        let brought = self.brought_contexts(verdicts);
        let is_brought = |found: &Diagnostic| {
            !found.contexts.is_empty() && found.contexts.iter().all(|context| brought.contains(&**context))
        };
        let is_there = |path: &str| Some(self.changes.get(path).is_none_or(|change| change.after.is_some()));
        let mut held = self.known.compare(found, sources, &|_| false, &|_| false, &is_there).held;
        held.retain(|index| {
            found.get(*index).is_some_and(|found| {
                let mut places = std::iter::once(&found.primary).chain(&found.related);
                !is_brought(found) && !places.any(|label| is_changed(label.span))
            })
        });
        held
    }

    /// What a report says of the findings that it leaves out.
    pub fn left_out(&self, count: usize) -> Untouched {
        Untouched { reference: self.reference.clone(), base: self.base.clone(), count }
    }

    /// New parameter files that make a resource which was not there, or of which nobody knows.
    fn brought_contexts<'v>(&self, verdicts: &'v [VerdictRow]) -> BTreeSet<&'v str> {
        let is_new = |path: &str| {
            let change = self.changes.get(path);
            change.is_some_and(|change| change.before.is_none()) && !self.origins.contains_key(path)
        };
        let was_there =
            |row: &VerdictRow| identity(&row.resource).is_some_and(|it| self.resources.contains(&it));
        let rows = verdicts.iter().filter_map(|row| Some((row, row.context.as_deref()?)));
        let brought = rows.filter(|(row, context)| is_new(context) && !was_there(row));
        brought.map(|(_, context)| context).collect()
    }

    fn changed_lines(&self, id: SourceId, sources: &SourceMap) -> ChangedLines {
        let source = sources.get(id);
        let Some(change) = self.changes.get(&source.path) else { return ChangedLines::None };
        if change.after.is_none() {
            return ChangedLines::All;
        }
        let origin = self.origins.get(&source.path).and_then(|origin| self.changes.get(origin));
        let before = change.before.as_ref().or(origin.and_then(|origin| origin.before.as_ref()));
        before.map_or(ChangedLines::All, |before| ChangedLines::between(before, source))
    }
}

/// Type and name of a resource, if it has a known one.
fn identity(resource: &ResourceRef) -> Option<(String, String)> {
    Some((resource.kind.clone(), resource.name.clone()?))
}
