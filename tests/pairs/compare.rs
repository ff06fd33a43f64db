//! What differs between the models of a pair, by cause.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::Regex;

use crate::plain::{Doubt, Part, Plain, Resource};
use crate::stage::Verdict;

/// One difference.
pub struct Difference {
    /// Its cause, without names: differences of one class have one repair.
    pub class: String,
    /// The resource and the path in it.
    pub place: String,
    /// Both values.
    pub detail: String,
}

impl Difference {
    /// A difference of everything.
    pub fn whole(class: String) -> Self {
        Self { class, place: String::new(), detail: String::new() }
    }

    fn of(path: &str, bicep: &Plain, json: &Plain) -> Self {
        let class = format!("Bicep {}, JSON {}", shape(bicep), shape(json));
        let detail = format!("Bicep: {}\n    JSON:  {}", cut(&bicep.to_string()), cut(&json.to_string()));
        Self { class, place: path.to_owned(), detail }
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(400) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// What kind of value it is; of an unknown the reason without the names in it.
fn shape(value: &Plain) -> String {
    let reason = |doubt: &Doubt| {
        static NAME: OnceLock<Option<Regex>> = OnceLock::new();
        match NAME.get_or_init(|| Regex::new("`[^`]*`").ok()) {
            Some(name) if !doubt.reason.contains("is not evaluated") => {
                name.replace_all(&doubt.reason, "_").into_owned()
            }
            _ => doubt.reason.clone(),
        }
    };
    match value {
        Plain::Null => "null or absent".to_owned(),
        Plain::Partial(_) => "partly known".to_owned(),
        Plain::List(_, doubt) if doubt.is_some() => "open list".to_owned(),
        Plain::Object(_, doubt) if doubt.is_some() => "open object".to_owned(),
        Plain::OneOf(_) => "one of".to_owned(),
        Plain::Json(_) => "JSON text".to_owned(),
        Plain::Unknown(doubt) if doubt.secret => format!("secret: {}", reason(doubt)),
        Plain::Unknown(doubt) => format!("unknown: {}", reason(doubt)),
        Plain::Cut => "too large".to_owned(),
        _ => "known".to_owned(),
    }
}

/// The differences between the model from Bicep and the model from JSON.
pub fn models(bicep: &[Resource], json: &[Resource]) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut kinds: BTreeMap<&str, (Vec<&Resource>, Vec<&Resource>)> = BTreeMap::new();
    // The compiler leaves resources out that are only referred to.
    for resource in bicep.iter().filter(|resource| !resource.existing) {
        kinds.entry(&resource.kind).or_default().0.push(resource);
    }
    for resource in json.iter().filter(|resource| !resource.existing) {
        kinds.entry(&resource.kind).or_default().1.push(resource);
    }
    for (left, right) in kinds.into_values() {
        matched(left, right, &mut differences);
    }
    differences
}

/// The verdicts that only one side has.
pub fn verdicts(bicep: Vec<Verdict>, json: Vec<Verdict>) -> Vec<Difference> {
    let mut json = json;
    let mut only = Vec::new();
    for verdict in bicep {
        match json.iter().position(|other| *other == verdict) {
            Some(at) => drop(json.remove(at)),
            None => only.push(("Bicep", verdict)),
        }
    }
    only.extend(json.into_iter().map(|verdict| ("JSON", verdict)));
    let difference = |(side, (rule, kind, verdict)): (&str, Verdict)| Difference {
        class: format!("only {side} has the verdict {verdict} of {rule}"),
        place: kind,
        detail: String::new(),
    };
    only.into_iter().map(difference).collect()
}

/// Pairs resources of one type: by equality, then by name, then by order.
fn matched<'r>(mut left: Vec<&'r Resource>, mut right: Vec<&'r Resource>, differences: &mut Vec<Difference>) {
    let same = |a: &Resource, b: &Resource| difference(a, b).is_empty();
    let named = |a: &Resource, b: &Resource| values_equal(&a.name, &b.name);
    take_pairs(&mut left, &mut right, &same, &mut |_, _| {});
    take_pairs(&mut left, &mut right, &named, &mut |a, b| differences.extend(difference(a, b)));
    take_pairs(&mut left, &mut right, &|_, _| true, &mut |a, b| differences.extend(difference(a, b)));
    let alone = |resource: &Resource, class: &str| Difference {
        class: class.to_owned(),
        place: format!("{} {}", resource.kind, resource.name),
        detail: String::new(),
    };
    differences.extend(left.into_iter().map(|resource| alone(resource, "only Bicep has the resource")));
    differences.extend(right.into_iter().map(|resource| alone(resource, "only JSON has the resource")));
}

fn take_pairs<'r>(
    left: &mut Vec<&'r Resource>,
    right: &mut Vec<&'r Resource>,
    fits: &dyn Fn(&Resource, &Resource) -> bool,
    found: &mut dyn FnMut(&Resource, &Resource),
) {
    left.retain(|a| match right.iter().position(|b| fits(a, b)) {
        Some(at) => {
            found(a, right.remove(at));
            false
        }
        None => true,
    });
}

fn difference(bicep: &Resource, json: &Resource) -> Vec<Difference> {
    let mut found = Vec::new();
    let place = format!("{} {}", bicep.kind, bicep.name);
    if bicep.conditional != json.conditional {
        let side = if bicep.conditional { "Bicep" } else { "JSON" };
        let class = format!("only {side} has a condition that is not decided");
        found.push(Difference { class, place: place.clone(), detail: String::new() });
    }
    if bicep.api_version != json.api_version {
        let detail = format!("{:?} {:?}", bicep.api_version, json.api_version);
        found.push(Difference { class: "API version".to_owned(), place: place.clone(), detail });
    }
    values(&format!("{place} name"), &bicep.name, &json.name, &mut found);
    values(&place, &bicep.body, &json.body, &mut found);
    found
}

fn values_equal(bicep: &Plain, json: &Plain) -> bool {
    let mut found = Vec::new();
    values("", bicep, json, &mut found);
    found.is_empty()
}

fn values(path: &str, bicep: &Plain, json: &Plain, found: &mut Vec<Difference>) {
    let is_same = match (bicep, json) {
        (Plain::Null, Plain::Null) | (Plain::Cut, Plain::Cut) => true,
        (Plain::Bool(a), Plain::Bool(b)) => a == b,
        (Plain::Int(a), Plain::Int(b)) => a == b,
        (Plain::Float(a), Plain::Float(b)) => a == b,
        (Plain::Text(a), Plain::Text(b)) => a == b,
        (Plain::Partial(a), Plain::Partial(b)) => same_parts(a, b),
        (Plain::Unknown(a), Plain::Unknown(b)) => same_doubt(a, b),
        (Plain::Json(a), Plain::Json(b)) => return values(&format!("{path} as JSON"), a, b, found),
        (Plain::OneOf(a), Plain::OneOf(b)) => same_choice(a, b),
        (Plain::List(a, rest), Plain::List(b, other)) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                values(&format!("{path}[{index}]"), a, b, found);
            }
            rest.is_some() == other.is_some()
        }
        (Plain::Object(a, rest), Plain::Object(b, other)) => {
            members(path, a, b, found);
            rest.is_some() == other.is_some()
        }
        _ => false,
    };
    if !is_same {
        found.push(Difference::of(path, bicep, json));
    }
}

fn members(
    path: &str,
    bicep: &BTreeMap<String, Plain>,
    json: &BTreeMap<String, Plain>,
    found: &mut Vec<Difference>,
) {
    for (key, value) in bicep {
        values(&format!("{path}.{key}"), value, json.get(key).unwrap_or(&Plain::Null), found);
    }
    for (key, value) in json.iter().filter(|(key, _)| !bicep.contains_key(*key)) {
        values(&format!("{path}.{key}"), &Plain::Null, value, found);
    }
}

fn same_parts(bicep: &[Part], json: &[Part]) -> bool {
    let same = |(a, b): (&Part, &Part)| match (a, b) {
        (Part::Text(a), Part::Text(b)) => a == b,
        (Part::Unknown(a), Part::Unknown(b)) => same_doubt(a, b),
        _ => false,
    };
    bicep.len() == json.len() && bicep.iter().zip(json).all(same)
}

/// The same alternatives, whatever order and however often.
fn same_choice(bicep: &[Plain], json: &[Plain]) -> bool {
    let within = |some: &[Plain], all: &[Plain]| some.iter().all(|a| all.iter().any(|b| values_equal(a, b)));
    within(bicep, json) && within(json, bicep)
}

/// Reasons belong to the language. Two parameters must be the same one, two functions likewise.
fn same_doubt(bicep: &Doubt, json: &Doubt) -> bool {
    let same_name = match (head(&bicep.key), head(&json.key)) {
        (Some(a), Some(b)) if a.1 == b.1 => a.0.eq_ignore_ascii_case(b.0),
        _ => true,
    };
    same_name && bicep.secret == json.secret
}

/// The name that a key starts with, and whether it is a function.
fn head(key: &str) -> Option<(&str, bool)> {
    let end = key.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|end| *end > 0)?;
    match key.as_bytes().get(end)? {
        b'@' => Some((&key[..end], false)),
        b'(' => Some((&key[..end], true)),
        _ => None,
    }
}
