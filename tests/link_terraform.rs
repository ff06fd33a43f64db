//! Terraform and OpenTofu in every composition: the JSON syntax, override files, fetched modules,
//! variable files, and what variables, loops and references say about a value.

mod support;

use std::fs;
use std::path::PathBuf;

use acrlint::discover::{Options, discover};
use acrlint::model::Dialect;
use support::lint::{Run, check, check_discovered};

fn admin(run: &Run) -> String {
    run.findings(&["admin-user"])
}

#[track_caller]
fn assert_lines(actual: &str, expected: &str) {
    assert_eq!(actual, expected, "\n--- actual ---\n{actual}--- expected ---\n{expected}");
}

/// A registry in the native syntax with these lines in its block.
fn registry(name: &str, lines: &str) -> String {
    format!(
        "resource \"azurerm_container_registry\" \"{name}\" {{\n  name = \"contoso{name}\"\n  sku  = \"Premium\"\n{lines}}}\n"
    )
}

/// Rule, address and outcome of every verdict.
fn verdicts(run: &Run) -> Vec<String> {
    let rows = run.report.verdicts.iter();
    let mut rows: Vec<String> =
        rows.map(|row| format!("{} {} {}", row.rule, row.resource.address, row.outcome.name())).collect();
    rows.sort();
    rows
}

#[test]
fn both_syntaxes_say_the_same() {
    let native = r#"
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.0" }
  }
}
variable "open" {
  type    = object({ admin = optional(bool, true) })
  default = {}
}
variable "ranges" { default = ["10.0.0.0/8", "20.1.2.0/24"] }
locals { prefix = "contoso" }
resource "azurerm_container_registry" "acr" {
  for_each      = toset(["a", "b"])
  name          = "${local.prefix}${each.key}"
  sku           = "Premium"
  admin_enabled = var.open.admin
  tags          = { a = "b" }
  identity { type = "SystemAssigned" }
  network_rule_set {
    default_action = each.key == "a" ? "Deny" : "Allow"
    dynamic "ip_rule" {
      for_each = var.ranges
      iterator = range
      content {
        action   = "Allow"
        ip_range = range.value
      }
    }
  }
  georeplications {
    location                  = "westeurope"
    regional_endpoint_enabled = true
  }
}
resource "azurerm_container_registry_webhook" "hook" {
  name          = "hook"
  registry_name = azurerm_container_registry.acr["a"].name
  service_uri   = "http://example.com"
  actions       = ["push"]
}
module "more" {
  source = "./more"
  admin  = false
}
"#;
    let json = r#"{
  "//": "a comment",
  "terraform": { "required_providers": { "azurerm": { "source": "hashicorp/azurerm", "version": "~> 4.0" } } },
  "variable": {
    "open": { "type": "object({ admin = optional(bool, true) })", "default": {} },
    "ranges": [ { "default": ["10.0.0.0/8", "20.1.2.0/24"] } ]
  },
  "locals": { "//": "one more", "prefix": "contoso" },
  "resource": [ {
    "azurerm_container_registry": { "acr": {
      "for_each": "${toset([\"a\", \"b\"])}",
      "name": "${local.prefix}${each.key}",
      "sku": "Premium",
      "admin_enabled": "${var.open.admin}",
      "tags": { "a": "b" },
      "identity": { "type": "SystemAssigned" },
      "network_rule_set": [ {
        "default_action": "${each.key == \"a\" ? \"Deny\" : \"Allow\"}",
        "dynamic": { "ip_rule": {
          "for_each": "${var.ranges}",
          "iterator": "range",
          "content": { "action": "Allow", "ip_range": "${range.value}" }
        } }
      } ],
      "georeplications": { "location": "westeurope", "regional_endpoint_enabled": true }
    } },
    "azurerm_container_registry_webhook": { "hook": {
      "name": "hook",
      "registry_name": "${azurerm_container_registry.acr[\"a\"].name}",
      "service_uri": "http://example.com",
      "actions": ["push"]
    } }
  } ],
  "module": { "more": { "source": "./more", "admin": false } }
}"#;
    let module = "variable \"admin\" {}\n".to_owned() + &registry("more", "  admin_enabled = var.admin\n");
    let (native, json) = (
        check(&[("main.tf", native), ("more/main.tf", &module)]),
        check(&[("main.tf.json", json), ("more/main.tf", &module)]),
    );
    assert_eq!(native.report.coverage.skipped, []);
    assert_eq!(json.report.coverage.skipped, []);
    assert_eq!(verdicts(&native), verdicts(&json));
    assert_eq!(native.rules(), json.rules());
    assert_eq!(json.addresses("admin-user", "fail").len(), 2);
    assert_eq!(json.addresses("broad-ip-rule", "fail").len(), 2);
}

#[test]
fn places_lie_inside_json_strings() {
    let run = check(&[
        (
            "main.tf.json",
            r#"{ "variable": { "no_admin": { "default": true } },
  "resource": { "azurerm_container_registry": {
    "acr": { "name": "contosoacr", "sku": "Basic", "admin_enabled": "\u0024{ !var.no_admin }" } } } }"#,
        ),
        ("terraform.tfvars.json", r#"{ "no_admin": false }"#),
    ]);
    assert_lines(
        &admin(&run),
        r#"admin-user azurerm_container_registry.acr (terraform.tfvars.json)
  main.tf.json:3 |"\u0024{ !var.no_admin }"|
    main.tf.json:3 |var.no_admin| variable `no_admin` is used here
"#,
    );
}

#[test]
fn a_mistake_in_a_json_string_is_a_syntax_error_there() {
    let run = check(&[(
        "main.tf.json",
        r#"{ "resource": { "azurerm_container_registry": {
    "acr": { "name": "contosoacr", "sku": "Basic", "admin_enabled": "${ var. }" } } } }"#,
    )]);
    let found = run.report.diagnostics.iter().find(|found| found.rule == "syntax-error").expect("reported");
    assert_eq!(run.place(found.primary.span), "main.tf.json:2");
    assert_eq!(run.addresses("admin-user", "unknown"), ["azurerm_container_registry.acr"]);
}

#[test]
fn override_files_replace_what_they_name() {
    let run = check(&[
        (
            "main.tf",
            "variable \"admin\" {\n  type    = bool\n  default = true\n}\nlocals {\n  public = true\n  other  = 1\n}\n".to_owned()
                + &registry(
                    "acr",
                    "  admin_enabled = var.admin\n  public_network_access_enabled = local.public\n  network_rule_set {\n    default_action = \"Allow\"\n  }\n",
                ),
        ),
        (
            "b_override.tf",
            "variable \"admin\" {\n  default = false\n}\nlocals {\n  public = false\n}\nresource \"azurerm_container_registry\" \"acr\" {\n  network_rule_set {\n    default_action = \"Deny\"\n  }\n}\n".to_owned(),
        ),
        ("override.tf.json", r#"{ "resource": { "azurerm_container_registry": { "acr": { "sku": "Basic", "admin_enabled": true } } } }"#.to_owned()),
    ]);
    assert_lines(
        &admin(&run),
        "admin-user azurerm_container_registry.acr\n  override.tf.json:1 |true|\n    main.tf:9 |resource \"azurerm_container_registry\" \"acr\"| `azurerm_container_registry.acr` is declared here\n",
    );
    assert_eq!(run.addresses("public-network-access", "fail").len(), 0);
    assert_eq!(run.report.coverage.registries, 1);
}

#[test]
fn a_tofu_file_stands_in_for_the_tf_file_of_its_name() {
    let run = check(&[
        ("main.tf", registry("acr", "  admin_enabled = true\n")),
        ("main.tofu", registry("acr", "  admin_enabled = false\n")),
        ("other.tf", registry("other", "  admin_enabled = true\n")),
    ]);
    assert_eq!(run.addresses("admin-user", "pass"), ["azurerm_container_registry.acr"]);
    assert_eq!(run.addresses("admin-user", "fail"), ["azurerm_container_registry.other"]);
}

#[test]
fn validation_leaves_a_choice() {
    for condition in [
        "contains([\"Basic\", \"Standard\"], var.sku)",
        "var.sku == \"Basic\" || \"Standard\" == var.sku",
        "anytrue([var.sku == \"Basic\", var.sku == \"Standard\"])",
        "can(regex(\"^(Basic|Standard)$\", var.sku))",
        "length(var.sku) > 0 && contains([\"Basic\", \"Standard\"], var.sku)",
    ] {
        let run = check(&[(
            "main.tf",
            format!(
                "variable \"sku\" {{\n  validation {{\n    condition = {condition}\n    error_message = \"no\"\n  }}\n}}\nresource \"azurerm_container_registry\" \"acr\" {{\n  name = \"contosoacr\"\n  sku  = var.sku\n}}\n"
            ),
        )]);
        assert_eq!(
            run.addresses("premium-required", "fail"),
            ["azurerm_container_registry.acr"],
            "{condition}"
        );
    }
}

#[test]
fn a_validation_that_computes_with_the_variable_leaves_everything() {
    for condition in
        ["lower(var.sku) == var.sku", "contains([lower(var.sku)], var.sku)", "contains(local.skus, var.sku)"]
    {
        let run = check(&[(
            "main.tf",
            format!(
                "locals {{\n  skus = [var.sku]\n}}\nvariable \"sku\" {{\n  validation {{\n    condition = {condition}\n  }}\n}}\nresource \"azurerm_container_registry\" \"acr\" {{\n  name = \"contosoacr\"\n  sku  = var.sku\n}}\n"
            ),
        )]);
        assert_eq!(run_findings(&run), [""; 0]);
        assert_eq!(run.addresses("premium-required", "unknown").len(), 1, "{condition}");
    }
}

#[test]
fn a_computed_source_is_not_passed_over() {
    let run =
        check(&[("main.tofu", "module \"registry\" {\n  source = \"${var.where}/container-registry\"\n}\n")]);
    assert_eq!(run.rules(), ["unresolved-module"]);
}

/// Writes files to a directory of their own, discovers it and checks what is there.
fn check_on_disk(name: &str, files: &[(&str, &str)]) -> Run {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("link-terraform-{name}"));
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join(".git")).expect("writable");
    for (path, text) in files {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("below the root")).expect("writable");
        fs::write(file, text).expect("writable");
    }
    let discovered = discover(&Options { paths: vec![root], ..Options::default() }).expect("readable");
    let report = check_discovered(&discovered);
    Run { discovered, report }
}

const MODULE: &str = "variable \"admin\" {\n  default = true\n}\nresource \"azurerm_container_registry\" \"this\" {\n  name = \"contosoacr\"\n  sku  = \"Premium\"\n  admin_enabled = var.admin\n}\n";

#[test]
fn fetched_modules_are_read_and_reported_at_the_call() {
    let manifest = r#"{"Modules":[{"Key":"","Source":"","Dir":"."},
      {"Key":"acr","Source":"registry.terraform.io/Azure/acr/azurerm","Version":"1.2.3","Dir":".terraform/modules/acr/modules/registry"},
      {"Key":"acr.inner","Source":"git::https://example.com/inner.git","Dir":".terraform/modules/acr.inner"},
      {"Key":"local","Source":"./local","Dir":"local"},
      {"Key":"local.deep","Source":"git::https://example.com/deep.git","Dir":".terraform/modules/local.deep"},
      {"Key":"away","Source":"git::https://example.com/away.git","Dir":"../../away"},
      {"Key":"stale","Source":"git::https://example.com/stale.git","Dir":".terraform/modules/stale"}]}"#;
    let run = check_on_disk(
        "installed",
        &[
            (
                "infra/main.tf",
                "module \"acr\" {\n  source  = \"Azure/acr/azurerm//modules/registry\"\n  version = \"1.2.3\"\n}\nmodule \"local\" {\n  source = \"./local\"\n}\nmodule \"away\" {\n  source = \"git::https://example.com/away.git\"\n}\n",
            ),
            (
                "infra/local/main.tf",
                "module \"deep\" {\n  source = \"git::https://example.com/deep.git\"\n  admin  = true\n}\n",
            ),
            ("infra/.terraform/modules/modules.json", manifest),
            (
                "infra/.terraform/modules/acr/modules/registry/main.tf",
                "module \"inner\" {\n  source = \"git::https://example.com/inner.git\"\n}\n",
            ),
            ("infra/.terraform/modules/acr/modules/unused/main.tf", MODULE),
            ("infra/.terraform/modules/acr.inner/main.tf", MODULE),
            ("infra/.terraform/modules/local.deep/main.tf", MODULE),
            ("infra/.terraform/modules/stale/main.tf", MODULE),
            ("away/main.tf", "variable \"x\" {}\n"),
        ],
    );
    assert_lines(
        &admin(&run),
        r#"admin-user module.local.module.deep.azurerm_container_registry.this
  infra/local/main.tf:3 |true|
    infra/.terraform/modules/local.deep/main.tf:7 |var.admin| variable `admin` is used here
    infra/local/main.tf:2 |"git::https://example.com/deep.git"| this call makes `module.local.module.deep.azurerm_container_registry.this`
    infra/main.tf:6 |"./local"| this call makes `module.local.module.deep.azurerm_container_registry.this`
admin-user module.acr.module.inner.azurerm_container_registry.this
  infra/main.tf:2 |"Azure/acr/azurerm//modules/registry"| this call makes `module.acr.module.inner.azurerm_container_registry.this`
    infra/.terraform/modules/acr.inner/main.tf:7 |var.admin| variable `admin` is used here
    infra/.terraform/modules/acr.inner/main.tf:2 |true| this default decides
    infra/.terraform/modules/acr/modules/registry/main.tf:2 |"git::https://example.com/inner.git"| this call makes `module.acr.module.inner.azurerm_container_registry.this`
"#,
    );
    let missing = run.report.diagnostics.iter().find(|found| found.rule == "unresolved-module");
    assert_eq!(missing.map(|found| run.place(found.primary.span)).as_deref(), Some("infra/main.tf:9"));
    assert_eq!(run.report.coverage.registries, 2);
}

#[test]
fn the_lock_file_says_which_provider_version_runs() {
    let files = |lock: &'static str| {
        vec![
            (
                "main.tf",
                "terraform {\n  required_providers {\n    az = { source = \"hashicorp/azurerm\", version = \">= 4.0\" }\n  }\n}\nmodule \"m\" {\n  source = \"./m\"\n}\n",
            ),
            (
                "m/main.tf",
                "terraform {\n  required_providers {\n    azurerm = \"< 4.30\"\n  }\n}\nresource \"azurerm_container_registry\" \"acr\" {\n  name = \"contosoacr\"\n  sku  = \"Premium\"\n}\n",
            ),
            (".terraform.lock.hcl", lock),
        ]
    };
    let version = |run: &Run| {
        let mut versions = acrlint::models(&run.discovered, |_, _, model| {
            model.registries().map(|registry| registry.dialect).collect::<Vec<_>>()
        });
        versions.pop().unwrap_or_default()
    };
    let free = check_on_disk("unlocked", &files("# nothing chosen yet\n"));
    assert_eq!(version(&free), [Dialect::Azurerm(4, 29)]);
    let locked = check_on_disk(
        "locked",
        &files(
            "provider \"registry.terraform.io/hashicorp/azurerm\" {\n  version     = \"4.14.0\"\n  constraints = \">= 4.0.0, < 4.30.0\"\n  hashes = [\n    \"h1:x\",\n  ]\n}\n",
        ),
    );
    assert_eq!(version(&locked), [Dialect::Azurerm(4, 14)]);
}

/// Severity, place, text and message of the findings about the run itself.
fn run_findings(run: &Run) -> Vec<String> {
    let rules = ["link-error", "limit-reached", "unresolved-module", "syntax-error"];
    let found = run.report.diagnostics.iter().filter(|found| rules.contains(&found.rule));
    found
        .map(|found| {
            let text = run.text(found.primary.span).lines().next().unwrap_or_default();
            format!("{} {} |{text}| {}", found.severity.name(), run.place(found.primary.span), found.message)
        })
        .collect()
}

#[test]
fn values_that_nobody_takes_are_reported_where_they_are_given() {
    let run = check(&[
        (
            "main.tf",
            "variable \"sku\" {\n  type = string\n}\nvariable \"tags\" {\n  type = map(string)\n}\nmodule \"acr\" {\n  source = \"./acr\"\n  adnim  = true\n  ranges = {}\n}\n",
        ),
        (
            "acr/main.tf",
            &("variable \"admin\" {\n  default = false\n}\nvariable \"ranges\" {\n  type = list(string)\n}\n"
                .to_owned() + &registry("acr", "  admin_enabled = var.admin\n")),
        ),
        ("terraform.tfvars", "sku  = [\"Premium\"]\ntags = { a = 1 }\n"),
        ("env/prod.tfvars", "location = \"westeurope\"\nsku = 1\n"),
        // For some other code.
        ("env/other.tfvars", "location = \"westeurope\"\n"),
    ]);
    assert_eq!(
        run_findings(&run),
        [
            "note env/prod.tfvars:1 |location| `.` declares no variable `location`",
            "error main.tf:9 |adnim| `acr` declares no variable `adnim`",
            "error main.tf:10 |{}| variable `ranges` of `acr` takes a list",
            "note terraform.tfvars:1 |[\"Premium\"]| variable `sku` of `.` takes text, a number or a truth value",
        ]
    );
}

#[test]
fn bad_input_is_named_once_where_it_is() {
    let run = check(&[
        ("a/main.tf", "module \"b\" {\n  source = \"../b\"\n}\n"),
        ("b/main.tf", "module \"a\" {\n  source = \"../a\"\n}\n"),
        ("out/main.tf", "module \"o\" {\n  source = \"../../outside\"\n}\n"),
        (
            "many/main.tf",
            "resource \"azurerm_resource_group\" \"acr\" {\n  name = \"acr\"\n\n  count = 1000000000\n}\n",
        ),
        ("many/acr.tf", &registry("acr", "  admin_enabled = false\n")),
        (
            "self/main.tf",
            &("locals {\n  a = local.b\n  b = local.a\n}\n".to_owned()
                + &registry("acr", "  admin_enabled = local.a\n")),
        ),
    ]);
    assert_eq!(
        run_findings(&run),
        [
            "error b/main.tf:2 |\"../a\"| `a` leads back to itself through this reference",
            "error many/main.tf:4 |1000000000| not evaluated further: a loop of more than 10,000 passes",
            "error out/main.tf:2 |\"../../outside\"| module `../outside` lies outside the root and is not read",
            "error self/main.tf:3 |local.a| `a` refers to itself, so its value is unknown",
        ]
    );
    assert_eq!(run.addresses("admin-user", "unknown"), ["azurerm_container_registry.acr"]);
}

#[test]
fn the_root_has_a_name_in_messages() {
    let run = check(&[
        ("main.tf", "module \"m\" {\n  source = \"./m\"\n}\n"),
        ("m/main.tf", "module \"up\" {\n  source = \"../\"\n}\n"),
    ]);
    assert_eq!(
        run_findings(&run),
        ["error m/main.tf:2 |\"../\"| `.` leads back to itself through this reference"]
    );
}

#[test]
fn variable_files_apply_in_the_order_of_terraform() {
    let value = |files: &[(&str, &str)]| {
        let mut all = vec![(
            "main.tf",
            "variable \"admin\" {}\nresource \"azurerm_container_registry\" \"acr\" {\n  name = \"contosoacr\"\n  sku = \"Premium\"\n  admin_enabled = var.admin\n}\n",
        )];
        all.extend(files);
        let run = check(&all);
        ["pass", "fail", "unknown"].map(|outcome| run.addresses("admin-user", outcome).len())
    };
    assert_eq!(
        value(&[("terraform.tfvars", "admin = true\n"), ("terraform.tfvars.json", "{\"admin\": false}")]),
        [1, 0, 0]
    );
    assert_eq!(
        value(&[("a.auto.tfvars", "admin = false\n"), ("terraform.tfvars.json", "{\"admin\": true}")]),
        [1, 0, 0]
    );
    assert_eq!(
        value(&[("b.auto.tfvars", "admin = false\n"), ("a.auto.tfvars.json", "{\"admin\": true}")]),
        [1, 0, 0]
    );
    // Below the directory nothing applies by itself.
    assert_eq!(
        value(&[
            ("env/dev/terraform.tfvars", "admin = true\n"),
            ("env/prod/terraform.tfvars", "admin = false\n")
        ]),
        [1, 1, 0]
    );
}

#[test]
fn too_many_variable_files_are_a_limit() {
    let mut files = vec![("main.tf".to_owned(), registry("acr", "  admin_enabled = false\n"))];
    files.extend((0..150).map(|i| (format!("env/{i:03}.tfvars"), String::new())));
    let run = check(&files);
    let limits = run.report.diagnostics.iter().filter(|found| found.rule == "limit-reached");
    assert_eq!(limits.map(|found| run.place(found.primary.span)).collect::<Vec<_>>(), ["env/100.tfvars:1"]);
}

#[test]
fn too_many_terragrunt_files_are_a_limit() {
    let mut files = vec![("module/main.tf".to_owned(), registry("acr", "  admin_enabled = false\n"))];
    let live = "terraform {\n  source = \"../../module\"\n}\n\ninputs = {}\n";
    files.extend((0..102).map(|i| (format!("live/{i:03}/terragrunt.hcl"), live.to_owned())));
    let run = check(&files);
    let limits = run.report.diagnostics.iter().filter(|found| found.rule == "limit-reached");
    let places: Vec<_> = limits.map(|found| run.place(found.primary.span)).collect();
    assert_eq!(places, ["live/100/terragrunt.hcl:1"]);
}

/// What an expression for `admin_enabled` comes to in a module with these declarations: `pass` for
/// false, `fail` for true.
fn outcome(declarations: &str, expression: &str) -> String {
    let files = [
        (
            "main.tf",
            declarations.to_owned() + &registry("probe", &format!("  admin_enabled = {expression}\n")),
        ),
        ("m/main.tf", "variable \"on\" {}\noutput \"on\" {\n  value = var.on\n}\n".to_owned()),
    ];
    let run = check(&files);
    let rows = run.report.verdicts.iter().filter(|row| row.rule == "admin-user");
    let probe = rows.filter(|row| row.resource.address.ends_with(".probe")).map(|row| row.outcome.name());
    probe.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_the_code_says_of_resources_and_modules_is_known() {
    let declarations = r#"
resource "azurerm_container_registry" "one" {
  name          = "one"
  sku           = "Premium"
  admin_enabled = true
  tags          = { open = "true" }
  identity {
    type = "SystemAssigned"
  }
}
resource "azurerm_container_registry" "counted" {
  count         = 2
  name          = "counted${count.index}"
  sku           = "Premium"
  admin_enabled = count.index == 1
}
resource "azurerm_container_registry" "each" {
  for_each      = { a = true, b = false }
  name          = "each${each.key}"
  sku           = "Premium"
  admin_enabled = each.value
}
module "one" {
  source = "./m"
  on     = true
}
module "counted" {
  source = "./m"
  count  = 2
  on     = count.index == 1
}
module "each" {
  source   = "./m"
  for_each = toset(["a", "b"])
  on       = each.key == "a"
}
module "none" {
  source = "./m"
  count  = 0
  on     = true
}
"#;
    for (expression, expected) in [
        ("azurerm_container_registry.one.admin_enabled", "fail"),
        ("azurerm_container_registry.one.tags.open == \"true\"", "fail"),
        ("azurerm_container_registry.one.tags[\"open\"] == \"true\"", "fail"),
        ("azurerm_container_registry.one.identity[0].type == \"SystemAssigned\"", "fail"),
        ("azurerm_container_registry.counted[1].admin_enabled", "fail"),
        ("azurerm_container_registry.counted[0].admin_enabled", "pass"),
        ("azurerm_container_registry.counted.1.admin_enabled", "fail"),
        ("azurerm_container_registry.each[\"a\"].admin_enabled", "fail"),
        ("azurerm_container_registry.each[\"b\"].admin_enabled", "pass"),
        ("length(azurerm_container_registry.counted) == 2", "fail"),
        ("alltrue(azurerm_container_registry.counted[*].admin_enabled)", "pass"),
        ("anytrue([for it in azurerm_container_registry.each : it.admin_enabled])", "fail"),
        ("{ for k, it in azurerm_container_registry.each : k => it.admin_enabled }[\"b\"]", "pass"),
        ("azurerm_container_registry.one.login_server == \"x\"", "unknown"),
        ("module.one.on", "fail"),
        ("module.counted[0].on", "pass"),
        ("module.counted[1].on", "fail"),
        ("module.each[\"a\"].on", "fail"),
        ("module.each[\"b\"].on", "pass"),
        ("anytrue(module.counted[*].on)", "fail"),
        ("alltrue([for it in module.each : it.on])", "pass"),
        ("length(module.none) > 0", "pass"),
        ("length(module.none) > 0 ? module.none[0].on : false", "pass"),
        ("one(module.none[*].on) == null ? false : true", "pass"),
        ("try(module.none[0].on, false)", "pass"),
        ("one(module.counted[*].on)", "unknown"),
        ("terraform.workspace == \"prod\"", "unknown"),
    ] {
        assert_eq!(outcome(declarations, expression), expected, "{expression}");
    }
}

#[test]
fn terragrunt_inputs_are_contexts() {
    let module =
        "variable \"admin\" {\n  default = false\n}\nvariable \"sku\" {\n  default = \"Premium\"\n}\n"
            .to_owned()
            + "resource \"azurerm_container_registry\" \"acr\" {\n  name = \"contosoacr\"\n  sku = var.sku\n  admin_enabled = var.admin\n}\n";
    let run = check(&[
        ("modules/acr/main.tf", module.as_str()),
        ("live/terragrunt.hcl", "remote_state {\n  backend = \"azurerm\"\n}\n"),
        (
            "live/dev/terragrunt.hcl",
            "terraform {\n  source = \"../../modules//acr\"\n}\nlocals {\n  open = true\n}\ninputs = {\n  admin = local.open\n  extra = 1\n}\n",
        ),
        (
            "live/prod/terragrunt.hcl",
            "include \"root\" {\n  path = find_in_parent_folders()\n}\nterraform {\n  source = \"../../modules/acr\"\n}\ninputs = {\n  sku = \"Premium\"\n}\n",
        ),
        ("live/far/terragrunt.hcl", "terraform {\n  source = \"git::https://example.com/acr.git\"\n}\n"),
    ]);
    assert_lines(
        &admin(&run),
        r#"admin-user azurerm_container_registry.acr (live/dev/terragrunt.hcl)
  live/dev/terragrunt.hcl:5 |true| this value in a parameter file decides
    live/dev/terragrunt.hcl:8 |local.open| local `open` is used here
    modules/acr/main.tf:10 |var.admin| variable `admin` is used here
    modules/acr/main.tf:7 |resource "azurerm_container_registry" "acr"| `azurerm_container_registry.acr` is declared here
"#,
    );
    assert_eq!(run.addresses("admin-user", "unknown").len(), 1);
    assert_eq!(
        run_findings(&run),
        [
            "note live/far/terragrunt.hcl:2 |\"git::https://example.com/acr.git\"| module `git::https://example.com/acr.git` is not at hand"
        ]
    );
}

#[test]
fn variable_files_are_not_for_the_bicep_beside_them() {
    let bicep = "resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {\n  name: 'contosoacr'\n  properties: { adminUserEnabled: true }\n}\n";
    let run = check(&[("main.bicep", bicep), ("terraform.tfvars", "admin = 1\n")]);
    assert_lines(&admin(&run), "admin-user acr\n  main.bicep:3 |true|\n");
}
