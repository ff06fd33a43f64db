//! Edges between resources: from children to what they belong to, from what is attached to a
//! resource to that. Looked up, not searched: a file may declare tens of thousands.

use std::collections::HashMap;

use super::build::member;
use super::{Model, PRIVATE_ENDPOINT, REGISTRY, Resource, kinds};
use crate::evaluate::{Reference, Value, canonical_pieces};

/// Characters that end a segment of an id or an argument.
pub(super) const EDGES: [char; 4] = ['/', ',', '(', ')'];

/// Resources by what others call them. Types and the names in ids are in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    by_name: HashMap<(String, String), usize>,
    by_segment: HashMap<(String, String), usize>,
    by_origin: HashMap<(usize, usize), Vec<usize>>,
    by_address: HashMap<String, usize>,
    /// Resources whose names are more than one segment.
    odd: Vec<usize>,
}

impl Known {
    fn of(resources: &[Resource]) -> Self {
        let (mut by_name, mut by_segment) = (HashMap::new(), HashMap::new());
        let (mut by_origin, mut odd) = (HashMap::<_, Vec<usize>>::new(), Vec::new());
        for (index, resource) in resources.iter().enumerate() {
            by_origin.entry(resource.origin).or_default().push(index);
        }
        let made_here = resources.iter().enumerate().filter(|(_, resource)| !resource.existing);
        let by_address = made_here.map(|(index, resource)| (resource.address.clone(), index)).collect();
        // Of two with one name the one that is made here counts.
        let existing = |it: &(usize, &Resource)| it.1.existing;
        let made = resources.iter().enumerate().filter(|it| !existing(it));
        for (index, resource) in made.chain(resources.iter().enumerate().filter(existing)) {
            let Some(name) = resource.name.as_ref().map(Value::canonical) else { continue };
            let kind = resource.kind.to_ascii_lowercase();
            if name.contains(EDGES) {
                odd.push(index);
            }
            by_segment.entry((kind.clone(), name.to_ascii_lowercase())).or_insert(index);
            by_name.entry((kind, name)).or_insert(index);
        }
        Self { by_name, by_segment, by_origin, by_address, odd }
    }

    fn named(&self, kind: &str, name: String) -> Option<usize> {
        self.by_name.get(&(kind.to_owned(), name)).copied()
    }

    /// Whether a declaration made one resource only, so that any reference to it means that.
    pub(super) fn is_sole(&self, origin: (usize, usize)) -> bool {
        self.by_origin.get(&origin).is_none_or(|instances| instances.len() < 2)
    }

    /// The resources that a declaration made.
    pub(super) fn made_by<'m>(
        &self,
        model: &'m Model,
        origin: (usize, usize),
    ) -> impl Iterator<Item = &'m Resource> {
        let instances = self.by_origin.get(&origin).into_iter().flatten();
        instances.filter_map(|index| model.resources.get(*index))
    }

    /// The resource of this type, in lower case, that a value is the name or the id of.
    pub(super) fn find(&self, model: &Model, kind: &str, value: &Value) -> Option<usize> {
        let by_name = self.named(kind, value.canonical());
        let reference = value.as_unknown().and_then(|unknown| unknown.reference.as_ref());
        let by_id = match reference {
            Some(reference) => self.referenced(model, reference, &|resource| resource.is(kind)),
            None => self.by_id(model, kind, value),
        };
        by_name.into_iter().chain(by_id).map(|found| self.made(model, found)).min()
    }

    /// The resource that an `existing` one stands for, if that is made here: it is named by an id of
    /// it, or it is a registry, whose names are unique in Azure. Any other resource itself.
    pub(super) fn made(&self, model: &Model, index: usize) -> usize {
        let existing = model.resources.get(index).filter(|it| it.existing);
        let found = existing.and_then(|existing| {
            let name = existing.name.as_ref()?.canonical();
            let same =
                existing.is(REGISTRY).then(|| self.named(&REGISTRY.to_ascii_lowercase(), name.clone()));
            same.flatten().or_else(|| self.named_by_id(model, &existing.kind, &name))
        });
        found.unwrap_or(index)
    }

    /// The resource of a type out of whose id a name is taken: `last(split(vault.id, '/'))`.
    fn named_by_id(&self, model: &Model, kind: &str, name: &str) -> Option<usize> {
        let (_, split) = name.split_once("split(")?;
        let unknowns = split.split("${").skip(1).filter_map(|part| part.split_once('}'));
        let addresses = unknowns.filter_map(|(key, _)| key.strip_suffix(".id"));
        let mut found = addresses.filter_map(|address| self.by_address.get(address).copied());
        found.find(|index| model.resources.get(*index).is_some_and(|resource| resource.is(kind)))
    }

    /// Whether a reference means an `existing` registry that stands for this one. `None` if it may.
    pub(super) fn stands_for(
        &self,
        model: &Model,
        reference: &Reference,
        registry: &Resource,
    ) -> Option<bool> {
        let found = self.referenced(model, reference, &|it| it.existing && it.is(REGISTRY));
        let found = found.filter(|_| registry.is(REGISTRY)).and_then(|found| model.resources.get(found));
        let Some(existing) = found else { return Some(false) };
        let (Some(name), Some(other)) = (&existing.name, &registry.name) else { return None };
        match (name.as_str(), other.as_str()) {
            _ if name.canonical() == other.canonical() => Some(true),
            (Some(known), _) => other.is_text(known),
            (_, Some(known)) => name.is_text(known),
            _ => None,
        }
    }

    /// The resource that a reference leads to, whatever its type.
    pub(super) fn target(&self, model: &Model, reference: &Reference) -> Option<usize> {
        self.referenced(model, reference, &|_| true)
    }

    /// Of the instances of a loop the one that the reference means.
    fn referenced(
        &self,
        model: &Model,
        reference: &Reference,
        wanted: &dyn Fn(&Resource) -> bool,
    ) -> Option<usize> {
        let instances = self.by_origin.get(&(reference.instance, reference.index))?;
        let fits = |index: &&usize| model.resources.get(**index).is_some_and(wanted);
        let mut instances = instances.iter().filter(fits).filter(|_| !reference.module);
        let meant = |index: &&usize| {
            let resource = model.resources.get(**index);
            resource.and_then(|it| is_instance(&reference.address, &it.address)) == Some(true)
        };
        match instances.clone().nth(1) {
            None => instances.next().copied(),
            Some(_) => instances.find(meant).copied(),
        }
    }

    /// The resources that a reference means, or may mean if it does not say which instance.
    pub(super) fn meant(&self, model: &Model, reference: &Reference) -> Vec<usize> {
        let instances = self.by_origin.get(&(reference.instance, reference.index));
        let is_meant = |index: &usize| {
            let resource = model.resources.get(*index);
            resource.is_some_and(|it| is_instance(&reference.address, &it.address) != Some(false))
        };
        instances.into_iter().flatten().copied().filter(is_meant).collect()
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

    /// What a resource is attached to, as far as it is a registry, an endpoint or referred to.
    fn scope(&self, model: &Model, value: &Value) -> Option<usize> {
        let found = match value.as_unknown().and_then(|unknown| unknown.reference.as_ref()) {
            Some(reference) => self.referenced(model, reference, &|_| true),
            None => [REGISTRY, PRIVATE_ENDPOINT]
                .iter()
                .find_map(|kind| self.by_id(model, &kind.to_ascii_lowercase(), value)),
        };
        found.map(|found| self.made(model, found))
    }
}

/// Whether a reference leads to a data source whose `id` is that of what it is about (azurerm docs,
/// azurerm_monitor_diagnostic_categories), so that it may be the id of anything.
pub(super) fn mirrors(reference: &Reference) -> bool {
    reference.address.contains("data.azurerm_monitor_diagnostic_categories.")
}

/// The key of the instance of a loop that an address ends in; `None` if it has none or it is not
/// known.
fn instance_key(address: &str) -> Option<&str> {
    let numbered = address.rsplit_once('#').filter(|(_, number)| number.parse::<usize>().is_ok());
    let inner = numbered.map_or(address, |(address, _)| address).strip_suffix(']')?;
    let start = match inner.ends_with('"') {
        true => inner.rfind("[\"")?,
        false => inner.rfind('[')?,
    };
    inner.get(start + 1..).filter(|key| *key != "*")
}

/// Whether a reference to a declaration means the resource at an address, which the declaration
/// made. `None` if it may mean another instance.
pub(super) fn is_instance(reference: &str, address: &str) -> Option<bool> {
    match (instance_key(reference), instance_key(address)) {
        (_, None) => Some(true),
        (Some(meant), Some(key)) => Some(meant == key),
        (None, Some(_)) => None,
    }
}

/// The resources that values are the names or ids of, each of a type.
pub(super) fn find_all(model: &Model, wanted: &[(String, Value)]) -> Vec<Option<usize>> {
    let known = Known::of(&model.resources);
    let find = |(kind, value): &(String, Value)| known.find(model, &kind.to_ascii_lowercase(), value);
    wanted.iter().map(find).collect()
}

/// Sets the parents of children: `named` has the children that say what they belong to; of the
/// others `registry/child` names it. Sets what resources are attached to.
pub(super) fn link(model: &mut Model, named: Vec<(usize, Value)>) {
    let unfolded = unfold(model);
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
    attach(model, &known, &unfolded);
    model.known = known;
}

/// Sets what locks, role assignments and their like are attached to.
fn attach(model: &mut Model, known: &Known, unfolded: &HashMap<usize, (String, String)>) {
    for index in 0..model.resources.len() {
        let Some(resource) = model.resources.get(index) else { continue };
        if !kinds::is_extension(&resource.kind) {
            continue;
        }
        let scope = match (member(&resource.body, "scope"), unfolded.get(&index)) {
            (Some(scope), _) => known.scope(model, &scope),
            (None, Some((kind, name))) if resource.parent.is_none() => known.named(kind, name.clone()),
            (None, _) => resource.parent,
        };
        if let Some(resource) = model.resources.get_mut(index) {
            resource.scope = scope;
        }
    }
}

/// ARM templates write what is attached to a registry as `…/registries/providers/locks` with the
/// name `registry/Microsoft.Authorization/lock`. Gives each the type that it is, and returns type
/// and name of what it is attached to.
fn unfold(model: &mut Model) -> HashMap<usize, (String, String)> {
    let mut unfolded = HashMap::new();
    for (index, resource) in model.resources.iter_mut().enumerate() {
        let kind = resource.kind.to_ascii_lowercase();
        let Some((owner, leaf)) = kind.split_once("/providers/") else { continue };
        let Some(name) = resource.name.as_ref().map(Value::canonical) else { continue };
        let mut segments = name.rsplitn(3, '/').skip(1);
        let namespace = segments.next().unwrap_or_default();
        let kind = match leaf.contains('/') {
            true => kinds::canonical(leaf),
            false => kinds::canonical(&format!("{namespace}/{leaf}")),
        };
        if kinds::is_extension(&kind) {
            resource.kind = kind;
            let name = segments.next().unwrap_or_default().to_owned();
            unfolded.insert(index, (owner.to_owned(), name));
        }
    }
    unfolded
}
