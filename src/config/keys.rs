//! The keys of `acrlint.toml`: one table for the reader, `--show-config`, the schema and the
//! documentation.

use super::{Config, Selector, show};

/// A key of the file.
pub(super) struct Key {
    pub(super) name: &'static str,
    /// What it takes, and where that is kept.
    pub(super) kind: Kind,
    /// May stand in the file of a sub-folder; the others count once for the run.
    pub(super) everywhere: bool,
    /// What it decides, as a phrase.
    pub(super) help: &'static str,
    /// A line of a file.
    pub(super) example: &'static str,
}

type Of<T> = fn(&mut Config) -> &mut T;

/// What a key takes.
pub(super) enum Kind {
    /// One of the known rulesets.
    Ruleset,
    Profile,
    Selectors(Of<Vec<Selector>>),
    /// Selectors of rules that do not run, and tables for findings that are not reported.
    Ignore,
    /// Selectors and names of keys.
    Locked,
    Severity,
    Flag(Of<bool>),
    /// Patterns as in a `.gitignore`.
    Globs(Of<Vec<String>>),
    /// Strings; unset is not the same as none.
    Texts(Of<Option<Vec<String>>>),
    /// A file below the root.
    File(Of<Option<String>>),
    Day,
    /// Severities by rule.
    Severities,
    /// Options by rule.
    Options,
}

impl Kind {
    /// What it takes, in words.
    pub(super) fn words(&self) -> &'static str {
        match self {
            Self::Ruleset | Self::Profile | Self::Severity => "string",
            Self::Selectors(_) => "selectors",
            Self::Ignore => "selectors, tables",
            Self::Locked => "selectors, keys",
            Self::Flag(_) => "boolean",
            Self::Globs(_) => "globs",
            Self::Texts(_) => "strings",
            Self::File(_) => "path",
            Self::Day => "date",
            Self::Severities | Self::Options => "table",
        }
    }
}

const fn root(name: &'static str, kind: Kind, help: &'static str, example: &'static str) -> Key {
    Key { name, kind, everywhere: false, help, example }
}

const fn any(name: &'static str, kind: Kind, help: &'static str, example: &'static str) -> Key {
    Key { name, kind, everywhere: true, help, example }
}

/// Every key; those that are tables come last, as TOML wants it.
// One row a line, whatever its length: it is read as a table.
#[rustfmt::skip]
pub(super) static KEYS: &[Key] = &[
    root("ruleset", Kind::Ruleset, "the rules of this time and no newer ones", "ruleset = \"2026.11\""),
    any("preview", Kind::Flag(|it| &mut it.preview), "rules newer than the ruleset run as well", "preview = true"),
    any("profile", Kind::Profile, "`default`: what nearly every registry should meet; `strict`: all rules", "profile = \"strict\""),
    any("select", Kind::Selectors(|it| &mut it.select), "the rules that run instead of the profile's", "select = [\"NS-2\", \"admin-user\"]"),
    any("extend-select", Kind::Selectors(|it| &mut it.extend_select), "rules that run as well", "extend-select = [\"selected-networks\"]"),
    any("ignore", Kind::Ignore, "rules that do not run, and as tables findings that are not reported", "ignore = [\"tip:4\"]"),
    any("closed-world", Kind::Flag(|it| &mut it.closed_world), "the code is all there is: a partner that is not in it does not exist", "closed-world = true"),
    any("allowed-regions", Kind::Texts(|it| &mut it.allowed_regions), "the regions that replicas may be in", "allowed-regions = [\"westeurope\", \"northeurope\"]"),
    any("allowed-upstreams", Kind::Texts(|it| &mut it.allowed_upstreams), "the registries and repositories that cache rules may read", "allowed-upstreams = [\"mcr.microsoft.com\"]"),
    any("require-reason", Kind::Flag(|it| &mut it.require_reason), "suppressions must say why", "require-reason = true"),
    any("require-until", Kind::Flag(|it| &mut it.require_until), "suppressions must have an end", "require-until = true"),
    root("locked", Kind::Locked, "what files of sub-folders can only tighten", "locked = [\"NS-2\", \"require-reason\"]"),
    root("fail-on", Kind::Severity, "the mildest severity that gives exit code 1", "fail-on = \"error\""),
    root("exclude", Kind::Globs(|it| &mut it.exclude), "paths that are not read, as in a `.gitignore` at the root", "exclude = [\"samples/\"]"),
    root("baseline", Kind::File(|it| &mut it.baseline), "file of findings not to report, relative to the root", "baseline = \"acrlint-baseline.jsonl\""),
    root("today", Kind::Day, "the day to judge by", "today = 2026-12-01"),
    any("severity", Kind::Severities, "severities that replace those of the rules", "severity.sku = \"note\""),
    any("rules", Kind::Options, "options of rules; `inline = \"forbid\"` for any: comments cannot suppress it", "rules.token-expiry.max-days = 30"),
];

/// The keys as a table of Markdown: name, what it takes, default, whether it may stand in a sub-folder,
/// what it decides.
pub fn reference() -> String {
    let mut text =
        "| key | takes | default | sub-folder | decides | example |\n|---|---|---|---|---|---|\n".to_owned();
    for key in KEYS {
        let default = match (&key.kind, show::value(key, &mut Config::default())) {
            (Kind::Day, _) => "the current day".to_owned(),
            (_, Some(value)) => format!("`{value}`"),
            (_, None) => "–".to_owned(),
        };
        let place = if key.everywhere { "yes" } else { "no" };
        let Key { name, help, example, .. } = key;
        text +=
            &format!("| `{name}` | {} | {default} | {place} | {help} | `{example}` |\n", key.kind.words());
    }
    text
}
