//! Which variable files apply to a Terraform directory.

use std::collections::HashSet;

use crate::artifact::{Installed, is_installed};
use crate::lower::{Module, ModuleLanguage, Target};

use super::{Deployment, Program, ValueFile, deployment};

impl Program {
    /// Puts the modules that Terraform fetched in place of their sources. What was not fetched stays
    /// as written.
    pub fn install(&mut self, installed: &Installed) {
        let by_path = &self.by_path;
        for module in self.modules.iter_mut().filter(|module| module.language == ModuleLanguage::Terraform) {
            for call in &mut module.calls {
                let Target::Remote(_) = &call.target else { continue };
                let directory = installed.find(&module.path, &call.symbol);
                if let Some(directory) = directory.filter(|directory| by_path.contains_key(*directory)) {
                    call.target = Target::Path(directory.to_owned());
                }
            }
        }
        self.drop_stale();
    }

    /// Fetched modules that nothing calls any more are left from before.
    fn drop_stale(&mut self) {
        let mut reached = HashSet::new();
        for module in self.modules.iter().filter(|module| !is_installed(&module.path)) {
            self.reach(module, &mut reached);
        }
        let reached: HashSet<String> = reached.into_iter().map(str::to_owned).collect();
        self.modules.retain(|module| !is_installed(&module.path) || reached.contains(&module.path));
        self.by_path = self.modules.iter().enumerate().map(|(i, module)| (module.path.clone(), i)).collect();
    }

    /// `terraform.tfvars` and `*.auto.tfvars` always apply; every other `*.tfvars` of the directory
    /// or a sub-folder that is no module itself is one more context on top.
    pub(super) fn terraform<'a>(&'a self, entry: &'a Module, deployments: &mut Vec<Deployment<'a>>) {
        let in_directory = |file: &&ValueFile| {
            let folder = file.file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let below = folder.strip_prefix(entry.path.as_str()).filter(|_| !entry.path.is_empty());
            let below = if entry.path.is_empty() { Some(folder) } else { below };
            match below {
                Some("") => true,
                Some(rest) => {
                    (entry.path.is_empty() || rest.starts_with('/'))
                        && rest.split('/').filter(|part| !part.is_empty()).count() <= 2
                        && self.find(folder).is_none()
                }
                None => false,
            }
        };
        let is_tfvars = |file: &&ValueFile| file.file.path.contains(".tfvars");
        let files: Vec<&ValueFile> = self.values.iter().filter(is_tfvars).filter(in_directory).collect();
        let always = |file: &&&ValueFile| {
            let name = file.file.path.rsplit('/').next().unwrap_or("");
            name.starts_with("terraform.tfvars") || name.contains(".auto.tfvars")
        };
        let (always, others): (Vec<&ValueFile>, Vec<&ValueFile>) = files.iter().partition(always);
        if others.is_empty() {
            let context = always.last().map(|file| file.file.path.clone());
            deployments.push(deployment(entry, always, context));
            return;
        }
        for file in others {
            let values = always.iter().copied().chain([file]).collect();
            deployments.push(deployment(entry, values, Some(file.file.path.clone())));
        }
    }
}
