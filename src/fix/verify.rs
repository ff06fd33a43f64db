//! Whether fixes do what they say, and nothing else.

use std::collections::{BTreeMap, HashMap};

use super::{Candidate, Key, Run, apply, counted};
use crate::diagnostic::{Instance, Report, Severity};
use crate::discover::Discovered;
use crate::model::{Model, Value, ValueKind};
use crate::source::SourceMap;
use crate::syntax;

/// Values of one resource that are compared: more than any has, few enough for any input.
const MAX_VALUES: usize = 100_000;

/// How things stand before a round.
pub(super) struct State {
    /// The files that the round may change.
    files: Vec<String>,
    values: Values,
    /// How many findings there are of each kind.
    findings: HashMap<Key, usize>,
}

/// What each value of each model is.
type Values = BTreeMap<Place, String>;

/// Where a value is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    instance: Instance,
    /// Path in it; empty for the resource itself.
    path: String,
}

impl State {
    pub(super) fn of(discovered: &mut Discovered, batch: &[Candidate], report: &Report) -> Self {
        let edits = batch.iter().flat_map(|candidate| &candidate.fix.edits);
        let mut files: Vec<String> =
            edits.map(|edit| discovered.sources.get(edit.span.source).path.clone()).collect();
        files.sort();
        files.dedup();
        let values = looking_at(discovered, &files, values);
        let findings = counted(report.diagnostics.iter().map(|found| Key::of(found, &discovered.sources)));
        Self { files, values, findings }
    }
}

/// Does something with only these files named, so that what they have no part in is not looked at.
fn looking_at<T>(discovered: &mut Discovered, files: &[String], act: impl FnOnce(&Discovered) -> T) -> T {
    let named = std::mem::replace(&mut discovered.reported, files.to_vec());
    let result = act(discovered);
    discovered.reported = named;
    result
}

impl Run<'_> {
    /// Whether fixes do what they say if they are applied together: the errors that they bring and
    /// that other fixes may remove, or what is wrong with them. The texts are as before afterwards.
    pub(super) fn judge(&mut self, state: &State, fixes: &[Candidate]) -> Result<Vec<Key>, String> {
        self.trials += 1;
        let before = apply::apply(&mut self.discovered.sources, fixes);
        let broken = before.iter().any(|(id, _)| {
            let source = self.discovered.sources.get(*id);
            !syntax::parse(source.language, &source.text).errors.is_empty()
        });
        let judged = match broken {
            true => Err("it would leave a syntax error".to_owned()),
            false => self.compare(state, fixes),
        };
        for (id, text) in before {
            self.discovered.sources.replace(id, text);
        }
        judged
    }

    fn compare(&mut self, state: &State, fixes: &[Candidate]) -> Result<Vec<Key>, String> {
        let after = looking_at(self.discovered, &state.files, values);
        if let Some(other) = other_change(&state.values, &after, fixes) {
            return Err(other);
        }
        let report = looking_at(self.discovered, &state.files, self.check);
        let sources = &self.discovered.sources;
        let findings = counted(report.diagnostics.iter().map(|found| Key::of(found, sources)));
        let before = |key: &Key| state.findings.get(key).copied().unwrap_or(0);
        let after = |key: &Key| findings.get(key).copied().unwrap_or(0);
        for (key, count) in counted(fixes.iter().map(|candidate| candidate.key.clone())) {
            if after(&key) + count > before(&key) {
                return Err("the finding would stay".to_owned());
            }
        }
        self.brought(&report, |key| after(key) > before(key))
    }

    /// The errors that are new, if each may be removed by a fix.
    fn brought(&self, report: &Report, is_new: impl Fn(&Key) -> bool) -> Result<Vec<Key>, String> {
        let sources: &SourceMap = &self.discovered.sources;
        let mut hopes = Vec::new();
        for found in report.diagnostics.iter().filter(|found| found.severity == Severity::Error) {
            let key = Key::of(found, sources);
            if !is_new(&key) {
                continue;
            }
            let is_mendable = found.fix.is_some() && (self.wanted)(found) && !self.dropped.contains_key(&key);
            if !is_mendable {
                return Err(format!("it would bring an error of `{}`: {}", found.rule, found.message));
            }
            hopes.push(key);
        }
        Ok(hopes)
    }
}

/// What fixes change that none of them names, as a sentence. A fix names values of what its finding holds
/// for, and of nothing else: another resource may have been left as it is on purpose.
fn other_change(before: &Values, after: &Values, fixes: &[Candidate]) -> Option<String> {
    let mut named: HashMap<&Instance, Vec<String>> = HashMap::new();
    for fix in fixes {
        let paths: Vec<String> = fix.properties.iter().map(|path| path.to_ascii_lowercase()).collect();
        for instance in &fix.instances {
            named.entry(instance).or_default().extend(paths.iter().cloned());
        }
    }
    let is_named = |place: &Place| {
        let path = place.path.to_ascii_lowercase();
        let is_below = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[']);
        let mut named = named.get(&place.instance).into_iter().flatten();
        named.any(|named| path.strip_prefix(named.as_str()).is_some_and(is_below))
    };
    let differs = |(place, value): &(&Place, &String), other: &Values| {
        other.get(*place) != Some(*value) && !is_named(place)
    };
    let other = before.iter().find(|entry| differs(entry, after));
    let (Place { instance, path }, _) =
        other.or_else(|| after.iter().find(|entry| differs(entry, before)))?;
    let resource = &instance.address;
    let context = instance.context.as_ref().map(|context| format!(" with {context}")).unwrap_or_default();
    Some(match path.as_str() {
        "" => format!("whether `{resource}` is deployed{context} would change too"),
        path => format!("`{path}` of `{resource}`{context} would change too"),
    })
}

/// The values of all models that have to do with the named files.
fn values(discovered: &Discovered) -> Values {
    let of = |_: &str, context: Option<&str>, model: &Model, _: &[_]| of_model(context, model);
    crate::models_through(discovered, &|_| false, of).into_iter().flatten().collect()
}

fn of_model(context: Option<&str>, model: &Model) -> Vec<(Place, String)> {
    let mut found = Vec::new();
    for resource in &model.resources {
        let instance = resource.reference().in_context(context);
        let condition = resource.condition.clone().unwrap_or_default();
        let version = resource.version.as_ref().map(Value::canonical).unwrap_or_default();
        let place = |path: &str| Place { instance: instance.clone(), path: path.to_owned() };
        found.push((place(""), format!("{} {condition}", resource.kind)));
        found.push((place("apiVersion"), version));
        gather(&instance, &resource.body, &mut found);
    }
    for call in &model.passed_on {
        let (file, address) = (call.keyword.source, call.address.clone());
        let instance = Instance { file, caller: None, address, context: context.map(str::to_owned) };
        gather(&instance, &call.arguments, &mut found);
    }
    found
}

fn gather(instance: &Instance, value: &Value, found: &mut Vec<(Place, String)>) {
    let mut leaves = Leaves { found: Vec::new(), room: MAX_VALUES };
    leaves.gather(value, String::new());
    let place = |path: String| Place { instance: instance.clone(), path };
    found.extend(leaves.found.into_iter().map(|(path, value)| (place(path), value)));
}

/// The values without members in a value, with their paths.
struct Leaves {
    found: Vec<(String, String)>,
    /// How many more values are looked at: one may hold another more often than anybody could count.
    room: usize,
}

impl Leaves {
    fn gather(&mut self, value: &Value, path: String) {
        let Some(room) = self.room.checked_sub(1) else { return };
        self.room = room;
        match &value.kind {
            ValueKind::Object(object) => {
                for item in &object.items {
                    let inner =
                        if path.is_empty() { item.key.to_string() } else { format!("{path}.{}", item.key) };
                    self.gather(&item.value, inner);
                }
                self.found.extend(object.rest.as_ref().map(|rest| (format!("{path}.*"), rest.key.clone())));
            }
            ValueKind::List(list) => {
                for (i, item) in list.items.iter().enumerate() {
                    self.gather(item, format!("{path}[{i}]"));
                }
                self.found.extend(list.rest.as_ref().map(|rest| (format!("{path}[*]"), rest.key.clone())));
            }
            // What is null is not there.
            ValueKind::Null => {}
            _ => self.found.push((path, value.identity().unwrap_or_else(|| value.canonical()))),
        }
    }
}
