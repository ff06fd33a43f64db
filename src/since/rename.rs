//! Files that were renamed: one is gone and another, new one, has its text or most of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::git::Change;

/// More pairs of a gone and a new file are not compared line by line, nor larger files.
const MAX_PAIRS: usize = 2_000;
const MAX_BYTES: usize = 1 << 20;

/// Of more equal files than this, it does not matter which one was renamed.
const MAX_SAME: usize = 20;

/// What the new files were called before, by their path. As in git, half of the lines have to be the
/// same.
pub(super) fn origins(changes: &BTreeMap<String, Change>) -> BTreeMap<String, String> {
    let new = |(path, change): (&'_ String, &'_ Change)| {
        let bytes = change.after.clone().filter(|_| change.before.is_none())?;
        Some((path.clone(), bytes))
    };
    let gone = |(path, change): (&'_ String, &'_ Change)| {
        let bytes = change.before.clone().filter(|_| change.after.is_none())?;
        Some((path.clone(), bytes))
    };
    let new: Vec<_> = changes.iter().filter_map(new).collect();
    let gone: Vec<_> = changes.iter().filter_map(gone).collect();
    let mut pairs: Vec<(u32, bool, &String, &String)> = Vec::new();
    let mut moved: HashMap<&[u8], Vec<&String>> = HashMap::new();
    gone.iter().for_each(|(origin, before)| moved.entry(before).or_default().push(origin));
    for (path, bytes) in &new {
        let same = moved.get(&**bytes).into_iter().flatten().filter(|origin| ending(origin) == ending(path));
        pairs.extend(same.take(MAX_SAME).map(|origin| (100, name(path) == name(origin), path, *origin)));
    }
    let is_small = new.len().saturating_mul(gone.len()) <= MAX_PAIRS;
    for (path, bytes) in new.iter().filter(|_| is_small) {
        for (origin, before) in gone.iter().filter(|(origin, _)| ending(origin) == ending(path)) {
            let similarity = similarity(before, bytes);
            if similarity >= 50 {
                pairs.push((similarity, name(path) == name(origin), path, origin));
            }
        }
    }
    // The most similar first, then those of the same name.
    pairs.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| (a.2, a.3).cmp(&(b.2, b.3))));
    let (mut origins, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, _, path, origin) in pairs {
        if !origins.contains_key(path) && taken.insert(origin) {
            origins.insert(path.clone(), origin.clone());
        }
    }
    origins
}

/// How much of the longer text is in the other, in percent of its lines.
fn similarity(before: &[u8], after: &[u8]) -> u32 {
    if before.len().max(after.len()) > MAX_BYTES {
        return 0;
    }
    let lines = |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let mut lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
        lines.retain(|line| !line.is_empty());
        lines.sort_unstable();
        lines
    };
    let (before, after) = (lines(before), lines(after));
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    let mut common = 0;
    while let (Some(a), Some(b)) = (old.peek(), new.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(old.next()),
            std::cmp::Ordering::Greater => drop(new.next()),
            std::cmp::Ordering::Equal => {
                common += 1;
                old.next();
                new.next();
            }
        }
    }
    let all = before.len().max(after.len()).max(1);
    u32::try_from(common * 100 / all).unwrap_or(0)
}

fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

fn ending(path: &str) -> &str {
    name(path).split_once('.').map_or("", |(_, ending)| ending).rsplit('.').next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(before: Option<&str>, after: Option<&str>) -> Change {
        let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().into());
        Change { before: bytes(before), after: bytes(after) }
    }

    #[test]
    fn renamed_files_are_recognised() {
        let changes = BTreeMap::from([
            ("a.tf".to_owned(), change(Some("1\n2\n3\n"), None)),
            ("b.tf".to_owned(), change(Some("x\n"), None)),
            ("c.bicep".to_owned(), change(Some("y\n"), None)),
            ("env/a.tf".to_owned(), change(None, Some("0\n1\n2\n3\n"))),
            ("env/z.tf".to_owned(), change(None, Some("x\n"))),
            ("env/c.tf".to_owned(), change(None, Some("y\n"))),
            ("same.tf".to_owned(), change(Some("x\n"), Some("y\n"))),
        ]);
        let expected = [("env/a.tf", "a.tf"), ("env/z.tf", "b.tf")];
        let expected = expected.map(|(new, old)| (new.to_owned(), old.to_owned()));
        assert_eq!(origins(&changes), BTreeMap::from(expected));
    }
}
