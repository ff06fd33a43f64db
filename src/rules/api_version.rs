//! Checks that API versions are ones that Azure will go on taking.
//!
//! ## Why is this bad?
//!
//! Azure refuses a deployment that asks for an API version it has retired. Previews go first: each
//! may be switched off a few months after a stable version has what it has.
//!
//! ## What Azure does by default
//!
//! There is no default: every resource names its version. azurerm and published modules choose it
//! themselves. 2016-06-27-preview, 2017-06-01-preview and 2018-02-01-preview were retired on
//! 2023-10-16; the end of 2017-03-01 is announced for September 2026.
//!
//! ## What to do instead
//!
//! Write the newest stable version, in Bicep after the `@` of the type, in ARM as `apiVersion`, in
//! azapi in `type`. Keep a preview where the code sets what only previews have: nothing is said of
//! those. Tasks, agent pools and task runs have versions of their own.
//!
//! ## What it costs or breaks
//!
//! A newer version may have other properties; `property-not-in-version` tells of those that are
//! gone. azapi checks bodies against the versions it was released with, so an older azapi may have
//! to be updated first.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/templates/microsoft.containerregistry/registries>
//! - <https://learn.microsoft.com/azure/templates/microsoft.containerregistry/change-log/registries>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types>

use crate::diagnostic::{Applicability, Change, Repair, Severity};
use crate::model::{ApiVersions, Doubt, Ending, Resource, Strays, ending, is_preview, is_same_in};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "an API version is retired, about to be, or a preview without need",
    severity: &[Severity::Error, Severity::Warning, Severity::Note],
    set: Set::Default,
    fix: Some(Applicability::Safe),
    check: Check::Any(check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let version = match cx.api_version(resource) {
        Ok(version) => version,
        Err(verdict) => return verdict,
    };
    let Some(versions) = ApiVersions::of(&resource.kind) else {
        return Verdict::NotApplicable(format!("acrlint does not know the versions of `{}`", resource.kind));
    };
    let newest = versions.newest().unwrap_or_default();
    let (severity, message, better) = match ending(version) {
        Some(Ending::Retired(day)) => {
            (Severity::Error, format!("Azure ended API version {version} on {day}"), newest)
        }
        Some(Ending::Announced(when)) => (
            Severity::Warning,
            format!("Azure has announced the end of API version {version} for {when}"),
            newest,
        ),
        None if !versions.has(version) => {
            let message = format!("acrlint does not know API version {version} of `{}`", resource.kind);
            (Severity::Note, message, newest)
        }
        None => match stable_instead(resource, version, versions) {
            Ok(None) => return Verdict::Pass,
            Err(doubt) => return Verdict::Unknown(doubt),
            Ok(Some(stable)) => {
                let message = format!("{version} is a preview, and a stable version has all that is written");
                (Severity::Note, message, stable)
            }
        },
    };
    if let Some(value) = &resource.version {
        cx.report_value(value, "apiVersion", message).severity = severity;
        cx.advise(match versions.has(version) || ending(version).is_some() {
            true => format!("write {better}"),
            false => format!("check that Azure has it; the newest that acrlint knows is {better}"),
        });
        if versions.has(version) || ending(version).is_some() {
            cx.repair(is_same_in(resource, version, better).then(|| {
                Repair::new(
                    format!("write API version {better}"),
                    Applicability::Safe,
                    vec![Change::Word(value.span, version.to_owned(), better.to_owned())],
                )
                .about(&["apiVersion"])
            }));
        }
    }
    Verdict::Fail
}

/// The newest stable version that has everything that is written for a preview, if there is one.
fn stable_instead(
    resource: &Resource,
    version: &str,
    versions: ApiVersions,
) -> Result<Option<&'static str>, Doubt> {
    let Some(here) = Strays::of(resource, version).filter(|_| is_preview(version)) else { return Ok(None) };
    let mut unsure = None;
    for stable in versions.stable() {
        let Some(there) = Strays::of(resource, stable) else { continue };
        let mut lost = there.found.iter().filter(|stray| here.found.iter().all(|it| it.path != stray.path));
        match (lost.clone().any(|stray| stray.is_certain), lost.next(), there.doubt) {
            (true, ..) => {}
            (false, None, None) => return Ok(Some(stable)),
            (false, Some(stray), _) => unsure = unsure.or(Some(stray.doubt(stable))),
            (false, None, doubt) => unsure = unsure.or(doubt),
        }
    }
    unsure.map_or(Ok(None), Err)
}
