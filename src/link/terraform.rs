//! Which variable files apply to a Terraform directory.

use crate::lower::Module;

use super::{Deployment, Program, ValueFile, deployment};

impl Program {
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
