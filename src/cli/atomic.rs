//! Writing a file so that whoever looks at it, at any moment, sees the old text or the new one.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Gives a file new content: written beside it, brought to the disk, and moved into its place.
/// Permissions stay, and so does a link that leads to the file. A file that may not be written is left
/// alone, and so is what is no regular file.
pub(super) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    // What the path leads to is replaced, not the link.
    let target = match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
        target => target?,
    };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let old = match fs::metadata(&target) {
        Ok(old) if !old.is_file() => {
            return Err(io::Error::new(ErrorKind::InvalidInput, "not a regular file"));
        }
        Ok(old) if old.permissions().readonly() => {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
        }
        Ok(old) => Some(old),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut beside = beside(folder, old.as_ref())?;
    beside.write_all(content)?;
    if let Some(old) = &old {
        inherit(beside.as_file(), old)?;
    }
    beside.as_file().sync_all()?;
    beside.persist(&target).map_err(|error| error.error)?;
    // The move itself is safe once the folder is on the disk; not every system can be asked for that.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// An empty file in the folder. What is to replace another is for nobody else's eyes until it has the
/// permissions of that; a new one gets what the umask allows.
fn beside(folder: &Path, old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".acrlint-").suffix(".tmp");
    match old {
        Some(_) => builder.tempfile_in(folder),
        None => builder.make_in(folder, |path| File::create_new(path)),
    }
}

/// Gives the file the owner, the group and the permissions of the old one. Who may not give it the group
/// lets the new group do no more than everybody may.
#[cfg(unix)]
fn inherit(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    if fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
        let _ = fchown(file, None, Some(old.gid()));
    }
    let mut permissions = old.permissions();
    let mode = permissions.mode();
    if file.metadata()?.gid() != old.gid() {
        permissions.set_mode(without_group(mode));
    }
    file.set_permissions(permissions)
}

/// The mode in which the group may do no more than everybody.
#[cfg(unix)]
fn without_group(mode: u32) -> u32 {
    mode & (!0o070 | ((mode & 0o007) << 3))
}

#[cfg(not(unix))]
fn inherit(file: &File, old: &Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_replaces_a_file_is_private_until_it_has_its_permissions() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("prod.tfvars");
        let mode = |metadata: Metadata| metadata.permissions().mode() & 0o7777;
        for wanted in [0o600, 0o640, 0o664, 0o644] {
            fs::write(&path, "old")?;
            fs::set_permissions(&path, fs::Permissions::from_mode(wanted))?;
            let old = fs::metadata(&path)?;
            let beside = beside(folder.path(), Some(&old))?;
            assert_eq!(mode(beside.as_file().metadata()?), 0o600);
            write(&path, b"new")?;
            assert_eq!((mode(fs::metadata(&path)?), fs::read_to_string(&path)?), (wanted, "new".to_owned()));
        }
        Ok(())
    }

    #[test]
    fn another_group_may_do_no_more_than_everybody() {
        let modes = [0o600, 0o640, 0o664, 0o644, 0o660, 0o775].map(without_group);
        assert_eq!(modes, [0o600, 0o600, 0o644, 0o644, 0o600, 0o755]);
    }
}
