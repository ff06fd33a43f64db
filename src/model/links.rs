//! Edges from children to the resources they belong to. Looked up, not searched: a file may declare
//! tens of thousands.

use std::collections::HashMap;

use super::{Model, Resource};
use crate::evaluate::{Reference, Value, canonical_pieces};

/// Characters that end a segment of an id or an argument.
pub(super) const EDGES: [char; 4] = ['/', ',', '(', ')'];

/// Resources by what others call them. Types and the names in ids are in lower case.
struct Known {
    by_name: HashMap<(String, String), usize>,
    by_segment: HashMap<(String, String), usize>,
    by_origin: HashMap<(usize, usize), Vec<usize>>,
    /// Resources whose names are more than one segment.
    odd: Vec<usize>,
}

impl Known {
    fn of(resources: &[Resource]) -> Self {
        let (mut by_name, mut by_segment) = (HashMap::new(), HashMap::new());
        let (mut by_origin, mut odd) = (HashMap::<_, Vec<usize>>::new(), Vec::new());
        for (index, resource) in resources.iter().enumerate() {
            by_origin.entry(resource.origin).or_default().push(index);
            let Some(name) = resource.name.as_ref().map(Value::canonical) else { continue };
            let kind = resource.kind.to_ascii_lowercase();
            if name.contains(EDGES) {
                odd.push(index);
            }
            by_segment.entry((kind.clone(), name.to_ascii_lowercase())).or_insert(index);
            by_name.entry((kind, name)).or_insert(index);
        }
        Self { by_name, by_segment, by_origin, odd }
    }

    fn named(&self, kind: &str, name: String) -> Option<usize> {
        self.by_name.get(&(kind.to_owned(), name)).copied()
    }

    /// The resource of this type that a value is the name or the id of.
    fn find(&self, model: &Model, kind: &str, value: &Value) -> Option<usize> {
        let by_name = self.named(kind, value.canonical());
        let reference = value.as_unknown().and_then(|unknown| unknown.reference.as_ref());
        let by_id = match reference {
            Some(reference) => self.referenced(model, kind, reference),
            None => self.by_id(model, kind, value),
        };
        by_name.into_iter().chain(by_id).min()
    }

    /// Of the instances of a loop the one that the reference means.
    fn referenced(&self, model: &Model, kind: &str, reference: &Reference) -> Option<usize> {
        let instances = self.by_origin.get(&(reference.instance, reference.index))?;
        let fits = |index: &&usize| model.resources.get(**index).is_some_and(|it| it.is(kind));
        let meant = |index: &&usize| {
            model.resources.get(**index).is_some_and(|resource| resource.address == reference.address)
        };
        let mut instances = instances.iter().filter(fits).filter(|_| !reference.module);
        instances.clone().find(meant).or_else(|| instances.next()).copied()
    }

    fn by_id(&self, model: &Model, kind: &str, value: &Value) -> Option<usize> {
        let text = canonical_pieces(&value.pieces()?).to_ascii_lowercase();
        if !text.contains(kind) {
            return None;
        }
        let segment = |part: &str| self.by_segment.get(&(kind.to_owned(), part.to_owned())).copied();
        let odd = self.odd.iter().copied().find(|index| {
            model
                .resources
                .get(*index)
                .is_some_and(|it| it.is(kind) && model.is_id_of(value, it) == Some(true))
        });
        text.split(EDGES).filter_map(segment).chain(odd).min()
    }
}

/// The resources that values are the names or ids of, each of a type.
pub(super) fn find_all(model: &Model, wanted: &[(String, Value)]) -> Vec<Option<usize>> {
    let known = Known::of(&model.resources);
    let find = |(kind, value): &(String, Value)| known.find(model, &kind.to_ascii_lowercase(), value);
    wanted.iter().map(find).collect()
}

/// Sets the parents of children: `named` has the children that say what they belong to; of the
/// others `registry/child` names it.
pub(super) fn link(model: &mut Model, named: Vec<(usize, Value)>) {
    let known = Known::of(&model.resources);
    for (child, value) in named {
        let Some(resource) = model.resources.get(child) else { continue };
        let kind = resource.kind.to_ascii_lowercase();
        let wanted = kind.rsplit_once('/').map_or("", |(parent, _)| parent);
        let found = known.find(model, wanted, &value);
        if let Some(resource) = model.resources.get_mut(child) {
            resource.parent = found;
        }
    }
    for resource in &mut model.resources {
        let kind = resource.kind.to_ascii_lowercase();
        let Some((wanted, _)) = kind.rsplit_once('/') else { continue };
        if resource.parent.is_some() || !wanted.contains('/') {
            continue;
        }
        let Some(name) = resource.name.as_ref().map(Value::canonical) else { continue };
        let Some((parent, _)) = name.rsplit_once('/') else { continue };
        resource.parent = known.named(wanted, parent.to_owned());
    }
}
