//! Registries with nothing to find: each file of `testdata/clean`, checked alone.

use std::path::Path;

use acrlint::config::Config;
use acrlint::diagnostic::{Outcome, Severity};
use acrlint::discover::Discovered;
use acrlint::source::{Language, Source};

#[test]
fn a_clean_basic_registry_gets_one_note() {
    for language in ["bicep", "json", "tf", "azapi.tf"] {
        let name = format!("basic.{language}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/clean").join(&name);
        let text = std::fs::read_to_string(path).unwrap();
        let mut discovered = Discovered::default();
        discovered.sources.add(Source::new(&name, text, Language::of_path(&name).unwrap()));
        let report = acrlint::check(&discovered, &Config::default());
        let found: Vec<_> = report.diagnostics.iter().map(|it| (it.rule, it.severity)).collect();
        assert_eq!(found, [("premium-required", Severity::Note)], "{name}");
        let failed = report.verdicts.iter().filter(|row| row.outcome == Outcome::Fail);
        assert_eq!(failed.map(|row| row.rule).collect::<Vec<_>>(), ["premium-required"], "{name}");
        // Who keeps its logs may be said elsewhere.
        let unknown = report.verdicts.iter().filter(|row| row.outcome == Outcome::Unknown);
        assert_eq!(unknown.map(|row| row.rule).collect::<Vec<_>>(), ["diagnostic-settings"], "{name}");
    }
}
