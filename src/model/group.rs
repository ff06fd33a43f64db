//! Which resource group a resource is in, and what is attached to that group. A lock without scope is
//! on the group that the deployment is for; the registry may be in another one, which a module call,
//! `resource_group_name` or `parent_id` names.

use std::collections::BTreeMap;

use super::{Model, Resource, Unknown, Value, kinds};
use crate::evaluate::canonical_pieces;

/// `Microsoft.Resources/resourceGroups`
pub(super) const GROUP: &str = "Microsoft.Resources/resourceGroups";

/// What the group is called that the deployment of the entry point is for.
const OWN: &str = "resourcegroup()";

/// Where a resource goes that has no scope of its own.
#[derive(Clone, Debug, Default)]
pub enum Target {
    /// The resource group that the deployment of the entry point is for.
    #[default]
    Deployment,
    /// The resource group with this name or id, or that this refers to.
    Group(Value),
    /// A subscription, or what is wider still.
    Wide,
}

/// A resource group by what the code calls it.
#[derive(Clone, Debug)]
struct Called {
    name: String,
    /// Two names that are not known whole may mean one group.
    known: bool,
}

/// What is attached to resource groups.
#[derive(Clone, Debug, Default)]
pub(super) struct Attached {
    by_name: BTreeMap<String, Vec<usize>>,
    /// On groups of which the name is not known.
    vague: Vec<usize>,
    /// On a subscription or wider.
    wide: Vec<usize>,
}

impl Attached {
    /// Sorts what is attached to the resource groups of a model.
    pub(super) fn of(model: &Model) -> Self {
        let mut attached = Self::default();
        for (index, resource) in model.resources.iter().enumerate() {
            if !kinds::is_extension(&resource.kind) {
                continue;
            }
            let owner = resource.scope.and_then(|scope| model.resources.get(scope));
            let is_on_other = owner.is_some_and(|owner| !owner.is(GROUP));
            let written = resource.get("scope");
            let target = match written.absent {
                _ if is_on_other || (written.absent && resource.parent.is_some()) => continue,
                true => resource.target.clone(),
                false if is_subscription(&written.value) => Target::Wide,
                false => Target::Group(written.value),
            };
            if let Target::Wide = target {
                attached.wide.push(index);
            } else if let Some(group) = model.called(&target) {
                attached.by_name.entry(group.name).or_default().push(index);
                if !group.known {
                    attached.vague.push(index);
                }
            }
        }
        attached
    }
}

/// Whether a value is the subscription that the deployment is for.
fn is_subscription(value: &Value) -> bool {
    value.as_unknown().is_some_and(|unknown| unknown.key.eq_ignore_ascii_case("subscription()"))
}

impl Model {
    /// The resources of a type that are attached to the resource group of a resource or to what that
    /// is in, and one that may be: what its scope is, or what group the resource is in, is not known.
    pub fn attached_to_group<'m>(
        &'m self,
        kind: &str,
        resource: &Resource,
    ) -> (Vec<&'m Resource>, Option<&'m Resource>) {
        let Attached { by_name, vague, wide } = &self.in_groups;
        let of_kind = |index: &usize| self.resources.get(*index).filter(|it| it.is(kind));
        let group = self.called(&resource.target);
        let own = group.as_ref().and_then(|group| by_name.get(&group.name));
        let certain: Vec<&Resource> = own.into_iter().flatten().chain(wide).filter_map(of_kind).collect();
        let mut others = by_name.iter().filter(|(name, _)| group.as_ref().is_none_or(|it| it.name != **name));
        let other = match &group {
            Some(group) if group.known => vague.iter().find_map(of_kind),
            _ => others.find_map(|(_, attached)| attached.iter().find_map(of_kind)),
        };
        (certain, other)
    }

    /// What the code calls a resource group; none for what is no group.
    fn called(&self, target: &Target) -> Option<Called> {
        let value = match target {
            Target::Deployment => return Some(Called { name: OWN.into(), known: false }),
            Target::Wide => return None,
            Target::Group(value) => value,
        };
        if let Some(group) = self.find(GROUP, value) {
            let name = group.name.as_ref();
            let known = name.is_some_and(|name| name.as_str().is_some());
            let name = name.map_or_else(|| group.address.clone(), Value::canonical);
            return Some(Called { name: name.to_ascii_lowercase(), known });
        }
        let vague = || Some(Called { name: value.canonical().to_ascii_lowercase(), known: false });
        if let Some(Unknown { reference: Some(reference), .. }) = value.as_unknown().map(|unknown| &**unknown)
        {
            let origin = (reference.instance, reference.index);
            let is_wide = reference.address.contains("azurerm_subscription.");
            let is_group = || self.known.made_by(self, origin).any(|it| it.is(GROUP));
            let may_be = reference.module || is_wide || is_group();
            return if may_be { vague() } else { None };
        }
        let text = canonical_pieces(&value.pieces()?).to_ascii_lowercase();
        if ["", ".id", ".name"].iter().any(|end| text == format!("${{{OWN}{end}}}")) {
            return Some(Called { name: OWN.into(), known: false });
        }
        match text.rsplit_once("/resourcegroups/") {
            Some((_, name)) if name.contains("/providers/") => None,
            Some((_, name)) => Some(Called { name: name.into(), known: !name.contains("${") }),
            None if ["/providers/", "resourceid("].iter().any(|other| text.contains(other)) => None,
            None if text.contains('/') => vague(),
            None => Some(Called { known: value.as_str().is_some(), name: text }),
        }
    }
}
