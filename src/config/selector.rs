//! `--select` and its kin: a rule by its name, or rules by what they are mapped to.

use crate::diagnostic::{RuleInfo, closest};

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
    /// The rule that replaces one of another linter: `peer:CKV_AZURE_137`.
    Peer(String),
}

/// A name that stands for no rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {kind} `{name}`{}", suggestion.as_ref().map(|close| format!("; did you mean `{close}`?")).unwrap_or_default())]
pub struct UnknownName {
    /// What it should have been the name of.
    pub kind: &'static str,
    /// The name.
    pub name: String,
    /// What may have been meant.
    pub suggestion: Option<String>,
}

impl UnknownName {
    /// An unknown name with the closest of those that are known.
    pub fn new<'n>(kind: &'static str, name: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        Self { kind, name: name.to_owned(), suggestion: closest(name, known).map(str::to_owned) }
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
        found.ok_or_else(|| UnknownName::new(kind, text, spellings(rules).iter().map(String::as_str)))
    }

    /// True if it selects the rule.
    pub fn matches(&self, rule: &RuleInfo) -> bool {
        match self {
            Self::Rule(name) => rule.name == name,
            Self::Control(id) => rule.controls.contains(&id.as_str()),
            Self::Policy(id) => rule.policies.iter().any(|policy| policy.starts_with(id.as_str())),
            Self::Tip(number) => rule.tips.contains(number),
            Self::Peer(id) => rule.peers.iter().any(|peer| peer.eq_ignore_ascii_case(id)),
        }
    }
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
