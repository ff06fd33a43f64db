//! The files `acrlint.toml` of a repository: which one governs what, what they may say, what is shown
//! of them, and parameter files that the user names.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fs;
use std::process::Command;

use serde_json::Value;
use support::sandbox::{REGISTRY, Run, Sandbox};

/// A registry with the admin user on, and nothing else that is reported.
fn registry(name: &str) -> String {
    REGISTRY
        .replace("contosoregistry", &format!("contoso{name}"))
        .replace("properties: {", "properties: {\n    adminUserEnabled: true")
}

fn sandbox(name: &str, files: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new(&format!("config-{name}"));
    for (path, text) in files {
        sandbox.write(path, text);
    }
    sandbox
}

/// Paths of the findings of `admin-user`, and of the resources that it failed on.
fn admin_user(run: &Run) -> (Vec<String>, Vec<String>) {
    let json = run.json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = |key: &str| json[key].as_array().unwrap().clone();
    let found =
        rows("diagnostics").into_iter().filter(|it| it["rule"] == "admin-user").map(|it| text(&it["path"]));
    let failed =
        rows("verdicts").into_iter().filter(|it| it["rule"] == "admin-user" && it["verdict"] == "fail");
    (found.collect(), failed.map(|it| text(&it["resource"]["path"])).collect())
}

#[test]
fn the_nearest_file_governs_finding_and_verdict() {
    let call = "module acr '../shared/acr.bicep' = {\n  name: 'acr'\n  params: { admin: true }\n}\n";
    let module =
        format!("param admin bool\n{}", registry("contoso").replace("Enabled: true", "Enabled: admin"));
    let sandbox = sandbox(
        "nearest",
        &[
            ("app/main.bicep", call),
            ("shared/acr.bicep", &module),
            ("other/main.bicep", &registry("other")),
            ("shared/acrlint.toml", "ignore = ['admin-user']\n"),
            ("other/deep/main.bicep", &registry("deep")),
            ("other/deep/acrlint.toml", "severity.admin-user = 'note'\n"),
        ],
    );
    // The value stands in `app`, but the file that declares the resource decides.
    let run = sandbox.run(&["--format", "json"]).expect(1, "");
    let both = ["other/deep/main.bicep".to_owned(), "other/main.bicep".to_owned()];
    assert_eq!(admin_user(&run), (both.to_vec(), both.to_vec()));
    assert_eq!(run.json()["diagnostics"][0]["severity"], "note");
    fs::remove_file(sandbox.0.join("shared/acrlint.toml")).unwrap();
    let (found, failed) = admin_user(&sandbox.run(&["--format", "json"]));
    assert_eq!((found[0].as_str(), failed[2].as_str()), ("app/main.bicep", "shared/acr.bicep"));
    // One file alone is judged like in a run over everything.
    for path in ["app/main.bicep", "shared/acr.bicep", "other/main.bicep", "other/deep/main.bicep"] {
        let alone = admin_user(&sandbox.run(&["--format", "json", path])).0;
        let here = |paths: &[String]| paths.iter().filter(|found| *found == path).count();
        assert_eq!(here(&alone), here(&found), "{path}");
    }
    // A sub-folder's file takes the place of the one above, and is not added to it.
    sandbox.write("other/acrlint.toml", "select = ['sku']\n");
    let (found, _) = admin_user(&sandbox.run(&["--format", "json", "other"]));
    assert_eq!(found, ["other/deep/main.bicep"]);
}

#[test]
fn the_call_governs_a_fetched_module() {
    let code = "resource \"azurerm_container_registry\" \"this\" {\n  name = \"contoso\"\n  sku = \"Premium\"\n  \
        resource_group_name = \"rg\"\n  location = \"westeurope\"\n  admin_enabled = true\n}\n";
    let manifest = r#"{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"acr","Source":"x/acr/azurerm","Dir":".terraform/modules/acr"}]}"#;
    let sandbox = sandbox(
        "fetched",
        &[
            ("infra/main.tf", "module \"acr\" {\n  source = \"x/acr/azurerm\"\n}\n"),
            ("infra/.terraform/modules/modules.json", manifest),
            ("infra/.terraform/modules/acr/main.tf", code),
            ("infra/.terraform/modules/acr/acrlint.toml", "not even TOML"),
        ],
    );
    assert_eq!(admin_user(&sandbox.run(&["--format", "json"]).expect(1, "")).0, ["infra/main.tf"]);
    sandbox.write("infra/acrlint.toml", "ignore = ['admin-user']\n");
    let run = sandbox.run(&["--format", "json"]);
    assert_eq!(admin_user(&run), (vec![], vec![]), "{}", run.stdout);
}

/// A finding about a file goes by what governs the file.
#[test]
fn severities_of_findings_about_files_can_be_chosen() {
    let call = "module a 'br:contoso.azurecr.io/acr:v1' = {\n  name: 'a'\n}\n";
    let files = [
        ("a/main.bicep", call),
        ("b/main.bicep", call),
        ("b/acrlint.toml", "severity.unresolved-module = 'error'\n"),
    ];
    let sandbox = sandbox("severity", &files);
    let json = sandbox.run(&["--format", "json", "--no-module-cache"]).expect(1, "").json();
    let found =
        json["diagnostics"].as_array().unwrap().iter().map(|it| (it["path"].clone(), it["severity"].clone()));
    let expected = [("a/main.bicep", "note"), ("b/main.bicep", "error")].map(|(a, b)| (a.into(), b.into()));
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

/// A rule about all registries together reports at the first that it is about.
#[test]
fn what_is_reported_once_is_reported_for_whom_it_runs() {
    let text = "targetScope = 'subscription'\nmodule a 'a/acr.bicep' = {\n  name: 'a'\n  scope: resourceGroup('a')\n}\n\
        module b 'b/acr.bicep' = {\n  name: 'b'\n  scope: resourceGroup('b')\n}\n";
    let sandbox = sandbox(
        "once",
        &[
            ("main.bicep", text),
            ("a/acr.bicep", REGISTRY),
            ("b/acr.bicep", REGISTRY),
            ("acrlint.toml", "closed-world = true\nprofile = 'strict'\nselect = ['activity-log-export']\n"),
            ("a/acrlint.toml", "closed-world = true\nselect = ['sku']\n"),
        ],
    );
    let run = sandbox.run(&["--format", "json"]);
    let found: Vec<(String, String)> = run.findings();
    assert_eq!(found, [("activity-log-export".to_owned(), "b/acr.bicep".to_owned())], "{}", run.stdout);
}

#[test]
fn mistakes_of_all_files_are_listed_at_once() {
    let sandbox = sandbox(
        "mistakes",
        &[
            ("acrlint.toml", "locked = ['admin-user']\nselct = ['sku']\n"),
            ("a/main.bicep", REGISTRY),
            ("a/acrlint.toml", "severity.admin-user = 'note'\n"),
            ("a/b/c/main.bicep", REGISTRY),
            ("a/b/acrlint.toml", "fail-on = 'note'\n[rules.sku]\nx = 1\n"),
            ("idle/acrlint.toml", "this governs nothing"),
        ],
    );
    let run = sandbox.run(&[]).expect(2, "acrlint.toml:2:1: unknown key `selct`; did you mean `select`?");
    let lines: Vec<&str> = run.stderr.lines().map(|line| line.trim_start_matches("acrlint: ")).collect();
    let starts =
        ["acrlint.toml:2:1: ", "a/acrlint.toml:1:", "a/b/acrlint.toml:1:1: ", "a/b/acrlint.toml:3:1: "];
    assert_eq!(lines.len(), starts.len(), "{}", run.stderr);
    assert!(lines.iter().zip(starts).all(|(line, start)| line.starts_with(start)), "{}", run.stderr);
    assert!(run.stdout.is_empty());
    // Whoever names a folder wants its file to be right.
    sandbox.write("acrlint.toml", "");
    fs::remove_file(sandbox.0.join("a/acrlint.toml")).unwrap();
    fs::remove_file(sandbox.0.join("a/b/acrlint.toml")).unwrap();
    sandbox.write("idle/main.bicep", "");
    sandbox.run(&[]).expect(0, "");
    sandbox.run(&["idle"]).expect(2, "idle/acrlint.toml:1:");
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_read_are_said() {
    let sandbox = sandbox("unreadable", &[("a/main.bicep", REGISTRY), ("a/b/main.bicep", REGISTRY)]);
    let outside = sandbox.0.join("../config-unreadable-outside.toml");
    fs::write(&outside, "profile = 'strict'\n").unwrap();
    let place = sandbox.0.join("a/acrlint.toml");
    let link = |to: &str| std::os::unix::fs::symlink(to, &place).unwrap();
    for (make, reason) in [
        (
            Box::new(|| link("../../config-unreadable-outside.toml")) as Box<dyn Fn()>,
            "link that leaves the root",
        ),
        (Box::new(|| link("nowhere.toml")), "broken link: no such file or directory"),
        (
            Box::new(|| assert!(Command::new("mkfifo").arg(&place).status().unwrap().success())),
            "not a regular file",
        ),
        (Box::new(|| fs::write(&place, b"# \xff\n").unwrap()), "not UTF-8"),
        (Box::new(|| fs::write(&place, "#".repeat((1 << 20) + 1)).unwrap()), "larger than 1 MiB"),
    ] {
        make();
        sandbox.run(&[]).expect(2, &format!("cannot read a/acrlint.toml: {reason}"));
        fs::remove_file(&place).unwrap();
    }
    fs::create_dir(&place).unwrap();
    let run = sandbox.run(&[]).expect(2, "cannot read a/acrlint.toml: not a regular file");
    assert!(run.stdout.is_empty());
    sandbox.run(&["--isolated"]).expect(0, "");
    // A link inside of the root is as good as a file.
    fs::remove_dir(&place).unwrap();
    sandbox.write("shared.toml", "select = ['sku']\n");
    link("../shared.toml");
    sandbox
        .run(&["--show-config", "a"])
        .expect(0, "")
        .stdout
        .contains("a/acrlint.toml:1:1")
        .then_some(())
        .unwrap();
}

#[test]
fn files_count_where_the_walk_does_not_go() {
    let sandbox = sandbox(
        "ignored",
        &[
            (".gitignore", "build/\nacrlint.toml\n"),
            ("main.bicep", ""),
            ("build/main.bicep", &registry("built")),
            ("build/acrlint.toml", "ignore = ['admin-user']\n"),
        ],
    );
    sandbox.run(&["build/main.bicep"]).expect(0, "read 1 file;");
    sandbox.run(&["build/main.bicep", "--isolated"]).expect(1, "1 error");
}

#[test]
fn options_stand_above_all_files() {
    let sandbox = sandbox(
        "options",
        &[
            ("acrlint.toml", "locked = ['admin-user']\n"),
            ("main.bicep", &registry("top")),
            ("a/main.bicep", &registry("below")),
            ("a/acrlint.toml", "extend-select = ['selected-networks']\n"),
            ("other.toml", "ignore = ['admin-user']\n"),
        ],
    );
    sandbox.run(&[]).expect(1, "2 errors");
    sandbox.run(&["--ignore", "admin-user"]).expect(0, "0 errors");
    sandbox.run(&["--severity", "admin-user=note"]).expect(0, "0 errors, 0 warnings, 2 notes");
    sandbox.run(&["--select", "sku"]).expect(0, "0 errors");
    sandbox.run(&["--config", "other.toml"]).expect(0, "0 errors");
    let run = sandbox.run(&["--config", "other.toml", "--show-config"]).expect(0, "");
    assert!(run.stdout.starts_with("# .: other.toml\n") && !run.stdout.contains("# a:"), "{}", run.stdout);
}

#[test]
fn tables_of_ignore_suppress() {
    let sandbox = sandbox(
        "exempt",
        &[
            ("a/main.bicep", &registry("a")),
            ("b/main.bicep", &registry("b").replace("resource acr", "resource old")),
            (
                "c/main.bicep",
                &format!("param admin bool\n{}", registry("c").replace("Enabled: true", "Enabled: admin")),
            ),
            ("c/main.bicepparam", "using 'main.bicep'\nparam admin = true\n"),
        ],
    );
    let with = |text: &str, arguments: &[&str]| {
        sandbox.write("acrlint.toml", text);
        sandbox.run(&[&["--format", "json", "--today", "2026-06-01"][..], arguments].concat())
    };
    let left = |text: &str| admin_user(&with(text, &[])).0.join(" ");
    assert_eq!(left(""), "a/main.bicep b/main.bicep c/main.bicepparam");
    let table = |more: &str| format!("[[ignore]]\nrule = 'admin-user'\nreason = 'agreed'\n{more}\n");
    assert_eq!(left(&table("")), "");
    assert_eq!(left(&table("path = 'a/'")), "b/main.bicep c/main.bicepparam");
    assert_eq!(
        left(&table("path = 'c/*.bicepparam'")),
        "a/main.bicep b/main.bicep",
        "where the value is set"
    );
    assert_eq!(left(&table("path = '/c/main.bicep'")), "a/main.bicep b/main.bicep", "where the resource is");
    assert_eq!(left(&table("address = 'ol*'")), "a/main.bicep c/main.bicepparam");
    assert_eq!(left(&table("path = 'a/'\naddress = 'old'")), "a/main.bicep b/main.bicep c/main.bicepparam");
    assert_eq!(left(&table("until = 2026-05-31")), "a/main.bicep b/main.bicep c/main.bicepparam");
    // What is agreed on is known to the report, and can be looked at.
    let run = with(&table("until = 2026-12-31"), &[]).expect(0, "3 suppressed");
    let suppressed = &run.json()["suppressed"][0];
    assert_eq!((&suppressed["reason"], &suppressed["until"]), (&"agreed".into(), &"2026-12-31".into()));
    let verdicts = admin_user(&run).1;
    assert_eq!(verdicts.len(), 3, "a verdict does not change because somebody agreed to it");
    with(&table(""), &["--no-suppressions"]).expect(1, "0 suppressed");
    // What the code may not do the configuration may.
    with(&format!("{}[rules.admin-user]\ninline = 'forbid'\n", table("")), &[]).expect(0, "3 suppressed");
    let sarif = sandbox.run(&["--format", "sarif", "--show-suppressed"]).json();
    let suppression = &sarif["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!((&suppression["kind"], &suppression["justification"]), (&"external".into(), &"agreed".into()));
    let place = &suppression["location"]["physicalLocation"];
    assert_eq!(
        (&place["artifactLocation"]["uri"], &place["region"]["startLine"]),
        (&"acrlint.toml".into(), &1.into())
    );
}

#[test]
fn tables_of_ignore_are_judged_like_comments() {
    let sandbox = sandbox("judged", &[("a/main.bicep", &registry("a")), ("b/main.bicep", REGISTRY)]);
    let found = |text: &str, arguments: &[&str]| {
        sandbox.write("acrlint.toml", text);
        let arguments = [&["--format", "concise", "--today", "2026-06-01"][..], arguments].concat();
        let stdout = sandbox.run(&arguments).stdout;
        let own = stdout.lines().filter(|line| line.starts_with("acrlint.toml:"));
        own.map(|line| line.replace("acrlint.toml:", "").split(']').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let used = "[[ignore]]\nrule = 'admin-user'\n";
    assert_eq!(found(used, &[]), Vec::<String>::new());
    assert_eq!(found(&format!("require-reason = true\nrequire-until = true\n{used}"), &[]).len(), 2);
    assert_eq!(found("\nignore = [{ rule = 'sku' }]\n", &[]), ["2:11: warning[unused-suppression"]);
    assert_eq!(
        found("[[ignore]]\nrules = ['admin-user', 'sku']\n", &[]),
        ["2:24: warning[unused-suppression"]
    );
    assert_eq!(found(&format!("{used}path = 'd/'"), &[]), ["1:1: warning[unused-suppression"]);
    assert_eq!(found(&format!("{used}until = 2026-05-31"), &[]), ["3:9: warning[expired-suppression"]);
    assert_eq!(found(&format!("{used}until = 2026-06-05"), &[]), ["3:9: note[expired-suppression"]);
    // Where not everything is looked at nobody can say that it is not used.
    assert_eq!(found("ignore = [{ rule = 'sku' }]", &["b"]), Vec::<String>::new());
    assert_eq!(found("ignore = [{ rule = 'sku' }]", &["--select", "admin-user"]), Vec::<String>::new());
    sandbox.write("a/broken.bicep", "resource x 'Microsoft.ContainerRegistry/registries@2023-07-01' = = {\n");
    assert_eq!(found("ignore = [{ rule = 'sku' }]", &[]), Vec::<String>::new());
    assert_eq!(found("ignore = [{ rule = 'sku', path = 'b/' }]", &[]).len(), 1);
}

/// Every part of what is shown is a configuration file that says the same.
#[test]
fn shown_settings_say_where_they_come_from() {
    let files = [
        (
            "acrlint.toml",
            "locked = ['sku', 'require-reason']\nrequire-reason = true\nseverity.sku = 'error'\n",
        ),
        ("a/main.bicep", REGISTRY),
        (
            "a/acrlint.toml",
            "profile = 'strict'\n[[ignore]]\nrule = 'admin-user'\npath = 'x \\d.tf'\nreason = '# \"no\"'\n",
        ),
    ];
    let sandbox = sandbox("shown", &files);
    let arguments = ["--show-config", "--ignore", "tip:4", "--today", "2026-06-01"];
    let shown = sandbox.run(&arguments).expect(0, "").stdout;
    for line in [
        "require-reason = true  # acrlint.toml:2:1",
        "severity.sku = \"error\"  # acrlint.toml:3:10",
        "ignore = [\"tip:4\"]  # --ignore",
        "today = \"2026-06-01\"  # --today",
        "profile = \"strict\"  # a/acrlint.toml:1:1",
        "require-reason = true  # locked, acrlint.toml:1:18",
        "severity.sku = \"error\"  # locked, acrlint.toml:1:11",
    ] {
        assert!(shown.lines().any(|it| it == line), "{line} not in\n{shown}");
    }
    let (root, nested) = shown.split_once("\n\n# a: a/acrlint.toml\n").unwrap();
    sandbox.write("acrlint.toml", root);
    sandbox.write("a/acrlint.toml", nested);
    let again = sandbox.run(&["--show-config"]).expect(0, "").stdout;
    let values = |text: &str| {
        text.lines().map(|line| line.split("  #").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(values(&again), values(&shown));
}

#[test]
fn files_are_listed_with_why_they_are_read() {
    let sandbox = sandbox(
        "files",
        &[
            ("main.bicep", "module acr 'modules/acr.bicep' = {\n  name: 'acr'\n}\n"),
            (
                "main.parameters.json",
                "{\"$schema\":\"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#\",\"parameters\":{}}",
            ),
            ("modules/acr.bicep", &format!("{REGISTRY}module b 'b.bicep' = {{\n  name: 'b'\n}}\n")),
            ("modules/acrlint.toml", ""),
            ("modules/b.bicep", ""),
            ("tf/main.tf", "# azurecr.io\n"),
            ("tf/variables.tf", ""),
            ("other.bicep", "param x string\n"),
            ("package.json", "{}"),
            ("broken.tf", "\u{feff}"),
        ],
    );
    sandbox.write("broken.tf", b"\xff");
    let shown = sandbox.run(&["--show-files"]).expect(0, "").stdout;
    let expected = "\
broken.tf: not read: skipped: not UTF-8 (no configuration)
main.bicep: read: leads to modules/acr.bicep (no configuration)
main.parameters.json: read: sets parameters of main.bicep (no configuration)
modules/acr.bicep: read: has `ContainerRegistr` in it (modules/acrlint.toml)
modules/b.bicep: read: modules/acr.bicep leads to it (modules/acrlint.toml)
other.bicep: not read: nothing in it has to do with a registry, nor in what it leads to (no configuration)
package.json: not read: JSON, but no template, parameter file or plan (no configuration)
tf/main.tf: read: has `azurecr` in it (no configuration)
tf/variables.tf: read: in one directory with tf/main.tf (no configuration)
";
    assert_eq!(shown, expected);
    let shown = sandbox.run(&["--show-files", "modules"]).expect(0, "").stdout;
    assert_eq!(shown.lines().count(), 2, "{shown}");
}

const PARAMETERS: &str = "{\"$schema\":\"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#\",\"contentVersion\":\"1.0.0.0\",\
    \"parameters\":{\"admin\":{\"value\":VALUE}}}";

fn contexts(run: &Run) -> Vec<String> {
    let json = run.json();
    let mut contexts: Vec<String> = json["verdicts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["rule"] == "admin-user")
        .map(|row| {
            format!("{} {} {}", row["resource"]["path"].as_str().unwrap(), row["context"], row["verdict"])
        })
        .collect();
    contexts.sort();
    contexts.iter().map(|row| row.replace('"', "")).collect()
}

#[test]
fn named_parameter_files_take_the_place_of_those_found() {
    let template =
        format!("param admin bool = true\n{}", registry("acr").replace("Enabled: true", "Enabled: admin"));
    let sandbox = sandbox(
        "params",
        &[
            ("infra/main.bicep", &template),
            ("infra/main.prod.parameters.json", &PARAMETERS.replace("VALUE", "false")),
            ("infra/main.dev.parameters.json", &PARAMETERS.replace("VALUE", "true")),
            ("other/main.bicep", REGISTRY),
            (".gitignore", "release/\n"),
            ("release/values.json", &PARAMETERS.replace("VALUE", "false")),
            ("release/wrong.json", &PARAMETERS.replace("admin", "admim")),
            ("release/empty.json", &PARAMETERS.replace("\"admin\":{\"value\":VALUE}", "")),
            ("release/mine.bicepparam", "using '../infra/main.bicep'\nparam admin = false\n"),
        ],
    );
    assert_eq!(contexts(&sandbox.run(&["--format", "json", "infra"])).len(), 2);
    let run = sandbox.run(&["--format", "json", "--params", "release/values.json"]).expect(0, "");
    let expected = ["infra/main.bicep release/values.json pass", "other/main.bicep null pass"];
    assert_eq!(contexts(&run), expected);
    let run = sandbox.run(&[
        "--format",
        "json",
        "infra",
        "--params",
        "release/mine.bicepparam",
        "--params",
        "infra/main.dev.parameters.json",
    ]);
    let expected = [
        "infra/main.bicep infra/main.dev.parameters.json fail",
        "infra/main.bicep release/mine.bicepparam pass",
    ];
    assert_eq!(contexts(&run.expect(1, "")), expected);
    let message =
        "`release/wrong.json` fits no entry point: `infra/main.bicep`, the nearest, does not declare `admim`";
    let run =
        sandbox.run(&["--params", "release/wrong.json", "--params", "release/empty.json"]).expect(2, message);
    assert!(
        run.stderr.contains("`release/empty.json` fits no entry point: it sets no parameter")
            && run.stdout.is_empty()
    );
    sandbox.run(&["--params", "nowhere.json"]).expect(2, "nowhere.json: no such file");
    sandbox.run(&["--params", "infra/main.bicep"]).expect(2, "not a parameter file");
}

#[test]
fn rules_tell_their_ruleset() {
    let json = sandbox("rules", &[]).run(&["rules", "--format", "json"]).expect(0, "").json();
    let rules = json["rules"].as_array().unwrap();
    assert!(rules.iter().all(|rule| rule["since"].is_string() && rule["preview"] == false), "{rules:?}");
    let text = sandbox("rules", &[]).run(&["explain", "sku"]).expect(0, "").stdout;
    assert!(text.contains("\n- Since: ruleset 2026.11\n"), "{text}");
}

#[test]
fn named_variable_files_take_the_place_of_other_contexts() {
    let code = "variable \"admin\" {\n  default = true\n}\nresource \"azurerm_container_registry\" \"acr\" {\n  name = \"contoso\"\n  \
        sku = \"Premium\"\n  resource_group_name = \"rg\"\n  location = \"westeurope\"\n  admin_enabled = var.admin\n}\n";
    let sandbox = sandbox(
        "variables",
        &[
            ("main.tf", code),
            ("dev.tfvars", "admin = true\n"),
            ("prod.tfvars", "admin = true\n"),
            ("a/b/c/release.tfvars", "admin = false\nsomething = 1\n"),
            ("a/b/c/other.tfvars", "something = 1\n"),
        ],
    );
    assert_eq!(contexts(&sandbox.run(&["--format", "json"])).len(), 2);
    let run = sandbox.run(&["--format", "json", "--params", "a/b/c/release.tfvars"]);
    assert_eq!(contexts(&run), ["main.tf a/b/c/release.tfvars pass"], "{}", run.stderr);
    sandbox.run(&["--params", "a/b/c/other.tfvars"]).expect(2, "fits no entry point");
}
