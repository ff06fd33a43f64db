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
    /// The first version (major, minor) that has it; `None` if no known one has.
    pub since: Option<Version>,
    /// The first version that has it no more.
    pub until: Option<Version>,
    /// What took its place, dotted likewise.
    pub replacement: Option<&'static str>,
}

/// Members that are looked at in one resource: more than any resource has, few enough for any input.
const MAX_MEMBERS: usize = 10_000;

/// Attributes of one resource that are told.
const MAX_FOUND: usize = 100;

/// What is written of a resource that the version lacks. Empty where the table is not complete.
pub(in crate::model) fn unsupported(written: &Value, table: &Table, version: Version) -> Vec<Unsupported> {
    let mut walk = Walk::default();
    walk.table(written, table);
    let mut lacking: Vec<Unsupported> = Vec::new();
    for (found, since, until) in walk.found {
        // Of a block that is not there nothing is.
        let is_inside = |block: &Unsupported| {
            found.name.strip_prefix(&block.name).is_some_and(|below| below.starts_with('.'))
        };
        if (version < since || until <= version) && !lacking.iter().any(is_inside) {
            // What took its place may have gone too.
            let replacement = found.replacement.filter(|now| has(table, now, version));
            lacking.push(Unsupported { replacement, ..found });
        }
    }
    lacking
}

/// Whether a version has an attribute, of the resource or of the blocks that are resources.
fn has(table: &Table, attribute: &str, version: Version) -> bool {
    let blocks = table.children.iter().flat_map(|(_, _, rows)| rows.iter());
    table.rows.iter().chain(blocks).any(|row| row.from == attribute && row.is_in(version))
}

/// The first version that has an attribute and the first that has it no more, of all attributes of
/// a resource that have not always been there.
pub(in crate::model) fn lifetimes(written: &Value, table: &Table) -> Vec<(Version, Version)> {
    let mut walk = Walk::default();
    walk.table(written, table);
    let known = walk.found.into_iter().filter(|(found, ..)| found.since.is_some());
    known.map(|(_, since, until)| (since, until)).collect()
}

#[derive(Default)]
struct Walk {
    /// Attributes that some version lacks, with the versions that have them.
    found: Vec<(Unsupported, Version, Version)>,
    members: usize,
}

impl Walk {
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
        match &value.kind {
            ValueKind::Object(object) => {
                for item in &object.items {
                    self.members += 1;
                    if self.members <= MAX_MEMBERS {
                        self.member(item, written, rows, within);
                    }
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
        let below = format!("{path}.");
        let fitting = || rows.iter().filter(|row| row.from == path || row.from.starts_with(&below));
        let since = fitting().map(|row| row.since).min();
        let until = fitting().map(|row| row.until).max();
        let lifetime = (since.unwrap_or(NEVER), until.unwrap_or(NEVER));
        if since.is_none() || lifetime != ((0, 0), NEVER) {
            let replacement = fitting().map(|row| row.now).find(|now| !now.is_empty());
            let until = until.filter(|until| *until != NEVER);
            let found = Unsupported { name: name.clone(), span: item.key_span, since, until, replacement };
            let known = |(other, ..): &(Unsupported, Version, Version)| *other == found;
            if self.found.len() < MAX_FOUND && !self.found.iter().any(known) {
                self.found.push((found, lifetime.0, lifetime.1));
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
