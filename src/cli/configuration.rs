//! The configuration of a run: the file of the root, those of sub-folders, and the command line on top.

use std::collections::BTreeMap;
use std::path::Path;

use super::args::SelectionArgs;
use super::baseline::Known;
use super::{Failure, setup};
use crate::config::{self, Config};
use crate::diagnostic::RuleInfo;
use crate::discover::{self, CONFIG_FILE, Discovered, Options};
use crate::source::{Language, Source, SourceId};

/// What a run works on.
pub(super) struct Prepared {
    /// The files.
    pub(super) discovered: Discovered,
    /// The settings that govern them.
    pub(super) config: Config,
    /// The configuration files by the folder that they govern, both as reports name them.
    pub(super) files: Vec<(String, String)>,
}

/// Finds the baseline, if there is to be one, from the settings of the root and its path.
pub(super) type Finder<'f> = &'f dyn Fn(&Config, &Path) -> Result<Option<Known>, Failure>;

/// Reads the configuration and the baseline, and discovers. All mistakes in all configuration files are
/// reported at once.
pub(super) fn prepare(
    options: &mut Options,
    args: &SelectionArgs,
    baseline: Finder,
) -> Result<Prepared, Failure> {
    let rules = crate::rules();
    let root = discover::root(options)?;
    let mut files = Files { rules: &rules, read: Vec::new(), wrong: Vec::new() };
    let of_root = files.of_root(args, &root);
    // What is excluded has to be known before there are sources that mistakes could be shown in.
    let before = of_root.as_ref().map(|source| config::read(source, SourceId::default(), &rules, None));
    let (mut before, mistakes) = before.unwrap_or_default();
    setup::apply(args, &rules, &mut before)?;
    let is_wrong = !mistakes.is_empty() || !files.wrong.is_empty();
    let known = if is_wrong { None } else { baseline(&before, &root)? };
    options.watched.extend(known.iter().flat_map(Known::watched));
    options.exclude.extend(before.exclude);
    let mut discovered = match setup::discover(options) {
        Err(_) if is_wrong => {
            files.wrong.extend(mistakes.iter().map(ToString::to_string));
            return Err(files.failure());
        }
        other => other?,
    };
    let mut config = of_root.map(|source| files.add(source, "", &mut discovered, None)).unwrap_or_default();
    let is_tree = args.config.is_none() && !args.isolated;
    let mut nested =
        if is_tree { files.of_folders(&root, &mut discovered, &config) } else { BTreeMap::new() };
    let unfit = crate::unfit_parameters(&discovered);
    files.wrong.extend(unfit.into_iter().map(|what| format!("--params: {what}")));
    if !files.wrong.is_empty() {
        return Err(files.failure());
    }
    for config in std::iter::once(&mut config).chain(nested.values_mut()) {
        setup::apply(args, &rules, config)?;
    }
    config.folders = nested;
    config.known = known.map(|known| known.attach(&mut discovered));
    Ok(Prepared { discovered, config, files: files.read })
}

struct Files<'r> {
    rules: &'r [RuleInfo],
    /// Folder and path of each.
    read: Vec<(String, String)>,
    /// What is wrong, a line each.
    wrong: Vec<String>,
}

impl Files<'_> {
    /// The file that governs the root: the one that was named, or the one that stands there.
    fn of_root(&mut self, args: &SelectionArgs, root: &Path) -> Option<Source> {
        match &args.config {
            _ if args.isolated => None,
            Some(file) => self.source(file.display().to_string(), discover::configuration_at(file)),
            None => self.in_folder(root, ""),
        }
    }

    /// The configurations of the folders below the root that have a file.
    fn of_folders(
        &mut self,
        root: &Path,
        discovered: &mut Discovered,
        above: &Config,
    ) -> BTreeMap<String, Config> {
        let folders: Vec<String> = discovered.governable_folders().into_iter().map(str::to_owned).collect();
        let mut configs = BTreeMap::new();
        for folder in folders {
            if let Some(source) = self.in_folder(root, &folder) {
                let config = self.add(source, &folder, discovered, Some(above));
                configs.insert(folder, config);
            }
        }
        configs
    }

    fn in_folder(&mut self, root: &Path, folder: &str) -> Option<Source> {
        let path = if folder.is_empty() { CONFIG_FILE.to_owned() } else { format!("{folder}/{CONFIG_FILE}") };
        let text = discover::configuration(root, folder)?;
        self.source(path, text)
    }

    fn source(&mut self, path: String, text: Result<String, String>) -> Option<Source> {
        match text {
            Ok(text) => Some(Source::new(path, text, Language::Configuration)),
            Err(reason) => {
                self.wrong.push(format!("cannot read {path}: {reason}"));
                None
            }
        }
    }

    /// Reads a file as one of the sources.
    fn add(
        &mut self,
        source: Source,
        folder: &str,
        discovered: &mut Discovered,
        root: Option<&Config>,
    ) -> Config {
        self.read.push((folder.to_owned(), source.path.clone()));
        let id = discovered.sources.add(source);
        let (config, mistakes) = config::read(discovered.sources.get(id), id, self.rules, root);
        self.wrong.extend(mistakes.iter().map(ToString::to_string));
        config
    }

    fn failure(self) -> Failure {
        Failure::Usage(self.wrong.join("\n"))
    }
}
