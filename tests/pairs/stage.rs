//! Pairs in a checkout, and each pair with what it refers to in a folder of its own: the checkout
//! holds other pairs, and the JSON must not stand in for the Bicep.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use acrlint::config::{Config, Profile};
use acrlint::diagnostic::VerdictRow;
use acrlint::discover::{self, Discovered, ModuleCache};
use regex::Regex;

use crate::plain::{self, Resource};

/// A Bicep file and the JSON compiled from it, relative to the folder.
pub struct Pair {
    pub folder: PathBuf,
    pub bicep: String,
    pub json: String,
}

/// What the compiler's own samples call the JSON besides `main.json`.
const VARIANTS: [&str; 2] = ["json", "symbolicnames.json"];

/// The pairs below a folder, sorted.
pub fn find(folder: &Path) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(directory) = pending.pop() {
        for entry in fs::read_dir(&directory).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => pending.push(path),
                _ if path.file_name().is_some_and(|name| name == "main.bicep") => {
                    let with = VARIANTS.iter().map(|ending| path.with_extension(ending));
                    let there = with.filter(|json| json.is_file() && is_compiled(json));
                    pairs.extend(there.filter_map(|json| {
                        let (folder, bicep) = (folder.to_owned(), relative(folder, &path)?);
                        let json = relative(&folder, &json)?;
                        Some(Pair { folder, bicep, json })
                    }));
                }
                _ => {}
            }
        }
    }
    pairs.sort_by(|a, b| (&a.bicep, &a.json).cmp(&(&b.bicep, &b.json)));
    pairs
}

/// True if the compiler wrote it: a JSON file of that name may be anything.
fn is_compiled(json: &Path) -> bool {
    fs::read_to_string(json).is_ok_and(|text| text.contains("\"_generator\""))
}

fn relative(folder: &Path, path: &Path) -> Option<String> {
    Some(path.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/"))
}

/// A folder with a pair and the files that it refers to; removed when dropped.
pub struct Stage {
    root: PathBuf,
    module_cache: ModuleCache,
    /// A module or resource is named that concerns registries.
    pub names_registry: bool,
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

impl Stage {
    pub fn of(pair: &Pair, module_cache: Option<&Path>) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("acrlint-pairs-{}-{number}", std::process::id()));
        let module_cache = module_cache.map_or(ModuleCache::Off, |cache| ModuleCache::At(cache.to_owned()));
        let mut stage = Self { root, module_cache, names_registry: false };
        let mut pending = vec![pair.bicep.clone()];
        let mut seen = BTreeSet::new();
        while let Some(path) = pending.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let Ok(bytes) = fs::read(pair.folder.join(&path)) else { continue };
            if path.ends_with(".bicep") {
                let text = String::from_utf8_lossy(&bytes);
                let lower = text.to_lowercase();
                stage.names_registry |= lower.contains("microsoft.containerregistry/")
                    || lower.contains("container-registry/registry");
                pending.extend(references(&path, &text));
            }
            stage.put(&format!("bicep/{path}"), &bytes);
        }
        if let Ok(bytes) = fs::read(pair.folder.join(&pair.json)) {
            stage.put(&format!("json/{}", pair.json), &bytes);
        }
        stage
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.root.join(path);
        if let Some(folder) = path.parent() {
            let _ = fs::create_dir_all(folder);
        }
        let _ = fs::write(path, bytes);
    }

    /// The sources of a side of the pair; what is reported is limited to one file if it is `alone`.
    fn discovered(&self, path: &str, alone: bool) -> Option<Discovered> {
        let side = if path.ends_with(".json") { "json" } else { "bicep" };
        let root = self.root.join(side);
        let options = discover::Options {
            paths: vec![if alone { root.join(path) } else { root.clone() }],
            root: Some(root),
            no_ignore: true,
            hidden: true,
            everything: true,
            module_cache: self.module_cache.clone(),
            ..discover::Options::default()
        };
        discover::discover(&options).ok()
    }

    /// The resources of a file of the pair.
    pub fn model(&self, path: &str) -> Option<Vec<Resource>> {
        let discovered = self.discovered(path, true)?;
        let models =
            acrlint::models(&discovered, |entry, _, model| (entry == path).then(|| plain::resources(model)));
        models.into_iter().flatten().next()
    }
}

/// Rule, type of the resource and verdict.
pub type Verdict = (&'static str, String, &'static str);

impl Stage {
    /// What every rule says of the resources of a file of the pair, sorted.
    pub fn verdicts(&self, path: &str) -> Vec<Verdict> {
        let Some(discovered) = self.discovered(path, false) else { return Vec::new() };
        let config =
            Config { profile: Profile::Strict, today: Some("2026-06-01".into()), ..Config::default() };
        let report = acrlint::check(&discovered, &config);
        // A module of which no instance is made is looked at alone, if it is a file of its own.
        let is_made = |row: &&VerdictRow| {
            row.resource.address.contains("::")
                || discovered.sources.get(row.resource.span.source).path == path
        };
        let row = |row: &VerdictRow| (row.rule, row.resource.kind.clone(), row.outcome.name());
        let mut verdicts: Vec<Verdict> = report.verdicts.iter().filter(is_made).map(row).collect();
        verdicts.sort();
        verdicts
    }
}

/// The files that a Bicep text may refer to: its strings that look like file names, and the
/// configuration files that may hold for it.
fn references(path: &str, text: &str) -> Vec<String> {
    static STRING: OnceLock<Option<Regex>> = OnceLock::new();
    let Some(string) = STRING.get_or_init(|| Regex::new(r"'([^'\n]+\.\w{1,10})'").ok()) else {
        return Vec::new();
    };
    let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
    let named = string.captures_iter(text).map(|found| acrlint::lower::join(directory, &found[1]));
    let above = directory.match_indices('/').filter_map(|(end, _)| directory.get(..end));
    let folders = above.chain(["", directory]);
    named.chain(folders.map(|folder| acrlint::lower::join(folder, "bicepconfig.json"))).collect()
}
