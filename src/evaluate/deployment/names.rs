//! The values of parameters and variables, for people who ask for them.

use super::Expansion;
use crate::evaluate::scope::Evaluator;
use crate::evaluate::value::Value;
use crate::link::{Deployment, Program};
use crate::lower::{Module, ModuleLanguage, Space};
use crate::source::{SourceMap, Span};

/// A parameter or variable of a module instance.
#[derive(Clone, Debug)]
pub struct Named {
    /// What it is called: ``parameter `sku` ``, with the address of its module.
    pub label: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// Whether a module declares a name where `asked` says.
pub fn declares(module: &Module, asked: &dyn Fn(Span) -> bool) -> bool {
    let parameters = module.parameters.iter().map(|parameter| parameter.name_span);
    parameters.chain(module.variables.iter().map(|variable| variable.name_span)).any(asked)
}

/// The parameters and variables that are declared where `asked` says, of each instance of their
/// module in a deployment.
pub fn names(
    program: &Program,
    sources: &SourceMap,
    deployment: &Deployment,
    asked: &dyn Fn(Span) -> bool,
) -> Vec<Named> {
    let evaluator = Evaluator::new(program, sources);
    let entry = evaluator.entry(deployment);
    let mut expansion = Expansion::new(&evaluator, &|_| false);
    expansion.module(&entry);
    let mut found = Vec::new();
    for scope in expansion.instances.iter().filter_map(|(id, _)| evaluator.scope_of(*id)) {
        let Module { language, parameters, variables, .. } = scope.module;
        let terraform = *language == ModuleLanguage::Terraform;
        let words = if terraform { ["variable", "local"] } else { ["parameter", "variable"] };
        let parameters = parameters.iter().map(|it| (Space::Parameter, words[0], &it.name, it.name_span));
        let variables = variables.iter().map(|it| (Space::Variable, words[1], &it.name, it.name_span));
        for (space, word, name, span) in parameters.chain(variables).filter(|(.., span)| asked(*span)) {
            let Some(value) = evaluator.name(&scope, space, name, span) else { continue };
            let module = scope.prefix.trim_end_matches([':', '.']);
            let of = if module.is_empty() { String::new() } else { format!(" of `{module}`") };
            found.push(Named { label: format!("{word} `{name}`{of}"), name: name.to_string(), value });
        }
    }
    found
}
