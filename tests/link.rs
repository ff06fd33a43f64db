//! From the place that decides a value to the resource that receives it: parameters, variables,
//! modules, parameter files, loops and conditions, in every language.

mod support;

use acrlint::diagnostic::Severity;
use support::lint::{self, Run, check};

/// A Bicep registry whose admin user is this expression.
fn bicep(symbol: &str, head: &str, admin: &str) -> String {
    format!(
        "resource {symbol} 'Microsoft.ContainerRegistry/registries@2023-07-01' = {head}{{
  name: 'contoso{symbol}'
  sku: {{ name: 'Basic' }}
  properties: {{ adminUserEnabled: {admin} }}
}}
"
    )
}

/// An azurerm registry whose admin user is this expression.
fn terraform(name: &str, head: &str, admin: &str) -> String {
    format!(
        "resource \"azurerm_container_registry\" \"{name}\" {{
  {head}
  name          = \"contoso{name}\"
  sku           = \"Basic\"
  admin_enabled = {admin}
}}
"
    )
}

/// An ARM template: top-level members, then a registry with these members and admin user.
fn arm(members: &str, registry: &str, admin: &str) -> String {
    format!(
        r#"{{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0", {members}
  "resources": [
    {{ "type": "Microsoft.ContainerRegistry/registries", "apiVersion": "2023-07-01", {registry}
      "name": "contosoacr", "sku": {{ "name": "Basic" }}, "properties": {{ "adminUserEnabled": {admin} }} }}
  ]
}}"#
    )
}

fn admin(run: &Run) -> String {
    run.findings(&["admin-user"])
}

#[track_caller]
fn assert_lines(actual: &str, expected: &str) {
    assert_eq!(actual, expected, "\n--- actual ---\n{actual}--- expected ---\n{expected}");
}

#[test]
fn every_hop_of_bicep_is_named() {
    assert_lines(
        &admin(&check(&lint::folder("testdata/link/bicep"))),
        r#"admin-user byDefault (main.bicepparam)
  main.bicep:7 |true| this default decides
    main.bicep:16 |adminByDefault| parameter `adminByDefault` is used here
    main.bicep:11 |resource| `byDefault` is declared here
admin-user byVariable (main.bicepparam)
  main.bicep:9 |true|
    main.bicep:25 |adminFromVariable| variable `adminFromVariable` is used here
    main.bicep:20 |resource| `byVariable` is declared here
admin-user byArgument::acr (main.bicepparam)
  main.bicep:33 |true|
    modules/registry.bicep:12 |admin| parameter `admin` is used here
    modules/registry.bicep:5 |resource| `byArgument::acr` is declared here
admin-user byFile::acr (main.bicepparam)
  main.bicepparam:3 |true| this value in a parameter file decides
    main.bicep:41 |adminFromFile| parameter `adminFromFile` is used here
    modules/registry.bicep:12 |admin| parameter `admin` is used here
    modules/registry.bicep:5 |resource| `byFile::acr` is declared here
"#,
    );
}

#[test]
fn every_hop_of_arm_is_named() {
    assert_lines(
        &admin(&check(&lint::folder("testdata/link/arm"))),
        r#"admin-user contosodefault (main.parameters.json)
  main.json:6 |true| this default decides
    main.json:19 |"[parameters('adminByDefault')]"| parameter `adminByDefault` is used here
    main.json:13 |"type": "Microsoft.ContainerRegistry/registries"| `contosodefault` is declared here
admin-user contosovariable (main.parameters.json)
  main.json:9 |true|
    main.json:29 |"[variables('adminFromVariable')]"| variable `adminFromVariable` is used here
    main.json:23 |"type": "Microsoft.ContainerRegistry/registries"| `contosovariable` is declared here
admin-user argument::parameters('name') (main.parameters.json)
  main.json:41 |true|
    modules/registry.json:16 |"[parameters('admin')]"| parameter `admin` is used here
    modules/registry.json:10 |"type": "Microsoft.ContainerRegistry/registries"| `argument::parameters('name')` is declared here
admin-user file::contosofile (main.parameters.json)
  main.parameters.json:5 |true| this value in a parameter file decides
    main.json:53 |"[parameters('adminFromFile')]"| parameter `adminFromFile` is used here
    main.json:69 |"[parameters('admin')]"| parameter `admin` is used here
    main.json:63 |"type": "Microsoft.ContainerRegistry/registries"| `file::contosofile` is declared here
"#,
    );
}

#[test]
fn every_hop_of_terraform_is_named() {
    assert_lines(
        &admin(&check(&lint::folder("testdata/link/terraform"))),
        r#"admin-user azurerm_container_registry.by_default (terraform.tfvars)
  main.tf:16 |true| this default decides
    main.tf:28 |var.admin_by_default| variable `admin_by_default` is used here
    main.tf:23 |resource "azurerm_container_registry" "by_default"| `azurerm_container_registry.by_default` is declared here
admin-user azurerm_container_registry.by_local (terraform.tfvars)
  main.tf:20 |true|
    main.tf:36 |local.admin_from_local| local `admin_from_local` is used here
    main.tf:31 |resource "azurerm_container_registry" "by_local"| `azurerm_container_registry.by_local` is declared here
admin-user module.by_argument.azurerm_container_registry.this (terraform.tfvars)
  main.tf:42 |true|
    modules/registry/main.tf:15 |var.admin| variable `admin` is used here
    modules/registry/main.tf:10 |resource "azurerm_container_registry" "this"| `module.by_argument.azurerm_container_registry.this` is declared here
admin-user module.by_file.azurerm_container_registry.this (terraform.tfvars)
  terraform.tfvars:1 |true| this value in a parameter file decides
    main.tf:48 |var.admin_from_file| variable `admin_from_file` is used here
    modules/registry/main.tf:15 |var.admin| variable `admin` is used here
    modules/registry/main.tf:10 |resource "azurerm_container_registry" "this"| `module.by_file.azurerm_container_registry.this` is declared here
"#,
    );
}

#[test]
fn parameter_files_are_contexts_and_coinciding_findings_are_one() {
    let run = check(&[
        ("main.bicep", format!("param admin bool\n{}{}", bicep("a", "", "admin"), bicep("b", "", "true"))),
        ("dev.bicepparam", "using 'main.bicep'\nparam admin = true\n".to_owned()),
        ("prod.bicepparam", "using 'main.bicep'\nparam admin = false\n".to_owned()),
    ]);
    assert_lines(
        &admin(&run),
        r#"admin-user a (dev.bicepparam)
  dev.bicepparam:2 |true| this value in a parameter file decides
    main.bicep:5 |admin| parameter `admin` is used here
    main.bicep:2 |resource| `a` is declared here
admin-user b (dev.bicepparam, prod.bicepparam)
  main.bicep:10 |true|
"#,
    );
    assert_eq!(run.addresses("admin-user", "pass"), ["a"]);
    assert_eq!(run.report.coverage.registries, 2);
}

#[test]
fn arm_parameter_files_are_found_by_name() {
    let template = arm(
        r#""parameters": { "admin": { "type": "bool", "defaultValue": false } },"#,
        "",
        r#""[parameters('admin')]""#,
    );
    let values = |admin: bool| {
        format!(
            r#"{{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0", "parameters": {{ "admin": {{ "value": {admin} }} }} }}"#
        )
    };
    let run = check(&[
        ("infra/acr.json", template),
        ("infra/acr.parameters.json", values(false)),
        ("infra/acr.dev.parameters.json", values(true)),
        ("infra/env/acr.parameters.test.json", values(true)),
        ("infra/other.parameters.json", values(true)),
    ]);
    assert_lines(
        &admin(&run),
        r#"admin-user contosoacr (infra/acr.dev.parameters.json)
  infra/acr.dev.parameters.json:2 |true| this value in a parameter file decides
    infra/acr.json:5 |"[parameters('admin')]"| parameter `admin` is used here
    infra/acr.json:4 |"type": "Microsoft.ContainerRegistry/registries"| `contosoacr` is declared here
admin-user contosoacr (infra/env/acr.parameters.test.json)
  infra/env/acr.parameters.test.json:2 |true| this value in a parameter file decides
    infra/acr.json:5 |"[parameters('admin')]"| parameter `admin` is used here
    infra/acr.json:4 |"type": "Microsoft.ContainerRegistry/registries"| `contosoacr` is declared here
"#,
    );
    assert_eq!(run.addresses("admin-user", "pass").len(), 1);
}

#[test]
fn tfvars_are_contexts_on_top_of_those_that_always_apply() {
    let run = check(&[
        ("main.tf", format!("variable \"admin\" {{}}\n{}", terraform("acr", "", "var.admin"))),
        ("terraform.tfvars", "admin = true\n".to_owned()),
        ("env/prod.tfvars", "admin = false\n".to_owned()),
        ("env/dev.tfvars", "# as always\n".to_owned()),
    ]);
    assert_lines(
        &admin(&run),
        r#"admin-user azurerm_container_registry.acr (env/dev.tfvars)
  terraform.tfvars:1 |true| this value in a parameter file decides
    main.tf:6 |var.admin| variable `admin` is used here
    main.tf:2 |resource "azurerm_container_registry" "acr"| `azurerm_container_registry.acr` is declared here
"#,
    );
    assert_eq!(run.addresses("admin-user", "pass").len(), 1);
}

#[test]
fn a_module_called_twice_is_two_registries() {
    let module = format!("param admin bool = true\n{}", bicep("acr", "", "admin"));
    let calls = "module on 'acr.bicep' = { name: 'on' }
module off 'acr.bicep' = {
  name: 'off'
  params: { admin: false }
}
module alike 'acr.bicep' = { name: 'alike' }
";
    let run = check(&[("main.bicep", calls), ("acr.bicep", &module)]);
    assert_lines(
        &admin(&run),
        r#"admin-user on::acr
  acr.bicep:1 |true| this default decides
    acr.bicep:5 |admin| parameter `admin` is used here
    acr.bicep:2 |resource| `on::acr` is declared here
    main.bicep:1 |'acr.bicep'| this call makes `on::acr`
    main.bicep:6 |'acr.bicep'| this call makes `alike::acr`
"#,
    );
    assert_eq!(run.addresses("admin-user", "pass"), ["off::acr"]);
}

#[test]
fn a_missing_module_is_an_error_if_local_and_a_note_if_not() {
    let run = check(&[
        (
            "main.bicep",
            "module a 'gone.bicep' = { name: 'a' }\nmodule b 'br/public:avm/res/network/private-endpoint:0.11.0' = { name: 'b' }\n",
        ),
        (
            "tf/main.tf",
            "module \"a\" {\n  source = \"./gone\"\n}\nmodule \"b\" {\n  source = \"Azure/x/azurerm\"\n}\n",
        ),
    ]);
    let found = run.report.diagnostics.iter().filter(|found| found.rule == "unresolved-module");
    let found: Vec<String> = found
        .map(|found| {
            format!(
                "{} {} {}",
                found.severity.name(),
                run.place(found.primary.span),
                run.text(found.primary.span)
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "error main.bicep:1 'gone.bicep'",
            "note main.bicep:2 'br/public:avm/res/network/private-endpoint:0.11.0'",
            "error tf/main.tf:2 \"./gone\"",
            "note tf/main.tf:5 \"Azure/x/azurerm\"",
        ]
    );
}

#[test]
fn what_hangs_on_a_missing_module_is_unknown() {
    let run = check(&[
        (
            "main.bicep",
            format!("module a 'gone.bicep' = {{ name: 'a' }}\n{}", bicep("acr", "", "a.outputs.admin")),
        ),
        (
            "tf/main.tf",
            format!("module \"a\" {{\n  source = \"./gone\"\n}}\n{}", terraform("acr", "", "module.a.admin")),
        ),
    ]);
    assert_eq!(run.addresses("admin-user", "unknown"), ["acr", "azurerm_container_registry.acr"]);
}

#[test]
fn loops_give_addresses_and_point_into_the_collection() {
    let run = check(&[
        ("main.bicep", bicep("acr", "[for (on, i) in [false, true]: ", "on").trim_end().to_owned() + "]\n"),
        (
            "tf/main.tf",
            terraform("count", "count = 2", "count.index == 1")
                + &terraform("each", "for_each = { a = true, b = false }", "each.value"),
        ),
        ("arm.json", arm("", r#""copy": { "name": "loop", "count": 2 },"#, r#""[equals(copyIndex(), 1)]""#)),
    ]);
    assert_lines(
        &admin(&run),
        r#"admin-user contosoacr[1]
  arm.json:5 |"[equals(copyIndex(), 1)]"|
    arm.json:5 |copyIndex()| loop variable `copyIndex` is used here
admin-user acr[1]
  main.bicep:1 |true|
    main.bicep:4 |on| loop variable `on` is used here
admin-user azurerm_container_registry.count[1]
  tf/main.tf:5 |count.index == 1|
    tf/main.tf:5 |count.index| loop variable `count.index` is used here
admin-user azurerm_container_registry.each["a"]
  tf/main.tf:8 |true|
    tf/main.tf:11 |each.value| loop variable `each.value` is used here
"#,
    );
    let passed = [
        "acr[0]",
        "azurerm_container_registry.count[0]",
        "azurerm_container_registry.each[\"b\"]",
        "contosoacr[0]",
    ];
    assert_eq!(run.addresses("admin-user", "pass"), passed);
}

#[test]
fn module_loops_give_addresses() {
    let run = check(&[
        ("main.bicep", "module acr 'acr.bicep' = [for name in ['a', 'b']: {\n  name: name\n  params: { admin: name == 'b' }\n}]\n".to_owned()),
        ("acr.bicep", format!("param admin bool\n{}", bicep("it", "", "admin"))),
        ("tf/main.tf", "module \"acr\" {\n  source   = \"./m\"\n  for_each = toset([\"a\", \"b\"])\n  admin    = each.key == \"b\"\n}\n".to_owned()),
        ("tf/m/main.tf", format!("variable \"admin\" {{}}\n{}", terraform("it", "", "var.admin"))),
    ]);
    let failed = ["acr[1]::it", "module.acr[\"b\"].azurerm_container_registry.it"];
    assert_eq!(run.addresses("admin-user", "fail"), failed);
    let passed = ["acr[0]::it", "module.acr[\"a\"].azurerm_container_registry.it"];
    assert_eq!(run.addresses("admin-user", "pass"), passed);
}

#[test]
fn loops_of_unknown_length_are_one_instance() {
    let run = check(&[
        ("main.bicep", format!("param n array\n{}]\n", bicep("acr", "[for x in n: ", "true").trim_end())),
        ("tf/main.tf", format!("variable \"n\" {{}}\n{}", terraform("acr", "count = var.n", "true"))),
        (
            "arm.json",
            arm(
                r#""parameters": { "n": { "type": "int" } },"#,
                r#""copy": { "name": "loop", "count": "[parameters('n')]" },"#,
                "true",
            ),
        ),
    ]);
    let failed = ["acr[*]", "azurerm_container_registry.acr[*]", "contosoacr[*]"];
    assert_eq!(run.addresses("admin-user", "fail"), failed);
}

#[test]
fn what_is_known_not_to_be_deployed_is_not_judged() {
    let run = check(&[
        (
            "main.bicep",
            format!(
                "param on bool = false\n{}{}module m 'm.bicep' = if (on) {{ name: 'm' }}\n",
                bicep("a", "if (on) ", "true"),
                bicep("b", "[for x in []: ", "true").trim_end().to_owned() + "]\n"
            ),
        ),
        ("m.bicep", bicep("c", "", "true")),
        (
            "tf/main.tf",
            format!(
                "{}{}module \"m\" {{\n  source = \"./m\"\n  count = 0\n}}\n",
                terraform("a", "count = 0", "true"),
                terraform("b", "for_each = {}", "true")
            ),
        ),
        ("tf/m/main.tf", terraform("c", "", "true")),
        ("arm.json", arm("", r#""condition": false,"#, "true")),
    ]);
    assert_eq!(run.report.diagnostics.len(), 0, "{:#?}", run.report.diagnostics);
    assert_eq!(run.report.verdicts.len(), 0);
}

#[test]
fn a_condition_that_cannot_be_decided_is_named() {
    let run = check(&[
        ("main.bicep", format!("param on bool\n{}", bicep("a", "if (on && true) ", "true"))),
        ("tf/main.tf", format!("variable \"on\" {{}}\n{}", terraform("a", "count = var.on ? 1 : 0", "true"))),
        (
            "arm.json",
            arm(
                r#""parameters": { "on": { "type": "bool" } },"#,
                r#""condition": "[parameters('on')]","#,
                "true",
            ),
        ),
    ]);
    let help: Vec<&str> = run
        .report
        .diagnostics
        .iter()
        .filter(|found| found.rule == "admin-user")
        .map(|found| {
            found
                .help
                .iter()
                .map(String::as_str)
                .find(|help| help.starts_with("this applies when"))
                .unwrap_or("-")
        })
        .collect();
    assert_eq!(
        help,
        [
            "this applies when `parameters('on')` is true",
            "this applies when `on && true` is true",
            "this applies when `var.on` is true",
        ]
    );
}

#[test]
fn children_find_their_registry_nested_or_by_parent() {
    let run = check(&[(
        "main.bicep",
        format!(
            "{}resource sibling 'Microsoft.ContainerRegistry/registries/replications@2023-07-01' = {{
  parent: acr
  name: 'northeurope'
}}
resource theirs 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {{
  name: 'contosotheirs'
  resource inner 'replications' = {{
    name: 'westeurope'
  }}
}}
",
            bicep("acr", "", "false")
        ),
    )]);
    let parents = acrlint::models(&run.discovered, |_, _, model| {
        let all = model.resources.iter();
        let pair = |child: &acrlint::model::Resource| {
            (child.address.clone(), child.parent.map(|parent| model.resources[parent].address.clone()))
        };
        all.map(pair).collect::<Vec<_>>()
    });
    let pair = |child: &str, parent: Option<&str>| (child.to_owned(), parent.map(str::to_owned));
    let expected = [
        pair("acr", None),
        pair("sibling", Some("acr")),
        pair("theirs", None),
        pair("theirs::inner", Some("theirs")),
    ];
    assert_eq!(parents[0], expected);
    assert_eq!(run.addresses("admin-user", "pass"), ["acr"], "existing registries are context only");
}

#[test]
fn module_outputs_are_followed() {
    let run = check(&[
        (
            "main.bicep",
            format!("module m 'm.bicep' = {{ name: 'm' }}\n{}", bicep("acr", "", "m.outputs.admin")),
        ),
        ("m.bicep", "var yes = true\noutput admin bool = yes\n".to_owned()),
        (
            "tf/main.tf",
            format!("module \"m\" {{\n  source = \"./m\"\n}}\n{}", terraform("acr", "", "module.m.admin")),
        ),
        (
            "tf/m/main.tf",
            "locals {\n  yes = true\n}\noutput \"admin\" {\n  value = local.yes\n}\n".to_owned(),
        ),
    ]);
    assert_lines(
        &admin(&run),
        r#"admin-user acr
  m.bicep:1 |true|
    m.bicep:2 |yes| variable `yes` is used here
    main.bicep:5 |m.outputs.admin| output `admin` of module `m` is used here
    main.bicep:2 |resource| `acr` is declared here
admin-user azurerm_container_registry.acr
  tf/m/main.tf:2 |true|
    tf/m/main.tf:5 |local.yes| local `yes` is used here
    tf/main.tf:8 |module.m.admin| output `admin` of module `m` is used here
    tf/main.tf:4 |resource "azurerm_container_registry" "acr"| `azurerm_container_registry.acr` is declared here
"#,
    );
}

#[test]
fn modules_that_no_deployment_makes_are_still_read() {
    let run = check(&[
        (
            "main.bicep",
            "module m 'm.bicep' = [for x in []: {\n  name: 'm'\n  params: { passed: x }\n}]\n".to_owned(),
        ),
        (
            "m.bicep",
            format!("param passed bool = true\n{}{}", bicep("a", "", "passed"), bicep("b", "", "true")),
        ),
        (
            "tf/main.tf",
            "module \"m\" {\n  source   = \"./m\"\n  for_each = {}\n  passed   = each.value\n}\n".to_owned(),
        ),
        (
            "tf/m/main.tf",
            format!(
                "variable \"passed\" {{\n  default = true\n}}\n{}{}",
                terraform("a", "", "var.passed"),
                terraform("b", "", "true")
            ),
        ),
    ]);
    assert_eq!(run.addresses("admin-user", "fail"), ["azurerm_container_registry.b", "b"]);
    assert_eq!(run.addresses("admin-user", "unknown"), ["a", "azurerm_container_registry.a"]);
}

#[test]
fn cycles_end_and_are_unknown() {
    let run = check(&[
        (
            "a.bicep",
            format!(
                "param p bool = q\nparam q bool = p\nvar v = w\nvar w = v\nmodule b 'b.bicep' = {{ name: 'b' }}\n{}{}",
                bicep("x", "", "p"),
                bicep("y", "", "v")
            ),
        ),
        ("b.bicep", "module a 'a.bicep' = { name: 'a' }\n".to_owned()),
        (
            "tf/main.tf",
            format!(
                "locals {{\n  v = local.w\n  w = local.v\n}}\nmodule \"self\" {{\n  source = \"./\"\n}}\n{}",
                terraform("z", "", "local.v")
            ),
        ),
    ]);
    assert_eq!(admin(&run), "");
    let errors = run.report.diagnostics.iter().filter(|found| found.rule == "link-error");
    let errors: Vec<String> =
        errors.map(|found| format!("{} {}", run.place(found.primary.span), found.message)).collect();
    let itself = |name: &str| format!("`{name}` refers to itself, so its value is unknown");
    assert_eq!(
        errors,
        [
            format!("a.bicep:2 {}", itself("p")),
            format!("a.bicep:4 {}", itself("v")),
            "b.bicep:1 `a.bicep` leads back to itself through this reference".to_owned(),
            format!("tf/main.tf:3 {}", itself("v")),
            "tf/main.tf:6 `tf` leads back to itself through this reference".to_owned(),
        ]
    );
    let unknown = run.addresses("admin-user", "unknown");
    assert!(
        ["x", "y", "azurerm_container_registry.z"].iter().all(|address| unknown.contains(address)),
        "{unknown:?}"
    );
}

#[test]
fn a_broken_line_costs_only_itself() {
    let files = [
        ("main.bicep", format!("var broken = = 1\n{}", bicep("acr", "", "true"))),
        ("main.tf", format!("locals {{\n  broken = = 1\n}}\n{}", terraform("acr", "", "true"))),
        ("main.json", arm("\"variables\": { \"broken\": , \"a\": 1 },", "", "true")),
    ];
    for (path, text) in files {
        let run = check(&[(path, &text)]);
        let found: Vec<&str> = run.report.diagnostics.iter().map(|found| found.rule).collect();
        assert!(found.contains(&"admin-user"), "{path}: {found:?}");
        let broken = run.report.diagnostics.iter().find(|found| found.rule == "syntax-error");
        let broken = broken.unwrap_or_else(|| panic!("{path}: {found:?}"));
        assert_eq!(broken.severity, Severity::Error, "{path}: the run must fail");
        let line = run.place(broken.primary.span);
        assert!(
            text.lines()
                .nth(line.rsplit(':').next().unwrap_or("").parse::<usize>().unwrap_or(0) - 1)
                .is_some_and(|line| line.contains("broken")),
            "{line}"
        );
        assert_eq!((run.report.coverage.partial, run.report.coverage.registries), (1, 1), "{path}");
    }
}

#[test]
fn a_type_fills_in_what_a_value_leaves_out() {
    let module = r#"variable "registries" {
  type = map(object({
    tier  = optional(string, "Basic")
    admin = optional(bool, true)
    tags  = optional(map(string))
  }))
}

resource "azurerm_container_registry" "acr" {
  for_each      = var.registries
  name          = "contosoregistry${each.key}"
  sku           = each.value.tier
  admin_enabled = each.value.admin
  tags          = each.value.tags
}
"#;
    let caller = r#"module "registry" {
  source     = "./registry"
  registries = { one = {}, two = { admin = false }, three = { admin = null, tier = "Standard" } }
}
"#;
    let run = check(&[("main.tf", caller), ("registry/main.tf", module)]);
    let address = |key| format!("module.registry.azurerm_container_registry.acr[\"{key}\"]");
    assert_eq!(run.addresses("admin-user", "fail"), [address("one"), address("three")]);
    assert_eq!(run.addresses("admin-user", "pass"), [address("two")]);
    assert_eq!(run.addresses("anonymous-pull", "pass"), [address("three")]);
    assert!(admin(&run).contains("registry/main.tf:4 |true| this default decides"), "{}", admin(&run));
}

#[test]
fn null_may_stand_for_the_default() {
    let variable = |nullable| {
        let variable = format!("variable \"admin\" {{\n  default  = true\n  nullable = {nullable}\n}}\n");
        variable + &terraform("acr", "", "var.admin")
    };
    let caller = "module \"acr\" {\n  source = \"./acr\"\n  admin  = null\n}\n".to_owned();
    for (nullable, outcome) in [("true", "pass"), ("false", "fail")] {
        let run = check(&[("main.tf", caller.clone()), ("acr/main.tf", variable(nullable))]);
        assert_eq!(run.addresses("admin-user", outcome).len(), 1, "nullable = {nullable}");
    }
    // Resource Manager takes `null` for no value at all.
    let module = format!("param admin bool = true\n{}", bicep("acr", "", "admin"));
    let caller =
        "param strict bool\nmodule acr 'acr.bicep' = {\n  params: { admin: strict ? null : true }\n}\n";
    let run = check(&[("main.bicep", caller.to_owned()), ("acr.bicep", module)]);
    assert_eq!(run.addresses("admin-user", "fail"), ["acr::acr"]);
}

#[test]
fn a_type_with_a_name_may_be_null_or_a_choice() {
    let registry = bicep("acr", "", "settings == null ? false : settings.admin");
    let module = format!("type settingsType = {{ admin: bool }}?\nparam settings settingsType\n{registry}");
    let caller = "module acr 'acr.bicep' = {\n  params: {}\n}\n".to_owned();
    let run = check(&[("main.bicep", caller), ("acr.bicep", module)]);
    assert_eq!(run.addresses("admin-user", "pass"), ["acr::acr"]);

    let registry = bicep("acr", "", "tier == 'a'").replace("'Basic'", "tier == 'a' ? 'Basic' : 'Standard'");
    let choice = format!("type tierType = ('a' | 'b')\nparam tier tierType\n{registry}");
    let run = check(&[("main.bicep", choice)]);
    assert_eq!(run.addresses("premium-required", "fail"), ["acr"]);

    let members = r##""languageVersion": "2.0", "definitions": { "settings": { "type": "object", "nullable": true } },
  "parameters": { "settings": { "$ref": "#/definitions/settings" } },"##;
    let admin = r#""[not(empty(parameters('settings')))]""#;
    let run = check(&[("azuredeploy.json", arm(members, "", admin))]);
    assert_eq!(run.addresses("admin-user", "pass").len(), 1);
}

/// At an operation the expression decides; what goes into it from another file is named, so that it
/// is the place of the finding if the module is not the user's.
#[test]
fn what_goes_into_an_operation_of_a_module_is_named() {
    let run = check(&[
        ("main.bicep", "module m 'm.bicep' = {\n  name: 'm'\n  params: { access: 'open' }\n}\n".to_owned()),
        ("m.bicep", format!("param access string\n{}", bicep("acr", "", "access == 'open'"))),
    ]);
    assert_lines(
        &admin(&run),
        r#"admin-user m::acr
  m.bicep:5 |access == 'open'|
    main.bicep:3 |'open'| this value goes into it
    m.bicep:5 |access| parameter `access` is used here
"#,
    );
}
