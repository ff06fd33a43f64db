//! Models without what belongs to a language: addresses, places, histories.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use acrlint::evaluate::{Piece, Unknown, Value, ValueKind};
use acrlint::model::{Dialect, Model};

/// Members that say how a resource is declared and where it is put, not what it is. `metadata` and
/// `@options` are what decorators compile to.
const DECLARING: [&str; 14] = [
    "type",
    "apiversion",
    "name",
    "parent",
    "dependson",
    "condition",
    "copy",
    "resources",
    "scope",
    "existing",
    "metadata",
    "@options",
    "extension",
    "import",
];

/// Values of a resource that are looked at: what is shared may be without end on paper.
const MAX_VALUES: usize = 100_000;

/// A resource as both languages have it.
#[derive(Clone, Debug)]
pub struct Resource {
    pub kind: String,
    pub api_version: Option<String>,
    /// Its name with those of its parents.
    pub name: Plain,
    pub existing: bool,
    pub conditional: bool,
    pub body: Plain,
}

/// A value without its history.
#[derive(Clone, Debug)]
pub enum Plain {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    Partial(Vec<Part>),
    List(Vec<Plain>, Option<Doubt>),
    Object(BTreeMap<String, Plain>, Option<Doubt>),
    Json(Box<Plain>),
    OneOf(Vec<Plain>),
    Unknown(Doubt),
    /// Too large to be compared.
    Cut,
}

/// A part of a string.
#[derive(Clone, Debug)]
pub enum Part {
    Text(String),
    Unknown(Doubt),
}

/// Why a value is not known.
#[derive(Clone, Debug)]
pub struct Doubt {
    pub reason: String,
    pub key: String,
    pub secret: bool,
}

impl Doubt {
    fn of(unknown: &Unknown) -> Self {
        Self { reason: unknown.reason.clone(), key: unknown.key.clone(), secret: unknown.secret }
    }
}

/// The resources of a model.
pub fn resources(model: &Model) -> Vec<Resource> {
    let one = |resource: &acrlint::model::Resource| {
        let mut left = MAX_VALUES;
        let mut body = plain(&resource.body, &mut left);
        if let Plain::Object(members, _) = &mut body {
            members.retain(|key, value| !DECLARING.contains(&key.as_str()) && !matches!(value, Plain::Null));
        }
        Resource {
            kind: resource.kind.to_ascii_lowercase(),
            api_version: resource.api_version().map(str::to_owned),
            name: full_name(model, resource, 0),
            existing: resource.existing,
            conditional: resource.condition.is_some(),
            body,
        }
    };
    model.resources.iter().map(one).collect()
}

/// The name with those of its parents: Bicep writes the last segment alone.
fn full_name(model: &Model, resource: &acrlint::model::Resource, depth: usize) -> Plain {
    let own = resource.name.as_ref().map_or(Plain::Null, |name| plain(name, &mut { MAX_VALUES }));
    let has_slash = |part: &Part| matches!(part, Part::Text(text) if text.contains('/'));
    let is_full = resource.dialect != Dialect::Bicep || parts(&own).iter().any(has_slash);
    let parent = resource.parent.and_then(|parent| model.resources.get(parent));
    match parent.filter(|_| !is_full && depth < 8) {
        Some(parent) => {
            let outer = alternatives(full_name(model, parent, depth + 1));
            let inner = alternatives(own);
            let both = outer.iter().flat_map(|outer| inner.iter().map(move |inner| (outer, inner)));
            let mut names: Vec<Plain> = both.map(|(outer, inner)| below(outer, inner)).collect();
            if names.len() == 1 { names.swap_remove(0) } else { Plain::OneOf(names) }
        }
        None => own,
    }
}

fn alternatives(value: Plain) -> Vec<Plain> {
    match value {
        Plain::OneOf(each) => each,
        only => vec![only],
    }
}

fn below(outer: &Plain, inner: &Plain) -> Plain {
    let mut all = parts(outer);
    all.push(Part::Text("/".to_owned()));
    all.extend(parts(inner));
    joined(all)
}

/// A value as parts of a string.
pub fn parts(value: &Plain) -> Vec<Part> {
    match value {
        Plain::Text(text) => vec![Part::Text(text.clone())],
        Plain::Partial(parts) => parts.clone(),
        Plain::Unknown(doubt) => vec![Part::Unknown(doubt.clone())],
        other => {
            let text = other.to_string();
            vec![Part::Unknown(Doubt { reason: text.clone(), key: text, secret: false })]
        }
    }
}

fn joined(all: Vec<Part>) -> Plain {
    let mut merged: Vec<Part> = Vec::new();
    for part in all {
        match (merged.last_mut(), part) {
            (Some(Part::Text(text)), Part::Text(more)) => text.push_str(&more),
            (_, part) => merged.push(part),
        }
    }
    match merged.as_slice() {
        [Part::Text(text)] => Plain::Text(text.clone()),
        [Part::Unknown(doubt)] => Plain::Unknown(doubt.clone()),
        _ => Plain::Partial(merged),
    }
}

fn plain(value: &Value, left: &mut usize) -> Plain {
    if *left == 0 {
        return Plain::Cut;
    }
    *left -= 1;
    let doubt = |unknown: &std::rc::Rc<Unknown>| Doubt::of(unknown);
    match &value.kind {
        ValueKind::Null => Plain::Null,
        ValueKind::Bool(value) => Plain::Bool(*value),
        ValueKind::Int(value) => Plain::Int(*value),
        ValueKind::Float(value) => Plain::Float(*value),
        ValueKind::String(text) => Plain::Text(text.to_string()),
        ValueKind::Partial(pieces) => {
            let part = |piece: &Piece| match piece {
                Piece::Text(text) => Part::Text(text.to_string()),
                Piece::Unknown(unknown) => Part::Unknown(Doubt::of(unknown)),
            };
            joined(pieces.iter().map(part).collect())
        }
        ValueKind::List(list) => {
            let items = list.items.iter().map(|item| plain(item, left)).collect();
            Plain::List(items, list.rest.as_ref().map(doubt))
        }
        ValueKind::Object(object) => {
            let members = object.items.iter();
            let members = members.map(|item| (item.key.to_lowercase(), plain(&item.value, left)));
            Plain::Object(members.collect(), object.rest.as_ref().map(doubt))
        }
        ValueKind::Json(value) => Plain::Json(Box::new(plain(value, left))),
        ValueKind::OneOf(alternatives) => {
            Plain::OneOf(alternatives.iter().map(|each| plain(&each.value, left)).collect())
        }
        ValueKind::Unknown(unknown) => Plain::Unknown(Doubt::of(unknown)),
    }
}

impl Display for Plain {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let rest = |doubt: &Option<Doubt>| match doubt {
            Some(doubt) => format!(" …({})", doubt.reason),
            None => String::new(),
        };
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Partial(parts) => {
                f.write_str("\"")?;
                parts.iter().try_for_each(|part| match part {
                    Part::Text(text) => f.write_str(text),
                    Part::Unknown(doubt) => write!(f, "${{{}}}", doubt.key),
                })?;
                f.write_str("\"")
            }
            Self::List(items, doubt) => {
                let items: Vec<String> = items.iter().map(Plain::to_string).collect();
                write!(f, "[{}{}]", items.join(", "), rest(doubt))
            }
            Self::Object(members, doubt) => {
                let members: Vec<String> =
                    members.iter().map(|(key, value)| format!("{key}: {value}")).collect();
                write!(f, "{{{}{}}}", members.join(", "), rest(doubt))
            }
            Self::Json(value) => write!(f, "JSON of {value}"),
            Self::OneOf(alternatives) => {
                let each: Vec<String> = alternatives.iter().map(Plain::to_string).collect();
                write!(f, "one of ({})", each.join(" | "))
            }
            Self::Unknown(doubt) => {
                let what = if doubt.secret { "secret" } else { "unknown" };
                write!(f, "{what} ({}) <{}>", doubt.reason, doubt.key)
            }
            Self::Cut => f.write_str("…"),
        }
    }
}

impl Display for Resource {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let version = self.api_version.as_deref().unwrap_or("?");
        let existing = if self.existing { " existing" } else { "" };
        let perhaps = if self.conditional { " perhaps" } else { "" };
        writeln!(f, "{}@{version} {}{existing}{perhaps}", self.kind, self.name)?;
        if let Plain::Object(members, doubt) = &self.body {
            members.iter().try_for_each(|(key, value)| writeln!(f, "  {key}: {value}"))?;
            doubt.iter().try_for_each(|doubt| writeln!(f, "  …{}", doubt.reason))?;
        }
        Ok(())
    }
}
