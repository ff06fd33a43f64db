//! Sources that are part of acrlint: what published modules make of their parameters. Their ids
//! count down from the last one, so that no file has them.

use std::sync::LazyLock;

use super::{Language, Source, SourceId};

/// Path and text of each.
const TEXTS: [(&str, &str); 3] = [
    ("built-in/avm-registry.bicep", include_str!("verified/avm-registry.bicep")),
    ("built-in/public-registry.bicep", include_str!("verified/public-registry.bicep")),
    ("built-in/avm-registry.tf", include_str!("verified/avm-registry.tf")),
];

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let language = |path| Language::of_path(path).unwrap_or(Language::Bicep);
    TEXTS.iter().map(|(path, text)| Source::new(*path, *text, language(path)).fetched()).collect()
});

impl SourceId {
    /// The id of a built-in source.
    pub fn builtin(index: usize) -> Self {
        Self(u32::MAX - index as u32)
    }

    /// True if the source is no file.
    pub fn is_builtin(self) -> bool {
        builtin(self).is_some()
    }
}

/// The built-in source of an id; `None` for files.
pub fn builtin(id: SourceId) -> Option<&'static Source> {
    let index = (u32::MAX - id.0) as usize;
    if index < TEXTS.len() { SOURCES.get(index) } else { None }
}
