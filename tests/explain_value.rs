//! `--explain-value` and `--show-unknown`: how a value came about, and where it got lost.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A folder with files, with a git directory so that it is a root.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("explain-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join(".git")).unwrap();
        for (name, text) in files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(path)
    }

    /// Exit code, standard output and standard error.
    fn run(&self, arguments: &[&str], stdin: &str) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acrlint"));
        command.current_dir(&self.0).env_clear().args(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Whoever does not read it has ended already.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    #[track_caller]
    fn explain(&self, place: &str) -> String {
        let (code, stdout, stderr) = self.run(&["check", "--explain-value", place], "");
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{stdout}");
        stdout
    }

    #[track_caller]
    fn refuses(&self, arguments: &[&str], why: &str) {
        let (code, stdout, stderr) = self.run(arguments, "");
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
        assert!(stderr.contains(why), "{why:?} not in {stderr:?}");
    }
}

const CALLER: &str = "param admin bool
param sku string = 'Premium'
param prod bool
var settings = { exports: prod ? 'disabled' : 'enabled', admin: admin }
module reg 'reg.bicep' = {
  params: { settings: settings, sku: sku }
}
";

const MODULE: &str = "param settings object
param sku string
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  sku: { name: sku }
  properties: {
    adminUserEnabled: settings.admin
    policies: { exportPolicy: { status: settings.exports } }
  }
}
";

fn bicep(name: &str, parameters: &[&str]) -> Folder {
    let mut files = vec![("main.bicep".to_owned(), CALLER), ("reg.bicep".to_owned(), MODULE)];
    files.extend(parameters.iter().enumerate().map(|(i, text)| (format!("{i}.bicepparam"), *text)));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    Folder::new(name, &files)
}

#[test]
fn every_hop_is_told() {
    let folder = bicep("hops", &[]);
    let admin = "main.bicep
  reg::acr: properties.adminUserEnabled is not known: parameter `admin` has no value and no default
    main.bicep:1:7: not known from here on
    main.bicep:4:65: parameter `admin` is used here
    main.bicep:6:23: variable `settings` is used here
    reg.bicep:7:23: parameter `settings` is used here
";
    // Wherever on the way somebody asks, and at one character of a line.
    for place in ["reg.bicep:7", "main.bicep:4:65", "reg.bicep:7:5"] {
        assert_eq!(folder.explain(place), admin, "{place}");
    }
    let exports = "main.bicep
  reg::acr: properties.policies.exportPolicy.status is one of
    \"disabled\" when `prod` is true
      main.bicep:4:34: written here
    \"enabled\" when `prod` is false
      main.bicep:4:47: written here
    main.bicep:4:27: decided here
    main.bicep:6:23: variable `settings` is used here
    reg.bicep:8:41: parameter `settings` is used here
";
    assert_eq!(folder.explain("main.bicep:4:36"), exports);
    assert!(
        folder
            .explain("main.bicep:2")
            .contains("sku.name = \"Premium\"\n    main.bicep:2:20: written here, as a default\n")
    );
    let defaults = folder.explain("reg.bicep:6");
    let expected = "properties.publicNetworkAccess = \"Enabled\", the documented default: nobody wrote it\n";
    assert!(defaults.contains(expected), "{defaults}");
    assert!(!defaults.contains("adminUserEnabled"), "{defaults}");
}

#[test]
fn parameters_and_variables_are_told_where_they_are_declared() {
    let folder = bicep("names", &["using 'main.bicep'\nparam admin = true\nparam prod = true\n"]);
    let told = "main.bicep with 0.bicepparam
  parameter `settings` of `reg`: exports = \"disabled\"
    main.bicep:4:34: written here
    main.bicep:6:23: variable `settings` is used here
  parameter `settings` of `reg`: admin = true
    0.bicepparam:2:15: written here, in a parameter file
    main.bicep:4:65: parameter `admin` is used here
    main.bicep:6:23: variable `settings` is used here
";
    assert_eq!(folder.explain("reg.bicep:1"), told);
    assert!(
        folder
            .explain("main.bicep:4:5")
            .starts_with("main.bicep with 0.bicepparam\n  variable `settings`: exports = ")
    );
    let parameter = folder.explain("main.bicep:1");
    assert!(
        parameter.contains("  parameter `admin` = true\n    0.bicepparam:2:15: written here"),
        "{parameter}"
    );
    let secret = "var dbPassword = 'S3cret'\nvar login = { password: 'S3cret', user: 'me' }\n";
    fs::write(folder.0.join("main.bicep"), format!("{secret}{CALLER}")).unwrap();
    assert!(folder.explain("main.bicep:1").contains("variable `dbPassword` = \"***\"\n"));
    let login = folder.explain("main.bicep:2");
    assert!(login.contains("password = \"***\"\n") && login.contains("user = \"me\"\n"), "{login}");
}

#[test]
fn each_parameter_file_is_told_apart() {
    let text = |admin: bool| format!("using 'main.bicep'\nparam admin = {admin}\nparam prod = true\n");
    let folder = bicep("contexts", &[&text(true), &text(false), &text(true)]);
    let told = folder.explain("reg.bicep:7");
    assert!(told.contains("main.bicep with 0.bicepparam\n  reg::acr: properties.adminUserEnabled = true\n    0.bicepparam:2:15: written here, in a parameter file\n"), "{told}");
    assert!(
        told.contains("main.bicep with 1.bicepparam\n  reg::acr: properties.adminUserEnabled = false\n"),
        "{told}"
    );
    // What is the same under several is told once.
    let exports = folder.explain("reg.bicep:8");
    assert_eq!(exports.lines().next(), Some("main.bicep with 0.bicepparam, 1.bicepparam, 2.bicepparam"));
    let only = folder.explain("1.bicepparam:2");
    assert!(only.starts_with("main.bicep with 1.bicepparam\n") && !only.contains("0.bicepparam"), "{only}");
}

const TERRAFORM: &str = r#"variable "admin" {
  default = { a = false, b = true }
}
variable "extra" {}
resource "azurerm_container_registry" "acr" {
  for_each      = var.admin
  name          = "acr${var.extra}"
  sku           = "Basic"
  admin_enabled = each.value
}
resource "azurerm_container_registry_webhook" "hook" {
  count         = var.extra ? 1 : 0
  registry_name = azurerm_container_registry.acr["a"].name
  service_uri   = "http://u:S3cret@host/?sig=S3cret"
}
resource "azapi_resource" "acr" {
  type = "Microsoft.ContainerRegistry/registries@2023-07-01"
  body = jsonencode({ properties = var.extra ? { adminUserEnabled = true } : {} })
}
"#;

#[test]
fn terraform_is_told_as_it_is_written() {
    let folder = Folder::new("terraform", &[("main.tf", TERRAFORM)]);
    let told = folder.explain("main.tf:9");
    assert!(told.starts_with(".\n  azurerm_container_registry.acr[\"a\"]: properties.adminUserEnabled (`admin_enabled`) = false\n"), "{told}");
    assert!(told.contains("acr[\"b\"]: properties.adminUserEnabled (`admin_enabled`) = true\n    main.tf:2:30: written here, as a default\n"), "{told}");
    let part = "name = \"acr…\", not known whole: variable `extra` has no value and no default\n";
    assert!(folder.explain("main.tf:7").contains(part));
    let hook = folder.explain("main.tf:14");
    assert!(hook.contains("(`service_uri`) = \"http://host/***\"\n"), "{hook}");
    assert!(hook.contains("deployed when `var.extra` is true\n") && !hook.contains("S3cret"), "{hook}");
    let branch = folder.explain("main.tf:18");
    assert!(
        branch.contains("adminUserEnabled = true\n") && branch.contains("    when `var.extra` is true\n"),
        "{branch}"
    );
}

#[test]
fn arm_templates_are_told() {
    let template = r#"{"$schema": "https://x/deploymentTemplate.json#",
"parameters": {"on": {"type": "bool", "defaultValue": true}},
"resources": [{"type": "Microsoft.ContainerRegistry/registries", "apiVersion": "2023-07-01", "name": "contoso",
"properties": {"adminUserEnabled": "[parameters('on')]"}}]}"#;
    let folder = Folder::new("arm", &[("main.json", template)]);
    let told = "main.json
  contoso: properties.adminUserEnabled = true
    main.json:2:55: written here, as a default
    main.json:4:36: parameter `on` is used here
";
    assert_eq!(folder.explain("main.json:2:56"), told);
    assert_eq!(folder.explain("main.json:4:40"), told);
    let parameter = "main.json\n  parameter `on` = true\n    main.json:2:55: written here, as a default\n";
    assert!(folder.explain("main.json:2").starts_with(parameter));
}

#[test]
fn where_nothing_is_that_is_said() {
    let folder = bicep("nothing", &[]);
    fs::write(folder.0.join("other.bicep"), "var x = 1\n").unwrap();
    assert_eq!(folder.explain("main.bicep:7"), "main.bicep:7: no value comes from here\n");
    let other =
        "other.bicep:1: no value comes from here, and nothing in the file has to do with a registry\n";
    assert_eq!(folder.explain("other.bicep:1"), other);
    let text = "resource a 'Microsoft.ContainerRegistry/registries@2025-11-01' = {\n  name: 'fromstdin'\n}\n";
    let arguments = ["-", "--stdin-filename", "new.bicep", "--explain-value", "new.bicep:2"];
    let (code, stdout, _) = folder.run(&arguments, text);
    let expected = "new.bicep\n  a: name = \"fromstdin\"\n    new.bicep:2:9: written here\n";
    assert!(code == Some(0) && stdout.starts_with(expected), "{stdout}");
}

#[test]
fn mistakes_are_usage_errors() {
    let folder = bicep("mistakes", &[]);
    fs::write(folder.0.join("a.txt"), "x\n").unwrap();
    for (place, why) in [
        ("main.bicep", "expected PATH:LINE or PATH:LINE:COL"),
        ("main.bicep:x", "not a number"),
        ("main.bicep:0", "begin at 1"),
        (":3", "the path is missing"),
        ("main.bicep:99", "main.bicep has no line 99, only 8"),
        ("gone.bicep:1", "gone.bicep: no such file or directory"),
        (".:1", "not a regular file"),
        ("a.txt:1", "not a Bicep, Terraform or JSON file"),
    ] {
        folder.refuses(&["--explain-value", place], why);
    }
    folder.refuses(&["reg.bicep", "--explain-value", "main.bicep:1"], "leave out the others");
}

#[test]
fn unknown_verdicts_show_where_the_value_got_lost() {
    let folder = bicep("unknown", &[]);
    let (_, text, _) = folder.run(&["--show-unknown", "--select", "admin-user,property-value"], "");
    let expected = "reg.bicep:3:1: unknown: reg::acr
  admin-user, property-value: parameter `admin` has no value and no default
    main.bicep:1:7: this is not known
    main.bicep:4:65: parameter `admin` is used here
    main.bicep:6:23: variable `settings` is used here
    reg.bicep:7:23: parameter `settings` is used here
";
    assert_eq!(text, expected);
    let (_, json, _) = folder.run(&["--format", "json", "--select", "export-policy-conflict"], "");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let chain = json["verdicts"][0]["chain"].as_array().unwrap();
    let lines: Vec<_> = chain.iter().map(|hop| (&hop["path"], &hop["range"]["start"]["line"])).collect();
    let expected = [("main.bicep", 4), ("main.bicep", 6), ("reg.bicep", 8)];
    assert_eq!(lines.len(), expected.len(), "{chain:?}");
    assert!(
        lines.iter().zip(expected).all(|((path, at), (file, line))| **path == file && **at == line),
        "{chain:?}"
    );
}

#[test]
fn the_way_begins_at_the_part_that_is_not_known() {
    let text = "param office string
var rules = [
  { value: '203.0.113.0/24' }
  { value: office }
]
resource reg 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = { name: 'contosoregistry' }
resource replica 'Microsoft.ContainerRegistry/registries/replications@2025-11-01' = {
  parent: reg
  name: 'replica'
}
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry2'
  sku: { name: 'Premium' }
  properties: { networkRuleSet: { defaultAction: 'Deny', ipRules: rules } }
}
";
    let folder = Folder::new("part", &[("main.bicep", text)]);
    let (_, text, _) = folder.run(&["--show-unknown", "--select", "broad-ip-rule,sku-conflict"], "");
    let expected = "main.bicep:7:1: unknown: replica
  sku-conflict: the tier of `reg` is not in the code
    main.bicep:6:1: this is declared elsewhere
main.bicep:11:1: unknown: acr
  broad-ip-rule: parameter `office` has no value and no default
    main.bicep:1:7: this is not known
    main.bicep:4:12: parameter `office` is used here
    main.bicep:14:67: variable `rules` is used here
";
    assert_eq!(text, expected);
}
