//! What rules see: ARM-shaped resources whose attributes know their value, place and history,
//! whatever language they are written in.

mod account;
mod address;
mod assigned_identity;
mod attached;
mod attribute;
mod azapi;
mod azurerm;
mod build;
mod connected;
mod consumer;
mod defender;
mod doubt;
mod endpoints;
mod expected;
mod group;
mod id;
mod identity;
mod ipv4;
mod key_vault;
mod kinds;
mod links;
mod network;
mod oversight;
mod owners;
mod policies;
mod repair;
mod role_assignment;
mod roles;
mod schema;
mod scope_map;
mod secret;
mod soft_delete;
mod task;
mod token;
mod update;
mod versions;
mod written;

pub use account::{Destination, Use, gives_empty_credentials};
pub use address::{is_blob_container, is_https, is_secret_header, secret_in_address, secret_in_header};
pub use attribute::{Attribute, Items, Truth};
pub use azurerm::{Unsupported, Version};
pub use build::{build, is_relevant, member};
pub use consumer::{CONSUMERS, Consumer, Image, Login, SECRET_HOLDERS, Secret, Tag, tag};
pub use defender::{PRICING, Plan, SCANNING};
pub use doubt::Doubt;
pub use endpoints::{Connection, ZONE_GROUP};
pub use expected::{Expected, is_time};
pub use group::Target;
pub use identity::Holder;
pub use ipv4::Ipv4Range;
pub use key_vault::{is_in_vault, names_version, without_version};
pub use network::Firewall;
pub use oversight::{ACTIVITY_ALERT, Oversight};
pub use policies::{Assignment, POLICY_ASSIGNMENT};
pub use role_assignment::{GivenRole, RoleAssignment};
pub use roles::{BuiltInRole, Family, Right, SENSITIVE_ACTIONS, WHOLE, covers, covers_registries};
pub use schema::{Lack, Property, TIERS, properties};
pub use scope_map::Access;
pub use secret::{is_literal, names_secret};
pub use task::{CustomRegistry, Task};
pub use versions::{ApiVersions, Ending, ending, is_preview};
pub use written::{Stray, Strays, is_same_in};

pub use crate::evaluate::{Origin, Piece, Unknown, Value, ValueKind};

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::diagnostic::ResourceRef;
use crate::evaluate::{Passed, Reference, canonical_pieces};
use crate::lower::DeploymentScope;
use crate::source::Span;

/// `Microsoft.ContainerRegistry/registries`
pub const REGISTRY: &str = "Microsoft.ContainerRegistry/registries";
/// `Microsoft.Authorization/roleAssignments`
pub const ROLE_ASSIGNMENT: &str = "Microsoft.Authorization/roleAssignments";
/// `Microsoft.Authorization/roleDefinitions`
pub const ROLE_DEFINITION: &str = "Microsoft.Authorization/roleDefinitions";
/// `Microsoft.ContainerService/managedClusters`
pub const CLUSTER: &str = "Microsoft.ContainerService/managedClusters";
/// `Microsoft.Network/privateEndpoints`
pub const PRIVATE_ENDPOINT: &str = "Microsoft.Network/privateEndpoints";
/// `Microsoft.Insights/diagnosticSettings`
pub const DIAGNOSTICS: &str = "Microsoft.Insights/diagnosticSettings";

/// How a resource is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Bicep.
    Bicep,
    /// ARM JSON.
    Arm,
    /// Terraform with the azurerm provider of this version (major, minor).
    Azurerm(u32, u32),
    /// Terraform with the azapi provider.
    Azapi,
}

/// A resource in ARM shape.
#[derive(Clone, Debug)]
pub struct Resource {
    /// ARM type in the documented spelling where acrlint knows it.
    pub kind: String,
    /// API version as written, unless the provider chooses it.
    pub version: Option<Value>,
    /// Its name; absent for generated ones.
    pub name: Option<Value>,
    /// Symbolic path within the deployment.
    pub address: String,
    /// The resource as an object: `name`, `location`, `sku`, `properties` …
    pub body: Value,
    /// The condition as written, if it cannot be decided.
    pub condition: Option<String>,
    /// Why it is not known how many there are: perhaps none.
    pub repeated: Option<Rc<Unknown>>,
    /// Declared elsewhere: context, never a target.
    pub existing: bool,
    /// How it is written.
    pub dialect: Dialect,
    /// Where a missing property is reported.
    pub head: Span,
    /// The declaring keyword or block header.
    pub keyword: Span,
    /// The whole declaration.
    pub span: Span,
    /// Index of the resource it is a child of, in the same model.
    pub parent: Option<usize>,
    /// Index of the resource that a lock, a role assignment or the like is attached to, if that is
    /// in the same model.
    pub scope: Option<usize>,
    /// Where it goes if it has no scope of its own.
    pub target: Target,
    /// Attributes of azurerm as written that the provider version lacks.
    pub unsupported: Vec<Unsupported>,
    /// There is a syntax error in its declaration: what is absent is unknown.
    pub broken: bool,
    /// The module calls that lead to it, outermost first: keyword and target of each.
    pub calls: Vec<(Span, Span)>,
    /// If its module is not the user's: the name in the call by which the user's code reaches it.
    pub boundary: Option<Span>,
    /// Number of the module instance and index of the declaration in its module.
    pub origin: (usize, usize),
}

/// The resources of one deployment in one context.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Resources; parents before their children.
    pub resources: Vec<Resource>,
    /// Indices by type in lower case.
    by_kind: HashMap<String, Vec<usize>>,
    /// Indices of children by the identity of their parent.
    children: HashMap<String, Vec<usize>>,
    endpoints: endpoints::Endpoints,
    identities: identity::Identities,
    attached: attached::Attached,
    in_groups: group::Attached,
    connected: connected::Connected,
    known: links::Known,
    pulls: OnceCell<consumer::Pulls>,
    configured: OnceCell<consumer::Configured>,
    accounts: account::Accounts,
    /// Where texts are written that are secrets because the code says so.
    marked: Vec<Span>,
    oversight: OnceCell<Oversight>,
    /// What the deployment is for; none for Terraform, which does not say.
    pub deployment_scope: Option<DeploymentScope>,
    /// What modules are called with that are not at hand.
    pub passed_on: Vec<Passed>,
    /// Limits that were hit: where and which.
    pub limits: Vec<(Span, String)>,
}

impl Resource {
    /// True if the type is `kind`, compared without case.
    pub fn is(&self, kind: &str) -> bool {
        self.kind.eq_ignore_ascii_case(kind)
    }

    /// The attribute at a dotted ARM path, for instance `properties.adminUserEnabled`.
    pub fn get(&self, path: &'static str) -> Attribute {
        Attribute::read(self, path)
    }

    /// The attributes that a path with `[]` names, for instance `properties.actions[]`: one per
    /// member of the list, absent ones included.
    pub fn each(&self, path: &'static str) -> Vec<Attribute> {
        Attribute::each(self, path)
    }

    /// Whether the user writes `true` or `false` where ARM has two words.
    pub fn spells_as_bool(&self, path: &str) -> bool {
        match self.dialect {
            Dialect::Azurerm(major, minor) => azurerm::is_switch(&self.kind, path, (major, minor)),
            _ => false,
        }
    }

    /// The name, if known whole; of a child the last segment.
    pub fn known_name(&self) -> Option<&str> {
        self.name.as_ref()?.as_str().map(|name| name.rsplit('/').next().unwrap_or(name))
    }

    /// What tells it from others. Registries of one name are one: names are unique in Azure, and what
    /// is deployed twice in a row is declared once more.
    fn identity(&self) -> String {
        match &self.name {
            Some(name) if self.is(REGISTRY) => {
                format!("{REGISTRY}/{}", name.canonical().to_ascii_lowercase())
            }
            _ => self.address.clone(),
        }
    }

    /// The doubt about a property of a resource that is declared elsewhere.
    pub fn not_in_code(&self, what: &str) -> Doubt {
        let reason = format!("{what} of `{}` is not in the code", self.address);
        Doubt::from(reason).at(self.keyword, "this is declared elsewhere")
    }

    /// For reports.
    pub fn reference(&self) -> ResourceRef {
        ResourceRef {
            kind: self.kind.clone(),
            address: self.address.clone(),
            name: self.known_name().map(str::to_owned),
            span: self.keyword,
            calls: self.calls.iter().map(|(keyword, _)| *keyword).collect(),
        }
    }

    /// The API version, if it is written and known.
    pub fn api_version(&self) -> Option<&str> {
        self.version.as_ref()?.as_str()
    }

    /// Why the API version does not have a property, if that is certain.
    fn lack_of(&self, path: &str) -> Option<Lack> {
        match self.dialect {
            Dialect::Azurerm(..) => None,
            _ => schema::lack_of(&self.kind, path, self.api_version()?),
        }
    }

    /// If the API or provider version lacks the property: what would be needed.
    pub fn cannot_express(&self, path: &str) -> Option<String> {
        let Dialect::Azurerm(major, minor) = self.dialect else {
            return self.lack_of(path).map(Lack::phrase);
        };
        schema::find(&self.kind, path)?;
        match azurerm::lifetime(&self.kind, path) {
            Some((since, _)) if (major, minor) < since => {
                Some(format!("needs azurerm {}.{} or later", since.0, since.1))
            }
            Some((_, until)) if until <= (major, minor) => {
                Some(format!("azurerm {}.{} and later cannot set it", until.0, until.1))
            }
            Some(_) => None,
            None => Some("azurerm cannot set it; azapi can".to_owned()),
        }
    }
}

/// `properties.privateLinkServiceId` of a private link connection.
fn id_of_connection(connection: &Value) -> Option<Value> {
    let properties = connection.as_object()?.get("properties", true)?;
    let id = properties.value.as_object()?.get("privateLinkServiceId", true)?;
    Some(id.value.clone())
}

fn is_attribute_of(reference: &Reference, resource: &Resource, name: &str) -> bool {
    let is_name = matches!(reference.path.as_slice(), [only] if only.eq_ignore_ascii_case(name));
    is_name && !reference.module && (reference.instance, reference.index) == resource.origin
}

fn squeeze(location: &str) -> String {
    location.replace(' ', "").to_ascii_lowercase()
}

/// What follows `Microsoft.ContainerRegistry/registries` in a type, without slash: empty for the
/// registry itself, `None` for any other type. `registries/providers/…` is how ARM templates write
/// what is only attached to a registry, such as a lock.
pub fn below_registry(kind: &str) -> Option<&str> {
    let (start, below) = kind.split_at_checked(REGISTRY.len())?;
    let below = match below.is_empty() {
        true => below,
        false => below.strip_prefix('/')?,
    };
    let is_attached = below.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("providers/"));
    (start.eq_ignore_ascii_case(REGISTRY) && !is_attached).then_some(below)
}

impl Model {
    /// Registries that this deployment makes.
    pub fn registries(&self) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(|resource| resource.is(REGISTRY) && !resource.existing)
    }

    /// The registry a resource belongs to: itself, or the nearest ancestor that is one.
    pub fn registry_of<'m>(&'m self, resource: &'m Resource) -> Option<&'m Resource> {
        let mut at = resource;
        for _ in 0..8 {
            if at.is(REGISTRY) {
                return Some(at);
            }
            at = self.resources.get(at.parent?)?;
        }
        None
    }

    /// Children of a registry with a type below it, for instance `replications`.
    pub fn children<'m>(&'m self, registry: &'m Resource, kind: &str) -> impl Iterator<Item = &'m Resource> {
        let kind = format!("{REGISTRY}/{kind}");
        let children = self.children.get(&registry.identity()).into_iter().flatten();
        children.filter_map(|index| self.resources.get(*index)).filter(move |child| child.is(&kind))
    }

    /// The resource that a reference leads to; of a loop the first.
    pub fn referred(&self, reference: &Reference) -> Option<&Resource> {
        let made = self.known.made_by(self, (reference.instance, reference.index));
        made.take(usize::from(!reference.module)).next()
    }

    /// What belongs to a resource directly.
    pub fn below<'m>(&'m self, resource: &Resource) -> impl Iterator<Item = &'m Resource> {
        let children = self.children.get(&resource.identity()).into_iter().flatten();
        children.filter_map(|index| self.resources.get(*index))
    }

    /// Notes which resources are of which type and children of which.
    fn group(&mut self) {
        for (index, resource) in self.resources.iter().enumerate() {
            self.by_kind.entry(resource.kind.to_ascii_lowercase()).or_default().push(index);
            if let Some(parent) = resource.parent.and_then(|parent| self.resources.get(parent)) {
                self.children.entry(parent.identity()).or_default().push(index);
            }
        }
        self.identities = identity::Identities::of(self);
        let (endpoints, too_many) = endpoints::Endpoints::of(self);
        self.endpoints = endpoints;
        self.connected = connected::Connected::of(self);
        if let Some(first) = too_many {
            let what = "more private endpoints than can be matched with all registries";
            self.limits.push((first, what.to_owned()));
        }
        let (attached, too_many) = attached::Attached::of(self);
        self.attached = attached;
        if let Some(first) = too_many {
            let what = "more locks, assignments and settings than can be matched with all registries";
            self.limits.push((first, what.to_owned()));
        }
        self.in_groups = group::Attached::of(self);
    }

    /// Whether a resource is there whenever another one is: its own condition may keep it away, or
    /// the loop that makes it, which may have no pass.
    pub fn is_with(&self, partner: &Resource, resource: &Resource) -> Truth {
        match (&partner.condition, &partner.repeated) {
            (Some(condition), _) if resource.condition.as_ref() != Some(condition) => {
                let reason = format!("`{}` is there only when `{condition}` is true", partner.address);
                Truth::Unknown(Doubt::from(reason).at(partner.keyword, "this may not be there"))
            }
            (_, Some(unknown)) if resource.repeated.as_ref().is_none_or(|own| own.key != unknown.key) => {
                let (address, why) = (&partner.address, &unknown.reason);
                let reason = format!("how many of `{address}` there are is not known: {why}");
                Truth::Unknown(Doubt::from(reason).at(partner.keyword, "this may not be there"))
            }
            _ => Truth::True,
        }
    }

    /// The resources of a type.
    pub fn of_kind<'m>(&'m self, kind: &'m str) -> impl Iterator<Item = &'m Resource> {
        let of_kind = self.by_kind.get(&kind.to_ascii_lowercase()).into_iter().flatten();
        of_kind.filter_map(|index| self.resources.get(*index))
    }

    /// The resource of a type that a value is the name or the id of.
    pub fn find(&self, kind: &str, value: &Value) -> Option<&Resource> {
        self.resources.get(self.known.find(self, &kind.to_ascii_lowercase(), value)?)
    }

    /// Whether a lock, a role assignment or the like is attached to a resource itself.
    pub fn is_attached(&self, attached: &Resource, resource: &Resource) -> Truth {
        if let Some(scope) = attached.scope.and_then(|scope| self.resources.get(scope)) {
            return Truth::from(scope.identity() == resource.identity());
        }
        let scope = attached.get("scope");
        match scope.absent {
            true => Truth::False,
            false => scope.judge(|value| self.is_id_of(value, resource)),
        }
    }

    /// Whether a resource is in the same region as another, spaces and case aside.
    pub fn same_location(&self, resource: &Resource, other: &Resource) -> Truth {
        let (here, there) = (resource.get("location"), other.get("location"));
        let reference = here.value.as_unknown().and_then(|unknown| unknown.reference.as_ref());
        if reference.is_some_and(|it| is_attribute_of(it, other, "location")) {
            return Truth::True;
        }
        if here.absent || (there.absent && !other.existing) {
            return Truth::False;
        }
        if there.absent {
            return Truth::Unknown(other.not_in_code("the location"));
        }
        // The same unknown is the same value; the same choice is one if it is made in one place.
        let is_unknown = here.value.as_unknown().is_some();
        let is_shared = is_unknown || here.value.span == there.value.span;
        if is_shared && here.value.canonical() == there.value.canonical() {
            return Truth::True;
        }
        let same = |a: &Value, b: &str| Some(squeeze(a.as_str()?) == squeeze(b));
        match (here.value.as_str(), there.value.as_str()) {
            (_, Some(known)) => here.test(|value| same(value, known)),
            (Some(known), _) => there.test(|value| same(value, known)),
            _ => here.test(|_| None),
        }
    }

    /// Whether a value is the id of a resource: by reference, or as an id built from the type and
    /// the same name expression. `None` if it may or may not be.
    pub fn is_id_of(&self, value: &Value, resource: &Resource) -> Option<bool> {
        if let Some(Unknown { reference: Some(reference), .. }) = value.as_unknown().map(|unknown| &**unknown)
        {
            let is_itself = match reference.path.as_slice() {
                [] => true,
                [only] => only.eq_ignore_ascii_case("id"),
                _ => false,
            };
            if !is_itself {
                return Some(false);
            }
            if links::mirrors(reference) {
                return None;
            }
            let declared = (reference.instance, reference.index) == resource.origin && !reference.module;
            if !declared {
                return self.known.stands_for(self, reference, resource);
            }
            if self.known.is_sole(resource.origin) {
                return Some(true);
            }
            return links::is_instance(&reference.address, &resource.address);
        }
        let text = match value.pieces() {
            Some(pieces) => canonical_pieces(&pieces).to_ascii_lowercase(),
            None => return Some(false),
        };
        let kind = resource.kind.to_ascii_lowercase();
        let namespace = kind.split('/').next().unwrap_or_default();
        let found = id::type_in(&text, namespace);
        let is_of_type = found.as_ref() == Some(&kind);
        if is_of_type && self.names(resource)?.iter().all(|name| id::has_segment(&text, name)) {
            return Some(true);
        }
        let is_of_other = !is_of_type && (found.is_some() || text.contains("microsoft."));
        (value.as_str().is_some() || (is_of_other && id::is_plain(&text))).then_some(false)
    }

    /// What an id says the resource is called, in lower case: its name and those of its parents.
    fn names(&self, resource: &Resource) -> Option<Vec<String>> {
        let name = resource.name.as_ref()?.canonical().to_ascii_lowercase();
        if below_registry(&resource.kind).is_none_or(str::is_empty) {
            return Some(vec![name]);
        }
        let parent = resource.parent.and_then(|parent| self.resources.get(parent)?.name.as_ref());
        let parent = parent.map(|parent| parent.canonical().to_ascii_lowercase());
        Some(name.split('/').map(str::to_owned).chain(parent).collect())
    }
}
