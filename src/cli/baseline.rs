//! `acrlint baseline create|update|prune`, and reading the file for `check`.

use std::path::{Path, PathBuf};

use super::args::{BaselineAction, BaselineArgs};
use super::configuration::{self, Prepared};
use super::{Failure, Status, atomic, output, setup};
use crate::config::Config;
use crate::diagnostic::{Baseline, Comparison, Diagnostic, Entry, may_be_suppressed};
use crate::discover::{self, Discovered, MAX_FILE_BYTES};
use crate::report::{json_line, visible};
use crate::source::Position;

/// The file at the root, unless another one is named.
const FILE: &str = "acrlint-baseline.jsonl";

/// A baseline that was read.
pub(super) struct Known {
    baseline: Baseline,
    path: PathBuf,
    text: String,
}

impl Known {
    /// The files that entries are about, and those that the values stood in.
    pub(super) fn watched(&self) -> Vec<String> {
        let of = |entry: &Entry| std::iter::once(entry.key.path.clone()).chain(entry.at.clone());
        let mut paths: Vec<String> = self.baseline.entries.iter().flat_map(of).collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// The baseline, once its file is one in which something may be reported.
    pub(super) fn attach(self, discovered: &mut Discovered) -> Baseline {
        let source = Some(discovered.attach(&self.path, self.text));
        Baseline { source, ..self.baseline }
    }
}

/// The baseline that was named, or that the configuration names.
pub(super) fn known(named: Option<&Path>, config: &Config, root: &Path) -> Result<Option<Known>, Failure> {
    match (named, &config.baseline) {
        (None, None) => Ok(None),
        _ => {
            let (path, shown) = place(named, config, root)?;
            read(&path, &shown).map(Some)
        }
    }
}

/// Where the baseline is, and how that is said.
fn place(named: Option<&Path>, config: &Config, root: &Path) -> Result<(PathBuf, String), Failure> {
    if let Some(path) = named {
        return Ok((path.to_owned(), path.display().to_string()));
    }
    let shown = config.baseline.clone().unwrap_or_else(|| FILE.to_owned());
    let path = root.join(&shown);
    match strays(&path, root) {
        Some(reason) => Err(Failure::Read { path: shown, reason: reason.to_owned() }),
        None => Ok((path, shown)),
    }
}

/// Why a path that a repository names leads somewhere else than below the root, whether or not the file
/// and its folders are there already.
fn strays(path: &Path, root: &Path) -> Option<&'static str> {
    let there = path.ancestors().find(|part| part.symlink_metadata().is_ok())?;
    match there.canonicalize() {
        Ok(target) if target.starts_with(root) => None,
        Ok(_) => Some("it is a link that leaves the root"),
        Err(_) => Some("it is a link that leads nowhere"),
    }
}

/// The bytes of a regular file, or why there are none: to open a pipe would be to wait for a writer.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let say = |error: std::io::Error| discover::reason(&error);
    let metadata = path.metadata().map_err(say)?;
    if !metadata.is_file() {
        return Err("not a regular file".to_owned());
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(format!("larger than {} MiB", MAX_FILE_BYTES >> 20));
    }
    std::fs::read(path).map_err(say)
}

fn read(path: &Path, shown: &str) -> Result<Known, Failure> {
    let fail = |reason: String| Failure::Read { path: shown.to_owned(), reason };
    let text = String::from_utf8(bytes(path).map_err(fail)?).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        fail(format!("line {} is not UTF-8", before.iter().filter(|byte| **byte == b'\n').count() + 1))
    })?;
    match Baseline::read(&text) {
        Ok(baseline) => Ok(Known { baseline, path: path.to_owned(), text }),
        Err(mistakes) => {
            let line =
                |(at, message): &(Position, String)| format!("{shown}:{}:{}: {message}", at.line, at.column);
            Err(Failure::Usage(mistakes.iter().map(line).collect::<Vec<_>>().join("\n")))
        }
    }
}

/// Checks, and brings the baseline in line with what was found.
pub(super) fn run(action: BaselineAction) -> Result<Status, Failure> {
    let (args, how) = match action {
        BaselineAction::Create { args, force } => (args, How::Create { force }),
        BaselineAction::Update(args) => (args, How::Update),
        BaselineAction::Prune(args) => (args, How::Prune),
    };
    let BaselineArgs { files, rules, baseline: file, quiet } = args;
    let mut options = setup::options(files)?;
    let old = |config: &Config, root: &Path| how.old(place(file.as_deref(), config, root)?);
    let Prepared { discovered, mut config, .. } = configuration::prepare(&mut options, &rules, &old)?;
    let (path, shown) = place(file.as_deref(), &config, &discovered.root)?;
    config.known.get_or_insert_default();
    let report = crate::check(&discovered, &config);
    if report.internal_error {
        return Err(Failure::Usage("a rule failed; the baseline is left as it is".to_owned()));
    }
    let (Some(old), Some(comparison)) = (&config.known, &report.baseline) else { return Ok(Status::Failed) };
    let new = old.updated(comparison, !matches!(how, How::Prune));
    let text = text(&new);
    // What is as it should be is not touched.
    if bytes(&path).ok().as_deref() != Some(text.as_bytes()) {
        let fail = |error| Failure::Write { path: shown.clone(), reason: discover::reason(&error) };
        atomic::write(&path, text.as_bytes()).map_err(fail)?;
    }
    if !quiet {
        list_fixed(old, comparison);
        output::line(&summary(&shown, old, &new));
        let left = report.diagnostics.iter().filter(|found| !may_be_held(found)).count();
        if left > 0 {
            output::line(&format!(
                "{} not in it: run `acrlint check` to see",
                output::count(left, "finding")
            ));
        }
    }
    Ok(Status::Clean)
}

/// Whether a baseline can hold a finding, or the finding is about the baseline.
fn may_be_held(found: &Diagnostic) -> bool {
    may_be_suppressed(found.rule) || found.rule == "stale-baseline"
}

/// What to do with the file.
enum How {
    Create { force: bool },
    Update,
    Prune,
}

impl How {
    /// The baseline as it was.
    fn old(&self, (path, shown): (PathBuf, String)) -> Result<Option<Known>, Failure> {
        match self {
            Self::Create { force: false } if path.symlink_metadata().is_ok() => Err(Failure::Usage(format!(
                "{shown} is there already: `acrlint baseline update` adds what is new and drops what is fixed, --force starts anew"
            ))),
            Self::Create { .. } => Ok(None),
            Self::Update | Self::Prune => read(&path, &shown).map(Some),
        }
    }
}

/// The lines, sorted, those that were there as they were.
fn text(entries: &[Entry]) -> String {
    let line = |entry: &Entry| match &entry.written {
        Some(written) => written.text.clone() + "\n",
        None => json_line(entry),
    };
    let mut lines: Vec<String> = entries.iter().map(line).collect();
    lines.sort();
    lines.concat()
}

fn list_fixed(old: &Baseline, comparison: &Comparison) {
    for fixed in &comparison.fixed {
        let Some(entry) = old.entries.get(fixed.entry) else { continue };
        let (key, was) = (&entry.key, entry.count);
        let count =
            if was == 1 { String::new() } else { format!(" ({} of {was})", was - fixed.left.min(was)) };
        let address = if key.address.is_empty() { String::new() } else { format!(" {}", key.address) };
        let line = format!("fixed{count}: {}{address}: {}", key.path, key.rule);
        output::line(&visible(&line));
    }
}

fn summary(file: &str, old: &Baseline, new: &[Entry]) -> String {
    let before: std::collections::HashMap<_, _> =
        old.entries.iter().map(|entry| (&entry.key, entry)).collect();
    let (mut added, mut changed) = (0, 0);
    for entry in new {
        match before.get(&entry.key) {
            None => added += 1,
            Some(_) if entry.written.is_none() => changed += 1,
            Some(_) => {}
        }
    }
    let dropped = old.entries.len() + added - new.len();
    format!(
        "{}: {}; {added} added, {changed} changed, {dropped} dropped",
        visible(file),
        output::count_as(new.len(), "entry", "entries"),
    )
}
