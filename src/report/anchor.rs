//! Where a finding is shown by services that know nothing but the repository.

use crate::diagnostic::Diagnostic;
use crate::source::{SourceMap, Span};

/// The deciding place, else the resource, else a hop, whichever is the first that lies in the
/// repository.
pub(super) fn anchor(found: &Diagnostic, sources: &SourceMap) -> Option<Span> {
    let resource = found.resource.iter().map(|resource| resource.span);
    let related = found.related.iter().map(|label| label.span);
    let mut places = std::iter::once(found.primary.span).chain(resource).chain(related);
    places.find(|span| is_inside(sources, *span))
}

/// Whether a place lies below the root.
pub(super) fn is_inside(sources: &SourceMap, span: Span) -> bool {
    let path = &sources.get(span.source).path;
    !["../", "/", "~/", "<module-cache>/"].iter().any(|start| path.starts_with(start))
}
