//! azurerm attributes and the ARM paths they stand for. Tables, not code: one row per attribute with
//! the provider versions that have it, read from the provider's schemas from 2.0 to 5.2
//! (hashicorp/terraform-provider-azurerm, internal/services) and its upgrade guides.

mod children;
mod companions;
mod consumers;
mod registry;
mod release;
mod translate;
mod unsupported;

use crate::diagnostic::Literal;
pub(super) use release::newest;
pub(super) use translate::{keys, put, translate};
pub use unsupported::Unsupported;
pub(super) use unsupported::{lifetimes, unsupported};

/// A provider version: major, minor.
pub type Version = (u32, u32);

const NEVER: Version = (u32::MAX, 0);

/// How an attribute's value becomes the ARM value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Convert {
    /// As it is.
    Same,
    /// It has no place in ARM, or none that rules read.
    Nothing,
    /// One of two texts: for `true`, for `false`.
    Switch(&'static str, &'static str),
    /// `true` is `false`.
    Not,
    /// A number of days above 0 enables the policy at this path, 0 disables it.
    Days,
    /// A place in lower case without spaces.
    Region,
    /// The id of a built-in role by its name.
    Role,
    /// `Vaultsecret` if it is the id of a secret in a key vault, else `Opaque`.
    SecretKind,
    /// Each block of the list is an object.
    Each(&'static [Row]),
    /// As [`Convert::Each`], of the blocks of which the attribute is `true`, or else of the others;
    /// those of which it is not known are among both.
    EachIf(&'static str, bool, &'static [Row]),
    /// Each block is a member of an object; the attribute is its key.
    ByKey(&'static str, &'static [Row]),
    /// Each member of a list is an object with the member at this path.
    Wrap(&'static str),
    /// The presence of the block is this text. Says something only in versions that have the row.
    Present(&'static str),
    /// Whatever is written, this text.
    Fixed(&'static str),
    /// A list of ids is an object with the ids as keys.
    Keys,
    /// The members of a map are added to a list as objects of `name` and `value`; whether they are
    /// secret is said beside them.
    Pairs(Option<bool>),
    /// It is added to a list as an object of `name`, which is this, and `value`.
    Entry(&'static str),
    /// A text and after it attributes, each with what stands before and after it. Those that are
    /// absent are left out, and the schemes of addresses.
    Join(&'static str, &'static [(&'static str, &'static str, &'static str)]),
}

const ON_OFF: Convert = Convert::Switch("Enabled", "Disabled");
const POLICY: Convert = Convert::Switch("enabled", "disabled");

/// One attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Attribute, dotted through blocks: `network_rule_set.default_action`. Empty for the whole.
    pub from: &'static str,
    /// ARM path from the resource.
    pub to: &'static str,
    pub convert: Convert,
    /// First version that has it.
    pub since: Version,
    /// First version that has it no more.
    pub until: Version,
    /// What took its place.
    pub now: &'static str,
}

/// One resource type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    pub kind: &'static str,
    pub arm: &'static str,
    pub rows: &'static [Row],
    /// Rows that other types have too.
    pub shared: &'static [Row],
    /// The attribute that names the resource it belongs to: its name or its id.
    pub parent: &'static str,
    /// Blocks that are child resources: attribute, ARM type and rows.
    pub children: &'static [(&'static str, &'static str, &'static [Row])],
    /// The rows are all attributes that the provider ever had.
    pub complete: bool,
}

impl Row {
    const fn since(self, major: u32, minor: u32) -> Self {
        Self { since: (major, minor), ..self }
    }

    const fn until(self, major: u32, minor: u32) -> Self {
        Self { until: (major, minor), ..self }
    }

    const fn now(self, now: &'static str) -> Self {
        Self { now, ..self }
    }

    fn is_in(&self, version: Version) -> bool {
        self.since <= version && version < self.until
    }

    /// What the attribute has to be for this value in ARM.
    fn written(&self, value: Literal) -> Option<Literal> {
        /// How long azurerm keeps untagged manifests where the block is there without a number.
        const DAYS: i64 = 7;
        match (self.convert, &value) {
            (Convert::Same, _) => Some(value),
            (Convert::Not, Literal::Bool(value)) => Some(Literal::Bool(!value)),
            (Convert::Switch(on, _), Literal::Text(text)) if text.eq_ignore_ascii_case(on) => {
                Some(true.into())
            }
            (Convert::Switch(_, off), Literal::Text(text)) if text.eq_ignore_ascii_case(off) => {
                Some(false.into())
            }
            (Convert::Days, Literal::Text(text)) if text == "enabled" => Some(Literal::Int(DAYS)),
            _ => None,
        }
    }

    /// Whether it says what is at an ARM path.
    fn tells(&self, path: &str) -> bool {
        match (self.convert, path.split_at_checked(self.to.len())) {
            (Convert::Nothing | Convert::Fixed(_), _) | (_, None) => false,
            (Convert::Days, Some((start, ".status" | ".days"))) => start.eq_ignore_ascii_case(self.to),
            (_, Some((start, below))) => below.is_empty() && start.eq_ignore_ascii_case(self.to),
        }
    }
}

const fn row(from: &'static str, to: &'static str, convert: Convert) -> Row {
    Row { from, to, convert, since: (0, 0), until: NEVER, now: "" }
}

const fn same(from: &'static str, to: &'static str) -> Row {
    row(from, to, Convert::Same)
}

/// An attribute that says nothing about the resource in ARM.
const fn only(from: &'static str) -> Row {
    row(from, "", Convert::Nothing)
}

const fn table(kind: &'static str, arm: &'static str, rows: &'static [Row], parent: &'static str) -> Table {
    Table { kind, arm, rows, shared: &[], parent, children: &[], complete: false }
}

impl Table {
    const fn complete(self) -> Self {
        Self { complete: true, ..self }
    }
}

fn tables() -> impl Iterator<Item = &'static Table> + Clone {
    let families = [registry::TABLES, children::TABLES, companions::TABLES, consumers::TABLES];
    families.into_iter().flatten()
}

/// The table of a Terraform type, without `data.`.
pub(super) fn table_of(kind: &str) -> Option<&'static Table> {
    tables().find(|table| table.kind == kind)
}

/// The azurerm attribute of an ARM path in a provider version, else the newest spelling.
pub(super) fn spelling(arm: &str, path: &str, version: Version) -> Option<&'static str> {
    Some(row_of(arm, path, version)?.from)
}

/// Whether the attribute of an ARM path is `true` or `false` where ARM has two words.
pub(super) fn is_switch(arm: &str, path: &str, version: Version) -> bool {
    let found = row_of(arm, path, version);
    found.is_some_and(|row| matches!(row.convert, Convert::Switch(..)))
}

/// What the attribute of an ARM path has to be for this value there.
pub(super) fn written(arm: &str, path: &str, version: Version, value: Literal) -> Option<Literal> {
    row_of(arm, path, version).filter(|row| row.is_in(version))?.written(value)
}

/// What a block of this name has to hold for an object with these members at an ARM path.
pub(super) fn block(
    arm: &str,
    (name, path): (&str, &str),
    members: Vec<(String, Literal)>,
) -> Option<Literal> {
    let inner = rows_of(arm).find_map(|row| match row.convert {
        Convert::Each(inner) if row.from == name => Some(inner),
        _ => None,
    });
    let within = |row: &'static Row, key: &str| -> Option<&'static str> {
        let is_meant = row.to.strip_prefix(path)?.strip_prefix('.')? == key;
        row.from.strip_prefix(name)?.strip_prefix('.').filter(|_| is_meant)
    };
    let mut written = Vec::new();
    for (key, value) in members {
        let (name, row) = match inner {
            Some(inner) => inner.iter().find(|row| row.to == key).map(|row| (row.from, row))?,
            None => rows_of(arm).find_map(|row| Some((within(row, &key)?, row)))?,
        };
        // What the block says by being there is not written in it.
        if !matches!(row.convert, Convert::Fixed(_)) {
            written.push((name.to_owned(), row.written(value)?));
        }
    }
    Some(Literal::Object(written))
}

/// The versions that can say what is at an ARM path: the first, and the first that cannot any more.
/// `None` if none ever could.
pub(super) fn lifetime(arm: &str, path: &str) -> Option<(Version, Version)> {
    let rows = || rows_of(arm).filter(|row| row.tells(path));
    Some((rows().map(|row| row.since).min()?, rows().map(|row| row.until).max()?))
}

fn row_of(arm: &str, path: &str, version: Version) -> Option<&'static Row> {
    let mut rows = rows_of(arm).filter(|row| row.tells(path));
    let first = rows.clone().next();
    rows.find(|row| row.is_in(version)).or(first)
}

fn rows_of(arm: &str) -> impl Iterator<Item = &'static Row> + Clone {
    let parts = |table: &'static Table| {
        let blocks = table.children.iter().map(|(_, kind, rows)| (*kind, *rows));
        [(table.arm, table.rows), (table.arm, table.shared)].into_iter().chain(blocks)
    };
    let all = tables().flat_map(parts);
    all.filter(move |(kind, _)| kind.eq_ignore_ascii_case(arm)).flat_map(|(_, rows)| rows)
}

/// What azurerm sends when nothing is written, where Azure would take something else when nothing
/// is sent: type below the registry, path, the first version that does so no more, the value.
#[rustfmt::skip]
const SENT: &[(&str, &str, Version, &str)] = &[
    ("", "sku.name", (3, 0), "Classic"),
    ("", "properties.dataEndpointEnabled", NEVER, "false"),
    ("replications", "properties.regionEndpointEnabled", (5, 0), "false"),
    ("connectedRegistries", "properties.mode", NEVER, "ReadWrite"),
    ("connectedRegistries", "properties.logging.logLevel", NEVER, "None"),
    ("agentPools", "properties.count", NEVER, "1"),
    ("agentPools", "properties.tier", NEVER, "S1"),
    ("tasks", "properties.step.isPushEnabled", NEVER, "true"),
    ("tasks", "properties.step.noCache", NEVER, "false"),
];

/// What azurerm sends for a path of a type below the registry when nothing is written, if that
/// differs from Azure's default.
pub(super) fn sent(kind: &str, path: &str, version: Version) -> Option<&'static str> {
    let fits =
        |(of, at, until, _): &&(&str, &str, Version, &str)| *of == kind && *at == path && version < *until;
    SENT.iter().find(fits).map(|(.., value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema;

    const CASES: &str = concat!(
        include_str!("../../testdata/azurerm/children.txt"),
        "\n",
        include_str!("../../testdata/azurerm/companions.txt"),
        "\n",
        include_str!("../../testdata/azurerm/consumers.txt"),
        "\n",
        include_str!("../../testdata/azurerm/registry.txt"),
    );

    /// What the cases of types write.
    fn written(wanted: impl Fn(&str) -> bool) -> String {
        let cases =
            CASES.split("\n\n").filter(|case| wanted(case.split_whitespace().next().unwrap_or_default()));
        cases.filter_map(|case| case.split("->").next()).collect()
    }

    #[test]
    fn every_row_has_a_case() {
        let mut missing = Vec::new();
        let mut look = |of: &str, rows: &[Row], written: &str| {
            for row in
                rows.iter().filter(|row| !row.from.is_empty() && !matches!(row.convert, Convert::Nothing))
            {
                let leaf = row.from.rsplit('.').next().unwrap_or(row.from);
                let words = || written.split(|c: char| !c.is_alphanumeric() && c != '_');
                if !words().any(|word| word == leaf) {
                    missing.push(format!("{of} {}", row.from));
                }
            }
        };
        for table in tables() {
            let own = written(|kind| kind == table.kind);
            assert!(!own.is_empty(), "no case of {}", table.kind);
            look(
                table.kind,
                table.children.iter().flat_map(|(.., rows)| *rows).copied().collect::<Vec<_>>().as_slice(),
                &own,
            );
        }
        for table in tables() {
            for rows in [table.rows, table.shared] {
                // Rows that types share need a case of one of them.
                let has = |other: &Table| [other.rows, other.shared].iter().any(|it| std::ptr::eq(*it, rows));
                look(table.kind, rows, &written(|kind| table_of(kind).is_some_and(has)));
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn the_schema_and_the_tables_tell_the_same_first_version() {
        let mut wrong = Vec::new();
        for table in tables() {
            for property in schema::properties(table.arm).filter(|property| !property.path.contains("[]")) {
                let known = lifetime(table.arm, property.path).map(|(since, _)| since);
                let declared = property.azurerm;
                if declared.is_some() != known.is_some()
                    || known.is_some_and(|since| since > (0, 0) && Some(since) != declared)
                {
                    wrong.push(format!(
                        "{} {}: {declared:?}, in the table {known:?}",
                        table.arm, property.path
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
