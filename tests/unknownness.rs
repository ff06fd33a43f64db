//! What is not known is judged as all that it may be.
//!
//! Every attribute of every registry in `testdata/parity`, written in Bicep and for azurerm, is
//! replaced in the source text by a parameter without default. The verdict of each rule on each
//! resource must then be the join of its verdicts over the values that the attribute can take: the
//! same where all agree, else unknown. It is done twice:
//!
//! - *closed*: the parameter allows a list of values. These are all there are, so that the verdict
//!   must be exactly the join over them.
//! - *open*: the parameter takes anything. A sample cannot show that every value agrees, so that a
//!   rule that reads the attribute may stay unknown where the sample agrees, if the type has more
//!   values than the sample, or if two attributes hang on the one literal, which may not be told
//!   apart. A rule that gives no value of the attribute another verdict, in any case, does not read
//!   it, and must not change. [`JUDGES_TYPES`] are unknown for every type: values do not carry the
//!   one that a parameter declares.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use acrlint::diagnostic::Report;
use acrlint::model::{Expected, Model, Resource, Value, ValueKind, below_registry, properties};
use acrlint::source::Span;
use support::lint;

/// The name of the parameter that replaces a value.
const NAME: &str = "notKnown";

/// Rules that ask whether a value has the type that Azure takes.
const JUDGES_TYPES: [&str; 1] = ["property-value"];

/// Rules that weigh the members of a list against each other, such as ranges that together cover
/// everything: they may be unknown where a member is one of several, although each would fail.
const WEIGHS_LISTS: [&str; 3] = ["broad-ip-rule", "ineffective-network-rules", "property-value"];

/// How a language writes what the test puts into a text.
#[derive(Clone, Copy, PartialEq)]
enum Language {
    Bicep,
    Terraform,
}

use Language::{Bicep, Terraform};

impl Language {
    const ALL: [(Language, &'static str, &'static [&'static str]); 2] =
        [(Bicep, "main.bicep", &["main.bicepparam"]), (Terraform, "main.tf", &["terraform.tfvars"])];

    fn quote(self, text: &str) -> String {
        match self {
            Bicep => format!("'{text}'"),
            Terraform => format!("\"{text}\""),
        }
    }

    fn reference(self) -> String {
        match self {
            Bicep => NAME.to_owned(),
            Terraform => format!("var.{NAME}"),
        }
    }

    /// The declaration of the parameter; `allowed` are all the values it takes, none for any.
    fn parameter(self, kind: Kind, allowed: &[String]) -> String {
        let list = allowed.join(", ");
        match (self, allowed.is_empty()) {
            (Bicep, true) => format!("\nparam {NAME} {}\n", kind.name(self)),
            (Bicep, false) => format!("\n@allowed([{list}])\nparam {NAME} {}\n", kind.name(self)),
            (Terraform, true) => format!("\nvariable \"{NAME}\" {{\n  type = {}\n}}\n", kind.name(self)),
            (Terraform, false) => format!(
                "\nvariable \"{NAME}\" {{\n  type = {}\n  validation {{\n    condition = contains([{list}], \
                 var.{NAME})\n  }}\n}}\n",
                kind.name(self)
            ),
        }
    }
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Bool,
    Number,
    Text,
    List,
    Object,
}

impl Kind {
    /// What the source text at a value shows.
    fn of(value: &Value, text: &str) -> Option<Self> {
        match (text, &value.kind) {
            // The bare key of a map, which is a name and no expression.
            (_, ValueKind::String(key)) if &**key == text => None,
            // What azurerm keeps in one attribute may be an object in ARM.
            (_, ValueKind::Object(_)) if !text.starts_with('{') => None,
            (_, ValueKind::List(_)) if !text.starts_with('[') => None,
            ("true" | "false", _) | (_, ValueKind::Bool(_)) => Some(Kind::Bool),
            (_, ValueKind::Int(_)) => Some(Kind::Number),
            (_, ValueKind::String(_) | ValueKind::Partial(_)) => Some(Kind::Text),
            (_, ValueKind::List(_)) => Some(Kind::List),
            (_, ValueKind::Object(_)) => Some(Kind::Object),
            (_, ValueKind::OneOf(alternatives)) => Self::of(&alternatives.first()?.value, text),
            _ => None,
        }
    }

    fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Kind::Bool, _) => "bool",
            (Kind::Number, Bicep) => "int",
            (Kind::Number, Terraform) => "number",
            (Kind::Text, _) => "string",
            (Kind::List, Bicep) => "array",
            (Kind::Object, Bicep) => "object",
            (Kind::List | Kind::Object, Terraform) => "any",
        }
    }
}

/// A value in the source text that decides attributes.
struct Place {
    span: Span,
    kind: Kind,
    /// Type of the resource and path of each attribute.
    attributes: BTreeSet<(String, String)>,
    /// Values in source text that it can take, the one it has first.
    samples: Vec<String>,
}

/// Good and bad values of attributes that take any text.
const TEXTS: &[(&str, &[&str])] = &[
    ("properties.serviceUri", &["https://hooks.contoso.com/x", "http://hooks.contoso.com/x"]),
    (
        "properties.encryption.keyVaultProperties.keyIdentifier",
        &["https://v.vault.azure.net/keys/k", "https://v.vault.azure.net/keys/k/0123456789abcdef"],
    ),
    ("location", &["westeurope", "northeurope", "North Europe"]),
];

fn samples(language: Language, kind: Kind, resource: &Resource, path: &str) -> Vec<String> {
    let quoted = |texts: &[&str]| texts.iter().map(|text| language.quote(text)).collect();
    let known = properties(&resource.kind).find(|property| property.path.eq_ignore_ascii_case(path));
    match (kind, known.map(|property| property.expected_in(resource.dialect))) {
        (Kind::Bool, _) => ["true", "false"].map(str::to_owned).to_vec(),
        (Kind::Number, Some(Expected::Int(least, most))) => {
            [least - 1, least, most, most.saturating_add(1)].map(|number| number.to_string()).to_vec()
        }
        (Kind::Number, _) => ["0", "1"].map(str::to_owned).to_vec(),
        (Kind::Text, Some(Expected::OneOf(names) | Expected::Exactly(names))) => {
            quoted(&[names, &["nonsense"]].concat())
        }
        (Kind::Text, Some(Expected::Time)) => {
            quoted(&["2026-06-15T00:00:00Z", "2030-01-01T00:00:00Z", "nonsense"])
        }
        (Kind::Text, Some(Expected::Ipv4)) => {
            quoted(&["198.51.100.7", "0.0.0.0/0", "10.0.0.0/8", "nonsense"])
        }
        (Kind::Text, Some(Expected::ScopeAction)) => quoted(&[
            "repositories/team/content/read",
            "repositories/*/content/read",
            "repositories/*/content/write",
            "nonsense",
        ]),
        (Kind::Text, Some(Expected::Name(..))) => quoted(&["contosogood", "x", "with a blank"]),
        (Kind::Text, _) => {
            let texts = TEXTS.iter().find(|(known, _)| *known == path);
            quoted(texts.map_or(&["some text", "x"][..], |(_, texts)| texts))
        }
        (Kind::List, _) => vec!["[]".to_owned()],
        (Kind::Object, _) => vec!["{}".to_owned()],
    }
}

/// Members of a resource that say how it is declared, not what it is.
const DECLARING: [&str; 6] = ["type", "apiVersion", "parent", "dependsOn", "copy", "condition"];

/// The attributes of a value and of all within it, by path.
fn attributes<'v>(value: &'v Value, path: &str, found: &mut Vec<(String, &'v Value)>) {
    if !path.is_empty() {
        found.push((path.to_owned(), value));
    }
    for item in value.as_object().into_iter().flat_map(|object| &object.items) {
        if !path.is_empty() || !DECLARING.contains(&&*item.key) {
            let dot = if path.is_empty() { "" } else { "." };
            attributes(&item.value, &format!("{path}{dot}{}", item.key), found);
        }
    }
    for item in value.as_list().into_iter().flat_map(|list| &list.items) {
        attributes(item, &format!("{path}[]"), found);
    }
}

fn places(language: Language, entry: &str, files: &[(String, String)]) -> Vec<Place> {
    let discovered = lint::sources(files);
    let places = acrlint::models(&discovered, |_, _, model: &Model| {
        let mut places: BTreeMap<Span, Place> = BTreeMap::new();
        let ours = |resource: &&Resource| below_registry(&resource.kind).is_some();
        for resource in model.resources.iter().filter(ours) {
            let mut found = Vec::new();
            attributes(&resource.body, "", &mut found);
            for (path, value) in found {
                let (span, source) = (value.span, discovered.sources.get(value.span.source));
                let text = discovered.sources.text(span);
                // What azurerm takes as truth value is text in ARM.
                let kind = match resource.spells_as_bool(&path) {
                    true => Some(Kind::Bool),
                    false => Kind::of(value, text),
                };
                let Some(kind) = kind.filter(|_| source.path == entry) else { continue };
                let place = places.entry(span).or_insert_with(|| Place {
                    span,
                    kind,
                    attributes: BTreeSet::new(),
                    samples: vec![text.to_owned()],
                });
                place.attributes.insert((resource.kind.clone(), path.clone()));
                for sample in samples(language, kind, resource, &path) {
                    if !place.samples.contains(&sample) {
                        place.samples.push(sample);
                    }
                }
            }
        }
        places.into_values().collect::<Vec<_>>()
    });
    places.into_iter().flatten().collect()
}

/// Verdict by rule and resource.
type Verdicts = BTreeMap<(&'static str, String), &'static str>;

fn verdicts(report: &Report) -> Verdicts {
    let rows = report.verdicts.iter();
    rows.map(|row| ((row.rule, row.resource.address.clone()), row.outcome.name())).collect()
}

/// What replacing a value by a parameter gave.
struct Trial {
    what: String,
    attributes: BTreeSet<(String, String)>,
    kind: Kind,
    /// By value.
    samples: Vec<Verdicts>,
    open: Verdicts,
    /// By the indices of the values that are allowed.
    closed: Vec<(Vec<usize>, Verdicts)>,
}

struct Case<'c> {
    language: Language,
    name: String,
    entry: &'c str,
    files: Vec<(String, String)>,
}

impl Case<'_> {
    /// Checks the files with the text under a span replaced and more put at the end. `None` if that
    /// gives no valid text.
    fn check(&self, span: Span, text: &str, more: &str) -> Option<lint::Run> {
        let mut files = self.files.clone();
        let file = files.iter_mut().find(|(path, _)| path == self.entry)?;
        file.1.replace_range(span.start as usize..span.end as usize, text);
        file.1.push_str(more);
        let run = lint::check(&files);
        let is_broken = run.report.diagnostics.iter().any(|found| found.rule == "syntax-error");
        (!is_broken).then_some(run)
    }

    fn with(&self, place: &Place, text: &str, more: &str, misplaced: &mut Vec<String>) -> Option<Verdicts> {
        let run = self.check(place.span, text, more)?;
        for found in &run.report.diagnostics {
            let text = run.text(found.primary.span);
            if text == NAME || text == format!("\"{NAME}\"") {
                misplaced.push(format!("{}: {} is reported at the name", self.what(place), found.rule));
            }
        }
        Some(verdicts(&run.report))
    }

    fn what(&self, place: &Place) -> String {
        let paths: Vec<&str> = place.attributes.iter().map(|(_, path)| &**path).collect();
        format!("{}/{}: {} {}", self.name, self.entry, paths.join(", "), place.samples[0])
    }

    fn trial(&self, place: &Place, misplaced: &mut Vec<String>) -> Option<Trial> {
        let language = self.language;
        let each = |sample: &String| self.with(place, sample, "", &mut Vec::new());
        let samples: Vec<Verdicts> = place.samples.iter().map(each).collect::<Option<_>>()?;
        let parameter = |allowed: &[String]| language.parameter(place.kind, allowed);
        let reference = language.reference();
        let open = self.with(place, &reference, &parameter(&[]), misplaced)?;
        // A list of allowed lists means something else: which members they may have.
        let is_closed = !matches!(place.kind, Kind::List | Kind::Object);
        let constant = place.samples.iter().all(|sample| is_constant(sample));
        let mut closed = Vec::new();
        for allowed in if is_closed && constant { allowed_lists(&samples) } else { BTreeSet::new() } {
            let values: Vec<String> = allowed.iter().map(|index| place.samples[*index].clone()).collect();
            closed.push((allowed, self.with(place, &reference, &parameter(&values), misplaced)?));
        }
        let attributes = place.attributes.clone();
        Some(Trial { what: self.what(place), attributes, kind: place.kind, samples, open, closed })
    }
}

/// The lists of values to allow: all, and those on which some rule fails.
fn allowed_lists(samples: &[Verdicts]) -> BTreeSet<Vec<usize>> {
    let mut lists = BTreeSet::from([(0..samples.len()).collect()]);
    for key in samples[0].keys() {
        let fails = |index: &usize| samples[*index].get(key) == Some(&"fail");
        lists.insert((0..samples.len()).filter(fails).collect());
    }
    lists.remove(&Vec::new());
    lists
}

/// Whether a text is a literal, as a list of allowed values needs them.
fn is_constant(text: &str) -> bool {
    let is_quoted = |quote: char| text.len() > 1 && text.starts_with(quote) && text.ends_with(quote);
    let is_number = text.parse::<i64>().is_ok();
    (is_number || ["true", "false"].contains(&text) || is_quoted('\'') || is_quoted('"'))
        && !text.contains("${")
}

/// What a rule may say where the values give these verdicts: the same where they agree, else
/// unknown. Where it is met or does not apply, no value breaks it, so that it may pass as well
/// (an unknown tier makes unknown only what would fail).
fn join(each: &[Option<&'static str>]) -> &'static [&'static str] {
    let all = |allowed: &[&str]| each.iter().all(|verdict| verdict.is_some_and(|it| allowed.contains(&it)));
    let agreed: [&[&str]; 3] = [&["pass"], &["fail"], &["not-applicable"]];
    let agreed = agreed.into_iter().find(|verdict| all(verdict));
    agreed.unwrap_or(if all(&["pass", "not-applicable"]) { &["unknown", "pass"] } else { &["unknown"] })
}

/// The trials of one case, and the findings that point at the parameter's name.
fn trials_of(folder: &Path, name: &str) -> (Vec<Trial>, Vec<String>) {
    let (mut trials, mut misplaced) = (Vec::new(), Vec::new());
    for (language, entry, others) in Language::ALL {
        let read = |file: &str| {
            let text = fs::read_to_string(folder.join(name).join(file)).ok()?;
            Some((file.to_owned(), text))
        };
        let files: Vec<_> = [entry].iter().chain(others).filter_map(|file| read(file)).collect();
        let places = places(language, entry, &files);
        let case = Case { language, name: name.to_owned(), entry, files };
        trials.extend(places.iter().filter_map(|place| case.trial(place, &mut misplaced)));
    }
    (trials, misplaced)
}

fn trials(misplaced: &mut Vec<String>) -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/parity");
    let entries = fs::read_dir(&folder).expect("the cases").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let folder = folder.as_path();
    std::thread::scope(|scope| {
        let start = |name| scope.spawn(move || trials_of(folder, name));
        let started: Vec<_> = names.iter().map(String::as_str).map(start).collect();
        let mut trials = Vec::new();
        for case in started {
            let (found, wrong) = case.join().expect("a case that does not panic");
            trials.extend(found);
            misplaced.extend(wrong);
        }
        trials
    })
}

/// The attributes that a rule reads: some value gives it another verdict.
fn readers(trials: &[Trial]) -> BTreeSet<(&'static str, &(String, String))> {
    let mut readers = BTreeSet::new();
    for trial in trials {
        for key in trial.samples[0].keys() {
            let each: BTreeSet<_> = trial.samples.iter().map(|verdicts| verdicts.get(key)).collect();
            if each.len() > 1 {
                readers.extend(trial.attributes.iter().map(|attribute| (key.0, attribute)));
            }
        }
    }
    readers
}

/// Whether a rule reads an attribute or something within it.
fn reads(
    readers: &BTreeSet<(&'static str, &(String, String))>,
    rule: &str,
    attribute: &(String, String),
) -> bool {
    readers.iter().any(|(reader, (kind, path))| {
        let below = path.strip_prefix(&attribute.1);
        *reader == rule
            && *kind == attribute.0
            && below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
}

#[test]
fn the_unknown_is_the_join_of_what_it_may_be() {
    let mut wrong = Vec::new();
    let trials = trials(&mut wrong);
    let readers = readers(&trials);
    let mut judged = 0;
    for trial in &trials {
        for key in trial.samples[0].keys() {
            judged += 1;
            let each: Vec<_> = trial.samples.iter().map(|verdicts| verdicts.get(key).copied()).collect();
            // An object may hold any of the properties that the rule reads.
            let holds =
                |(_, path): &(String, String)| trial.kind == Kind::Object && path.starts_with("properties");
            let is_read = JUDGES_TYPES.contains(&key.0)
                || trial.attributes.iter().any(|it| holds(it) || reads(&readers, key.0, it));
            let has_more = trial.kind != Kind::Bool || trial.attributes.len() > 1;
            let has_more = has_more || JUDGES_TYPES.contains(&key.0);
            let mut compare = |how: &str, verdicts: &Verdicts, each: &[_], may_be_unknown: bool| {
                let (actual, expected) = (verdicts.get(key).copied().unwrap_or("gone"), join(each));
                let is_allowed = expected.contains(&actual) || (may_be_unknown && actual == "unknown");
                if !is_allowed {
                    wrong.push(format!(
                        "{}: {how}: {} on {} is {actual}, not {}: {each:?}",
                        trial.what,
                        key.0,
                        key.1,
                        expected.join(" or ")
                    ));
                }
            };
            compare("open", &trial.open, &each, is_read && has_more);
            let is_member = trial.attributes.iter().any(|(_, path)| path.contains("[]"));
            let weighs = is_member && WEIGHS_LISTS.contains(&key.0);
            for (allowed, closed) in &trial.closed {
                let each: Vec<_> = allowed.iter().map(|index| each[*index]).collect();
                compare("closed", closed, &each, trial.attributes.len() > 1 || weighs);
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {judged}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(trials.len() >= 500, "{} trials", trials.len());
}
