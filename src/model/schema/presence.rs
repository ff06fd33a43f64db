//! Which properties an API version has.

use super::paths::{PATHS, READ_ONLY};
use super::{Property, properties};
use crate::model::below_registry;
use crate::model::versions::{ApiVersions, day, is_preview};

/// Why an API version does not have a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It came with this version.
    Until(&'static str),
    /// Only previews have it, from this one on.
    PreviewOnly(&'static str),
    /// Versions from this one on have it no more.
    From(&'static str),
}

impl Lack {
    /// What would have it, as a clause.
    pub fn phrase(self) -> String {
        match self {
            Self::Until(needed) => format!("needs API version {needed} or later"),
            Self::PreviewOnly(needed) => format!("needs API version {needed} or a later preview"),
            Self::From(gone) => format!("API versions from {gone} on lack it"),
        }
    }
}

/// What is known of a path in a version of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Presence {
    /// The version has it, with members of its own that are known.
    Branch,
    /// The version has it; what is in it, if anything, is open.
    Leaf,
    /// The version lacks it, others have it.
    Lacks(Lack),
    /// No version has it.
    Unknown,
}

/// When a property was there: since, first stable, gone.
type Span = (&'static str, &'static str, (&'static str, &'static str));

/// What is known of a dotted path, `[]` for each member of a list, in a version of a type.
pub(in crate::model) fn presence(kind: &str, path: &str, version: &str) -> Presence {
    let mut found = Presence::Unknown;
    for (known, span) in rows(kind) {
        let Some(is_whole) = leads_to(path, known) else { continue };
        let lack = span.and_then(|span| lack(span, version));
        found = match (found, lack) {
            (_, None) if is_whole => return Presence::Leaf,
            // That Azure sets something in it does not bring an object into a version.
            (Presence::Lacks(_), None) if span.is_none() => found,
            (_, None) => Presence::Branch,
            (Presence::Unknown, Some(lack)) => Presence::Lacks(lack),
            (Presence::Lacks(known), Some(lack)) => Presence::Lacks(better(known, lack)),
            (found, Some(_)) => found,
        };
    }
    found
}

/// Why a version of a type lacks what is at a path; `None` if it has it, or nothing is known of the
/// path or the version.
pub(in crate::model) fn lack_of(kind: &str, path: &str, version: &str) -> Option<Lack> {
    let found = || match presence(kind, path, version) {
        Presence::Lacks(lack) => Some(lack),
        _ => None,
    };
    ApiVersions::of(kind).filter(|versions| versions.is_read(version)).and_then(|_| found())
}

/// Whether something may stand below a path that a version of a type lacks and others have.
pub(in crate::model) fn may_hold_more(kind: &str, path: &str, version: &str) -> bool {
    let is_below = |known: &str| path.is_empty() || leads_to(path, known) == Some(false);
    rows(kind).any(|(known, span)| is_below(known) && span.and_then(|span| lack(span, version)).is_some())
}

/// The names that stand below a path in any version, some more than once.
pub(in crate::model) fn members(kind: &str, path: &str) -> impl Iterator<Item = &'static str> {
    let depth = if path.is_empty() { 0 } else { path.split('.').count() };
    rows(kind).filter_map(move |(known, _)| {
        let is_below = path.is_empty() || leads_to(path, known) == Some(false);
        let name = bare(known.split('.').nth(depth)?);
        (is_below && name != "*").then_some(name)
    })
}

/// Where a name belongs: the first path of a type, in any version, that has it as a segment, up to
/// there.
pub(in crate::model) fn path_to(kind: &str, name: &str) -> Option<String> {
    rows(kind).find_map(|(path, _)| {
        let at = path.split('.').position(|segment| bare(segment).eq_ignore_ascii_case(name))?;
        Some(path.split('.').take(at + 1).map(bare).collect::<Vec<&str>>().join("."))
    })
}

/// The known paths of a type; what Azure sets is in each version.
fn rows(kind: &str) -> impl Iterator<Item = (&'static str, Option<Span>)> {
    let below = below_registry(kind);
    let is_mine = move |kind: &str| below.is_some_and(|below| below.eq_ignore_ascii_case(kind));
    let read = properties(kind).map(|it: &Property| (it.path, Some((it.since, it.stable, it.gone))));
    let rest = PATHS.iter().filter(move |it| is_mine(it.kind));
    let rest = rest.flat_map(|it| it.paths.iter().map(|path| (*path, Some((it.since, it.stable, it.gone)))));
    let set = READ_ONLY.iter().filter(move |it| is_mine(it.0));
    let set = set.flat_map(|it| it.1).chain(&["properties.provisioningState"]).map(|path| (*path, None));
    read.chain(rest).chain(set)
}

/// Whether a path is a known one (true) or an object or list on the way to it (false).
fn leads_to(path: &str, known: &str) -> Option<bool> {
    let mut known = known.split('.');
    for segment in path.split('.') {
        let expected = known.next()?;
        // A list is on the way to what its members hold.
        if expected != "*" && !bare(expected).eq_ignore_ascii_case(bare(segment)) {
            return None;
        }
    }
    Some(known.next().is_none())
}

fn bare(segment: &str) -> &str {
    segment.strip_suffix("[]").unwrap_or(segment)
}

fn lack((since, stable, gone): Span, version: &str) -> Option<Lack> {
    let is_preview = is_preview(version);
    let gone = if is_preview { gone.1 } else { gone.0 };
    if !gone.is_empty() && day(version) >= day(gone) {
        return Some(Lack::From(gone));
    }
    match (is_preview, stable) {
        (true, _) => (day(version) < day(since)).then_some(Lack::Until(since)),
        (false, "") => Some(Lack::PreviewOnly(since)),
        (false, first) => (day(version) < day(first)).then_some(Lack::Until(first)),
    }
}

/// Of two ways to get something the one that asks for less.
fn better(one: Lack, other: Lack) -> Lack {
    match (one, other) {
        (Lack::Until(a), Lack::Until(b)) => Lack::Until(if day(b) < day(a) { b } else { a }),
        (Lack::PreviewOnly(a), Lack::PreviewOnly(b)) => {
            Lack::PreviewOnly(if day(b) < day(a) { b } else { a })
        }
        (Lack::Until(_), _) => one,
        (_, Lack::Until(_)) => other,
        (Lack::PreviewOnly(_), Lack::From(_)) => one,
        (Lack::From(_), Lack::PreviewOnly(_)) => other,
        (Lack::From(_), Lack::From(_)) => one,
    }
}
