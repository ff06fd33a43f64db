//! `--select` and its kin: a rule by its name, or rules by what they are mapped to.

use std::fmt;

use crate::diagnostic::{RuleInfo, closest, may_be_suppressed};
use crate::peers::{self, Relation};

/// A rule or a group of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// The rule of this name.
    Rule(String),
    /// Rules of a control of the Microsoft cloud security benchmark: `NS-2`.
    Control(String),
    /// Rules of an Azure Policy definition: `policy:` and at least eight characters of its id.
    Policy(String),
    /// Rules of a best-practice tip: `tip:11`.
    Tip(u8),
    /// The rules that replace one of another linter: `peer:CKV_AZURE_137`.
    Peer(String),
}

/// A name that stands for no rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.text())]
pub struct UnknownName {
    /// What it should have been the name of.
    pub kind: &'static str,
    /// The name.
    pub name: String,
    /// What may have been meant.
    pub suggestion: Option<String>,
    /// Of a peer's rule that is known: why none of ours takes its place.
    because: Option<&'static str>,
}

impl UnknownName {
    /// An unknown name with the closest of those that are known.
    pub fn new<'n>(kind: &'static str, name: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        let name = clipped(name);
        let suggestion = closest(&name, known).map(str::to_owned);
        Self { kind, name, suggestion, because: None }
    }

    fn text(&self) -> String {
        let Self { kind, name, suggestion, because } = self;
        match (because, suggestion) {
            (Some(because), _) => format!("no rule takes the place of {kind} `{name}`, because {because}"),
            (None, Some(close)) => format!("unknown {kind} `{name}`; did you mean `{close}`?"),
            (None, None) => format!("unknown {kind} `{name}`"),
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(name) => f.write_str(name),
            Self::Control(id) => f.write_str(id),
            Self::Policy(id) => write!(f, "policy:{id}"),
            Self::Tip(number) => write!(f, "tip:{number}"),
            Self::Peer(id) => write!(f, "peer:{id}"),
        }
    }
}

impl Selector {
    /// The selector that `text` spells; an error if it selects none of `rules`.
    pub fn parse(text: &str, rules: &[RuleInfo]) -> Result<Self, UnknownName> {
        let (kind, selector) = match text.split_once(':') {
            Some(("policy", id)) => {
                ("policy", (id.len() >= 8).then(|| Self::Policy(id.to_ascii_lowercase())))
            }
            Some(("tip", number)) => ("tip", number.parse().ok().map(Self::Tip)),
            Some(("peer", id)) => ("peer rule", Some(Self::Peer(id.to_owned()))),
            _ if rules.iter().any(|rule| rule.name == text) => ("rule", Some(Self::Rule(text.to_owned()))),
            _ => ("rule or control", Some(Self::Control(text.to_ascii_uppercase()))),
        };
        let found = selector.filter(|selector| rules.iter().any(|rule| selector.matches(rule)));
        found.ok_or_else(|| {
            let unknown = UnknownName::new(kind, text, spellings(rules).iter().map(String::as_str));
            UnknownName { because: not_provided(text), ..unknown }
        })
    }

    /// What is wrong with deselecting this, if it is a rule that always runs: a run must not look better
    /// than it is.
    pub fn refusal(&self, rules: &[RuleInfo]) -> Option<String> {
        let Self::Rule(name) = self else { return None };
        let rule = rules.iter().find(|rule| rule.name == name && rule.set == "run")?;
        let how = match may_be_suppressed(rule.name) {
            true => "; `[[ignore]]` and comments can suppress what it finds",
            false => "",
        };
        Some(format!("`{name}` always runs, as it is about the run itself{how}"))
    }

    /// True if it selects the rule.
    pub fn matches(&self, rule: &RuleInfo) -> bool {
        match self {
            Self::Rule(name) => rule.name == name,
            Self::Control(id) => rule.controls.contains(&id.as_str()),
            Self::Policy(id) => {
                rule.policies.iter().any(|policy| policy.starts_with(id.as_str())) || takes_place_of(rule, id)
            }
            Self::Tip(number) => rule.tips.contains(number),
            Self::Peer(id) => {
                rule.peers.iter().any(|peer| peer.eq_ignore_ascii_case(id)) || takes_place_of(rule, id)
            }
        }
    }
}

/// As much of a text as a message can hold.
pub(super) fn clipped(text: &str) -> String {
    const MAX: usize = 60;
    text.chars().take(MAX).collect()
}

fn takes_place_of(rule: &RuleInfo, id: &str) -> bool {
    peers::of_id(id).any(|peer| peer.rules.contains(&rule.name))
}

/// Why the rule of a peer, written as a selector, has no counterpart.
fn not_provided(text: &str) -> Option<&'static str> {
    let (_, id) = text.split_once(':')?;
    peers::of_id(id).find_map(|peer| match peer.relation {
        Relation::NotProvided(why) => Some(why),
        _ => None,
    })
}

/// Every selector there is, as users write it.
fn spellings(rules: &[RuleInfo]) -> Vec<String> {
    let mut all = Vec::new();
    for rule in rules {
        all.push(rule.name.to_owned());
        all.extend(rule.controls.iter().map(|id| (*id).to_owned()));
        all.extend(rule.policies.iter().map(|id| format!("policy:{id}")));
        all.extend(rule.tips.iter().map(|number| format!("tip:{number}")));
        all.extend(rule.peers.iter().map(|id| format!("peer:{id}")));
    }
    all
}
