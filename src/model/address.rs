//! Addresses: their scheme, whose they are, and the credentials in them.

use super::names_secret;
use crate::evaluate::{Piece, Unknown, Value};

/// Stands for text that is not in the code: a secret, or what a resource says of itself.
const OUTSIDE: char = '\0';
/// Stands for text that may be anything.
const OPEN: char = '\u{1}';

/// What addresses of blobs end in, by cloud (Azure CLI, `suffixes.storageEndpoint`; Microsoft Learn,
/// storage account endpoints).
const BLOBS: [&str; 6] = [
    ".blob.core.windows.net",
    ".blob.core.chinacloudapi.cn",
    ".blob.core.usgovcloudapi.net",
    ".blob.core.microsoft.scloud",
    ".blob.core.eaglex.ic.gov",
    ".blob.storage.azure.net",
];

/// Addresses whose path is a secret: the receiver asks for nothing else.
const SECRET_PATHS: [&str; 3] =
    ["hooks.slack.com/services/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/"];

/// Names of query parameters that hold a secret, besides those that say so.
const QUERY_KEYS: [&str; 6] = ["code", "sig", "signature", "key", "pwd", "auth"];

/// Ends of the names of headers that hold a secret, besides those that say so; without case and `-`.
const HEADERS: [&str; 6] =
    ["authorization", "cookie", "functionskey", "subscriptionkey", "authkey", "credentials"];

/// What may stand before the secret in a header.
const SCHEMES: [&str; 4] = ["basic", "bearer", "token", "sharedaccesssignature"];

/// Whether an address is an `https` one, decided by as much of the beginning as is known.
pub fn is_https(address: &Value) -> Option<bool> {
    const SCHEME: &str = "https://";
    let pieces = address.pieces()?;
    let start = match pieces.first()? {
        Piece::Text(start) => start.to_ascii_lowercase(),
        Piece::Unknown(unknown) => return is_blob_endpoint(unknown).then_some(true),
    };
    match start.starts_with(SCHEME) {
        false if pieces.len() > 1 && SCHEME.starts_with(&start) => None,
        is_https => Some(is_https),
    }
}

/// Whether an address belongs to the blobs of an Azure storage account.
pub fn is_blob_container(address: &Value) -> Option<bool> {
    let pieces = address.pieces()?;
    if let Some(Piece::Unknown(first)) = pieces.first() {
        return is_blob_endpoint(first).then_some(true);
    }
    let text = text(address)?.to_ascii_lowercase();
    let (_, rest) = text.split_once("://")?;
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    match host.contains([OUTSIDE, OPEN]) {
        _ if BLOBS.iter().any(|end| host.ends_with(end)) => Some(true),
        true if host.contains(".blob.") => Some(true),
        true => None,
        false => Some(false),
    }
}

/// Whether a value is what a storage account says is the address of its blobs.
fn is_blob_endpoint(unknown: &Unknown) -> bool {
    ["primaryEndpoints.blob", "primary_blob_endpoint"].iter().any(|end| unknown.key.ends_with(end))
}

/// Whether credentials are written in an address: in front of the host, in the query, or as a path
/// that is one.
pub fn secret_in_address(address: &Value) -> Option<bool> {
    let Some(text) = text(address) else { return Some(false) };
    let Some((scheme, rest)) = text.split_once("://") else {
        return (!text.starts_with(OPEN)).then_some(false);
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let user =
        authority.rsplit_once('@').map(|(user, _)| user.split_once(':').map_or(user, |(_, secret)| secret));
    let query = rest.split('#').next().and_then(|rest| rest.split_once('?')).map_or("", |(_, query)| query);
    let values = query.split('&').filter_map(|part| part.split_once('='));
    let keys = values.filter(|(name, _)| is_secret_parameter(name)).map(|(_, value)| value);
    let path = SECRET_PATHS.iter().find_map(|start| rest.strip_prefix(start));
    let answers: Vec<Option<bool>> = user.into_iter().chain(keys).chain(path).map(is_written).collect();
    match answers.contains(&Some(true)) {
        true => Some(true),
        false => (answers.iter().all(Option::is_some) && !scheme.contains(OPEN)).then_some(false),
    }
}

/// Whether the secret of a header is written in the code.
pub fn secret_in_header(value: &Value) -> Option<bool> {
    let Some(text) = text(value) else { return Some(false) };
    let secret = match text.trim().split_once(' ') {
        Some((scheme, secret)) if SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) => secret.trim(),
        _ => text.trim(),
    };
    is_written(secret)
}

/// Whether a header of this name holds a secret.
pub fn is_secret_header(name: &str) -> bool {
    let plain = name.replace(['-', '_'], "").to_ascii_lowercase();
    names_secret(name) || HEADERS.iter().any(|end| plain.ends_with(end))
}

fn is_secret_parameter(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    names_secret(&name) || QUERY_KEYS.contains(&name.as_str())
}

/// Whether all of a secret is in the code; `None` if it may be.
fn is_written(secret: &str) -> Option<bool> {
    match (secret.contains(OUTSIDE), secret.contains(OPEN)) {
        (true, _) => Some(false),
        (false, true) => None,
        (false, false) => Some(!secret.is_empty()),
    }
}

/// The text of a value, with something for what is not known of it.
fn text(value: &Value) -> Option<String> {
    let pieces = value.pieces()?;
    let mut text = String::new();
    for piece in &pieces {
        match piece {
            Piece::Text(known) => text.push_str(known),
            Piece::Unknown(unknown) => text.push(if is_outside(unknown) { OUTSIDE } else { OPEN }),
        }
    }
    Some(text)
}

/// Whether a value cannot be in the code: a secret, what a resource says of itself, or what a function
/// such as `listKeys` returns.
fn is_outside(unknown: &Unknown) -> bool {
    let key = unknown.key.to_ascii_lowercase();
    unknown.secret
        || unknown.reference.as_ref().is_some_and(|reference| !reference.module)
        || ["list", "reference(", "getsecret("]
            .iter()
            .any(|start| key.starts_with(start) && key.contains('('))
}
