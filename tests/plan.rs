//! Terraform plans: alone, and beside the code that they were made of.

mod support;

use acrlint::model::Resource;
use support::lint::{self, Run, check};

#[track_caller]
fn assert_lines(actual: &str, expected: &str) {
    assert_eq!(actual, expected, "\n--- actual ---\n{actual}--- expected ---\n{expected}");
}

fn plan() -> String {
    let files = lint::folder("testdata/plan");
    files.into_iter().find(|(path, _)| path == "tfplan.json").expect("the plan").1
}

const RULES: &[&str] = &["admin-user", "broad-ip-rule", "webhook-https", "limit-reached", "syntax-error"];

#[test]
fn a_plan_is_mapped_to_the_code_beside_it() {
    let run = check(&lint::folder("testdata/plan"));
    assert_lines(
        &run.findings(RULES),
        r#"webhook-https azurerm_container_registry_webhook.deploy (tfplan.json)
  main.tf:41 |"http://${var.token}@example.com/deploy"|
    main.tf:41 |${var.token}| variable `token` is used here
admin-user module.registry["b"].azurerm_container_registry.this (tfplan.json)
  registry/main.tf:10 |var.admin|
    tfplan.json:166 |true| the plan has this value
    main.tf:17 |"./registry"| this call makes `module.registry["b"].azurerm_container_registry.this`
broad-ip-rule module.registry["b"].azurerm_container_registry.this (tfplan.json)
  registry/main.tf:13 |dynamic "ip_rule"|
    tfplan.json:182 |"10.0.0.0/8"| the plan has this value
    main.tf:17 |"./registry"| this call makes `module.registry["b"].azurerm_container_registry.this`
"#,
    );
    assert_eq!(run.report.coverage.registries, 2);
    assert_eq!(endpoints(&run), ["module.registry[\"a\"].azurerm_container_registry.this"]);
}

#[test]
fn a_plan_alone_speaks_for_itself() {
    let run = check(&[("tfplan.json", plan())]);
    assert_lines(
        &run.findings(RULES),
        r#"admin-user module.registry["b"].azurerm_container_registry.this
  tfplan.json:166 |true|
broad-ip-rule module.registry["b"].azurerm_container_registry.this
  tfplan.json:182 |"10.0.0.0/8"|
"#,
    );
    assert_eq!(run.report.coverage.registries, 2);
    assert_eq!(endpoints(&run), ["module.registry[\"a\"].azurerm_container_registry.this"]);
    // The value is a secret, and nothing else of the plan says how it begins.
    assert_eq!(run.addresses("webhook-https", "unknown"), ["azurerm_container_registry_webhook.deploy"]);
}

/// Addresses of the registries to which a private endpoint leads.
fn endpoints(run: &Run) -> Vec<String> {
    let found = acrlint::models(&run.discovered, |_, _, model| {
        let has_endpoint = |registry: &&Resource| {
            model.private_endpoints().any(|endpoint| model.has_endpoint_to(endpoint, registry).certain())
        };
        let registries = model.registries().filter(has_endpoint);
        registries.map(|registry| registry.address.clone()).collect::<Vec<_>>()
    });
    found.into_iter().flatten().collect()
}

#[test]
fn secrets_of_a_plan_are_not_shown() {
    let run = check(&[("tfplan.json", plan())]);
    let shown: Vec<&str> = run.report.secrets.iter().map(|span| run.text(*span)).collect();
    assert_eq!(shown, ["\"hunter2\"", "\"http://hunter2@example.com/deploy\""]);
}

/// A plan of one registry and these variables: the attributes as planned, those that are not known
/// yet, and how the configuration writes them.
fn one_registry(variables: &str, values: &str, unknown: &str, expressions: &str) -> String {
    let head = r#""address": "azurerm_container_registry.acr", "mode": "managed", "type": "azurerm_container_registry", "name": "acr""#;
    format!(
        r#"{{ "format_version": "1.2", "terraform_version": "1.11.4", "variables": {{ {variables} }},
  "planned_values": {{ "root_module": {{ "resources": [ {{ {head}, "values": {{ "name": "contosoacr", "sku": "Premium", {values} }}, "sensitive_values": {{}} }} ] }} }},
  "resource_changes": [ {{ {head}, "change": {{ "actions": ["create"], "after_unknown": {{ "id": true, {unknown} }} }} }} ],
  "configuration": {{ "root_module": {{ "resources": [ {{ {head}, "expressions": {{ "name": {{}}, "sku": {{}}, {expressions} }} }} ] }} }} }}"#
    )
}

const CODE: &str = "variable \"admin\" {}\nresource \"azurerm_container_registry\" \"acr\" {\n  name = \"contosoacr\"\n  sku  = \"Premium\"\n  admin_enabled = var.admin\n  zone_redundancy_enabled = true\n}\n";

#[test]
fn a_plan_that_agrees_with_variable_files_adds_no_finding() {
    let plan = one_registry(
        r#""admin": { "value": true }"#,
        r#""admin_enabled": true, "zone_redundancy_enabled": true"#,
        r#""login_server": true"#,
        r#""admin_enabled": {}, "zone_redundancy_enabled": {}"#,
    );
    let run = check(&[
        ("infra/main.tf", CODE),
        ("infra/env/dev.tfvars", "admin = false\n"),
        ("infra/env/prod.tfvars", "admin = true\n"),
        ("plans/prod.json", &plan),
    ]);
    assert_lines(
        &run.findings(&["admin-user"]),
        r#"admin-user azurerm_container_registry.acr (infra/env/prod.tfvars, plans/prod.json)
  infra/env/prod.tfvars:1 |true| this value in a parameter file decides
    infra/main.tf:5 |var.admin| variable `admin` is used here
    infra/main.tf:2 |resource "azurerm_container_registry" "acr"| `azurerm_container_registry.acr` is declared here
    plans/prod.json:2 |true| the plan has this value
"#,
    );
    assert_eq!(run.addresses("admin-user", "pass").len(), 1);
}

#[test]
fn what_is_known_after_apply_is_unknown_but_set() {
    let plan = |written: &str| {
        one_registry(
            "",
            r#""admin_enabled": false"#,
            r#""admin_enabled": true, "network_rule_set": true"#,
            written,
        )
        .replace(r#""admin_enabled": false"#, r#""location": "westeurope""#)
    };
    let run = check(&[("plan.json", plan(r#""admin_enabled": {}"#))]);
    assert_eq!(run.addresses("admin-user", "unknown").len(), 1);
    // The provider fills in what nobody wrote.
    assert_eq!(run.addresses("public-network-access", "fail").len(), 1);
}

#[test]
fn what_a_plan_does_not_make_is_not_judged_in_it() {
    let code = format!(
        "{CODE}resource \"azurerm_container_registry\" \"other\" {{\n  count = var.other\n  name = \"x\"\n  admin_enabled = true\n}}\nvariable \"other\" {{}}\n"
    );
    let plan = one_registry(
        r#""admin": { "value": "false" }, "other": { "value": 0 }"#,
        r#""admin_enabled": false"#,
        r#""location": true"#,
        r#""admin_enabled": {}"#,
    );
    let run = check(&[("main.tf", code.as_str()), ("plan.json", &plan)]);
    assert_eq!(run.addresses("admin-user", "pass"), ["azurerm_container_registry.acr"]);
    assert_eq!(run.addresses("admin-user", "fail").len(), 0);
}

#[test]
fn a_plan_of_other_code_stands_alone() {
    let plan = one_registry("", r#""admin_enabled": true"#, r#""location": true"#, r#""admin_enabled": {}"#)
        .replace("azurerm_container_registry.acr", "azurerm_container_registry.elsewhere");
    let run = check(&[("main.tf", CODE), ("plan.json", &plan)]);
    assert_eq!(run.addresses("admin-user", "fail"), ["azurerm_container_registry.elsewhere"]);
    assert_eq!(run.addresses("admin-user", "unknown"), ["azurerm_container_registry.acr"]);
}
