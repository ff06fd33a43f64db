//! Files that code reads as data. They are no sources: what is in them is neither parsed as code nor
//! counted or reported.

use std::collections::BTreeSet;

use super::Discovered;
use super::content;
use super::overlay::{Cover, Overlay};
use super::path::{folder, resolve};
use super::read::{self, Candidate};
use super::walk::Excludes;
use crate::source::{Language, Payload};

/// Larger files are no values: Bicep refuses texts of more than 131,072 characters and JSON of more
/// than 1,048,576.
const MAX_BYTES: u64 = 1 << 20;

/// Looks for the files that the sources name.
pub(super) fn load(discovered: &mut Discovered, excludes: &Excludes, overlay: &Overlay) {
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for (_, source) in discovered.sources.iter() {
        let written = content::payloads(&source.text, source.language);
        wanted.extend(written.iter().filter_map(|path| resolve(folder(&source.path), path)));
    }
    for path in wanted {
        let payload = payload(discovered, excludes, overlay, &path);
        discovered.sources.add_payload(path, payload);
    }
}

fn payload(discovered: &Discovered, excludes: &Excludes, overlay: &Overlay, path: &str) -> Payload {
    let opaque = |reason: &str| Payload::Opaque(reason.to_owned());
    // A link may lead anywhere, so where it really leads decides.
    let on_disk = discovered.root.join(path).canonicalize();
    let size = match (overlay.get(path), &on_disk) {
        (Some(Cover::Absent), _) | (None, Err(_)) => return Payload::Absent,
        (Some(Cover::Bytes(bytes)), _) => bytes.len() as u64,
        (None, Ok(file)) if !file.starts_with(&discovered.root) => {
            return opaque("it lies outside of the root");
        }
        (None, Ok(file)) if !file.is_file() => return opaque("it is not a regular file"),
        (None, Ok(file)) => file.metadata().map_or(0, |data| data.len()),
    };
    match () {
        () if excludes.hold(path, false) => opaque("it is excluded"),
        () if size > MAX_BYTES => opaque("it is larger than 1 MiB"),
        () => {
            let (path, language) = (path.to_owned(), Language::Json);
            let absolute = on_disk.unwrap_or_default();
            let file = Candidate { path, absolute, language, named: true, any_json: true };
            match read::read_again(&file, overlay) {
                // Reading a text takes its byte order mark away.
                Ok(text) => Payload::Text(text.strip_prefix('\u{feff}').unwrap_or(&text).into()),
                Err(unread) => Payload::Opaque(unread.reason),
            }
        }
    }
}
