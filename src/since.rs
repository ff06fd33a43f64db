//! Which findings a change brought or touches, and which were there before and have nothing to do with
//! it.

mod lines;
mod rename;

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Key, Report, Severity, Untouched};
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
    /// How bad each finding was.
    known: HashMap<Key, Vec<Severity>>,
}

impl Since {
    /// Remembers what `report` found in the revision that the work tree differs from. The `reference`
    /// is what the user calls the revision.
    pub fn new(reference: &str, difference: Difference, report: &Report, sources: &SourceMap) -> Self {
        let origins = rename::origins(&difference.changes);
        let mut known: HashMap<Key, Vec<Severity>> = HashMap::new();
        for found in &report.diagnostics {
            known.entry(Key::of(found, sources)).or_default().push(found.severity);
        }
        let Difference { base, changes } = difference;
        Self { reference: reference.to_owned(), base, changes, origins, known }
    }

    /// Leaves in the report of the work tree what the change brought or touches: a finding that was not
    /// there before, or not as often, and one that has its place or one of its hops in a changed line.
    pub fn narrow(&self, report: &mut Report, sources: &SourceMap) {
        let mut known = self.known.clone();
        let mut changed: HashMap<SourceId, ChangedLines> = HashMap::new();
        let mut is_changed = |span: Span| {
            let lines =
                changed.entry(span.source).or_insert_with(|| self.changed_lines(span.source, sources));
            lines.touch(sources.get(span.source), span)
        };
        let before = report.diagnostics.len();
        report.diagnostics.retain(|found| {
            let mut places = std::iter::once(&found.primary).chain(&found.related);
            if places.any(|label| is_changed(label.span)) {
                return true;
            }
            let mut key = Key::of(found, sources);
            if let Some(origin) = self.origins.get(&key.path) {
                key.path.clone_from(origin);
            }
            let Some(before) = known.get_mut(&key) else { return true };
            // What has become worse is not the same.
            let Some(at) = before.iter().position(|severity| *severity <= found.severity) else {
                return true;
            };
            before.swap_remove(at);
            false
        });
        report.untouched = Some(Untouched {
            reference: self.reference.clone(),
            base: self.base.clone(),
            count: before - report.diagnostics.len(),
        });
    }

    fn changed_lines(&self, id: SourceId, sources: &SourceMap) -> ChangedLines {
        let source = sources.get(id);
        let Some(change) = self.changes.get(&source.path) else { return ChangedLines::None };
        let origin = self.origins.get(&source.path).and_then(|origin| self.changes.get(origin));
        let before = change.before.as_ref().or(origin.and_then(|origin| origin.before.as_ref()));
        before.map_or(ChangedLines::All, |before| ChangedLines::between(before, source))
    }
}
