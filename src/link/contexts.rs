//! Which template a parameter file of Bicep or ARM belongs to.

use std::collections::BTreeMap;

use crate::lower::{Module, ModuleLanguage, Target, Using};

use super::terraform::folder;
use super::{Program, ValueFile};

impl Program {
    /// Parameter files by the path of the template they target.
    pub(super) fn contexts(&self) -> BTreeMap<&str, Vec<&ValueFile>> {
        let mut contexts: BTreeMap<&str, Vec<&ValueFile>> = BTreeMap::new();
        for file in &self.values {
            if let Some(template) = self.template_for(file) {
                contexts.entry(&template.path).or_default().push(file);
            }
        }
        for entry in self.given.keys() {
            contexts.extend(self.given_to(entry).map(|files| (entry.as_str(), files)));
        }
        contexts
    }

    /// The template that a parameter file is for.
    pub(super) fn template_for(&self, file: &ValueFile) -> Option<&Module> {
        self.given_template(file).or_else(|| self.found_template(file))
    }

    fn found_template(&self, file: &ValueFile) -> Option<&Module> {
        match &file.file.using {
            Using::Template(Target::Path(template), _) => self.find(template),
            Using::Template(..) | Using::Nothing => None,
            Using::ByName if file.is_terragrunt() => self.find(folder(&file.file.path)),
            Using::ByName if file.scope.language == ModuleLanguage::Terraform => None,
            Using::ByName => self.template_of(&file.file.path),
        }
    }

    /// The parameter files that one extends and the file itself, the most important last.
    pub(super) fn chain<'a>(&'a self, file: &'a ValueFile) -> Vec<&'a ValueFile> {
        let (mut chain, mut at) = (vec![file], file);
        while let Some((base, span)) = &at.file.extends {
            let Some(next) = self.values_at(base).filter(|_| !self.closes_cycle(*span)) else { break };
            chain.push(next);
            at = next;
        }
        chain.reverse();
        chain
    }

    /// The template of an ARM parameter file by its name: `x[.env].parameters[.env].json` belongs
    /// to `x.bicep` or `x.json` in the same or the parent folder, a plain `parameters.json` to the
    /// only template beside it.
    fn template_of(&self, path: &str) -> Option<&Module> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let parent = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        let plain = name.strip_suffix(".bicepparam").unwrap_or(name);
        let stem = plain.split(".parameters").next().filter(|stem| stem.len() < name.len());
        let in_folder = |folder: &str, name: &str| match folder {
            "" => self.find(name),
            _ => self.find(&format!("{folder}/{name}")),
        };
        match stem {
            Some(stem) => {
                let short = stem.split('.').next().unwrap_or(stem);
                let names = [stem, short].map(|stem| [format!("{stem}.bicep"), format!("{stem}.json")]);
                let mut found = [folder, parent].into_iter().flat_map(|folder| {
                    names.as_flattened().iter().filter_map(move |name| in_folder(folder, name))
                });
                found.next()
            }
            None => {
                let beside = |module: &&Module| {
                    module.language != ModuleLanguage::Terraform
                        && module.path.rsplit_once('/').map_or("", |(folder, _)| folder) == folder
                };
                let mut templates = self.modules.iter().filter(beside);
                templates.next().filter(|_| templates.next().is_none())
            }
        }
    }
}
