//! Modules of registries in the local module cache of Bicep. They are looked up by name: the cache
//! is not walked, and nothing is fetched.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::overlay::{Cover, Overlay};
use super::path::{self, folder};
use super::read::{self, Candidate};
use super::scan::Scan;
use crate::artifact::{Artifact, BicepConfig, Reference};
use crate::source::Language;

/// Where modules of registries are looked for.
#[derive(Clone, Debug, Default)]
pub enum ModuleCache {
    /// Nowhere.
    #[default]
    Off,
    /// Where Bicep puts them: `cacheRootDirectory` in `bicepconfig.json`, else `~/.bicep`.
    Standard,
    /// In this directory.
    At(PathBuf),
}

/// What the directory is called in reports that the user names outside of the root: where it is on
/// this machine is nobody's business, and would make reports of equal code differ.
const ELSEWHERE: &str = "<module-cache>";

/// The name of Bicep's configuration file.
const BICEP_CONFIG: &str = "bicepconfig.json";

/// A directory of fetched modules.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Directory {
    /// Where it really is.
    absolute: PathBuf,
    /// How its files are called in reports.
    label: String,
}

/// The configuration that holds in a folder.
struct Settings {
    config: BicepConfig,
    directory: Option<Directory>,
}

/// Finds modules for the files of a root.
struct Finder<'a> {
    root: &'a Path,
    cache: &'a ModuleCache,
    overlay: &'a Overlay,
    settings: HashMap<String, Rc<Settings>>,
}

impl<'a> Finder<'a> {
    fn new(root: &'a Path, cache: &'a ModuleCache, overlay: &'a Overlay) -> Self {
        Self { root, cache, overlay, settings: HashMap::new() }
    }

    /// What holds in a folder: the nearest configuration from there up to the root.
    fn settings(&mut self, of: &str) -> Rc<Settings> {
        if let Some(known) = self.settings.get(of) {
            return known.clone();
        }
        let found = match self.config_in(of) {
            Some(config) => Rc::new(Settings { directory: self.directory(of, &config), config }),
            None if of.is_empty() || of.starts_with("..") => {
                let config = BicepConfig::default();
                Rc::new(Settings { directory: self.directory(of, &config), config })
            }
            None => self.settings(folder(of)),
        };
        self.settings.insert(of.to_owned(), found.clone());
        found
    }

    /// The configuration file of a folder, if there is one in it.
    fn config_in(&self, folder: &str) -> Option<BicepConfig> {
        let path =
            if folder.is_empty() { BICEP_CONFIG.to_owned() } else { format!("{folder}/{BICEP_CONFIG}") };
        match self.overlay.get(&path) {
            Some(Cover::Absent) => return None,
            Some(Cover::Bytes(bytes)) => return Some(read_config(read::decode(bytes))),
            None => {}
        }
        let file = self.root.join(path);
        let file = if file.is_file() { file.canonicalize().ok()? } else { return None };
        Some(match file.starts_with(self.root) {
            true => read_config(read::text_of(&file)),
            false => BicepConfig::unreadable("it is a link that leaves the root"),
        })
    }

    /// The directory of the cache for a configuration that stands in a folder.
    fn directory(&self, of: &str, config: &BicepConfig) -> Option<Directory> {
        let home = std::env::home_dir();
        let written = config.cache.as_deref().unwrap_or("~/.bicep");
        let (absolute, label) = match (self.cache, written.strip_prefix('~')) {
            (ModuleCache::Off, _) => return None,
            (ModuleCache::At(directory), _) => {
                (std::path::absolute(directory).ok()?, Some(ELSEWHERE.to_owned()))
            }
            (ModuleCache::Standard, Some(rest)) if rest.is_empty() || rest.starts_with(['/', '\\']) => {
                let rest = rest.replace('\\', "/");
                (home?.join(rest.trim_start_matches('/')), Some(format!("~{}", rest.trim_end_matches('/'))))
            }
            // A relative path that leaves the root is not what anybody meant.
            (ModuleCache::Standard, _) if Path::new(written).is_relative() => {
                (self.root.join(of).join(written), None)
            }
            (ModuleCache::Standard, _) => (written.into(), Some(written.trim_end_matches('/').to_owned())),
        };
        let absolute = absolute.canonicalize().ok()?;
        let label = match absolute.starts_with(self.root) {
            true => path::relative(self.root, &absolute),
            false => label?,
        };
        Some(Directory { absolute, label })
    }

    /// What a reference in a file of these settings means, and the module if the cache has it.
    fn find(&self, settings: &Settings, written: &str) -> (Artifact, Option<Candidate>) {
        let reference = Reference::parse(written, &settings.config);
        let module = reference.as_ref().ok().and_then(|reference| module(settings, reference));
        let path = module.as_ref().map(|module| module.path.clone());
        (Artifact { reference, module: path }, module)
    }
}

fn read_config(text: Result<impl AsRef<str>, String>) -> BicepConfig {
    match text {
        Ok(text) => BicepConfig::read(text.as_ref()),
        Err(reason) => BicepConfig::unreadable(&reason),
    }
}

/// The compiled module, if it is a file in the cache and not a link to something else.
fn module(settings: &Settings, reference: &Reference) -> Option<Candidate> {
    let directory = settings.directory.as_ref()?;
    let below = reference.cache_path();
    let absolute = directory.absolute.join(&below);
    let absolute = if absolute.is_file() { absolute.canonicalize().ok()? } else { return None };
    if !absolute.starts_with(&directory.absolute) {
        return None;
    }
    let path = match directory.label.as_str() {
        "" => below,
        label => format!("{label}/{below}"),
    };
    Some(Candidate { path, absolute, language: Language::Json, named: false, any_json: true })
}

impl Scan<'_> {
    /// Reads the modules that the files name and the cache has.
    pub(super) fn fetch(&mut self, cache: &ModuleCache) {
        let mut finder = Finder::new(self.root, cache, self.overlay);
        let (mut found, mut known) = (BTreeMap::new(), HashMap::new());
        for scanned in self.files.iter_mut().filter(|scanned| !scanned.artifacts.is_empty()) {
            let settings = finder.settings(folder(&scanned.file.path));
            for written in &scanned.artifacts {
                let looked_up = known.entry((Rc::as_ptr(&settings), written.clone()));
                let artifact: &Artifact = looked_up.or_insert_with(|| {
                    let (artifact, module) = finder.find(&settings, written);
                    found.extend(module.map(|module| (module.path.clone(), module)));
                    artifact
                });
                scanned.fetched.extend(artifact.module.clone());
                self.artifacts.add(&scanned.file.path, written, artifact.clone());
            }
        }
        // The walk may have met it: a cache may lie in the root.
        self.files.retain(|scanned| !found.contains_key(&scanned.file.path));
        self.fetched.extend(found.keys().cloned());
        self.read(found.into_values().collect());
    }
}
