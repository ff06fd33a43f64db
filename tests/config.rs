//! `acrlint.toml`: what it can say, what it may not say, and which rules run then.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use acrlint::config::{self, Config, Profile, RULESETS, Selector};
use acrlint::diagnostic::{RuleInfo, RuleOption, Severity};
use acrlint::source::{Language, Source, SourceId};

/// Reads the file of the root, or of a sub-folder if there is a configuration above; a list of mistakes
/// without the path in front if there are some.
fn read_below(
    path: &str,
    text: &str,
    rules: &[RuleInfo],
    root: Option<&Config>,
) -> Result<Config, Vec<String>> {
    let source = Source::new(path, text, Language::Configuration);
    let (config, mistakes) = config::read(&source, SourceId::default(), rules, root);
    let shown = mistakes.iter().map(|mistake| mistake.to_string().replacen(&format!("{path}:"), "", 1));
    if mistakes.is_empty() { Ok(config) } else { Err(shown.collect()) }
}

fn read(text: &str, rules: &[RuleInfo]) -> Result<Config, Vec<String>> {
    read_below("acrlint.toml", text, rules, None)
}

fn rule(name: &'static str, set: &'static str, controls: &'static [&'static str]) -> RuleInfo {
    RuleInfo {
        name,
        summary: "",
        severity: &[Severity::Warning],
        set,
        since: "2026.11",
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
    range.options = &[RuleOption {
        key: "max-prefix",
        default: 16,
        least: 0,
        most: 32,
        greater_is_stricter: true,
        help: "",
    }];
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
    let mistakes = read(text, &rules).unwrap_err();
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
    let mistakes = read(text, &rules()).unwrap_err();
    let expected = [
        "1:10: expected an array of strings, found a number",
        "2:1: unknown key `closet-world`; did you mean `closed-world`?",
        "3:11: unknown rule or control `é`",
        "3:16: expected a string or a table, found a number",
        "4:9: expected a day of the calendar (YYYY-MM-DD)",
        "5:9: expected a table from rule to options, found an array",
        "6:11: expected one of error, warning, note, found a number",
        "8:1: unknown rule `admin-usr`; did you mean `admin-user`?",
        "9:14: unknown value `bad` (one of error, warning, note)",
    ];
    assert_eq!(mistakes, expected);
}

#[test]
fn broken_toml_is_said_at_its_place() {
    let text = "select = ['sku']\nprofile = 'strict'\nprofile = 'default'\nfail-on = 'never'\nprofile = 1\n";
    let expected = [
        "3:1: duplicate key",
        "4:11: unknown value `never` (one of error, warning, note)",
        "5:1: duplicate key",
    ];
    assert_eq!(read(text, &acrlint::rules()).unwrap_err(), expected);
    let both = "ignore = ['tip:10']\n[[ignore]]\nrule = 'admin-user'\n";
    let mistakes = read(both, &rules()).unwrap_err();
    assert!(mistakes.len() == 1 && mistakes[0].starts_with("2:3: `ignore` is there already"), "{mistakes:?}");
    // What follows from a broken line is not said.
    let mistakes = read("fail-on = [\nselect = 1\nx = = 2\n", &rules()).unwrap_err();
    assert!(!mistakes.iter().any(|mistake| mistake.contains("expected an array of strings")), "{mistakes:?}");
    assert!(mistakes.iter().all(|mistake| !mistake.contains('\n')), "{mistakes:?}");
}

#[test]
fn patterns_are_checked() {
    let mistakes = read("exclude = ['a/', '', '!b', '{a']\n", &rules()).unwrap_err();
    let places: Vec<&str> = mistakes.iter().map(|mistake| mistake.split(' ').next().unwrap()).collect();
    assert_eq!(places, ["1:18:", "1:22:", "1:28:"], "{mistakes:?}");
}

#[test]
fn newer_rules_are_a_preview() {
    let mut newer = rule("newer", "default", &["NS-2"]);
    newer.since = "2999.01";
    let all: Vec<RuleInfo> = rules().into_iter().chain([newer]).collect();
    let runs = |text: &str| read(text, &all).unwrap().selects(&newer);
    for text in ["", "profile = 'strict'", "select = ['NS-2']", "extend-select = ['NS-2']"] {
        assert!(!runs(text), "{text}");
    }
    for text in [
        "preview = true",
        "select = ['newer']",
        "extend-select = ['newer']",
        "profile = 'strict'\npreview = true",
    ] {
        assert!(runs(text), "{text}");
    }
    assert!(!runs("preview = true\nignore = ['newer']") && !runs("preview = true\nselect = ['admin-user']"));
    assert!(config::is_preview(&newer) && !rules().iter().any(config::is_preview));
    // Rules of the ruleset run without being named.
    let text = format!("ruleset = '{}'", RULESETS[0]);
    assert!(read(&text, &all).unwrap().selects(&all[0]));
    assert_eq!(
        read("ruleset = '2019.01'", &all).unwrap_err(),
        [format!("1:11: unknown value `2019.01` (one of {})", RULESETS.join(", "))]
    );
    assert!(RULESETS.is_sorted() && Config::default().ruleset == RULESETS[RULESETS.len() - 1]);
}

#[test]
fn tables_of_ignore_say_what_they_are_about() {
    let text = "ignore = ['NS-2', { rule = 'admin-user', path = 'a/*.bicep', address = 'm::acr[\"*\"]', reason = ' r ', \
        until = 2030-01-31 }, 'tip:10', { rules = ['admin-user', 'broad-ip-rule'] }]\n";
    let config = read(text, &rules()).unwrap();
    assert_eq!(config.ignore.len(), 2);
    let [first, second] = config.exemptions.as_slice() else { panic!("{config:?}") };
    assert!(first.covers("a/b.bicep") && !first.covers("c/a/b.bicep") && !first.covers("a/b.tf"));
    assert_eq!(first.reason.as_deref(), Some("r"));
    assert_eq!(first.until.as_ref().map(|(day, _)| day.as_str()), Some("2030-01-31"));
    assert!(second.covers("x") && second.covers("../x") && second.rules.len() == 2);
    let tables = "[[ignore]]\nrule = 'admin-user'\npath = 'old/'\n[[ignore]]\nrule = 'broad-ip-rule'\n";
    let below = read_below("infra/acrlint.toml", tables, &rules(), Some(&Config::default())).unwrap();
    assert!(below.exemptions[0].covers("infra/x/old/b.tf"), "a pattern without slash is about any depth");
    assert!(!below.exemptions[0].covers("old/b.tf") && !below.exemptions[0].covers("infra2/old/b.tf"));
    assert!(!below.exemptions[1].covers("main.tf") && below.exemptions[1].covers("infra/main.tf"));
}

#[test]
fn rules_about_the_run_cannot_be_left_out() {
    let text = "ignore = ['admin-user', 'syntax-error', 'unused-suppression']\n";
    assert_eq!(
        read(text, &acrlint::rules()).unwrap_err(),
        [
            "1:25: `syntax-error` always runs, as it is about the run itself",
            "1:41: `unused-suppression` always runs, as it is about the run itself; `[[ignore]]` and comments can \
             suppress what it finds",
        ]
    );
}

#[test]
fn mistakes_in_tables_of_ignore_have_a_place() {
    let text = "[[ignore]]\nrule = 'admin-usr'\npaht = 'x'\n[[ignore]]\npath = '{a'\n[[ignore]]\nrule = 'syntax-error'\n\
        rules = []\nuntil = '2030-02-30'\naddress = 1\n";
    let expected = [
        "2:8: unknown rule `admin-usr`; did you mean `admin-user`?",
        "3:1: unknown key `paht`; did you mean `path`?",
        "4:1: this table of `ignore` names no `rule`",
        "5:8: `{a` is no pattern of paths",
        "6:1: give either `rule` or `rules`",
        "7:8: `syntax-error` cannot be suppressed",
        "8:9: this names no rule",
        "9:9: expected a day of the calendar (YYYY-MM-DD)",
        "10:11: expected a string, found a number",
    ];
    let mistakes = read(text, &rules()).unwrap_err();
    assert_eq!(mistakes.len(), expected.len(), "{mistakes:#?}");
    for (mistake, expected) in mistakes.iter().zip(expected) {
        assert!(mistake.starts_with(expected), "{mistake} instead of {expected}");
    }
    let many = "[[ignore]]\nrule = 'admin-user'\n".repeat(1002);
    assert_eq!(
        read(&many, &rules()).unwrap_err(),
        ["2001:1: more than 1000 tables in `ignore`", "2003:1: more than 1000 tables in `ignore`"]
    );
}

/// The root locks what is about networks and the admin user; all of it is set there.
const ROOT: &str = "locked = ['NS-2', 'admin-user', 'require-reason', 'allowed-regions', 'closed-world']\n\
    extend-select = ['selected-networks']\nrequire-reason = true\nallowed-regions = ['westeurope', 'northeurope']\n\
    severity.admin-user = 'warning'\nrules.broad-ip-rule.max-prefix = 24\nrules.admin-user.inline = 'forbid'\n";

fn below(text: &str) -> Result<Config, Vec<String>> {
    read_below("infra/acrlint.toml", text, &rules(), Some(&read(ROOT, &rules()).unwrap()))
}

#[test]
fn what_is_locked_goes_on_to_hold_below() {
    // The profile leaves nothing out: the root has the strict rule by its name.
    for text in ["", "profile = 'default'\n[severity]\nsyntax-error = 'error'\n"] {
        let config = below(text).unwrap();
        assert_eq!(selected(&config), ["admin-user", "broad-ip-rule", "selected-networks", "syntax-error"]);
        assert_eq!(config.severity_of("admin-user", Severity::Error), Severity::Warning);
        assert_eq!(config.option("broad-ip-rule", "max-prefix"), Some(&toml::Value::Integer(24)));
        assert!(config.forbids_suppressing("admin-user") && config.require_reason);
        assert_eq!(config.allowed_regions.as_deref().map(<[String]>::len), Some(2));
    }
    // Without a lock the file takes the place of the root's.
    let free = read(
        &ROOT
            .replacen("locked", "select", 1)
            .replace(", 'require-reason', 'allowed-regions', 'closed-world'", ""),
        &rules(),
    )
    .unwrap();
    let config = read_below("infra/acrlint.toml", "", &rules(), Some(&free)).unwrap();
    assert_eq!(selected(&config), ["admin-user", "broad-ip-rule", "syntax-error"]);
    assert!(!config.require_reason && config.severity.is_empty() && config.allowed_regions.is_none());
}

#[test]
fn what_was_not_read_stays_as_bad_as_it_is() {
    let rules = acrlint::rules();
    let root = Config::default();
    for (rule, milder, least) in [
        ("syntax-error", "note", "error"),
        ("syntax-error", "warning", "error"),
        ("unreadable-file", "warning", "error"),
        ("limit-reached", "warning", "error"),
        ("internal-error", "note", "error"),
        ("unknown-suppression", "warning", "error"),
        ("suppression-without-reason", "note", "warning"),
        ("expired-suppression", "note", "warning"),
    ] {
        let text = format!("severity.{rule} = '{milder}'\n");
        let expected = format!(
            "1:{}: `{rule}` cannot be milder than `{least}`: a run would look better than it was",
            "severity. = ".len() + rule.len() + 1
        );
        assert_eq!(read(&text, &rules).unwrap_err(), [&*expected]);
        assert_eq!(read_below("sub/acrlint.toml", &text, &rules, Some(&root)).unwrap_err(), [&*expected]);
    }
    for text in [
        "severity.stale-baseline = 'error'",
        "severity.suppression-without-reason = 'error'",
        "severity.sku = 'note'",
    ] {
        assert_eq!(read(text, &rules).unwrap().severity.len(), 1, "{text}");
    }
}

#[test]
fn what_is_locked_can_be_tightened_only() {
    let tighter = "extend-select = ['NS-2']\nallowed-regions = ['westeurope']\nclosed-world = true\n\
        severity.admin-user = 'error'\nrules.broad-ip-rule.max-prefix = 28\nrules.admin-user.inline = 'forbid'\n";
    let config = below(tighter).unwrap();
    assert_eq!(config.severity_of("admin-user", Severity::Warning), Severity::Error);
    assert_eq!(config.option("broad-ip-rule", "max-prefix"), Some(&toml::Value::Integer(28)));
    let weaker = "select = ['admin-user']\nignore = ['IM-1', { rule = 'selected-networks' }]\n\
        require-reason = false\nallowed-regions = ['westeurope', 'eastus']\nclosed-world = false\n\
        severity.admin-user = 'note'\nseverity.broad-ip-rule = 'note'\n\
        rules.broad-ip-rule.max-prefix = 20\nrules.admin-user.inline = 'allow'\n";
    let expected = [
        "1:10: `broad-ip-rule`, `selected-networks` cannot be left out here: the root locks it (acrlint.toml:1:11)",
        "2:11: `admin-user` cannot be left out here: the root locks it (acrlint.toml:1:19)",
        "2:28: findings of `selected-networks` cannot be ignored here: the root locks it (acrlint.toml:1:11)",
        "3:18: `require-reason` cannot be weaker here than in the root: the root locks it (acrlint.toml:1:33)",
        "4:19: `allowed-regions` cannot be weaker here than in the root: the root locks it (acrlint.toml:1:51)",
        "6:23: `admin-user` cannot be milder than `warning` here: the root locks it (acrlint.toml:1:19)",
        "7:26: `broad-ip-rule` cannot be milder than `warning` here: the root locks it (acrlint.toml:1:11)",
        "8:34: `max-prefix` cannot be less than 24 here: the root locks it (acrlint.toml:1:11)",
        "9:27: comments cannot suppress `admin-user` here: the root locks it (acrlint.toml:1:19)",
    ];
    assert_eq!(below(weaker).unwrap_err(), expected);
}

#[test]
fn what_a_run_has_once_belongs_to_the_root() {
    for line in
        ["fail-on = 'error'", "exclude = ['x']", "today = 2026-01-01", "ruleset = '2026.11'", "locked = []"]
    {
        let mistakes = below(line).unwrap_err();
        assert!(
            mistakes[0].starts_with("1:1: `") && mistakes[0].contains("counts once for the run"),
            "{mistakes:?}"
        );
    }
}

#[test]
fn the_nearest_folder_governs() {
    let folder = |(path, ignored): (&str, &str)| {
        (path.to_owned(), Config { ignore: select(&[ignored]), ..Config::default() })
    };
    let folders = [("a", "NS-2"), ("a/b", "tip:10")].map(folder).into();
    let config = Config { folders, ..Config::default() };
    let governs = |path: &str| config.of(path).ignore.first().map(ToString::to_string).unwrap_or_default();
    for (path, expected) in [
        ("main.tf", ""),
        ("a/main.tf", "NS-2"),
        ("a/c/d/main.tf", "NS-2"),
        ("a/b/main.tf", "tip:10"),
        ("a/b/c/main.tf", "tip:10"),
        ("ab/main.tf", ""),
        ("../a/main.tf", ""),
        ("a", ""),
        ("", ""),
    ] {
        assert_eq!(governs(path), expected, "{path}");
    }
}

/// `--show-config` prints a file that says the same.
#[test]
fn what_is_shown_can_be_read_again() {
    let rules = acrlint::rules();
    for (text, is_nested) in [
        ("", false),
        (
            "locked = ['admin-user', 'closed-world']\nprofile = 'strict'\nfail-on = 'note'\nexclude = ['a/']\ntoday = 2026-03-01\n",
            false,
        ),
        (
            "ignore = ['tip:4', { rule = 'sku', path = 'a\\b\"', reason = 'x # y' }]\nseverity.sku = 'note'\n\
            allowed-regions = []\nrules.token-expiry.max-days = 7\nrules.sku.inline = 'forbid'\n",
            true,
        ),
    ] {
        let text = if is_nested { text.replace("a\\b\"", "a b") } else { text.to_owned() };
        let root = Config::default();
        let above = is_nested.then_some(&root);
        let config = read_below("x/acrlint.toml", &text, &rules, above).unwrap();
        let shown = config::show(&config, &rules, is_nested);
        let again = read_below("x/acrlint.toml", &shown, &rules, above)
            .unwrap_or_else(|it| panic!("{it:?}\n{shown}"));
        let values = |config: &Config| {
            let shown = config::show(config, &rules, is_nested);
            shown.lines().map(|line| line.split("  #").next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(values(&again), values(&config), "{shown}");
        assert_eq!(format!("{:?}", again.rules.get("sku")), format!("{:?}", config.rules.get("sku")));
    }
    let config = read("severity.sku = 'note'\nignore = ['tip:4']\n", &rules).unwrap();
    let shown = config::show(&config, &rules, false);
    for line in [
        "severity.sku = \"note\"  # acrlint.toml:1:10",
        "ignore = [\"tip:4\"]  # acrlint.toml:2:1",
        "preview = false  # default",
    ] {
        assert!(shown.lines().any(|it| it == line), "{line} not in\n{shown}");
    }
}

/// A pull request may bring any file of up to a mebibyte.
#[test]
fn hostile_files_end_soon() {
    let long = 1 << 20;
    for text in [
        "[".repeat(long),
        format!("ignore = {}", "[".repeat(long)),
        format!("ignore = {}", "{a=".repeat(long / 3)),
        format!("{}a = 1", "a.".repeat(long / 2)),
        format!("[{}a]", "a.".repeat(long / 2)),
        format!("[rules.{}a]", "a.".repeat(long / 2)),
        format!("select = [{}]", "'admin-usr',".repeat(long / 12)),
        format!("ignore = [{}]", "{rule='admin-user',path='*a*b*c*d*e',address='*a*'},".repeat(long / 52)),
        format!("exclude = ['{}']", "{a,b}".repeat(long / 5)),
        format!("ignore = [{{rule='admin-user',path='{}'}}]", "*".repeat(long)),
        format!("ignore = [{{rule='admin-user',address='{}'}}]", "*é".repeat(long / 3)),
        (0..long / 12).map(|it| format!("k{it} = 1\n")).collect(),
        "profile = 'strict'\n".repeat(long / 19),
        format!("profile = '{}'", "\u{202e}\u{1b}[2J".repeat(long / 8)),
    ] {
        let mistakes = read(&text, &rules()).unwrap_err();
        assert!(mistakes.len() <= 51, "{} mistakes in {:.60}", mistakes.len(), text);
        assert!(mistakes.iter().all(|it| it.chars().count() < 400), "{:.500}", mistakes[0]);
    }
    let many = (0..99).map(|it| format!("k{it} = 1\n")).collect::<String>();
    assert!(read(&many, &rules()).unwrap_err()[50].ends_with("there are more mistakes, which are not shown"));
}

/// Whatever is written, places are places in the text and nothing panics.
#[test]
fn any_text_can_be_read() {
    let all = include_str!("../docs/configuration.md");
    let words: Vec<&str> = all.split_inclusive([' ', '\n', '=', '"', ',', ']', '.']).collect();
    let mut state = 7_u32;
    for round in 0..3_000 {
        let mut text = String::new();
        for _ in 0..round % 23 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text += words[(state >> 8) as usize % words.len()];
        }
        let above = below("").unwrap();
        for root in [None, Some(&above)] {
            let lines = text.split('\n').count();
            for mistake in read_below("a.toml", &text, &rules(), root).err().into_iter().flatten() {
                let line: usize = mistake.split(':').next().unwrap().parse().unwrap();
                assert!((1..=lines).contains(&line), "{mistake} in {text:?}");
            }
        }
    }
}
