//! Modules of registries and template specs: from the module cache, else from the template that was
//! compiled from the Bicep file that calls them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Program;
use crate::artifact::{Artifact, Artifacts, Reference};
use crate::lower::{Call, Entry, Expr, ExprKind, Module, ModuleLanguage, Target, Using};
use crate::source::Span;

/// Nested templates by the Bicep file that calls them as modules, and the symbol of the call.
type Compiled = HashMap<(String, Arc<str>), Arc<Module>>;

impl Program {
    /// Puts modules in place of the names of registries, as far as they are at hand.
    pub(super) fn fetch(&mut self, artifacts: &Artifacts) {
        let compiled = if self.any_remote() { self.compiled() } else { Compiled::new() };
        let mut found: Vec<(usize, usize, Target)> = Vec::new();
        for (index, module) in self.modules.iter().enumerate() {
            for (number, call) in module.calls.iter().enumerate() {
                let Target::Remote(written) = &call.target else { continue };
                if module.language != ModuleLanguage::Bicep {
                    continue;
                }
                let artifact = artifacts.find(&module.path, written);
                match resolve_remote(&artifact, &compiled, module, call) {
                    Ok(target) => found.push((index, number, target)),
                    Err(reason) => self.absent.extend(reason.map(|reason| (call.target_span, reason))),
                }
            }
        }
        for (index, number, target) in found {
            if let Some(call) = self.modules.get_mut(index).and_then(|module| module.calls.get_mut(number)) {
                call.target = target;
            }
        }
        self.fetch_other_uses(artifacts);
    }

    /// What files import of modules and the templates of parameter files come from the cache alone.
    fn fetch_other_uses(&mut self, artifacts: &Artifacts) {
        let absent = &mut self.absent;
        let mut put = |file: &str, target: &mut Target, place: Span| {
            let Target::Remote(written) = &*target else { return };
            let artifact = artifacts.find(file, written);
            match (artifact.module, artifact.reference) {
                (Some(module), _) => *target = Target::Path(module),
                (None, Err(reason)) => {
                    absent.insert(place, reason);
                }
                (None, Ok(_)) => {}
            }
        };
        for module in &mut self.modules {
            for import in &mut module.imports {
                put(&module.path, &mut import.target, import.target_span);
            }
        }
        for values in &mut self.values {
            let path = &values.file.path;
            for import in values.file.imports.iter_mut().chain(&mut values.scope.imports) {
                put(path, &mut import.target, import.target_span);
            }
            let bicep = values.scope.language == ModuleLanguage::Bicep;
            if let Using::Template(target, place) = &mut values.file.using
                && bicep
            {
                put(path, target, *place);
            }
        }
    }

    fn any_remote(&self) -> bool {
        let mut calls = self.modules.iter().flat_map(|module| &module.calls);
        calls.any(|call| matches!(call.target, Target::Remote(_)))
    }

    /// What compiled templates hold of the modules that the Bicep beside them calls, through all its
    /// local modules.
    fn compiled(&self) -> Compiled {
        let mut compiled = Compiled::new();
        let pairs = self.modules.iter().filter_map(|module| Some((self.compiled_from(module)?, module)));
        let mut open: Vec<(&Module, &Module)> = pairs.collect();
        let mut seen: HashSet<&str> = HashSet::new();
        while let Some((source, template)) = open.pop() {
            if !seen.insert(&source.path) {
                continue;
            }
            for (position, call) in source.calls.iter().enumerate() {
                let Some(nested) = nested_template(template, source, position, call) else { continue };
                match &call.target {
                    Target::Path(path) => open.extend(self.find(path).map(|module| (module, &**nested))),
                    Target::Remote(_) => {
                        compiled.insert((source.path.clone(), call.symbol.clone()), nested.clone());
                    }
                    Target::Embedded(_) => {}
                }
            }
        }
        compiled
    }
}

/// What a reference to a module of a registry comes to: the module, or, if there is more to say than
/// that it is not at hand, why there is none.
fn resolve_remote(
    artifact: &Artifact,
    compiled: &Compiled,
    caller: &Module,
    call: &Call,
) -> Result<Target, Option<String>> {
    if let Some(cached) = &artifact.module {
        return Ok(Target::Path(cached.clone()));
    }
    if let Some(module) = compiled.get(&(caller.path.clone(), call.symbol.clone())) {
        return Ok(Target::Embedded(module.clone()));
    }
    match &artifact.reference {
        Ok(Reference::Registry { .. } | Reference::TemplateSpec { .. }) => Err(None),
        Err(reason) => Err(Some(reason.clone())),
    }
}

/// The nested template that a call was compiled to: the one of the same symbolic name, else of the
/// same deployment name; without symbolic names the order of calls is kept.
fn nested_template<'m>(
    template: &'m Module,
    source: &Module,
    position: usize,
    call: &Call,
) -> Option<&'m Arc<Module>> {
    let nested = |call: &'m Call| match &call.target {
        Target::Embedded(module) => Some(module),
        _ => None,
    };
    let by_symbol = template.calls.iter().find(|other| other.symbol == call.symbol).and_then(nested);
    let in_order = || {
        let other = template.calls.get(position).filter(|_| template.calls.len() == source.calls.len())?;
        nested(other).filter(|_| keys(&call.arguments) == keys(&other.arguments))
    };
    by_symbol.or_else(in_order)
}

/// Names of the members of an object, sorted.
fn keys(object: &Expr) -> Vec<&str> {
    let ExprKind::Object(entries) = &object.kind else { return Vec::new() };
    let key = |entry| match entry {
        &Entry::Property { key: Expr { kind: ExprKind::String(ref name), .. }, .. } => Some(&**name),
        _ => None,
    };
    let mut keys: Vec<&str> = entries.iter().filter_map(key).collect();
    keys.sort_unstable();
    keys
}
