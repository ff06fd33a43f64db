//! What the user named, and the root that all paths are relative to.

use std::path::{Component, Path, PathBuf};

use super::read::reason;
use super::{Error, Options};

/// The name of the configuration file, which also marks a root.
pub const CONFIG_FILE: &str = "acrlint.toml";

/// How far down the folder of a named file is walked where nothing marks the project: far enough for
/// `parameters/` and `env/prod/`, not so far that a file in a home folder costs minutes.
const NEIGHBOURHOOD: usize = 3;

/// A path that the user named.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// As named.
    pub(super) shown: PathBuf,
    /// Absolute and free of links.
    pub(super) absolute: PathBuf,
    /// True for a directory.
    pub(super) is_directory: bool,
}

/// The root and where to start walking.
#[derive(Clone, Debug)]
pub(super) struct Root {
    /// Absolute and free of links.
    pub(super) path: PathBuf,
    /// Directories to walk and how deep.
    pub(super) starts: Vec<(PathBuf, Option<usize>)>,
}

/// The root that [`discover`](super::discover) chooses for these options: `--root`, else the top of
/// the git work tree, else the outermost folder with an `acrlint.toml`, else the deepest folder that
/// holds every path.
pub fn root(options: &Options) -> Result<PathBuf, Error> {
    Ok(choose(options, &named(options)?)?.path)
}

/// The paths in `options`, checked; all that are missing are reported at once.
pub(super) fn named(options: &Options) -> Result<Vec<Named>, Error> {
    let current = [PathBuf::from(".")];
    let paths =
        if options.paths.is_empty() && options.stdin.is_none() { &current } else { &options.paths[..] };
    let named = existing(paths)?.into_iter().zip(paths).map(|(absolute, shown)| Named {
        shown: shown.clone(),
        is_directory: absolute.is_dir(),
        absolute,
    });
    Ok(named.collect())
}

/// Where the paths really are; all that are missing are reported at once.
pub(super) fn existing(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for path in paths {
        match path.canonicalize() {
            Ok(absolute) => found.push(absolute),
            Err(error) => missing.push((path.clone(), reason(&error))),
        }
    }
    if missing.is_empty() { Ok(found) } else { Err(Error::Paths(missing)) }
}

/// Chooses the root for the named paths.
pub(super) fn choose(options: &Options, named: &[Named]) -> Result<Root, Error> {
    if let Some(path) = &options.root {
        let missing = |reason: String| Error::Root { path: path.clone(), reason };
        let root = path.canonicalize().map_err(|error| missing(reason(&error)))?;
        if !root.is_dir() {
            return Err(missing("not a directory".to_owned()));
        }
        return Ok(Root { starts: vec![(root.clone(), None)], path: root });
    }
    let mut folders: Vec<(PathBuf, Option<usize>)> = named.iter().map(Named::folder).collect();
    if let Some((name, _)) = &options.stdin {
        let folder = parent(&absolute(Path::new(name)));
        folders.extend(folder.is_dir().then_some((folder, Some(NEIGHBOURHOOD))));
    }
    let common = deepest(folders.iter().map(|(folder, _)| folder.as_path()));
    let work_tree = common.ancestors().find(|folder| folder.join(".git").exists());
    let configured = common.ancestors().filter(|folder| folder.join(CONFIG_FILE).is_file()).last();
    Ok(match work_tree.or(configured) {
        Some(root) => Root { path: root.to_owned(), starts: vec![(root.to_owned(), None)] },
        // Nothing says where the project begins, so only the neighbourhood of what was named is
        // walked: the folder that holds two far-apart files may be the whole disk.
        None => Root { path: common, starts: folders },
    })
}

impl Named {
    fn folder(&self) -> (PathBuf, Option<usize>) {
        if self.is_directory {
            (self.absolute.clone(), None)
        } else {
            (parent(&self.absolute), Some(NEIGHBOURHOOD))
        }
    }
}

fn parent(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_owned()
}

fn deepest<'p>(mut folders: impl Iterator<Item = &'p Path>) -> PathBuf {
    let first = folders.next().unwrap_or(Path::new("/")).to_owned();
    folders.fold(first, |common, folder| {
        let shared = common.components().zip(folder.components()).take_while(|(a, b)| a == b);
        shared.map(|(part, _)| part).collect()
    })
}

/// A path that need not exist, made absolute and free of links as far as it exists.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    let folder = parent(&plain);
    match (folder.canonicalize(), plain.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => plain,
    }
}
