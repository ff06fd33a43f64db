//! What the root locks: a sub-folder's file takes the place of the root's, but for locked rules and
//! keys the root's settings go on to hold, and may only be tightened.

use std::collections::BTreeMap;

use super::keys::{KEYS, Key, Kind};
use super::read::Reader;
use super::{Config, Selector};
use crate::diagnostic::{RuleInfo, RuleOption, Severity};

/// An entry of `locked`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// What is locked.
    pub what: Locked,
    /// Where that is said: `acrlint.toml:3:11`.
    pub place: String,
}

/// What can be locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locked {
    /// Rules.
    Rules(Selector),
    /// A key whose value can be compared: a flag, or a list of what is allowed.
    Key(&'static str),
}

impl Locked {
    /// The key of this name, if it can be locked.
    pub(super) fn key(name: &str) -> Option<Self> {
        let can_be = |key: &&Key| key.everywhere && matches!(key.kind, Kind::Flag(_) | Kind::Texts(_));
        KEYS.iter().filter(can_be).find(|key| key.name == name).map(|key| Self::Key(key.name))
    }

    /// As it is written.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Rules(selector) => selector.to_string(),
            Self::Key(name) => (*name).to_owned(),
        }
    }
}

impl Config {
    fn lock_of(&self, rule: &RuleInfo) -> Option<&str> {
        let is_meant = |lock: &&Lock| matches!(&lock.what, Locked::Rules(rules) if rules.matches(rule));
        self.locked.iter().find(is_meant).map(|lock| lock.place.as_str())
    }

    fn lock_of_key(&self, key: &Key) -> Option<&str> {
        let is_meant = |lock: &&Lock| lock.what == Locked::Key(key.name);
        self.locked.iter().find(is_meant).map(|lock| lock.place.as_str())
    }
}

impl Reader<'_> {
    /// Takes over what the root locks, and refuses what would weaken it.
    pub(super) fn keep_locks(&mut self, root: &Config) {
        // Rules by the place that leaves them out, and the first lock among theirs.
        let mut left_out: BTreeMap<usize, (Vec<&str>, &str)> = BTreeMap::new();
        let rules = self.rules;
        for (rule, lock) in rules.iter().filter_map(|rule| Some((rule, root.lock_of(rule)?))) {
            if root.selects(rule) {
                if let Some(place) = self.leaves_out(rule, root) {
                    left_out.entry(place).or_insert((Vec::new(), lock)).0.push(rule.name);
                }
                self.config.forced.push(rule.name);
            }
            self.keep_severity(rule, root, lock);
            rule.options.iter().for_each(|option| self.keep_option(rule.name, option, root, lock));
            self.keep_inline(rule.name, root, lock);
            let exempt = self.config.exemptions.iter().flat_map(|it| &it.rules);
            let places: Vec<_> =
                exempt.filter(|(name, _)| *name == rule.name).map(|it| it.1.start as usize).collect();
            for place in places {
                self.refuse(place, &format!("findings of `{}` cannot be ignored here", rule.name), lock);
            }
        }
        for (place, (names, lock)) in left_out {
            self.refuse(place, &format!("{} cannot be left out here", listed(&names)), lock);
        }
        // Keys lead to what can be changed; the root's is not.
        let mut of_root = root.clone();
        for (key, lock) in KEYS.iter().filter_map(|key| Some((key, root.lock_of_key(key)?))) {
            self.keep_key(key, &mut of_root, lock);
        }
    }

    fn refuse(&mut self, place: usize, what: &str, lock: &str) {
        self.mistake(place, format!("{what}: the root locks it ({lock})"));
    }

    /// The place in this file because of which the rule would not run.
    fn leaves_out(&self, rule: &RuleInfo, root: &Config) -> Option<usize> {
        if self.config.selects(rule) {
            return None;
        }
        let ignored =
            self.ignored.iter().find(|(_, selector)| selector.matches(rule)).map(|(place, _)| *place);
        ignored
            .or_else(|| self.written("select"))
            .or_else(|| self.written("profile").filter(|_| self.config.profile != root.profile))
    }

    fn keep_severity(&mut self, rule: &RuleInfo, root: &Config, lock: &str) {
        let name = rule.name;
        let of_root = root.severity.get(name).copied();
        let worst = rule.severity.first().copied().unwrap_or(Severity::Note);
        let least = of_root.unwrap_or(worst);
        match (self.config.severity.get(name).copied(), of_root) {
            (Some(own), _) if own > least => {
                let place = self.written(&format!("severity.{name}")).unwrap_or_default();
                self.refuse(place, &format!("`{name}` cannot be milder than `{}` here", least.name()), lock);
            }
            (None, Some(severity)) => {
                self.config.severity.insert(name.to_owned(), severity);
                self.config.came_from(&format!("severity.{name}"), format!("locked, {lock}"));
            }
            _ => {}
        }
    }

    fn keep_option(&mut self, rule: &str, option: &RuleOption, root: &Config, lock: &str) {
        let number = |config: &Config| config.option(rule, option.key).and_then(toml::Value::as_integer);
        let of_root = number(root);
        let limit = of_root.unwrap_or(option.default);
        let is_weaker = |own: i64| if option.greater_is_stricter { own < limit } else { own > limit };
        match (number(&self.config), of_root) {
            (Some(own), _) if is_weaker(own) => {
                let path = format!("rules.{rule}.{}", option.key);
                let place = self.written(&path).unwrap_or_default();
                let than = if option.greater_is_stricter { "less" } else { "more" };
                self.refuse(place, &format!("`{}` cannot be {than} than {limit} here", option.key), lock);
            }
            (None, Some(number)) => self.take_over(rule, option.key, number.into(), lock),
            _ => {}
        }
    }

    fn keep_inline(&mut self, rule: &str, root: &Config, lock: &str) {
        if !root.forbids_suppressing(rule) || self.config.forbids_suppressing(rule) {
            return;
        }
        match self.written(&format!("rules.{rule}.inline")) {
            Some(place) => self.refuse(place, &format!("comments cannot suppress `{rule}` here"), lock),
            None => self.take_over(rule, "inline", "forbid".into(), lock),
        }
    }

    fn take_over(&mut self, rule: &str, key: &str, value: toml::Value, lock: &str) {
        self.config.rules.entry(rule.to_owned()).or_default().insert(key.to_owned(), value);
        self.config.came_from(&format!("rules.{rule}.{key}"), format!("locked, {lock}"));
    }

    fn keep_key(&mut self, key: &Key, root: &mut Config, lock: &str) {
        let written = self.written(key.name);
        let weakens = match &key.kind {
            Kind::Flag(of) => {
                let is_weaker = *of(root) && !*of(&mut self.config);
                *of(&mut self.config) |= *of(root);
                is_weaker
            }
            Kind::Texts(of) => match (of(root), of(&mut self.config)) {
                (Some(allowed), Some(own)) => own.iter().any(|text| !allowed.contains(text)),
                (Some(allowed), own @ None) => {
                    *own = Some(allowed.clone());
                    false
                }
                (None, _) => false,
            },
            _ => false,
        };
        match written {
            Some(place) if weakens => {
                self.refuse(place, &format!("`{}` cannot be weaker here than in the root", key.name), lock);
            }
            Some(_) => {}
            None => self.config.came_from(key.name, format!("locked, {lock}")),
        }
    }
}

/// Rules in words, the first few by name.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 3;
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if let Some(more @ 1..) = names.len().checked_sub(SHOWN) {
        shown.push(format!("{more} more"));
    }
    shown.join(", ")
}
