//! Writing a file so that whoever looks at it, at any moment, sees the old text or the new one.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Gives a file new content: written beside it, brought to the disk, and moved into its place.
/// Permissions stay, and so does a link that leads to the file. A file that may not be written is left
/// alone.
pub(super) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    // What the path leads to is replaced, not the link.
    let target = match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
        target => target?,
    };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let permissions = match fs::metadata(&target) {
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
        }
        Ok(metadata) => Some(metadata.permissions()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".acrlint-").suffix(".tmp");
    // A new file gets what the umask allows, not the little that temporary ones do.
    let mut beside = builder.make_in(folder, |path| File::create_new(path))?;
    beside.write_all(content)?;
    if let Some(permissions) = permissions {
        beside.as_file().set_permissions(permissions)?;
    }
    beside.as_file().sync_all()?;
    beside.persist(&target).map_err(|error| error.error)?;
    // The move itself is safe once the folder is on the disk; not every system can be asked for that.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}
