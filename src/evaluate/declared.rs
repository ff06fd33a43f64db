//! Where the names of a module are declared. Modules are lists; looking up each name in fifty
//! thousand declarations would not be linear.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::lower::{Module, ModuleLanguage};

/// Indices of declarations by name. Of several with one name the first counts.
pub(super) struct Declared {
    /// ARM compares the names of parameters and variables without case.
    fold: bool,
    parameters: HashMap<Arc<str>, usize>,
    variables: HashMap<Arc<str>, usize>,
    resources: HashMap<Arc<str>, usize>,
    calls: HashMap<Arc<str>, usize>,
    functions: HashMap<Arc<str>, usize>,
    imports: HashMap<Arc<str>, usize>,
    /// Indices of the resources nested in a resource.
    nested: HashMap<usize, Vec<usize>>,
}

impl Declared {
    pub(super) fn of(module: &Module) -> Rc<Self> {
        let fold = module.language == ModuleLanguage::Arm;
        let mut nested: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, resource) in module.resources.iter().enumerate() {
            if let Some(parent) = resource.parent {
                nested.entry(parent).or_default().push(index);
            }
        }
        Rc::new(Self {
            fold,
            parameters: first(module.parameters.iter().map(|it| &it.name), fold),
            variables: first(module.variables.iter().map(|it| &it.name), fold),
            resources: first(module.resources.iter().map(|it| &it.symbol), false),
            calls: first(module.calls.iter().map(|it| &it.symbol), false),
            functions: first(module.functions.iter().map(|it| &it.name), true),
            imports: first(module.imports.iter().map(|it| &it.alias), false),
            nested,
        })
    }

    pub(super) fn parameter(&self, name: &str) -> Option<usize> {
        get(&self.parameters, name, self.fold)
    }

    pub(super) fn variable(&self, name: &str) -> Option<usize> {
        get(&self.variables, name, self.fold)
    }

    /// Whether a parameter or variable has the name.
    pub(super) fn is_value(&self, name: &str) -> bool {
        self.parameter(name).is_some() || self.variable(name).is_some()
    }

    pub(super) fn resource(&self, symbol: &str) -> Option<usize> {
        get(&self.resources, symbol, false)
    }

    pub(super) fn call(&self, symbol: &str) -> Option<usize> {
        get(&self.calls, symbol, false)
    }

    pub(super) fn function(&self, name: &str) -> Option<usize> {
        get(&self.functions, name, true)
    }

    pub(super) fn import(&self, alias: &str) -> Option<usize> {
        get(&self.imports, alias, false)
    }

    pub(super) fn nested_in(&self, resource: usize) -> &[usize] {
        self.nested.get(&resource).map_or(&[], Vec::as_slice)
    }
}

fn first<'m>(names: impl Iterator<Item = &'m Arc<str>>, fold: bool) -> HashMap<Arc<str>, usize> {
    let mut indices = HashMap::new();
    for (index, name) in names.enumerate() {
        let name = if fold { name.to_ascii_lowercase().into() } else { name.clone() };
        indices.entry(name).or_insert(index);
    }
    indices
}

fn get(indices: &HashMap<Arc<str>, usize>, name: &str, fold: bool) -> Option<usize> {
    match fold {
        _ if indices.is_empty() => None,
        true => indices.get(name.to_ascii_lowercase().as_str()),
        false => indices.get(name),
    }
    .copied()
}
