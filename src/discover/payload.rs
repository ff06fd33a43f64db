//! Files that code reads as data. They are no sources: what is in them is neither parsed as code nor
//! counted or reported.

use std::collections::BTreeSet;

use super::Discovered;
use super::content;
use super::path::{folder, resolve};
use super::read::{self, Candidate};
use super::walk::Excludes;
use crate::source::{Language, Payload};

/// Larger files are no values: Bicep refuses texts of more than 131,072 characters and JSON of more
/// than 1,048,576.
const MAX_BYTES: u64 = 1 << 20;

/// Looks for the files that the sources name.
pub(super) fn load(discovered: &mut Discovered, excludes: &Excludes) {
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for (_, source) in discovered.sources.iter() {
        let written = content::payloads(&source.text, source.language);
        wanted.extend(written.iter().filter_map(|path| resolve(folder(&source.path), path)));
    }
    for path in wanted {
        let payload = payload(discovered, excludes, &path);
        discovered.sources.add_payload(path, payload);
    }
}

fn payload(discovered: &Discovered, excludes: &Excludes, path: &str) -> Payload {
    let opaque = |reason: &str| Payload::Opaque(reason.to_owned());
    // A link may lead anywhere, so where it really leads decides.
    let Ok(absolute) = discovered.root.join(path).canonicalize() else { return Payload::Absent };
    let size = absolute.metadata().map_or(0, |data| data.len());
    match () {
        () if !absolute.starts_with(&discovered.root) => opaque("it lies outside of the root"),
        () if !absolute.is_file() => opaque("it is not a regular file"),
        () if excludes.hold(path) => opaque("it is excluded"),
        () if size > MAX_BYTES => opaque("it is larger than 1 MiB"),
        () => {
            let (path, language) = (path.to_owned(), Language::Json);
            let file = Candidate { path, absolute, language, named: true, any_json: true };
            match read::read_again(&file) {
                // Reading a text takes its byte order mark away.
                Ok(text) => Payload::Text(text.strip_prefix('\u{feff}').unwrap_or(&text).into()),
                Err(unread) => Payload::Opaque(unread.reason),
            }
        }
    }
}
