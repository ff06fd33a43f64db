//! From files to the sources that matter.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use rayon::prelude::*;

use super::closure;
use super::listing::{self, Listed};
use super::overlay::{Cover, Overlay};
use super::path;
use super::read::{self, Candidate, Scanned, Unread};
use super::walk::Excludes;
use super::{Diagnostic, Discovered};
use crate::artifact::{Artifacts, Installed, is_installed};
use crate::diagnostic::Severity;
use crate::source::{Language, Source, SourceMap, Span};

/// The files looked into so far.
pub(super) struct Scan<'a> {
    pub(super) root: &'a Path,
    excludes: &'a Excludes,
    pub(super) overlay: &'a Overlay,
    pub(super) files: Vec<Scanned>,
    pub(super) unread: Vec<Unread>,
    /// What became of files, if somebody wants to know.
    pub(super) listed: Option<Vec<Listed>>,
    /// Paths of files that a package tool put where they are.
    pub(super) fetched: HashSet<String>,
    /// What the modules of registries that the files name are.
    pub(super) artifacts: Artifacts,
    /// Where the modules are that Terraform fetched.
    pub(super) installed: Installed,
    /// The directories that call them, and their units.
    pub(super) installed_edges: Vec<(String, String)>,
}

impl<'a> Scan<'a> {
    /// Nothing but what could not be read so far.
    pub(super) fn new(
        root: &'a Path,
        excludes: &'a Excludes,
        overlay: &'a Overlay,
        unread: Vec<Unread>,
        list: bool,
    ) -> Self {
        Self {
            root,
            excludes,
            overlay,
            files: Vec::new(),
            unread,
            listed: list.then(Vec::new),
            fetched: HashSet::new(),
            artifacts: Artifacts::default(),
            installed: Installed::default(),
            installed_edges: Vec::new(),
        }
    }

    /// Reads the files.
    pub(super) fn read(&mut self, files: Vec<Candidate>) {
        let overlay = self.overlay;
        let path = |file: &Candidate| self.listed.is_some().then(|| file.path.clone());
        let scan = |buffer: &mut Vec<u8>, file: Candidate| (path(&file), read::scan(file, overlay, buffer));
        let outcomes: Vec<_> = files.into_par_iter().map_init(Vec::new, scan).collect();
        for (path, outcome) in outcomes {
            match outcome {
                Ok(Some(scanned)) => self.files.push(scanned),
                Ok(None) => self.list(path, listing::OTHER_JSON),
                Err(unread) => self.unread.push(unread),
            }
        }
    }

    /// Reads what the walk passed over but a file refers to: ignored, hidden or linked files.
    pub(super) fn follow_references(&mut self) {
        let unit = |file: &Candidate| closure::unit_of(&file.path, file.language);
        let mut known: HashSet<String> = self.files.iter().map(|scanned| unit(&scanned.file)).collect();
        known.extend(self.unread.iter().map(|unread| unread.path.clone()));
        let mut from = 0;
        while from < self.files.len() {
            let targets: Vec<String> = self.files[from..].iter().flat_map(closure::targets).collect();
            from = self.files.len();
            let missing = targets.into_iter().filter(|target| known.insert(target.clone()));
            let found: Vec<Candidate> = missing.flat_map(|target| self.on_disk(&target)).collect();
            self.read(found);
        }
    }

    /// The files of a unit that the walk did not meet.
    pub(super) fn on_disk(&self, unit: &str) -> Vec<Candidate> {
        let Some(folder) = unit.strip_suffix('/') else { return self.candidate(unit).into_iter().collect() };
        let absolute = self.root.join(unit);
        // A link may lead anywhere, so where it really leads decides.
        let is_inside = absolute.canonicalize().is_ok_and(|target| target.starts_with(self.root));
        let entries = is_inside.then(|| absolute.read_dir().ok()).flatten().into_iter().flatten().flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let paths = names.map(|name| if folder.is_empty() { name } else { format!("{folder}/{name}") });
        let paths: BTreeSet<String> =
            paths.chain(self.overlay.present_in(folder).map(str::to_owned)).collect();
        let is_part = |file: &Candidate| closure::unit_of(&file.path, file.language) == unit;
        paths.iter().filter_map(|path| self.candidate(path)).filter(is_part).collect()
    }

    pub(super) fn candidate(&self, path: &str) -> Option<Candidate> {
        let language = Language::of_path(path)?;
        let absolute = self.root.join(path);
        let is_inside = || absolute.canonicalize().is_ok_and(|target| target.starts_with(self.root));
        let is_there = match self.overlay.get(path) {
            Some(cover) => cover != Cover::Absent,
            None => is_inside() && absolute.is_file(),
        };
        let is_readable = is_there && !self.excludes.hold(path, false);
        let path = path.to_owned();
        is_readable.then_some(Candidate { path, absolute, language, named: false, any_json: true })
    }

    /// Computes the closure and gives its texts.
    pub(super) fn finish(mut self, everything: bool, params: &[String]) -> Discovered {
        self.files.sort_by(|a, b| a.file.path.cmp(&b.file.path));
        let needed = closure::needed(&self.files, everything, params);
        let listed = self.listing(&needed);
        let mut kept: Vec<Scanned> = Vec::with_capacity(needed.len());
        for (index, file) in self.files.into_iter().enumerate() {
            if needed.contains_key(&index) {
                kept.push(file);
            }
        }
        let overlay = self.overlay;
        let texts: Vec<_> = kept
            .into_par_iter()
            .map(|Scanned { file, text, transcoded, .. }| match text {
                Some(text) => Ok((file, text, transcoded)),
                None => read::read_again(&file, overlay).map(|text| (file, text, transcoded)),
            })
            .collect();
        let artifacts = std::mem::take(&mut self.artifacts);
        let installed = std::mem::take(&mut self.installed);
        let root = self.root.to_owned();
        let mut discovered = Discovered { root, artifacts, installed, listed, ..Discovered::default() };
        for outcome in texts {
            match outcome {
                Ok((file, text, transcoded)) => {
                    let is_fetched = self.fetched.contains(&file.path)
                        || is_installed(&file.path)
                        || is_compiled(&file.path, &text, &discovered.sources);
                    let source = Source::new(file.path, text, file.language).transcoded(transcoded);
                    discovered.sources.add(if is_fetched { source.fetched() } else { source });
                }
                Err(unread) => self.unread.push(unread),
            }
        }
        self.unread.sort_by(|a, b| a.path.cmp(&b.path));
        for unread in self.unread {
            report(&mut discovered, &unread);
            discovered.skipped.push((unread.path, unread.reason));
        }
        discovered
    }
}

/// True for a template that Bicep generated from the file beside it: nobody changes it by hand.
fn is_compiled(path: &str, text: &str, sources: &SourceMap) -> bool {
    let bicep = path.strip_suffix(".json").map(|stem| format!("{stem}.bicep"));
    // Sources are added in path order, so the Bicep file is known by now.
    bicep.is_some_and(|bicep| sources.find(&bicep).is_some()) && text.contains("\"_generator\"")
}

/// Adds an empty source for a file that could not be read and says why.
fn report(discovered: &mut Discovered, unread: &Unread) {
    let Some(rule) = unread.rule else { return };
    let language = Language::of_path(&unread.path).unwrap_or(Language::Terraform);
    let source = discovered.sources.add(Source::new(&unread.path, "", language));
    let name = path::name(&unread.path);
    let message = format!("`{name}` was not read: {}", unread.reason);
    discovered.unread.insert(source);
    let mut diagnostic = Diagnostic::at(rule, Severity::Error, Span::new(source, 0, 0), message);
    diagnostic.help.push("make it readable, or exclude it if it does not matter (`--exclude`)".to_owned());
    discovered.diagnostics.push(diagnostic);
}
