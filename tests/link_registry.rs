//! Bicep modules of registries and template specs: from the module cache and from compiled templates.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::path::{Path, PathBuf};

use acrlint::discover::ModuleCache;
use support::bicep::{REGISTRY, Tree, assert_lines, messages, on_disk, template, template_of};
use support::lint::Run;

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/link").join(path)
}

fn registry() -> Run {
    on_disk(&fixture("registry/code"), ModuleCache::At(fixture("registry/cache")))
}

#[test]
fn modules_come_from_the_cache_and_findings_stay_with_the_user() {
    let run = registry();
    assert_lines(
        &run.findings(&["admin-user"]),
        r#"admin-user byArgument::contosoacr
  main.bicep:4 |true|
    <module-cache>/br/contoso.azurecr.io/bicep$registry/v1$/main.json:13 |"[parameters('admin')]"| parameter `admin` is used here
    main.bicep:1 |'br/team:registry:v1'| this call makes `byArgument::contosoacr`
admin-user fromSpec::contosoacr
  main.bicep:12 |'ts/specs:registry:1.0'| this call makes `fromSpec::contosoacr`
    <module-cache>/ts/00000000-0000-0000-0000-000000000000/shared/registry/1.0/main.json:13 |"[parameters('admin')]"| parameter `admin` is used here
    <module-cache>/ts/00000000-0000-0000-0000-000000000000/shared/registry/1.0/main.json:5 |true| this default decides
admin-user acr::contosoacr
  other/main.bicep:1 |'br/team:registry:v1'| this call makes `acr::contosoacr`
    <module-cache>/br/fabrikam.azurecr.io/registry/v1$/main.json:13 |"[parameters('admin')]"| parameter `admin` is used here
    <module-cache>/br/fabrikam.azurecr.io/registry/v1$/main.json:5 |true| this default decides
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
    let cached =
        |reference: &str, path: &str| (reference.to_owned(), format!("<module-cache>/{path}/main.json"));
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

#[test]
fn compiled_templates_without_symbolic_names_keep_the_order_of_calls() {
    let deployment = |admin: bool| {
        let module = template("", &REGISTRY.replace("true", if admin { "true" } else { "false" }));
        format!(
            r#"{{ "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "[parameters('name')]",
               "properties": {{ "expressionEvaluationOptions": {{ "scope": "inner" }}, "mode": "Incremental",
                 "parameters": {{ }}, "template": {module} }} }}"#
        )
    };
    let generated = r#""metadata": { "_generator": { "name": "bicep" } }, "parameters": { "name": { "type": "string" } },"#;
    let json = template_of(generated, &format!("[ {}, {} ]", deployment(false), deployment(true)));
    let code = "param name string
module closed 'br/team:acr:v1' = { name: name }
module open 'br/team:acr:v2' = { name: name }
";
    let tree = Tree::new("in-order", &[("main.bicep", code), ("main.json", &json)]);
    let run = on_disk(&tree.0, ModuleCache::Off);
    assert_eq!(messages(&run, "unresolved-module"), [""; 0]);
    let of_bicep = |outcome: &str| {
        let found = run.addresses("admin-user", outcome).into_iter().filter(|address| !address.contains('('));
        found.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of_bicep("fail"), ["open::contosoacr"]);
    assert_eq!(of_bicep("pass"), ["closed::contosoacr"]);
}

#[test]
fn a_parameter_file_may_use_a_module_of_the_cache() {
    let tree = Tree::new(
        "using",
        &[
            ("prod.bicepparam", "using 'br:contoso.azurecr.io/acr:v1'\nparam admin = true\n"),
            ("test.bicepparam", "using 'br:contoso.azurecr.io/acr:v2'\nparam admin = true\n"),
            (
                "cache/br/contoso.azurecr.io/acr/v1$/main.json",
                &template(
                    r#""parameters": { "admin": { "type": "bool" } },"#,
                    &REGISTRY.replace("true", "\"[parameters('admin')]\""),
                ),
            ),
        ],
    );
    let run = on_disk(&tree.0, ModuleCache::At(tree.0.join("cache")));
    assert_lines(
        &run.findings(&["admin-user"]),
        "admin-user contosoacr (prod.bicepparam)
  prod.bicepparam:2 |true| this value in a parameter file decides
    cache/br/contoso.azurecr.io/acr/v1$/main.json:3 |\"[parameters('admin')]\"| parameter `admin` is used here
    prod.bicepparam:1 |'br:contoso.azurecr.io/acr:v1'| this call makes `contosoacr`
",
    );
    assert_eq!(
        messages(&run, "unresolved-module"),
        ["test.bicepparam:1 module `br:contoso.azurecr.io/acr:v2` is not at hand"]
    );
}

#[test]
fn a_fetched_module_that_no_call_makes_is_not_the_users() {
    let module = template("", REGISTRY);
    let tree = Tree::new(
        "idle",
        &[
            ("main.bicep", "module acr 'br:contoso.azurecr.io/acr:v1' = [for i in []: { name: 'acr' }]\n"),
            ("cache/br/contoso.azurecr.io/acr/v1$/main.json", &module),
        ],
    );
    let run = on_disk(&tree.0, ModuleCache::At(tree.0.join("cache")));
    assert_lines(&run.findings(&["admin-user"]), "");
}

#[test]
fn the_command_line_names_the_cache_or_switches_it_off() {
    let run = |format: &str, arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_acrlint"));
        command.arg("check").arg(format).arg("--root").arg(fixture("registry/code"));
        command.arg(fixture("registry/code")).args(arguments).output().unwrap()
    };
    let check = |arguments: &[&str]| run("--format=json", arguments);
    let cache = fixture("registry/cache");
    let named = check(&["--module-cache", cache.to_str().unwrap()]);
    let json: serde_json::Value = serde_json::from_slice(&named.stdout).unwrap();
    let modules = json["modules"].as_array().unwrap();
    assert_eq!(modules.len(), 3);
    assert_eq!(modules[0]["reference"], "br:contoso.azurecr.io/bicep/registry:v1");
    assert_eq!(modules[0]["path"], "<module-cache>/br/contoso.azurecr.io/bicep$registry/v1$/main.json");
    let sarif = run("--format=sarif", &["--module-cache", cache.to_str().unwrap()]);
    let sarif = String::from_utf8(sarif.stdout).unwrap();
    // Code scanning knows the files of the repository only.
    assert!(sarif.contains("admin-user") && !sarif.contains("module-cache") && !sarif.contains("../cache"));
    let off = check(&["--no-module-cache"]);
    let json: serde_json::Value = serde_json::from_slice(&off.stdout).unwrap();
    assert_eq!(json["modules"].as_array().map(Vec::len), Some(0));
    let missing = check(&["--module-cache", "/nowhere/at/all"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("not a directory"));
}
