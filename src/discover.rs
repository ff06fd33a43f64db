//! Paths in, relevant sources out: walking, ignore files, decoding, the prefilter and the closure
//! over module and parameter references.
//!
//! The whole root is looked at whatever was named, because a caller or a parameter file elsewhere
//! decides what a module means; the paths only limit what is reported.

mod cache;
mod closure;
mod content;
mod installed;
mod listing;
mod overlay;
mod path;
mod payload;
mod read;
mod root;
mod scan;
mod settings;
mod walk;

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::artifact::{Artifacts, Installed, is_installed};
use crate::diagnostic::Diagnostic;
use crate::source::{Language, Source, SourceId, SourceMap};
use overlay::Cover;
use read::{Candidate, Unread};
use root::Named;
use scan::Scan;
use walk::{Excludes, Found};

pub use cache::ModuleCache;
pub use listing::Listed;
pub use overlay::Overlay;
pub use read::{MAX_FILE_BYTES, decode, reason};
pub use root::{CONFIG_FILE, root};
pub use settings::{configuration, configuration_at};

/// What to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Files and directories named by the user; empty means the current directory, unless there is
    /// `stdin`.
    pub paths: Vec<PathBuf>,
    /// The root, if the user named it.
    pub root: Option<PathBuf>,
    /// Read what ignore files exclude.
    pub no_ignore: bool,
    /// Read hidden files and directories.
    pub hidden: bool,
    /// Globs of paths, relative to the root, that are not read; as in a `.gitignore`.
    pub exclude: Vec<String>,
    /// Text read from standard input, with the name it goes by. It stands for the file of that name.
    pub stdin: Option<(String, Vec<u8>)>,
    /// Files that are taken for other than they are on the disk.
    pub overlay: Overlay,
    /// Read every supported file, relevant or not.
    pub everything: bool,
    /// Parameter files named by the user, read wherever they lie.
    pub params: Vec<PathBuf>,
    /// Note what became of each file.
    pub list: bool,
    /// Where modules of registries are looked for.
    pub module_cache: ModuleCache,
    /// Root-relative paths of which the caller has to know whether nothing is left in them.
    pub watched: Vec<String>,
}

/// The sources of a run.
#[derive(Debug, Default)]
pub struct Discovered {
    /// Every file of the closure, sorted by path, and after them the files that could not be read,
    /// with empty text.
    pub sources: SourceMap,
    /// Absolute path of the root.
    pub root: PathBuf,
    /// `unreadable-file` and `limit-reached` diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that were not read: root-relative path and reason.
    pub skipped: Vec<(String, String)>,
    /// The sources that could not be read: their text is empty for that reason alone, and parsing
    /// them would say nothing true.
    pub unread: HashSet<SourceId>,
    /// Root-relative paths of the files with a supported name that were seen, relevant or not, sorted.
    pub seen: Vec<String>,
    /// Named directories without a file that has a supported name, as named.
    pub empty: Vec<PathBuf>,
    /// Root-relative files and directories whose findings are reported, sorted; empty means all.
    pub reported: Vec<String>,
    /// What the modules of registries that the files name are.
    pub artifacts: Artifacts,
    /// Where the modules are that Terraform fetched.
    pub installed: Installed,
    /// Of the watched paths those that are no file any more, or one that was looked at and has nothing
    /// to do with registries.
    pub deserted: HashSet<String>,
    /// Root-relative path of the file that standard input stands for.
    pub stdin: Option<String>,
    /// Root-relative paths of the parameter files that the user named.
    pub params: Vec<String>,
    /// What became of each file with a supported name, sorted by path; empty unless it was asked for.
    pub listed: Vec<Listed>,
}

impl Discovered {
    /// Adds a file that is no code but in which something may be found.
    pub fn attach(&mut self, path: &Path, text: String) -> SourceId {
        let path = path::relative(&self.root, &root::absolute(path));
        self.sources.add(Source::new(path, text, Language::Configuration))
    }

    /// True if findings in the file of this root-relative path are reported.
    pub fn covers(&self, path: &str) -> bool {
        let is_named = |path: &str| self.reported.binary_search_by(|named| named.as_str().cmp(path)).is_ok();
        let folders = path.match_indices('/').filter_map(|(end, _)| path.get(..end));
        self.reported.is_empty() || is_named(path) || folders.into_iter().any(is_named)
    }

    /// True if the diagnostic is reported: it, one of its hops or its resource lies in a named path.
    pub fn concerns(&self, diagnostic: &Diagnostic) -> bool {
        let related = diagnostic.related.iter().map(|label| label.span);
        let resource = diagnostic.resource.iter().map(|resource| resource.span);
        std::iter::once(diagnostic.primary.span)
            .chain(related)
            .chain(resource)
            .any(|span| self.covers(&self.sources.get(span.source).path))
    }
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Paths named by the user that are not there, each with the reason.
    #[error("{}", list(.0))]
    Paths(Vec<(PathBuf, String)>),
    /// The root that the user named is no directory.
    #[error("--root {}: {reason}", path.display())]
    Root {
        /// The root.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// An exclude glob is not valid.
    #[error("exclude pattern `{pattern}`: {reason}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file named with `--params` holds no parameters.
    #[error("--params {}: not a parameter file (.bicepparam, .json, .tfvars)", .0.display())]
    Parameters(PathBuf),
    /// The name given to standard input does not tell the language.
    #[error(
        "`{0}` does not end like a file that acrlint reads (.bicep, .bicepparam, .tf, .tofu, .tfvars, .json)"
    )]
    StdinName(String),
}

fn list(paths: &[(PathBuf, String)]) -> String {
    let lines: Vec<String> =
        paths.iter().map(|(path, reason)| format!("{}: {reason}", path.display())).collect();
    lines.join("\n")
}

/// Reads the closure of the paths in `options`.
pub fn discover(options: &Options) -> Result<Discovered, Error> {
    let named = root::named(options)?;
    let root = root::choose(options, &named)?;
    let excludes = Excludes::new(&root.path, &options.exclude)?;
    let mut search = Search { root: &root.path, options, excludes, files: Vec::new(), unread: Vec::new() };
    let stdin = search.standard_input()?;
    let stdin_path = stdin.as_ref().map(|(file, _)| file.path.clone());
    let mut overlay = options.overlay.clone();
    search.walk(&root.starts);
    search.add_named(&named);
    if let Some((file, bytes)) = stdin {
        overlay.insert(&file.path, bytes);
        search.add(Found { files: vec![file], unread: Vec::new() });
    }
    search.cover(&overlay);
    let seen = search.files.iter().map(|file| file.path.clone()).collect();
    let deserted = search.deserted();
    let empty = search.empty_directories(&named);
    let reported = search.reported(&named);
    let params = search.add_parameters()?;
    let Search { files, unread, excludes, .. } = search;
    let mut scan = Scan::new(&root.path, &excludes, &overlay, unread, options.list);
    scan.read(files);
    scan.follow_references();
    scan.install();
    // Fetched modules may refer to more.
    scan.follow_references();
    scan.fetch(&options.module_cache);
    let found = scan.finish(options.everything, &params);
    let mut discovered = Discovered { seen, empty, reported, params, stdin: stdin_path, ..found };
    let skipped: HashSet<&str> = discovered.skipped.iter().map(|(path, _)| path.as_str()).collect();
    let is_left = |path: &String| discovered.sources.find(path).is_some() || skipped.contains(path.as_str());
    discovered.deserted = deserted.into_iter().filter(|path| !is_left(path)).collect();
    payload::load(&mut discovered, &excludes, &overlay);
    Ok(discovered)
}

/// From paths to the files that will be looked into.
struct Search<'a> {
    root: &'a Path,
    options: &'a Options,
    excludes: Excludes,
    files: Vec<Candidate>,
    unread: Vec<Unread>,
}

impl<'a> Search<'a> {
    /// The file that standard input stands for.
    fn standard_input(&self) -> Result<Option<(Candidate, &'a [u8])>, Error> {
        let Some((name, bytes)) = &self.options.stdin else { return Ok(None) };
        let language = Language::of_path(name).ok_or_else(|| Error::StdinName(name.clone()))?;
        let absolute = root::absolute(Path::new(name));
        let path = path::relative(self.root, &absolute);
        let any_json = self.options.everything;
        Ok(Some((Candidate { path, absolute, language, named: true, any_json }, bytes)))
    }

    fn walk(&mut self, starts: &[(PathBuf, Option<usize>)]) {
        for (start, depth) in starts {
            let found = walk::walk(self.root, start, *depth, self.options, &self.excludes);
            self.add(found);
        }
    }

    fn add(&mut self, found: Found) {
        self.files.extend(found.files);
        self.unread.extend(found.unread);
        // Links and overlapping starts give a file twice; the one the user named comes first.
        self.files.sort_by(|a, b| a.path.cmp(&b.path).then(b.named.cmp(&a.named)));
        self.files.dedup_by(|a, b| a.path == b.path);
        self.unread.sort_by(|a, b| a.path.cmp(&b.path));
        self.unread.dedup_by(|a, b| a.path == b.path);
    }

    /// Adds what the user named and the walk passed over: an explicit path is stronger than ignore
    /// files, not than excludes.
    fn add_named(&mut self, named: &[Named]) {
        let mut files = Found::default();
        for item in named {
            let path = path::relative(self.root, &item.absolute);
            if self.excludes.hold(&path, item.is_directory) {
                continue;
            }
            if !item.is_directory {
                explicit(item, path, self.options.everything, &mut files);
            } else if !self.files.iter().any(|file| path::is_within(&file.path, &path)) {
                let found = walk::walk(self.root, &item.absolute, None, self.options, &self.excludes);
                self.add(found);
            }
        }
        self.add(files);
    }

    /// Takes out the files that are to be taken as absent, and adds those that are not on the disk or
    /// cannot be read there. Of others the walk has decided whether they count.
    fn cover(&mut self, overlay: &Overlay) {
        self.files.retain(|file| overlay.get(&file.path) != Some(Cover::Absent));
        let is_unreadable: HashSet<String> = self.unread.iter().map(|unread| unread.path.clone()).collect();
        self.unread.retain(|unread| overlay.get(&unread.path).is_none());
        let candidate = |path: &str| {
            let language = Language::of_path(path)?;
            let absolute = self.root.join(path);
            let mut folders = path.split('/');
            let is_hidden = folders.any(|part| {
                part == ".git" || part == ".terraform" || (part.starts_with('.') && !self.options.hidden)
            });
            let is_met = || is_unreadable.contains(path) || absolute.symlink_metadata().is_err();
            let is_new = is_met() && !is_hidden && !self.excludes.hold(path, false);
            let path = path.to_owned();
            is_new.then_some(Candidate { path, absolute, language, named: false, any_json: false })
        };
        let files = overlay.present().filter_map(candidate).collect();
        self.add(Found { files, unread: Vec::new() });
    }

    /// The watched paths that are gone, and those that the walk met. What package tools put into the tree
    /// may only not have been fetched.
    fn deserted(&self) -> Vec<String> {
        let is_met = |path: &str| self.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
        let is_gone = |path: &str| {
            let is_own = path::resolve("", path).as_deref() == Some(path) && !is_installed(path);
            let file = self.root.join(path);
            let is_inside = || file.ancestors().find_map(|folder| folder.canonicalize().ok());
            is_own
                && file.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound)
                && is_inside().is_some_and(|folder| folder.starts_with(self.root))
        };
        let watched = self.options.watched.iter();
        watched.filter(|path| is_met(path) || is_gone(path)).cloned().collect()
    }

    /// Adds the parameter files that the user named; returns their paths.
    fn add_parameters(&mut self) -> Result<Vec<String>, Error> {
        let mut files = Found::default();
        let mut paths = Vec::new();
        for (absolute, shown) in root::existing(&self.options.params)?.into_iter().zip(&self.options.params) {
            let path = path::relative(self.root, &absolute);
            let language = Language::of_path(&path).filter(|language| language.holds_parameters());
            let language = language.ok_or_else(|| Error::Parameters(shown.clone()))?;
            paths.push(path.clone());
            if absolute.is_file() {
                files.files.push(Candidate { path, absolute, language, named: true, any_json: true });
            } else {
                files.unread.push(Unread::new(&path, "not a regular file"));
            }
        }
        self.add(files);
        Ok(paths)
    }

    fn empty_directories(&self, named: &[Named]) -> Vec<PathBuf> {
        let is_empty = |item: &&Named| {
            let path = path::relative(self.root, &item.absolute);
            let holds_one =
                self.files.iter().map(|file| &file.path).chain(self.unread.iter().map(|u| &u.path));
            item.is_directory && !holds_one.into_iter().any(|file| path::is_within(file, &path))
        };
        named.iter().filter(is_empty).map(|item| item.shown.clone()).collect()
    }

    fn reported(&self, named: &[Named]) -> Vec<String> {
        let stdin = self.options.stdin.as_ref().map(|(name, _)| root::absolute(Path::new(name)));
        let absolute = named.iter().map(|item| item.absolute.clone()).chain(stdin);
        let mut paths: Vec<String> = absolute.map(|absolute| path::relative(self.root, &absolute)).collect();
        paths.sort();
        if paths.iter().any(String::is_empty) { Vec::new() } else { paths }
    }
}

/// Adds a file the user named.
fn explicit(item: &Named, path: String, any_json: bool, found: &mut Found) {
    let absolute = item.absolute.clone();
    match Language::of_path(&path) {
        _ if !absolute.is_file() => found.unread.push(Unread::new(&path, "not a regular file")),
        Some(language) => found.files.push(Candidate { path, absolute, language, named: true, any_json }),
        None => {
            let reason = "not a Bicep, Terraform or JSON file".to_owned();
            found.unread.push(Unread { path, reason, rule: None });
        }
    }
}
