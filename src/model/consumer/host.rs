//! Which registry a server or an image is of, and how far its tag is fixed.

use crate::evaluate::{Piece, Reference, Unknown, Value, canonical_pieces};
use crate::model::{Model, REGISTRY, Truth};

/// What the hosts of registries in the clouds of Azure end in.
const SUFFIXES: [&str; 4] = [".azurecr.io", ".azurecr.cn", ".azurecr.us", ".azurecr.de"];

/// The host of a server or image: what is before the first slash, schemes left out.
struct Host {
    pieces: Vec<Piece>,
    /// There is something after it.
    ended: bool,
}

impl Host {
    fn of(value: &Value) -> Option<Self> {
        let mut host = Self { pieces: Vec::new(), ended: false };
        for piece in value.pieces()? {
            let Piece::Text(text) = &piece else {
                host.pieces.push(piece);
                continue;
            };
            let text =
                text.split_once("://").filter(|_| host.pieces.is_empty()).map_or(&**text, |(_, it)| it);
            let (before, after) =
                text.split_once('/').map_or((text, None), |(before, it)| (before, Some(it)));
            if !before.is_empty() {
                host.pieces.push(Piece::Text(before.into()));
            }
            if after.is_some() {
                host.ended = true;
                break;
            }
        }
        Some(host)
    }

    /// The text at its end that is known, in lower case and without port.
    fn tail(&self) -> String {
        let Some(Piece::Text(text)) = self.pieces.last() else { return String::new() };
        text.split(':').next().unwrap_or_default().to_ascii_lowercase()
    }

    fn is_known(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Text(_)))
    }
}

/// Whether a server, or the host of an image, is a registry of Azure. `None` if it may be.
pub(super) fn is_acr(model: &Model, value: &Value, is_image: bool) -> Option<bool> {
    let Some(host) = Host::of(value) else { return Some(false) };
    let tail = host.tail();
    if host.is_known() {
        // An image without host is one of Docker Hub.
        return Some((host.ended || !is_image) && is_in_azure(&tail));
    }
    if is_in_azure(&tail) {
        return Some(true);
    }
    match host.pieces.as_slice() {
        [.., Piece::Unknown(last)] if is_login_server(model, last) => Some(true),
        // Only the tag of an image has a colon and no slash after it.
        [Piece::Text(start), ..] if is_image && !host.ended && start.contains(':') => Some(false),
        [.., Piece::Text(_)] if tail.contains('.') => Some(false),
        _ => None,
    }
}

/// Whether the host of an image is a registry of Azure of which the code has no more than the address.
pub(super) fn is_elsewhere(model: &Model, value: &Value) -> bool {
    let Some(host) = Host::of(value).filter(Host::is_known) else { return false };
    let tail = host.tail();
    let name = tail.split('.').next().unwrap_or_default();
    let mut registries = model.of_kind(REGISTRY);
    is_in_azure(&tail)
        && !registries.any(|it| it.known_name().is_none_or(|known| known.eq_ignore_ascii_case(name)))
}

fn is_in_azure(host: &str) -> bool {
    SUFFIXES.iter().any(|suffix| host.ends_with(suffix))
}

/// Whether an unknown is the login server of a registry: its attribute, or an output or suffix of that
/// name.
fn is_login_server(model: &Model, unknown: &Unknown) -> bool {
    let squeezed = |text: &str| text.replace('_', "").to_ascii_lowercase();
    match &unknown.reference {
        Some(reference) => {
            let is_named = reference.path.last().is_some_and(|last| squeezed(last) == "loginserver");
            is_named && model.referred(reference).is_none_or(|resource| resource.is(REGISTRY))
        }
        None => squeezed(&unknown.key).ends_with("loginserver"),
    }
}

/// Whether a login is to a registry of Azure: by its server, or as it is that of the admin user.
pub(super) fn is_login_to_acr(model: &Model, server: Option<&Value>, user: Option<&Value>) -> Truth {
    if user.is_some_and(|user| user.credentials().is_some()) {
        return Truth::True;
    }
    server.map_or(Truth::False, |server| Truth::of(server, &|server| is_acr(model, server, false)))
}

/// Which registry a server or an image is of.
#[derive(Clone, Debug)]
pub(super) enum Registry {
    /// The one that this refers to.
    Referred(Reference),
    /// The one with this name or expression of a name, in lower case, and whether that is known whole.
    Named(String, bool),
    /// Nobody could know.
    Unknown,
}

/// Which registry of Azure an image is of.
pub(super) fn registry_of(image: &Value) -> Registry {
    let Some(host) = Host::of(image) else { return Registry::Unknown };
    if let [Piece::Unknown(unknown)] = host.pieces.as_slice() {
        return match &unknown.reference {
            Some(reference) if !reference.module => Registry::Referred(reference.clone()),
            _ => Registry::Unknown,
        };
    }
    let written = canonical_pieces(&host.pieces).to_ascii_lowercase();
    match SUFFIXES.iter().find_map(|suffix| written.strip_suffix(suffix)) {
        Some(name) => Registry::Named(name.to_owned(), host.is_known()),
        None => Registry::Unknown,
    }
}

/// How far an image is fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// By its digest.
    Digest,
    /// By a tag, which this is as far as it is known.
    Named(Option<String>),
    /// By nothing: Docker takes `latest`.
    None,
}

/// What an image says after its repository; `None` if that is not known.
pub fn tag(value: &Value) -> Option<Tag> {
    let pieces = value.pieces()?;
    let mut text = String::new();
    for piece in &pieces {
        match piece {
            Piece::Text(known) => text.push_str(known),
            // Nothing else in an image can be this character.
            Piece::Unknown(_) => text.push('\0'),
        }
    }
    let last = text.rsplit('/').next().unwrap_or_default();
    if last.contains('@') {
        return Some(Tag::Digest);
    }
    match last.split_once(':') {
        Some((_, tag)) => Some(Tag::Named((!tag.contains('\0')).then(|| tag.to_owned()))),
        // What is not known may have a tag in it.
        None => (!last.contains('\0')).then_some(Tag::None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn hosts_are_told_apart() {
        let model = Model::default();
        let of = |text: &str, is_image| is_acr(&model, &Value::string(text, Span::default()), is_image);
        for (text, is_image, expected) in [
            ("contoso.azurecr.io/app:1", true, true),
            ("https://contoso.azurecr.cn", false, true),
            ("contoso.azurecr.us:443", false, true),
            ("contoso.azurecr.io.example.com/app", true, false),
            ("mcr.microsoft.com/app:1", true, false),
            ("nginx", true, false),
            ("contoso.azurecr.io", true, false),
            ("", false, false),
        ] {
            assert_eq!(of(text, is_image), Some(expected), "{text}");
        }
    }

    #[test]
    fn tags_are_read() {
        let of = |text: &str| tag(&Value::string(text, Span::default()));
        assert_eq!(of("a.azurecr.io:443/b/c:1"), Some(Tag::Named(Some("1".to_owned()))));
        assert_eq!(of("a.azurecr.io:443/b"), Some(Tag::None));
        assert_eq!(of("a.azurecr.io/b:1@sha256:0"), Some(Tag::Digest));
    }
}
