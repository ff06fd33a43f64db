//! Checks that properties exist in the API version they are written for.
//!
//! ## Why is this bad?
//!
//! Azure does not look at what an API version does not have: `anonymousPullEnabled: false` on
//! 2023-07-01 leaves the registry as it was, open if it was open. The same goes for a slip in a name.
//! Whoever reads the code believes that the setting protects the registry.
//!
//! ## What Azure does by default
//!
//! A stable version may lack what an older preview has. All other rules take such a property for
//! absent: its default counts. What Azure itself sets, such as `loginServer`, may be written and does
//! nothing.
//!
//! ## What to do instead
//!
//! In Bicep and ARM write an API version that has the property, in azapi the same in `type`. The
//! message names the first one. Or remove the line. What azurerm removed is for `removed-attribute`
//! to say.
//!
//! ## What it costs or breaks
//!
//! A newer version may lack something else, which this rule reports then. With the setting in
//! effect the registry may change at the next deployment.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/templates/microsoft.containerregistry/change-log/registries>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/diagnostics/bcp037>

use crate::diagnostic::{Applicability, Change, Repair, Severity};
use crate::model::{Lack, Resource, Stray, Strays};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "the API version does not have a property",
    severity: &[Severity::Warning],
    set: Set::Default,
    fix: Some(Applicability::Unsafe),
    check: Check::Any(check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let version = match cx.api_version(resource) {
        Ok(version) => version,
        Err(verdict) => return verdict,
    };
    let Some(strays) = Strays::of(resource, version) else {
        return Verdict::NotApplicable(format!("acrlint does not know the properties of {version}"));
    };
    let mut fails = false;
    let mut doubt = strays.doubt.clone();
    for stray in strays.found.iter().filter(|stray| !stray.is_null) {
        if stray.is_certain {
            report(resource, stray, version, cx);
            cx.repair(repair(resource, stray, (version, &strays)));
            fails = true;
        } else {
            doubt.get_or_insert_with(|| stray.doubt(version));
        }
    }
    match (fails, doubt) {
        (true, _) => Verdict::Fail,
        (false, Some(doubt)) => Verdict::Unknown(doubt),
        (false, None) => Verdict::Pass,
    }
}

fn report(resource: &Resource, stray: &Stray, version: &str, cx: &mut Context) {
    let name = stray.name();
    let message = match stray.lack {
        Some(_) => format!("API version {version} does not have `{name}`, so it does nothing"),
        None => format!("no API version has `{name}` here, so it does nothing"),
    };
    cx.report_value(&stray.place, &stray.path, message);
    match stray.lack {
        Some(Lack::Until(needed)) => cx.advise(format!("write API version {needed} or later, or remove it")),
        Some(Lack::PreviewOnly(needed)) => {
            cx.advise(format!("only previews have it, from {needed} on; write one of them, or remove it"));
        }
        Some(Lack::From(gone)) => cx.advise(format!("remove it: versions from {gone} on do not have it")),
        None => {
            if let Some(meant) = stray.meant(&resource.kind) {
                cx.advise(format!("did you mean `{meant}`?"));
            }
        }
    }
}

/// A version that has it and all else that is written, or the name that was meant, or nothing where
/// newer versions have nothing.
fn repair(resource: &Resource, stray: &Stray, (version, here): (&str, &Strays)) -> Option<Repair> {
    match stray.lack {
        Some(Lack::Until(needed)) => newer(resource, needed, (version, here)),
        // Of a member of a list something would be left that Azure refuses.
        Some(Lack::From(_)) if stray.path.contains("[]") => None,
        Some(Lack::From(_)) => Some(
            Repair::new(
                format!("remove `{}`", stray.name()),
                Applicability::Safe,
                vec![Change::Remove(stray.place.span)],
            )
            .about(&[&stray.path]),
        ),
        Some(Lack::PreviewOnly(_)) => None,
        None => {
            let meant = stray.meant_beside(resource)?;
            let parent =
                stray.path.rsplit_once('.').map_or(String::new(), |(parent, _)| format!("{parent}."));
            Some(
                Repair::new(
                    format!("rename `{}` to `{meant}`", stray.name()),
                    Applicability::Unsafe,
                    vec![Change::Rename(stray.place.span, meant.to_owned())],
                )
                .about(&[stray.path.clone(), format!("{parent}{meant}")]),
            )
        }
    }
}

/// Another version, if that has all that this one has.
fn newer(resource: &Resource, needed: &str, (version, here): (&str, &Strays)) -> Option<Repair> {
    let there = Strays::of(resource, needed).filter(|there| there.doubt.is_none())?;
    let is_in = |stray: &Stray, strays: &Strays| strays.found.iter().any(|it| it.path == stray.path);
    let gains = here.found.iter().filter(|stray| !is_in(stray, &there)).map(|stray| stray.path.clone());
    let properties: Vec<String> = std::iter::once("apiVersion".to_owned()).chain(gains).collect();
    let place = resource.version.as_ref()?.span;
    there.found.iter().all(|stray| is_in(stray, here)).then(|| {
        Repair::new(
            format!("write API version {needed}"),
            // What did nothing begins to work, and may be what nobody wants.
            Applicability::Unsafe,
            vec![Change::Word(place, version.to_owned(), needed.to_owned())],
        )
        .about(&properties)
    })
}
