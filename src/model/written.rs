//! What is written for a registry that the API version does not have.

use super::schema::{self, Lack, Presence};
use super::{ApiVersions, Doubt, Resource};
use crate::evaluate::{Item, Value, ValueKind};

/// Members of any resource, whatever its type.
const ENVELOPE: &[&str] = &[
    "$schema",
    "apiVersion",
    "asserts",
    "comments",
    "condition",
    "copy",
    "dependsOn",
    "etag",
    "existing",
    "extendedLocation",
    "id",
    "import",
    "kind",
    "location",
    "managedBy",
    "managedByExtended",
    "metadata",
    "name",
    "parent",
    "plan",
    "resources",
    "scope",
    "symbolicName",
    "systemData",
    "tags",
    "type",
    "zones",
];

/// Members that are looked at in one resource, and how deep: values are shared, and one may hold
/// another more often than anybody can visit.
const MAX_MEMBERS: usize = 10_000;
const MAX_DEPTH: usize = 24;

/// Something that is written and that the API version does not have.
#[derive(Clone, Debug)]
pub struct Stray {
    /// Dotted path as written; `[]` stands for a member of a list.
    pub path: String,
    /// The place of its name.
    pub place: Value,
    /// What would have it; none if no version does.
    pub lack: Option<Lack>,
    /// It is written whatever happens, not only in one of several cases.
    pub is_certain: bool,
    /// It is `null` here, which Azure takes for absent: another caller may set it.
    pub is_null: bool,
}

impl Stray {
    /// Its name as written.
    pub fn name(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }

    /// The doubt about one that is written only in one of several cases.
    pub fn doubt(&self, version: &str) -> Doubt {
        let reason = format!("{version} does not have `{}`, which may be written", self.name());
        Doubt::from(reason).at(self.place.span, "this may be written")
    }

    /// The property that was meant, if it is close to one that stands beside it, or is one that
    /// belongs elsewhere.
    pub fn meant(&self, kind: &str) -> Option<String> {
        self.beside(kind).map(str::to_owned).or_else(|| schema::path_to(kind, self.name()))
    }

    /// The property that was meant, if it is close to one that stands beside it and is not written too.
    pub fn meant_beside(&self, resource: &Resource) -> Option<&'static str> {
        let meant = self.beside(&resource.kind)?;
        let mut at = &resource.body;
        for key in self.path.split('.').take(self.path.split('.').count() - 1) {
            at = &at.as_object()?.get(key, true)?.value;
        }
        at.as_object()?.get(meant, true).is_none().then_some(meant)
    }

    fn beside(&self, kind: &str) -> Option<&'static str> {
        let parent = self.path.rsplit_once('.').map_or("", |(parent, _)| parent);
        crate::diagnostic::closest(self.name(), schema::members(kind, parent))
    }
}

/// What is written that an API version does not have.
#[derive(Clone, Debug, Default)]
pub struct Strays {
    /// In the order in which it is written.
    pub found: Vec<Stray>,
    /// Set if there may be more.
    pub doubt: Option<Doubt>,
}

impl Strays {
    /// Looks through a resource. `None` if nothing is known of the version of its type.
    pub fn of(resource: &Resource, version: &str) -> Option<Self> {
        ApiVersions::of(&resource.kind).filter(|versions| versions.is_read(version))?;
        let mut walk = Walk { kind: &resource.kind, version, left: MAX_MEMBERS, strays: Self::default() };
        walk.value(&resource.body, "", true, MAX_DEPTH);
        Some(walk.strays)
    }
}

/// Whether all that is written for a resource does the same in two API versions. Of one that acrlint
/// knows nothing of, because Azure has ended it, all does what it says.
pub fn is_same_in(resource: &Resource, one: &str, other: &str) -> bool {
    let lost = |version: &str| -> Option<Vec<String>> {
        let strays = Strays::of(resource, version).unwrap_or_default();
        strays.doubt.is_none().then(|| strays.found.into_iter().map(|stray| stray.path).collect())
    };
    lost(one).is_some_and(|paths| lost(other) == Some(paths))
}

struct Walk<'w> {
    kind: &'w str,
    version: &'w str,
    left: usize,
    strays: Strays,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value, path: &str, is_certain: bool, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        match &value.kind {
            ValueKind::Object(object) => {
                for item in &object.items {
                    self.member(item, value, path, (is_certain, depth));
                }
                if object.rest.is_some() {
                    self.doubt(value, path);
                }
            }
            ValueKind::List(list) => {
                let path = format!("{path}[]");
                for item in &list.items {
                    self.value(&item.clone().out_of(value), &path, is_certain, depth);
                }
                if list.rest.is_some() {
                    self.doubt(value, &path);
                }
            }
            ValueKind::OneOf(alternatives) => {
                for alternative in alternatives.iter() {
                    self.value(&alternative.value.clone().out_of(value), path, false, depth);
                }
            }
            ValueKind::Unknown(_) => self.doubt(value, path),
            _ => {}
        }
    }

    /// Of what is not known only what other versions have is feared, not slips.
    fn doubt(&mut self, value: &Value, path: &str) {
        if self.strays.doubt.is_none() && schema::may_hold_more(self.kind, path, self.version) {
            self.strays.doubt = Some(Doubt::about(value));
        }
    }

    fn member(&mut self, item: &Item, within: &Value, path: &str, (is_certain, depth): (bool, usize)) {
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        let is_top = path.is_empty();
        let path = if is_top { item.key.to_string() } else { format!("{path}.{}", item.key) };
        let lack = match schema::presence(self.kind, &path, self.version) {
            Presence::Branch => {
                return self.value(&item.value.clone().out_of(within), &path, is_certain, depth);
            }
            Presence::Leaf => return,
            Presence::Unknown if is_top && ENVELOPE.iter().any(|it| it.eq_ignore_ascii_case(&item.key)) => {
                return;
            }
            Presence::Unknown => None,
            Presence::Lacks(lack) => Some(lack),
        };
        let place = Value { kind: ValueKind::Null, span: item.key_span, ..within.clone() };
        let is_certain = is_certain && !may_be_null(&item.value);
        let is_null = item.value.is_null();
        self.strays.found.push(Stray { path, place, lack, is_certain, is_null });
    }
}

fn may_be_null(value: &Value) -> bool {
    match &value.kind {
        ValueKind::OneOf(alternatives) => alternatives.iter().any(|each| each.value.is_null()),
        _ => false,
    }
}
