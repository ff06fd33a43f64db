//! Checks that replicas are in regions that are allowed.
//!
//! ## Why is this bad?
//!
//! A replica holds every image of the registry. In a region that your rules on data residency do not
//! name, so are the images.
//!
//! ## What Azure does by default
//!
//! A replica may be in any region that has container registries. The rule is off until the
//! configuration names the regions.
//!
//! ## What to do instead
//!
//! Name the regions in `acrlint.toml`, `allowed-regions = ["westeurope", "northeurope"]`, and give
//! replicas one of them: `location` of `replications` in Bicep and ARM, `location` of a block
//! `georeplications` in azurerm.
//!
//! ## What it costs or breaks
//!
//! A replica cannot move: another one is made and this one deleted.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication>

use crate::diagnostic::Severity;
use crate::model::Resource;
use crate::rules::{Check, Context, Rule, Set, Sku, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a replica is in a region that is not allowed",
    severity: &[Severity::Warning],
    set: Set::Default,
    peers: &["Azure.ACR.ReplicaLocation"],
    needs: Sku::Premium,
    check: Check::Child(&["replications"], check),
    ..Rule::BASE
};

fn check(replica: &Resource, cx: &mut Context) -> Verdict {
    let Some(allowed) = cx.allowed_regions() else {
        return Verdict::NotApplicable("the configuration does not say which regions are allowed".into());
    };
    let allowed: Vec<String> = allowed.iter().map(|region| region_name(region)).collect();
    let location = replica.get("location");
    let outside = location.test(|value| Some(!allowed.contains(&region_name(value.as_str()?))));
    let verdict = cx.verdict(outside, &location, || {
        let region = location.value.as_str().unwrap_or("this region");
        format!("`{region}` is none of the regions that are allowed")
    });
    cx.advise(format!("allowed are {}", allowed.join(", ")));
    verdict
}

/// `West Europe` is another way to write `westeurope`.
fn region_name(text: &str) -> String {
    text.replace(' ', "").to_ascii_lowercase()
}
