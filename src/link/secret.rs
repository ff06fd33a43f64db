//! Where values of secure parameters are written: defaults and parameter files.

use std::collections::HashSet;

use super::Program;
use crate::lower::{Module, Target};
use crate::source::Span;

impl Program {
    /// The places, sorted.
    pub fn secrets(&self) -> Vec<Span> {
        let (mut spans, mut names) = (Vec::new(), HashSet::new());
        let mut open: Vec<&Module> = self.modules.iter().collect();
        while let Some(module) = open.pop() {
            for parameter in module.parameters.iter().filter(|parameter| parameter.secure) {
                names.insert(parameter.name.to_ascii_lowercase());
                spans.extend(parameter.default.as_ref().map(|default| default.span));
            }
            open.extend(module.calls.iter().filter_map(|call| match &call.target {
                Target::Embedded(module) => Some(&**module),
                _ => None,
            }));
        }
        // By name alone: which template a file belongs to may be a guess, a secret shown is one. ARM tells
        // names apart without case.
        let values = self.values.iter().flat_map(|file| &file.file.values);
        let secret = values.filter(|value| names.contains(&value.name.to_ascii_lowercase()));
        spans.extend(secret.map(|value| value.value.span));
        spans.extend(self.plans.iter().flat_map(|plan| &plan.plan.secrets));
        spans.sort();
        spans
    }
}
