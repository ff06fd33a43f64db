//! Findings of several deployments at one place, and where a place is that the user can change.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::source::{SourceMap, Span};

/// Nobody can change a fetched module: what is decided in one is reported at the argument that goes
/// into it, else at the call. Built-in sources are no files, and are not shown as such.
pub(super) fn to_own_place(found: &mut Diagnostic, sources: &SourceMap) {
    let is_own = |span: Span| !sources.get(span.source).external;
    if !is_own(found.primary.span)
        && let Some(own) = found.related.iter_mut().find(|label| is_own(label.span))
    {
        std::mem::swap(own, &mut found.primary);
        if own.span.source.is_builtin() {
            let line = sources.get(own.span.source).line_at(own.span.start).trim();
            found.help.push(format!("the module, whose source is not at hand, says `{line}`"));
        } else if own.message.is_empty() {
            own.message = "the module decides here".to_owned();
        }
    }
    found.related.retain(|label| !label.span.source.is_builtin());
}

/// More callers of one place than this are not listed, unless they lie in named paths.
const MAX_CALLERS: usize = 8;

/// Findings that coincide in rule, place and message are one, with all their contexts: a literal in
/// a module that is called often decides once. The other resources become related places.
pub(super) fn merge(diagnostics: Vec<Diagnostic>, is_named: &dyn Fn(Span) -> bool) -> Vec<Diagnostic> {
    let mut merged: Vec<Diagnostic> = Vec::new();
    let mut known: HashMap<(&'static str, Span, String), usize> = HashMap::new();
    for mut found in diagnostics {
        let context = found.contexts.first().map(String::as_str);
        found.instances.extend(found.resource.as_ref().map(|resource| resource.in_context(context)));
        let key = (found.rule, found.primary.span, found.message.clone());
        match known.get(&key).and_then(|index| merged.get_mut(*index)) {
            Some(first) => join(first, found, is_named),
            None => {
                known.insert(key, merged.len());
                merged.push(found);
            }
        }
    }
    merged
}

fn join(first: &mut Diagnostic, again: Diagnostic, is_named: &dyn Fn(Span) -> bool) {
    first.instances.extend(again.instances);
    let missing = |context: &String| !first.contexts.contains(context);
    let more: Vec<String> = again.contexts.into_iter().filter(missing).collect();
    first.contexts.extend(more);
    first.contexts.sort();
    let known: HashSet<Span> = first.related.iter().map(|label| label.span).collect();
    let others = again.related.into_iter().filter(|label| !known.contains(&label.span));
    for label in others {
        if first.related.len() < MAX_CALLERS || is_named(label.span) {
            first.related.push(label);
        }
    }
}
