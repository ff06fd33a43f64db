//! How far scope maps reach: what those who hold a token may do to every repository.

use super::{Attribute, Model, Resource, Truth};
use crate::evaluate::{Value, canonical_pieces};

const SCOPE_MAP: &str = "Microsoft.ContainerRegistry/registries/scopeMaps";

/// What may be done to every repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Change or delete images.
    Change,
    /// Read images, or more.
    Any,
}

/// Starts of the names of the scope maps that every registry has (Microsoft Learn, repository-scoped
/// permissions). Names of one's own cannot begin with `_repositories`.
const BUILT_IN: [(&str, Access); 3] = [
    ("_repositories_admin", Access::Change),
    ("_repositories_push", Access::Change),
    ("_repositories_pull", Access::Any),
];

impl Access {
    /// The actions that reach so far.
    pub fn actions(self) -> &'static [&'static str] {
        match self {
            Access::Change => &[
                "repositories/*/content/write",
                "repositories/*/content/delete",
                "repositories/*/metadata/write",
                "repositories/*/metadata/delete",
            ],
            Access::Any => &[
                "repositories/*/content/write",
                "repositories/*/content/delete",
                "repositories/*/metadata/write",
                "repositories/*/metadata/delete",
                "repositories/*/content/read",
                "repositories/*/metadata/read",
            ],
        }
    }

    /// Whether some of the actions of a scope map reach so far.
    pub fn of_actions(self, actions: &Attribute) -> Truth {
        actions.any(|action| action.is_one_of(self.actions()))
    }

    /// Whether a scope map that every registry has reaches so far; `None` if it is none of them.
    fn of_built_in(self, name: &str) -> Option<bool> {
        let name = name.to_ascii_lowercase();
        BUILT_IN
            .iter()
            .find(|(start, _)| name.starts_with(start))
            .map(|(_, access)| *access == self || self == Access::Any)
    }
}

/// Whether it is known which scope map a value means, be it declared here or not.
fn is_whole(id: &Value) -> bool {
    let is_reference = id.as_unknown().is_some_and(|unknown| unknown.reference.is_some());
    is_reference || id.canonical().to_ascii_lowercase().contains("/scopemaps")
}

impl Model {
    /// The scope map of an id, if it is in the code.
    pub fn scope_map(&self, id: &Value) -> Option<&Resource> {
        self.find(SCOPE_MAP, id).filter(|map| !map.existing)
    }

    /// Whether the scope map of an id gives so much.
    pub fn scope_map_gives(&self, id: &Attribute, access: Access) -> Truth {
        if let Some(map) = self.scope_map(&id.value) {
            return access.of_actions(&map.get("properties.actions"));
        }
        let gives = |id: &Value| match self.scope_map(id) {
            Some(map) => access.of_actions(&map.get("properties.actions")).known(),
            None => access.of_built_in(&self.name_of(id)?),
        };
        match id.judge(gives) {
            Truth::Unknown(doubt) if is_whole(&id.value) => Truth::Unknown(
                doubt.because(|_| "the actions of the scope map are not in the code".to_owned()),
            ),
            known => known,
        }
    }

    /// The name of a scope map that is declared elsewhere: of an existing resource, or what an id
    /// ends in.
    pub fn name_of(&self, id: &Value) -> Option<String> {
        if let Some(map) = self.find(SCOPE_MAP, id) {
            return map.known_name().map(str::to_owned);
        }
        let text = canonical_pieces(&id.pieces()?);
        let mut segments = text.split(['/', ',', '(', ')', '{', '}', '\'']).rev();
        segments.find(|segment| !segment.is_empty()).map(str::to_owned)
    }
}
