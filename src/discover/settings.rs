//! Where configuration files may stand, and their texts.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

use super::read::{reason, text_of};
use super::{CONFIG_FILE, Discovered};
use crate::artifact::is_installed;

/// The text of the configuration file in a folder (relative to the root), or why it cannot be read;
/// `None` if there is none. What it links to must lie below the root.
pub fn configuration(root: &Path, folder: &str) -> Option<Result<String, String>> {
    let file = root.join(folder).join(CONFIG_FILE);
    match file.symlink_metadata() {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return None,
        Err(error) => return Some(Err(reason(&error))),
        Ok(_) => {}
    }
    Some(match file.canonicalize() {
        Err(error) => Err(format!("broken link: {}", reason(&error))),
        Ok(target) if !target.starts_with(root) => Err("link that leaves the root".to_owned()),
        Ok(target) => configuration_at(&target),
    })
}

/// The text of the configuration file that the user named, or why it cannot be read.
pub fn configuration_at(file: &Path) -> Result<String, String> {
    let metadata = file.metadata().map_err(|error| reason(&error))?;
    if metadata.is_file() { text_of(file) } else { Err("not a regular file".to_owned()) }
}

impl Discovered {
    /// The folders below the root whose configuration file would govern a source that is the user's, or a
    /// named or listed file: theirs, and all above them. Relative to the root, sorted.
    pub fn governable_folders(&self) -> BTreeSet<&str> {
        let own = self.sources.iter().filter(|(_, source)| !source.external);
        let paths = own.map(|(_, source)| source.path.as_str());
        let listed = self.listed.iter().map(|listed| listed.path.as_str()).filter(|path| !is_installed(path));
        let is_below = |path: &&str| !path.starts_with("..");
        let named: Vec<&str> = self.reported.iter().map(String::as_str).filter(is_below).collect();
        let directories = named.iter().copied().filter(|path| self.root.join(path).is_dir());
        let mut folders: BTreeSet<&str> = directories.collect();
        for path in paths.chain(listed).filter(is_below).chain(named) {
            let mut rest = path;
            while let Some((folder, _)) = rest.rsplit_once('/').filter(|(folder, _)| folders.insert(*folder))
            {
                rest = folder;
            }
        }
        folders
    }
}
