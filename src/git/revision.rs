//! The files of a revision.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gix::bstr::ByteSlice;
use gix::objs::tree::EntryKind;
use gix::{ObjectId, Repository};

use super::Error;

/// Nobody checks out more files than this.
const MAX_FILES: usize = 4_000_000;

/// Larger files are not read from the disk either.
const MAX_BYTES: u64 = crate::discover::MAX_FILE_BYTES;

/// How many links lead to another at most.
const MAX_LINKS: usize = 8;

/// A revision of the repository around the root.
pub(super) struct Revision {
    /// The repository, and those of its submodules that are checked out.
    repositories: Vec<Repository>,
    tree: ObjectId,
    base: ObjectId,
    prefix: String,
    root: PathBuf,
}

/// A file of a revision.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    /// Its content.
    pub(super) id: ObjectId,
    /// Position of the repository that has it.
    repository: usize,
}

impl Revision {
    /// Finds the repository of a root, and in it the revision that HEAD and `reference` have in common.
    pub(super) fn open(root: &Path, reference: &str) -> Result<Self, Error> {
        let repository = discover(root)?;
        let work_tree = repository.workdir().ok_or(Error::Bare)?;
        let work_tree = work_tree.canonicalize().map_err(|error| Error::Unreadable(error.to_string()))?;
        let below = root.strip_prefix(work_tree).map_err(|_| no_repository(root))?;
        let mut prefix = String::new();
        for part in below.components() {
            prefix.push_str(&part.as_os_str().to_string_lossy());
            prefix.push('/');
        }
        let base = base(&repository, reference)?;
        let unreadable = |error| missing(reference, error);
        let object = repository.find_object(base).map_err(unreadable)?;
        let tree = object.peel_to_tree().map_err(unreadable)?.id;
        Ok(Self { tree, base, prefix, root: root.to_owned(), repositories: vec![repository] })
    }

    /// The repository of the root.
    pub(super) fn repository(&self) -> Option<&Repository> {
        self.repositories.first()
    }

    /// Path of the root from the top of the work tree: empty or with a final slash.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The object that stands for the revision, in hexadecimal digits.
    pub(super) fn base(&self) -> String {
        self.base.to_hex().to_string()
    }

    /// The content of a file; `None` if it is so large that nobody would read it.
    pub(super) fn bytes(&self, path: &str, file: &File) -> Result<Option<Arc<[u8]>>, Error> {
        let Some(repository) = self.repositories.get(file.repository) else { return Ok(None) };
        let missing = |error| missing(path, error);
        if repository.find_header(file.id).map_err(missing)?.size() > MAX_BYTES {
            return Ok(None);
        }
        let object = repository.find_object(file.id).map_err(missing)?;
        Ok(Some(object.data.as_slice().into()))
    }

    /// All files below the root, by root-relative path; a link to a file is that file.
    pub(super) fn files(&mut self) -> Result<BTreeMap<String, File>, Error> {
        let mut found = Found::default();
        let mut open = vec![(String::new(), self.tree, 0)];
        while let Some((folder, tree, at)) = open.pop() {
            let Some(repository) = self.repositories.get(at) else { continue };
            let object = repository.find_tree(tree).map_err(|error| missing(&folder, error))?;
            let mut submodules = Vec::new();
            for entry in object.iter() {
                let entry = entry.map_err(|error| missing(&folder, error))?;
                let name = entry.filename().to_str_lossy();
                let path = format!("{folder}{name}");
                if !is_plain(&name) || !self.concerns(&path) {
                    continue;
                }
                let id = entry.object_id();
                match entry.mode().kind() {
                    EntryKind::Tree => open.push((path + "/", id, at)),
                    EntryKind::Commit => submodules.push((path, id)),
                    EntryKind::Link => found.links.extend(link(repository, &path, id)),
                    EntryKind::Blob | EntryKind::BlobExecutable => {
                        found.files.insert(path, File { id, repository: at });
                    }
                }
                if found.files.len() > MAX_FILES {
                    return Err(Error::TooLarge(MAX_FILES));
                }
            }
            drop(object);
            for (path, commit) in submodules {
                open.extend(self.submodule(&path, commit).map(|(tree, at)| (path + "/", tree, at)));
            }
        }
        found.resolve_links();
        let below = |(path, file): (String, File)| Some((path.strip_prefix(&self.prefix)?.to_owned(), file));
        Ok(found.files.into_iter().filter_map(below).collect())
    }

    /// True for what lies below the root, and for the folders around it.
    fn concerns(&self, path: &str) -> bool {
        path.starts_with(&self.prefix) || self.prefix.starts_with(&format!("{path}/"))
    }

    /// The tree of a submodule, if that is checked out and has the commit. Of one that is not, every file
    /// is taken for new.
    fn submodule(&mut self, path: &str, commit: ObjectId) -> Option<(ObjectId, usize)> {
        let below = path.strip_prefix(&self.prefix)?;
        let repository = gix::open_opts(self.root.join(below), options()).ok()?;
        let tree = repository.find_object(commit).ok()?.peel_to_tree().ok()?.id;
        self.repositories.push(repository);
        Some((tree, self.repositories.len() - 1))
    }
}

/// The files and links of a revision, by path from the top of the work tree.
#[derive(Default)]
struct Found {
    files: BTreeMap<String, File>,
    links: HashMap<String, String>,
}

impl Found {
    fn resolve_links(&mut self) {
        for (path, target) in &self.links {
            let mut target = target;
            for _ in 0..MAX_LINKS {
                match (self.files.get(target), self.links.get(target)) {
                    (Some(file), _) => {
                        self.files.insert(path.clone(), *file);
                        break;
                    }
                    (None, Some(next)) => target = next,
                    (None, None) => break,
                }
            }
        }
    }
}

/// A link and the path that it leads to, if that stays in the work tree.
fn link(repository: &Repository, path: &str, id: ObjectId) -> Option<(String, String)> {
    let object = repository.find_object(id).ok()?;
    let written = object.data.to_str().ok()?;
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    if written.starts_with('/') {
        return None;
    }
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some((path.to_owned(), parts.join("/")))
}

/// A tree can hold any name; git itself refuses these.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['/', '\\'])
        && ![".", ".."].contains(&name)
        && !name.eq_ignore_ascii_case(".git")
}

/// Nothing but the repository decides: no environment, no configuration of the user or the system, no
/// program.
fn options() -> gix::open::Options {
    gix::open::Options::isolated()
}

fn discover(root: &Path) -> Result<Repository, Error> {
    let trust = gix::sec::trust::Mapping { full: options(), reduced: options() };
    let found = gix::ThreadSafeRepository::discover_opts(root, Default::default(), trust);
    match found {
        Ok(repository) => Ok(repository.to_thread_local()),
        Err(error) => match root.ancestors().find(|folder| folder.join(".git").join("HEAD").exists()) {
            Some(_) => Err(Error::Unreadable(reason(&error))),
            None => Err(no_repository(root)),
        },
    }
}

fn no_repository(root: &Path) -> Error {
    Error::NoRepository(root.display().to_string())
}

fn missing(name: &str, error: gix::Error) -> Error {
    Error::Missing(name.trim_end_matches('/').to_owned(), reason(&error))
}

/// What went wrong, and what that came from.
fn reason(error: &gix::Error) -> String {
    let first: &dyn std::error::Error = error;
    let causes = std::iter::successors(Some(first), |error| error.source());
    let mut texts: Vec<String> = causes.map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}

/// The revision to compare with.
fn base(repository: &Repository, reference: &str) -> Result<ObjectId, Error> {
    let is_shallow = repository.is_shallow().unwrap_or(false);
    let unknown = |_| Error::Unknown {
        name: reference.to_owned(),
        hint: match is_shallow {
            true => "; its history is cut off: fetch more of it (`git fetch --unshallow`)",
            false => "",
        },
    };
    let named = repository.rev_parse_single(reference).map_err(unknown)?.detach();
    let object =
        repository.find_object(named).and_then(|object| object.peel_tags_to_end()).map_err(unknown)?;
    let (kind, id) = (object.kind, object.id);
    let head = repository.head_id().map(gix::Id::detach);
    if kind == gix::object::Kind::Blob {
        return Err(Error::File(reference.to_owned()));
    }
    let (gix::object::Kind::Commit, Ok(head)) = (kind, head) else { return Ok(id) };
    match repository.merge_base(id, head) {
        Ok(Some(base)) => Ok(base.detach()),
        _ if is_shallow => Err(Error::Shallow(reference.to_owned())),
        // They have nothing in common.
        Ok(None) => Ok(id),
        Err(error) => Err(missing(reference, error)),
    }
}
