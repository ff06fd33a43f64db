//! What a run is asked to do: `acrlint.toml` and the options of the command line, checked against
//! the rules there are.

mod read;
mod selector;

use std::collections::BTreeMap;

use crate::diagnostic::{Baseline, RuleInfo, Severity};

pub use read::{Mistake, read};
pub use selector::{Selector, UnknownName};

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
        match name {
            "default" => Some(Self::Default),
            "strict" => Some(Self::Strict),
            _ => None,
        }
    }
}

/// Everything that decides what a run reports, whichever way it was given.
#[derive(Clone, Debug)]
pub struct Config {
    /// Which rules run when `select` is empty.
    pub profile: Profile,
    /// The rules that run instead of the profile's.
    pub select: Vec<Selector>,
    /// Rules that run as well.
    pub extend_select: Vec<Selector>,
    /// Rules that do not run.
    pub ignore: Vec<Selector>,
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
    /// Suppressions in the code must say why.
    pub require_reason: bool,
    /// Suppressions in the code must say until when they hold.
    pub require_until: bool,
    /// Suppressions in the code count.
    pub suppressions: bool,
    /// Parameter files that replace the discovered ones.
    pub params: Vec<String>,
    /// Findings to live with, which are not reported.
    pub baseline: Option<Baseline>,
    /// Names of the rules that decide how registries stand. They run even if they are not selected,
    /// without findings then; if there is one, the report says what all verdicts mean for each registry.
    pub assess: Vec<&'static str>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            profile: Profile::Default,
            select: Vec::new(),
            extend_select: Vec::new(),
            ignore: Vec::new(),
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
            params: Vec::new(),
            baseline: None,
            assess: Vec::new(),
        }
    }
}

impl Config {
    /// True if the rule runs. Rules about the run itself always do.
    pub fn selects(&self, rule: &RuleInfo) -> bool {
        let any = |selectors: &[Selector]| selectors.iter().any(|selector| selector.matches(rule));
        if rule.set == "run" {
            return true;
        }
        let in_profile = self.profile == Profile::Strict || rule.set == "default";
        let is_selected = if self.select.is_empty() { in_profile } else { any(&self.select) };
        (is_selected || any(&self.extend_select)) && !any(&self.ignore)
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
}
