//! Findings by the registry they concern.

use std::collections::HashMap;

use super::Section;
use crate::diagnostic::{Diagnostic, Report, ResourceRef};
use crate::source::Span;

/// A declaration that makes a registry, with its findings; or what belongs to no single registry.
#[derive(Default)]
pub(in crate::report) struct Group<'r> {
    /// The registry as its first section has it.
    pub(in crate::report) registry: Option<&'r ResourceRef>,
    /// Indices of its sections: one per context.
    pub(in crate::report) sections: Vec<usize>,
    /// What is told here.
    pub(in crate::report) findings: Vec<Finding<'r>>,
    /// Numbers and rules of the findings that concern it and are told under another registry.
    pub(in crate::report) elsewhere: Vec<(usize, &'static str)>,
}

/// A finding with its number in the report.
pub(in crate::report) struct Finding<'r> {
    pub(in crate::report) number: usize,
    pub(in crate::report) diagnostic: &'r Diagnostic,
    /// Addresses of the other registries that it concerns.
    pub(in crate::report) others: Vec<&'r str>,
}

/// What makes a registry: in every context the same.
type Declaration<'r> = (Span, &'r str);

fn declaration(registry: &ResourceRef) -> Declaration<'_> {
    (registry.span, &registry.address)
}

/// One group per declaration of a registry, in order of the sections, and the last for what belongs to
/// none of them or to the deployment as a whole.
pub(in crate::report) fn groups<'r>(report: &'r Report, sections: &[Section<'r>]) -> Vec<Group<'r>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<Declaration, usize> = HashMap::new();
    for (index, section) in sections.iter().enumerate() {
        let registry = &section.registry.resource;
        let group = *known.entry(declaration(registry)).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.sections.push(index),
            None => {
                groups.push(Group { registry: Some(registry), sections: vec![index], ..Group::default() })
            }
        }
    }
    let none = groups.len();
    groups.push(Group::default());
    let concerned = concerned(report);
    let mut told: Vec<(usize, &Diagnostic, Vec<usize>)> = Vec::new();
    for found in &report.diagnostics {
        let declarations = concerned.get(&key(found)).into_iter().flatten();
        let mut all: Vec<usize> = declarations.filter_map(|it| known.get(it).copied()).collect();
        all.sort_unstable();
        all.dedup();
        let first = all.first().copied().unwrap_or(none);
        told.push((first, found, all));
    }
    told.sort_by_key(|(group, found, _)| (*group, found.severity));
    for (number, (first, diagnostic, all)) in told.into_iter().enumerate() {
        let mut others = Vec::new();
        for other in all.into_iter().filter(|other| *other != first) {
            if let Some(group) = groups.get_mut(other) {
                group.elsewhere.push((number + 1, diagnostic.rule));
                others.extend(group.registry.map(|registry| registry.address.as_str()));
            }
        }
        if let Some(group) = groups.get_mut(first) {
            group.findings.push(Finding { number: number + 1, diagnostic, others });
        }
    }
    groups
}

type Key<'r> = (&'static str, Span, &'r str);

fn key(found: &Diagnostic) -> Key<'_> {
    (found.rule, found.primary.span, &found.message)
}

/// The registries of each finding. What concerns the deployment as a whole is not listed, unless it
/// has one registry only.
fn concerned(report: &Report) -> HashMap<Key<'_>, Vec<Declaration<'_>>> {
    let mut concerned = HashMap::<_, Vec<_>>::new();
    for assessment in &report.assessments {
        for row in &assessment.rows {
            let sole: &[usize] = if assessment.registries.len() == 1 { &[0] } else { &[] };
            let registries = row.registries.as_deref().unwrap_or(sole).iter();
            let registries = registries.filter_map(|index| assessment.registries.get(*index));
            for registry in registries.map(|registry| declaration(&registry.resource)) {
                for (found, _) in &row.found {
                    let known = concerned.entry(key(found)).or_default();
                    if known.last() != Some(&registry) {
                        known.push(registry);
                    }
                }
            }
        }
    }
    concerned
}
