//! Conventions that every rule keeps, held over the list of rules and the fixtures in
//! `testdata/rules/<rule>/<case>.<language>`.
//!
//! A case is named after the verdict it must give: `fail`, `fail-union`, `pass-absent`, `unknown`,
//! `not-applicable` … Every file is checked alone; `<case>.toml` beside it is its configuration.
//! What a rule says is pinned in `expected.snap`; `INSTA_UPDATE=always` rewrites it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use acrlint::config::{self, Config, Profile, Selector};
use acrlint::diagnostic::{Diagnostic, Outcome, Report, RuleInfo};
use acrlint::discover::Discovered;
use acrlint::report::{Format, Style, render};
use acrlint::source::{ColumnUnit, Language, Source, SourceId, SourceMap, Span};

/// The languages in which a case is written, by the end of the file name.
const LANGUAGES: [&str; 4] = ["azapi.tf", "bicep", "json", "tf"];

/// Rules that no text of a file can provoke.
const WITHOUT_FIXTURES: [&str; 3] = ["internal-error", "stale-baseline", "unreadable-file"];

/// Rules about one language: what they say of the others is that they do not apply. Whether an
/// attribute is written is never unknown.
const TERRAFORM_ONLY: [&str; 1] = ["removed-attribute"];

/// Rules that report the mere presence of a resource: there is nothing to pass, and nothing to be
/// unknown.
const PRESENCE_ONLY: [&str; 1] = ["cache-rule"];

/// A fixture and what checking it gave.
struct Fixture {
    case: String,
    language: String,
    sources: SourceMap,
    report: Report,
}

fn folder(rule: &RuleInfo) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/rules").join(rule.name)
}

fn is_about_the_run(rule: &RuleInfo) -> bool {
    rule.set == "run"
}

fn rules_with_fixtures() -> impl Iterator<Item = RuleInfo> {
    acrlint::rules().into_iter().filter(|rule| !WITHOUT_FIXTURES.contains(&rule.name))
}

/// The fixtures of a rule, checked, sorted by file name.
fn fixtures(rule: &RuleInfo) -> Vec<Fixture> {
    let folder = folder(rule);
    let entries = fs::read_dir(&folder).unwrap_or_else(|_| panic!("{} is missing", folder.display()));
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let is_source = |name: &&String| !name.ends_with(".toml") && !name.contains(".snap");
    names.iter().filter(is_source).map(|name| check(rule, &folder, name)).collect()
}

fn check(rule: &RuleInfo, folder: &Path, name: &str) -> Fixture {
    let text = fs::read_to_string(folder.join(name)).expect("UTF-8");
    check_text(rule, folder, name, text)
}

/// Checks a text in place of that of a fixture.
fn check_text(rule: &RuleInfo, folder: &Path, name: &str, text: String) -> Fixture {
    let (case, language) = name.split_once('.').expect("a case and a language");
    assert!(LANGUAGES.contains(&language), "{}/{name} is in no language", rule.name);
    let mut discovered = Discovered::default();
    let spoken = Language::of_path(name).expect("a language that is read");
    discovered.sources.add(Source::new(name, text, spoken));
    let report = acrlint::check(&discovered, &configuration(rule, &folder.join(format!("{case}.toml"))));
    Fixture { case: case.to_owned(), language: language.to_owned(), sources: discovered.sources, report }
}

fn configuration(rule: &RuleInfo, file: &Path) -> Config {
    let written = fs::read_to_string(file).unwrap_or_default();
    let source = Source::new("acrlint.toml", written, Language::Configuration);
    let (mut config, mistakes) = config::read(&source, SourceId::default(), &acrlint::rules(), None);
    assert_eq!(mistakes, [], "{}", file.display());
    config.profile = Profile::Strict;
    config.select = vec![Selector::Rule(rule.name.to_owned())];
    config.today = config.today.or_else(|| Some("2026-06-01".to_owned()));
    config
}

impl Fixture {
    fn name(&self) -> String {
        format!("{}.{}", self.case, self.language)
    }

    fn findings(&self, rule: &RuleInfo) -> Vec<&Diagnostic> {
        self.report.diagnostics.iter().filter(|found| found.rule == rule.name).collect()
    }

    /// The verdict over all targets: one that fails makes it fail, one that is unknown makes it
    /// unknown, one that passes makes it pass.
    fn verdict(&self, rule: &RuleInfo) -> &'static str {
        if is_about_the_run(rule) {
            return if self.findings(rule).is_empty() { "pass" } else { "fail" };
        }
        let rows = self.report.verdicts.iter().filter(|row| row.rule == rule.name);
        let outcomes: Vec<Outcome> = rows.map(|row| row.outcome).collect();
        let order = [Outcome::Fail, Outcome::Unknown, Outcome::Pass, Outcome::NotApplicable];
        order.into_iter().find(|outcome| outcomes.contains(outcome)).map_or("no target", Outcome::name)
    }

    /// The properties of the findings, sorted.
    fn properties(&self, rule: &RuleInfo) -> Vec<String> {
        let mut properties: Vec<String> =
            self.findings(rule).iter().map(|found| found.property.clone().unwrap_or_default()).collect();
        properties.sort();
        properties
    }
}

#[test]
fn every_case_has_its_verdict() {
    for rule in rules_with_fixtures() {
        for fixture in fixtures(&rule) {
            let place = format!("{}/{}", rule.name, fixture.name());
            let reasons: Vec<_> = fixture.report.verdicts.iter().map(|row| &row.reason).collect();
            let verdict = fixture.verdict(&rule);
            let is_expected = fixture
                .case
                .strip_prefix(verdict)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
            assert!(is_expected, "{place} gives `{verdict}`: {reasons:?}");
            assert_eq!(fixture.findings(&rule).is_empty(), verdict != "fail", "{place}: findings");
            if !is_about_the_run(&rule) {
                let other = fixture.report.diagnostics.iter().find(|found| found.rule != rule.name);
                assert!(other.is_none(), "{place} also has {other:?}");
            }
        }
    }
}

#[test]
fn required_cases_exist() {
    for rule in rules_with_fixtures() {
        let fixtures = fixtures(&rule);
        let mut languages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for fixture in &fixtures {
            // azapi may stand for azurerm, which lacks some properties.
            let language = fixture.language.trim_start_matches("azapi.");
            languages.entry(&fixture.case).or_default().insert(language);
        }
        let all = &["bicep", "json", "tf"][..];
        let mut cases = vec![("fail", all), ("pass", all)];
        if TERRAFORM_ONLY.contains(&rule.name) {
            cases = vec![("fail", &["tf"]), ("pass", &["tf"]), ("not-applicable", all)];
        } else if PRESENCE_ONLY.contains(&rule.name) {
            cases = vec![("fail", all)];
        } else if !is_about_the_run(&rule) {
            cases.push(("unknown", all));
        }
        if rule.sku != "any" {
            cases.push(("not-applicable", all));
        }
        for (case, expected) in cases {
            let written: Vec<&str> = languages.get(case).into_iter().flatten().copied().collect();
            assert_eq!(written, expected, "{}/{case}", rule.name);
        }
    }
}

/// Rules of peers that are right in all that is known of them.
const WITHOUT_PEER_FAULTS: [&str; 2] = ["property-value", "replica-location"];

/// Where a peer is wrong, a case named `…-peer-…` shows its fault, which its comment tells.
#[test]
fn faults_of_peers_are_shown() {
    let rules = acrlint::rules();
    let with_peers = rules.iter().filter(|rule| !rule.peers.is_empty());
    for rule in with_peers.filter(|rule| !WITHOUT_PEER_FAULTS.contains(&rule.name)) {
        let fixtures = fixtures(rule);
        let cases = fixtures.iter().filter(|fixture| fixture.case.contains("-peer"));
        assert!(
            cases.clone().next().is_some(),
            "{}: no case shows what {:?} gets wrong",
            rule.name,
            rule.peers
        );
        assert!(
            cases
                .filter(|fixture| fixture.language != "json")
                .all(|fixture| fixture.sources.iter().all(|(_, source)| source.text.starts_with(['/', '#']))),
            "{}: a comment says which peer is wrong, and how",
            rule.name
        );
    }
}

#[test]
fn languages_agree() {
    for rule in rules_with_fixtures().filter(|rule| !is_about_the_run(rule)) {
        let mut first: BTreeMap<String, Fixture> = BTreeMap::new();
        for fixture in fixtures(&rule) {
            let Some(other) = first.get(&fixture.case) else {
                first.insert(fixture.case.clone(), fixture);
                continue;
            };
            let place = format!("{}: {} and {}", rule.name, other.name(), fixture.name());
            assert_eq!(other.properties(&rule), fixture.properties(&rule), "{place}");
        }
    }
}

#[test]
fn findings_are_well_formed() {
    for rule in rules_with_fixtures() {
        for fixture in fixtures(&rule) {
            for found in fixture.findings(&rule) {
                let place = format!("{}/{}: {}", rule.name, fixture.name(), found.message);
                let related = found.related.iter().map(|label| label.span);
                for span in std::iter::once(found.primary.span).chain(related) {
                    let text = text_of(span, &fixture.sources);
                    // A syntax error may be that something is missing between two characters.
                    let is_shown = text.is_some_and(|text| !text.is_empty() || is_about_the_run(&rule));
                    assert!(is_shown, "{place}: {span:?}");
                }
                let labels = found.related.iter().map(|label| &label.message);
                for text in std::iter::once(&found.message).chain(labels).chain(&found.help) {
                    assert!(!text.is_empty() && !text.ends_with('.'), "{place}: `{text}`");
                }
                assert!(rule.severity.contains(&found.severity), "{place}: {:?}", found.severity);
                assert_eq!(found.resource.is_none(), is_about_the_run(&rule), "{place}: resource");
                assert_eq!(found.property.is_none(), is_about_the_run(&rule), "{place}: property");
            }
        }
    }
}

/// The text of a span; none if it is outside its file or splits a character.
fn text_of(span: Span, sources: &SourceMap) -> Option<&str> {
    sources.get(span.source).text.get(span.start as usize..span.end as usize)
}

/// The text with a suppression above each line on which a finding of the rule is.
fn with_suppressions(rule: &RuleInfo, fixture: &Fixture) -> String {
    let (_, source) = fixture.sources.iter().next().expect("a fixture is one file");
    let line = |found: &Diagnostic| source.position(found.primary.span.start, ColumnUnit::Byte).line as usize;
    let lines: BTreeSet<usize> = fixture.findings(rule).into_iter().map(line).collect();
    let sign = if fixture.language.ends_with("tf") { "#" } else { "//" };
    let suppression = format!("{sign} acrlint: ignore[{}] agreed", rule.name);
    let mut out = String::new();
    for (index, line) in source.text.split_inclusive('\n').enumerate() {
        if lines.contains(&(index + 1)) {
            out += &format!("{suppression}\n");
        }
        out += line;
    }
    out
}

/// What the resources of a fixture are found to be, wherever they stand.
fn outcomes(fixture: &Fixture) -> Vec<(&str, Outcome, Option<&String>)> {
    let rows = fixture.report.verdicts.iter();
    rows.map(|row| (row.resource.address.as_str(), row.outcome, row.reason.as_ref())).collect()
}

#[test]
fn a_suppression_silences_it() {
    for rule in rules_with_fixtures().filter(|rule| !is_about_the_run(rule)) {
        for fixture in fixtures(&rule).into_iter().filter(|fixture| fixture.case.starts_with("fail")) {
            let text = with_suppressions(&rule, &fixture);
            let silent = check_text(&rule, &folder(&rule), &fixture.name(), text);
            let place = format!("{}/{}", rule.name, fixture.name());
            let left: Vec<_> = silent.report.diagnostics.iter().map(|found| &found.message).collect();
            assert!(left.is_empty(), "{place}: {left:?}");
            let said = |found: &Diagnostic| (found.message.clone(), found.severity, found.property.clone());
            let before: Vec<_> = fixture.findings(&rule).into_iter().map(said).collect();
            let after: Vec<_> = silent.report.suppressed.iter().map(|it| said(&it.finding)).collect();
            assert_eq!(before, after, "{place}");
            assert!(
                silent.report.suppressed.iter().all(|it| it.reason.as_deref() == Some("agreed")),
                "{place}"
            );
            assert_eq!(outcomes(&fixture), outcomes(&silent), "{place}");
        }
    }
}

#[test]
fn documentation_has_its_headings() {
    for rule in acrlint::rules() {
        let headings: Vec<&str> = rule.docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let mut expected = vec!["Why is this bad?", "What to do instead", "References"];
        if !is_about_the_run(&rule) {
            expected.insert(1, "What Azure does by default");
            expected.insert(3, "What it costs or breaks");
            let todo = rule.docs.split("## What to do instead").nth(1).unwrap_or_default();
            let todo = todo.split("\n## ").next().unwrap_or_default();
            for language in ["Bicep", "ARM"] {
                assert!(todo.contains(language), "{}: what to do in {language}", rule.name);
            }
            let terraform = ["Terraform", "azurerm", "azapi"];
            assert!(
                terraform.iter().any(|name| todo.contains(name)),
                "{}: what to do in Terraform",
                rule.name
            );
        }
        assert_eq!(headings, expected, "{}", rule.name);
        let (intro, _) = rule.docs.split_once("\n\n").unwrap();
        assert!(intro.ends_with('.') && !intro.starts_with('#'), "{}: the first sentence", rule.name);
        let references = rule.docs.rsplit("## References").next().unwrap_or_default();
        assert!(references.contains("- <https://"), "{}: no reference", rule.name);
    }
}

#[test]
fn metadata_is_well_formed() {
    let is_control = |id: &str| {
        id.split_once('-').is_some_and(|(family, number)| {
            family.len() == 2
                && family.bytes().all(|byte| byte.is_ascii_uppercase())
                && number.parse::<u8>().is_ok()
        })
    };
    let is_policy = |id: &str| {
        let parts: Vec<usize> = id.split('-').map(str::len).collect();
        parts == [8, 4, 4, 4, 12] && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'))
    };
    for rule in acrlint::rules() {
        let name = rule.name;
        assert!(rule.controls.iter().all(|id| is_control(id)), "{name}: {:?}", rule.controls);
        assert!(rule.tips.iter().all(|tip| (1..=12).contains(tip)), "{name}: {:?}", rule.tips);
        assert!(rule.policies.iter().all(|id| is_policy(id)), "{name}: {:?}", rule.policies);
        assert!(rule.peers.iter().all(|id| !id.is_empty() && !id.contains(' ')), "{name}: {:?}", rule.peers);
        assert!(!rule.severity.is_empty() && rule.severity.is_sorted(), "{name}: {:?}", rule.severity);
        assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{name}: {}", rule.summary);
    }
}

#[test]
fn findings_read_as_expected() {
    for rule in rules_with_fixtures() {
        let mut shown = String::new();
        for mut fixture in fixtures(&rule) {
            writeln!(shown, "==== {}", fixture.name()).unwrap();
            for row in fixture.report.verdicts.iter().filter(|row| row.rule == rule.name) {
                let reason = row.reason.iter().map(|reason| format!(": {reason}")).collect::<String>();
                writeln!(shown, "{} {}{reason}", row.outcome.name(), row.resource.address).unwrap();
            }
            fixture.report.diagnostics.retain(|found| found.rule == rule.name);
            shown += &text(Format::Concise, &fixture);
            shown += &text(Format::Text, &fixture);
            shown += "\n";
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder(&rule));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("expected", shown));
    }
}

fn text(format: Format, fixture: &Fixture) -> String {
    let mut out = Vec::new();
    render(format, &fixture.report, &fixture.sources, Style::default(), &mut out)
        .expect("a vector takes all");
    String::from_utf8(out).expect("UTF-8")
}
