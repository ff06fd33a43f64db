//! How registries stand against the two source documents: on the tree `testdata/compliance`, whose
//! names and values are hostile, and in small cases. `UPDATE=1` rewrites the expected reports.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "what fails here fails the test")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use acrlint::config::{Config, Profile};
use acrlint::diagnostic::{Assessment, Outcome, Report};
use acrlint::discover::Discovered;
use acrlint::report::compliance::{self, Document, ENTRIES};
use acrlint::report::{Format, Style, render};

const REPORTS: [Format; 3] = [Format::Compliance, Format::Markdown, Format::Html];

fn assess(discovered: &Discovered, profile: Profile) -> Report {
    let today = Some("2026-06-01".to_owned());
    let config = Config { profile, today, assess: compliance::rules(), ..Config::default() };
    acrlint::check(discovered, &config)
}

fn assessed<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Report {
    assess(&support::lint::sources(files), Profile::Strict)
}

fn written(format: Format, report: &Report, discovered: &Discovered) -> String {
    let mut out = Vec::new();
    render(format, report, &discovered.sources, Style::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The reports of the tree.
fn reports() -> Vec<(Format, String)> {
    let files = support::lint::folder("testdata/compliance");
    let discovered = support::lint::sources(&files);
    let report = assess(&discovered, Profile::Default);
    REPORTS.iter().map(|format| (*format, written(*format, &report, &discovered))).collect()
}

fn html() -> String {
    reports().pop().unwrap().1
}

fn expect(name: &str, actual: &str) {
    let path = format!("{}/testdata/compliance/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(actual == expected, "{name} differs; UPDATE=1 rewrites it");
}

#[test]
fn reports_are_as_expected() {
    for (format, text) in reports() {
        match format {
            Format::Compliance => expect("expected.txt", &text),
            Format::Markdown => expect("expected.md", &text),
            // The style and the documentation of the rules have no place in a test.
            _ => expect("expected.matrix.txt", &matrix(&text)),
        }
    }
}

/// The matrix of a page as lines: registry, then one character per control.
fn matrix(html: &str) -> String {
    let table = between(html, "<tbody>", "</tbody>");
    let mut lines = String::new();
    for row in table.split("</tr>").filter(|row| row.contains("<tr>")) {
        let name = plain(
            row.split_once("<th scope=\"row\" ")
                .unwrap()
                .1
                .split_once('>')
                .unwrap()
                .1
                .split("</th>")
                .next()
                .unwrap(),
        );
        let cells = row.split("<td ").skip(1);
        let symbols: String =
            cells.map(|cell| between(cell, "<b aria-hidden=\"true\">", "</b>").trim()).collect();
        lines.push_str(&format!("{symbols} {name}\n"));
    }
    lines
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let from = text.find(start).map_or(0, |at| at + start.len());
    let to = text[from..].find(end).map_or(text.len(), |at| from + at);
    &text[from..to]
}

/// Markup without its tags.
fn plain(html: &str) -> String {
    let mut text = html.replace("<small>", " ");
    while let Some(start) = text.find('<') {
        let end = text[start..].find('>').unwrap() + start;
        text.replace_range(start..=end, "");
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_hostile_and_no_secret_gets_out() {
    for (format, text) in reports() {
        for secret in ["hunter2", "S3cretCode", "aHVudGVyMg", "Tr0ub4dor"] {
            assert!(!text.contains(secret), "{format} shows {secret}");
        }
        let is_bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert_eq!(text.find(is_bad), None, "{format}");
        if format != Format::Compliance {
            // In a fence of Markdown nothing is markup.
            let outside: String = text.split("```").step_by(2).collect();
            for markup in ["<script", "<img", "](http://evil", "http://evil", "@team"] {
                let is_there = if format == Format::Html { &text } else { &outside }.contains(markup);
                let is_text =
                    format == Format::Html && ["](http://evil", "http://evil", "@team"].contains(&markup);
                assert!(!is_there || is_text, "{format} has {markup}");
            }
        }
    }
}

/// Elements without content.
const VOID: [&str; 3] = ["meta", "br", "wbr"];

/// What is wrong with a page: every element is closed where it was opened, attributes are quoted, ids
/// are unique, links within it lead somewhere, nothing is loaded or run.
fn flaws(html: &str) -> Vec<String> {
    let (mut flaws, mut open) = (Vec::new(), Vec::<String>::new());
    let (mut ids, mut links) = (BTreeSet::new(), BTreeSet::new());
    let body = html.strip_prefix("<!DOCTYPE html>\n").unwrap_or_default();
    for part in body.split('<').skip(1) {
        let Some((tag, content)) = part.split_once('>') else {
            flaws.push(format!("a tag does not end: {part}"));
            continue;
        };
        if content
            .replace("&amp;", "")
            .replace("&lt;", "")
            .replace("&gt;", "")
            .replace("&quot;", "")
            .replace("&#39;", "")
            .contains('&')
        {
            flaws.push(format!("a reference that nobody wrote: {content}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                flaws.push(format!("</{name}> closes something else"));
            }
            continue;
        }
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
        while !rest.trim().is_empty() && rest != "open" {
            let Some((key, after)) = rest.trim_start().split_once("=\"") else {
                flaws.push(format!("an attribute without quotes: {tag}"));
                break;
            };
            let Some((value, after)) = after.split_once('"') else { break };
            if key.starts_with("on") || ["src", "style", "srcdoc", "action"].contains(&key) {
                flaws.push(format!("{key} is not allowed: {tag}"));
            }
            if key == "id" && !ids.insert(value.to_owned()) {
                flaws.push(format!("id {value} is there twice"));
            }
            if key == "href" && !value.starts_with("https://") {
                links.insert(value.trim_start_matches('#').to_owned());
            }
            rest = after.trim_start();
        }
    }
    flaws.extend(links.difference(&ids).map(|link| format!("a link to {link}, which is not there")));
    flaws.extend(open.first().map(|name| format!("<{name}> is not closed")));
    for name in ["<script", "<iframe", "<img", "<link", "<object", "<form", "@import", "url("] {
        if html.contains(name) {
            flaws.push(format!("{name} is not allowed"));
        }
    }
    flaws
}

#[test]
fn the_page_is_well_formed() {
    assert_eq!(flaws(&html()), Vec::<String>::new());
    let nothing = support::lint::sources(&[("main.bicep", "param a string\n")]);
    for profile in [Profile::Default, Profile::Strict] {
        let report = assess(&nothing, profile);
        let page = written(Format::Html, &report, &nothing);
        assert_eq!(flaws(&page), Vec::<String>::new());
        assert!(page.contains("No registry is declared"));
    }
    for wrong in
        ["<p><b></p></b>", "<p>", "<a href=\"#x\">y</a>", "<p id=a></p>", "<p>&</p>", "<script></script>"]
    {
        assert_ne!(flaws(&format!("<!DOCTYPE html>\n{wrong}")), Vec::<String>::new(), "{wrong}");
    }
}

#[test]
fn many_registries_fit_on_a_page() {
    let registry = |i: usize| {
        format!(
            "resource \"azurerm_container_registry\" \"team{i}\" {{\n  name = \"contosoteam{i}\"\n  \
             resource_group_name = \"x\"\n  location = \"x\"\n  sku = \"Premium\"\n}}\n"
        )
    };
    let files = [("main.tf", (0..300).map(registry).collect::<String>())];
    let discovered = support::lint::sources(&files);
    let report = assess(&discovered, Profile::Strict);
    let page = written(Format::Html, &report, &discovered);
    assert_eq!(flaws(&page), Vec::<String>::new());
    assert_eq!(matrix(&page).lines().count(), 300);
    let markdown = written(Format::Markdown, &report, &discovered);
    assert!(markdown.len() <= 1 << 20, "{}", markdown.len());
    assert!(markdown.contains("are left out: the report is too long"));
    assert!(markdown.contains("## Compliance"));
}

#[test]
fn every_entry_is_decided_by_rules_that_exist() {
    let known: BTreeSet<&str> = acrlint::rules().iter().map(|rule| rule.name).collect();
    let missing: Vec<&str> = compliance::rules().into_iter().filter(|rule| !known.contains(rule)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// What a rule says of itself is what the documents' rows say of it.
#[test]
fn controls_and_tips_of_rules_are_the_entries_that_name_them() {
    let mut wrong = Vec::new();
    for rule in acrlint::rules() {
        let is_named = |entry: &&compliance::Entry| {
            entry.rules.iter().chain(entry.related).any(|name| *name == rule.name)
                || (entry.premium && rule.name == "premium-required")
        };
        let ids = |document| {
            let named = ENTRIES.iter().filter(is_named).filter(move |entry| entry.document == document);
            named.map(|entry| entry.id.to_owned()).collect::<BTreeSet<String>>()
        };
        let controls: BTreeSet<String> = rule.controls.iter().map(|&id| id.to_owned()).collect();
        let tips: BTreeSet<String> = rule.tips.iter().map(|tip| format!("Tip {tip}")).collect();
        for (document, said) in [(Document::Baseline, controls), (Document::Tips, tips)] {
            let named = ids(document);
            if named != said {
                wrong.push(format!("{} says {said:?}, {} says {named:?}", rule.name, document.title()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_documents_are_complete() {
    let count = |document| ENTRIES.iter().filter(|entry| entry.document == document).count();
    assert_eq!((count(Document::Baseline), count(Document::Tips)), (23, 12));
    let needs_premium = |name: &&str| {
        let rules = acrlint::rules();
        rules.iter().find(|rule| rule.name == *name).is_none_or(|rule| rule.sku == "premium")
    };
    for entry in ENTRIES.iter().filter(|entry| entry.premium) {
        assert!(entry.rules.iter().all(needs_premium), "{} {}", entry.id, entry.title);
    }
}

/// The registries, by address, that the verdicts of a rule count for, by the resource they are about.
fn owners(assessment: &Assessment, rule: &str) -> BTreeMap<String, Option<Vec<String>>> {
    let address = |index: &usize| assessment.registries[*index].resource.address.clone();
    let rows = assessment.rows.iter().filter(|row| row.verdict.rule == rule);
    rows.map(|row| {
        let registries = row.registries.as_ref().map(|all| all.iter().map(address).collect());
        (row.verdict.resource.address.clone(), registries)
    })
    .collect()
}

#[test]
fn verdicts_count_for_the_registry_of_their_resource() {
    let files = [(
        "main.bicep",
        "param name string
resource a 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoa'
  location: 'westeurope'
  sku: { name: 'Premium' }
  resource hook 'webhooks' = {
    name: 'a'
    location: 'westeurope'
    properties: { serviceUri: 'http://a.contoso.com', actions: ['push'] }
  }
}
resource b 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosob'
  location: 'westeurope'
  sku: { name: 'Premium' }
}
resource known 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: 'contosob'
}
resource far 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: 'contosofar'
}
resource hookB 'Microsoft.ContainerRegistry/registries/webhooks@2023-07-01' = {
  parent: known
  name: 'b'
  location: 'westeurope'
  properties: { serviceUri: 'https://b.contoso.com', actions: ['push'] }
}
resource hookFar 'Microsoft.ContainerRegistry/registries/webhooks@2023-07-01' = {
  parent: far
  name: 'far'
  location: 'westeurope'
  properties: { serviceUri: 'http://far.contoso.com', actions: ['push'] }
}
resource hookName 'Microsoft.ContainerRegistry/registries/webhooks@2023-07-01' = {
  name: '${name}/unknown'
  location: 'westeurope'
  properties: { serviceUri: 'https://b.contoso.com', actions: ['push'] }
}
",
    )];
    let report = assessed(&files);
    let owners = owners(&report.assessments[0], "webhook-https");
    let of = |addresses: &[&str]| Some(addresses.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
    assert_eq!(owners["a::hook"], of(&["a"]));
    assert_eq!(owners["hookB"], of(&["b"]));
    assert_eq!(owners["hookFar"], of(&[]));
    assert_eq!(owners["hookName"], None);
}

/// What is attached to a registry, and what uses it, by reference or by its address in a text.
#[test]
fn verdicts_count_for_the_registries_that_a_resource_names() {
    let app = |name: &str, image: &str| {
        format!(
            "resource {name} 'Microsoft.Web/sites@2023-12-01' = {{\n  name: '{name}'\n  location: 'x'\n  \
             kind: 'app,linux,container'\n  properties: {{ siteConfig: {{ linuxFxVersion: {image} }} }}\n}}\n"
        )
    };
    let registry = |name: &str| {
        format!(
            "resource {name} 'Microsoft.ContainerRegistry/registries@2023-07-01' = {{\n  name: 'contoso{name}'\n  \
             location: 'x'\n  sku: {{ name: 'Premium' }}\n}}\n"
        )
    };
    let logs = |name: &str| {
        format!(
            "resource logs{name} 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {{\n  name: 'logs'\n  \
             scope: {name}\n  properties: {{ logs: [] }}\n}}\n"
        )
    };
    let text = [
        registry("a"),
        registry("b"),
        logs("a"),
        app("byReference", "'DOCKER|${a.properties.loginServer}/shop:1'"),
        app("byAddress", "'DOCKER|CONTOSOB.azurecr.io/shop:1'"),
        app("byBoth", "'DOCKER|${a.properties.loginServer}/contosob.azurecr.io:1'"),
        app("elsewhere", "'DOCKER|contosofar.azurecr.io/shop:1'"),
        app("longer", "'DOCKER|mycontosob.azurecr.io/shop:1'"),
        "param image string\n".to_owned(),
        app("anywhere", "'DOCKER|${image}'"),
    ];
    let report = assessed(&[("main.bicep", text.concat())]);
    let of = |addresses: &[&str]| Some(addresses.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
    let pulls = owners(&report.assessments[0], "pull-identity");
    assert_eq!(pulls["byReference"], of(&["a"]));
    assert_eq!(pulls["byAddress"], of(&["b"]));
    assert_eq!(pulls["byBoth"], of(&["a", "b"]));
    assert_eq!(pulls["elsewhere"], of(&[]));
    assert_eq!(pulls["longer"], of(&[]));
    assert_eq!(pulls["anywhere"], None);
    assert_eq!(owners(&report.assessments[0], "diagnostic-categories")["logsa"], of(&["a"]));
}

#[test]
fn contexts_do_not_mix() {
    let files = support::lint::folder("testdata/compliance");
    let report = assessed(&files);
    let bicep: Vec<&Assessment> =
        report.assessments.iter().filter(|it| it.entry.ends_with("main.bicep")).collect();
    let outcome = |assessment: &Assessment| {
        let row = assessment.rows.iter().find(|row| {
            row.verdict.rule == "premium-required" && row.verdict.resource.address == "shared::acr"
        });
        row.unwrap().verdict.outcome
    };
    let outcomes: Vec<(Option<&str>, Outcome)> =
        bicep.iter().map(|it| (it.context.as_deref(), outcome(it))).collect();
    assert_eq!(
        outcomes,
        [(Some("bicep/dev.bicepparam"), Outcome::Fail), (Some("bicep/prod.bicepparam"), Outcome::Pass)]
    );
    assert!(bicep.iter().all(|it| it.rows.iter().all(|row| row.verdict.context == it.context)));
}

/// Rules that are not selected decide entries all the same, without findings.
#[test]
fn selection_does_not_change_the_tables() {
    let discovered = support::lint::sources(&support::lint::folder("testdata/compliance"));
    let all = assess(&discovered, Profile::Default);
    let config = Config {
        select: vec![acrlint::config::Selector::parse("sku-conflict", &acrlint::rules()).unwrap()],
        today: Some("2026-06-01".to_owned()),
        assess: compliance::rules(),
        ..Config::default()
    };
    let few = acrlint::check(&discovered, &config);
    assert!(few.diagnostics.iter().all(|found| found.rule == "sku-conflict"));
    assert!(few.verdicts.iter().all(|row| row.rule == "sku-conflict"));
    let table = |report: &Report| written(Format::Compliance, report, &discovered);
    assert_eq!(table(&all), table(&few));
}

struct Sandbox(PathBuf);

impl Sandbox {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("compliance-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn acrlint(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/compliance");
        let mut command = Command::new(env!("CARGO_BIN_EXE_acrlint"));
        command.args(["check", "--isolated", "--today", "2026-06-01", "--root"]).arg(&tree).args(arguments);
        let output = command.arg(&tree).current_dir(&self.0).env_clear().output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }
}

#[test]
fn all_formats_are_written_in_one_run_and_change_nothing_else() {
    let sandbox = Sandbox::new("formats");
    let (plain_code, plain) = sandbox.acrlint(&["--format", "json"]);
    let outputs = [
        "--output",
        "html=r.html",
        "--output",
        "markdown=r.md",
        "--output",
        "compliance=r.txt",
        "--format",
        "json",
    ];
    assert_eq!(sandbox.acrlint(&outputs), (plain_code, plain));
    assert_eq!(plain_code, Some(1));
    for (format, file) in [("html", "r.html"), ("markdown", "r.md"), ("compliance", "r.txt")] {
        let (code, text) = sandbox.acrlint(&["--format", format]);
        assert_eq!(code, plain_code);
        assert_eq!(text, sandbox.read(file));
    }
    assert_eq!(flaws(&sandbox.read("r.html")), Vec::<String>::new());
    let (code, page) =
        sandbox.acrlint(&["--format", "html", "--select", "sku-conflict", "--ignore", "sku-conflict"]);
    assert_eq!(code, Some(0));
    assert!(page.contains("class=\"fail"));
}

/// What a browser makes of the page: no element that only text asked for, and it can be seen in every
/// way it is meant for.
#[test]
fn a_browser_shows_the_page() {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let is_there =
        |name: &&&str| Command::new(name).arg("--version").output().is_ok_and(|it| it.status.success());
    let Some(browser) = names.iter().find(is_there) else {
        eprintln!("skipped: no Chromium here");
        return;
    };
    let sandbox = Sandbox::new("browser");
    let page = sandbox.0.join("r.html");
    fs::write(&page, html()).unwrap();
    let run = |arguments: &[&str]| {
        let profile = format!("--user-data-dir={}", sandbox.0.join("profile").display());
        let mut command = Command::new(browser);
        command.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", &profile]);
        let output = command.args(arguments).arg(format!("file://{}", page.display())).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let dom = run(&["--dump-dom"]);
    let count = |text: &str, what: &str| text.matches(what).count();
    for element in ["<tr", "<td", "<article", "<details", "<li", "<mark"] {
        assert_eq!(count(&dom, element), count(&html(), element), "{element}");
    }
    assert_eq!(count(&dom, "<script") + count(&dom, "<img"), 0);
    let dark: &[&str] = &["--window-size=1280,1600", "--blink-settings=preferredColorScheme=0"];
    let shots: [(&str, &[&str]); 3] =
        [("light", &["--window-size=1280,1600"]), ("dark", dark), ("phone", &["--window-size=390,1600"])];
    for (name, arguments) in shots {
        let picture = sandbox.0.join(format!("{name}.png"));
        let shot = format!("--screenshot={}", picture.display());
        run(&[&[shot.as_str()], arguments].concat());
        // An empty page packs to next to nothing.
        assert!(fs::metadata(&picture).unwrap().len() > 50_000, "{name}");
    }
    let paper = sandbox.0.join("paper.pdf");
    run(&[&format!("--print-to-pdf={}", paper.display())]);
    assert!(fs::metadata(&paper).unwrap().len() > 50_000);
}
