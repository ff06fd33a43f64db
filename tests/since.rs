//! `--since` against small repositories, which the `git` command makes: these tests need it.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A registry that no rule objects to, with more properties.
fn registry(symbol: &str, more: &str) -> String {
    format!(
        "resource {symbol} 'Microsoft.ContainerRegistry/registries@2025-11-01' = {{
  name: 'contoso{symbol}'
  sku: {{ name: 'Premium' }}
  properties: {{
    publicNetworkAccess: 'Disabled'
    policies: {{ exportPolicy: {{ status: 'disabled' }} }}
{more}  }}
}}
"
    )
}

const ADMIN: &str = "    adminUserEnabled: true\n";
const ANONYMOUS: &str = "    anonymousPullEnabled: true\n";

/// A git repository of its own for a test.
struct Repository(PathBuf);

impl Repository {
    /// Makes one whose first commit, `base`, has these files.
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("since-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let repository = Self(path.canonicalize().unwrap());
        repository.git(&["init", "-q", "-b", "main"]);
        files.iter().for_each(|(path, text)| repository.write(path, text));
        repository.commit("base");
        repository.git(&["tag", "base"]);
        repository
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(&self.0, arguments)
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn replace(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.0.join(path)).unwrap();
        assert!(text.contains(old), "{old} in {text}");
        self.write(path, text.replace(old, new));
    }

    fn run(&self, arguments: &[&str]) -> Run {
        run(&self.0, arguments, b"")
    }

    /// The errors and warnings since a revision, as rule and path.
    #[track_caller]
    fn since(&self, reference: &str) -> Vec<String> {
        self.run(&["--since", reference]).findings()
    }
}

/// Runs git without any settings of who runs the tests.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "core.autocrlf=false"]);
    command.args(["-c", "protocol.file.allow=always"]).args(arguments).current_dir(folder);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("these tests need git");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn run(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acrlint"));
    command.current_dir(folder).env_clear().args(["check", "--format", "json", "--today", "2026-06-01"]);
    let streams = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = streams.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), stdin).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    #[track_caller]
    fn json(&self) -> Value {
        assert!(self.code < Some(2), "{}", self.stderr);
        serde_json::from_str(&self.stdout).unwrap()
    }

    #[track_caller]
    fn findings(&self) -> Vec<String> {
        let json = self.json();
        let all = json["diagnostics"].as_array().unwrap().iter();
        let found = all.filter(|found| found["severity"] != "note");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let found: Vec<String> =
            found.map(|found| format!("{} {}", text(&found["rule"]), text(&found["path"]))).collect();
        assert_eq!(self.code, Some(i32::from(!found.is_empty())), "{}", self.stderr);
        found
    }

    #[track_caller]
    fn fails(&self, message: &str) {
        assert_eq!(self.code, Some(2), "{}", self.stdout);
        assert!(self.stderr.contains(message), "{message:?} not in {:?}", self.stderr);
    }
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_change_is_reported_and_what_was_there_is_not() {
    let old = registry("acr", ADMIN);
    let repository = Repository::new("change", &[("a.bicep", &old), ("b.bicep", &registry("b", ""))]);
    assert_eq!(repository.since("base"), NOTHING);
    repository.replace("a.bicep", ADMIN, &format!("{ADMIN}{ANONYMOUS}"));
    assert_eq!(repository.since("HEAD"), ["anonymous-pull a.bicep"]);
    repository.commit("anonymous");
    assert_eq!(repository.since("HEAD"), NOTHING);
    assert_eq!(repository.since("HEAD~1"), ["anonymous-pull a.bicep"]);
    assert_eq!(repository.since(&repository.git(&["rev-parse", "base"])), ["anonymous-pull a.bicep"]);
    repository.git(&["tag", "-a", "-m", "annotated", "v1", "base"]);
    assert_eq!(repository.since("v1"), ["anonymous-pull a.bicep"]);
    let run = repository.run(&["--since", "base"]);
    let json = run.json();
    let schema = serde_json::from_str(include_str!("../docs/json-output.schema.json")).unwrap();
    assert_eq!(support::schema::violations(&schema, &json), Vec::<String>::new());
    let since = &json["summary"]["since"];
    assert_eq!(since["base"], repository.git(&["rev-parse", "base"]).as_str());
    let left_out = since["untouched"].as_u64().unwrap();
    assert!(left_out > 0);
    assert!(run.stderr.contains(&format!("({left_out} not touched since base)")), "{}", run.stderr);
    let verdicts = json["verdicts"].as_array().unwrap().iter();
    let admin = verdicts.filter(|row| row["rule"] == "admin-user" && row["verdict"] == "fail");
    assert_eq!(admin.count(), 1, "verdicts are those of the whole work tree");
}

#[test]
fn new_files_are_reported_whole() {
    let repository = Repository::new("new", &[("a.bicep", &registry("a", ADMIN))]);
    repository.write("new/b.bicep", registry("b", ADMIN));
    assert_eq!(repository.since("HEAD"), ["admin-user new/b.bicep"], "untracked");
    repository.git(&["add", "-A"]);
    assert_eq!(repository.since("HEAD"), ["admin-user new/b.bicep"], "staged");
    fs::remove_file(repository.0.join("a.bicep")).unwrap();
    assert_eq!(repository.since("HEAD"), ["admin-user new/b.bicep"], "beside a deleted one");
}

#[test]
fn a_touched_line_of_an_old_finding_is_reported() {
    let repository =
        Repository::new("touched", &[("a.bicep", &registry("a", &format!("{ADMIN}{ANONYMOUS}")))]);
    repository.replace("a.bicep", ADMIN, "    adminUserEnabled:   true // for now\n");
    assert_eq!(repository.since("HEAD"), ["admin-user a.bicep"]);
    repository.git(&["checkout", "-q", "."]);
    repository.replace("a.bicep", "resource a", "// A comment elsewhere.\n\nresource a");
    assert_eq!(repository.since("HEAD"), NOTHING);
}

#[test]
fn a_worse_value_in_an_old_place_is_reported() {
    let parameters = "using 'main.bicep'\nparam admin = false\n";
    let module = format!("param admin bool = false\n{}", registry("acr", "    adminUserEnabled: admin\n"));
    let files = [
        ("modules/acr.bicep", module.as_str()),
        ("app.bicep", "module one 'modules/acr.bicep' = {}\n"),
        ("main.bicep", &module),
        ("main.bicepparam", parameters),
    ];
    let repository = Repository::new("default", &files);
    repository.replace("modules/acr.bicep", "= false", "= true");
    assert_eq!(repository.since("HEAD"), ["admin-user modules/acr.bicep"]);
    repository.git(&["checkout", "-q", "."]);
    repository.replace("main.bicepparam", "false", "true");
    assert_eq!(repository.since("HEAD"), ["admin-user main.bicepparam"]);
    let named = repository.run(&["--since", "HEAD", "main.bicep"]).findings();
    assert_eq!(named, ["admin-user main.bicepparam"], "it is about the registry in the named file");
    assert_eq!(repository.run(&["--since", "HEAD", "app.bicep"]).findings(), NOTHING);
}

/// The line that decides is old, but it did not decide before.
#[test]
fn an_old_place_that_decides_now_is_reported() {
    let main = "param admin bool = true\nmodule one 'acr.bicep' = { params: { admin: admin } }\n";
    let module = format!("param admin bool = false\n{}", registry("acr", "    adminUserEnabled: admin\n"));
    let files = [
        ("main.bicep", main),
        ("acr.bicep", &module),
        ("main.bicepparam", "using 'main.bicep'\nparam admin = false\n"),
    ];
    let repository = Repository::new("verdict", &files);
    repository.replace("main.bicepparam", "param admin = false\n", "");
    assert_eq!(repository.since("HEAD"), ["admin-user main.bicep"]);
}

/// A text that is read as data is no source, but decides all the same.
#[test]
fn data_that_changes_counts() {
    let main = format!(
        "var settings = loadJsonContent('settings.txt')\n{}",
        registry("acr", "    adminUserEnabled: settings.admin\n")
    );
    let files = [("main.bicep", main.as_str()), ("settings.txt", "{ \"admin\": false }")];
    let repository = Repository::new("data", &files);
    repository.write("settings.txt", "{ \"admin\": true }");
    assert_eq!(repository.since("HEAD"), ["admin-user main.bicep"]);
}

#[test]
fn renamed_files_bring_nothing() {
    let template = registry("acr", "    adminUserEnabled: admin\n");
    let files = [
        ("infra/main.bicep", format!("param admin bool\n{template}")),
        ("infra/main.bicepparam", "using 'main.bicep'\nparam admin = true\n".to_owned()),
        ("tf/main.tf", "resource \"azurerm_container_registry\" \"a\" {\n  name = \"a\"\n  sku = \"Premium\"\n  admin_enabled = true\n}\n".to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let repository = Repository::new("rename", &files);
    repository.git(&["mv", "infra/main.bicepparam", "infra/main.prod.bicepparam"]);
    repository.git(&["mv", "tf/main.tf", "tf/registry.tf"]);
    assert_eq!(repository.since("HEAD"), NOTHING);
    repository.git(&["mv", "infra", "deploy"]);
    assert_eq!(repository.since("HEAD"), NOTHING, "a folder");
    repository.replace("deploy/main.bicep", "properties: {", "properties: {\n    anonymousPullEnabled: true");
    assert_eq!(repository.since("HEAD"), ["anonymous-pull deploy/main.bicep"], "and changed");
}

/// What others did on their branch meanwhile is not what this branch changed.
#[test]
fn branches_are_compared_where_they_parted() {
    let repository =
        Repository::new("parted", &[("a.bicep", &registry("a", ADMIN)), ("b.bicep", &registry("b", ""))]);
    repository.git(&["checkout", "-q", "-b", "topic"]);
    repository.replace("b.bicep", "  properties: {\n", &format!("  properties: {{\n{ANONYMOUS}"));
    repository.commit("topic");
    repository.git(&["checkout", "-q", "main"]);
    repository.replace("a.bicep", ADMIN, "");
    repository.commit("main mends it");
    repository.git(&["checkout", "-q", "topic"]);
    repository.git(&["pack-refs", "--all"]);
    repository.git(&["gc", "-q"]);
    assert_eq!(repository.since("main"), ["anonymous-pull b.bicep"]);
    assert_eq!(repository.since("refs/heads/main"), ["anonymous-pull b.bicep"]);
}

#[test]
fn line_ends_of_windows_are_no_change() {
    let text = registry("a", ADMIN);
    let repository = Repository::new("crlf", &[("a.bicep", &text)]);
    repository.write("a.bicep", text.replace('\n', "\r\n"));
    assert_eq!(repository.since("HEAD"), NOTHING);
    repository.replace(
        "a.bicep",
        "  properties: {\r\n",
        "  properties: {\r\n    anonymousPullEnabled: true\r\n",
    );
    assert_eq!(repository.since("HEAD"), ["anonymous-pull a.bicep"]);
}

/// Files that have the time and size which git noted are not read; one that was changed within the same
/// second is.
#[test]
fn a_change_within_a_second_is_seen() {
    let text = registry("a", "    adminUserEnabled: true\n");
    let clean = registry("a", "    adminUserEnabled: !true\n").replace("!true", "false");
    let same_size =
        clean.replace("a: false", "a:false").replace("adminUserEnabled: false", "adminUserEnabled:false");
    assert_eq!(same_size.len(), text.len());
    let repository = Repository::new("racy", &[("a.bicep", &same_size)]);
    repository.write("a.bicep", &text);
    assert_eq!(repository.since("HEAD"), ["admin-user a.bicep"]);
}

#[test]
fn work_trees_and_submodules_have_their_own_place() {
    let inner = Repository::new("inner", &[("acr.bicep", &registry("a", ADMIN))]);
    let outer = Repository::new("outer", &[("main.bicep", &registry("m", ""))]);
    outer.git(&["submodule", "--quiet", "add", inner.0.to_str().unwrap(), "shared"]);
    outer.commit("submodule");
    assert_eq!(outer.since("HEAD"), NOTHING);
    outer.replace("shared/acr.bicep", ADMIN, &format!("{ADMIN}{ANONYMOUS}"));
    assert_eq!(outer.since("HEAD"), ["anonymous-pull shared/acr.bicep"]);
    assert_eq!(outer.since("base"), ["admin-user shared/acr.bicep", "anonymous-pull shared/acr.bicep"]);
    let tree = outer.0.with_file_name("since-linked");
    let _ = fs::remove_dir_all(&tree);
    outer.git(&["worktree", "prune"]);
    outer.git(&["worktree", "add", "-q", "-f", tree.to_str().unwrap(), "-b", "linked", "base"]);
    fs::write(tree.join("main.bicep"), registry("m", ADMIN)).unwrap();
    assert_eq!(run(&tree, &["--since", "base"], b"").findings(), ["admin-user main.bicep"]);
}

#[cfg(unix)]
#[test]
fn links_are_what_they_lead_to() {
    let tf = "resource \"azurerm_container_registry\" \"a\" {\n  name = \"a\"\n  sku = \"Premium\"\n  admin_enabled = true\n}\n";
    let repository = Repository::new("links", &[("shared/main.tf", tf), ("app/README.md", "x")]);
    std::os::unix::fs::symlink("../shared/main.tf", repository.0.join("app/main.tf")).unwrap();
    repository.commit("link");
    assert_eq!(repository.since("HEAD"), NOTHING);
    repository.replace("shared/main.tf", "name = \"a\"", "name = \"a\"\n  anonymous_pull_enabled = true");
    assert_eq!(repository.since("HEAD"), ["anonymous-pull app/main.tf", "anonymous-pull shared/main.tf"]);
}

#[test]
fn a_folder_that_was_not_there_is_new() {
    let repository = Repository::new("folder", &[("README.md", "nothing yet")]);
    repository.write("infra/a.bicep", registry("a", ADMIN));
    assert_eq!(
        repository.run(&["--since", "HEAD", "--root", "infra", "infra"]).findings(),
        ["admin-user a.bicep"]
    );
    repository.commit("infra");
    let root = ["--since", "HEAD", "--root", "infra", "infra"];
    assert_eq!(repository.run(&root).findings(), NOTHING);
    repository.replace("infra/a.bicep", ADMIN, &format!("{ADMIN}{ANONYMOUS}"));
    assert_eq!(repository.run(&root).findings(), ["anonymous-pull a.bicep"]);
}

/// What decides stands in a line that nobody touched, and is found once more.
#[test]
fn further_registries_of_old_code_are_reported() {
    let call = "variable \"names\" {\n  type = list(string)\n}\nmodule \"reg\" {\n  source   = \"./modules/reg\"\n  for_each = toset(var.names)\n  name     = each.key\n}\n";
    let module = "variable \"name\" {}\nresource \"azurerm_container_registry\" \"a\" {\n  name = \"contoso${var.name}\"\n  sku = \"Premium\"\n  public_network_access_enabled = false\n  export_policy_enabled = false\n  admin_enabled = true\n}\n";
    let files =
        [("main.tf", call), ("modules/reg/main.tf", module), ("terraform.tfvars", "names = [\"a\"]\n")];
    let repository = Repository::new("instances", &files);
    repository.write("terraform.tfvars", "names = [\n  \"a\",\n  \"prod\",\n]\n");
    let run = repository.run(&["--since", "HEAD"]);
    assert_eq!(run.findings(), ["admin-user modules/reg/main.tf"]);
    let address = "module.reg[\"prod\"].azurerm_container_registry.a";
    assert_eq!(run.json()["diagnostics"][0]["resource"]["address"], address, "the one that is new");
    let loop_of = format!("param n int\n{}", registry("acr", ADMIN))
        .replace("= {\n  name", "= [for i in range(0, n): {\n  name")
        .replace("'contosoacr'", "'contoso${i}'");
    let loop_of = format!("{}}}]\n", loop_of.trim_end().strip_suffix('}').unwrap());
    let parameters = "using 'main.bicep'\nparam n = 2\n";
    let repository = Repository::new("loop", &[("main.bicep", &loop_of), ("main.bicepparam", parameters)]);
    assert_eq!(repository.run(&[]).findings(), ["admin-user main.bicep"]);
    repository.replace("main.bicepparam", "n = 2", "n = 1");
    assert_eq!(repository.since("HEAD"), NOTHING);
    repository.replace("main.bicepparam", "n = 1", "n = 4");
    assert_eq!(repository.since("HEAD"), ["admin-user main.bicep"]);
}

#[test]
fn a_further_call_of_a_module_is_reported() {
    let call = |number: usize| format!("module reg{number} 'reg.bicep' = {{ name: 'reg{number}' }}\n");
    let main: String = (0..16).map(call).collect();
    let repository =
        Repository::new("calls", &[("reg.bicep", &registry("acr", ADMIN)), ("main.bicep", &main)]);
    repository.write("main.bicep", call(16) + &main);
    assert_eq!(repository.since("HEAD"), ["admin-user reg.bicep"]);
    repository.write("main.bicep", &main);
    assert_eq!(repository.since("HEAD"), NOTHING);
    repository.write("next.bicep", call(1));
    assert_eq!(repository.since("HEAD"), ["admin-user reg.bicep"], "by the same name in another file");
}

#[test]
fn a_new_parameter_file_for_another_registry_brings_its_findings() {
    let main = format!("param env string\n{}", registry("acr", ADMIN)).replace("contosoacr", "contoso${env}");
    let dev = "using 'main.bicep'\nparam env = 'dev'\n";
    let repository = Repository::new("contexts", &[("main.bicep", &main), ("dev.bicepparam", dev)]);
    repository.write("prod.bicepparam", dev.replace("dev", "prod"));
    let run = repository.run(&["--since", "HEAD"]);
    assert_eq!(run.findings(), ["admin-user main.bicep"]);
    assert_eq!(run.json()["diagnostics"][0]["contexts"], serde_json::json!(["prod.bicepparam"]));
    repository.write("prod.bicepparam", dev);
    assert_eq!(repository.since("HEAD"), NOTHING, "the same registry once more");
    fs::remove_file(repository.0.join("dev.bicepparam")).unwrap();
    repository.write("prod.bicepparam", dev.replace("'dev'", "'dev1'"));
    assert_eq!(repository.since("HEAD"), NOTHING, "a file that was renamed");
}

/// What was not compared with anything is there all the same.
#[cfg(unix)]
#[test]
fn a_file_that_became_unreadable_is_reported() {
    let clean = registry("a", "");
    let repository =
        Repository::new("unreadable", &[("a.bicep", &clean), ("b.bicep", &registry("b", ADMIN))]);
    let file = repository.0.join("a.bicep");
    for target in ["/etc/passwd", "gone.bicep"] {
        fs::remove_file(&file).unwrap();
        std::os::unix::fs::symlink(target, &file).unwrap();
        assert_eq!(repository.since("HEAD"), ["unreadable-file a.bicep"], "{target}");
    }
    fs::remove_file(&file).unwrap();
    assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
    assert_eq!(repository.since("HEAD"), ["unreadable-file a.bicep"], "a pipe");
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("gone.bicep", &file).unwrap();
    repository.commit("a broken link");
    assert_eq!(repository.since("HEAD"), NOTHING, "it was so before");
}

#[test]
fn standard_input_is_compared_too() {
    let repository = Repository::new("stdin", &[("a.bicep", &registry("a", ADMIN))]);
    let text = registry("a", &format!("{ADMIN}{ANONYMOUS}"));
    let arguments = ["--since", "HEAD", "-", "--stdin-filename", "a.bicep"];
    assert_eq!(run(&repository.0, &arguments, text.as_bytes()).findings(), ["anonymous-pull a.bicep"]);
    let same = fs::read(repository.0.join("a.bicep")).unwrap();
    assert_eq!(run(&repository.0, &arguments, &same).findings(), NOTHING);
    repository.replace("a.bicep", ADMIN, "");
    repository.write("b.bicep", registry("b", ""));
    assert_eq!(run(&repository.0, &arguments, &same).findings(), NOTHING, "the disk does not matter");
}

#[test]
fn settings_are_those_of_the_work_tree() {
    let repository = Repository::new(
        "settings",
        &[("a.bicep", &registry("a", ADMIN)), ("acrlint.toml", "ignore = [\"admin-user\"]\n")],
    );
    repository.write("acrlint.toml", "fail-on = \"warning\"\n");
    assert_eq!(repository.since("HEAD"), NOTHING, "a rule that is switched on finds what was there");
    repository.write("params.bicepparam", "using 'a.bicep'\n");
    assert_eq!(repository.run(&["--since", "HEAD", "--params", "params.bicepparam"]).findings(), NOTHING);
}

#[test]
fn a_suppression_that_goes_brings_its_finding_back() {
    let with = registry("a", &format!("    // acrlint: ignore[admin-user] legacy\n{ADMIN}"));
    let repository = Repository::new("suppressed", &[("a.bicep", &with)]);
    repository.replace("a.bicep", "    // acrlint: ignore[admin-user] legacy\n", "");
    assert_eq!(repository.since("HEAD"), ["admin-user a.bicep"]);
}

#[test]
fn only_what_is_reported_is_mended() {
    let old = registry("a", ADMIN);
    let repository = Repository::new("mended", &[("a.bicep", &old)]);
    repository.write("a.bicep", format!("{old}{}", registry("b", ADMIN)));
    repository.write("c.bicep", registry("c", ADMIN));
    let findings = repository.run(&["--since", "base", "--fix"]).findings();
    assert_eq!(findings, [""; 0]);
    let (b, c) = (registry("b", ADMIN), registry("c", ADMIN));
    let mended = |text: &str| text.replace("Enabled: true", "Enabled: false");
    let text = |path: &str| fs::read_to_string(repository.0.join(path)).unwrap();
    assert_eq!(text("a.bicep"), format!("{old}{}", mended(&b)));
    assert_eq!(text("c.bicep"), mended(&c));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let repository = Repository::new("errors", &[("a.bicep", &registry("a", ADMIN))]);
    repository.run(&["--since", "mian"]).fails("--since: `mian` is no revision of this git repository");
    repository.run(&["--since", "HEAD~5"]).fails("is no revision");
    repository.run(&["--since", ""]).fails("is no revision");
    repository.run(&["--since", "base..main"]).fails("is no revision");
    repository.run(&["--since", "HEAD:a.bicep"]).fails("`HEAD:a.bicep` is a file, not a revision");
    repository.write("more.bicep", "");
    repository.commit("more");
    let clone = repository.0.with_file_name("since-errors-shallow");
    let _ = fs::remove_dir_all(&clone);
    let url = format!("file://{}", repository.0.display());
    git(&repository.0, &["clone", "-q", "--depth", "1", &url, clone.to_str().unwrap()]);
    run(&clone, &["--since", "HEAD~1"], b"").fails("fetch more of it");
    let bare = repository.0.with_file_name("since-errors-bare");
    let _ = fs::remove_dir_all(&bare);
    git(&repository.0, &["clone", "-q", "--bare", &url, bare.to_str().unwrap()]);
    fs::write(bare.join("a.bicep"), registry("a", ADMIN)).unwrap();
    // The folder of the tests may itself lie in a repository.
    run(&bare, &["--since", "HEAD", "--root", "."], b"").fails("bare");
    let blob = repository.git(&["rev-parse", "base:a.bicep"]);
    let (folder, name) = blob.split_at(2);
    repository.replace("a.bicep", ADMIN, "");
    fs::remove_file(repository.0.join(".git/objects").join(folder).join(name)).unwrap();
    repository.run(&["--since", "base"]).fails("the content of `a.bicep` is not in this clone");
    fs::remove_dir_all(repository.0.join(".git/objects")).unwrap();
    repository.run(&["--since", "base"]).fails("--since: ");
    fs::remove_dir_all(repository.0.join(".git")).unwrap();
    let outside = ["--since", "base", "--root", "."];
    let error = run(&repository.0, &outside, b"");
    assert_eq!(error.code, Some(2), "{}", error.stdout);
}

/// Git can name objects by longer digests, and will.
#[test]
fn repositories_with_long_digests_are_read() {
    let repository = Repository::new("sha256", &[]);
    fs::remove_dir_all(repository.0.join(".git")).unwrap();
    repository.git(&["init", "-q", "-b", "main", "--object-format=sha256"]);
    repository.write("a.bicep", registry("a", ADMIN));
    repository.commit("base");
    assert_eq!(repository.git(&["rev-parse", "HEAD"]).len(), 64);
    assert_eq!(repository.since("HEAD"), NOTHING);
    repository.replace("a.bicep", ADMIN, &format!("{ADMIN}{ANONYMOUS}"));
    assert_eq!(repository.since("HEAD"), ["anonymous-pull a.bicep"]);
}

/// Each of the two leaves out what it is there for.
#[test]
fn a_baseline_holds_besides() {
    let files = [("a.bicep", registry("a", ADMIN)), ("b.bicep", registry("b", ""))];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let repository = Repository::new("baseline", &files);
    repository.replace("b.bicep", "  properties: {\n", &format!("  properties: {{\n{ADMIN}"));
    assert_eq!(repository.since("HEAD"), ["admin-user b.bicep"]);
    let mut create = Command::new(env!("CARGO_BIN_EXE_acrlint"));
    create.args(["baseline", "create", "--baseline", "known.jsonl"]).current_dir(&repository.0);
    assert!(create.output().unwrap().status.success());
    let both = ["--since", "HEAD", "--baseline", "known.jsonl"];
    assert_eq!(repository.run(&both).findings(), NOTHING);
    repository.replace("b.bicep", "  properties: {\n", &format!("  properties: {{\n{ANONYMOUS}"));
    assert_eq!(repository.run(&both).findings(), ["anonymous-pull b.bicep"]);
}

/// Hooks of git run with variables that lead to its own files, and those of another repository.
#[test]
fn the_environment_decides_nothing() {
    let other = Repository::new("elsewhere", &[("z.bicep", &registry("z", ""))]);
    let repository = Repository::new("environment", &[("a.bicep", &registry("a", ADMIN))]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_acrlint"));
    command.args(["check", "--since", "HEAD"]).current_dir(&repository.0).env_clear();
    command.env("GIT_DIR", other.0.join(".git")).env("GIT_WORK_TREE", &other.0);
    command.env("GIT_INDEX_FILE", other.0.join(".git/index"));
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}
