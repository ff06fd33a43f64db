//! From arguments to what the library asks for: discover options and configuration.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Failure;
use super::args::{FileArgs, ProfileArg, SelectionArgs};
use crate::config::{self, Config, Profile, Selector, UnknownName};
use crate::diagnostic::{RuleInfo, Severity};
use crate::discover::{self, CONFIG_FILE, Discovered, MAX_FILE_BYTES, ModuleCache, Options};

/// Larger configuration files are refused.
const MAX_CONFIG_BYTES: u64 = 1 << 20;

/// The discover options that the arguments ask for; reads standard input if it is named.
pub(super) fn options(args: FileArgs) -> Result<Options, Failure> {
    if let Some(threads) = args.threads {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
        builder.build_global().map_err(|error| Failure::Usage(error.to_string()))?;
    }
    let (stdin, paths): (Vec<PathBuf>, _) = args.paths.into_iter().partition(|path| path == Path::new("-"));
    let mut options = Options {
        paths,
        root: args.root,
        no_ignore: args.no_ignore,
        hidden: args.hidden,
        exclude: args.exclude,
        module_cache: match args.module_cache {
            _ if args.no_module_cache => ModuleCache::Off,
            Some(directory) if !directory.is_dir() => {
                let path = directory.display();
                return Err(Failure::Usage(format!("--module-cache: `{path}` is not a directory")));
            }
            Some(directory) => ModuleCache::At(directory),
            None => ModuleCache::Standard,
        },
        ..Options::default()
    };
    if !stdin.is_empty() {
        let mut bytes = Vec::new();
        // One byte too many is enough to know that there is too much.
        let result = io::stdin().lock().take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes);
        result.map_err(|error| Failure::Read {
            path: "standard input".to_owned(),
            reason: discover::reason(&error),
        })?;
        options.stdin = Some((args.stdin_filename, bytes));
    }
    Ok(options)
}

/// Discovers; a named directory without a single file to read is a failure, as a mistyped path is.
pub(super) fn discover(options: &Options) -> Result<Discovered, Failure> {
    let discovered = discover::discover(options)?;
    if discovered.empty.is_empty() {
        return Ok(discovered);
    }
    let names: Vec<String> = discovered.empty.iter().map(|path| format!("`{}`", path.display())).collect();
    let endings = ".bicep, .bicepparam, .tf, .tofu, .tfvars, .json, .jsonc";
    Err(Failure::Usage(format!("no file to check in {}: acrlint reads {endings}", names.join(", "))))
}

/// The configuration of a run and the file it came from.
pub(super) fn config(
    args: &SelectionArgs,
    root: &Path,
    rules: &[RuleInfo],
) -> Result<(Config, Option<PathBuf>), Failure> {
    let found = || Some(root.join(CONFIG_FILE)).filter(|path| path.exists());
    let file = if args.isolated { None } else { args.config.clone().or_else(found) };
    let mut config = match &file {
        Some(path) => read_config(path, rules)?,
        None => Config::default(),
    };
    apply(args, rules, &mut config)?;
    Ok((config, file))
}

fn read_config(path: &Path, rules: &[RuleInfo]) -> Result<Config, Failure> {
    let name = path.display().to_string();
    let fail = |reason: String| Failure::Read { path: name.clone(), reason };
    let metadata = path.metadata().map_err(|error| fail(discover::reason(&error)))?;
    if !metadata.is_file() {
        return Err(fail("not a regular file".to_owned()));
    }
    if metadata.len() > MAX_CONFIG_BYTES {
        return Err(fail(format!("larger than {} MiB", MAX_CONFIG_BYTES >> 20)));
    }
    let text = std::fs::read_to_string(path).map_err(|error| fail(discover::reason(&error)))?;
    config::read(&text, rules).map_err(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(|mistake| format!("{name}:{mistake}")).collect();
        Failure::Usage(lines.join("\n"))
    })
}

/// Puts the command line on top of the configuration file.
fn apply(args: &SelectionArgs, rules: &[RuleInfo], config: &mut Config) -> Result<(), Failure> {
    if let Some(profile) = args.profile {
        config.profile = match profile {
            ProfileArg::Default => Profile::Default,
            ProfileArg::Strict => Profile::Strict,
        };
    }
    if !args.select.is_empty() {
        config.select = selectors("--select", &args.select, rules)?;
        config.extend_select.clear();
        config.ignore.clear();
    }
    config.extend_select.extend(selectors("--extend-select", &args.extend_select, rules)?);
    config.ignore.extend(selectors("--ignore", &args.ignore, rules)?);
    for text in &args.severity {
        let (rule, severity) = severity(text, rules)?;
        config.severity.insert(rule, severity);
    }
    if let Some(level) = args.fail_on {
        config.fail_on = level.into();
    }
    config.suppressions = !args.no_suppressions;
    if let Some(day) = &args.today {
        if !crate::date::is_date(day) {
            return Err(Failure::Usage(format!("--today: `{day}` is not a day (YYYY-MM-DD)")));
        }
        config.today = Some(day.clone());
    }
    config.today.get_or_insert_with(crate::date::today);
    Ok(())
}

fn selectors(flag: &str, texts: &[String], rules: &[RuleInfo]) -> Result<Vec<Selector>, Failure> {
    let parse = |text: &String| Selector::parse(text.trim(), rules);
    let selectors: Result<_, UnknownName> = texts.iter().map(parse).collect();
    selectors.map_err(|unknown| Failure::Usage(format!("{flag}: {unknown}")))
}

fn severity(text: &str, rules: &[RuleInfo]) -> Result<(String, Severity), Failure> {
    let usage = |reason: String| Failure::Usage(format!("--severity: {reason}"));
    let (rule, level) =
        text.split_once('=').ok_or_else(|| usage(format!("expected RULE=LEVEL, found `{text}`")))?;
    if !rules.iter().any(|known| known.name == rule) {
        let unknown = UnknownName::new("rule", rule, rules.iter().map(|known| known.name));
        return Err(usage(unknown.to_string()));
    }
    let severity = Severity::parse(level).ok_or_else(|| {
        usage(format!(
            "{} (one of error, warning, note)",
            UnknownName::new("level", level, ["error", "warning", "note"])
        ))
    })?;
    Ok((rule.to_owned(), severity))
}
