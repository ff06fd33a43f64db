//! A path on the command line limits what is reported, never what is known: one file alone gets the
//! findings that a run over everything has in it.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use acrlint::diagnostic::{Diagnostic, Label};
use acrlint::discover::{ModuleCache, Options, discover};
use acrlint::source::{Language, Span};
use support::bicep;
use support::lint::{self, Run};

/// A folder of `testdata`.
fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(path)
}

/// The folders in a folder of `testdata`, each a repository of its own.
fn repositories(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(testdata(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Checks a repository; reports on these paths, which are relative to its root, or on everything.
fn check(root: &Path, paths: &[&str]) -> Run {
    let root = root.to_owned();
    let paths = match paths {
        [] => vec![root.clone()],
        paths => paths.iter().map(|path| root.join(path)).collect(),
    };
    let options = Options { paths, module_cache: ModuleCache::Standard, ..Options::default() };
    let discovered = discover(&Options { root: Some(root), ..options }).unwrap();
    let report = lint::check_discovered(&discovered);
    Run { discovered, report }
}

/// All that a report says about a finding.
fn finding(run: &Run, found: &Diagnostic) -> String {
    let sources = &run.discovered.sources;
    let place = |span: Span| format!("{}:{}-{}", sources.get(span.source).path, span.start, span.end);
    let label = |label: &Label| format!("{} {}", place(label.span), label.message);
    let related: Vec<String> = found.related.iter().map(label).collect();
    let resource = found.resource.as_ref().map(|it| format!("{} {} {}", it.kind, it.address, place(it.span)));
    format!(
        "{}[{}] {}\n  at {}\n  through {related:?}\n  of {resource:?} {:?} with {:?} {:?} {}\n",
        found.severity.name(),
        found.rule,
        found.message,
        label(&found.primary),
        found.property,
        found.contexts,
        found.help,
        found.fingerprint(sources),
    )
}

/// The findings of a whole run that have one of their places in a file, and those of a plan by its
/// path.
fn expected(run: &Run, file: &str) -> BTreeSet<String> {
    let is_there = |span: Span| run.discovered.sources.get(span.source).path == file;
    let concerns = |found: &&Diagnostic| {
        let places = std::iter::once(&found.primary).chain(&found.related).map(|label| label.span);
        let resource = found.resource.iter().map(|resource| resource.span);
        places.chain(resource).any(is_there)
            || found.contexts.iter().any(|context| context == file && is_plan(file))
    };
    run.report.diagnostics.iter().filter(concerns).map(|found| finding(run, found)).collect()
}

fn is_plan(path: &str) -> bool {
    path.ends_with("plan.json")
}

/// The supported files below a folder.
fn files(root: &Path) -> Vec<String> {
    let names = lint::folder(&root.to_string_lossy()).into_iter().map(|(path, _)| path);
    names.filter(|path| Language::of_path(path) != Some(Language::TerraformLock)).collect()
}

/// What one file alone lacks or has too much, compared with the whole run, and how many findings were
/// compared.
fn differences(root: &Path) -> (String, usize) {
    let whole = check(root, &[]);
    let (mut differences, mut compared) = (String::new(), 0);
    for file in files(root) {
        let alone = check(root, &[&file]);
        let found = alone.report.diagnostics.iter().map(|found| finding(&alone, found)).collect();
        let expected = expected(&whole, &file);
        compared += expected.len();
        let name = root.join(&file);
        for missing in expected.difference(&found) {
            differences += &format!("{} lacks {missing}", name.display());
        }
        for extra in found.difference(&expected) {
            differences += &format!("{} has {extra}", name.display());
        }
    }
    (differences, compared)
}

#[test]
fn one_file_alone_has_the_findings_of_a_whole_run() {
    let all = ["parity", "link", "suppress"].into_iter().flat_map(repositories);
    let (found, compared): (Vec<String>, Vec<usize>) = all.map(|root| differences(&root)).unzip();
    assert!(found.iter().all(String::is_empty), "{}", found.concat());
    assert!(compared.iter().sum::<usize>() > 1_000, "{compared:?} findings");
}

/// The literal decides once for all who call the module, so each of them alone has the finding of all.
#[test]
fn who_shares_a_module_has_the_same_finding() {
    let module = format!("param admin bool = true\n{}", bicep::acr("acr", "admin"));
    let caller = "module storage 'modules/acr.bicep' = {}\n";
    let tf = "resource \"azurerm_container_registry\" \"r\" {\n  name = \"contosor\"\n  resource_group_name = \"g\"\n  location = \"westeurope\"\n  sku = \"Basic\"\n  admin_enabled = true\n}\n";
    let call = |name: &str| format!("module \"{name}\" {{\n  source = \"../modules/acr\"\n}}\n");
    let (one, two) = (call("one"), call("two"));
    let tree = bicep::Tree::new(
        "paths-shared",
        &[
            ("modules/acr.bicep", &module),
            ("a.bicep", caller),
            ("b.bicep", &format!("// an app\n{caller}")),
            ("b.prod.bicepparam", "using 'b.bicep'\n"),
            ("tf/modules/acr/main.tf", tf),
            ("tf/app/main.tf", &one),
            ("tf/zone/main.tf", &two),
        ],
    );
    let (found, compared) = differences(&tree.0);
    assert!(found.is_empty(), "{found}");
    assert!(compared > 10, "{compared}");
}

/// Only some of many callers are listed, but a finding is one of each.
#[test]
fn each_of_many_callers_has_the_finding() {
    let module = bicep::acr("acr", "true");
    let names: Vec<String> = (10..30).map(|number| format!("app{number}.bicep")).collect();
    let mut files = vec![("acr.bicep", module.as_str())];
    files.extend(names.iter().map(|name| (name.as_str(), "module acr 'acr.bicep' = {}\n")));
    let tree = bicep::Tree::new("paths-callers", &files);
    let count = |run: &Run| run.report.diagnostics.iter().filter(|found| found.rule == "admin-user").count();
    assert_eq!(count(&check(&tree.0, &[])), 1);
    for name in &names {
        assert_eq!(count(&check(&tree.0, &[name])), 1, "{name}");
    }
}

#[test]
fn a_compiled_template_alone_repeats_nothing() {
    let generated = bicep::template(
        "\"metadata\": { \"_generator\": { \"name\": \"bicep\", \"version\": \"0.30.0\" } },",
        bicep::REGISTRY,
    );
    let source = bicep::acr("acr", "true");
    let tree = bicep::Tree::new("paths-compiled", &[("main.bicep", &source), ("main.json", &generated)]);
    let (found, compared) = differences(&tree.0);
    assert!(found.is_empty(), "{found}");
    assert!(compared > 2, "{compared}");
}

#[test]
fn excluded_files_stay_excluded_if_they_are_named() {
    let files = [("legacy/a.bicep", &*bicep::acr("a", "true")), ("new/b.bicep", &bicep::acr("b", "true"))];
    let tree = bicep::Tree::new("paths-excluded", &files);
    let paths = files.map(|(path, _)| tree.0.join(path)).to_vec();
    let exclude = vec!["legacy/".to_owned()];
    let options = Options { root: Some(tree.0.clone()), paths, exclude, ..Options::default() };
    let discovered = discover(&options).unwrap();
    let read: Vec<&str> = discovered.sources.iter().map(|(_, source)| source.path.as_str()).collect();
    assert_eq!(read, ["new/b.bicep"]);
}
