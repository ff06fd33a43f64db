//! URIs: joined, built and taken apart
//! (learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-string#uri).

use super::super::value::{Value, ValueKind};
use super::call::{Call, text_of};

/// The parts of an absolute URI that has a host.
struct Uri<'t> {
    scheme: &'t str,
    host: &'t str,
    port: Option<i64>,
    path: &'t str,
    query: &'t str,
}

impl<'t> Uri<'t> {
    fn parse(text: &'t str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let start = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(start);
        let rest = rest.split('#').next().unwrap_or(rest);
        let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (authority, None),
        };
        let named = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !scheme.is_empty();
        let plain = !host.is_empty() && !host.contains(['@', '[', ':', ' ']);
        (named && plain).then_some(Self { scheme, host, port, path, query })
    }
}

/// `uri(base, relative)`: what follows the last slash of the base is replaced.
pub(super) fn join(call: &Call) -> Option<Value> {
    let (base, relative) = (call.text(0)?, call.text(1)?);
    let uri = Uri::parse(&base)?;
    let plain =
        !relative.contains("://") && !relative.contains("..") && !relative.starts_with(['/', '.', '?', '#']);
    plain.then_some(())?;
    let folder = uri.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let port = uri.port.map(|port| format!(":{port}")).unwrap_or_default();
    call.string(format!("{}://{}{port}{folder}/{relative}", uri.scheme, uri.host))
}

/// `parseUri(text)`
pub(super) fn parse(call: &Call) -> Option<Value> {
    let text = call.text(0)?;
    let uri = Uri::parse(&text)?;
    let string = |text: &str| ValueKind::String(text.into());
    let port = uri.port.map_or(ValueKind::Null, ValueKind::Int);
    let path = if uri.path.is_empty() { "/" } else { uri.path };
    call.object_of(vec![
        ("scheme", string(uri.scheme)),
        ("host", string(uri.host)),
        ("port", port),
        ("path", string(path)),
        ("query", string(uri.query)),
    ])
}

/// `buildUri(parts)`
pub(super) fn build(call: &Call) -> Option<Value> {
    let parts = call.value(0)?.as_object().filter(|parts| parts.rest.is_none())?;
    let text = |name: &str| match parts.get(name, true) {
        Some(item) if !item.value.is_null() => text_of(&item.value),
        _ => Some("".into()),
    };
    let port = match parts.get("port", true) {
        Some(item) if !item.value.is_null() => format!(":{}", item.value.as_int()?),
        _ => String::new(),
    };
    let (scheme, host, path, query) = (text("scheme")?, text("host")?, text("path")?, text("query")?);
    (!scheme.is_empty() && !host.is_empty()).then_some(())?;
    let slash = if path.starts_with('/') { "" } else { "/" };
    let mark = if query.is_empty() || query.starts_with('?') { "" } else { "?" };
    call.string(format!("{scheme}://{host}{port}{slash}{path}{mark}{query}"))
}
