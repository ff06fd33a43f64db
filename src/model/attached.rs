//! What is attached to a resource by its scope: diagnostic settings, locks, assignments. Looked up,
//! so that thousands of each are no million pairs.

use std::collections::HashMap;

use super::{Model, REGISTRY, Resource, Truth, Unknown, Value, id, kinds, links};
use crate::evaluate::canonical_pieces;
use crate::source::Span;

/// Pairs of a registry and something of which only a comparison can say what it is attached to.
const MAX_PAIRS: usize = 250_000;

/// Resources by what they are attached to.
#[derive(Clone, Debug, Default)]
pub(super) struct Attached {
    /// By the identity of that resource.
    by_target: HashMap<String, Vec<usize>>,
    /// Those that may be attached to any registry.
    others: Vec<usize>,
}

impl Attached {
    /// Sorts what is attached in a model. Also gives the place of the first that is one too many.
    pub(super) fn of(model: &Model) -> (Self, Option<Span>) {
        let mut attached = Self::default();
        for (index, resource) in model.resources.iter().enumerate() {
            if !kinds::is_extension(&resource.kind) {
                continue;
            }
            match resource.scope.and_then(|scope| model.resources.get(scope)) {
                Some(target) => attached.by_target.entry(target.identity()).or_default().push(index),
                None if model.is_on_registry(resource) != Truth::False => attached.others.push(index),
                None => {}
            }
        }
        let most = MAX_PAIRS / model.registries().count().max(1);
        let first = attached.others.get(most).and_then(|index| model.resources.get(*index));
        let first = first.map(|resource| resource.keyword);
        attached.others.truncate(most);
        (attached, first)
    }
}

impl Model {
    /// The resources of a type that are or may be attached to a registry: the others surely are not.
    pub fn attached_near<'m>(
        &'m self,
        kind: &'m str,
        registry: &Resource,
    ) -> impl Iterator<Item = &'m Resource> {
        let found = self.attached.by_target.get(&registry.identity()).into_iter().flatten();
        let near = found.chain(&self.attached.others).filter_map(|index| self.resources.get(*index));
        near.filter(move |resource| resource.is(kind))
    }

    /// What a resource is attached to, if that is in the code.
    pub fn target_of(&self, attached: &Resource) -> Option<&Resource> {
        self.resources.get(attached.scope?)
    }

    /// Whether something is attached to a registry, whichever that is.
    pub fn is_on_registry(&self, attached: &Resource) -> Truth {
        if let Some(target) = self.target_of(attached) {
            return Truth::from(target.is(REGISTRY));
        }
        let scope = attached.get("scope");
        match scope.absent {
            true => Truth::False,
            false => scope.judge(|value| self.is_id_of_registry(value)),
        }
    }

    /// Whether a value is the id of some registry. `None` if it may or may not be.
    pub(super) fn is_id_of_registry(&self, value: &Value) -> Option<bool> {
        if let Some(Unknown { reference: Some(reference), .. }) = value.as_unknown().map(|unknown| &**unknown)
        {
            let is_itself = match reference.path.as_slice() {
                [] => true,
                [only] => only.eq_ignore_ascii_case("id"),
                _ => false,
            };
            if links::mirrors(reference) {
                return None;
            }
            let origin = (reference.instance, reference.index);
            return (is_itself && !reference.module)
                .then(|| self.known.made_by(self, origin).any(|it| it.is(REGISTRY)));
        }
        let Some(pieces) = value.pieces() else { return Some(false) };
        let text = canonical_pieces(&pieces).to_ascii_lowercase();
        let registry = REGISTRY.to_ascii_lowercase();
        let namespace = registry.split('/').next().unwrap_or_default();
        match id::type_in(&text, namespace) {
            Some(found) => Some(found == registry),
            None if text.contains("microsoft.") => Some(false),
            None => value.as_str().map(|_| false),
        }
    }
}
