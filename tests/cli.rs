//! The command line from end to end: arguments, files and environment in, bytes and exit code out.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use support::sandbox::{REGISTRY, Run, Sandbox};

fn found(rule: &str, path: &str) -> (String, String) {
    (rule.to_owned(), path.to_owned())
}

#[test]
fn all_missing_paths_are_named() {
    let run = Sandbox::new("cli-missing").run(&["here.bicep", "there"]).expect(2, "here.bicep: no such file");
    assert!(run.stderr.contains("there: no such file") && run.stdout.is_empty());
}

#[test]
fn a_folder_without_supported_files_is_a_mistake() {
    let sandbox = Sandbox::new("cli-empty");
    sandbox.run(&[]).expect(2, "no file to check in `.`");
    sandbox.write("main.bicep", REGISTRY);
    sandbox.write("docs/readme.md", "x");
    sandbox.run(&["docs"]).expect(2, "no file to check in `docs`");
}

#[test]
fn files_without_registries_are_fine() {
    let sandbox = Sandbox::new("cli-irrelevant");
    sandbox.write("main.bicep", "param x string\n");
    sandbox.write("package.json", "{}");
    let run = sandbox.run(&[]).expect(0, "read 0 files; 0 registries");
    assert_eq!(run.stdout, "");
    sandbox.run(&["-q"]).expect(0, "");
    assert_eq!(sandbox.run(&["-q"]).stderr, "");
    sandbox.write("notes.txt", "");
    sandbox.run(&["notes.txt"]).expect(0, "skipped 1 (notes.txt");
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new("cli-permission");
    let file = sandbox.write("main.bicep", REGISTRY);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&file).is_ok() {
        return; // Whoever runs this may read everything.
    }
    let run = sandbox.run(&["--format", "json"]).expect(1, "skipped 1 (main.bicep: permission denied)");
    assert_eq!(run.findings(), [found("unreadable-file", "main.bicep")]);
}

#[test]
fn other_encodings_are_reported() {
    let sandbox = Sandbox::new("cli-encoding");
    sandbox.write("main.bicep", b"// caf\xe9\n");
    sandbox.write("logo.json", b"\x89PNG\xff");
    let run = sandbox
        .run(&["--format", "json"])
        .expect(1, "skipped 2 (logo.json: not UTF-8; main.bicep: not UTF-8)");
    assert_eq!(run.findings(), [found("unreadable-file", "main.bicep")]);
}

#[test]
fn utf_16_with_mark_is_read() {
    let sandbox = Sandbox::new("cli-utf16");
    let units = format!("\u{feff}{REGISTRY}");
    sandbox.write("main.bicep", units.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    sandbox.run(&[]).expect(0, "read 1 file;");
}

#[test]
fn a_huge_file_is_a_finding() {
    let sandbox = Sandbox::new("cli-huge");
    sandbox.write("main.tf", vec![b' '; 50 << 20]);
    let run = sandbox.run(&["--format", "json"]).expect(1, "main.tf: larger than 32 MiB");
    assert_eq!(run.findings(), [found("limit-reached", "main.tf")]);
}

#[test]
#[cfg(unix)]
fn pipes_and_links_are_not_followed_astray() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::new("cli-links");
    let outside = Sandbox::new("cli-links-outside");
    outside.write("secret.bicep", REGISTRY);
    sandbox.write("a/main.bicep", REGISTRY);
    symlink("../a", sandbox.0.join("a/loop")).unwrap();
    symlink("self.bicep", sandbox.0.join("self.bicep")).unwrap();
    symlink(&outside.0, sandbox.0.join("away")).unwrap();
    symlink(outside.0.join("secret.bicep"), sandbox.0.join("away.bicep")).unwrap();
    symlink("main.bicep", sandbox.0.join("a/again.bicep")).unwrap();
    let made = Command::new("mkfifo").arg(sandbox.0.join("pipe.tf")).status();
    assert!(made.unwrap().success());
    let run = sandbox.run(&["--format", "json"]).expect(1, "read 1 file, skipped 3");
    let expected = ["away.bicep", "pipe.tf", "self.bicep"].map(|path| found("unreadable-file", path));
    assert_eq!(run.findings(), expected);
    let run = sandbox.run(&["pipe.tf", "--format", "json"]).expect(1, "not a regular file");
    assert_eq!(run.findings(), [found("unreadable-file", "pipe.tf")]);
}

#[test]
fn a_million_brackets_end() {
    let sandbox = Sandbox::new("cli-brackets");
    sandbox.write("main.bicep", format!("{REGISTRY}var x = {}", "[".repeat(1_000_000)));
    let template =
        r#"{"$schema": "https://x/deploymentTemplate.json#", "x": "Microsoft.ContainerRegistry", "y": "#;
    sandbox.write("main.json", format!("{template}{}", "[".repeat(1_000_000)));
    let run = sandbox.run(&[]);
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
}

#[test]
fn standard_input_stands_for_a_file() {
    let sandbox = Sandbox::new("cli-stdin");
    sandbox.write("infra/main.bicep", b"\xff not what is checked");
    let bytes = b"// \xff";
    let run = sandbox.run_with(&["-", "--stdin-filename", "infra/main.bicep", "--format", "json"], bytes);
    assert_eq!(run.expect(1, "").findings(), [found("unreadable-file", "infra/main.bicep")]);
    let run = sandbox.run_with(&["-", "--stdin-filename", "infra/main.bicep"], REGISTRY.as_bytes());
    run.expect(0, "read 1 file;");
    sandbox.run_with(&["-"], REGISTRY.as_bytes()).expect(0, "");
    sandbox.run_with(&["-", "--stdin-filename", "x.txt"], b"").expect(2, "`x.txt` does not end like");
}

#[test]
fn colors_follow_option_and_environment() {
    let sandbox = Sandbox::new("cli-color");
    sandbox.write("main.bicep", b"\xff");
    let is_colored = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = sandbox.command(arguments);
        let output = command.envs(environment.iter().copied()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains('\u{1b}')
    };
    assert!(!is_colored(&[], &[]));
    assert!(is_colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_colored(&[], &[("FORCE_COLOR", "1")]));
    assert!(is_colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_colored(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!is_colored(&[], &[("NO_COLOR", "1"), ("FORCE_COLOR", "1")]));
    assert!(!is_colored(&["--color", "never"], &[("FORCE_COLOR", "1")]));
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_not_an_error() {
    let sandbox = Sandbox::new("cli-pipe");
    for index in 0..200 {
        sandbox.write(&format!("{index}.bicep"), b"\xff");
    }
    for arguments in [&["--format", "json"][..], &["--exit-zero"], &["rules"], &["--help"]] {
        let mut child =
            sandbox.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let run = Run::of(child.wait_with_output().unwrap());
        let expected = i32::from(arguments == ["--format", "json"]);
        run.expect(expected, "");
    }
}

#[test]
fn reports_go_to_files_as_well() {
    let sandbox = Sandbox::new("cli-output");
    sandbox.write("main.bicep", b"\xff");
    let run = sandbox.run(&["--output", "json=a.json", "--output", "sarif=a.sarif", "--format", "concise"]);
    let run = run.expect(1, "");
    assert_eq!(run.stdout, "main.bicep:1:1: error[unreadable-file] `main.bicep` was not read: not UTF-8\n");
    let read = |name: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(sandbox.0.join(name)).unwrap()).unwrap()
    };
    let schema: Value = serde_json::from_str(include_str!("../docs/json-output.schema.json")).unwrap();
    assert_eq!(support::schema::violations(&schema, &read("a.json")), Vec::<String>::new());
    assert_eq!(read("a.sarif")["runs"][0]["results"].as_array().unwrap().len(), 1);
    let run =
        sandbox.run(&["--output", "json=no/such/folder.json"]).expect(2, "cannot write no/such/folder.json");
    assert!(run.stdout.contains("unreadable-file"));
    sandbox.run(&["--output", "jsn=x"]).expect(2, "unknown format `jsn`");
}

#[test]
fn exit_codes_follow_severity() {
    let sandbox = Sandbox::new("cli-exit");
    sandbox.write("main.bicep", b"\xff");
    for format in ["text", "concise", "json", "sarif"] {
        sandbox.run(&["--format", format]).expect(1, "1 error, 0 warnings");
        sandbox.run(&["--format", format, "--exit-zero"]).expect(0, "");
    }
}

#[test]
fn suppressed_findings_do_not_fail_a_run() {
    let sandbox = Sandbox::new("cli-suppressed");
    let open = REGISTRY.replace(
        "properties: {",
        "properties: {\n    adminUserEnabled: true // acrlint: ignore[admin-user] why",
    );
    sandbox.write("main.bicep", open);
    let run = sandbox.run(&[]).expect(0, " unknown, 1 suppressed; ");
    assert!(!run.stdout.contains("admin-user"), "{}", run.stdout);
    let run = sandbox.run(&["--show-suppressed"]).expect(0, "");
    assert!(run.stdout.starts_with("main.bicep:5:23: suppressed[admin-user] "), "{}", run.stdout);
    assert!(run.stdout.ends_with(" (why)\n"), "{}", run.stdout);
    let json = sandbox.run(&["--format", "json"]).expect(0, "").json();
    assert_eq!(json["summary"]["suppressed"], 1);
    assert_eq!(json["suppressed"][0]["reason"], "why");
    let verdict =
        json["verdicts"].as_array().unwrap().iter().find(|row| row["rule"] == "admin-user").unwrap();
    assert_eq!(verdict["verdict"], "fail");
    sandbox.run(&["--no-suppressions"]).expect(1, "1 error, ");
    sandbox.write("acrlint.toml", "require-reason = true\n");
    sandbox.run(&[]).expect(0, "1 suppressed");
    sandbox.write("main.bicep", format!("// acrlint: ignore-file[admin-user]\n{REGISTRY}"));
    sandbox.run(&["--format", "concise"]).expect(1, "2 warnings");
}

#[test]
fn unknown_names_suggest_the_closest() {
    let sandbox = Sandbox::new("cli-names");
    sandbox.write("main.bicep", REGISTRY);
    sandbox.run(&["--selct", "x"]).expect(2, "--select");
    sandbox.run(&["--select", "unreadable-fle"]).expect(2, "did you mean `unreadable-file`?");
    sandbox.run(&["--ignore", "policy:123"]).expect(2, "unknown policy `policy:123`");
    sandbox.run(&["--severity", "syntax-error=wrning"]).expect(2, "did you mean `warning`?");
    sandbox.run(&["--severity", "syntax-eror=note"]).expect(2, "did you mean `syntax-error`?");
    sandbox.run(&["--today", "2026-02-30"]).expect(2, "not a day");
    sandbox.run(&["--exclude", "a[", "main.bicep"]).expect(2, "exclude pattern `a[`");
    sandbox.run(&["explain", "syntax-eror"]).expect(2, "did you mean `syntax-error`?");
    sandbox.run(&["explain", "admin"]).expect(2, "`admin-user`? (`acrlint rules` lists all)");
    sandbox.run(&["--format", "jsn"]).expect(2, "json");
    sandbox.run(&["chek"]).expect(2, "`chek` is no command either; did you mean `acrlint check`?");
    sandbox.run(&["--root", "nope"]).expect(2, "--root nope: no such file or directory\n");
    sandbox.run(&["--config", "nope.toml"]).expect(2, "cannot read nope.toml: no such file or directory\n");
}

#[test]
fn configuration_mistakes_have_a_place() {
    let sandbox = Sandbox::new("cli-config");
    sandbox.write("main.bicep", REGISTRY);
    let text = "profil = 'strict'\nselect = ['syntax-eror']\n\n[severity]\nsyntax-error = 'fatal'\n";
    sandbox.write("acrlint.toml", text);
    let run = sandbox.run(&[]).expect(2, "acrlint.toml:1:1: unknown key `profil`; did you mean `profile`?");
    assert!(
        run.stderr.contains(
            "acrlint.toml:2:11: unknown rule or control `syntax-eror`; did you mean `syntax-error`?"
        )
    );
    assert!(run.stderr.contains("acrlint.toml:5:16: unknown value `fatal`"), "{}", run.stderr);
    sandbox.run(&["--isolated"]).expect(0, "");
    sandbox.write("other.toml", "fail-on = [");
    sandbox.run(&["--config", "other.toml"]).expect(2, "other.toml:1:");
    sandbox.run(&["--ignore", "syntax-error"]).expect(2, "--ignore: `syntax-error` always runs");
    sandbox.run(&["--config", "nowhere.toml"]).expect(2, "cannot read nowhere.toml");
}

#[test]
fn the_configuration_of_the_root_counts_everywhere() {
    let sandbox = Sandbox::new("cli-config-root");
    sandbox.write("acrlint.toml", "exclude = ['old/']\n");
    sandbox.write("old/bad.bicep", b"\xff");
    sandbox.write("new/main.bicep", REGISTRY);
    sandbox.run(&["new"]).expect(0, "read 1 file;");
    sandbox.run(&["new", "--isolated"]).expect(0, "skipped 1");
    // Excludes hold for what was named, too.
    sandbox.run(&["old/bad.bicep"]).expect(0, "");
}

#[test]
fn named_files_win_over_ignore_files() {
    let sandbox = Sandbox::new("cli-ignored");
    sandbox.write(".gitignore", "build/\n");
    sandbox.write("build/main.bicep", REGISTRY);
    sandbox.write("other.bicep", "");
    sandbox.run(&[]).expect(0, "read 0 files");
    sandbox.run(&["build/main.bicep"]).expect(0, "read 1 file;");
    sandbox.run(&["build"]).expect(0, "read 1 file;");
    sandbox.run(&["--no-ignore"]).expect(0, "read 1 file;");
    sandbox.run(&["build", "--exclude", "build/"]).expect(2, "no file to check in `build`");
    sandbox.run(&["build", "--exclude", "build"]).expect(2, "no file to check in `build`");
}

#[test]
fn only_named_paths_are_reported() {
    let sandbox = Sandbox::new("cli-reported");
    sandbox.write("a/bad.bicep", b"\xff");
    sandbox.write("b/bad.bicep", b"\xff");
    let run = sandbox.run(&["a", "--format", "json"]).expect(1, "");
    assert_eq!(run.findings(), [found("unreadable-file", "a/bad.bicep")]);
    let run = sandbox.run(&["check", "a", "b", "--format", "json"]).expect(1, "");
    assert_eq!(run.findings().len(), 2);
}

#[test]
fn rules_are_listed_and_explained() {
    let sandbox = Sandbox::new("cli-rules");
    let rules = sandbox.run(&["rules", "--format", "json"]).expect(0, "").json();
    let names: Vec<&str> =
        rules["rules"].as_array().unwrap().iter().map(|rule| rule["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"unreadable-file") && names.is_sorted());
    for name in names {
        assert!(sandbox.run(&["explain", name]).expect(0, "").stdout.starts_with(&format!("# {name}\n")));
    }
    let explained = sandbox.run(&["explain", "broad-ip-rule"]).expect(0, "").stdout;
    assert!(explained.contains("\n- Option `max-prefix`: "), "{explained}");
    assert!(sandbox.run(&["rules"]).expect(0, "").stdout.contains("unreadable-file"));
    assert!(
        sandbox
            .run(&["rules", "--format", "markdown"])
            .expect(0, "")
            .stdout
            .contains("\n## unreadable-file\n")
    );
    let peers = sandbox.run(&["rules", "--peers", "--format", "json"]).expect(0, "").json();
    let is_checkov = |peer: &&Value| peer["id"] == "CKV_AZURE_164";
    let trust = peers["peers"].as_array().unwrap().iter().find(is_checkov).unwrap();
    assert_eq!(trust["rules"][0], "content-trust");
    assert!(trust["relation"].as_str().unwrap().starts_with("reversed, because "));
    assert!(sandbox.run(&["rules", "--peers"]).expect(0, "").stdout.contains("AC_AZURE_0186"));
    let refused = sandbox.run(&["--select", "peer:Azure.ACR.Usage"]).expect(2, "Azure.ACR.Usage");
    assert!(refused.stderr.contains("it looks at a running registry"));
}

#[test]
fn debug_shows_errors_and_trees() {
    let sandbox = Sandbox::new("cli-debug");
    sandbox.write("main.bicep", "param x string\n");
    sandbox.write("package.json", "{}");
    let json = sandbox.run(&["debug", "parse", "--json"]).expect(0, "").json();
    assert_eq!(json["totals"]["files"], 1);
    assert_eq!(json["totals"]["bytes"], 15);
    assert!(
        sandbox
            .run(&["debug", "tree", "main.bicep"])
            .expect(0, "")
            .stdout
            .starts_with("main.bicep\n  File 0..15")
    );
    let path = Path::new("package.json");
    let json = sandbox.run(&["debug", "parse", "--json", path.to_str().unwrap()]).expect(0, "").json();
    assert_eq!(json["totals"]["files"], 1);
}

/// Templates in which every secret starts with `S3cret`, several of them on the line of a finding.
const SECRETS: [(&str, &str); 8] = [
    (
        "a/main.bicep",
        "@secure()
param password string = 'S3cretA'
@secure()
param hook string = 'http://u:S3cretB@host/?sig=S3cretC'
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  sku: { name: 'Premium' }
  tags: { a: password }
  properties: { adminUserEnabled: true, publicNetworkAccess: 'Enabled' }
}
resource one 'Microsoft.ContainerRegistry/registries/webhooks@2023-07-01' = {
  parent: acr
  name: 'webhook'
  properties: { serviceUri: 'http://u:S3cretD@host/S3cretE?sig=S3cretF', actions: ['pushh'], customHeaders: { A: 'S3cretG' } }
}
resource two 'Microsoft.ContainerRegistry/registries/webhooks@2023-07-01' = {
  parent: acr
  name: 'webhooktwo'
  properties: { serviceUri: hook, actions: ['push'] }
}
resource task 'Microsoft.ContainerRegistry/registries/tasks@2019-06-01-preview' = {
  parent: acr
  name: 't'
  properties: {
    step: { contextAccessToken: 'S3cretH', arguments: [{ name: 'a', value: 'S3cretI', isSecret: true }] }
    credentials: { customRegistries: { x: { password: { type: 'Opaque', value: 'S3cretJ' } } } }
  }
}
",
    ),
    ("a/main.bicepparam", "using 'main.bicep'\nparam password = 'S3cretK'\nparam hook = 'http://u:S3cretL@h'\n"),
    (
        "b/main.tf",
        r#"variable "uri" {
  sensitive = true
  default   = "http://u:S3cretM@host"
}
module "x" {
  source = "git::https://oauth2:S3cretN@host/m.git?ref=1"
}
resource "azurerm_container_registry" "a" {
  name = "contosoregistry"
  sku  = "Premium"
  tags = { uri = var.uri }
}
resource "azurerm_container_registry_webhook" "h" {
  name           = "webhook"
  registry_name  = azurerm_container_registry.a.name
  service_uri    = "http://u:S3cretO@host/?sig=S3cretP"
  custom_headers = { A = "S3cretQ" }
}
"#,
    ),
    ("b/terraform.tfvars", "uri = \"http://u:S3cretR@host\"\n"),
    (
        "c/main.json",
        r#"{"$schema": "https://x/deploymentTemplate.json#", "parameters": {"pw": {"type": "securestring", "defaultValue": "S3cretS"}, "admin": {"type": "bool"}}, "resources": [{"type": "Microsoft.ContainerRegistry/registries", "apiVersion": "2023-07-01", "name": "[concat('S', parameters('pw'))]", "properties": {"adminUserEnabled": "[parameters('admin')]"}}]}"#,
    ),
    (
        "c/main.parameters.json",
        r#"{"$schema": "https://x/deploymentParameters.json#", "parameters": {"PW": {"value": "S3cretT"}, "admin": {"value": true}}}"#,
    ),
    (
        "d/main.bicep",
        "param part string
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
  sku: { name: 'Standard' }
}
resource hook 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {
  parent: acr
  name: 'webhook'
  properties: { serviceUri: 'https://u:${part}@host', customHeaders: { Authorization: 'Basic ${part}' }, actions: ['push'] }
}
resource set 'Microsoft.ContainerRegistry/registries/credentialSets@2025-11-01' = {
  parent: acr
  name: 'credentials'
  properties: { authCredentials: [{ name: 'Credential1', passwordSecretIdentifier: 'S3cretU' }] }
}
",
    ),
    ("d/main.bicepparam", "using 'main.bicep'\nparam part = 'S3cretV'\n"),
];

#[test]
fn no_output_shows_a_secret() {
    let sandbox = Sandbox::new("cli-secrets");
    for (path, text) in SECRETS {
        sandbox.write(path, text);
    }
    for format in ["text", "concise", "json", "sarif"] {
        let run = sandbox.run(&["--format", format, "--profile", "strict", "--show-unknown", "-v"]);
        for rule in ["webhook-https", "webhook-secret", "credential-set", "unresolved-module"] {
            assert!(run.stdout.contains(rule), "{format}: {rule}");
        }
        assert!(!run.stdout.contains("S3cret"), "{format}: {}", run.stdout);
        run.expect(1, "registries");
    }
    let text = sandbox.run(&[]).stdout;
    assert!(text.contains("\"git::https://**************@host/m.git?ref=1\""), "{text}");
    for arguments in [&["debug", "model"][..], &["debug", "model", "--json"]] {
        let run = sandbox.run(arguments).expect(0, "");
        assert!(run.stdout.contains("http://host/***"), "{}", run.stdout);
        assert!(!run.stdout.contains("S3cret"), "{}", run.stdout);
    }
    for (path, text) in SECRETS {
        for line in 1..=text.lines().count() {
            let run = sandbox.run(&["--explain-value", &format!("{path}:{line}")]).expect(0, "");
            assert!(!run.stdout.contains("S3cret"), "{}", run.stdout);
        }
    }
}

#[test]
fn names_of_files_are_no_commands_to_build_services() {
    let sandbox = Sandbox::new("cli-commands");
    sandbox.write("::error::x.bicep", format!("{REGISTRY}var x = \n"));
    sandbox.write("##vso[x]y.bicep", format!("{REGISTRY}var x = // ##vso[task.setvariable]z\n"));
    for format in ["text", "concise", "json", "sarif"] {
        let run = sandbox.run(&["--format", format, "-v"]).expect(1, "2 errors");
        for text in [&run.stdout, &run.stderr] {
            assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
            assert!(!text.contains("##vso["), "{text}");
        }
    }
}

#[test]
fn registries_elsewhere_are_not_counted() {
    let sandbox = Sandbox::new("cli-count");
    sandbox.write("a.bicep", REGISTRY);
    sandbox.write("b.bicep", REGISTRY);
    sandbox.run(&["a.bicep"]).expect(0, "1 registry,");
    sandbox.run(&[]).expect(0, "2 registries,");
}

#[test]
fn a_module_called_from_many_places_is_one_remark() {
    let sandbox = Sandbox::new("cli-remarks");
    let call = |i| format!("module m{i} 'br/public:x:1.0' = {{ name: 'm{i}' }}\n");
    sandbox.write("main.bicep", REGISTRY.to_owned() + &(0..6).map(call).collect::<String>());
    let text = sandbox.run(&[]).expect(0, "6 notes").stdout;
    assert_eq!(text.matches("unresolved-module").count(), 1);
    let places = "also at main.bicep:10:11, main.bicep:11:11, main.bicep:12:11, and 2 more";
    assert!(text.contains(places), "{text}");
    assert_eq!(sandbox.run(&["--format", "concise"]).stdout.lines().count(), 6);
}

#[test]
fn many_findings_on_one_long_line_are_soon_written() {
    let sandbox = Sandbox::new("cli-minified");
    let filler = "x".repeat(1000);
    let registry = |i| {
        format!(
            r#"{{"type":"Microsoft.ContainerRegistry/registries","apiVersion":"2023-07-01","name":"contosoacr{i}","tags":{{"a":"é{filler}"}},"properties":{{"adminUserEnabled":true}}}}"#
        )
    };
    let registries: Vec<String> = (0..1000).map(registry).collect();
    let schema = r#"{"$schema":"https://x/deploymentTemplate.json#","resources":["#;
    sandbox.write("main.json", format!("{schema}{}]}}", registries.join(",")));
    let start = std::time::Instant::now();
    let run = sandbox.run(&[]).expect(1, "1000 registries");
    assert!(run.stdout.len() < 2_000_000, "{}", run.stdout.len());
    // It took minutes when every finding looked at the whole line.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn a_model_without_end_is_cut() {
    let sandbox = Sandbox::new("cli-doubling");
    let doubling: String =
        (1..60).map(|i| format!("var v{i} = {{ a: v{}, b: [v{}] }}\n", i - 1, i - 1)).collect();
    sandbox.write(
        "main.bicep",
        format!("var v0 = {{}}\n{doubling}{}", REGISTRY.replace("  sku", "  tags: v59\n  sku")),
    );
    for arguments in [&["debug", "model"][..], &["debug", "model", "--json"]] {
        let run = sandbox.run(arguments).expect(0, "");
        assert!(run.stdout.len() < 200_000_000);
    }
}

#[test]
fn editors_get_every_checked_file_with_absolute_addresses() {
    let sandbox = Sandbox::new("lsp é #");
    let admin = REGISTRY.replace("properties: {", "properties: {\n    /* 😀 */ adminUserEnabled: true");
    sandbox.write("a/admin.bicep", admin);
    sandbox.write("a/unused.bicep", format!("// acrlint: ignore[admin-user] gone\n{REGISTRY}"));
    sandbox.write("a/gone.tf", "resource \"azurerm_container_registry\" \"a\" {\n  name = \"a\"\n}\n");
    sandbox.write("b/package.json", "{ \"name\": \"x\" }");
    sandbox.write("b/clean.bicep", REGISTRY);
    sandbox.write("notes.md", "no code");
    let lines = |paths: &[&str]| {
        let run =
            sandbox.run(&[&["--format", "lsp", "--exit-zero", "--today", "2026-06-01"], paths].concat());
        let lines = run.expect(0, "").stdout;
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let names = |files: &[Value]| -> Vec<String> {
        let uris = files.iter().map(|file| file["uri"].as_str().unwrap());
        uris.map(|uri| uri.split_once("lsp%20%C3%A9%20%23/").unwrap().1.to_owned()).collect()
    };
    let all = lines(&[]);
    assert_eq!(
        names(&all),
        ["a/admin.bicep", "a/gone.tf", "a/unused.bicep", "b/clean.bicep", "b/package.json"]
    );
    assert!(all[0]["uri"].as_str().unwrap().starts_with("file:///"));
    let admin = &all[0]["diagnostics"][0];
    assert_eq!(admin["range"]["start"], serde_json::json!({ "line": 4, "character": 31 }));
    assert_eq!((&admin["severity"], &admin["source"]), (&1.into(), &"acrlint".into()));
    assert!(admin["codeDescription"]["href"].as_str().unwrap().starts_with("https://"));
    assert_eq!(all[2]["diagnostics"][0]["code"], "unused-suppression");
    assert_eq!(all[2]["diagnostics"][0]["tags"], serde_json::json!([1]));
    assert_eq!(all[3]["diagnostics"], Value::Array(Vec::new()));
    assert_eq!(names(&lines(&["b", "a/gone.tf"])), ["a/gone.tf", "b/clean.bicep", "b/package.json"]);
}

/// What editors show of a file replaces what they showed before, so a finding may not go to a file of
/// which the other findings are left out.
#[test]
fn editors_get_findings_in_the_files_they_asked_for() {
    let sandbox = Sandbox::new("lsp-hops");
    let registry = REGISTRY.replace("properties: {", "properties: {\n    adminUserEnabled: admin");
    sandbox.write("main.bicep", format!("param admin bool\n{registry}"));
    sandbox.write("main.bicepparam", "using 'main.bicep'\nparam admin = true\n");
    let run = sandbox.run(&["--format", "lsp", "main.bicep"]).expect(1, "");
    let file: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(file["uri"].as_str().unwrap().ends_with("/main.bicep"));
    let found = &file["diagnostics"][0];
    assert_eq!(found["code"], "admin-user");
    assert_eq!(found["range"]["start"]["line"], 5);
    let other = &found["relatedInformation"][0]["location"];
    assert!(other["uri"].as_str().unwrap().ends_with("/main.bicepparam"));
    assert_eq!(other["range"]["start"], serde_json::json!({ "line": 1, "character": 14 }));
}
