//! Which variable files apply to a Terraform directory.

use std::collections::{BTreeMap, HashSet};

use crate::artifact::{Installed, is_installed};
use crate::lower::{Module, ModuleLanguage, Target};
use crate::source::Span;

use super::{Deployment, PlannedRoot, Program, ValueFile, deployment};

impl ValueFile {
    /// A `terragrunt.hcl`.
    pub(super) fn is_terragrunt(&self) -> bool {
        self.file.path.ends_with("terragrunt.hcl")
    }
}

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
        self.find_cycles();
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

    /// Variable files by the directory that they belong to: their own, or the one above, at most two
    /// levels up, if theirs holds no code.
    pub(super) fn variable_files(&self) -> VariableFiles<'_> {
        let mut files = VariableFiles::new();
        for file in self.values.iter().filter(|file| file.file.path.contains(".tfvars")) {
            let mut at = folder(&file.file.path);
            for level in 0..=MAX_LEVELS {
                let module = self.find(at).filter(|it| it.language == ModuleLanguage::Terraform);
                // What knows none of its variables is not the code that a file further down is for.
                if let Some(module) = module.filter(|module| level == 0 || shares_variable(file, module)) {
                    files.entry(&module.path).or_default().push(file);
                    break;
                }
                at = folder(at);
            }
        }
        files
    }

    /// `terraform.tfvars` and `*.auto.tfvars` of the directory always apply; every other variable file,
    /// in the directory or below, is one more context on top, and so is every plan and every Terragrunt file
    /// with inputs for the directory.
    pub(super) fn terraform<'a>(
        &'a self,
        entry: &'a Module,
        files: &VariableFiles<'a>,
        inputs: &[&'a ValueFile],
        deployments: &mut Vec<Deployment<'a>>,
    ) {
        let files = files.get(entry.path.as_str()).map_or(&[][..], Vec::as_slice);
        let (always, mut others) = in_order(entry, files);
        if self.given.contains_key(&entry.path) {
            others.clear();
        }
        let plans: Vec<&PlannedRoot> = self.plans.iter().filter(|plan| plan.is_for(entry)).collect();
        if others.is_empty() && inputs.is_empty() && plans.is_empty() {
            let context = always.last().map(|file| file.file.path.clone());
            deployments.push(deployment(entry, always, context));
            return;
        }
        for file in others.into_iter().chain(inputs.iter().copied()).take(MAX_CONTEXTS) {
            let values = always.iter().copied().chain([file]).collect();
            deployments.push(deployment(entry, values, Some(file.file.path.clone())));
        }
        for plan in plans.into_iter().take(MAX_CONTEXTS) {
            let base = plan.base.as_ref().and_then(|base| files.iter().find(|file| file.file.path == *base));
            let values = always.iter().chain(base).copied().chain([&plan.given]).collect();
            let context = Some(plan.plan.path.clone());
            deployments.push(Deployment { plan: Some(&plan.plan), ..deployment(entry, values, context) });
        }
    }

    /// Directories with more contexts than are evaluated: the first variable file, Terragrunt file or
    /// plan that is left out.
    pub fn contexts_left_out(&self) -> Vec<Span> {
        let (contexts, files) = (self.contexts(), self.variable_files());
        let mut left_out = Vec::new();
        for entry in self.entries().into_iter().filter(|it| it.language == ModuleLanguage::Terraform) {
            let path = entry.path.as_str();
            let others = files.get(path).map(|files| in_order(entry, files).1).unwrap_or_default();
            let inputs = contexts.get(path).into_iter().flatten().copied();
            let plans = self.plans.iter().filter(|plan| plan.is_for(entry));
            let left = [
                others.into_iter().chain(inputs).nth(MAX_CONTEXTS).map(|file| file.file.source),
                plans.map(|plan| plan.plan.source).nth(MAX_CONTEXTS),
            ];
            left_out.extend(left.into_iter().flatten().map(|source| Span::new(source, 0, 0)));
        }
        left_out.sort_unstable();
        left_out
    }
}

/// Whether a file with values gives one for a variable of a module.
fn shares_variable(file: &ValueFile, module: &Module) -> bool {
    let declared: HashSet<&str> = module.parameters.iter().map(|variable| &*variable.name).collect();
    file.file.values.is_empty() || file.file.values.iter().any(|value| declared.contains(&*value.name))
}

/// Variable files by the path of their directory.
pub(super) type VariableFiles<'a> = BTreeMap<&'a str, Vec<&'a ValueFile>>;

/// How far below a directory its variable files may lie: `env/prod/terraform.tfvars`.
const MAX_LEVELS: usize = 2;

/// Each is an evaluation of everything that the directory declares.
pub(super) const MAX_CONTEXTS: usize = 100;

/// The files that always apply, later ones stronger, and all others
/// (developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence).
pub(super) fn in_order<'a>(
    entry: &Module,
    files: &[&'a ValueFile],
) -> (Vec<&'a ValueFile>, Vec<&'a ValueFile>) {
    let rank = |file: &&ValueFile| match file.file.path.rsplit('/').next().unwrap_or_default() {
        _ if folder(&file.file.path) != entry.path => None,
        "terraform.tfvars" => Some(0),
        "terraform.tfvars.json" => Some(1),
        name if name.ends_with(".auto.tfvars") || name.ends_with(".auto.tfvars.json") => Some(2),
        _ => None,
    };
    let (mut always, others): (Vec<&ValueFile>, Vec<&ValueFile>) =
        files.iter().partition(|file| rank(file).is_some());
    always.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.file.path.cmp(&b.file.path)));
    (always, others)
}

/// The folder of a root-relative path.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
