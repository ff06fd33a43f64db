//! What became of each file that was looked at, for people who wonder.

use std::collections::HashMap;

use super::closure::Reason;
use super::content;
use super::read::Scanned;
use super::scan::Scan;
use crate::artifact::is_installed;

/// A file that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Path relative to the root.
    pub path: String,
    /// True if it is read.
    pub relevant: bool,
    /// Why or why not, as a phrase.
    pub why: String,
}

/// What is said of JSON that is none of ours.
pub(super) const OTHER_JSON: &str = "JSON, but no template, parameter file or plan";

/// What is said of a file that no registry has to do with.
const UNRELATED: &str = "nothing in it has to do with a registry, nor in what it leads to";

impl Scan<'_> {
    /// Notes what became of a file that is not read, if there is a list.
    pub(super) fn list(&mut self, path: Option<String>, why: &str) {
        if let (Some(listed), Some(path)) = (&mut self.listed, path) {
            listed.push(Listed { path, relevant: false, why: why.to_owned() });
        }
    }

    /// What became of all files, sorted by path; empty if there is no list.
    pub(super) fn listing(&mut self, needed: &HashMap<usize, Reason>) -> Vec<Listed> {
        let Some(mut listed) = self.listed.take() else { return Vec::new() };
        for (index, file) in self.files.iter().enumerate() {
            let path = file.file.path.clone();
            let why = needed.get(&index).map(|reason| self.why(file, *reason));
            listed.push(match why {
                Some(why) => Listed { path, relevant: true, why },
                None => Listed { path, relevant: false, why: UNRELATED.to_owned() },
            });
        }
        listed.extend(self.unread.iter().map(|unread| Listed {
            path: unread.path.clone(),
            relevant: false,
            why: format!("skipped: {}", unread.reason),
        }));
        listed.sort_by(|a, b| a.path.cmp(&b.path));
        listed
    }

    fn why(&self, file: &Scanned, reason: Reason) -> String {
        let other = |index: usize| self.files.get(index).map_or("", |other| other.file.path.as_str());
        let is_fetched = self.fetched.contains(&file.file.path) || is_installed(&file.file.path);
        let why = match reason {
            Reason::Asked => "asked for".to_owned(),
            Reason::Seed => {
                let found = file.text.as_deref().and_then(content::needle).unwrap_or_default();
                format!("has `{found}` in it")
            }
            Reason::Beside(index) => format!("in one directory with {}", other(index)),
            Reason::LeadsTo(index) if file.sets_parameters() => {
                format!("sets parameters of {}", other(index))
            }
            Reason::LeadsTo(index) => format!("leads to {}", other(index)),
            Reason::ReachedFrom(index) => format!("{} leads to it", other(index)),
            Reason::Near => "may set parameters of a template near by".to_owned(),
        };
        if is_fetched { format!("fetched module, {why}") } else { why }
    }
}
