//! The files of the work tree.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::index::entry::{Flags, Stat, stat};
use gix::index::fs::Metadata;

use super::revision::{File, Revision};
use crate::discover::MAX_FILE_BYTES;

/// What git noted of the files when it last looked at them, which spares reading most of them.
pub(super) struct Stats {
    index: Option<gix::index::File>,
    prefix: String,
    root: PathBuf,
}

impl Stats {
    /// The index of the repository. Without one, every file is read.
    pub(super) fn new(revision: &Revision, root: &Path) -> Self {
        let index = revision.repository().and_then(|repository| repository.open_index().ok());
        Self { index, prefix: revision.prefix().to_owned(), root: root.to_owned() }
    }

    /// True if a file certainly is what it is in the revision: git saw that content in it, and it was
    /// not touched since. A file that git keeps out of the work tree counts as if it were there.
    pub(super) fn is_same(&self, path: &str, before: Option<&File>) -> bool {
        let (Some(index), Some(before)) = (&self.index, before) else { return false };
        let tracked = format!("{}{path}", self.prefix);
        let Some(entry) = index.entry_by_path(tracked.as_bytes().as_bstr()) else { return false };
        let on_disk = Metadata::from_path_no_follow(&self.root.join(path));
        let Ok(on_disk) = on_disk else { return entry.flags.contains(Flags::SKIP_WORKTREE) };
        let options = stat::Options::default();
        let is_untouched = Stat::from_fs(&on_disk).is_ok_and(|now| entry.stat.matches(&now, options));
        is_untouched && !entry.stat.is_racy(index.timestamp(), options) && entry.id == before.id
    }
}

/// The bytes of a file below the root; `None` if it is not there or would not be read.
pub(super) fn bytes(root: &Path, path: &str) -> Option<Arc<[u8]>> {
    // A link may lead anywhere, so where it really leads decides.
    let file = root.join(path).canonicalize().ok().filter(|file| file.starts_with(root))?;
    let metadata = file.metadata().ok()?;
    let is_readable = metadata.is_file() && metadata.len() <= MAX_FILE_BYTES;
    is_readable.then(|| std::fs::read(file).ok()).flatten().map(Arc::from)
}

/// True if the bytes are the content of that id. Git may have turned its line ends into those of
/// Windows.
pub(super) fn has_hash(bytes: &[u8], id: ObjectId) -> bool {
    let is = |bytes: &[u8]| {
        gix::objs::compute_hash(id.kind(), gix::objs::Kind::Blob, bytes).is_ok_and(|hash| hash == id)
    };
    is(bytes) || (bytes.contains_str(b"\r\n") && is(&bytes.replace(b"\r\n", b"\n")))
}
