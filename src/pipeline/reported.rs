//! What the paths on the command line mean to a run: which deployments have to be checked for them,
//! and which files the report is about.

use std::collections::{BTreeSet, HashSet};

use crate::discover::Discovered;
use crate::link::{Deployment, Program};

/// The user's files whose findings are reported.
pub(super) fn checked(discovered: &Discovered) -> Vec<String> {
    let sources = &discovered.sources;
    let read = sources.iter().map(|(_, source)| &source.path);
    let all: BTreeSet<&String> = read.chain(&discovered.seen).collect();
    let is_own = |path: &str| sources.find(path).is_none_or(|id| !sources.get(id).external);
    all.into_iter().filter(|path| discovered.covers(path) && is_own(path)).cloned().collect()
}

/// The parts of the deployments that have one in a named path; `None` if nothing was named. What
/// decides in such a part may decide for other deployments too, and is one finding of them all, so
/// whoever shares a part is checked as well. What shares none has nothing to report.
pub(super) fn parts_of_reported<'a>(
    discovered: &Discovered,
    program: &'a Program,
    deployments: &[Deployment<'a>],
) -> Option<HashSet<&'a str>> {
    if discovered.reported.is_empty() {
        return None;
    }
    let mut all = HashSet::new();
    for deployment in deployments {
        let parts = program.parts(deployment);
        if touches(discovered, &parts) {
            all.extend(parts);
            // What the Bicep file says, its compiled template does not repeat.
            all.extend(program.compiled_from(deployment.entry).map(|source| source.path.as_str()));
        }
    }
    Some(all)
}

/// True if one of the parts of a deployment lies in a named path, or is a directory around one.
pub(super) fn touches(discovered: &Discovered, parts: &HashSet<&str>) -> bool {
    let around = |part: &str, named: &String| part.is_empty() || named.starts_with(&format!("{part}/"));
    parts
        .iter()
        .any(|part| discovered.covers(part) || discovered.reported.iter().any(|named| around(part, named)))
}
