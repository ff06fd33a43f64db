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
