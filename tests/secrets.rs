//! No secret of the code is in anything that is written: not in a report of any format, not in an
//! explanation, not in a fingerprint.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use acrlint::config::{Config, Profile};
use acrlint::diagnostic::Baseline;
use acrlint::report::{Format, Style, json_line, render};
use support::lint;

/// What every secret in the fixtures has in it, in any case.
const SECRET: &str = "hunter2";

const FORMATS: [Format; 4] = [Format::Text, Format::Concise, Format::Json, Format::Sarif];

/// The rules that look at secrets in consumers.
const FOLDERS: [&str; 2] = ["registry-password-literal", "insecure-secret-parameter"];

/// Secrets that reach a consumer from elsewhere: a file of parameters, the call of a module, a
/// function, text around them.
const PROGRAMS: [&[(&str, &str)]; 5] = [
    &[
        (
            "main.bicep",
            "param first string\n@secure()\nparam second string = 'hunter2-default'\n\
            module a 'app.bicep' = { params: { password: first, other: 'hunter2-argument' } }\n\
            module b 'app.bicep' = { params: { password: second, other: '${first}-hunter2' } }\n",
        ),
        (
            "main.bicepparam",
            "using 'main.bicep'\nparam first = 'hunter2-file'\nparam second = 'hunter2-secure'\n",
        ),
        (
            "app.bicep",
            "param password string\n@secure()\nparam other string\n\
            resource app 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {\n  name: 'shop'\n\
              properties: {\n    imageRegistryCredentials: [\n\
              { server: 'contoso.azurecr.io', username: 'a', password: password }\n\
              { server: 'fabrikam.azurecr.io', username: 'b', password: other }\n    ]\n  }\n}\n",
        ),
    ],
    &[
        (
            "main.tf",
            "variable \"first\" {\n  sensitive = true\n}\nvariable \"second\" {}\n\
            locals {\n  third = sensitive(\"hunter2-marked\")\n  all = { password = \"hunter2-local\" }\n}\n\
            module \"app\" {\n  source = \"./app\"\n  first = var.first\n  second = var.second\n\
              third = \"${local.third}-hunter2\"\n  fourth = local.all.password\n}\n",
        ),
        ("terraform.tfvars", "first = \"hunter2-file\"\nsecond = \"hunter2-plain\"\n"),
        (
            "app/main.tf",
            "variable \"first\" {}\nvariable \"second\" {}\n\
            variable \"third\" {\n  sensitive = true\n}\nvariable \"fourth\" {\n  sensitive = true\n}\n\
            resource \"azurerm_container_group\" \"app\" {\n  name = \"shop\"\n\
              dynamic \"image_registry_credential\" {\n    for_each = [var.first, var.second, var.third, var.fourth]\n\
                content {\n      server = \"contoso.azurecr.io\"\n      username = \"reader\"\n\
                  password = image_registry_credential.value\n    }\n  }\n}\n",
        ),
    ],
    &[
        (
            "main.json",
            r#"{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            "parameters": {"password": {"type": "string"}, "other": {"type": "secureString", "defaultValue": "hunter2-default"}},
            "resources": [{"type": "Microsoft.Web/sites", "apiVersion": "2024-04-01", "name": "shop", "properties": {"siteConfig": {
              "linuxFxVersion": "DOCKER|contoso.azurecr.io/app:latest",
              "appSettings": [{"name": "DOCKER_REGISTRY_SERVER_PASSWORD", "value": "[concat(parameters('password'), parameters('other'))]"}]}}}]}"#,
        ),
        (
            "main.parameters.json",
            r#"{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
            "parameters": {"password": {"value": "hunter2-file"}, "other": {"value": "hunter2-secure"}}}"#,
        ),
    ],
    &[(
        "main.bicep",
        "resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {\n  name: 'contoso'\n}\n\
            resource hook 'Microsoft.ContainerRegistry/registries/webhooks@2025-11-01' = {\n  parent: acr\n\
              name: 'hook'\n  properties: {\n    serviceUri: 'http://example.com/hunter2-path'\n\
                actions: ['push']\n  }\n}\n",
    )],
    &[(
        "main.tf",
        "resource \"azurerm_container_registry_task\" \"build\" {\n  name = \"build\"\n\
            container_registry_id = \"/subscriptions/0/x\"\n  docker_step {\n\
            context_access_token = \"hunter2-token\"\n  }\n  registry_credential {\n    custom {\n\
            login_server = \"contoso.azurecr.io\"\n      username = \"a\"\n      password = \"hunter2-custom\"\n\
            }\n  }\n}\n\
            resource \"azurerm_linux_web_app\" \"app\" {\n  name = \"shop\"\n  app_settings = {\n\
            DOCKER_REGISTRY_SERVER_URL = \"https://contoso.azurecr.io\"\n\
            DOCKER_REGISTRY_SERVER_PASSWORD = var.is_test ? \"hunter2-test\" : \"hunter2-prod\"\n  }\n\
            site_config {}\n}\nvariable \"is_test\" {}\n",
    )],
];

fn strict() -> Config {
    Config { profile: Profile::Strict, ..Config::default() }
}

#[track_caller]
fn is_clean(what: &str, text: &str) {
    let hit = text.to_ascii_lowercase().find(SECRET);
    let around = hit.map(|at| text.get(at.saturating_sub(60)..at + 20).unwrap_or(text));
    assert_eq!(around, None, "{what}");
}

/// Checks files in every format and gives the number of findings.
fn reports(files: &[(String, String)]) -> usize {
    let discovered = lint::sources(files);
    let report = acrlint::check(&discovered, &strict());
    let style = Style { show_unknown: true, statistics: true, ..Style::default() };
    for format in FORMATS {
        let mut out = Vec::new();
        render(format, &report, &discovered.sources, style, &mut out).unwrap();
        is_clean(&format!("{format} of {}", files[0].0), &String::from_utf8(out).unwrap());
    }
    report.diagnostics.len()
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/rules");
    let entries = FOLDERS.iter().flat_map(|folder| fs::read_dir(root.join(folder)).unwrap().flatten());
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending != "snap"));
    files.sort();
    files
}

fn programs() -> Vec<Vec<(String, String)>> {
    let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    let programs = PROGRAMS.iter().map(|files| files.iter().map(owned).collect());
    let fixtures = fixtures().into_iter().map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        vec![(name, fs::read_to_string(path).unwrap())]
    });
    programs.chain(fixtures).collect()
}

#[test]
fn no_report_has_a_secret() {
    let mut with_secret = 0;
    for files in programs() {
        let findings = reports(&files);
        with_secret += usize::from(files.iter().any(|(_, text)| text.contains(SECRET)) && findings > 0);
    }
    assert!(with_secret > 30, "{with_secret} programs with secrets and findings");
    for folder in FOLDERS {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/rules").join(folder);
        is_clean(folder, &fs::read_to_string(root.join("expected.snap")).unwrap());
    }
}

/// A baseline of all findings of files.
fn baseline(files: &[(String, String)]) -> String {
    let config = Config { known: Some(Baseline::default()), ..strict() };
    let report = acrlint::check(&lint::sources(files), &config);
    report.baseline.unwrap().current.iter().map(json_line).collect()
}

#[test]
fn nothing_in_a_baseline_is_computed_of_a_secret() {
    let mut with_secret = 0;
    for files in programs() {
        let other = |text: &str| text.replace("hunter2", "letmein").replace("Hunter2", "Letmein");
        let others: Vec<_> = files.iter().map(|(name, text)| (name.clone(), other(text))).collect();
        let written = baseline(&files);
        assert_eq!(written, baseline(&others), "{files:?}");
        with_secret += usize::from(files != others && !written.is_empty());
    }
    assert!(with_secret > 30, "{with_secret} programs with secrets and findings");
}

#[test]
fn no_explanation_has_a_secret() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("secrets");
    let _ = fs::remove_dir_all(&root);
    for (number, files) in
        programs().iter().enumerate().filter(|(_, files)| files.len() > 1 || files[0].1.contains(SECRET))
    {
        let folder = root.join(number.to_string());
        fs::create_dir_all(folder.join(".git")).unwrap();
        for (name, text) in files {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let run = |arguments: &[&str]| {
            let output = Command::new(env!("CARGO_BIN_EXE_acrlint"))
                .current_dir(&folder)
                .env_clear()
                .args(arguments)
                .output()
                .unwrap();
            let text = [output.stdout, output.stderr].concat();
            is_clean(&format!("{arguments:?} in {files:?}"), &String::from_utf8(text).unwrap());
        };
        run(&["debug", "model", "."]);
        for (name, text) in files {
            let meant = |line: &str| line.contains(SECRET) || line.contains("assword");
            for (index, _) in text.lines().enumerate().filter(|(_, line)| meant(line)).take(4) {
                run(&["check", "--explain-value", &format!("{name}:{}", index + 1)]);
            }
        }
    }
}
