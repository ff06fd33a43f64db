//! Which directory a plan was made of. There the plan is one more context: its values hold for the
//! resources that it names, the code says where they are written.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::terraform::{folder, in_order};
use super::{Deployment, Program, ValueFile, deployment};
use crate::lower::{Element, Entry, Expr, ExprKind, Module, ModuleLanguage, ParameterFile, Plan, Variable};

/// A plan and what it was made of.
#[derive(Debug)]
pub(super) struct PlannedRoot {
    pub(super) plan: Plan,
    /// Path of the directory, if one beyond doubt declares what the plan says.
    entry: Option<String>,
    /// Path of the variable file that agrees with the plan.
    pub(super) base: Option<String>,
    /// The variables of the plan that have other values than the code says.
    pub(super) given: ValueFile,
}

impl PlannedRoot {
    /// Whether the plan was made of this directory.
    pub(super) fn is_for(&self, entry: &Module) -> bool {
        self.entry.as_deref() == Some(entry.path.as_str())
    }
}

impl Program {
    /// Takes in plans.
    pub fn plan(&mut self, mut plans: Vec<Plan>) {
        plans.sort_by(|a, b| a.path.cmp(&b.path));
        let entries = self.entries();
        let roots: Vec<(&Module, HashSet<String>)> = entries
            .into_iter()
            .filter(|entry| entry.language == ModuleLanguage::Terraform && !plans.is_empty())
            .map(|entry| (entry, symbols(entry)))
            .collect();
        let found = plans.into_iter().map(|plan| self.root_of(plan, &roots)).collect();
        self.plans = found;
    }

    /// Paths of the plans, in order.
    pub fn plan_paths(&self) -> Vec<String> {
        self.plans.iter().map(|plan| plan.plan.path.clone()).collect()
    }

    /// Plans of directories that are not there.
    pub(super) fn plans_alone(&self) -> impl Iterator<Item = Deployment<'_>> {
        let alone = self.plans.iter().filter(|plan| plan.entry.is_none());
        alone.map(|plan| deployment(&plan.plan.module, Vec::new(), None))
    }

    fn root_of(&self, plan: Plan, roots: &[(&Module, HashSet<String>)]) -> PlannedRoot {
        let entry = nearest(&plan, roots);
        let files = self.variable_files();
        let files = entry.and_then(|entry| files.get(entry.path.as_str())).map_or(&[][..], Vec::as_slice);
        let (always, others) = entry.map(|entry| in_order(entry, files)).unwrap_or_default();
        let planned: HashMap<&str, &Expr> =
            plan.variables.iter().map(|variable| (&*variable.name, &variable.value)).collect();
        let base = others.into_iter().find(|file| agrees(file, &planned));
        let parameters = entry.map_or(&[][..], |entry| &entry.parameters);
        let mut said: HashMap<&str, &Expr> = parameters
            .iter()
            .filter_map(|parameter| Some((&*parameter.name, parameter.default.as_ref()?)))
            .collect();
        let files = always.iter().chain(&base);
        said.extend(files.flat_map(|file| &file.file.values).map(|value| (&*value.name, &value.value)));
        let differs =
            |variable: &&Variable| said.get(&*variable.name).is_none_or(|said| !same(said, &variable.value));
        let values = plan.variables.iter().filter(differs).cloned().collect();
        let base = base.map(|base| base.file.path.clone());
        PlannedRoot { given: given(&plan, values), entry: entry.map(|entry| entry.path.clone()), base, plan }
    }
}

/// The directory nearest to the plan that declares what the plan's root module does; none if there
/// are several.
fn nearest<'m>(plan: &Plan, roots: &[(&'m Module, HashSet<String>)]) -> Option<&'m Module> {
    if plan.declared.is_empty() {
        return None;
    }
    let declares = |symbols: &HashSet<String>| plan.declared.iter().all(|symbol| symbols.contains(&**symbol));
    let here = folder(&plan.path);
    let fitting = roots.iter().filter(|(_, symbols)| declares(symbols));
    let mut fitting: Vec<(usize, &Module)> =
        fitting.map(|(module, _)| (distance(here, &module.path), *module)).collect();
    fitting.sort_by_key(|(distance, _)| *distance);
    match fitting.as_slice() {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, module), ..] => Some(module),
        [] => None,
    }
}

/// What a directory declares, as a plan names it.
fn symbols(module: &Module) -> HashSet<String> {
    let resources = module.resources.iter().map(|resource| resource.symbol.to_string());
    resources.chain(module.calls.iter().map(|call| format!("module.{}", call.symbol))).collect()
}

/// Steps up and down between two folders.
fn distance(from: &str, to: &str) -> usize {
    let parts = |path: &'_ str| path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (from, to): (Vec<String>, Vec<String>) = (parts(from), parts(to));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    from.len() + to.len() - 2 * shared
}

fn given(plan: &Plan, values: Vec<Variable>) -> ValueFile {
    let file =
        ParameterFile { path: plan.path.clone(), source: plan.source, values, ..ParameterFile::default() };
    let scope = Module { path: plan.path.clone(), source: plan.source, ..Module::default() };
    ValueFile { file, scope }
}

/// Whether a variable file says nothing else than the plan, and something at all.
fn agrees(file: &ValueFile, planned: &HashMap<&str, &Expr>) -> bool {
    let mut values = file.file.values.iter();
    !file.file.values.is_empty()
        && values.all(|value| planned.get(&*value.name).is_none_or(|planned| same(&value.value, planned)))
}

/// Whether two expressions are the same literal. Terraform converts between text and other
/// primitives, so those are compared as text.
fn same(a: &Expr, b: &Expr) -> bool {
    let text = |expr: &Expr| match &expr.kind {
        ExprKind::String(text) => Some(text.clone()),
        ExprKind::Bool(value) => Some(Arc::from(value.to_string())),
        ExprKind::Int(value) => Some(value.to_string().into()),
        ExprKind::Float(value) => Some(value.to_string().into()),
        _ => None,
    };
    match (&a.kind, &b.kind) {
        (ExprKind::Null, ExprKind::Null) => true,
        (ExprKind::Array(a), ExprKind::Array(b)) => {
            let pair = |(a, b): (&Element, &Element)| !a.spread && !b.spread && same(&a.value, &b.value);
            a.len() == b.len() && a.iter().zip(b).all(pair)
        }
        (ExprKind::Object(a), ExprKind::Object(b)) => match (members(a), members(b)) {
            (Some(a), Some(b)) => {
                a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
            }
            _ => false,
        },
        _ => text(a).is_some_and(|a| text(b) == Some(a)),
    }
}

fn members(entries: &[Entry]) -> Option<HashMap<&str, &Expr>> {
    let member = |entry| match entry {
        &Entry::Property { key: Expr { kind: ExprKind::String(ref name), .. }, ref value } => {
            Some((&**name, value))
        }
        _ => None,
    };
    entries.iter().map(member).collect()
}
