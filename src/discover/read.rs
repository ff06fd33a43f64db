//! One file: its bytes, its text, and what a glance at the text says.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::content::{self, JsonClass};
use super::overlay::{Cover, Overlay};
use crate::artifact;
use crate::source::Language;

/// Larger files are reported, not read. Azure refuses templates over 4 MB, and the largest file
/// with a supported name in the measured public repositories has 7 MB; a plan of a big estate may
/// have more. Thirty-two megabytes parse in well under a second.
pub const MAX_FILE_BYTES: u64 = 32 << 20;

/// Larger settings are refused.
const MAX_SETTINGS_BYTES: u64 = 1 << 20;

/// A file with a supported name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Path relative to the root.
    pub(super) path: String,
    /// Where it is.
    pub(super) absolute: PathBuf,
    /// What the name says.
    pub(super) language: Language,
    /// True if the user named it.
    pub(super) named: bool,
    /// True if JSON of any kind is wanted here.
    pub(super) any_json: bool,
}

/// A file that could not be read.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    /// Path relative to the root.
    pub(super) path: String,
    /// Why, as a phrase.
    pub(super) reason: String,
    /// The rule that reports it; none if the file cannot matter and is only counted.
    pub(super) rule: Option<&'static str>,
}

impl Unread {
    /// A file that may matter and could not be read.
    pub(super) fn new(path: &str, reason: impl Into<String>) -> Self {
        Self { path: path.to_owned(), reason: reason.into(), rule: Some("unreadable-file") }
    }
}

/// What is known of a file before parsing.
#[derive(Debug)]
pub(super) struct Scanned {
    /// The file.
    pub(super) file: Candidate,
    /// Its text, unless it was let go because nothing asked for it yet.
    pub(super) text: Option<String>,
    /// True if its bytes are not UTF-8.
    pub(super) transcoded: bool,
    /// True if it may concern a registry.
    pub(super) seed: bool,
    /// For a JSON file its kind.
    pub(super) class: JsonClass,
    /// The files and directories it refers to, as written.
    pub(super) references: Vec<String>,
    /// The modules of registries it refers to, as written.
    pub(super) artifacts: Vec<String>,
    /// Paths of those that the module cache has.
    pub(super) fetched: Vec<String>,
}

impl Scanned {
    /// True for a file that holds values of parameters.
    pub(super) fn sets_parameters(&self) -> bool {
        use Language::{BicepParam, TerraformVars, TerraformVarsJson, Terragrunt};
        let by_name =
            matches!(self.file.language, BicepParam | TerraformVars | TerraformVarsJson | Terragrunt);
        by_name || self.class == JsonClass::Parameters
    }
}

/// Reads a file and looks at it. `None` if acrlint does not read files with such content.
pub(super) fn scan(
    file: Candidate,
    overlay: &Overlay,
    buffer: &mut Vec<u8>,
) -> Result<Option<Scanned>, Unread> {
    let bytes = bytes(&file, overlay, buffer)?;
    scan_bytes(file, bytes)
}

/// The bytes of a file, those on the disk in the buffer.
fn bytes<'b>(file: &Candidate, overlay: &'b Overlay, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], Unread> {
    let (size, bytes) = match overlay.get(&file.path) {
        Some(Cover::Bytes(bytes)) => (bytes.len() as u64, bytes),
        Some(Cover::Absent) => return Err(Unread::new(&file.path, "there is no such file")),
        None => {
            let size = fill(&file.absolute, buffer).map_err(|reason| Unread::new(&file.path, reason))?;
            (size, buffer.as_slice())
        }
    };
    if size > MAX_FILE_BYTES { Err(too_large(&file.path)) } else { Ok(bytes) }
}

fn scan_bytes(file: Candidate, bytes: &[u8]) -> Result<Option<Scanned>, Unread> {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(reason) => {
            let mut unread = Unread::new(&file.path, reason);
            let may_be_other = file.language == Language::Json && !file.named && !file.any_json;
            if may_be_other && !content::undecoded_json_matters(bytes) {
                unread.rule = None;
            }
            return Err(unread);
        }
    };
    let class = match file.language {
        Language::Json => content::json_class(text.as_bytes()),
        _ => JsonClass::Other,
    };
    if file.language == Language::Json && class == JsonClass::Other && !file.any_json {
        return Ok(None);
    }
    let seed = content::is_seed(text.as_bytes());
    let may_refer = file.language != Language::Json || class == JsonClass::Template;
    let references = if may_refer { content::references(&text, file.language) } else { Vec::new() };
    let (artifacts, references) = references.into_iter().partition(|path| artifact::is_artifact(path));
    let fetched = Vec::new();
    // Compiled templates are the bulk of many repositories and few of them matter: their text is
    // read again if something needs it after all.
    let keep = seed || class != JsonClass::Template;
    let transcoded = matches!(text, Cow::Owned(_));
    let text = keep.then(|| text.into_owned());
    Ok(Some(Scanned { text, transcoded, seed, class, references, artifacts, fetched, file }))
}

/// Reads a file that was scanned before.
pub(super) fn read_again(file: &Candidate, overlay: &Overlay) -> Result<String, Unread> {
    let mut buffer = Vec::new();
    let text =
        decode(bytes(file, overlay, &mut buffer)?).map_err(|reason| Unread::new(&file.path, reason))?;
    Ok(text.into_owned())
}

/// The text of a regular file that is not a source, or why it cannot be read.
pub(super) fn text_of(path: &Path) -> Result<String, String> {
    let mut buffer = Vec::new();
    match fill(path, &mut buffer)? {
        size if size > MAX_SETTINGS_BYTES => Err(format!("larger than {} MiB", MAX_SETTINGS_BYTES >> 20)),
        _ => decode(&buffer).map(Cow::into_owned),
    }
}

fn too_large(path: &str) -> Unread {
    let reason = format!("larger than {} MiB", MAX_FILE_BYTES >> 20);
    Unread { path: path.to_owned(), reason, rule: Some("limit-reached") }
}

/// Puts the file's bytes into the buffer and returns its size; reads one byte past the limit at most.
/// Whoever made the candidate saw that it is a regular file: opening a pipe would wait for a writer.
fn fill(path: &Path, buffer: &mut Vec<u8>) -> Result<u64, String> {
    buffer.clear();
    let say = |error: std::io::Error| reason(&error);
    let file = File::open(path).map_err(say)?;
    let size = file.metadata().map_err(say)?.len();
    if size > MAX_FILE_BYTES {
        return Ok(size);
    }
    buffer.reserve(size as usize + 1);
    // The file may have grown since, so the limit holds for the read as well.
    file.take(MAX_FILE_BYTES + 1).read_to_end(buffer).map_err(say)?;
    Ok(buffer.len() as u64)
}

/// What an I/O error means, without numbers of the operating system.
pub fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let phrase = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = phrase.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The text of bytes that are UTF-8, then borrowed, or UTF-16 with a byte order mark; the reason why they
/// have none.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return std::str::from_utf8(bytes).map(Into::into).map_err(|_| "not UTF-8".to_owned()),
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text.into()),
        _ => Err("not valid UTF-16".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_is_decoded_by_its_mark() {
        let units: Vec<u16> = "\u{feff}é😀".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(decode(&little).as_deref(), Ok("\u{feff}é😀"));
        assert_eq!(decode(&big).as_deref(), Ok("\u{feff}é😀"));
        assert!(decode(&little[..little.len() - 1]).is_err());
        assert!(decode(b"caf\xe9").is_err());
    }
}
