//! Identifiers of keys and secrets in a key vault, `https://vault/keys/name/version`, and the vault
//! that they lead to.

use super::{Model, Resource};
use crate::evaluate::{Piece, Unknown, Value, canonical_pieces};

const VAULT: &str = "Microsoft.KeyVault/vaults";
const KEY: &str = "Microsoft.KeyVault/vaults/keys";

/// What addresses of vaults end in (Microsoft Learn, Azure Key Vault keys, secrets and certificates
/// overview; Managed HSM).
const HOSTS: [&str; 5] = [
    ".vault.azure.net",
    ".vault.azure.cn",
    ".vault.usgovcloudapi.net",
    ".managedhsm.azure.net",
    ".managedhsm.usgovcloudapi.net",
];

/// Stands for text that is not known.
const ANY: &str = "\0";

/// Whether the identifier of one of `keys` or `secrets` names one version of it.
pub fn names_version(identifier: &Value, collection: &str) -> Option<bool> {
    if identifier.is_null() {
        return Some(false);
    }
    let text = text(identifier, collection)?;
    let (_, item) = text.split_once(&format!("{collection}/"))?;
    match item.split_once('/') {
        // A name has no slash, but what is joined to it may begin with one.
        None => (item == ANY || !item.contains(ANY)).then_some(false),
        Some((_, ANY)) => None,
        Some((_, version)) => Some(!version.is_empty()),
    }
}

/// What of an identifier that names a version is to be written otherwise, so that it names none, and
/// how. `None` if another expression makes the version.
pub fn without_version(identifier: &Value) -> Option<(String, String)> {
    let written = |old: &str, new: &str| (old.to_owned(), new.to_owned());
    match identifier.pieces()?.last()? {
        Piece::Text(text) => {
            let (_, version) = text.rsplit_once('/').filter(|(_, version)| !version.is_empty())?;
            Some((format!("/{version}"), String::new()))
        }
        Piece::Unknown(unknown) => match unknown.key.rsplit('.').next()? {
            "keyUriWithVersion" => Some(written("keyUriWithVersion", "keyUri")),
            "id" => Some(written(".id", ".versionless_id")),
            _ => None,
        },
    }
}

/// Whether a value is the identifier of one of `keys` or `secrets` of a vault.
pub fn is_in_vault(identifier: &Value, collection: &str) -> Option<bool> {
    let Some(text) = text(identifier, collection) else { return Some(false) };
    let Some(address) = text.strip_prefix("https://") else {
        return (!text.starts_with(ANY)).then_some(false);
    };
    let (host, path) = address.split_once('/').unwrap_or((address, ANY));
    let is_vault = host == "vault" || host.contains(ANY) || HOSTS.iter().any(|end| host.ends_with(end));
    let path = path.trim_start_matches('/');
    match is_vault && !path.starts_with(&format!("{collection}/")) {
        true if path.starts_with(ANY) && path != address => None,
        true => Some(false),
        false => Some(is_vault),
    }
}

/// The identifier in lower case, with something of the right shape for what is not known.
fn text(identifier: &Value, collection: &str) -> Option<String> {
    let shown = |piece: &Piece| match piece {
        Piece::Text(text) => text.to_ascii_lowercase(),
        Piece::Unknown(unknown) => stand_in(unknown, collection),
    };
    Some(identifier.pieces()?.iter().map(shown).collect())
}

/// A text of the shape that an attribute of a vault, a key or a secret has.
fn stand_in(unknown: &Unknown, collection: &str) -> String {
    let attribute = unknown.key.rsplit('.').next().unwrap_or_default();
    let is_item =
        ["azurerm_key_vault_key.", "azurerm_key_vault_secret."].iter().any(|kind| unknown.key.contains(kind));
    match attribute {
        "vaultUri" | "vault_uri" => "https://vault/".to_owned(),
        "keyUri" | "secretUri" | "versionless_id" => format!("https://vault/{collection}/name"),
        "keyUriWithVersion" | "secretUriWithVersion" | "versioned_id" => {
            format!("https://vault/{collection}/name/version")
        }
        "id" if is_item => format!("https://vault/{collection}/name/version"),
        "version" if is_item => "version".to_owned(),
        _ => ANY.to_owned(),
    }
}

impl Model {
    /// The vault that the identifier of a key leads to, if it is in the code.
    pub fn vault_of(&self, identifier: &Value) -> Option<&Resource> {
        let pieces = identifier.pieces()?;
        let span = identifier.span;
        let part = |piece: &Piece| Value::from_pieces(vec![piece.clone()], span);
        let referred = pieces.iter().find_map(|piece| {
            let part = part(piece);
            let key = || self.resources.get(self.known.made(self, self.find(KEY, &part)?.parent?));
            self.find(VAULT, &part).or_else(key)
        });
        referred.or_else(|| {
            let text = canonical_pieces(&pieces);
            let (name, _) = text.strip_prefix("https://")?.split_once(".vault.")?;
            self.find(VAULT, &Value::string(name, span))
        })
    }
}
