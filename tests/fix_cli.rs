//! `check --fix` and `--diff` from end to end: what is written, what is not, and what a kill leaves.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use support::sandbox::Sandbox;

/// What only `admin-user` objects to, with all that a rewriting could lose.
fn registry(enabled: bool) -> String {
    format!(
        "// caf\u{e9} \u{1f600}\r
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {{\r
  name: 'contosoregistry'\r
  location: 'westeurope'\r
  sku: {{ name: 'Premium' }}\r
\r
  properties: {{ // all of it\r
    adminUserEnabled: {enabled} // because\r
    publicNetworkAccess: 'Disabled'\r
    policies: {{ exportPolicy: {{ status: 'disabled' }} }}\r
  }}\r
}}"
    )
}

const ONLY: [&str; 3] = ["--isolated", "--select", "admin-user"];

fn with_all<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    arguments.iter().copied().chain(ONLY).collect()
}

#[test]
fn a_fix_changes_its_value_and_nothing_else() {
    let sandbox = Sandbox::new("fix-plain");
    let file = sandbox.write("main.bicep", format!("\u{feff}{}", registry(true)));
    let clean = sandbox.write("clean.bicep", registry(false));
    let untouched = fs::metadata(&clean).unwrap().modified().unwrap();
    sandbox.run(&with_all(&["--fix"])).expect(0, "fixed 1 finding in 1 file");
    assert_eq!(fs::read_to_string(file).unwrap(), format!("\u{feff}{}", registry(false)));
    assert_eq!(fs::metadata(&clean).unwrap().modified().unwrap(), untouched);
    sandbox.run(&with_all(&["--fix"])).expect(0, "fixed 0 findings in 0 files");
}

#[test]
fn a_diff_writes_nothing() {
    let sandbox = Sandbox::new("fix-diff");
    let file = sandbox.write("infra/main.bicep", registry(true));
    let run = sandbox.run(&with_all(&["--diff"])).expect(1, "would fix 1 finding in 1 file");
    let expected = "--- a/infra/main.bicep
+++ b/infra/main.bicep
@@ -5,7 +5,7 @@
   sku: { name: 'Premium' }\r
\x20\r
   properties: { // all of it\r
-    adminUserEnabled: true // because\r
+    adminUserEnabled: false // because\r
     publicNetworkAccess: 'Disabled'\r
     policies: { exportPolicy: { status: 'disabled' } }\r
   }\r
";
    assert_eq!(run.stdout, expected);
    assert_eq!(fs::read_to_string(&file).unwrap(), registry(true));
    fs::write(&file, registry(false)).unwrap();
    let run = sandbox.run(&with_all(&["--diff"])).expect(0, "would fix 0 findings");
    assert_eq!(run.stdout, "");
}

#[test]
fn a_diff_is_one_that_patch_takes() {
    let sandbox = Sandbox::new("fix-patch");
    let file = sandbox.write("infra/main.tf", TERRAFORM);
    let run = sandbox.run(&["--isolated", "--diff", "--unsafe-fixes"]);
    let patch = sandbox.write("changes.patch", &run.stdout);
    let patched = std::process::Command::new("git")
        .args(["apply", "-p1", patch.to_str().unwrap()])
        .current_dir(&sandbox.0)
        .env("GIT_CEILING_DIRECTORIES", &sandbox.0)
        .env("GIT_DIR", sandbox.0.join("none"))
        .status()
        .unwrap();
    assert!(patched.success());
    let by_patch = fs::read_to_string(&file).unwrap();
    fs::write(&file, TERRAFORM).unwrap();
    sandbox.run(&["--isolated", "--fix", "--unsafe-fixes"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), by_patch);
    assert_ne!(by_patch, TERRAFORM);
}

const TERRAFORM: &str = r#"resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = true # because
}
"#;

#[test]
fn what_cuts_off_is_changed_only_on_request() {
    let sandbox = Sandbox::new("fix-unsafe");
    let file = sandbox.write("main.tf", TERRAFORM);
    sandbox.run(&["--isolated", "--fix"]).expect(1, "fixed 1 finding in 1 file");
    assert_eq!(fs::read_to_string(&file).unwrap(), TERRAFORM.replace("= true", "= false"));
    sandbox.run(&["--isolated", "--fix", "--unsafe-fixes"]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("\n  public_network_access_enabled = false\n"), "{text}");
    let run = sandbox.run(&["--isolated", "--unsafe-fixes"]);
    run.expect(2, "--fix");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let sandbox = Sandbox::new("fix-stdin");
    let arguments = with_all(&["-", "--fix", "--stdin-filename", "main.bicep"]);
    let run = sandbox.run_with(&arguments, registry(true).as_bytes()).expect(0, "fixed 1 finding");
    assert_eq!(run.stdout, registry(false));
    // What is left is said, but not where the text goes.
    let arguments = ["-", "--fix", "--stdin-filename", "main.tf", "--isolated"];
    let run = sandbox.run_with(&arguments, TERRAFORM.as_bytes()).expect(1, "error[public-network-access]");
    assert_eq!(run.stdout, TERRAFORM.replace("= true", "= false"));
    // What is not relevant goes through, as does what cannot be read.
    for bytes in [&b"param x string\n"[..], b"", b"// \xff\n"] {
        let arguments = with_all(&["-", "--fix", "--stdin-filename", "main.bicep"]);
        let mut command = sandbox.command(&arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        assert_eq!(child.wait_with_output().unwrap().stdout, bytes);
    }
    assert!(!sandbox.0.join("main.bicep").exists());
}

#[test]
fn only_named_files_change() {
    let sandbox = Sandbox::new("fix-named");
    let module = sandbox.write(
        "modules/acr.bicep",
        "param admin bool = true\n".to_owned()
            + &registry(true).replace("adminUserEnabled: true", "adminUserEnabled: admin"),
    );
    let main = sandbox.write("main.bicep", "module acr 'modules/acr.bicep' = {\n  name: 'acr'\n}\n");
    let before = fs::read_to_string(&module).unwrap();
    sandbox.run(&with_all(&["--fix", "main.bicep"])).expect(1, "fixed 0 findings");
    assert_eq!(fs::read_to_string(&module).unwrap(), before);
    sandbox.run(&with_all(&["--fix", "modules"])).expect(0, "fixed 1 finding");
    assert_eq!(fs::read_to_string(&module).unwrap(), before.replace("bool = true", "bool = false"));
    assert!(main.exists());
}

#[test]
fn a_fix_that_changes_more_is_not_applied() {
    let sandbox = Sandbox::new("fix-shared");
    let text = "param open bool = true\n".to_owned()
        + &registry(true).replace("adminUserEnabled: true", "adminUserEnabled: open")
        + "\nresource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'v'\n  location: 'westeurope'\n  properties: {\n    enableSoftDelete: open\n  }\n}\n";
    let file = sandbox.write("main.bicep", &text);
    let run = sandbox.run(&with_all(&["--fix"])).expect(1, "left 1 finding that could not be fixed well");
    assert!(
        run.stdout.contains("not fixed: `properties.enableSoftDelete` of `kv` would change too"),
        "{}",
        run.stdout
    );
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}

#[test]
#[cfg(unix)]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let sandbox = Sandbox::new("fix-permissions");
    let file = sandbox.write("real/main.bicep", registry(true));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real/main.bicep", sandbox.0.join("link.bicep")).unwrap();
    sandbox.run(&with_all(&["--fix", "link.bicep"])).expect(0, "fixed 1 finding");
    assert_eq!(fs::read_to_string(&file).unwrap(), registry(false));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(sandbox.0.join("link.bicep")).unwrap().is_symlink());
}

#[test]
#[cfg(unix)]
fn what_cannot_be_written_is_said_and_the_rest_goes_on() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new("fix-read-only");
    let locked = sandbox.write("a.bicep", registry(true));
    let open = sandbox.write("b.bicep", registry(true).replace("contoso", "fabrikam"));
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).unwrap();
    let run = sandbox.run(&with_all(&["--fix"])).expect(2, "cannot write a.bicep: the file is read-only");
    assert!(run.stderr.contains("fixed 1 finding in 1 file"), "{}", run.stderr);
    assert!(run.stdout.contains("a.bicep:8"), "what is not written is still there: {}", run.stdout);
    assert_eq!(fs::read_to_string(&locked).unwrap(), registry(true));
    assert_eq!(fs::read_to_string(&open).unwrap(), registry(false).replace("contoso", "fabrikam"));
}

#[test]
fn what_is_not_utf_8_gets_no_fixes() {
    let sandbox = Sandbox::new("fix-utf16");
    let text = format!("\u{feff}{}", registry(true));
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let file = sandbox.write("main.bicep", &bytes);
    let run = sandbox.run(&with_all(&["--fix"])).expect(1, "fixed 0 findings");
    assert!(run.stdout.contains("main.bicep:8:"), "{}", run.stdout);
    assert_eq!(fs::read(&file).unwrap(), bytes);
    let run = sandbox.run(&with_all(&["--format", "json"])).expect(1, "1 error");
    assert!(!run.stdout.contains("\"edits\""), "{}", run.stdout);
    sandbox.write("main.bicep", &text);
    let run = sandbox.run(&with_all(&["--format", "json"])).expect(1, "1 error");
    assert!(run.stdout.contains("\"edits\""), "{}", run.stdout);
}

/// Two registries that share a parameter, and what is said above the second.
fn shared(said: &str) -> String {
    let one = |symbol: &str, said: &str| {
        let text = registry(true).replace("adminUserEnabled: true", "adminUserEnabled: admin");
        text.replace("resource acr", &format!("{said}resource {symbol}")).replace("contoso", symbol) + "\n"
    };
    format!("param admin bool = true\n{}{}", one("fabrikam", ""), one("northwind", said))
}

#[test]
fn what_somebody_accepted_stays_as_it_is() {
    let sandbox = Sandbox::new("fix-accepted");
    let accepted = shared("// acrlint: ignore[admin-user] legacy device\n");
    let file = sandbox.write("main.bicep", &accepted);
    let run = sandbox.run(&["--isolated", "--fix"]).expect(1, "left 1 finding that could not be fixed well");
    assert!(
        run.stdout.contains("`properties.adminUserEnabled` of `northwind` would change too"),
        "{}",
        run.stdout
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), accepted);
    // If nobody did, both are mended at once.
    fs::write(&file, shared("")).unwrap();
    sandbox.run(&with_all(&["--fix"])).expect(0, "fixed 1 finding in 1 file");
    assert_eq!(fs::read_to_string(&file).unwrap(), shared("").replace("bool = true", "bool = false"));
}

#[test]
fn what_is_in_the_baseline_stays_as_it_is() {
    let sandbox = Sandbox::new("fix-baseline");
    let first = "param admin bool = true\n".to_owned()
        + &registry(true)
            .replace("adminUserEnabled: true", "adminUserEnabled: admin")
            .replace("acr", "fabrikam")
        + "\n";
    let file = sandbox.write("main.bicep", &first);
    sandbox.run(&["baseline", "create", "--isolated", "--select", "admin-user"]).expect(0, "1 entry");
    fs::write(&file, shared("").replace("fabrikamregistry", "contosoregistry")).unwrap();
    let arguments = ["--fix", "--isolated", "--select", "admin-user", "--baseline", "acrlint-baseline.jsonl"];
    sandbox.run(&arguments).expect(1, "left 1 finding that could not be fixed well");
}

/// What is without use only as long as something else is wrong.
#[test]
fn a_suppression_that_a_fix_brings_to_use_stays() {
    let sandbox = Sandbox::new("fix-dormant");
    let said = "    // acrlint: ignore[anonymous-pull] public images\r\n    anonymousPullEnabled: true\r\n";
    let text = registry(false).replace("2025-11-01", "2023-07-01");
    let text = text.replace("    publicNetworkAccess", &format!("{said}    publicNetworkAccess"));
    let file = sandbox.write("main.bicep", &text);
    sandbox.run(&["--isolated", "--fix", "--unsafe-fixes"]).expect(0, "fixed 1 finding in 1 file");
    assert_eq!(fs::read_to_string(&file).unwrap(), text.replace("2023-07-01", "2025-04-01"));
    // Without asking, nothing that is asleep is woken.
    fs::write(&file, &text).unwrap();
    let run = sandbox.run(&["--isolated", "--fix", "--ignore", "anonymous-pull"]);
    assert!(!fs::read_to_string(&file).unwrap().contains("2025-04-01"), "{}", run.stderr);
}

#[test]
fn a_diff_leaves_the_report_alone() {
    let sandbox = Sandbox::new("fix-diff-report");
    sandbox.write("main.bicep", registry(true));
    let run = sandbox.run(&with_all(&["--diff", "--output", "json=report.json"])).expect(1, "1 error");
    assert!(run.stdout.starts_with("--- a/main.bicep\n"), "{}", run.stdout);
    let report = fs::read_to_string(sandbox.0.join("report.json")).unwrap();
    assert!(report.contains("\"errors\":1"), "{report}");
}

#[test]
fn a_diff_says_what_is_left_and_why() {
    let sandbox = Sandbox::new("fix-diff-left");
    sandbox.write("main.bicep", shared("// acrlint: ignore[admin-user] legacy device\n"));
    let run = sandbox.run(&["--isolated", "--diff"]);
    run.expect(1, "main.bicep:1: admin-user is not fixed: `properties.adminUserEnabled` of `northwind`");
}

#[test]
fn a_diff_keeps_secrets_of_others() {
    let sandbox = Sandbox::new("fix-diff-secrets");
    let said = "    // \"password\": \"hunter2\"\r\n    // param adminPassword string = 'hunter2'\r\n";
    let beside = format!("{said}    publicNetworkAccess");
    sandbox.write("main.bicep", registry(true).replace("    publicNetworkAccess", &beside));
    let run = sandbox.run(&with_all(&["--diff"])).expect(1, "the diff masks secrets");
    let masked = "     // \"password\": \"*******\"\r\n     // param adminPassword string = '*******'\r\n";
    assert!(run.stdout.contains(masked) && !run.stdout.contains("hunter2"), "{}", run.stdout);
    // What is far away is not in the diff, so nothing in it is masked.
    let far = format!("param adminPassword string = 'hunter2'\r\n\r\n\r\n\r\n{}", registry(true));
    sandbox.write("main.bicep", far);
    let run = sandbox.run(&with_all(&["--diff"])).expect(1, "would fix 1 finding in 1 file");
    assert!(!run.stderr.contains("masks"), "{}", run.stderr);
}

#[test]
fn a_diff_commands_nobody_and_keeps_secrets() {
    let sandbox = Sandbox::new("fix-diff-hostile");
    let text = TERRAFORM.replace(
        "  admin_enabled",
        "  # ::stop-commands::x ##vso[task.setvariable variable=PATH]evil \u{1b}[31m\n  admin_enabled",
    );
    let token = "\nresource \"azurerm_container_registry_task\" \"t\" {\n  name = \"t\"\n  container_registry_id = azurerm_container_registry.acr.id\n  source_trigger {\n    name = \"x\"\n    events = [\"commit\"]\n    source_type = \"Github\"\n    repository_url = \"https://x:hunter2@example.com/x\"\n  }\n}\n";
    let other = "\nlocals {\n  db_password = \"Prod-Passw0rd\"\n}\n";
    sandbox.write("main.tf", text.trim_end().to_owned() + other + token);
    #[cfg(unix)]
    sandbox.write("x\n::error::p.tf", TERRAFORM.replace("\"acr\"", "\"other\""));
    let run = sandbox.run(&["--isolated", "--diff"]);
    assert!(run.stdout.contains("+  admin_enabled       = false"), "{}", run.stdout);
    for forbidden in ["\u{1b}", " ##vso[", "\n::error", "hunter2", "Passw0rd"] {
        assert!(!run.stdout.contains(forbidden), "{forbidden:?} in {}", run.stdout);
    }
}

/// Kills the process when so many files are written, and a little later each time.
#[test]
fn a_kill_leaves_every_file_whole() {
    const FILES: usize = 60;
    let name = |i: usize| format!("f{i:02}.bicep");
    let text = |i: usize, enabled: bool| registry(enabled).replace("contoso", &format!("contoso{i}"));
    let sandbox = Sandbox::new("fix-killed");
    let mut halves = 0;
    for stop in 0..40 {
        let mut expected = BTreeMap::new();
        for i in 0..FILES {
            sandbox.write(&name(i), text(i, true));
            expected.insert(name(i), (text(i, true), text(i, false)));
        }
        let mut child = sandbox
            .command(&with_all(&["--fix"]))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The first are killed before anything is written, the others when a file is, or at the end.
        let watched = sandbox.0.join(name((stop * 2).min(FILES - 1)));
        let is_reached = || fs::read_to_string(&watched).is_ok_and(|text| text.contains("Enabled: false"));
        let start = Instant::now();
        while stop > 2 && !is_reached() && child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < Duration::from_secs(60), "it hangs");
        }
        std::thread::sleep(Duration::from_micros(stop as u64 * 37));
        let _ = child.kill();
        child.wait().unwrap();
        let mut written = 0;
        for entry in fs::read_dir(&sandbox.0).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_str().unwrap();
            if file.starts_with(".acrlint-") && file.ends_with(".tmp") {
                fs::remove_file(path).unwrap();
                continue;
            }
            let Some((before, after)) = expected.remove(file) else { continue };
            let found = fs::read_to_string(&path).unwrap();
            assert!(found == before || found == after, "{file} is neither old nor new:\n{found}");
            written += usize::from(found == after);
        }
        assert!(expected.is_empty(), "gone: {:?}", expected.keys());
        halves += usize::from(written > 0 && written < FILES);
    }
    assert!(halves > 10, "only {halves} runs were killed while they wrote");
}
