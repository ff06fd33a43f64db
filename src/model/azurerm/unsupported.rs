//! Attributes that a provider version lacks: removed, not there yet, or never there.

use super::{Convert, NEVER, Row, Table, Version};
use crate::evaluate::{Item, Value, ValueKind};
use crate::source::Span;

/// An attribute or block as written that the provider version does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// Its name, dotted through blocks: `network_rule_set.virtual_network`.
    pub name: String,
    /// Where its name is written.
    pub span: Span,
    /// The first version (major, minor) from 2.0 on that has it; `None` if no known one has.
    pub since: Option<Version>,
    /// The first version that has it no more.
    pub until: Option<Version>,
    /// What took its place in the same block, if the version has that.
    pub replacement: Option<&'static str>,
    /// If only the name is another: the ARM path that both stand for.
    pub renamed: Option<&'static str>,
}

/// The version that the tables begin with.
const FIRST: Version = (2, 0);

/// What every resource has.
const ALWAYS: [&str; 2] = ["id", "timeouts"];

/// Members that are looked at in one resource: more than any resource has, few enough for any input.
const MAX_MEMBERS: usize = 10_000;

/// Attributes of one resource that are told.
const MAX_FOUND: usize = 100;

/// What is written of a resource that the version lacks. Empty where the table is not complete.
pub(in crate::model) fn unsupported(written: &Value, table: &Table, version: Version) -> Vec<Unsupported> {
    let is_in = |(since, until): Lifetime| since <= version && version < until;
    let mut lacking: Vec<Unsupported> = Vec::new();
    for Found { mut attribute, lifetime, heir } in Walk::of(written, table).found {
        // Of a block that is not there nothing is.
        let is_inside = |block: &Unsupported| {
            attribute.name.strip_prefix(&block.name).is_some_and(|below| below.starts_with('.'))
        };
        if is_in(lifetime) || lacking.iter().any(is_inside) {
            continue;
        }
        if let Some(heir) = heir.filter(|heir| is_in(heir.lifetime)) {
            (attribute.replacement, attribute.renamed) = (Some(heir.name), heir.path);
        }
        lacking.push(attribute);
    }
    lacking
}

/// The first version that has an attribute and the first that has it no more, of all attributes of
/// a resource that have not always been there.
pub(in crate::model) fn lifetimes(written: &Value, table: &Table) -> Vec<Lifetime> {
    let found = Walk::of(written, table).found.into_iter();
    found.filter(|found| found.attribute.since.is_some()).map(|found| found.lifetime).collect()
}

/// First version with, first version without.
type Lifetime = (Version, Version);

/// An attribute that some version lacks.
struct Found {
    attribute: Unsupported,
    lifetime: Lifetime,
    /// What took its place.
    heir: Option<Heir>,
}

/// What takes the place of an attribute.
struct Heir {
    name: &'static str,
    lifetime: Lifetime,
    /// The ARM path, if it is the same attribute under another name.
    path: Option<&'static str>,
}

#[derive(Default)]
struct Walk {
    found: Vec<Found>,
    members: usize,
}

/// The versions that have one of the rows.
fn lifetime<'r>(rows: impl Iterator<Item = &'r Row> + Clone) -> Option<Lifetime> {
    Some((rows.clone().map(|row| row.since).min()?, rows.map(|row| row.until).max()?))
}

fn heir_of(old: &Row, path: &str, rows: &'static [Row], within: &str) -> Option<Heir> {
    let named = format!("{within}{}", old.now);
    let heirs = || rows.iter().filter(|row| row.from == named);
    let is_same = |row: &&Row| {
        let is_kind = std::mem::discriminant(&row.convert) == std::mem::discriminant(&old.convert);
        old.from == path && row.to == old.to && is_kind
    };
    Some(Heir { name: old.now, lifetime: lifetime(heirs())?, path: heirs().find(is_same).map(|row| row.to) })
}

impl Walk {
    fn of(written: &Value, table: &Table) -> Self {
        let mut walk = Self::default();
        walk.table(written, table);
        walk
    }

    fn table(&mut self, written: &Value, table: &Table) {
        if !table.complete {
            return;
        }
        self.objects(written, "", table.rows, "");
        for (attribute, _, rows) in table.children {
            let block = written.as_object().and_then(|object| object.get(attribute, false));
            if let Some(block) = block {
                self.objects(&block.value, &format!("{attribute}."), rows, "");
            }
        }
    }

    /// The members of an object, or of those in a list: `written` is how they are called, `within`
    /// how the rows call them.
    fn objects(&mut self, value: &Value, written: &str, rows: &'static [Row], within: &str) {
        self.members += 1;
        match &value.kind {
            _ if self.members > MAX_MEMBERS => {}
            ValueKind::Object(object) => {
                for item in object.items.iter().take(MAX_MEMBERS) {
                    self.member(item, written, rows, within);
                }
            }
            ValueKind::List(list) => {
                list.items
                    .iter()
                    .take(MAX_MEMBERS)
                    .for_each(|item| self.objects(item, written, rows, within));
            }
            ValueKind::OneOf(alternatives) => {
                for alternative in alternatives.iter() {
                    self.objects(&alternative.value, written, rows, within);
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, item: &Item, written: &str, rows: &'static [Row], within: &str) {
        let name = format!("{written}{}", item.key);
        let path = format!("{within}{}", item.key);
        if ALWAYS.contains(&path.as_str()) {
            return;
        }
        let below = format!("{path}.");
        let fitting = || rows.iter().filter(|row| row.from == path || row.from.starts_with(&below));
        let known = lifetime(fitting());
        if known != Some(((0, 0), NEVER)) {
            let old = fitting().find(|row| !row.now.is_empty());
            let until = known.map(|(_, until)| until).filter(|until| *until != NEVER);
            let since = known.map(|(since, _)| since.max(FIRST));
            let attribute = Unsupported {
                name: name.clone(),
                span: item.key_span,
                since,
                until,
                replacement: None,
                renamed: None,
            };
            if self.found.len() < MAX_FOUND && !self.found.iter().any(|found| found.attribute == attribute) {
                let heir = old.and_then(|old| heir_of(old, &path, rows, within));
                self.found.push(Found { attribute, lifetime: known.unwrap_or((NEVER, NEVER)), heir });
            }
        }
        for row in fitting() {
            match row.convert {
                Convert::Each(inner) | Convert::EachIf(_, _, inner) | Convert::ByKey(_, inner)
                    if row.from == path =>
                {
                    return self.objects(&item.value, &format!("{name}."), inner, "");
                }
                _ if row.from != path => {
                    return self.objects(&item.value, &format!("{name}."), rows, &below);
                }
                _ => {}
            }
        }
    }
}
