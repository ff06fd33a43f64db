//! What soft delete does not work beside (Microsoft Learn, soft delete policy, limitations).

use super::{Model, Resource, Truth};
use crate::source::Span;

/// Something that a registry may have and that soft delete excludes.
#[derive(Clone, Debug)]
pub struct Excluded {
    /// What it is.
    pub what: &'static str,
    /// Whether the registry has it.
    pub there: Truth,
    /// Where that is said.
    pub at: Span,
}

/// Types below a registry that soft delete excludes.
const CHILDREN: [(&str, &str); 2] = [("replications", "replicas"), ("cacheRules", "cache rules")];

impl Model {
    /// What a registry has or may have that soft delete excludes.
    pub fn excluded_by_soft_delete(&self, registry: &Resource) -> Vec<Excluded> {
        let retention = registry.get("properties.policies.retentionPolicy.status");
        let retention = Excluded {
            what: "retention of untagged manifests",
            there: retention.is("enabled"),
            at: retention.value.span,
        };
        let children = CHILDREN.iter().map(|(kind, what)| {
            let mut found = Excluded { what, there: Truth::False, at: registry.keyword };
            for child in self.children(registry, kind) {
                let is_block = child.keyword == registry.keyword;
                found.at = if is_block { child.head } else { child.keyword };
                found.there = found.there.or(self.is_with(child, registry));
            }
            found
        });
        let mut all = vec![retention];
        all.extend(children);
        all.retain(|found| found.there != Truth::False);
        all
    }
}
