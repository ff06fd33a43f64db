//! `acrlint baseline create|update|prune`, and reading the file for `check`.

use std::path::Path;

use super::args::{BaselineAction, BaselineArgs};
use super::{Failure, Status, atomic, output, setup};
use crate::diagnostic::{Baseline, Comparison, Entry, Report};
use crate::discover::{self, MAX_FILE_BYTES};
use crate::report::{json_line, visible};

/// The file at the root, unless another one is named.
const FILE: &str = "acrlint-baseline.jsonl";

/// Reads a baseline.
pub(super) fn read(path: &Path) -> Result<(Baseline, String), Failure> {
    let name = path.display().to_string();
    let fail = |reason: String| Failure::Read { path: name.clone(), reason };
    let metadata = path.metadata().map_err(|error| fail(discover::reason(&error)))?;
    if !metadata.is_file() {
        return Err(fail("not a regular file".to_owned()));
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(fail(format!("larger than {} MiB", MAX_FILE_BYTES >> 20)));
    }
    let bytes = std::fs::read(path).map_err(|error| fail(discover::reason(&error)))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        fail(format!("line {} is not UTF-8", before.iter().filter(|byte| **byte == b'\n').count() + 1))
    })?;
    match Baseline::read(&text) {
        Ok(baseline) => Ok((baseline, text)),
        Err(mistakes) => {
            let line = |(at, message): &(_, String)| -> String {
                let crate::source::Position { line, column } = at;
                format!("{name}:{line}:{column}: {message}")
            };
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
    let BaselineArgs { files, rules: selection, baseline: file, quiet } = args;
    let rules = crate::rules();
    let mut options = setup::options(files)?;
    let root = discover::root(&options)?;
    let shown = file.as_deref().unwrap_or(Path::new(FILE)).display().to_string();
    let path = file.unwrap_or_else(|| root.join(FILE));
    let old = how.old(&path)?;
    let (mut config, _) = setup::config(&selection, &root, &rules)?;
    options.exclude.extend(config.exclude.iter().cloned());
    options.watched = watched(&old);
    let discovered = setup::discover(&options)?;
    config.baseline = Some(old);
    let report = crate::check(&discovered, &config);
    if report.internal_error {
        return Err(Failure::Usage("a rule failed; the baseline is left as it is".to_owned()));
    }
    let (Some(old), Some(comparison)) = (&config.baseline, &report.baseline) else {
        return Ok(Status::Failed);
    };
    let new = old.updated(comparison, !matches!(how, How::Prune));
    let text = text(&new);
    // What is as it should be is not touched.
    if std::fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
        let fail = |error| Failure::Write { path: shown.clone(), reason: discover::reason(&error) };
        atomic::write(&path, text.as_bytes()).map_err(fail)?;
    }
    if !quiet {
        list_fixed(old, comparison);
        output::line(&summary(&shown, old, &new));
        let left = unheld(&report);
        if left > 0 {
            output::line(&format!(
                "{} not in it: run `acrlint check` to see",
                output::count(left, "finding")
            ));
        }
    }
    Ok(Status::Clean)
}

/// What to do with the file.
enum How {
    Create { force: bool },
    Update,
    Prune,
}

impl How {
    /// The baseline as it was.
    fn old(&self, path: &Path) -> Result<Baseline, Failure> {
        match self {
            Self::Create { force } if !force && path.symlink_metadata().is_ok() => {
                Err(Failure::Usage(format!(
                    "{} is there already: `acrlint baseline update` adds what is new and drops what is fixed, --force starts anew",
                    path.display()
                )))
            }
            Self::Create { .. } => Ok(Baseline::default()),
            Self::Update | Self::Prune => Ok(read(path)?.0),
        }
    }
}

/// The files that entries are about.
pub(super) fn watched(baseline: &Baseline) -> Vec<String> {
    let mut paths: Vec<String> = baseline.entries.iter().map(|entry| entry.key.path.clone()).collect();
    paths.sort();
    paths.dedup();
    paths
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

/// How many findings no baseline holds: about what was not read or understood.
fn unheld(report: &Report) -> usize {
    report.diagnostics.iter().filter(|found| !Baseline::may_hold(found.rule)).count()
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
