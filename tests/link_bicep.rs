//! Bicep modules: those of registries and template specs, imports, and what is nested.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use acrlint::discover::{ModuleCache, Options, discover};
use support::lint::{self, Run, check};

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

/// A registry whose admin user is this expression.
fn acr(symbol: &str, admin: &str) -> String {
    format!(
        "resource {symbol} 'Microsoft.ContainerRegistry/registries@2023-07-01' = {{
  name: 'contoso{symbol}'
  sku: {{ name: 'Basic' }}
  properties: {{ adminUserEnabled: {admin} }}
}}
"
    )
}

#[test]
fn imported_values_are_evaluated_where_they_are_declared() {
    let run = check(&[
        (
            "main.bicep",
            format!(
                "import {{ admin, other as another, not }} from 'shared/values.bicep'
import * as all from './shared/values.bicep'
import {{ fromJson }} from 'values.json'
{}{}{}{}{}{}",
                acr("named", "admin"),
                acr("renamed", "another"),
                acr("wildcard", "all.admin"),
                acr("function", "not(false)"),
                acr("method", "all.not(false)"),
                acr("json", "fromJson"),
            ),
        ),
        (
            "shared/values.bicep",
            "import { on } from 'deeper.bicep'
var hidden = on
@export()
var admin = hidden
@export()
var other = { a: [true] }.a[0]
@export()
func not(x bool) bool => x != hidden
"
            .to_owned(),
        ),
        ("shared/deeper.bicep", "@export()\nvar on = true\n".to_owned()),
        ("values.json", template(r#""variables": { "fromJson": true },"#, "")),
    ]);
    assert_eq!(
        run.addresses("admin-user", "fail"),
        ["function", "json", "method", "named", "renamed", "wildcard"]
    );
    let findings = run.findings(&["admin-user"]);
    let named = findings.split("admin-user ").find(|finding| finding.starts_with("named"));
    assert_lines(
        named.unwrap(),
        "named
  shared/deeper.bicep:2 |true|
    shared/values.bicep:2 |on| imported `on` is used here
    shared/values.bicep:4 |hidden| variable `hidden` is used here
    main.bicep:7 |admin| imported `admin` is used here
    main.bicep:4 |resource| `named` is declared here
    main.bicep:17 |all.admin| imported `admin` is used here
    main.bicep:14 |resource| `wildcard` is declared here
",
    );
    assert_eq!(messages(&run, "link-error"), [""; 0]);
}

#[test]
fn imported_types_say_which_values_there_are() {
    let admin = |name: &str| acr(name, &format!("{name} != 'off'"));
    let run = check(&[
        (
            "main.bicep",
            format!(
                "import {{ onOff, again as more, secret, maybe }} from 'types.bicep'
import * as types from 'types.json'
type named = onOff
type holder = {{ state: 'on' | 'yes' }}
param direct onOff
param renamed more
param local named
param member holder.state
param json types.state
param either ('on' | 'off')
param password secret
param absent maybe
{}{}{}{}{}{}{}{}",
                admin("direct"),
                admin("renamed"),
                admin("local"),
                admin("member"),
                admin("json"),
                admin("either"),
                admin("password"),
                acr("absent", "absent ?? true"),
            ),
        ),
        (
            "types.bicep",
            "import { yes } from 'base.bicep'
@export()
type onOff = 'on' | 'yes'
@export()
type again = yes
@export()
@secure()
type secret = string
@export()
type maybe = bool?
"
            .to_owned(),
        ),
        ("base.bicep", "@export()\ntype yes = ('yes' | 'on')\n".to_owned()),
        (
            "types.json",
            template(
                r#""definitions": { "state": { "type": "string", "allowedValues": [ "on", "yes" ],
                     "metadata": { "__bicep_export!": true } } },"#,
                "",
            ),
        ),
    ]);
    let fail = ["absent", "direct", "json", "local", "member", "renamed"];
    assert_eq!(run.addresses("admin-user", "fail"), fail);
    assert_eq!(run.addresses("admin-user", "unknown"), ["either", "password"]);
    let reason = |address: &str| {
        let mut rows = run.report.verdicts.iter();
        let row = rows.find(|row| row.rule == "admin-user" && row.resource.address == address);
        row.and_then(|row| row.reason.clone()).unwrap_or_default()
    };
    assert!(reason("password").contains("secret"), "{}", reason("password"));
}

/// A template with one registry that takes its admin user as a parameter.
fn parametrised() -> String {
    format!("param admin bool = true\nparam tags object = {{}}\n{}", acr("acr", "admin"))
}

#[test]
fn parameter_files_extend_others_and_import() {
    let run = check(&[
        ("main.bicep", parametrised()),
        ("shared.bicep", "@export()\nvar admin = true\n".to_owned()),
        (
            "base.bicepparam",
            "using none\nvar on = true\nparam admin = on\nparam tags = { a: 'a' }\n".to_owned(),
        ),
        ("inherits.bicepparam", "using 'main.bicep'\nextends 'base.bicepparam'\n".to_owned()),
        (
            "overrides.bicepparam",
            "using 'main.bicep'\nextends 'base.bicepparam'\nparam admin = false\n".to_owned(),
        ),
        (
            "reads.bicepparam",
            "using 'main.bicep'\nextends 'inherits.bicepparam'\nparam admin = base.admin\n".to_owned(),
        ),
        (
            "imports.bicepparam",
            "using 'main.bicep'\nimport { admin as on } from 'shared.bicep'\nparam admin = on\n".to_owned(),
        ),
        ("lost.bicepparam", "using 'main.bicep'\nextends 'gone.bicepparam'\n".to_owned()),
    ]);
    let by_context = |outcome: &str| {
        let rows = run.report.verdicts.iter();
        let rows = rows.filter(|row| row.rule == "admin-user" && row.outcome.name() == outcome);
        rows.filter_map(|row| row.context.as_deref()).collect::<Vec<_>>()
    };
    assert_eq!(by_context("fail"), ["imports.bicepparam", "inherits.bicepparam", "reads.bicepparam"]);
    assert_eq!(by_context("pass"), ["overrides.bicepparam"]);
    assert_eq!(by_context("unknown"), ["lost.bicepparam"]);
    assert_eq!(messages(&run, "link-error"), ["lost.bicepparam:2 `gone.bicepparam` is not there"]);
    assert_lines(
        &run.findings(&["admin-user"]),
        "admin-user acr (inherits.bicepparam, reads.bicepparam)
  base.bicepparam:2 |true| this value in a parameter file decides
    base.bicepparam:3 |on| variable `on` is used here
    main.bicep:6 |admin| parameter `admin` is used here
    main.bicep:3 |resource| `acr` is declared here
    reads.bicepparam:3 |base.admin| imported `admin` is used here
admin-user acr (imports.bicepparam)
  shared.bicep:2 |true| this value in a parameter file decides
    imports.bicepparam:3 |on| imported `admin` is used here
    main.bicep:6 |admin| parameter `admin` is used here
    main.bicep:3 |resource| `acr` is declared here
",
    );
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
fn nested_children_are_what_their_names_say() {
    let run = check(&[(
        "main.bicep",
        "resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoacr'
  resource map 'scopeMaps' = {
    name: 'map'
    properties: { actions: [ 'repositories/*/content/read' ] }
  }
  resource inner 'tokens' = {
    name: 'inner'
    properties: { scopeMapId: map.id }
  }
}
resource outer 'Microsoft.ContainerRegistry/registries/tokens@2023-07-01' = {
  parent: acr
  name: 'outer'
  properties: { scopeMapId: acr::map.id, status: acr::map.name == 'map' ? 'enabled' : 'disabled' }
}
",
    )]);
    let models = acrlint::models(&run.discovered, |_, _, model| {
        let of = |name: &str| {
            let resource = model.resources.iter().find(|resource| resource.address.ends_with(name)).unwrap();
            let properties = resource.body.as_object().unwrap().get("properties", true).unwrap();
            let property = |name| properties.value.as_object().unwrap().get(name, true);
            let text = |name| property(name).map(|item| item.value.canonical()).unwrap_or_default();
            (text("scopeMapId"), text("status"))
        };
        (of("inner"), of("outer"))
    });
    let id = "${acr::map.id}".to_owned();
    assert_eq!(models, [((id.clone(), String::new()), (id, "enabled".to_owned()))]);
}

#[test]
fn what_does_not_fit_is_one_error_each() {
    let run = check(&[
        (
            "main.bicep",
            format!(
                "module a 'a.bicep' = {{ name: 'a' }}
module outside '../../other/acr.bicep' = {{ name: 'outside' }}
module wrong 'acr.bicep' = {{ name: 'wrong', params: {{ admin: 'yes', tags: [], nobody: 1 }} }}
import {{ x }} from 'gone.bicep'
{}",
                acr("own", "true"),
            ),
        ),
        ("acr.bicep", parametrised()),
        ("a.bicep", "import { b } from 'b.bicep'\nmodule c 'c.bicep' = { name: 'c' }\nvar x = b\n".to_owned()),
        ("b.bicep", "import { c } from 'b2.bicep'\n@export()\nvar b = c\n".to_owned()),
        ("b2.bicep", "import { b } from 'b.bicep'\n@export()\nvar c = b\n".to_owned()),
        ("c.bicep", format!("module a 'a.bicep' = {{ name: 'a' }}\n{}", acr("inner", "true"))),
        ("one.bicepparam", "using 'main.bicep'\nextends 'two.bicepparam'\n".to_owned()),
        ("two.bicepparam", "using none\nextends 'one.bicepparam'\n".to_owned()),
        ("gone.bicepparam", "using 'missing.bicep'\n".to_owned()),
        ("acr.bicepparam", "using 'acr.bicep'\nparam tags = 'text'\nparam other = 1\n".to_owned()),
        (
            "params/lonely.parameters.json",
            r#"{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
                 "parameters": {} }"#
                .to_owned(),
        ),
    ]);
    assert_eq!(
        messages(&run, "link-error"),
        [
            "acr.bicepparam:2 parameter `tags` of `acr.bicep` takes an object",
            "acr.bicepparam:3 `acr.bicep` declares no parameter `other`",
            "b2.bicep:1 `b.bicep` leads back to itself through this reference",
            "c.bicep:1 `a.bicep` leads back to itself through this reference",
            "gone.bicepparam:1 `missing.bicep` is not there",
            "main.bicep:3 parameter `admin` of `acr.bicep` takes `true` or `false`",
            "main.bicep:3 parameter `tags` of `acr.bicep` takes an object",
            "main.bicep:3 `acr.bicep` declares no parameter `nobody`",
            "main.bicep:4 `gone.bicep` is not there",
            "params/lonely.parameters.json:1 no template belongs to this parameter file, so its values are not used",
            "two.bicepparam:2 `one.bicepparam` leads back to itself through this reference",
        ]
    );
    let outside = "main.bicep:2 module `../../other/acr.bicep` lies outside the root and is not read";
    assert_eq!(messages(&run, "unresolved-module"), [outside]);
    assert_eq!(run.addresses("admin-user", "fail"), ["a::c::inner", "acr", "own"]);
}

#[test]
fn modules_have_conditions_loops_scopes_and_outputs() {
    let run = check(&[
        (
            "main.bicep",
            format!(
                "targetScope = 'subscription'
extension kubernetes
assert named = length('x') == 1
param count int = 2
@batchSize(1)
module many 'acr.json' = [for i in range(0, count): {{
  name: 'many-${{i}}'
  scope: resourceGroup('rg')
  params: {{ admin: i == 1 }}
}}]
module never 'acr.json' = if (count > 9) {{
  name: 'never'
  params: {{ admin: true }}
}}
module nested 'inner.bicep' = {{
  name: 'nested'
  params: {{ all: many[0].outputs.flags }}
}}
{}{}{}",
                acr("first", "many[1].outputs.admin"),
                acr("last", "nested.outputs.list[1]"),
                acr("child", "nested.outputs.object.admin"),
            ),
        ),
        (
            "inner.bicep",
            "param all array\noutput list array = [for flag in all: flag]\noutput object object = { admin: all[0] }\n"
                .to_owned(),
        ),
        (
            "acr.json",
            template_of(
                r#""parameters": { "admin": { "type": "bool" } },
                   "outputs": { "admin": { "type": "bool", "value": "[parameters('admin')]" },
                     "flags": { "type": "array", "value": [ false, true ] } },"#,
                &format!("[ {} ]", REGISTRY.replace("true", "\"[parameters('admin')]\"")),
            ),
        ),
    ]);
    assert_eq!(run.addresses("admin-user", "fail"), ["first", "last", "many[1]::contosoacr"]);
    assert_eq!(run.addresses("admin-user", "pass"), ["child", "many[0]::contosoacr"]);
    assert_eq!(messages(&run, "syntax-error"), [""; 0]);
}

#[test]
fn the_environment_is_not_read_but_its_default_is() {
    let run = check(&[
        (
            "main.bicep",
            format!(
                "param a bool\nparam b bool\nparam c string\n{}{}{}",
                acr("a", "a"),
                acr("b", "b"),
                acr("c", "c == 'x'")
            ),
        ),
        (
            "main.bicepparam",
            "using 'main.bicep'
param a = bool(readEnvironmentVariable('ADMIN', 'true'))
param b = bool(readEnvironmentVariable('PATH'))
param c = externalInput('custom.binding')
"
            .to_owned(),
        ),
    ]);
    assert_eq!(run.addresses("admin-user", "fail"), ["a"]);
    assert_eq!(run.addresses("admin-user", "unknown"), ["b", "c"]);
    let mut reasons = run.report.verdicts.iter().filter(|row| row.rule == "admin-user");
    let reason = reasons.find_map(|row| row.reason.clone()).unwrap_or_default();
    assert!(reason.contains("environment variable `PATH`"), "{reason}");
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
fn hostile_configuration_and_types_cost_nothing() {
    let doubled: String = (1..60).map(|i| format!("type t{i} = t{} | t{} | null\n", i - 1, i - 1)).collect();
    let around: String =
        (0..60).map(|i| format!("import {{ t{i} }} from 't{}.bicep'\n", (i + 1) % 60)).collect();
    let main = format!(
        "type t0 = 'a' | 'b'\n{doubled}param p t59\nparam q l0\ntype l0 = l1\ntype l1 = l0\n{}",
        acr("acr", "p == 'a' && q == 'b'")
    );
    let mut files = vec![
        ("bicepconfig.json".to_owned(), "[".repeat(100_000)),
        ("main.bicep".to_owned(), main),
        (
            "call.bicep".to_owned(),
            "module m 'br/team:acr:v1' = { name: 'm' }\n".to_owned() + REGISTRY_COMMENT,
        ),
    ];
    files.extend(
        (0..60).map(|i| (format!("t{i}.bicep"), format!("{around}param p t{i}\n{}", acr("x", "p == 'a'")))),
    );
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let tree = Tree::new("hostile", &files);
    let run = on_disk(&tree.0, ModuleCache::Standard);
    assert_eq!(run.addresses("admin-user", "unknown").len(), 61);
    let notes = messages(&run, "unresolved-module");
    assert!(
        notes.len() == 1 && notes[0].contains("bicepconfig.json was not read: not valid JSON"),
        "{notes:?}"
    );
}

/// Makes a file matter.
const REGISTRY_COMMENT: &str = "// Microsoft.ContainerRegistry/registries\n";
