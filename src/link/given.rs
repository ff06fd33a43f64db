//! Parameter files that the user names: they take the place of those that are found, for the entry
//! points that they fit.

use std::collections::HashSet;

use super::{Program, ValueFile};
use crate::lower::{Module, ModuleLanguage, Target, Using};

/// Names that a message lists.
const SHOWN: usize = 5;

impl Program {
    /// Gives the entry points their parameter files, named by root-relative path. Every file makes a
    /// context of its own for each entry point that it is for: the template that it says, else those that
    /// declare all its names; of Terraform, where files are shared and what nobody declares is allowed,
    /// those that declare one. Returns, as sentences, which files fit none.
    pub fn give(&mut self, paths: &[String]) -> Vec<String> {
        let mut unfit = Vec::new();
        let mut given = Vec::new();
        for path in paths {
            let Ok(index) = self.values.binary_search_by(|file| file.file.path.as_str().cmp(path)) else {
                unfit.push(format!("`{path}` is no parameter file that can be read"));
                continue;
            };
            let Some(file) = self.values.get(index) else { continue };
            match self.entries_for(file) {
                Ok(entries) => given.extend(entries.into_iter().map(|entry| (entry.path.clone(), index))),
                Err(reason) => unfit.push(format!("`{path}` fits no entry point: {reason}")),
            }
        }
        for (entry, index) in given {
            let files: &mut Vec<usize> = self.given.entry(entry).or_default();
            if !files.contains(&index) {
                files.push(index);
            }
        }
        unfit
    }

    /// The parameter files that the user named for an entry point; none if there are none.
    pub(super) fn given_to(&self, entry: &str) -> Option<Vec<&ValueFile>> {
        let files = self.given.get(entry)?;
        Some(files.iter().filter_map(|index| self.values.get(*index)).collect())
    }

    /// The first entry point that the user named a parameter file for.
    pub(super) fn given_template(&self, file: &ValueFile) -> Option<&Module> {
        let holds = |files: &Vec<usize>| {
            files.iter().filter_map(|index| self.values.get(*index)).any(|it| std::ptr::eq(it, file))
        };
        let (entry, _) = self.given.iter().find(|(_, files)| holds(files))?;
        self.find(entry)
    }

    fn entries_for(&self, file: &ValueFile) -> Result<Vec<&Module>, String> {
        if let Using::Template(target, _) = &file.file.using {
            let template = if let Target::Path(path) = target { self.find(path) } else { None };
            let missing = || "the template that it is for is not there".to_owned();
            return template.map(|template| vec![template]).ok_or_else(missing);
        }
        let is_terraform = file.scope.language == ModuleLanguage::Terraform;
        let of_kind = |entry: &&Module| (entry.language == ModuleLanguage::Terraform) == is_terraform;
        let entries: Vec<&Module> = self.entries().into_iter().filter(of_kind).collect();
        let undeclared: Vec<Vec<&str>> = entries.iter().map(|entry| undeclared(file, entry)).collect();
        let all = file.file.values.len();
        let fits = |missing: &Vec<&str>| match is_terraform {
            true => missing.len() < all,
            false => missing.is_empty() && all > 0,
        };
        let fitting: Vec<&Module> =
            entries.iter().zip(&undeclared).filter(|(_, missing)| fits(missing)).map(|it| *it.0).collect();
        if !fitting.is_empty() {
            return Ok(fitting);
        }
        if all == 0 {
            return Err("it sets no parameter".to_owned());
        }
        let nearest = entries.iter().zip(&undeclared).min_by_key(|(_, missing)| missing.len());
        Err(match nearest {
            None => "there is none in its language".to_owned(),
            Some((entry, missing)) => {
                let path = if entry.path.is_empty() { "." } else { &entry.path };
                let names: Vec<String> = missing.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
                format!("`{path}`, the nearest, does not declare {}", names.join(", "))
            }
        })
    }
}

/// The names of the values in a file that the entry point does not declare.
fn undeclared<'f>(file: &'f ValueFile, entry: &Module) -> Vec<&'f str> {
    let key = |name: &str| match entry.language {
        ModuleLanguage::Terraform => name.to_owned(),
        _ => name.to_ascii_lowercase(),
    };
    let declared: HashSet<String> = entry.parameters.iter().map(|parameter| key(&parameter.name)).collect();
    let names = file.file.values.iter().map(|value| &*value.name);
    names.filter(|name| !declared.contains(&key(name))).collect()
}
