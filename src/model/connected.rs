//! Which tokens connected registries use: to synchronise with their parent, and for their clients.

use std::collections::{HashMap, HashSet};

use super::{Attribute, Doubt, Model, Resource, Truth};
use crate::evaluate::Value;

const TOKEN: &str = "Microsoft.ContainerRegistry/registries/tokens";
const CONNECTED: &str = "Microsoft.ContainerRegistry/registries/connectedRegistries";
const SYNC: &str = "properties.parent.syncProperties.tokenId";

/// The tokens of all connected registries of a deployment.
#[derive(Clone, Debug, Default)]
pub(super) struct Connected {
    /// Indices of connected registries by the sync token they share.
    by_sync_token: HashMap<String, Vec<usize>>,
    /// Addresses of tokens that one uses.
    used: HashSet<String>,
    /// The first connected registry below a registry whose tokens are not known, by index.
    unclear: HashMap<usize, usize>,
}

impl Connected {
    /// Reads the connected registries of a model whose resources are linked.
    pub(super) fn of(model: &Model) -> Self {
        let mut connected = Self::default();
        for (index, registry) in model.resources.iter().enumerate().filter(|(_, it)| it.is(CONNECTED)) {
            let (sync, clients) = (registry.get(SYNC), registry.get("properties.clientTokenIds"));
            if !sync.absent {
                connected.by_sync_token.entry(identity(model, &sync.value)).or_default().push(index);
            }
            let is_known = |id: &Value| model.find(TOKEN, id).is_some() || id.as_str().is_some();
            let ids: Vec<Value> =
                clients.members().into_iter().chain((!sync.absent).then_some(sync.value)).collect();
            let is_clear = (clients.absent
                || clients.value.as_list().is_some_and(|list| list.rest.is_none()))
                && ids.iter().all(is_known);
            if let Some(parent) = registry.parent.filter(|_| !is_clear) {
                connected.unclear.entry(parent).or_insert(index);
            }
            let tokens = ids.iter().filter_map(|id| model.find(TOKEN, id));
            connected.used.extend(tokens.map(|token| token.address.clone()));
        }
        connected
    }
}

/// What is equal for values that name one token.
fn identity(model: &Model, id: &Value) -> String {
    let token = model.find(TOKEN, id).map(|token| token.address.clone());
    token.unwrap_or_else(|| id.canonical().to_ascii_lowercase())
}

impl Model {
    /// Whether a connected registry uses a token.
    pub fn serves_connected_registry(&self, token: &Resource) -> Truth {
        let unclear = token.parent.and_then(|parent| self.connected.unclear.get(&parent));
        match unclear.and_then(|index| self.resources.get(*index)) {
            _ if self.connected.used.contains(&token.address) => Truth::True,
            Some(registry) => {
                let reason = format!("which tokens `{}` uses is not known", registry.address);
                Truth::Unknown(Doubt::from(reason).at(registry.keyword, "this may use the token"))
            }
            None => Truth::False,
        }
    }

    /// The sync token of a connected registry and another one that has the same.
    pub fn shared_sync_token(&self, registry: &Resource) -> Option<(Attribute, &Resource)> {
        let token = registry.get(SYNC);
        let sharing = self.connected.by_sync_token.get(&identity(self, &token.value))?;
        let all = sharing.iter().filter_map(|index| self.resources.get(*index));
        let other = all.take(2).find(|other| other.address != registry.address)?;
        Some((token, other))
    }
}
