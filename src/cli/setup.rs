//! From arguments to what the library asks for: discover options and configuration.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Failure;
use super::args::{FileArgs, ProfileArg, SelectionArgs};
use crate::config::{Config, Profile, Selector, UnknownName};
use crate::diagnostic::{RuleInfo, Severity};
use crate::discover::{self, Discovered, MAX_FILE_BYTES, ModuleCache, Options};

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
        params: args.params,
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
    // Another revision may well have none.
    if discovered.empty.is_empty() || !options.overlay.is_empty() {
        return Ok(discovered);
    }
    let names: Vec<String> = discovered.empty.iter().map(|path| format!("`{}`", path.display())).collect();
    let endings = ".bicep, .bicepparam, .tf, .tofu, .tfvars, .json, .jsonc";
    Err(Failure::Usage(format!("no file to check in {}: acrlint reads {endings}", names.join(", "))))
}

/// Puts the command line on top of a configuration file.
pub(super) fn apply(args: &SelectionArgs, rules: &[RuleInfo], config: &mut Config) -> Result<(), Failure> {
    if let Some(profile) = args.profile {
        config.profile = match profile {
            ProfileArg::Default => Profile::Default,
            ProfileArg::Strict => Profile::Strict,
        };
        replaced(config, "profile", "--profile");
    }
    if !args.select.is_empty() {
        config.select = selectors("--select", &args.select, rules)?;
        config.extend_select.clear();
        config.ignore.clear();
        config.forced.clear();
        ["select", "extend-select", "ignore"].into_iter().for_each(|key| replaced(config, key, "--select"));
    }
    let (more, fewer) = ("--extend-select", "--ignore");
    config.extend_select.extend(selectors(more, &args.extend_select, rules)?);
    let ignored = selectors(fewer, &args.ignore, rules)?;
    if let Some(refusal) = ignored.iter().find_map(|selector| selector.refusal(rules)) {
        return Err(Failure::Usage(format!("{fewer}: {refusal}")));
    }
    let is_ignored =
        |name: &str| rules.iter().any(|rule| rule.name == name && ignored.iter().any(|it| it.matches(rule)));
    config.forced.retain(|name| !is_ignored(name));
    config.ignore.extend(ignored);
    for (key, flag, texts) in [("extend-select", more, &args.extend_select), ("ignore", fewer, &args.ignore)]
    {
        if !texts.is_empty() {
            config.came_from(key, flag);
        }
    }
    for text in &args.severity {
        let (rule, severity) = severity(text, rules)?;
        replaced(config, &format!("severity.{rule}"), "--severity");
        config.severity.insert(rule, severity);
    }
    if let Some(level) = args.fail_on {
        config.fail_on = level.into();
        replaced(config, "fail-on", "--fail-on");
    }
    config.suppressions = !args.no_suppressions;
    if let Some(day) = &args.today {
        if !crate::date::is_date(day) {
            return Err(Failure::Usage(format!("--today: `{day}` is not a day (YYYY-MM-DD)")));
        }
        config.today = Some(day.clone());
        replaced(config, "today", "--today");
    }
    config.today.get_or_insert_with(crate::date::today);
    Ok(())
}

/// Says that an option decides a setting, whatever a file says.
fn replaced(config: &mut Config, key: &str, flag: &str) {
    config.origins.insert(key.to_owned(), vec![flag.to_owned()]);
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
