//! How registries stand: what the rules said of a deployment, kept by registry.

use super::{Gathered, to_own_place};
use crate::diagnostic::{AssessedRegistry, AssessedRow, Assessment};
use crate::discover::Discovered;
use crate::link::Deployment;
use crate::model::{Model, Resource};

/// The assessment of a deployment.
pub(super) fn assessment(deployment: &Deployment, model: &Model, rows: Vec<AssessedRow>) -> Assessment {
    let registry = |registry: &Resource| AssessedRegistry {
        resource: registry.reference(),
        tier: registry.get("sku.name").value.as_str().map(str::to_owned),
    };
    Assessment {
        entry: deployment.entry.path.clone(),
        context: deployment.context.clone(),
        registries: model.registries().map(registry).collect(),
        rows,
    }
}

impl Gathered {
    /// The assessments that have to do with a named path, with everything done to them that is done to
    /// findings and verdicts before they are reported.
    pub(super) fn assess(&mut self, discovered: &Discovered) -> Vec<Assessment> {
        let mut assessments = std::mem::take(&mut self.assessments);
        assessments.retain(|it| is_shown(it, discovered, &self.named_plans));
        for row in assessments.iter_mut().flat_map(|it| &mut it.rows) {
            row.verdict.mask();
            for (found, acceptance) in &mut row.found {
                to_own_place(found, &discovered.sources);
                *acceptance = self.suppressions.acceptance(found);
                found.mask();
            }
        }
        assessments.sort_by(|a, b| (&a.entry, &a.context).cmp(&(&b.entry, &b.context)));
        assessments
    }
}

/// Whether a registry of a deployment, its entry point or its parameters lie in a named path.
fn is_shown(assessment: &Assessment, discovered: &Discovered, plans: &[String]) -> bool {
    let is_covered = |registry: &AssessedRegistry| {
        discovered.covers(&discovered.sources.get(registry.resource.span.source).path)
    };
    let context = assessment.context.as_ref();
    let is_named = discovered.covers(&assessment.entry)
        || context.is_some_and(|context| discovered.covers(context) || plans.contains(context));
    !assessment.registries.is_empty() && (is_named || assessment.registries.iter().any(is_covered))
}
