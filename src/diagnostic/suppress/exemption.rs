//! Suppressions that stand in a configuration instead of the code.

use std::path::Path;

use ignore::gitignore::Gitignore;
use regex::Regex;

use crate::diagnostic::ResourceRef;
use crate::source::Span;

/// A suppression by rule, path and address.
#[derive(Clone, Debug)]
pub struct Exemption {
    /// Where it stands in the configuration.
    pub place: Span,
    /// The folder that the path is relative to, itself relative to the root.
    pub folder: String,
    /// The rules and where they are named.
    pub rules: Vec<(&'static str, Span)>,
    /// The files that it is about, as written and compiled; all if there is none.
    pub path: Option<(String, Gitignore)>,
    /// The addresses of the resources that it is about, as written and compiled; all if there is none.
    pub address: Option<(String, Regex)>,
    /// Why.
    pub reason: Option<String>,
    /// The last day on which it holds, `YYYY-MM-DD`, and where that is written.
    pub until: Option<(String, Span)>,
}

impl Exemption {
    /// One about nothing yet.
    pub fn new(place: Span, folder: &str) -> Self {
        let (folder, rules) = (folder.to_owned(), Vec::new());
        Self { place, folder, rules, path: None, address: None, reason: None, until: None }
    }

    /// True if it is about what lies in the file of this root-relative path.
    pub fn covers(&self, path: &str) -> bool {
        let below = match self.folder.as_str() {
            "" => Some(path),
            folder => path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
        };
        let is_match = |path: &str| match &self.path {
            // A path that starts at the top of the disk is not one from here.
            Some((_, glob)) => {
                !Path::new(path).has_root() && glob.matched_path_or_any_parents(path, false).is_ignore()
            }
            None => true,
        };
        below.is_some_and(is_match)
    }

    /// True if it is about this resource; what is about no resource has no address.
    pub(super) fn is_about(&self, resource: Option<&ResourceRef>) -> bool {
        let matches = |glob: &Regex| resource.is_some_and(|resource| glob.is_match(&resource.address));
        self.address.as_ref().is_none_or(|(_, glob)| matches(glob))
    }
}
