//! The configuration of a run: the file of the root, those of sub-folders, and the command line on top.

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

/// Reads the configuration and discovers. All mistakes in all configuration files are reported at once.
/// `baseline` gives the baseline, if there is to be one, for the settings of the root and its path.
pub(super) fn prepare(
    options: &mut Options,
    args: &SelectionArgs,
    baseline: &dyn Fn(&Config, &Path) -> Result<Option<Known>, Failure>,
) -> Result<Prepared, Failure> {
    let rules = crate::rules();
    let root = discover::root(options)?;
    let mut files = Files { rules: &rules, read: Vec::new(), wrong: Vec::new() };
    let of_root = files.of_root(args, &root);
    // What is excluded has to be known before there are sources that mistakes could be shown in.
    let before = of_root.as_ref().map(|source| config::read(source, SourceId::default(), &rules, None));
    let (mut before, mistakes) = before.unwrap_or_default();
    setup::apply(args, &rules, &mut before)?;
    let known = match mistakes.is_empty() && files.wrong.is_empty() {
        true => baseline(&before, &root)?,
        false => None,
    };
    options.watched.extend(known.iter().flat_map(Known::watched));
    options.exclude.extend(before.exclude);
    let mut discovered = match setup::discover(options) {
        Err(_) if !mistakes.is_empty() || !files.wrong.is_empty() => {
            files.wrong.extend(mistakes.iter().map(ToString::to_string));
            return Err(files.failure());
        }
        other => other?,
    };
    let mut config = of_root.map(|source| files.add(source, "", &mut discovered, None)).unwrap_or_default();
    let is_tree = args.config.is_none() && !args.isolated;
    let folders: Vec<String> =
        discovered.governable_folders().into_iter().filter(|_| is_tree).map(str::to_owned).collect();
    let mut nested = Vec::new();
    for folder in folders {
        let Some(source) = files.in_folder(&root, &folder) else { continue };
        nested.push((folder.clone(), files.add(source, &folder, &mut discovered, Some(&config))));
    }
    files
        .wrong
        .extend(crate::unfit_parameters(&discovered).into_iter().map(|what| format!("--params: {what}")));
    if !files.wrong.is_empty() {
        return Err(files.failure());
    }
    for config in std::iter::once(&mut config).chain(nested.iter_mut().map(|(_, config)| config)) {
        setup::apply(args, &rules, config)?;
    }
    config.folders = nested.into_iter().collect();
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
