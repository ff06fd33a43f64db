//! Mending: for every fixture and many subsets of its fixes, what comes out parses, converges, is
//! mended once and for all, and differs only in the values that the fixes name.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use acrlint::config::{self, Config, Profile};
use acrlint::diagnostic::Diagnostic;
use acrlint::discover::Discovered;
use acrlint::fix::{Outcome, fix};
use acrlint::model::{Value, ValueKind};
use acrlint::source::{Language, Source, SourceId};
use acrlint::syntax;

/// A text by itself, as the tests of rules check it.
#[derive(Clone)]
struct Case {
    name: String,
    text: String,
    config: Config,
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/rules");
    let mut files = Vec::new();
    for folder in fs::read_dir(root).unwrap() {
        files.extend(fs::read_dir(folder.unwrap().path()).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.sort();
    files.iter().filter_map(case).collect()
}

fn case(file: &PathBuf) -> Option<Case> {
    let name = file.file_name()?.to_str()?.to_owned();
    Language::of_path(&name)?;
    let text = fs::read_to_string(file).ok()?;
    let configuration = file.with_file_name(format!("{}.toml", name.split('.').next()?));
    let written = fs::read_to_string(configuration).unwrap_or_default();
    let source = Source::new("acrlint.toml", written, Language::Configuration);
    let (mut config, mistakes) = config::read(&source, SourceId::default(), &acrlint::rules(), None);
    assert_eq!(mistakes, [], "{}", file.display());
    config.profile = Profile::Strict;
    config.select.clear();
    config.today = config.today.or_else(|| Some("2026-06-01".to_owned()));
    let name = format!("{}/{name}", file.parent()?.file_name()?.to_str()?);
    Some(Case { name, text, config })
}

impl Case {
    fn discovered(&self, text: &str) -> Discovered {
        let mut discovered = Discovered::default();
        let language = Language::of_path(&self.name).unwrap();
        discovered.sources.add(Source::new(self.name.clone(), text, language));
        discovered
    }

    fn mend(&self, text: &str, rules: &BTreeSet<&str>) -> (String, Outcome) {
        let mut discovered = self.discovered(text);
        let outcome = fix(&mut discovered, &self.config, &|found| rules.contains(found.rule));
        let id = discovered.sources.find(&self.name).unwrap();
        (discovered.sources.get(id).text.clone(), outcome)
    }

    fn errors(&self, text: &str) -> usize {
        syntax::parse(Language::of_path(&self.name).unwrap(), text).errors.len()
    }

    /// Every value of every resource, by address and path.
    fn values(&self, text: &str) -> BTreeMap<(String, String), String> {
        let models = acrlint::models(&self.discovered(text), |_, _, model| {
            let mut found = Vec::new();
            for resource in &model.resources {
                let version = resource.version.as_ref().map(Value::canonical);
                found
                    .push(((resource.address.clone(), "apiVersion".to_owned()), version.unwrap_or_default()));
                flatten(&resource.body, String::new(), &mut |path, value| {
                    found.push(((resource.address.clone(), path), value));
                });
            }
            found
        });
        models.into_iter().flatten().collect()
    }
}

fn flatten(value: &Value, path: String, found: &mut dyn FnMut(String, String)) {
    match &value.kind {
        ValueKind::Object(object) => {
            for item in &object.items {
                flatten(&item.value, format!("{path}.{}", item.key), found);
            }
        }
        ValueKind::List(list) => {
            for (i, item) in list.items.iter().enumerate() {
                flatten(item, format!("{path}[{i}]"), found);
            }
        }
        ValueKind::Null => {}
        _ => found(path.trim_start_matches('.').to_owned(), value.canonical()),
    }
}

/// All subsets of a few; of many each alone, each pair of neighbours, and all.
fn subsets<'r>(_: &Case, rules: &BTreeSet<&'r str>) -> Vec<BTreeSet<&'r str>> {
    let all: Vec<&str> = rules.iter().copied().collect();
    if all.len() <= 4 {
        let subset = |bits: usize| (0..all.len()).filter(|i| bits & (1 << i) != 0).map(|i| all[i]).collect();
        return (1..1 << all.len()).map(subset).collect();
    }
    let pairs = all.windows(2).map(|pair| pair.iter().copied().collect());
    all.iter().map(|rule| BTreeSet::from([*rule])).chain(pairs).chain([rules.clone()]).collect()
}

/// Of what breaks a rule that one, and all together; of the rest all together here and there.
fn samples<'r>(case: &Case, rules: &BTreeSet<&'r str>) -> Vec<BTreeSet<&'r str>> {
    let (folder, file) = case.name.split_once('/').unwrap();
    let own: Vec<&str> = rules.iter().copied().filter(|rule| *rule == folder).collect();
    let is_sampled = own.is_empty() && (file.len() + folder.len()) % 7 == 0;
    match (own.first(), is_sampled) {
        (Some(own), _) => vec![BTreeSet::from([*own]), rules.clone()],
        (None, true) => vec![rules.clone()],
        (None, false) => Vec::new(),
    }
}

/// What is wrong with mending a text by the fixes of these rules.
fn judge(case: &Case, rules: &BTreeSet<&str>) -> Option<String> {
    let (mended, outcome) = case.mend(&case.text, rules);
    if case.errors(&mended) > case.errors(&case.text) {
        return Some(format!("does not parse:\n{mended}"));
    }
    let is_left = |found: &&Diagnostic| rules.contains(found.rule) && found.fix.is_some();
    if let Some(found) = outcome.report.diagnostics.iter().find(is_left) {
        return Some(format!("`{}` is left", found.rule));
    }
    let (again, outcome_again) = case.mend(&mended, rules);
    if again != mended || !outcome_again.applied.is_empty() {
        return Some(format!("is mended twice: {:?}\n{mended}", outcome_again.applied));
    }
    let named: Vec<String> =
        outcome.applied.iter().flat_map(|it| &it.properties).map(|it| it.to_ascii_lowercase()).collect();
    let is_named = |path: &str| {
        let path = path.to_ascii_lowercase();
        named.iter().any(|named| {
            path.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    };
    let (before, after) = (case.values(&case.text), case.values(&mended));
    let differing = before.iter().filter(|(at, value)| after.get(*at) != Some(*value));
    let added = after.iter().filter(|(at, _)| !before.contains_key(*at));
    let other = differing.chain(added).find(|((_, path), _)| !is_named(path));
    other.map(|(at, _)| format!("changes {at:?}, named are {named:?}\n{mended}"))
}

/// How many subsets were judged. Fails if one is mended badly.
fn judge_all(choose: impl for<'r> Fn(&Case, &BTreeSet<&'r str>) -> Vec<BTreeSet<&'r str>> + Sync) -> usize {
    let judge_case = |case: &Case| {
        let report = acrlint::check(&case.discovered(&case.text), &case.config);
        let fixable = report.diagnostics.iter().filter(|found| found.fix.is_some());
        let rules: BTreeSet<&str> = fixable.map(|found| found.rule).collect();
        let subsets = if rules.is_empty() { Vec::new() } else { choose(case, &rules) };
        let wrong = subsets.iter().filter_map(|subset| {
            judge(case, subset).map(|what| format!("{} with {subset:?} {what}", case.name))
        });
        (subsets.len(), wrong.collect::<Vec<_>>())
    };
    let cases = cases();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let judged: Vec<(usize, Vec<String>)> = std::thread::scope(|scope| {
        let shares = (0..threads).map(|first| cases.iter().skip(first).step_by(threads));
        let work = |share: std::iter::StepBy<_>| share.map(judge_case).collect::<Vec<_>>();
        let workers: Vec<_> = shares.map(|share| scope.spawn(move || work(share))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let count: usize = judged.iter().map(|(count, _)| count).sum();
    let wrong: Vec<String> = judged.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n\n"));
    count
}

#[test]
fn mending_does_what_it_says() {
    let count = judge_all(samples);
    assert!(count > 500, "only {count} subsets");
}

/// Takes minutes: `cargo test --release --test fix -- --ignored`.
#[test]
#[ignore = "takes minutes; the test above is a sample of it"]
fn every_subset_does_what_it_says() {
    let count = judge_all(subsets);
    assert!(count > 5_000, "only {count} subsets");
}
