//! What the work tree has otherwise than a revision of its git repository. Reads the git directory and
//! the files that may differ, runs nothing and asks nobody.

mod revision;
mod worktree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use revision::Revision;
use worktree::Stats;

/// The files that differ between a revision and the work tree.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// The object that the work tree was compared with: the merge base, in hexadecimal digits.
    pub base: String,
    /// What differs, by root-relative path.
    pub changes: BTreeMap<String, Change>,
}

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its bytes in the revision, if it is there.
    pub before: Option<Arc<[u8]>>,
    /// Its bytes in the work tree, if it is there and can be read.
    pub after: Option<Arc<[u8]>>,
}

/// Why a revision cannot be compared with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no git repository.
    #[error("{0} does not lie in a git repository")]
    NoRepository(String),
    /// The repository cannot be read: why.
    #[error("the git repository cannot be read: {0}")]
    Unreadable(String),
    /// The repository has no work tree.
    #[error("the git repository is bare, so there are no files to compare")]
    Bare,
    /// Nothing is known by that name, and what else is to be said.
    #[error("`{name}` is no revision of this git repository{hint}")]
    Unknown {
        /// The name.
        name: String,
        /// What may help.
        hint: &'static str,
    },
    /// The name leads to a file.
    #[error("`{0}` is a file, not a revision")]
    File(String),
    /// The history that would tell where the branches parted is not there.
    #[error(
        "this clone does not have the history in which `{0}` and HEAD parted: fetch more of it \
         (`git fetch --unshallow`; `fetch-depth: 0` for actions/checkout)"
    )]
    Shallow(String),
    /// An object is not there.
    #[error("the content of `{0}` is not in this clone: {1}")]
    Missing(String, String),
    /// The revision has more files than anybody can have meant.
    #[error("the revision has more than {0} files")]
    TooLarge(usize),
}

/// Compares the files below `root` with the revision that HEAD and `reference` have in common, which
/// is `reference` itself if HEAD came from it.
///
/// Looks at the files of which `is_wanted` is told the root-relative path, and at those that are
/// `seen`; `replaced` is a file whose content is not that on the disk.
pub fn difference(
    root: &Path,
    reference: &str,
    seen: &BTreeSet<&str>,
    is_wanted: &dyn Fn(&str) -> bool,
    replaced: Option<(&str, &[u8])>,
) -> Result<Difference, Error> {
    let mut revision = Revision::open(root, reference)?;
    let mut files = revision.files()?;
    files.retain(|path, _| is_wanted(path));
    let stats = Stats::new(&revision, root);
    let paths: BTreeSet<&str> = files.keys().map(String::as_str).chain(seen.iter().copied()).collect();
    let compare = |path: &str| {
        let before = files.get(path);
        let after = match replaced {
            Some((replaced, bytes)) if replaced == path => Some(Arc::from(bytes)),
            _ if stats.is_same(path, before) => return None,
            _ => worktree::bytes(root, path),
        };
        let is_same = match (before, &after) {
            (Some(before), Some(after)) => worktree::has_hash(after, before.id),
            (before, after) => before.is_none() && after.is_none(),
        };
        (!is_same).then(|| (path.to_owned(), after))
    };
    let different: Vec<(String, Option<Arc<[u8]>>)> = paths.into_par_iter().filter_map(compare).collect();
    let mut changes = BTreeMap::new();
    for (path, after) in different {
        let before = files.get(&path).map(|file| revision.bytes(&path, file)).transpose()?.flatten();
        changes.insert(path, Change { before, after });
    }
    Ok(Difference { base: revision.base(), changes })
}
