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
            .chain(ids.keys.iter().cloned())
            .map(|id| match identity {
                Some(identity) => self.is_id_of(&id, identity).or_else(|| self.is_of_other(&id, identity)),
                None => is_made_of(client_id, &id).then_some(true),
            })
            .collect();
        let are_all = ids.rest.is_none() || !ids.keys.is_empty();
        match answers.contains(&Some(true)) {
            true => Some(true),
            false => (are_all && answers.iter().all(|answer| *answer == Some(false))).then_some(false),
        }
    }

    /// `Some(false)` if an id is known to be that of another identity in the code.
    fn is_of_other(&self, id: &Value, identity: &Resource) -> Option<bool> {
        let other = self.find(IDENTITY, id)?.known_name()?;
        (!other.eq_ignore_ascii_case(identity.known_name()?)).then_some(false)
    }
}

/// Whether a client id is looked up by this id: `reference(id, …).clientId`.
fn is_made_of(client_id: &Value, id: &Value) -> bool {
    let id = id.canonical().to_ascii_lowercase();
    let id = id.strip_prefix("${").and_then(|id| id.strip_suffix('}')).unwrap_or(&id);
    !id.is_empty() && client_id.canonical().to_ascii_lowercase().contains(&format!("reference({id}"))
}
