//! Whose identity a principal id is, and what uses the identities of the deployment.

use std::collections::HashMap;

use super::{CLUSTER, Model, ROLE_DEFINITION, Resource, member};
use crate::evaluate::{Value, canonical_pieces};

const USER_ASSIGNED: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";

/// What pulls images with an identity and runs them, and does nothing else with it as far as
/// registries are concerned.
const RUNTIMES: [&str; 6] = [
    "Microsoft.App/containerApps",
    "Microsoft.App/jobs",
    "Microsoft.App/sessionPools",
    "Microsoft.ContainerInstance/containerGroups",
    "Microsoft.Web/sites",
    "Microsoft.Web/sites/slots",
];

/// Whose identity it is.
#[derive(Clone, Copy, Debug)]
pub enum Holder<'m> {
    /// That of the nodes of a cluster, which pull images.
    Nodes(&'m Resource),
    /// The control plane of a cluster.
    ControlPlane(&'m Resource),
    /// What runs images, and not a cluster.
    Runtime(&'m Resource),
    /// A managed identity that is used otherwise or elsewhere.
    Managed(&'m Resource),
}

impl<'m> Holder<'m> {
    /// The resource that has it.
    pub fn resource(&self) -> &'m Resource {
        match self {
            Self::Nodes(it) | Self::ControlPlane(it) | Self::Runtime(it) | Self::Managed(it) => it,
        }
    }

    /// Whether it pulls images and runs them.
    pub fn runs_images(&self) -> bool {
        matches!(self, Self::Nodes(_) | Self::Runtime(_))
    }
}

/// How a resource uses a user-assigned identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Own,
    Nodes,
}

/// Indices over the identities and roles of a deployment.
#[derive(Clone, Debug, Default)]
pub(super) struct Identities {
    /// By a user-assigned identity what uses it.
    uses: HashMap<usize, Vec<(usize, Use)>>,
    /// Role definitions by name, in lower case.
    roles: HashMap<String, usize>,
}

impl Identities {
    pub(super) fn of(model: &Model) -> Self {
        let mut identities = Self::default();
        let ids = model.resources.iter().enumerate().filter(|(_, it)| it.is(USER_ASSIGNED));
        let by_id: HashMap<String, usize> =
            ids.map(|(index, it)| (format!("${{{}.id}}", it.address), index)).collect();
        for (index, resource) in model.resources.iter().enumerate() {
            if resource.is(ROLE_DEFINITION) && !resource.existing {
                let name = resource.get("properties.roleName");
                let name = name.value.as_str().map(str::to_ascii_lowercase);
                identities.roles.extend(name.map(|name| (name, index)));
                continue;
            }
            let found = |id: &Value| {
                let text = id.pieces().map(|pieces| canonical_pieces(&pieces)).unwrap_or_default();
                let by_address = by_id.get(&text).copied();
                by_address.or_else(|| model.known.find(model, &USER_ASSIGNED.to_ascii_lowercase(), id))
            };
            for identity in attached(resource).iter().filter_map(found) {
                identities.uses.entry(identity).or_default().push((index, Use::Own));
            }
            if resource.is(CLUSTER) {
                let nodes = resource.get("properties.identityProfile.kubeletidentity.resourceId");
                if let Some(identity) = found(&nodes.value).filter(|_| !nodes.absent) {
                    identities.uses.entry(identity).or_default().push((index, Use::Nodes));
                }
            }
        }
        identities
    }

    /// The role that the deployment defines under a name.
    pub(super) fn role_named(&self, name: &str) -> Option<usize> {
        self.roles.get(&name.to_ascii_lowercase()).copied()
    }
}

/// The ids of the user-assigned identities of a resource.
fn attached(resource: &Resource) -> Vec<Value> {
    let identity = member(&resource.body, "identity");
    let Some(identities) = identity.and_then(|identity| member(&identity, "userAssignedIdentities")) else {
        return Vec::new();
    };
    let Some(object) = identities.as_object() else { return Vec::new() };
    let known = object.items.iter().map(|item| Value::string(item.key.clone(), item.key_span));
    // Without keys nobody knows more than that there may be others.
    let others = object.rest.iter().filter(|_| object.keys.is_empty());
    let others = others.map(|rest| Value::new(super::ValueKind::Unknown(rest.clone()), identities.span));
    known.chain(object.keys.iter().map(|(key, _)| key.clone())).chain(others).collect()
}

impl Model {
    /// Whether the holder of an object id passes a test; that of a principal of which the code does
    /// not say whose it is does not. `None` if the principal is not known.
    pub fn holder_is(&self, principal: &Value, test: impl Fn(&Holder) -> bool) -> Option<bool> {
        match (self.holder(principal), principal.as_unknown()) {
            (Some(holder), _) => Some(test(&holder)),
            (None, Some(unknown)) => {
                let is_other = unknown.reference.as_ref().is_some_and(|reference| !reference.module);
                // `deployer().objectId` and other calls.
                (is_other || unknown.key.contains('(')).then_some(false)
            }
            (None, None) => principal.as_str().map(|_| false),
        }
    }

    /// Whose identity the object id of a principal is. `None` if the code does not say that it is a
    /// managed identity.
    pub fn holder(&self, principal: &Value) -> Option<Holder<'_>> {
        let unknown = principal.as_unknown()?;
        let (index, path) = match &unknown.reference {
            Some(reference) => (self.known.target(self, reference)?, reference.path.join(".")),
            None => {
                let (id, path) = split_reference(&unknown.key)?;
                (self.resource_of_id(id)?, path.to_owned())
            }
        };
        let resource = self.resources.get(index)?;
        let path = path.to_ascii_lowercase();
        if resource.is(USER_ASSIGNED) {
            return Some(self.user_of(index, resource));
        }
        match (resource.is(CLUSTER), path.contains("kubelet")) {
            (true, true) => return Some(Holder::Nodes(resource)),
            // Add-ons have identities of their own.
            (true, false) if path.contains("addon") => return None,
            _ => {}
        }
        let is_own = path.ends_with("principalid") || path.ends_with("principal_id");
        is_own.then(|| holder_of(resource, Use::Own))
    }

    /// Who uses a user-assigned identity. Nodes and what else runs images come first.
    fn user_of<'m>(&'m self, index: usize, identity: &'m Resource) -> Holder<'m> {
        let uses = self.identities.uses.get(&index).into_iter().flatten();
        let holders = uses.filter_map(|(user, how)| Some(holder_of(self.resources.get(*user)?, *how)));
        let rank = |holder: &Holder| match holder {
            Holder::Nodes(_) => 0,
            Holder::Runtime(_) => 1,
            Holder::Managed(_) => 2,
            Holder::ControlPlane(_) => 3,
        };
        holders.min_by_key(rank).unwrap_or(Holder::Managed(identity))
    }

    /// The resource that an id in text means, whatever its type.
    fn resource_of_id(&self, id: &str) -> Option<usize> {
        let kinds = RUNTIMES.iter().chain([&CLUSTER, &USER_ASSIGNED]);
        let value = Value::string(id, crate::source::Span::default());
        let lower = id.to_ascii_lowercase();
        kinds.map(|kind| kind.to_ascii_lowercase()).find_map(|kind| {
            let namespace = kind.split('/').next().unwrap_or_default();
            let is_kind = super::id::type_in(&lower, namespace).is_some_and(|found| found == kind);
            is_kind.then(|| self.known.find(self, &kind, &value)).flatten()
        })
    }
}

fn holder_of(resource: &Resource, how: Use) -> Holder<'_> {
    match (resource.is(CLUSTER), how) {
        (true, Use::Nodes) => Holder::Nodes(resource),
        (true, Use::Own) => Holder::ControlPlane(resource),
        (false, _) if RUNTIMES.iter().any(|kind| resource.is(kind)) => Holder::Runtime(resource),
        (false, _) => Holder::Managed(resource),
    }
}

/// The id and the path after the call in `reference(id, …).path` of ARM templates.
fn split_reference(key: &str) -> Option<(&str, &str)> {
    const CALL: &str = "reference(";
    let start = key.get(..CALL.len()).filter(|start| start.eq_ignore_ascii_case(CALL))?;
    let arguments = key.get(start.len()..)?;
    let mut depth = 0_usize;
    let mut id = None;
    for (at, c) in arguments.char_indices() {
        match c {
            '(' | '{' => depth += 1,
            ',' if depth == 0 => id = id.or_else(|| arguments.get(..at)),
            ')' | '}' => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => return Some((id.or_else(|| arguments.get(..at))?, arguments.get(at + 1..)?)),
            },
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::split_reference;

    #[test]
    fn a_reference_of_arm_is_an_id_and_a_path() {
        let text = "reference(${resourceId(Microsoft.X/y,${f(a,b)})},2024-01-01).identity.principalId";
        let id = "${resourceId(Microsoft.X/y,${f(a,b)})}";
        assert_eq!(split_reference(text), Some((id, ".identity.principalId")));
        assert_eq!(split_reference("Reference(a).b"), Some(("a", ".b")));
        assert_eq!(split_reference("reference(a"), None);
        assert_eq!(split_reference("listKeys(a).b"), None);
    }
}
