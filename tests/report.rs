//! Every report format on one fixed report that has everything a report can have: expected output is
//! in `testdata/report`; `UPDATE=1` rewrites it.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::path::PathBuf;

use acrlint::diagnostic::{
    Applicability, Coverage, Diagnostic, Edit, Fix, Label, Outcome, Report, ResourceRef, RuleInfo, Severity,
    Suppressed, VerdictRow,
};
use acrlint::report::{Format, Style, render};
use acrlint::source::{Language, Source, SourceId, SourceMap, Span};
use serde_json::Value;

const FORMATS: [Format; 9] = [
    Format::Text,
    Format::Concise,
    Format::Json,
    Format::Sarif,
    Format::Github,
    Format::Lsp,
    Format::Compliance,
    Format::Markdown,
    Format::Html,
];

const ACR: &str = include_str!("../testdata/report/acr.bicep");

fn rule(
    name: &'static str,
    summary: &'static str,
    controls: &'static [&'static str],
    docs: &'static str,
) -> RuleInfo {
    let set = if controls.is_empty() { "run" } else { "default" };
    let severity: &[Severity] = &[Severity::Error, Severity::Warning];
    RuleInfo {
        name,
        summary,
        severity,
        set,
        since: "2026.11",
        sku: "any",
        controls,
        tips: &[],
        policies: &[],
        peers: &[],
        fix: "safe",
        options: &[],
        docs,
        examples: &[],
    }
}

fn rules() -> Vec<RuleInfo> {
    let docs =
        "## Why is this bad?\n\nThe admin user is one account that all share.\n\n## References\n\n- none\n";
    vec![
        rule("unreadable-file", "a file could not be read", &[], ""),
        rule("admin-user", "the admin user is enabled", &["IM-1", "PA-1"], docs),
    ]
}

struct Fixture {
    sources: SourceMap,
    report: Report,
}

impl Fixture {
    fn span(&self, source: SourceId, text: &str) -> Span {
        let start = self.sources.get(source).text.find(text).expect("the text is there");
        Span::new(source, start as u32, (start + text.len()) as u32)
    }

    fn json(&self, format: Format) -> Value {
        serde_json::from_str(&self.text(format)).expect("valid JSON")
    }

    fn text(&self, format: Format) -> String {
        self.styled(format, true)
    }

    fn styled(&self, format: Format, show_suppressed: bool) -> String {
        let style = Style { color: false, show_unknown: true, show_suppressed, statistics: true };
        let mut out = Vec::new();
        render(format, &self.report, &self.sources, style, &mut out).expect("a vector takes all");
        String::from_utf8(out).expect("UTF-8")
    }
}

fn label(span: Span, message: &str) -> Label {
    Label { span, message: message.to_owned() }
}

/// A plain finding with hops and fix; the same once more; one in a module outside the root; one whose
/// names are hostile, on a long line; one about a file.
fn fixture() -> Fixture {
    let mut fixture = Fixture { sources: SourceMap::default(), report: Report::default() };
    let long =
        format!("{}acr_name = \"\u{1b}[31m\u{202e}evil\" # {}\n", " x = 1,".repeat(50), "…".repeat(300));
    let acr = fixture.sources.add(Source::new("infra/acr.bicep", ACR, Language::Bicep));
    let odd = fixture.sources.add(Source::new("infra dir/ma[in]\u{202e}#?.tf", long, Language::Terraform));
    let cached = fixture
        .sources
        .add(Source::new("../cache/main.bicep", "param a bool = true\n", Language::Bicep).fetched());
    let unread = fixture.sources.add(Source::new("logo.json", "", Language::Json));

    let resource = ResourceRef {
        kind: "Microsoft.ContainerRegistry/registries".to_owned(),
        address: "acr".to_owned(),
        name: None,
        span: fixture.span(acr, "resource acr"),
        calls: Vec::new(),
    };
    let value = fixture.span(acr, "true");
    let mut plain = Diagnostic::at("admin-user", Severity::Error, value, "the admin user is enabled");
    plain.primary.message = "true by default".to_owned();
    plain.related = vec![label(fixture.span(acr, "adminUserEnabled: adminUserEnabled"), "set here")];
    plain.help = vec!["sign in with Microsoft Entra identities".to_owned()];
    plain.resource = Some(resource.clone());
    plain.property = Some("properties.adminUserEnabled".to_owned());
    plain.contexts = vec!["infra/prod.bicepparam".to_owned()];
    plain.fix = Some(Fix {
        title: "set `adminUserEnabled` to `false`".to_owned(),
        applicability: Applicability::Safe,
        edits: vec![Edit { span: value, text: "false".to_owned() }],
    });
    let mut twin = plain.clone();
    twin.severity = Severity::Warning;
    twin.primary.span = fixture.span(acr, "adminUserEnabled: adminUserEnabled");
    twin.related.clear();
    let mut outside = plain.clone();
    outside.primary = label(fixture.span(cached, "true"), "the module's default");
    outside.resource = Some(ResourceRef { address: "storage::acr".to_owned(), ..resource.clone() });
    outside.fix = Some(Fix {
        title: "set the default".to_owned(),
        applicability: Applicability::Unsafe,
        edits: vec![Edit { span: outside.primary.span, text: "false".to_owned() }],
    });
    let message = "registry \u{1b}[2J`\u{202e}x`\n::error::[click](http://example.com)";
    let mut hostile = Diagnostic::at("admin-user", Severity::Note, fixture.span(odd, "acr_name"), message);
    hostile.related = vec![label(fixture.span(odd, "evil"), "]the name[")];
    let message = "`logo.json` was not read: not UTF-8";
    let file = Diagnostic::at("unreadable-file", Severity::Error, Span::new(unread, 0, 0), message);

    let row = |outcome, reason: Option<&str>| VerdictRow {
        rule: "admin-user",
        resource: resource.clone(),
        context: Some("infra/prod.bicepparam".to_owned()),
        outcome,
        reason: reason.map(str::to_owned),
        chain: Vec::new(),
    };
    let mut unknown = row(Outcome::Unknown, Some("parameter `enabled` has no value"));
    unknown.chain = vec![label(value, "this is not known"), label(fixture.span(odd, "evil"), "\u{1b}[2J")];
    let elsewhere =
        VerdictRow { context: None, ..row(Outcome::Unknown, Some("it may be declared elsewhere")) };
    let again = VerdictRow { rule: "webhook-https", ..unknown.clone() };
    let other = VerdictRow { context: Some("infra/test.bicepparam".to_owned()), ..again.clone() };
    let inapplicable = row(Outcome::NotApplicable, Some("needs Premium"));
    let verdicts = vec![row(Outcome::Fail, None), unknown, elsewhere, again, other, inapplicable];
    let skipped = vec![("logo.json".to_owned(), "not UTF-8".to_owned())];
    let modules = vec![("br:contoso.azurecr.io/acr:v1".to_owned(), "~/.bicep/acr/main.json".to_owned())];
    let root = PathBuf::from("/home/\u{fc}ser/my repo");
    let mut checked: Vec<String> = fixture.sources.iter().map(|(_, source)| source.path.clone()).collect();
    checked.push("infra/clean.bicep".to_owned());
    checked.retain(|path| !path.starts_with(".."));
    checked.sort();
    let coverage = Coverage { root, checked, read: 2, partial: 1, skipped, registries: 1, rules: 2, modules };
    let suppressed = vec![
        Suppressed {
            finding: plain.clone(),
            by: fixture.span(acr, "param"),
            reason: Some("legacy agents \u{202e}##vso[x]\u{1b}[2J".to_owned()),
            until: Some("2027-01-31".to_owned()),
        },
        Suppressed { finding: hostile.clone(), by: fixture.span(odd, "acr_name"), reason: None, until: None },
    ];
    let diagnostics = vec![plain, twin, outside, hostile, file];
    fixture.report =
        Report { diagnostics, suppressed, verdicts, coverage, rules: rules(), ..Report::default() };
    fixture
}

fn expect(name: &str, actual: &str) {
    let path = format!("{}/testdata/report/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{name} differs; UPDATE=1 rewrites it");
}

#[test]
fn formats_are_as_expected() {
    let fixture = fixture();
    expect("expected.txt", &fixture.text(Format::Text));
    expect("expected.concise.txt", &fixture.text(Format::Concise));
    expect("expected.json", &(serde_json::to_string_pretty(&fixture.json(Format::Json)).unwrap() + "\n"));
    expect("expected.sarif", &(serde_json::to_string_pretty(&fixture.json(Format::Sarif)).unwrap() + "\n"));
    expect("expected.github.txt", &fixture.text(Format::Github));
    expect("expected.lsp.jsonl", &fixture.text(Format::Lsp));
}

#[test]
fn no_format_writes_deceptive_characters() {
    let fixture = fixture();
    for format in FORMATS {
        let text = fixture.text(format);
        let is_bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert_eq!(text.find(is_bad), None, "{format}");
        let is_command = |line: &str| line.starts_with("::");
        assert!(format == Format::Github || !text.lines().any(is_command), "{format}");
    }
}

/// What the functions `error` and `notice` of the npm package `@actions/core` 1.11 write for these.
#[test]
fn github_gets_what_its_own_toolkit_writes() {
    let mut fixture = Fixture { sources: SourceMap::default(), report: Report::default() };
    let source = Source::new("a,b/50%: c.tf", "𐐀é = {\n}\n", Language::Terraform);
    let source = fixture.sources.add(source);
    let mut error = Diagnostic::at("x", Severity::Error, Span::new(source, 4, 7), "100% ::error::%0A, a: b");
    error.help = vec!["line".to_owned()];
    let note = Diagnostic::at("y", Severity::Note, Span::new(source, 9, 12), "two lines");
    fixture.report.diagnostics = vec![note, error];
    assert_eq!(
        fixture.text(Format::Github),
        "::error title=acrlint[x],file=a%2Cb/50%25%3A c.tf,line=1,endLine=1,col=2,endColumn=4::\
         a,b/50%25: c.tf:1:2: x: 100%25 ::error::%250A, a: b%0Ahelp: line\n\
         ::notice title=acrlint[y],file=a%2Cb/50%25%3A c.tf,line=1,endLine=2::\
         a,b/50%25: c.tf:1:6: y: two lines\n\
         acrlint: 1 error, 0 warnings, 1 note\n"
    );
}

#[test]
fn github_says_that_it_cuts() {
    let mut fixture = Fixture { sources: SourceMap::default(), report: Report::default() };
    let source = fixture.sources.add(Source::new("x.tf", "x\n", Language::Terraform));
    let found = |severity| Diagnostic::at("x", severity, Span::new(source, 0, 1), "m");
    fixture.report.diagnostics = vec![found(Severity::Warning); 10];
    assert!(!fixture.text(Format::Github).contains("GitHub shows"));
    fixture.report.diagnostics.push(found(Severity::Warning));
    fixture.report.diagnostics.push(found(Severity::Error));
    let text = fixture.text(Format::Github);
    assert!(text.starts_with("::error "), "the worst first: {text}");
    assert!(text.ends_with(
        "acrlint: 1 error, 11 warnings, 0 notes; GitHub shows the first 10 of each as annotations, this log has all\n"
    ));
}

#[test]
fn long_lines_are_clipped() {
    let text = fixture().text(Format::Text);
    assert!(text.lines().all(|line| line.chars().count() < 260), "{text}");
}

#[test]
fn json_fits_its_schema() {
    let schema: Value = serde_json::from_str(include_str!("../docs/json-output.schema.json")).unwrap();
    let json = fixture().json(Format::Json);
    assert_eq!(support::schema::violations(&schema, &json), Vec::<String>::new());
    let empty = Fixture { sources: SourceMap::default(), report: Report::default() };
    assert_eq!(support::schema::violations(&schema, &empty.json(Format::Json)), Vec::<String>::new());
    for (pointer, value) in [
        ("/version", 2.into()),
        ("/diagnostics/0/severity", "info".into()),
        ("/diagnostics/0/range/start/line", 0.into()),
        ("/diagnostics/0/fix/edits", Value::Null),
        ("/verdicts/1/reason", Value::Null),
        ("/verdicts/1/chain", Value::Array(Vec::new())),
        ("/verdicts/1/chain/0/range", Value::Null),
        ("/summary", Value::Object(serde_json::Map::new())),
    ] {
        let mut wrong = json.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert_ne!(support::schema::violations(&schema, &wrong), Vec::<String>::new(), "{pointer}");
    }
}

#[test]
fn json_ranges_point_at_the_text() {
    let fixture = fixture();
    let json = fixture.json(Format::Json);
    let range = &json["diagnostics"][1]["range"];
    let (start, end) = (&range["start"], &range["end"]);
    let bytes = start["offset"].as_u64().unwrap() as usize..end["offset"].as_u64().unwrap() as usize;
    assert_eq!(&ACR[bytes], "adminUserEnabled: adminUserEnabled");
    assert_eq!((start["line"].as_u64(), start["column"].as_u64()), (Some(11), Some(14)));
}

#[test]
fn fingerprints_are_unique_and_stable() {
    let fixture = fixture();
    let json = fixture.json(Format::Json);
    let prints: Vec<&str> =
        json["diagnostics"].as_array().unwrap().iter().map(|d| d["fingerprint"].as_str().unwrap()).collect();
    let mut unique = prints.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), prints.len());
    assert_eq!(prints[1], format!("{}-2", prints[0]));
}

#[test]
fn sarif_results_have_a_place_in_the_repository() {
    let sarif = fixture().json(Format::Sarif);
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 5 + 2);
    for result in results {
        let location = &result["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().unwrap();
        assert!(!uri.starts_with("..") && uri.bytes().all(|b| b.is_ascii_graphic()), "{uri}");
        assert!(!location["region"]["startLine"].is_null());
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        assert!(result["message"]["text"].as_str().unwrap().ends_with('.'));
    }
    // The module outside the root is shown at the resource, and its fix is not offered.
    assert_eq!(results[2]["locations"][0]["physicalLocation"]["region"]["startLine"], 6);
    assert!(results[2]["fixes"].is_null());
    let rule = &run["tool"]["driver"]["rules"][0];
    assert_eq!(rule["properties"]["security-severity"], "8.0");
    assert_eq!(run["tool"]["driver"]["rules"][1]["properties"]["problem.severity"], "error");
}

#[test]
fn sarif_has_suppressed_results_only_if_asked() {
    let fixture = fixture();
    let suppressions = |show| {
        let sarif: Value = serde_json::from_str(&fixture.styled(Format::Sarif, show)).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap().clone();
        results.into_iter().map(|result| result["suppressions"][0].clone()).collect::<Vec<_>>()
    };
    assert_eq!(suppressions(false), vec![Value::Null; 5]);
    let all = suppressions(true);
    assert_eq!(all[..5], vec![Value::Null; 5]);
    assert!(all[5..].iter().all(|suppression| suppression["kind"] == "inSource"));
    assert!(all[5]["justification"].as_str().unwrap().starts_with("legacy agents"));
    assert!(all[6]["justification"].is_null());
}

#[test]
fn any_span_can_be_shown() {
    let text = format!("\u{feff}é\t\u{202e}\r\n\n\rx\n{}\n😀", "ab\u{1b}".repeat(90));
    let mut offsets: Vec<u32> = (0..16).chain(100..104).collect();
    offsets.extend([text.len() as u32 - 5, text.len() as u32 - 2, text.len() as u32, u32::MAX]);
    let mut fixture = Fixture { sources: SourceMap::default(), report: Report::default() };
    let source = fixture.sources.add(Source::new("x.tf", text, Language::Terraform));
    for start in &offsets {
        for end in offsets.iter().filter(|end| *end >= start) {
            let mut found = Diagnostic::at("x", Severity::Note, Span::new(source, *start, *end), "m");
            found.related = vec![label(Span::new(source, *end, *end), "there")];
            fixture.report.diagnostics = vec![found];
            for format in FORMATS {
                assert!(!fixture.text(format).is_empty());
            }
        }
    }
}

#[test]
fn editors_fade_and_strike_what_is_not_needed_any_more() {
    for (rule, tag) in [("unused-suppression", 1), ("removed-attribute", 2)] {
        let known = acrlint::rules().into_iter().find(|known| known.name == rule).unwrap();
        let mut fixture = Fixture { sources: SourceMap::default(), report: Report::default() };
        let source = fixture.sources.add(Source::new("x.tf", "x\n", Language::Terraform));
        fixture.report.diagnostics =
            vec![Diagnostic::at(known.name, Severity::Warning, Span::new(source, 0, 1), "m")];
        assert_eq!(fixture.json(Format::Lsp)["diagnostics"][0]["tags"], serde_json::json!([tag]));
    }
}
