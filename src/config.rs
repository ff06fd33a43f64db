//! What a run is asked to do: the files `acrlint.toml` and the options of the command line, checked
//! against the rules there are.

mod exemption;
mod keys;
mod locked;
mod read;
mod schema;
mod selector;
mod show;

use std::collections::BTreeMap;

use crate::diagnostic::{Baseline, Exemption, RuleInfo, Severity, may_be_suppressed};

pub use keys::reference;
pub use locked::Lock;
pub use read::{Mistake, read};
pub use schema::schema;
pub use selector::{Selector, UnknownName};
pub use show::show;

/// The rulesets that can be asked for, oldest first: each is the set of rules of its time. Rules newer
/// than the newest are a preview of the next.
pub const RULESETS: [&str; 1] = ["2026.11"];

/// True if a rule is newer than all rulesets: it is there to be tried.
pub fn is_preview(rule: &RuleInfo) -> bool {
    RULESETS.iter().all(|ruleset| rule.since > *ruleset)
}

/// The mildest severity that a file may give a rule. What was not read, and what is wrong with what is not
/// reported, stays as bad as it is: milder, it would make a run look better than it was.
fn mildest(rule: &RuleInfo) -> Severity {
    let own = || rule.severity.first().copied().unwrap_or(Severity::Error);
    if may_be_suppressed(rule.name) { Severity::Note } else { own() }
}

/// Which rules run when none are selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// The rules that nearly every registry should meet.
    #[default]
    Default,
    /// All rules.
    Strict,
}

impl Profile {
    /// `default` or `strict`.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Default, Self::Strict].into_iter().find(|profile| profile.name() == name)
    }

    /// `default` or `strict`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Strict => "strict",
        }
    }
}

/// Everything that decides what a run reports, whichever way it was given. The one of the root holds
/// those of its sub-folders: see [`Config::of`].
#[derive(Clone, Debug)]
pub struct Config {
    /// One of [`RULESETS`]: rules that came later run only if they are named.
    pub ruleset: &'static str,
    /// Rules that came later run like all others.
    pub preview: bool,
    /// Which rules run when `select` is empty.
    pub profile: Profile,
    /// The rules that run instead of the profile's.
    pub select: Vec<Selector>,
    /// Rules that run as well.
    pub extend_select: Vec<Selector>,
    /// Rules that do not run.
    pub ignore: Vec<Selector>,
    /// Findings that are not reported: the tables of `ignore`.
    pub exemptions: Vec<Exemption>,
    /// What sub-folders cannot weaken.
    pub locked: Vec<Lock>,
    /// Rules that run whatever is selected, because the root locks them.
    pub forced: Vec<&'static str>,
    /// Severities that replace those of the rules, by rule name.
    pub severity: BTreeMap<String, Severity>,
    /// The mildest severity that makes the run fail.
    pub fail_on: Severity,
    /// Globs of paths that are not read, relative to the root.
    pub exclude: Vec<String>,
    /// The scanned code is all there is: a partner resource that is not in it does not exist.
    pub closed_world: bool,
    /// Regions that replicas may be in; any if unset.
    pub allowed_regions: Option<Vec<String>>,
    /// Registries and repositories that cache rules may read.
    pub allowed_upstreams: Option<Vec<String>>,
    /// The day that lifecycle rules judge by, `YYYY-MM-DD`.
    pub today: Option<String>,
    /// Options of single rules, by rule name.
    pub rules: BTreeMap<String, toml::Table>,
    /// Suppressions must say why.
    pub require_reason: bool,
    /// Suppressions must say until when they hold.
    pub require_until: bool,
    /// Suppressions count.
    pub suppressions: bool,
    /// File of the baseline, relative to the root.
    pub baseline: Option<String>,
    /// Findings to live with, which are not reported: what that file holds.
    pub known: Option<Baseline>,
    /// Names of the rules that decide how registries stand. They run even if they are not selected,
    /// without findings then; if there is one, the report says what all verdicts mean for each registry.
    pub assess: Vec<&'static str>,
    /// Where each setting comes from that is not the default, by key: `acrlint.toml:3:1`, `--select`.
    pub origins: BTreeMap<String, Vec<String>>,
    /// The configurations of sub-folders that have a file of their own, by root-relative path of the
    /// folder. What a run has once is the same in all.
    pub folders: BTreeMap<String, Config>,
}

impl Default for Config {
    fn default() -> Self {
        let [.., newest] = RULESETS;
        Self {
            ruleset: newest,
            preview: false,
            profile: Profile::Default,
            select: Vec::new(),
            extend_select: Vec::new(),
            ignore: Vec::new(),
            exemptions: Vec::new(),
            locked: Vec::new(),
            forced: Vec::new(),
            severity: BTreeMap::new(),
            fail_on: Severity::Warning,
            exclude: Vec::new(),
            closed_world: false,
            allowed_regions: None,
            allowed_upstreams: None,
            today: None,
            rules: BTreeMap::new(),
            require_reason: false,
            require_until: false,
            suppressions: true,
            baseline: None,
            known: None,
            assess: Vec::new(),
            origins: BTreeMap::new(),
            folders: BTreeMap::new(),
        }
    }
}

impl Config {
    /// The configuration that governs a file, by its root-relative path: that of the nearest folder
    /// that has one, else this.
    pub fn of(&self, path: &str) -> &Config {
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/').filter(|_| !self.folders.is_empty()) {
            if let Some(config) = self.folders.get(folder) {
                return config;
            }
            rest = folder;
        }
        self
    }

    /// This configuration and those of the sub-folders.
    pub fn all(&self) -> impl Iterator<Item = &Config> {
        std::iter::once(self).chain(self.folders.values())
    }

    /// True if the rule runs. Rules about the run itself always do.
    pub fn selects(&self, rule: &RuleInfo) -> bool {
        let any = |selectors: &[Selector]| selectors.iter().any(|selector| selector.matches(rule));
        if rule.set == "run" || self.forced.contains(&rule.name) {
            return true;
        }
        let in_profile = self.profile == Profile::Strict || rule.set == "default";
        let is_selected = if self.select.is_empty() { in_profile } else { any(&self.select) };
        let is_ripe = rule.since <= self.ruleset || self.preview || self.names(rule);
        is_ripe && (is_selected || any(&self.extend_select)) && !any(&self.ignore)
    }

    /// True if the rule is selected by its own name.
    fn names(&self, rule: &RuleInfo) -> bool {
        let is_name = |selector: &Selector| matches!(selector, Selector::Rule(name) if name == rule.name);
        self.select.iter().chain(&self.extend_select).any(is_name)
    }

    /// The severity of a finding of `rule` whose check chose `severity`.
    pub fn severity_of(&self, rule: &str, severity: Severity) -> Severity {
        self.severity.get(rule).copied().unwrap_or(severity)
    }

    /// An option of a rule, for instance `max-prefix` of `broad-ip-rule`.
    pub fn option(&self, rule: &str, key: &str) -> Option<&toml::Value> {
        self.rules.get(rule)?.get(key)
    }

    /// True if the code may not suppress findings of the rule: `inline = "forbid"`.
    pub fn forbids_suppressing(&self, rule: &str) -> bool {
        self.option(rule, "inline").and_then(toml::Value::as_str) == Some("forbid")
    }

    /// Says where a setting comes from.
    pub fn came_from(&mut self, key: &str, place: impl Into<String>) {
        self.origins.entry(key.to_owned()).or_default().push(place.into());
    }
}
