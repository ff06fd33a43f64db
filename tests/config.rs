//! `acrlint.toml`: what it can say, what it may not say, and which rules run then.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use acrlint::config::{Config, Profile, Selector, read};
use acrlint::diagnostic::{RuleInfo, RuleOption, Severity};

fn rule(name: &'static str, set: &'static str, controls: &'static [&'static str]) -> RuleInfo {
    RuleInfo {
        name,
        summary: "",
        severity: &[Severity::Warning],
        set,
        sku: "any",
        controls,
        tips: &[],
        policies: &[],
        peers: &[],
        fix: "none",
        options: &[],
        docs: "",
        examples: &[],
    }
}

fn rules() -> Vec<RuleInfo> {
    let mut admin = rule("admin-user", "default", &["IM-1", "PA-1"]);
    admin.policies = &["dc921057-6b28-4fbe-9b83-f7bec05db6c2"];
    admin.peers = &["CKV_AZURE_137"];
    admin.tips = &[10];
    let mut range = rule("broad-ip-rule", "default", &["NS-2"]);
    range.options = &[RuleOption { key: "max-prefix", default: 16, least: 0, most: 32, help: "" }];
    vec![admin, range, rule("selected-networks", "strict", &["NS-2"]), rule("syntax-error", "run", &[])]
}

fn selected(config: &Config) -> Vec<&'static str> {
    rules().iter().filter(|rule| config.selects(rule)).map(|rule| rule.name).collect()
}

fn select(names: &[&str]) -> Vec<Selector> {
    names.iter().map(|name| Selector::parse(name, &rules()).unwrap()).collect()
}

#[test]
fn profiles_and_selectors_choose_rules() {
    let with = |change: fn(&mut Config)| {
        let mut config = Config::default();
        change(&mut config);
        selected(&config)
    };
    assert_eq!(with(|_| {}), ["admin-user", "broad-ip-rule", "syntax-error"]);
    assert_eq!(with(|it| it.profile = Profile::Strict).len(), 4);
    assert_eq!(
        with(|it| it.select = select(&["ns-2"])),
        ["broad-ip-rule", "selected-networks", "syntax-error"]
    );
    assert_eq!(with(|it| it.extend_select = select(&["selected-networks"])).len(), 4);
    for spelling in
        ["policy:dc921057", "policy:DC921057-6B28", "tip:10", "peer:ckv_azure_137", "PA-1", "admin-user"]
    {
        let config = Config { select: select(&[spelling]), ..Config::default() };
        assert_eq!(selected(&config), ["admin-user", "syntax-error"], "{spelling}");
        let config = Config { ignore: select(&[spelling, "syntax-error"]), ..Config::default() };
        assert_eq!(selected(&config), ["broad-ip-rule", "syntax-error"], "{spelling}");
    }
    for unknown in ["policy:dc92105", "tip:99", "tip:x", "peer:CKV", "NS-9", "", "policy:"] {
        assert!(Selector::parse(unknown, &rules()).is_err(), "{unknown}");
    }
}

#[test]
fn a_file_can_say_everything() {
    let text = r#"
        profile = "strict"
        select = ["NS-2"]
        extend-select = ["admin-user"]
        ignore = ["selected-networks"]
        fail-on = "error"
        exclude = ["vendor/"]
        closed-world = true
        today = 2026-03-01
        require-reason = true
        require-until = true
        [severity]
        broad-ip-rule = "note"
        [rules.broad-ip-rule]
        max-prefix = 0x10
    "#;
    let config = read(text, &rules()).unwrap();
    assert_eq!(config.profile, Profile::Strict);
    assert_eq!(selected(&config), ["admin-user", "broad-ip-rule", "syntax-error"]);
    assert_eq!((config.fail_on, config.closed_world), (Severity::Error, true));
    assert!(config.require_reason && config.require_until);
    assert_eq!(
        (config.exclude.as_slice(), config.today.as_deref()),
        (&["vendor/".to_owned()][..], Some("2026-03-01"))
    );
    assert_eq!(config.severity_of("broad-ip-rule", Severity::Error), Severity::Note);
    assert_eq!(config.severity_of("admin-user", Severity::Error), Severity::Error);
    assert_eq!(config.option("broad-ip-rule", "max-prefix"), Some(&toml::Value::Integer(16)));
}

#[test]
fn options_of_rules_are_checked() {
    let rules = acrlint::rules();
    let text = "[rules.broad-ip-rule]\nmax-prefx = 24\nmax-prefix = 33\n[rules.admin-user]\nx = 1\n\
        inline = 'never'\n[rules.token-expiry]\nmax-days = 'a'\n";
    let mistakes: Vec<String> = read(text, &rules).unwrap_err().iter().map(ToString::to_string).collect();
    let expected = [
        "2:1: unknown option `max-prefx` (one of max-prefix, inline)",
        "3:14: expected a whole number from 0 to 32",
        "5:1: unknown option `x` (rule `admin-user` has only `inline`)",
        "6:10: unknown value `never` (one of allow, forbid)",
        "8:12: expected a whole number from 1 to 3650",
    ];
    assert_eq!(mistakes, expected);
    let forbidding = read("[rules.admin-user]\ninline = 'forbid'\n", &rules).unwrap();
    assert!(forbidding.forbids_suppressing("admin-user") && !forbidding.forbids_suppressing("sku"));
    // Every option that a rule reads can be set.
    for rule in &rules {
        let path = format!("{}/src/rules/{}.rs", env!("CARGO_MANIFEST_DIR"), rule.name.replace('-', "_"));
        let code = std::fs::read_to_string(path).unwrap();
        for key in code.split("cx.option(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let text = format!("[rules.{}]\n{key} = 30\n", rule.name);
            assert!(read(&text, &rules).is_ok(), "{text}");
        }
    }
}

#[test]
fn every_mistake_is_found_where_it_is() {
    let text = "select = 1\ncloset-world = true\nignore = ['é', 2]\ntoday = '2026-02-30'\nrules = []\n\
        fail-on = 3\n[severity]\nadmin-usr = 'error'\nadmin-user = 'bad'\n";
    let mistakes: Vec<String> = read(text, &rules()).unwrap_err().iter().map(ToString::to_string).collect();
    let expected = [
        "1:10: expected an array of strings, found a number",
        "2:1: unknown key `closet-world`; did you mean `closed-world`?",
        "3:11: unknown rule or control `é`",
        "3:16: expected a string, found a number",
        "4:9: expected a day of the calendar (YYYY-MM-DD)",
        "5:9: expected a table from rule to options, found an array",
        "6:11: expected one of error, warning, note, found a number",
        "8:1: unknown rule `admin-usr`; did you mean `admin-user`?",
        "9:14: unknown value `bad` (one of error, warning, note)",
    ];
    assert_eq!(mistakes, expected);
}
