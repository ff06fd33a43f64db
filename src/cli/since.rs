//! `acrlint check --since`: the same check of another revision, to compare with.

use std::collections::BTreeSet;

use super::Failure;
use super::args::SelectionArgs;
use super::configuration::{self, Prepared};
use crate::config::Config;
use crate::diagnostic::Baseline;
use crate::discover::{Discovered, Options, Overlay};
use crate::git::{self, Difference};
use crate::since::Since;
use crate::source::Language;

/// Checks the revision and remembers what it has. The settings are those of the work tree, so that a
/// new one does not turn old findings into new ones.
pub(super) fn compare(
    reference: &str,
    options: &Options,
    args: &SelectionArgs,
    discovered: &Discovered,
    config: &Config,
) -> Result<Since, Failure> {
    let difference = difference(reference, options, discovered)?;
    let remember = |difference, discovered: &Discovered, config: Config| {
        // The baseline is for the report of the work tree; against an empty one, everything is new.
        let known = Some(Baseline { is_revision: true, ..Baseline::default() });
        Since::new(reference, difference, crate::check(discovered, &Config { known, ..config }))
    };
    if difference.changes.is_empty() {
        return Ok(remember(difference, discovered, config.clone()));
    }
    let mut overlay = Overlay::default();
    // Standard input is no change if the revision has the same, whatever is on the disk.
    if let Some((path, (_, bytes))) = discovered.stdin.as_ref().zip(options.stdin.as_ref()) {
        overlay.insert(path, bytes.as_slice());
    }
    for (path, change) in &difference.changes {
        match &change.before {
            Some(bytes) => overlay.insert(path, bytes.clone()),
            None => overlay.hide(path),
        }
    }
    let was_there = |index: &usize| {
        let path = discovered.params.get(*index);
        path.and_then(|path| difference.changes.get(path)).is_none_or(|change| change.before.is_some())
    };
    let params = (0..options.params.len()).filter(was_there).filter_map(|at| options.params.get(at).cloned());
    let mut options = Options {
        paths: vec![discovered.root.clone()],
        root: Some(discovered.root.clone()),
        stdin: None,
        params: params.collect(),
        overlay,
        ..options.clone()
    };
    let Prepared { discovered, config, .. } = configuration::prepare(&mut options, args, &|_, _| Ok(None))?;
    Ok(remember(difference, &discovered, config))
}

/// What the work tree has otherwise of everything that could decide a finding.
fn difference(reference: &str, options: &Options, discovered: &Discovered) -> Result<Difference, Failure> {
    let own = discovered.sources.iter().filter(|(_, source)| !source.external);
    let read = own.map(|(_, source)| source.path.as_str()).chain(discovered.sources.payload_paths());
    let seen: BTreeSet<&str> = discovered.seen.iter().map(String::as_str).chain(read).collect();
    let is_wanted = |path: &str| seen.contains(path) || Language::of_path(path).is_some();
    let stdin = discovered.stdin.as_deref().zip(options.stdin.as_ref().map(|(_, bytes)| bytes.as_slice()));
    git::difference(&discovered.root, reference, &seen, &is_wanted, stdin)
        .map_err(|error| Failure::Usage(format!("--since: {error}")))
}
