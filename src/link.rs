//! Modules to deployments: which templates are entry points, which parameter files go with them,
//! and what a module path means.

mod contexts;
mod given;
mod imports;
mod plan;
mod problems;
mod provider;
mod registry;
mod secret;
mod terraform;
mod variables;
mod verified;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::artifact::Artifacts;
use crate::lower::{
    Entry, Expr, ExprKind, Module, ModuleLanguage, ParameterFile, Plan, ProviderLock, Target, Using,
};
use crate::source::Span;

use plan::PlannedRoot;
pub use provider::ProviderVersion;

/// Every module and parameter file of a run, by path.
#[derive(Debug, Default)]
pub struct Program {
    modules: Vec<Module>,
    by_path: HashMap<String, usize>,
    /// Parameter files in path order.
    pub values: Vec<ValueFile>,
    /// Why a module is not at hand, by the place that names it.
    absent: HashMap<Span, String>,
    /// Lock files of Terraform by directory.
    locks: HashMap<String, ProviderLock>,
    plans: Vec<PlannedRoot>,
    /// Parameter files that the user named, as positions in `values`, by the path of the entry point.
    given: BTreeMap<String, Vec<usize>>,
    /// References that lead back to where they come from.
    cycles: Vec<Problem>,
    /// Paths of modules of the module cache: no entry points, whoever calls them.
    fetched: HashSet<String>,
}

pub use problems::{Problem, ProblemKind};

/// A parameter file and the scope in which its values are evaluated.
#[derive(Debug)]
pub struct ValueFile {
    /// What was read.
    pub file: ParameterFile,
    /// Its variables and values under their names.
    pub scope: Module,
}

/// An entry point with the parameter values of one context.
#[derive(Clone, Debug)]
pub struct Deployment<'a> {
    /// The entry point.
    pub entry: &'a Module,
    /// Parameter files, the most important last.
    pub values: Vec<&'a ValueFile>,
    /// Path of the file that makes this a context of its own; none with defaults only.
    pub context: Option<String>,
    /// Parameters whose values are not known although they have defaults: those that callers pass
    /// to a module of which no deployment makes an instance.
    pub passed: HashSet<String>,
    /// What Terraform planned for it.
    pub plan: Option<&'a Plan>,
}

impl Program {
    /// A program of these modules and parameter files, in any order; `artifacts` says what modules of
    /// registries are.
    pub fn new(mut modules: Vec<Module>, mut files: Vec<ParameterFile>, artifacts: &Artifacts) -> Self {
        modules.sort_by(|a, b| a.path.cmp(&b.path));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let by_path = modules.iter().enumerate().map(|(i, module)| (module.path.clone(), i)).collect();
        let values = files.into_iter().map(|file| {
            let variables = file.variables.iter().chain(&file.values).cloned().collect();
            let (path, source, imports) = (file.path.clone(), file.source, file.imports());
            let is_terraform = path.contains(".tfvars") || path.ends_with(".hcl");
            let language = if is_terraform { ModuleLanguage::Terraform } else { ModuleLanguage::Bicep };
            let scope = Module { path, source, language, variables, imports, ..Module::default() };
            ValueFile { file, scope }
        });
        let fetched = artifacts.cached().into_iter().map(|(_, path)| path).collect();
        let mut program = Self { modules, by_path, values: values.collect(), fetched, ..Self::default() };
        program.fetch(artifacts);
        program.import_types();
        program.find_cycles();
        program.note_missing_bases();
        program
    }

    /// The module of a root-relative path: a file, or a Terraform directory.
    pub fn find(&self, path: &str) -> Option<&Module> {
        self.by_path.get(path).and_then(|index| self.modules.get(*index))
    }

    /// The path of a module that is this path but for upper and lower case: some file systems find it.
    pub fn in_other_case(&self, path: &str) -> Option<&str> {
        self.modules.iter().map(|module| &*module.path).find(|other| other.eq_ignore_ascii_case(path))
    }

    /// What a parameter file may set that extends one that is not known is not known either.
    fn note_missing_bases(&mut self) {
        let known = |path: &String| self.values_at(path).is_some();
        let missing = |file: &ValueFile| {
            file.file.extends.as_ref().is_some_and(|(path, span)| !known(path) || self.closes_cycle(*span))
        };
        let lost: Vec<bool> = self.values.iter().map(missing).collect();
        for (file, _) in self.values.iter_mut().zip(lost).filter(|(_, lost)| *lost) {
            file.file.incomplete = Some("the parameter file extends another that is not read");
        }
    }

    /// The parameter file of a root-relative path.
    fn values_at(&self, path: &str) -> Option<&ValueFile> {
        let index = self.values.binary_search_by(|file| file.file.path.as_str().cmp(path)).ok()?;
        self.values.get(index)
    }

    /// Why the module that is named at a place is not at hand, if that is known.
    pub fn why_absent(&self, place: Span) -> Option<&str> {
        self.absent.get(&place).map(String::as_str)
    }

    /// All modules in path order.
    pub fn modules(&self) -> &[Module] {
        &self.modules
    }

    /// Entry points with their contexts: each once per parameter file that targets it, or with its
    /// defaults alone if there is none. A called template that a parameter file names is one too.
    pub fn deployments(&self) -> Vec<Deployment<'_>> {
        let contexts = self.contexts();
        let variables = self.variable_files();
        let mut deployments = Vec::new();
        let entries = self.entries();
        for entry in &entries {
            match (entry.language, contexts.get(entry.path.as_str())) {
                (ModuleLanguage::Terraform, inputs) => {
                    let inputs = inputs.map_or(&[][..], Vec::as_slice);
                    self.terraform(entry, &variables, inputs, &mut deployments);
                }
                (_, Some(files)) => deployments.extend(files.iter().map(|file| self.context(entry, file))),
                (_, None) => deployments.push(deployment(entry, Vec::new(), None)),
            }
        }
        let entered: HashSet<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
        for (path, files) in contexts.into_iter().filter(|(path, _)| !entered.contains(path)) {
            let Some(entry) = self.find(path) else { continue };
            let named = files.into_iter().filter(|file| matches!(file.file.using, Using::Template(..)));
            deployments.extend(named.map(|file| self.context(entry, file)));
        }
        deployments.extend(self.plans_alone());
        deployments
    }

    fn context<'a>(&'a self, entry: &'a Module, file: &'a ValueFile) -> Deployment<'a> {
        deployment(entry, self.chain(file), Some(file.file.path.clone()))
    }

    /// Modules that are called, but of which no deployment made an instance: every call stands in a
    /// loop over nothing. They are evaluated alone, so that what they declare is not passed over.
    pub fn without_instance(&self, made: &HashSet<&str>) -> Vec<Deployment<'_>> {
        let is_idle = |module: &&Module| !made.contains(module.path.as_str()) && !module.source.is_builtin();
        let idle = self.modules.iter().filter(is_idle);
        let alone = idle.filter(|module| self.is_own(module)).map(|entry| Deployment {
            passed: self.passed_to(&entry.path),
            ..deployment(entry, Vec::new(), None)
        });
        alone.collect()
    }

    /// Names of the arguments that any call passes to a module.
    fn passed_to(&self, path: &str) -> HashSet<String> {
        let calls = self.modules.iter().flat_map(|module| &module.calls);
        let calls = calls.filter(|call| matches!(&call.target, Target::Path(target) if target == path));
        let mut names = HashSet::new();
        for call in calls {
            let ExprKind::Object(entries) = &call.arguments.kind else { continue };
            for entry in entries {
                if let Entry::Property { key: Expr { kind: ExprKind::String(name), .. }, .. } = entry {
                    names.insert(name.to_string());
                }
            }
        }
        names
    }

    /// The Bicep file beside a template that Bicep generated.
    pub fn compiled_from(&self, module: &Module) -> Option<&Module> {
        let stem = module.path.strip_suffix(".json").filter(|_| module.generated)?;
        self.find(&format!("{stem}.bicep"))
    }

    /// True if somebody wrote it who can change it.
    fn is_own(&self, module: &Module) -> bool {
        self.compiled_from(module).is_none() && !self.fetched.contains(&module.path)
    }

    /// Modules that nobody calls; of a cycle that nobody enters, the first by path.
    fn entries(&self) -> Vec<&Module> {
        let mut called: HashSet<&str> = self.fetched.iter().map(String::as_str).collect();
        for module in &self.modules {
            callees(module, &mut |path| {
                if path != module.path {
                    called.insert(path);
                }
            });
        }
        let mut reached: HashSet<&str> = HashSet::new();
        // What Bicep compiled is what its source is: called, if that is.
        let is_called = |module: &&Module| {
            let source = self.compiled_from(module).unwrap_or(module);
            called.contains(source.path.as_str()) || called.contains(module.path.as_str())
        };
        let (rest, uncalled): (Vec<&Module>, Vec<&Module>) = self.modules.iter().partition(is_called);
        let rest = rest.into_iter().filter(|module| self.is_own(module));
        let mut entries = Vec::new();
        for module in uncalled.into_iter().chain(rest) {
            if !reached.contains(module.path.as_str()) {
                entries.push(module);
                self.reach(module, &mut reached);
            }
        }
        entries
    }

    fn reach<'a>(&'a self, from: &'a Module, reached: &mut HashSet<&'a str>) {
        let mut pending = vec![from];
        while let Some(module) = pending.pop() {
            if reached.insert(&module.path) {
                callees(module, &mut |path| pending.extend(self.find(path)));
            }
        }
    }

    /// Whether a deployment may read the admin credentials of a registry.
    pub fn reads_credentials(&self, deployment: &Deployment) -> bool {
        let mut parts = HashSet::new();
        let mut readers = self.modules.iter().filter(|module| module.reads_credentials).peekable();
        if readers.peek().is_some() {
            self.reach(deployment.entry, &mut parts);
        }
        readers.any(|module| parts.contains(module.path.as_str()))
    }

    /// Paths of everything a deployment is made of: modules (directories for Terraform) and
    /// parameter files.
    pub fn parts<'a>(&'a self, deployment: &Deployment<'a>) -> HashSet<&'a str> {
        let mut parts = HashSet::new();
        self.reach(deployment.entry, &mut parts);
        parts.extend(deployment.values.iter().map(|file| file.file.path.as_str()));
        parts
    }
}

fn deployment<'a>(entry: &'a Module, values: Vec<&'a ValueFile>, context: Option<String>) -> Deployment<'a> {
    Deployment { entry, values, context, passed: HashSet::new(), plan: None }
}

/// Calls `found` with the path of every local module that `module` calls, nested templates
/// included.
fn callees<'a>(module: &'a Module, found: &mut dyn FnMut(&'a str)) {
    for call in &module.calls {
        match &call.target {
            Target::Path(path) => found(path),
            Target::Embedded(inner) => callees(inner, found),
            Target::Remote(_) => {}
        }
    }
}
