//! What a fix does to a text: it mends the finding, changes the values it is about and no other, and
//! leaves every comment where it is.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use acrlint::config::{self, Config, Profile, Selector};
use acrlint::diagnostic::{Applicability, Diagnostic, Edit, RuleInfo};
use acrlint::discover::Discovered;
use acrlint::model::{Model, Value, ValueKind};
use acrlint::source::{Language, Source, SourceId, Span};
use acrlint::syntax;

use support::lint;

/// The text of each file that a fix changes, after it.
fn fixed(discovered: &Discovered, edits: &[Edit]) -> BTreeMap<String, String> {
    let mut by_file: BTreeMap<SourceId, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(edit.span.source).or_default().push(edit);
    }
    let one = |(id, edits): (SourceId, Vec<&Edit>)| {
        let source = discovered.sources.get(id);
        let mut text = source.text.clone();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        (source.path.clone(), text)
    };
    by_file.into_iter().map(one).collect()
}

/// The sources with some texts in place of what they were.
fn with(discovered: &Discovered, changed: &BTreeMap<String, String>) -> Discovered {
    let files: Vec<(String, String)> = discovered
        .sources
        .iter()
        .map(|(_, source)| {
            let text = changed.get(&source.path).unwrap_or(&source.text);
            (source.path.clone(), text.clone())
        })
        .collect();
    lint::sources(&files)
}

/// Every value of every resource: type, address, path and what is there.
fn values(discovered: &Discovered) -> Vec<BTreeMap<String, String>> {
    acrlint::models(discovered, |_, _, model: &Model| {
        let mut found = BTreeMap::new();
        for resource in &model.resources {
            let place = format!("{} {}", resource.kind, resource.address);
            let mut open = vec![(String::new(), &resource.body)];
            open.extend(resource.version.iter().map(|version| ("apiVersion".to_owned(), version)));
            while let Some((path, value)) = open.pop() {
                let below =
                    |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
                match &value.kind {
                    ValueKind::Object(object) if !object.items.is_empty() => {
                        open.extend(object.items.iter().map(|item| (below(&item.key), &item.value)));
                    }
                    ValueKind::List(list) if !list.items.is_empty() => {
                        let items = list.items.iter().enumerate();
                        open.extend(items.map(|(i, item)| (format!("{path}[{i}]"), item)));
                    }
                    // It says nothing that its members do not say.
                    ValueKind::Object(object) if object.rest.is_none() => {}
                    _ => {
                        found.insert(format!("{place} {path}"), shown(value));
                    }
                }
            }
        }
        found
    })
}

fn shown(value: &Value) -> String {
    match value.as_unknown() {
        Some(_) => "unknown".to_owned(),
        None => format!("{:?}", value.canonical()),
    }
}

/// Whether a path is one of these or below one.
fn is_named(path: &str, properties: &[String]) -> bool {
    let bare =
        path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect::<String>();
    let plain = path.rsplit(' ').next().unwrap_or_default();
    let bare = bare.rsplit(' ').next().unwrap_or_default().to_owned();
    properties.iter().any(|property| {
        let property = property.replace("[]", "");
        [plain, &bare].iter().any(|path| {
            path.get(..property.len()).is_some_and(|start| start.eq_ignore_ascii_case(&property))
                && path
                    .get(property.len()..)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    })
}

/// The comments of all texts.
fn comments(discovered: &Discovered) -> Vec<String> {
    let of = |source: &Source| {
        let comments = syntax::parse(source.language, &source.text).comments;
        comments.iter().map(|it| source.slice(it.start, it.end).to_owned()).collect::<Vec<_>>()
    };
    discovered.sources.iter().flat_map(|(_, source)| of(source)).collect()
}

fn configuration(rule: &RuleInfo, file: &Path) -> Config {
    let written = fs::read_to_string(file).unwrap_or_default();
    let source = Source::new("acrlint.toml", written, Language::Configuration);
    let (mut config, mistakes) = config::read(&source, SourceId::default(), &acrlint::rules(), None);
    assert_eq!(mistakes, [], "{}", file.display());
    config.profile = Profile::Strict;
    config.select = vec![Selector::Rule(rule.name.to_owned())];
    config.today = config.today.or_else(|| Some("2026-06-01".to_owned()));
    config
}

/// What tells a finding from others of its rule.
fn key(found: &Diagnostic) -> (String, Option<String>, String) {
    let address = found.resource.as_ref().map_or(String::new(), |resource| resource.address.clone());
    (address, found.property.clone(), found.message.clone())
}

/// A fixture of a rule, its configuration and what was found in it.
struct Fixture {
    name: String,
    discovered: Discovered,
    config: Config,
    found: Vec<Diagnostic>,
    /// Texts that nobody may see.
    secrets: Vec<String>,
}

fn fixtures(rule: &RuleInfo) -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/rules").join(rule.name);
    if !folder.exists() {
        return Vec::new();
    }
    let all = lint::folder(&format!("testdata/rules/{}", rule.name));
    let one = |(name, text): (String, String)| {
        let case = name.split_once('.').expect("a case and a language").0;
        let config = configuration(rule, &folder.join(format!("{case}.toml")));
        let discovered = lint::sources(&[(&name, &text)]);
        let report = acrlint::check(&discovered, &config);
        let bare = |span: &Span| discovered.sources.text(*span).trim_matches(['"', '\'']).to_owned();
        let secrets = report.secrets.iter().map(bare).filter(|text| !text.is_empty()).collect();
        let (name, found) = (format!("{}/{name}", rule.name), report.diagnostics);
        Fixture { name, discovered, config, found, secrets }
    };
    all.into_iter().map(one).collect()
}

/// Each fix by itself mends its finding and nothing else.
#[test]
fn a_fix_does_what_it_says_and_no_more() {
    let mut problems = Vec::new();
    for rule in acrlint::rules() {
        for Fixture { name, discovered, config, found, secrets } in fixtures(&rule) {
            let before = values(&discovered);
            for finding in found.iter().filter(|found| found.rule == rule.name) {
                let (Some(fix), Some(repair)) = (&finding.fix, &finding.repair) else { continue };
                let changed = fixed(&discovered, &fix.edits);
                let mut problem = |what: String| {
                    problems.push(format!(
                        "{name}: {}: {what}\n{}",
                        finding.message,
                        changed.values().cloned().collect::<String>()
                    ));
                };
                if fix.edits.iter().any(|edit| secrets.iter().any(|secret| edit.text.contains(secret))) {
                    problem("shows a secret".to_owned());
                }
                let after = with(&discovered, &changed);
                for (_, source) in after.sources.iter() {
                    let errors = syntax::parse(source.language, &source.text).errors;
                    if !errors.is_empty() {
                        problem(format!("{errors:?}"));
                    }
                }
                if rule.name != "unused-suppression" && comments(&after) != comments(&discovered) {
                    problem("a comment is lost".to_owned());
                }
                let again = acrlint::check(&after, &config).diagnostics;
                let count = |all: &[Diagnostic]| {
                    all.iter().filter(|it| it.rule == rule.name && key(it) == key(finding)).count()
                };
                if count(&again) >= count(&found) {
                    problem("is still found".to_owned());
                }
                for (before, after) in before.iter().zip(&values(&after)) {
                    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
                    for path in paths {
                        let (was, is) = (before.get(path), after.get(path));
                        if was != is && !is_named(path, &repair.properties) {
                            problem(format!(
                                "{path} was {was:?} and is {is:?}, not among {:?}",
                                repair.properties
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

fn name_of(how: Applicability) -> &'static str {
    match how {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    }
}

/// A rule that claims a fix has one in a fixture, and none other has.
#[test]
fn rules_have_the_fixes_that_they_claim() {
    for rule in acrlint::rules() {
        let fixtures = fixtures(&rule);
        let found =
            fixtures.iter().flat_map(|fixture| &fixture.found).filter(|found| found.rule == rule.name);
        let how: BTreeSet<&str> =
            found.filter_map(|found| Some(name_of(found.fix.as_ref()?.applicability))).collect();
        assert_eq!(how.is_empty(), rule.fix == "none", "{}: {how:?}", rule.name);
        assert!(rule.fix == "none" || how.contains(rule.fix), "{}: {how:?}", rule.name);
    }
}

/// What is found in whole trees of files may be mended in any of them.
#[test]
fn fixes_across_files_leave_no_syntax_error() {
    let folders = ["testdata/parity", "testdata/link/bicep", "testdata/link/terraform", "testdata/link/arm"];
    let mut count = 0;
    for folder in folders {
        let discovered = lint::sources(&lint::folder(folder));
        for found in lint::check_discovered(&discovered).diagnostics {
            let Some(fix) = &found.fix else { continue };
            count += 1;
            for (path, text) in fixed(&discovered, &fix.edits) {
                let id = discovered.sources.find(&path).expect("a source");
                let before = discovered.sources.get(id);
                let errors = |text: &str| syntax::parse(before.language, text).errors.len();
                assert!(errors(&text) <= errors(&before.text), "{}: {path}:\n{text}", found.message);
            }
        }
    }
    assert!(count > 100, "only {count} fixes");
}

/// Terraform refuses secrets in some places: a variable that is used there is made one on request only.
#[test]
fn a_variable_that_is_shown_is_no_safe_secret() {
    let fixture = "testdata/rules/insecure-secret-parameter/fail.tf";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = fs::read_to_string(root.join(fixture)).unwrap();
    let rule = acrlint::rules().into_iter().find(|rule| rule.name == "insecure-secret-parameter").unwrap();
    let config = configuration(&rule, Path::new(""));
    let how = |name: &str, other: &str| {
        let discovered = lint::sources(&[("main.tf", code.as_str()), (name, other)]);
        let report = acrlint::check(&discovered, &config);
        let found = report.diagnostics.iter().find(|found| found.rule == rule.name).unwrap();
        found.fix.as_ref().map(|fix| name_of(fix.applicability))
    };
    let local = "locals {\n  a = { p = var.acr_password }\n  b = local.a.p\n  c = local.c\n}\n";
    let used = "resource \"x\" \"y\" {\n  a = local.b\n  c = 1\n  z {\n    b = var.acr_password\n  }\n}\n";
    for (other, expected) in [
        ("output \"a\" {\n  value = upper(var.acr_password)\n}\n", "unsafe"),
        ("output \"a\" {\n  value     = var.acr_password\n  sensitive = true\n}\n", "safe"),
        ("output \"a\" {\n  value     = var.acr_password\n  sensitive = false\n}\n", "unsafe"),
        ("output \"a\" {\n  value = nonsensitive(sha256(var.acr_password))\n}\n", "safe"),
        ("output \"a\" {\n  value = var.other\n}\n", "safe"),
        ("output \"a\" {\n  value = local.b\n}\n", "unsafe"),
        ("output \"a\" {\n  value = local.c\n}\n", "safe"),
        ("resource \"x\" \"w\" {\n  for_each = toset([var.acr_password])\n}\n", "unsafe"),
        ("resource \"x\" \"w\" {\n  count = var.acr_password == \"\" ? 0 : 1\n}\n", "safe"),
        ("module \"x\" {\n  source   = \"./x\"\n  for_each = toset([local.b])\n}\n", "unsafe"),
        (
            "resource \"x\" \"w\" {\n  dynamic \"z\" {\n    for_each = [var.acr_password]\n    content {}\n  }\n}\n",
            "unsafe",
        ),
        ("output \"a\" {\n  value = x.y.a\n}\n", "unsafe"),
        ("output \"a\" {\n  value = x.y[0].z[0].b\n}\n", "unsafe"),
        ("output \"a\" {\n  value = [for it in x.y : it.c]\n}\n", "unsafe"),
        ("output \"a\" {\n  value = x.y.c\n}\n", "safe"),
        ("output \"a\" {\n  value = azurerm_container_group.app.id\n}\n", "safe"),
    ] {
        assert_eq!(how("other.tf", &format!("{local}{used}{other}")), Some(expected), "{other}");
    }
    let json = "{ \"output\": { \"a\": { \"value\": \"${var.acr_password}\" } } }";
    assert_eq!(how("other.tf.json", json), Some("unsafe"));
}
