//! Puts edits into texts.

use std::collections::{BTreeMap, HashMap};

use super::Candidate;
use crate::diagnostic::Edit;
use crate::source::{SourceId, SourceMap};

/// The fixes whose edits have nothing to do with those before them; the others wait for another round.
pub(super) fn without_overlap(candidates: Vec<Candidate>) -> Vec<Candidate> {
    // Where edits begin and end, by file. They do not overlap, so the last that begins before the end of
    // another decides.
    let mut taken: HashMap<SourceId, BTreeMap<u32, u32>> = HashMap::new();
    let mut chosen = Vec::new();
    for candidate in candidates {
        let is_free = |edit: &Edit| {
            let taken = taken.get(&edit.span.source);
            let before = taken.and_then(|taken| taken.range(..=edit.span.end).next_back());
            before.is_none_or(|(_, end)| *end < edit.span.start)
        };
        if candidate.fix.edits.iter().all(is_free) {
            for edit in &candidate.fix.edits {
                let end = taken.entry(edit.span.source).or_default().entry(edit.span.start).or_default();
                *end = edit.span.end.max(*end);
            }
            chosen.push(candidate);
        }
    }
    chosen
}

/// Applies fixes that do not overlap. Gives the texts that were there before.
pub(super) fn apply(sources: &mut SourceMap, fixes: &[Candidate]) -> Vec<(SourceId, String)> {
    let mut by_source: HashMap<SourceId, Vec<&Edit>> = HashMap::new();
    for edit in fixes.iter().flat_map(|candidate| &candidate.fix.edits) {
        by_source.entry(edit.span.source).or_default().push(edit);
    }
    let replace = |(id, mut edits): (SourceId, Vec<&Edit>)| {
        // Edits of one place keep the order in which their fix has them.
        edits.sort_by_key(|edit| edit.span);
        let edited = edited(&sources.get(id).text, &edits);
        (id, sources.replace(id, edited))
    };
    by_source.into_iter().map(replace).collect()
}

/// A text with edits in it, which are sorted and do not overlap.
fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        edited.push_str(text.get(at..start).unwrap_or_default());
        edited.push_str(&edit.text);
        at = end;
    }
    edited.push_str(text.get(at..).unwrap_or_default());
    edited
}
