//! Values as outputs show them.

use std::borrow::Cow;

use crate::diagnostic::masked;
use crate::model::Model;
use crate::source::Span;

/// Where the secrets of a model are written.
pub(super) struct Secrets(Vec<Span>);

impl Secrets {
    pub(super) fn of(model: &Model) -> Self {
        Self(model.secrets())
    }

    /// A known text; of a secret only the beginning of an address up to the host.
    pub(super) fn shown<'t>(&self, text: &'t str, span: Span) -> Cow<'t, str> {
        match self.0.iter().any(|secret| secret.contains(span)) {
            true => hidden(text),
            false => masked(text),
        }
    }
}

/// What may be shown of a secret.
pub(super) fn hidden(text: &str) -> Cow<'static, str> {
    let Some((scheme, rest)) = text.split_once("://") else { return "***".into() };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    format!("{scheme}://{host}/***").into()
}
