//! Which private endpoints may lead to which registry: those that refer to another one are not looked
//! at, so that a thousand of each are no million pairs.

use std::collections::{HashMap, HashSet};

use super::{Attribute, Model, PRIVATE_ENDPOINT, Resource, Truth, id_of_connection};
use crate::evaluate::{Reference, Value};
use crate::source::Span;

/// Pairs of a registry and a private endpoint that are looked at.
const MAX_PAIRS: usize = 250_000;

/// The lists of an endpoint that hold its targets.
pub(super) const CONNECTIONS: [&str; 2] =
    ["properties.privateLinkServiceConnections", "properties.manualPrivateLinkServiceConnections"];

/// `Microsoft.Network/privateEndpoints/privateDnsZoneGroups`
pub const ZONE_GROUP: &str = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups";

/// For each of those lists the target and the groups of its members.
const MEMBERS: [[&str; 2]; 2] = [
    [
        "properties.privateLinkServiceConnections[].properties.privateLinkServiceId",
        "properties.privateLinkServiceConnections[].properties.groupIds",
    ],
    [
        "properties.manualPrivateLinkServiceConnections[].properties.privateLinkServiceId",
        "properties.manualPrivateLinkServiceConnections[].properties.groupIds",
    ],
];

/// A connection of a private endpoint that leads or may lead to a registry.
#[derive(Clone, Debug)]
pub struct Connection {
    /// `properties.groupIds`: which of the registry's services it is for.
    pub groups: Attribute,
    /// Whether it leads to the registry.
    pub leads: Truth,
}

impl Connection {
    /// Whether it is for pulling and pushing; a registry has no other group.
    pub fn is_for_registry(&self) -> Truth {
        match self.groups.absent {
            true => Truth::False,
            false => self.groups.any(|group| group.is_text("registry")),
        }
    }
}

impl Model {
    /// The private endpoints of the deployment.
    pub fn private_endpoints(&self) -> impl Iterator<Item = &Resource> {
        self.endpoints.all.iter().filter_map(|index| self.resources.get(*index))
    }

    /// The private endpoints that may lead to a registry: the others surely do not.
    pub fn private_endpoints_near(&self, registry: &Resource) -> impl Iterator<Item = &Resource> {
        self.endpoints.near(registry).filter_map(|index| self.resources.get(*index))
    }

    /// Whether a private endpoint targets the registry.
    pub fn has_endpoint_to(&self, endpoint: &Resource, registry: &Resource) -> Truth {
        let leads = |connection: &Value| self.is_id_of(&id_of_connection(connection)?, registry);
        let leading = |path: &'static str| endpoint.get(path).any(leads);
        match CONNECTIONS.iter().map(|path| leading(path)).fold(Truth::False, Truth::or) {
            Truth::Unknown(doubt) => {
                Truth::Unknown(doubt.because(|_| "the target of a private endpoint is not known".to_owned()))
            }
            known => known,
        }
    }

    /// The connections of a private endpoint that lead or may lead to a registry. Of one that may be
    /// manual or not, both lists have a copy; here it is one.
    pub fn connections_to(&self, endpoint: &Resource, registry: &Resource) -> Vec<Connection> {
        if self.has_endpoint_to(endpoint, registry) == Truth::False {
            return Vec::new();
        }
        let mut seen = HashSet::new();
        let each =
            MEMBERS.iter().flat_map(|[id, groups]| endpoint.each(id).into_iter().zip(endpoint.each(groups)));
        let connection = |(id, groups): (Attribute, Attribute)| {
            let leads = id.judge(|value| self.is_id_of(value, registry));
            let is_new = leads != Truth::False && seen.insert(id.value.span);
            is_new.then_some(Connection { groups, leads })
        };
        each.filter_map(connection).collect()
    }

    /// The DNS zone groups of a private endpoint, of what stands for it elsewhere too.
    pub fn zone_groups<'m>(&'m self, endpoint: &'m Resource) -> impl Iterator<Item = &'m Resource> {
        let groups = self.endpoints.zone_groups.get(&called(endpoint)).into_iter().flatten();
        groups.filter_map(|index| self.resources.get(*index))
    }
}

/// The private endpoints of a deployment, by index.
#[derive(Clone, Debug, Default)]
pub(super) struct Endpoints {
    pub(super) all: Vec<usize>,
    /// Those that refer to a declaration, by that and by the address of its instance.
    by_instance: HashMap<((usize, usize), String), Vec<usize>>,
    /// The same whatever the instance, for declarations without instances.
    by_origin: HashMap<(usize, usize), Vec<usize>>,
    /// Those of which only a comparison can say where they lead.
    others: Vec<usize>,
    /// DNS zone groups by what their endpoint is called.
    zone_groups: HashMap<String, Vec<usize>>,
}

/// What the code calls a resource: its name, or else its address.
fn called(resource: &Resource) -> String {
    resource.name.as_ref().map_or_else(|| resource.address.clone(), Value::canonical)
}

/// Where a reference leads, of which the instances of a loop are different places.
fn is_instance(address: &str) -> bool {
    address.ends_with(']') && !address.ends_with("[*]")
}

impl Endpoints {
    /// Sorts the endpoints of a model. Also gives the place of the first that is one too many.
    pub(super) fn of(model: &Model) -> (Self, Option<Span>) {
        let mut endpoints = Self::default();
        let existing: HashSet<(usize, usize)> =
            model.resources.iter().filter(|it| it.existing).map(|it| it.origin).collect();
        for (index, group) in model.resources.iter().enumerate().filter(|(_, it)| it.is(ZONE_GROUP)) {
            if let Some(endpoint) = group.parent.and_then(|parent| model.resources.get(parent)) {
                endpoints.zone_groups.entry(called(endpoint)).or_default().push(index);
            }
        }
        for (index, endpoint) in model.resources.iter().enumerate().filter(|(_, it)| it.is(PRIVATE_ENDPOINT))
        {
            endpoints.all.push(index);
            match targets(endpoint) {
                // What stands for a registry that exists may be one that is made.
                Some(targets) if targets.iter().all(|target| !existing.contains(&origin(target))) => {
                    for target in targets {
                        endpoints.by_origin.entry(origin(&target)).or_default().push(index);
                        let instance = (origin(&target), target.address);
                        endpoints.by_instance.entry(instance).or_default().push(index);
                    }
                }
                _ => endpoints.others.push(index),
            }
        }
        let most = MAX_PAIRS / model.registries().count().max(1);
        let first = endpoints.others.get(most).and_then(|index| model.resources.get(*index));
        let first = first.map(|endpoint| endpoint.keyword);
        endpoints.others.truncate(most);
        (endpoints, first)
    }

    /// Those that may lead to a registry.
    pub(super) fn near(&self, registry: &Resource) -> impl Iterator<Item = &usize> {
        let found = |address: &str| self.by_instance.get(&(registry.origin, address.to_owned()));
        let referring = match is_instance(&registry.address) {
            true => [found(&registry.address), found(without_index(&registry.address))],
            false => [self.by_origin.get(&registry.origin), None],
        };
        referring.into_iter().flatten().flatten().chain(&self.others)
    }
}

/// The address of a loop, of that of an instance: what refers to the loop may mean each.
fn without_index(address: &str) -> &str {
    let index = if address.ends_with("\"]") { "[\"" } else { "[" };
    address.rfind(index).map_or(address, |start| &address[..start])
}

fn origin(reference: &Reference) -> (usize, usize) {
    (reference.instance, reference.index)
}

/// The declarations that an endpoint refers to; `None` unless that is all there is to know of its
/// targets.
fn targets(endpoint: &Resource) -> Option<Vec<Reference>> {
    let mut targets = Vec::new();
    for list in CONNECTIONS.map(|path| endpoint.get(path)).into_iter().filter(|list| !list.absent) {
        let list = list.value.as_list().filter(|list| list.rest.is_none())?;
        for connection in &list.items {
            let id = id_of_connection(connection)?;
            let reference = id.as_unknown()?.reference.clone()?;
            let is_whole = is_instance(&reference.address) || !reference.address.ends_with(']');
            targets.push(Some(reference).filter(|reference| is_whole && !reference.module)?);
        }
    }
    Some(targets)
}
