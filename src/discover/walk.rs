//! The file tree: ignore files, hidden files, excludes, links and files that are not files.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder, WalkState};

use super::read::{Candidate, Unread, reason};
use super::{Error, Options, path};
use crate::source::Language;

/// What a walk met.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files with a supported name.
    pub(super) files: Vec<Candidate>,
    /// Files and directories that could not be looked at.
    pub(super) unread: Vec<Unread>,
}

/// The exclude globs, matched against root-relative paths like lines of a `.gitignore`.
#[derive(Clone, Debug)]
pub(super) struct Excludes(Override);

impl Excludes {
    /// Compiles the globs.
    pub(super) fn new(root: &Path, globs: &[String]) -> Result<Self, Error> {
        let mut builder = OverrideBuilder::new(root);
        let invalid = |pattern: &str, error: ignore::Error| Error::Pattern {
            pattern: pattern.to_owned(),
            reason: match error {
                ignore::Error::Glob { err, .. } => err,
                other => other.to_string(),
            },
        };
        for glob in globs {
            // An override is a whitelist unless it is negated.
            builder.add(&format!("!{glob}")).map_err(|error| invalid(glob, error))?;
        }
        Ok(Self(builder.build().map_err(|error| invalid(&globs.join(","), error))?))
    }

    /// True if the file or directory, or one of its folders, is excluded.
    pub(super) fn hold(&self, path: &str, is_directory: bool) -> bool {
        let is_excluded = |path: &Path, is_dir| self.0.matched(path, is_dir).is_ignore();
        let path = Path::new(path);
        is_excluded(path, is_directory) || path.ancestors().skip(1).any(|folder| is_excluded(folder, true))
    }
}

/// Walks `start`, a directory below or beside `root`; `depth` limits how far down.
pub(super) fn walk(
    root: &Path,
    start: &Path,
    depth: Option<usize>,
    options: &Options,
    excludes: &Excludes,
) -> Found {
    let found = Mutex::new(Found::default());
    let mut builder = WalkBuilder::new(start);
    builder
        .max_depth(depth)
        .threads(rayon::current_num_threads())
        .hidden(!options.hidden)
        // Only what is in the tree decides, so that equal trees give equal reports: neither the
        // user's own ignore file nor one above the root, and no need for a git directory.
        .parents(false)
        .ignore(!options.no_ignore)
        .git_ignore(!options.no_ignore)
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .overrides(excludes.0.clone())
        .filter_entry(|entry| !matches!(entry.file_name().to_str(), Some(".git" | ".terraform")));
    builder.build_parallel().run(|| {
        Box::new(|entry| {
            visit(root, entry, &found);
            WalkState::Continue
        })
    });
    found.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn visit(root: &Path, entry: Result<DirEntry, ignore::Error>, found: &Mutex<Found>) {
    let outcome = match entry {
        Ok(entry) => look_at(root, &entry),
        Err(error) => Some(Err(unwalkable(root, &error))),
    };
    let (Some(outcome), Ok(mut found)) = (outcome, found.lock()) else { return };
    match outcome {
        Ok(file) => found.files.push(file),
        Err(unread) => found.unread.push(unread),
    }
}

fn look_at(root: &Path, entry: &DirEntry) -> Option<Result<Candidate, Unread>> {
    let kind = entry.file_type()?;
    let language = Language::of_path(&entry.file_name().to_string_lossy()).filter(|_| !kind.is_dir())?;
    let candidate = |absolute: PathBuf| Candidate {
        path: path::relative(root, &absolute),
        absolute,
        language,
        named: false,
        any_json: false,
    };
    if kind.is_symlink() {
        return follow(root, entry.path(), language).map(|target| target.map(candidate));
    }
    let file = candidate(entry.path().to_owned());
    Some(if kind.is_file() { Ok(file) } else { Err(Unread::new(&file.path, "not a regular file")) })
}

/// What a link with a supported name stands for, if that is a file in the root. Links to directories
/// are not followed: what they hold is walked where it is.
fn follow(root: &Path, link: &Path, language: Language) -> Option<Result<PathBuf, Unread>> {
    let unread = |reason: &str| {
        let mut unread = Unread::new(&path::relative(root, link), reason);
        if language == Language::Json {
            unread.rule = None;
        }
        Some(Err(unread))
    };
    let target = match link.canonicalize() {
        Ok(target) => target,
        Err(error) => return unread(&format!("broken link: {}", reason(&error))),
    };
    if target.is_dir() {
        return None;
    }
    if !target.starts_with(root) {
        return unread("link that leaves the root");
    }
    if !target.is_file() {
        return unread("not a regular file");
    }
    // A Terraform directory is a module, so there the link is a file of its own; elsewhere it is
    // another name of its target.
    let is_terraform = !matches!(language, Language::Bicep | Language::BicepParam | Language::Json);
    Some(Ok(if is_terraform { link.to_owned() } else { target }))
}

fn unwalkable(root: &Path, error: &ignore::Error) -> Unread {
    let place = location(error).map_or_else(String::new, |place| path::relative(root, place));
    let why = error.io_error().map_or_else(|| error.to_string(), reason);
    Unread::new(if place.is_empty() { "." } else { &place }, why)
}

fn location(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => location(err),
        _ => None,
    }
}
