//! Which findings a change brought or touches, and which were there before and have nothing to do with
//! it.

mod lines;
mod rename;

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Diagnostic, Report, Severity, Untouched};
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
    known: HashMap<Key, usize>,
}

/// What makes a finding the same in two revisions. Places are no part of it, as they move.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    rule: &'static str,
    severity: Severity,
    /// Path of the resource's file; of a finding about no resource that of its own.
    path: String,
    address: String,
    property: String,
    /// It has the value, as far as that may be shown.
    message: String,
}

impl Since {
    /// Remembers what `report` found in the revision that the work tree differs from. The `reference`
    /// is what the user calls the revision.
    pub fn new(reference: &str, difference: Difference, report: &Report, sources: &SourceMap) -> Self {
        let origins = rename::origins(&difference.changes);
        let mut known = HashMap::new();
        for found in &report.diagnostics {
            *known.entry(key(found, sources, &BTreeMap::new())).or_default() += 1;
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
            match known.get_mut(&key(found, sources, &self.origins)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            }
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

fn key(found: &Diagnostic, sources: &SourceMap, origins: &BTreeMap<String, String>) -> Key {
    let span = found.resource.as_ref().map_or(found.primary.span, |resource| resource.span);
    let path = &sources.get(span.source).path;
    Key {
        rule: found.rule,
        severity: found.severity,
        path: origins.get(path).unwrap_or(path).clone(),
        address: found.resource.as_ref().map(|resource| resource.address.clone()).unwrap_or_default(),
        property: found.property.clone().unwrap_or_default(),
        message: found.message.clone(),
    }
}
