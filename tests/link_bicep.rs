//! What Bicep code takes from other files: imports, parameter files, local modules; and what is nested.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use acrlint::discover::ModuleCache;
use support::bicep::{REGISTRY, Tree, acr, assert_lines, messages, on_disk, template, template_of};
use support::lint::check;

#[test]
fn imported_values_are_evaluated_where_they_are_declared() {
    let run = check(&[
        (
            "main.bicep",
            format!(
                "import {{ admin, other as another, not }} from 'shared/values.bicep'
import * as all from './shared/values.bicep'
import {{ fromJson, opposite }} from 'values.json'
{}{}{}{}{}{}{}",
                acr("named", "admin"),
                acr("renamed", "another"),
                acr("wildcard", "all.admin"),
                acr("function", "not(false)"),
                acr("method", "all.not(false)"),
                acr("json", "fromJson"),
                acr("jsonFunction", "opposite(false)"),
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
        (
            "values.json",
            template(
                r#""variables": { "fromJson": true }, "functions": [ { "namespace": "__bicep", "members": {
                     "opposite": { "parameters": [ { "name": "x", "type": "bool" } ],
                       "output": { "type": "bool", "value": "[not(parameters('x'))]" } } } } ],"#,
                "",
            ),
        ),
    ]);
    assert_eq!(
        run.addresses("admin-user", "fail"),
        ["function", "json", "jsonFunction", "method", "named", "renamed", "wildcard"]
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
fn a_module_in_other_case_is_named() {
    let run = check(&[
        ("main.bicep", "module a 'Infra/acr.bicep' = { name: 'a' }\n".to_owned()),
        ("infra/acr.bicep", parametrised()),
    ]);
    let expected = "main.bicep:1 module `Infra/acr.bicep` is not there: `infra/acr.bicep` differs in case";
    assert_eq!(messages(&run, "unresolved-module"), [expected]);
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
                 "parameters": { "acrName": { "value": "contosoacr" } } }"#
                .to_owned(),
        ),
        (
            "params/network.parameters.json",
            r#"{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
                 "parameters": { "subnet": { "value": "default" } } }"#
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

#[test]
fn chains_of_imports_and_extensions_are_not_deeper_than_the_stack() {
    const FILES: usize = 1_500;
    let mut files = vec![
        (
            "main.bicep".to_owned(),
            format!("import {{ v0 }} from 'v0.bicep'\nparam p bool\n{}{}", acr("a", "v0"), acr("b", "p")),
        ),
        ("p0.bicepparam".to_owned(), "using 'main.bicep'\nextends 'p1.bicepparam'\n".to_owned()),
    ];
    for i in 0..FILES {
        let next = i + 1;
        let import = format!("import {{ v{next} }} from 'v{next}.bicep'\n@export()\nvar v{i} = v{next}\n");
        files.push((
            format!("v{i}.bicep"),
            if next < FILES { import } else { format!("@export()\nvar v{i} = true\n") },
        ));
        let base = format!("using none\nextends 'p{}.bicepparam'\n", i + 2);
        files.push((
            format!("p{next}.bicepparam"),
            if next < FILES { base } else { "using none\nparam p = true\n".to_owned() },
        ));
    }
    let start = std::time::Instant::now();
    let run = check(&files);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    assert_eq!(run.addresses("admin-user", "fail"), ["b"]);
    assert_eq!(run.addresses("admin-user", "unknown"), ["a"]);
    assert!(run.rules().contains(&"limit-reached"));
}
