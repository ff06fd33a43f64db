//! Which registries a resource counts for: a child for its parent, a lock for what it is attached to,
//! an endpoint or an app for the registries that it names.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::{Model, REGISTRY, Resource, kinds};
use crate::evaluate::{Piece, Unknown, Value, ValueKind, canonical_pieces};

/// Values of one resource that are looked at for the names of registries.
const MAX_VALUES: usize = 10_000;
/// Bytes of text that are searched in all resources; where a registry is named they count more.
const MAX_BYTES: usize = 256 << 20;
const NAMED_WEIGHT: usize = 64;
/// Who names more registries concerns all.
const MAX_OWNERS: usize = 64;
/// How many different lengths of names are tried before an address.
const MAX_LENGTHS: usize = 64;
/// How deep resources are nested below what names a registry.
const MAX_DEPTH: usize = 8;
/// What follows the name of a registry in its address.
const DOMAIN: &str = ".azurecr.";
/// What stands there without being one: the zone of private links, the endpoints of data.
const NO_NAMES: [&str; 2] = ["privatelink", ".data"];

impl Model {
    /// For each resource the numbers of the registries that it counts for, in the order of
    /// [`registries`](Self::registries); `None` if nothing ties it to some, so that it counts for all.
    pub fn owners(&self) -> Vec<Option<Vec<usize>>> {
        let search = Search::new(self);
        (0..self.resources.len()).map(|index| search.owners(index)).collect()
    }
}

/// The registries of a model by what others call them.
struct Search<'m> {
    model: &'m Model,
    /// Number of a registry by its index in the model.
    numbers: HashMap<usize, usize>,
    /// Numbers by name in lower case.
    names: HashMap<String, Vec<usize>>,
    /// How long those names are.
    lengths: BTreeSet<usize>,
    /// Every name is known, so that a registry of another name is none of them.
    all_known: bool,
    /// Bytes that may still be searched.
    left: Cell<usize>,
}

impl<'m> Search<'m> {
    fn new(model: &'m Model) -> Self {
        let is_made = |(_, it): &(usize, &Resource)| it.is(REGISTRY) && !it.existing;
        let made: Vec<(usize, &Resource)> = model.resources.iter().enumerate().filter(is_made).collect();
        let numbers = made.iter().enumerate().map(|(number, (index, _))| (*index, number)).collect();
        let name = |it: &Resource| it.name.as_ref().map(|name| name.canonical().to_ascii_lowercase());
        let mut names = HashMap::<String, Vec<usize>>::new();
        for (number, (_, registry)) in made.iter().enumerate() {
            if let Some(name) = name(registry) {
                names.entry(name).or_default().push(number);
            }
        }
        let lengths: BTreeSet<usize> = names.keys().map(String::len).filter(|length| *length > 0).collect();
        let lengths = lengths.into_iter().take(MAX_LENGTHS).collect();
        let all_known = made.iter().all(|(_, it)| it.known_name().is_some());
        Self { model, numbers, names, lengths, all_known, left: Cell::new(MAX_BYTES) }
    }

    fn owners(&self, index: usize) -> Option<Vec<usize>> {
        let resource = self.model.resources.get(index).filter(|_| !self.numbers.is_empty())?;
        if let Some(registry) = self.registry_above(index) {
            return Some(self.numbers_of(registry));
        }
        if kinds::is_extension(&resource.kind) {
            let registry = self.registry_above(resource.scope?);
            return Some(registry.map_or_else(Vec::new, |registry| self.numbers_of(registry)));
        }
        let mut found = Found::default();
        let mut at = Some(resource);
        for _ in 0..MAX_DEPTH {
            let Some(here) = at else { break };
            self.look(&here.body, &mut found);
            at = here.parent.and_then(|parent| self.model.resources.get(parent));
        }
        let is_elsewhere = found.elsewhere && self.all_known;
        if found.numbers.len() > MAX_OWNERS || self.left.get() == 0 {
            return None;
        }
        (is_elsewhere || !found.numbers.is_empty()).then(|| found.numbers.into_iter().collect())
    }

    /// The index of the registry that a resource is or is below.
    fn registry_above(&self, index: usize) -> Option<usize> {
        let mut at = index;
        for _ in 0..MAX_DEPTH {
            let resource = self.model.resources.get(at)?;
            if resource.is(REGISTRY) {
                return Some(at);
            }
            at = resource.parent?;
        }
        None
    }

    /// The number of a registry, or of those that an `existing` one may stand for.
    fn numbers_of(&self, index: usize) -> Vec<usize> {
        if let Some(number) = self.numbers.get(&index) {
            return vec![*number];
        }
        let name = self.model.resources.get(index).and_then(|it| it.name.as_ref());
        let numbers = name.and_then(|name| self.names.get(&name.canonical().to_ascii_lowercase()));
        numbers.cloned().unwrap_or_default()
    }

    /// Looks for registries in a value. What is shared is looked at once.
    fn look(&self, value: &Value, found: &mut Found) {
        let mut open = vec![value];
        let mut seen: HashSet<*const ()> = HashSet::new();
        let mut budget = MAX_VALUES;
        while let Some(value) = open.pop() {
            budget = budget.saturating_sub(1);
            if budget == 0 {
                return;
            }
            match &value.kind {
                ValueKind::Unknown(unknown) => self.look_up(unknown, found),
                ValueKind::String(text) => self.read(text, found),
                ValueKind::Partial(pieces) => {
                    for piece in pieces.iter() {
                        if let Piece::Unknown(unknown) = piece {
                            self.look_up(unknown, found);
                        }
                    }
                    self.read(&canonical_pieces(pieces), found);
                }
                ValueKind::Object(object) if seen.insert(Rc::as_ptr(object).cast()) => {
                    open.extend(object.items.iter().map(|item| &item.value));
                }
                ValueKind::List(list) if seen.insert(Rc::as_ptr(list).cast()) => open.extend(&list.items),
                ValueKind::Json(value) if seen.insert(Rc::as_ptr(value).cast()) => open.push(value),
                ValueKind::OneOf(alternatives) if seen.insert(alternatives.as_ptr().cast()) => {
                    open.extend(alternatives.iter().map(|alternative| &alternative.value));
                }
                _ => {}
            }
        }
    }

    /// The registries that a reference leads to, by way of a child too.
    fn look_up(&self, unknown: &Unknown, found: &mut Found) {
        let Some(reference) = unknown.reference.as_ref().filter(|reference| !reference.module) else {
            return;
        };
        for index in self.model.known.meant(self.model, reference) {
            if let Some(registry) = self.registry_above(index) {
                found.note(&self.numbers_of(registry));
            }
        }
    }

    /// The registries that a text names by their address or id.
    fn read(&self, text: &str, found: &mut Found) {
        self.left.set(self.left.get().saturating_sub(text.len()));
        if self.left.get() == 0 {
            return;
        }
        let text = text.to_ascii_lowercase();
        let kind = REGISTRY.to_ascii_lowercase();
        if !text.contains(DOMAIN) && !text.contains(&kind) {
            return;
        }
        self.left.set(self.left.get().saturating_sub(NAMED_WEIGHT * text.len()));
        for (end, _) in text.match_indices(DOMAIN) {
            let before = text.get(..end).unwrap_or("");
            if NO_NAMES.iter().any(|part| before.ends_with(part)) {
                continue;
            }
            // A name of another registry may end in this one.
            let name = |length: &usize| {
                let (rest, name) = before.split_at_checked(before.len().checked_sub(*length)?)?;
                let is_whole = !rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
                is_whole.then_some(name)
            };
            let numbers = self.lengths.iter().rev().find_map(|length| self.names.get(name(length)?));
            found.note(numbers.map_or(&[], Vec::as_slice));
        }
        for (start, _) in text.match_indices(&kind) {
            let rest = text.get(start + kind.len()..).unwrap_or("");
            let name = rest.trim_start_matches(['/', '\'', ',', ' ']).split(['/', '\'', ',', ')']).next();
            let numbers = name.and_then(|name| self.names.get(name));
            found.note(numbers.map_or(&[], Vec::as_slice));
        }
    }
}

/// What a resource names.
#[derive(Default)]
struct Found {
    numbers: BTreeSet<usize>,
    /// A registry that this deployment does not make.
    elsewhere: bool,
}

impl Found {
    /// Notes what a name stands for; nothing here if there are no numbers.
    fn note(&mut self, numbers: &[usize]) {
        self.elsewhere |= numbers.is_empty();
        self.numbers.extend(numbers);
    }
}
