//! Bicep modules: those of registries and template specs, imports, and what is nested.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use acrlint::discover::{ModuleCache, Options, discover};
use support::lint::{self, Run};

#[track_caller]
fn assert_lines(actual: &str, expected: &str) {
    assert_eq!(actual, expected, "\n--- actual ---\n{actual}--- expected ---\n{expected}");
}

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/link").join(path)
}

/// Checks a folder on disk with its own root.
fn on_disk(root: &Path, module_cache: ModuleCache) -> Run {
    let options = Options { root: Some(root.to_owned()), module_cache, ..Options::default() };
    let options = Options { paths: vec![root.to_owned()], ..options };
    let discovered = discover(&options).unwrap();
    let report = lint::check_discovered(&discovered);
    Run { discovered, report }
}

/// A folder of its own with these files.
struct Tree(PathBuf);

impl Tree {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("link-bicep-{name}"));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        let tree = Self(root.canonicalize().unwrap());
        for (path, text) in files {
            let file = tree.0.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        tree
    }
}

/// The resources of a template: one registry with the admin user.
const REGISTRY: &str = r#"{ "type": "Microsoft.ContainerRegistry/registries", "apiVersion": "2023-07-01",
  "name": "contosoacr", "sku": { "name": "Basic" }, "properties": { "adminUserEnabled": true } }"#;

fn template_of(members: &str, resources: &str) -> String {
    format!(
        r#"{{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0", {members} "resources": {resources} }}"#
    )
}

fn template(members: &str, resource: &str) -> String {
    template_of(members, &format!("[ {resource} ]"))
}

fn registry() -> Run {
    on_disk(&fixture("registry/code"), ModuleCache::At(fixture("registry/cache")))
}

fn messages(run: &Run, rule: &str) -> Vec<String> {
    let found = run.report.diagnostics.iter().filter(|found| found.rule == rule);
    found.map(|found| format!("{} {}", run.place(found.primary.span), found.message)).collect()
}

#[test]
fn modules_come_from_the_cache_and_findings_stay_with_the_user() {
    let run = registry();
    assert_lines(
        &run.findings(&["admin-user"]),
        r#"admin-user byArgument::contosoacr
  main.bicep:4 |true|
    ../cache/br/contoso.azurecr.io/bicep$registry/v1$/main.json:13 |"[parameters('admin')]"| parameter `admin` is used here
    main.bicep:1 |'br/team:registry:v1'| this call makes `byArgument::contosoacr`
admin-user fromSpec::contosoacr
  main.bicep:12 |'ts/specs:registry:1.0'| this call makes `fromSpec::contosoacr`
    ../cache/ts/00000000-0000-0000-0000-000000000000/shared/registry/1.0/main.json:13 |"[parameters('admin')]"| parameter `admin` is used here
    ../cache/ts/00000000-0000-0000-0000-000000000000/shared/registry/1.0/main.json:5 |true| this default decides
admin-user acr::contosoacr
  other/main.bicep:1 |'br/team:registry:v1'| this call makes `acr::contosoacr`
    ../cache/br/fabrikam.azurecr.io/registry/v1$/main.json:13 |"[parameters('admin')]"| parameter `admin` is used here
    ../cache/br/fabrikam.azurecr.io/registry/v1$/main.json:5 |true| this default decides
"#,
    );
    assert_eq!(
        messages(&run, "unresolved-module"),
        [
            "main.bicep:16 module `br/team:registry:v2` is not at hand; registries inside it are not checked",
            "main.bicep:20 module `br/nobody:registry:v1` is not at hand, and registries inside it are not \
             checked: no bicepconfig.json at hand defines the alias `nobody` of `br`",
        ]
    );
    let cached = |reference: &str, path: &str| (reference.to_owned(), format!("../cache/{path}/main.json"));
    let spec = "00000000-0000-0000-0000-000000000000";
    assert_eq!(
        run.report.coverage.modules,
        [
            cached("br:contoso.azurecr.io/bicep/registry:v1", "br/contoso.azurecr.io/bicep$registry/v1$"),
            cached("br:fabrikam.azurecr.io/registry:v1", "br/fabrikam.azurecr.io/registry/v1$"),
            cached(&format!("ts:{spec}/Shared/registry:1.0"), &format!("ts/{spec}/shared/registry/1.0")),
        ]
    );
}

#[test]
fn without_the_cache_every_fetched_module_is_a_note() {
    let run = on_disk(&fixture("registry/code"), ModuleCache::Off);
    assert_eq!(run.report.coverage.modules, []);
    assert!(run.report.verdicts.is_empty());
}

#[test]
fn the_configuration_names_the_cache() {
    let tree = Tree::new(
        "named-cache",
        &[
            ("bicepconfig.json", r#"{ "cacheRootDirectory": "./fetched" }"#),
            ("infra/main.bicep", "module acr 'br:contoso.azurecr.io/acr:v1' = { name: 'acr' }\n"),
            ("fetched/br/contoso.azurecr.io/acr/v1$/main.json", &template("", REGISTRY)),
        ],
    );
    // The path of the configuration file counts, not that of the code.
    let run = on_disk(&tree.0, ModuleCache::Standard);
    assert_eq!(run.addresses("admin-user", "fail"), ["acr::contosoacr"]);
    assert_eq!(run.report.coverage.modules.len(), 1);
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_cache() {
    let tree = Tree::new(
        "linked-cache",
        &[
            ("code/main.bicep", "module acr 'br:contoso.azurecr.io/acr:v1' = { name: 'acr' }\n"),
            ("elsewhere/main.json", &template("", REGISTRY)),
            ("cache/br/contoso.azurecr.io/acr/.keep", ""),
        ],
    );
    let link = tree.0.join("cache/br/contoso.azurecr.io/acr/v1$");
    std::os::unix::fs::symlink(tree.0.join("elsewhere"), link).unwrap();
    let run = on_disk(&tree.0.join("code"), ModuleCache::At(tree.0.join("cache")));
    assert_eq!(run.report.coverage.modules, []);
    assert_eq!(messages(&run, "unresolved-module").len(), 1);
}

#[test]
fn compiled_templates_hold_the_modules_that_no_cache_has() {
    let deployment = |symbol: &str, template: &str| {
        format!(
            r#""{symbol}": {{ "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "d",
               "properties": {{ "expressionEvaluationOptions": {{ "scope": "inner" }}, "mode": "Incremental",
                 "parameters": {{ "admin": {{ "value": true }} }}, "template": {template} }} }}"#
        )
    };
    let generated = r#""metadata": { "_generator": { "name": "bicep" } }, "languageVersion": "2.0","#;
    let inner = template(
        r#""parameters": { "admin": { "type": "bool" } },"#,
        &REGISTRY.replace("true", "\"[parameters('admin')]\""),
    );
    let local = template_of(generated, &format!("{{ {} }}", deployment("fetched", &inner)));
    let main = template_of(generated, &format!("{{ {} }}", deployment("local", &local)));
    let tree = Tree::new(
        "compiled",
        &[
            ("main.bicep", "module local 'local.bicep' = {\n  name: 'd'\n}\n"),
            (
                "local.bicep",
                "module fetched 'br/team:acr:v1' = {\n  name: 'd'\n  params: {\n    admin: true\n  }\n}\n",
            ),
            ("main.json", &main),
        ],
    );
    let run = on_disk(&tree.0, ModuleCache::Off);
    assert_eq!(
        messages(&run, "admin-user"),
        ["local.bicep:4 `adminUserEnabled` gives everyone who knows one shared password full access"]
    );
    assert_eq!(messages(&run, "unresolved-module"), [""; 0]);
    assert_eq!(
        run.addresses("admin-user", "fail"),
        ["local::fetched::contosoacr", "local::fetched::contosoacr"]
    );
}
