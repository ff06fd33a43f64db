//! Role assignments as rules see them: which role is given, and on what. To whom is in
//! [`Model::holder`].

use super::group::GROUP as RESOURCE_GROUPS;
use super::{Attribute, BuiltInRole, Dialect, Model, REGISTRY, ROLE_DEFINITION, Resource, Truth, id, member};
use crate::diagnostic::{Applicability, Change, Repair};
use crate::evaluate::{Piece, Reference, Value, canonical_pieces};

/// A role assignment.
#[derive(Clone, Copy)]
pub struct RoleAssignment<'m> {
    model: &'m Model,
    resource: &'m Resource,
}

/// The role that an assignment gives.
#[derive(Clone, Debug)]
pub enum GivenRole<'m> {
    /// A built-in role that concerns registries.
    BuiltIn(&'static BuiltInRole),
    /// A role that the deployment defines.
    Defined(&'m Resource),
    /// Another one: its name or id.
    Other(String),
}

/// What a role is assigned on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Registry,
    /// A group, subscription or management group: what it is called.
    Group(&'static str),
    /// A resource that is no registry.
    Other,
}

const DEPLOYMENT: Place = Place::Group("the resource group or subscription that the deployment goes to");
const RESOURCE_GROUP: Place = Place::Group("a resource group");
const SUBSCRIPTION: Place = Place::Group("a subscription");
const MANAGEMENT_GROUP: Place = Place::Group("a management group");

impl GivenRole<'_> {
    /// The built-in role that it is.
    pub fn built_in(&self) -> Option<&'static BuiltInRole> {
        match self {
            Self::BuiltIn(role) => Some(role),
            Self::Defined(_) | Self::Other(_) => None,
        }
    }
}

impl<'m> RoleAssignment<'m> {
    /// The view of a resource of the type.
    pub fn of(model: &'m Model, resource: &'m Resource) -> Self {
        Self { model, resource }
    }

    /// The attribute that names the role.
    pub fn role(&self) -> Attribute {
        self.resource.get("properties.roleDefinitionId")
    }

    /// Whether it gives a built-in role that passes a test.
    pub fn gives(&self, test: impl Fn(&BuiltInRole) -> bool) -> Truth {
        self.judge(|role| Some(role.built_in().is_some_and(&test)))
    }

    /// Whether its role passes a test. The test answers `None` for a role that it cannot judge.
    pub fn judge(&self, test: impl Fn(&GivenRole) -> Option<bool>) -> Truth {
        let role = self.role();
        let truth = match role.absent {
            true => Truth::Unknown("no role is written".to_owned().into()),
            false => role.judge(|value| test(&self.model.role(value)?)),
        };
        about("the role is not known", truth)
    }

    /// The names of the built-in roles it may give that pass a test, quoted.
    pub fn names(&self, test: impl Fn(&BuiltInRole) -> bool) -> String {
        let role = self.role();
        let given = role.alternatives().into_iter().filter_map(|value| self.model.role(value)?.built_in());
        let mut names: Vec<String> =
            given.filter(|role| test(role)).map(|role| format!("`{}`", role.name)).collect();
        names.dedup();
        names.join(" or ")
    }

    /// The repair that gives another built-in role, by its name, if the code has the name or the id of
    /// the one that is given.
    pub fn giving(&self, name: &str, how: Applicability) -> Option<Repair> {
        let role = self.role();
        let (old, new) = (self.model.role(&role.value)?.built_in()?, BuiltInRole::named(name)?);
        let is_name = role.name == "role_definition_name";
        let (old, new) = if is_name { (old.name, new.name) } else { (old.id, new.id) };
        Some(
            Repair::new(
                format!("give `{name}`"),
                how,
                vec![Change::Word(role.value.span, old.to_owned(), new.to_owned())],
            )
            .about(&[role.path]),
        )
    }

    /// Whether it is assigned on a registry itself.
    pub fn is_on_registry(&self) -> Truth {
        self.is_at(|place| place == Place::Registry)
    }

    /// Whether it is assigned on a resource group or what holds those.
    pub fn is_on_group(&self) -> Truth {
        self.is_at(|place| matches!(place, Place::Group(_)))
    }

    /// Why it surely concerns no registry, as a clause.
    pub fn is_elsewhere(&self) -> Option<&'static str> {
        let is_other = self.is_at(|place| place == Place::Other);
        is_other.certain().then_some("it is assigned on a resource that is no registry")
    }

    /// What holds registries and it is assigned on, with its article.
    pub fn group(&self) -> Option<&'static str> {
        let scope = self.resource.get("scope");
        let places = scope.alternatives().into_iter().map(|scope| self.place(scope));
        places.chain([self.fixed_place()]).flatten().find_map(|place| match place {
            Place::Group(name) => Some(name),
            _ => None,
        })
    }

    /// The registry that it is assigned on, if that is in the code.
    pub fn registry(&self) -> Option<&'m Resource> {
        let scope = self.resource.scope.and_then(|scope| self.model.resources.get(scope));
        scope.filter(|scope| scope.is(REGISTRY))
    }

    fn is_at(&self, test: impl Fn(Place) -> bool) -> Truth {
        let scope = self.resource.get("scope");
        let truth = match self.fixed_place() {
            Some(place) => Truth::from(test(place)),
            None => scope.judge(|value| Some(test(self.place(value)?))),
        };
        about("what the role is assigned on is not known", truth)
    }

    /// What it is assigned on, if nothing but its declaration says so.
    fn fixed_place(&self) -> Option<Place> {
        if let Some(scope) = self.resource.scope.and_then(|scope| self.model.resources.get(scope)) {
            return Some(place_of_resource(scope));
        }
        let kind = member(&self.resource.body, "type").filter(|_| self.resource.dialect == Dialect::Arm);
        // Of the types of this form only those below a registry are read.
        if kind
            .as_ref()
            .and_then(Value::as_str)
            .is_some_and(|kind| kind.to_ascii_lowercase().contains("providers/"))
        {
            return Some(Place::Registry);
        }
        let needs_scope = matches!(self.resource.dialect, Dialect::Azurerm(..));
        (self.resource.get("scope").absent && !needs_scope).then_some(DEPLOYMENT)
    }

    fn place(&self, scope: &Value) -> Option<Place> {
        if let Some(reference) = scope.as_unknown().and_then(|unknown| unknown.reference.as_ref()) {
            return match self.model.known.target(self.model, reference) {
                Some(target) => self.model.resources.get(target).map(place_of_resource),
                None => place_of_reference(reference),
            };
        }
        place_of_id(&canonical_pieces(&scope.pieces()?).to_ascii_lowercase())
    }
}

fn about(what: &str, truth: Truth) -> Truth {
    match truth {
        Truth::Unknown(doubt) => Truth::Unknown(doubt.because(|reason| format!("{what}: {reason}"))),
        known => known,
    }
}

fn place_of_resource(resource: &Resource) -> Place {
    match resource.kind.as_str() {
        REGISTRY => Place::Registry,
        RESOURCE_GROUPS => RESOURCE_GROUP,
        _ => Place::Other,
    }
}

/// What a reference to a resource leads to that no rule reads. Its address tells its type in
/// Terraform.
fn place_of_reference(reference: &Reference) -> Option<Place> {
    if reference.module {
        return None;
    }
    place_of_address(&reference.address).or(Some(Place::Other))
}

fn place_of_address(address: &str) -> Option<Place> {
    const TYPES: [(&str, Place); 4] = [
        ("azurerm_resource_group.", RESOURCE_GROUP),
        ("azurerm_subscription.", SUBSCRIPTION),
        ("azurerm_client_config.", SUBSCRIPTION),
        ("azurerm_management_group.", MANAGEMENT_GROUP),
    ];
    TYPES.iter().find(|(kind, _)| address.contains(kind)).map(|(_, place)| *place)
}

/// What an id in lower case means, parts of it known only by their expression.
fn place_of_id(text: &str) -> Option<Place> {
    if let Some(kind) = id::type_in(text, "microsoft.containerregistry") {
        let is_registry = kind.eq_ignore_ascii_case(REGISTRY);
        return Some(if is_registry { Place::Registry } else { Place::Other });
    }
    if text.contains("microsoft.management/managementgroups") || text.contains("managementgroup(") {
        return Some(MANAGEMENT_GROUP);
    }
    if text.contains("/resourcegroups/") && !text.contains("/providers/") {
        return Some(RESOURCE_GROUP);
    }
    if text.contains("microsoft.resources/resourcegroups") {
        return Some(RESOURCE_GROUP);
    }
    // `Microsoft.X/y/name` and what is called so in any other way.
    let is_resource = ["/providers/", "resourceid(microsoft."].iter().any(|part| text.contains(part));
    if is_resource || text.starts_with("microsoft.") {
        return Some(Place::Other);
    }
    if text.starts_with("${resourcegroup(") {
        return Some(RESOURCE_GROUP);
    }
    if text.starts_with("/subscriptions/") || text.starts_with("${subscription(") {
        return Some(SUBSCRIPTION);
    }
    match text {
        "/" | "${tenant()}" => Some(Place::Group("the tenant")),
        _ => place_of_address(text),
    }
}

impl Model {
    /// The role that the id or name of one means. `None` if it is not known.
    pub fn role(&self, value: &Value) -> Option<GivenRole<'_>> {
        if let Some(role) = self.find(ROLE_DEFINITION, value) {
            return self.role_of_definition(role);
        }
        let pieces = value.pieces()?;
        if let Some(Piece::Unknown(last)) = pieces.last()
            && let Some(reference) = &last.reference
        {
            let target = self.resources.get(self.known.target(self, reference)?)?;
            return target.is(ROLE_DEFINITION).then(|| self.role_of_definition(target)).flatten();
        }
        let text = canonical_pieces(&pieces);
        let name = match role_segment(&text) {
            Some(segment) => segment,
            None => value.as_str()?,
        };
        let is_known = !name.contains(['$', '{', '}']);
        let built_in = BuiltInRole::of_id(name).or_else(|| BuiltInRole::named(name));
        match built_in {
            Some(role) => Some(GivenRole::BuiltIn(role)),
            None if !is_known => None,
            None => match self.identities.role_named(name).and_then(|index| self.resources.get(index)) {
                Some(defined) => Some(GivenRole::Defined(defined)),
                None => Some(GivenRole::Other(name.to_owned())),
            },
        }
    }

    /// The role that a definition makes or, if it is declared elsewhere, reads.
    fn role_of_definition<'m>(&self, definition: &'m Resource) -> Option<GivenRole<'m>> {
        if !definition.existing {
            return Some(GivenRole::Defined(definition));
        }
        let name = definition.get("properties.roleName");
        let known = definition.known_name().or(name.value.as_str())?;
        let built_in = BuiltInRole::of_id(known).or_else(|| BuiltInRole::named(known));
        Some(built_in.map_or_else(|| GivenRole::Other(known.to_owned()), GivenRole::BuiltIn))
    }
}

/// What follows `roleDefinitions` in an id or in the arguments of a function that makes one.
fn role_segment(text: &str) -> Option<&str> {
    const TYPE: &str = "roledefinitions";
    let at = text.to_ascii_lowercase().rfind(TYPE)?;
    let rest = text.get(at + TYPE.len()..)?.strip_prefix(['/', ',', '('])?;
    let end = rest.find(['/', ',', ')', '(']).unwrap_or(rest.len());
    rest.get(..end).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_role_is_found_in_every_spelling() {
        for text in [
            "/providers/Microsoft.Authorization/roleDefinitions/x",
            "${subscriptionResourceId(Microsoft.Authorization/roleDefinitions,x)}",
            "/subscriptions/${subscription().subscriptionId}/providers/microsoft.authorization/RoleDefinitions/x",
            "${roleDefinitions(x).id}",
        ] {
            assert_eq!(role_segment(text), Some("x"), "{text}");
        }
        assert_eq!(role_segment("AcrPull"), None);
    }

    #[test]
    fn a_place_is_known_by_its_id() {
        let of = |text: &str| match place_of_id(text) {
            Some(Place::Registry) => "registry",
            Some(Place::Other) => "other",
            Some(Place::Group(name)) => name,
            None => "",
        };
        for registry in [
            "/subscriptions/0/resourcegroups/g/providers/microsoft.containerregistry/registries/x",
            "microsoft.containerregistry/registries/${x}",
            "${resourceid(microsoft.containerregistry/registries,x)}",
        ] {
            assert_eq!(of(registry), "registry", "{registry}");
        }
        assert_eq!(of("/subscriptions/${x}"), "a subscription");
        assert_eq!(of("${subscription().id}"), "a subscription");
        assert_eq!(of("${data.azurerm_subscription.current.id}/resourcegroups/x"), "a resource group");
        assert_eq!(of("${resourcegroup().id}"), "a resource group");
        assert_eq!(of("/providers/microsoft.management/managementgroups/x"), "a management group");
        assert_eq!(of("/"), "the tenant");
        assert_eq!(of("${resourceid(microsoft.storage/storageaccounts,x)}"), "other");
        assert_eq!(of("microsoft.keyvault/vaults/${x}/secrets/y"), "other");
        assert_eq!(of("${x@0}"), "");
    }
}
