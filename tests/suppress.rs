//! Suppressions in every language: each folder of `testdata/suppress` is a repository of its own;
//! what is reported and what is suppressed in it is pinned in its `expected.snap`, which
//! `INSTA_UPDATE=always` rewrites.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fmt::Write as _;
use std::path::Path;

use acrlint::config::{Config, Profile, Selector};
use acrlint::diagnostic::Report;
use acrlint::report::{Format, Style, render};
use support::lint::{Run, folder, sources};

/// The rules that are looked at; the others would only be noise.
const RULES: [&str; 5] =
    ["admin-user", "anonymous-pull", "broad-ip-rule", "content-trust", "public-network-access"];

fn config() -> Config {
    Config {
        profile: Profile::Strict,
        select: RULES.iter().map(|rule| Selector::Rule((*rule).to_owned())).collect(),
        today: Some("2026-06-01".to_owned()),
        ..Config::default()
    }
}

fn check(files: &[(impl AsRef<str>, impl AsRef<str>)], config: &Config) -> Run {
    let discovered = sources(files);
    let report = acrlint::check(&discovered, config);
    Run { discovered, report }
}

/// What is reported and what is not, one line each.
fn shown(run: &Run) -> String {
    let mut shown = String::new();
    for found in &run.report.diagnostics {
        let contexts = found.contexts.join(", ");
        writeln!(
            shown,
            "{} {} {}{}",
            run.place(found.primary.span),
            found.rule,
            found.message,
            with(&contexts)
        )
        .unwrap();
    }
    for it in &run.report.suppressed {
        let place = run.place(it.finding.primary.span);
        let by = format!("{}: {}", run.place(it.by), it.reason.as_deref().unwrap_or("-"));
        let until = it.until.iter().map(|day| format!(" until {day}")).collect::<String>();
        writeln!(shown, "  {place} {} by {by}{until}", it.finding.rule).unwrap();
    }
    shown
}

fn with(contexts: &str) -> String {
    if contexts.is_empty() { String::new() } else { format!(" ({contexts})") }
}

#[test]
fn suppressions_of_every_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/suppress");
    let mut cases: Vec<_> = std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let files = folder(&format!("testdata/suppress/{name}"));
        let run = check(&files, &config());
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("expected", shown(&run)));
        let audit = check(&files, &Config { suppressions: false, ..config() }).report;
        let is_finding =
            |report: &Report| report.diagnostics.iter().filter(|it| it.resource.is_some()).count();
        assert!(audit.suppressed.is_empty(), "{name}");
        assert!(is_finding(&audit) > is_finding(&run.report), "{name}");
        let verdicts = |report: &Report| format!("{:?}", report.verdicts);
        assert_eq!(verdicts(&audit), verdicts(&run.report), "{name}");
    }
}

fn bicep(registries: usize, above: impl Fn(usize) -> String) -> String {
    let registry = |index| {
        format!(
            "{}resource acr{index} 'Microsoft.ContainerRegistry/registries@2025-11-01' = {{\n  name: \
             'contoso{index}'\n  sku: {{ name: 'Premium' }}\n  properties: {{ adminUserEnabled: true, \
             publicNetworkAccess: 'Disabled' }}\n}}\n",
            above(index)
        )
    };
    (0..registries).map(registry).collect()
}

/// Bicep wants a line per property; a comma is an error that the reader passes over.
fn one(comment: &str) -> String {
    bicep(1, |_| format!("{comment}\n")).replace(", public", "\n public")
}

fn silenced(run: &Run) -> Vec<&str> {
    run.report.suppressed.iter().map(|it| it.finding.rule).collect()
}

#[test]
fn what_is_not_a_comment_suppresses_nothing() {
    for text in [
        one("var text = '// acrlint: ignore[admin-user]'"),
        one("var text = '''\n// acrlint: ignore[admin-user] r\n'''"),
        one("// See how to write acrlint: ignore[admin-user] in the docs"),
        one("// acrlint: ignore[admin-user] r\n"),
        one("// acrlint: ignore[admin-user] r\nparam a string"),
    ] {
        let run = check(&[("main.bicep", &text)], &config());
        assert_eq!(silenced(&run), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn line_ends_and_marks_at_the_start_do_not_matter() {
    for text in [
        "\u{feff}// acrlint: ignore[admin-user] r\n".to_owned() + &one(""),
        one("// acrlint: ignore[admin-user] r").replace('\n', "\r\n"),
        one("/* acrlint: ignore[admin-user] r */"),
        one("/* a */ // acrlint: ignore[admin-user] r"),
        one("/* acrlint: ignore[admin-user] r */ /* b\n c */"),
    ] {
        let text = text.replace("r\n\nresource", "r\nresource");
        let run = check(&[("main.bicep", &text)], &config());
        assert_eq!(silenced(&run), ["admin-user"], "{text:?}");
        assert!(run.report.diagnostics.is_empty(), "{text:?}: {}", shown(&run));
    }
}

#[test]
fn what_was_not_read_cannot_be_suppressed() {
    let text = "// acrlint: ignore-file[syntax-error, limit-reached, unreadable-file] r\n".to_owned()
        + "param = = =\n";
    let run = check(&[("main.bicep", &text)], &config());
    assert_eq!(run.rules(), ["syntax-error", "unknown-suppression"]);
    assert!(run.report.suppressed.is_empty());
}

#[test]
fn a_module_that_is_not_there_may_be_agreed_on() {
    let text =
        "// acrlint: ignore[unresolved-module] made by the build\nmodule a 'a.bicep' = {\n  name: 'a'\n}\n";
    let run = check(&[("main.bicep", text)], &config());
    assert_eq!((run.rules(), silenced(&run)), (vec![], vec!["unresolved-module"]));
}

#[test]
fn unused_is_judged_only_on_what_is_known() {
    let unused =
        |text: &str| check(&[("main.bicep", text)], &config()).rules().contains(&"unused-suppression");
    let off = |comment: &str| one(comment).replace("adminUserEnabled: true", "adminUserEnabled: false");
    let comment = "// acrlint: ignore[admin-user] r";
    assert!(unused(&off(comment)));
    // The value may be anything.
    let open = one(&format!("param admin bool\n{comment}"));
    assert!(!unused(&open.replace("Enabled: true", "Enabled: admin")));
    // Nor is it known of what a call makes.
    let call = format!("{comment}\nmodule m 'm.bicep' = {{\n  name: 'm'\n}}\n");
    let module = one("param admin bool").replace("Enabled: true", "Enabled: admin");
    let run = check(&[("main.bicep", call), ("m.bicep", module)], &config());
    assert!(!run.rules().contains(&"unused-suppression"), "{}", shown(&run));
    // Something in the file was not read.
    assert!(!unused(&(off(comment) + "param = = =\n")));
    // A rule that did not run might find something.
    assert!(!unused(&off("// acrlint: ignore[admin-user, webhook-https] r")));
    // Whoever wants to keep it says so, there or further out.
    assert!(!unused(&off("// acrlint: ignore[admin-user, unused-suppression] r")));
    assert!(!unused(&off(&format!("// acrlint: ignore-file[unused-suppression] r\n{comment}"))));
    // It ended, which is said already.
    assert!(!unused(&off("// acrlint: ignore[admin-user] r until=2020-01-01")));
}

#[test]
fn what_other_parameters_would_use_is_not_unused() {
    let main = one("param admin bool").replace("Enabled: true", "Enabled: admin");
    let values =
        |admin: bool| format!("using 'main.bicep'\nparam admin = {admin} // acrlint: ignore[admin-user] r\n");
    let files = [("main.bicep", main), ("dev.bicepparam", values(true)), ("prod.bicepparam", values(false))];
    let run = |params: &[&str]| {
        let mut discovered = sources(&files);
        discovered.params = params.iter().map(|path| (*path).to_owned()).collect();
        let report = acrlint::check(&discovered, &config());
        let unused = report.diagnostics.iter().filter(|found| found.rule == "unused-suppression");
        unused.map(|found| discovered.sources.get(found.primary.span.source).path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(run(&[]), ["prod.bicepparam"]);
    assert_eq!(run(&["prod.bicepparam"]), ["prod.bicepparam"]);
}

#[test]
fn an_end_that_is_written_otherwise_is_a_mistake() {
    for end in ["until 2030-01-31", "until: 2030-01-31", "legacy, until 2020-01-31."] {
        let run = check(&[("main.bicep", one(&format!("// acrlint: ignore[admin-user] {end}")))], &config());
        assert_eq!(run.rules(), ["admin-user", "unknown-suppression"], "{end}");
    }
    // What only separates is no reason.
    let config = Config { require_reason: true, ..config() };
    let run = check(&[("main.bicep", one("// acrlint: ignore[admin-user] (until=2030-01-31)"))], &config);
    assert_eq!(run.rules(), ["suppression-without-reason"]);
    let run =
        check(&[("main.bicep", one("// acrlint: ignore[admin-user] until the new one is there"))], &config);
    assert_eq!(run.rules(), [""; 0]);
}

#[test]
fn the_last_day_is_included() {
    let text = one("// acrlint: ignore[admin-user] r until=2026-06-01");
    let on = |day: &str| {
        let run = check(&[("main.bicep", &text)], &Config { today: Some(day.to_owned()), ..config() });
        (run.rules().join(" "), silenced(&run).len())
    };
    assert_eq!(on("2026-05-01"), (String::new(), 1));
    assert_eq!(on("2026-06-01"), ("expired-suppression".to_owned(), 1));
    assert_eq!(on("2026-06-02"), ("admin-user expired-suppression".to_owned(), 0));
}

#[test]
fn reasons_can_be_demanded() {
    let rules = |comment: &str| {
        let run = check(&[("main.bicep", one(comment))], &Config { require_reason: true, ..config() });
        run.rules().join(" ")
    };
    assert_eq!(rules("// acrlint: ignore[admin-user]"), "suppression-without-reason");
    assert_eq!(rules("// acrlint: ignore[admin-user] until=2030-01-31"), "suppression-without-reason");
    assert_eq!(rules("// acrlint: ignore[admin-user] r"), "");
    // Another linter's, that silences nothing of ours.
    assert_eq!(
        rules("// acrlint: ignore[admin-user] r\nvar a = { // checkov:skip=CKV_AZURE_137\n}"),
        "admin-user unused-suppression"
    );
}

#[test]
fn only_named_paths_are_judged() {
    let mut discovered = sources(&[
        ("a.bicep", one("// acrlint: ignore[anonymous-pull, admin-usr] r")),
        ("b.bicep", one("// acrlint: ignore[anonymous-pull, admin-usr] r")),
    ]);
    discovered.reported = vec!["b.bicep".to_owned()];
    let report = acrlint::check(&discovered, &config());
    let paths: Vec<&str> = report
        .diagnostics
        .iter()
        .map(|found| discovered.sources.get(found.primary.span.source).path.as_str())
        .collect();
    assert_eq!(paths, ["b.bicep"; 3]);
}

#[test]
fn the_code_of_a_fetched_module_is_not_judged() {
    let mut discovered = sources(&[("main.bicep", one(""))]);
    let module = one("// acrlint: ignore[admin-usr, anonymous-pull] r until=2020-01-01");
    let source =
        acrlint::source::Source::new("../cache/main.bicep", module, acrlint::source::Language::Bicep);
    discovered.sources.add(source.fetched());
    let report = acrlint::check(&discovered, &config());
    assert!(report.diagnostics.iter().all(|found| found.rule == "admin-user"));
}

/// A plan is checked through the code it was made of, comments included.
#[test]
fn plans_obey_comments_in_the_code() {
    let code = "resource \"azurerm_container_registry\" \"acr\" {\n  name = \"contosoacr\"\n  sku = \"Premium\"\n  \
                # acrlint: ignore[admin-user] r\n  admin_enabled = var.admin\n}\nvariable \"admin\" {}\n";
    let registry = "{\"name\":\"contosoacr\",\"sku\":\"Premium\",\"admin_enabled\":true}";
    let address = "\"address\":\"azurerm_container_registry.acr\",\"mode\":\"managed\",\"type\":\"azurerm_container_registry\",\"name\":\"acr\"";
    let plan = format!(
        "{{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.0\",\"variables\":{{\"admin\":{{\"value\":true}}}},\"planned_values\":\
         {{\"root_module\":{{\"resources\":[{{{address},\"provider_name\":\"registry.terraform.io/hashicorp/azurerm\",\"values\":{registry}}}]}}}},\
         \"configuration\":{{\"root_module\":{{\"resources\":[{{{address},\"expressions\":{{\"admin_enabled\":{{\"references\":[\"var.admin\"]}}}}}}]}}}}}}"
    );
    let run = check(&[("main.tf", code), ("plan.json", &plan)], &config());
    assert!(!run.rules().contains(&"admin-user"), "{}", shown(&run));
    assert!(silenced(&run).contains(&"admin-user"));
}

#[test]
fn thousands_of_suppressions_are_linear() {
    let time = |count: usize| {
        let text = bicep(count, |index| format!("// acrlint: ignore[admin-user, unknown{index}] r{index}\n"))
            .replace(", public", "\n public");
        let start = std::time::Instant::now();
        let run = check(&[("main.bicep", text)], &config());
        assert_eq!(run.report.suppressed.len(), count);
        assert_eq!(run.report.diagnostics.len(), count.min(50));
        start.elapsed()
    };
    let (few, many) = (time(500), time(4_000));
    assert!(many < few * 8 * 4 + std::time::Duration::from_secs(1), "{few:?} {many:?}");
}

#[test]
fn hostile_suppressions_end_soon() {
    let names = "admin-user,".repeat(100_000) + &"x".repeat(100_000);
    for comment in [
        format!("// acrlint: ignore[{names}] r"),
        format!("// acrlint: ignore[{names}"),
        format!("// {}", "acrlint: ignore[admin-user] r # ".repeat(20_000)),
        format!("/* {} */", "acrlint: ignore[\n".repeat(20_000)),
        format!("// acrlint: ignore[admin-user] {}", "until=".repeat(50_000)),
        format!("// checkov:skip={}", "CKV_AZURE_137,".repeat(50_000)),
        "// acrlint: ignore[admin-user] r\n".repeat(20_000),
        "/**/".repeat(50_000) + "// acrlint: ignore[admin-user] r",
    ] {
        let start = std::time::Instant::now();
        let run = check(&[("main.bicep", one(&comment))], &config());
        assert!(start.elapsed().as_secs() < 20, "{:.60}: {:?}", comment, start.elapsed());
        assert!(run.report.diagnostics.len() <= 20_001);
        assert!(run.report.diagnostics.iter().all(|found| found.message.chars().count() < 300));
    }
}

#[test]
fn reasons_are_shown_without_harm() {
    let reason = "see https://user:secret@host/?sig=abc \u{202e}evil\u{1b}[2J ##vso[x]";
    let run = check(&[("main.bicep", one(&format!("// acrlint: ignore[admin-user] {reason}")))], &config());
    let style = Style { show_suppressed: true, ..Style::default() };
    for format in [Format::Text, Format::Concise, Format::Json, Format::Sarif] {
        let mut out = Vec::new();
        render(format, &run.report, &run.discovered.sources, style, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("evil"), "{format}: {text}");
        let is_bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(
            !text.contains(is_bad) && !text.contains("##vso") && !text.contains("secret"),
            "{format}: {text}"
        );
        assert!(!text.contains("sig=abc"), "{format}: {text}");
    }
}
