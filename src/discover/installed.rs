//! What `terraform init` left beside a root module: fetched modules and the versions of providers.
//! Both are looked up by name, as nobody keeps them under version control or wants them walked.

use std::collections::{BTreeSet, HashMap};

use super::closure::{directory_unit, is_terraform_code};
use super::path::{folder, is_within, resolve};
use super::read;
use super::scan::Scan;
use crate::artifact::{MANIFEST, Manifest};

/// Where the versions of providers are written down.
const LOCK: &str = ".terraform.lock.hcl";

/// More modules than this no root module fetches.
const MAX_MODULES: usize = 2_000;

impl Scan<'_> {
    /// Reads the lock files and the fetched modules of the directories read so far.
    pub(super) fn install(&mut self) {
        let code = self.files.iter().filter(|scanned| is_terraform_code(&scanned.file));
        let roots: BTreeSet<String> = code.map(|scanned| folder(&scanned.file.path).to_owned()).collect();
        let below =
            |root: &str, name: &str| if root.is_empty() { name.to_owned() } else { format!("{root}/{name}") };
        let locks = roots.iter().filter_map(|root| self.candidate(&below(root, LOCK))).collect();
        self.read(locks);
        let mut units: BTreeSet<String> = BTreeSet::new();
        for root in &roots {
            let file = self.root.join(below(root, MANIFEST));
            let inside = file.canonicalize().is_ok_and(|file| file.starts_with(self.root) && file.is_file());
            let text = Some(file).filter(|_| inside).and_then(|file| read::text_of(&file).ok());
            if let Some(manifest) = text.and_then(|text| Manifest::read(&text)) {
                units.extend(self.calls_of(root, &manifest));
            }
        }
        let found = units.iter().flat_map(|unit| self.on_disk(unit)).collect();
        self.read(found);
        self.link_installed();
    }

    /// Notes where the calls of a root module and of what it calls lead; returns the units of the
    /// modules that were fetched.
    fn calls_of(&mut self, root: &str, manifest: &Manifest) -> Vec<String> {
        let entries = || manifest.modules.iter().take(MAX_MODULES);
        let places: HashMap<&str, String> =
            entries().filter_map(|entry| Some((entry.key.as_str(), resolve(root, &entry.dir)?))).collect();
        let fetched = resolve(root, ".terraform/modules").unwrap_or_default();
        let mut units = Vec::new();
        for entry in entries() {
            let (caller, call) = entry.key.rsplit_once('.').unwrap_or(("", &entry.key));
            let here = places.get(entry.key.as_str()).filter(|place| is_within(place, &fetched));
            let caller = if caller.is_empty() { Some(root) } else { places.get(caller).map(String::as_str) };
            if let (Some(caller), Some(here), false) = (caller, here, call.is_empty()) {
                self.installed.add(caller, call, here);
                self.installed_edges.push((caller.to_owned(), directory_unit(here)));
                units.push(directory_unit(here));
            }
        }
        units
    }

    /// Lets the files of a caller refer to the modules that were fetched for it.
    fn link_installed(&mut self) {
        let mut callers: HashMap<String, Vec<String>> = HashMap::new();
        for (caller, unit) in std::mem::take(&mut self.installed_edges) {
            callers.entry(caller).or_default().push(unit);
        }
        for scanned in self.files.iter_mut().filter(|scanned| is_terraform_code(&scanned.file)) {
            if let Some(units) = callers.remove(folder(&scanned.file.path)) {
                scanned.fetched.extend(units);
            }
        }
    }
}
