//! User-assigned identities that are attached to resources.

use super::{Model, Resource, Truth};
use crate::evaluate::{Object, Value};

const IDENTITY: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";

impl Model {
    /// Whether the identity of a client id is attached to a resource.
    pub fn has_identity(&self, resource: &Resource, client_id: &Value) -> Truth {
        let attached = resource.get("identity.userAssignedIdentities");
        attached.judge(|ids| match ids.as_object() {
            Some(ids) => self.is_among(ids, client_id),
            None => ids.is_null().then_some(false),
        })
    }

    /// Whether one of the ids that are the keys of an object is that of the identity.
    fn is_among(&self, ids: &Object, client_id: &Value) -> Option<bool> {
        let identity = self.find(IDENTITY, client_id);
        let known = ids.items.iter().map(|item| Value::string(item.key.clone(), item.key_span));
        let answers: Vec<Option<bool>> = known
            .chain(ids.keys.iter().map(|(key, _)| key.clone()))
            .map(|id| match identity {
                Some(identity) => self.identifies(&id, identity),
                None => is_made_of(client_id, &id).then_some(true),
            })
            .collect();
        let are_all = ids.rest.is_none() || !ids.keys.is_empty();
        match answers.contains(&Some(true)) {
            true => Some(true),
            false => (are_all && answers.iter().all(|answer| *answer == Some(false))).then_some(false),
        }
    }

    /// Whether an id is that of an identity. One that is declared elsewhere may be the same as one that
    /// is made here: only their names can tell.
    fn identifies(&self, id: &Value, identity: &Resource) -> Option<bool> {
        let answer = self.is_id_of(id, identity);
        let other = self.find(IDENTITY, id);
        if answer == Some(true)
            || (answer.is_some() && !identity.existing && other.is_none_or(|it| !it.existing))
        {
            return answer;
        }
        let (name, other) = (identity.name.as_ref()?, other?.name.as_ref()?);
        match (name.as_str(), other.as_str()) {
            _ if name.canonical() == other.canonical() => Some(true),
            (Some(name), Some(other)) => Some(name.eq_ignore_ascii_case(other)),
            _ => None,
        }
    }
}

/// Whether a client id is looked up by this id: `reference(id, …).clientId`.
fn is_made_of(client_id: &Value, id: &Value) -> bool {
    let id = id.canonical().to_ascii_lowercase();
    let id = id.strip_prefix("${").and_then(|id| id.strip_suffix('}')).unwrap_or(&id);
    !id.is_empty() && client_id.canonical().to_ascii_lowercase().contains(&format!("reference({id}"))
}
