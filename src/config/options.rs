//! The options of rules: `[rules.NAME]` in `acrlint.toml`.

use std::ops::RangeInclusive;

/// An option of a rule, a whole number.
pub(super) struct RuleOption {
    rule: &'static str,
    /// Its key.
    pub(super) key: &'static str,
    /// The numbers it may be.
    pub(super) range: RangeInclusive<i64>,
}

const OPTIONS: [RuleOption; 2] = [
    RuleOption { rule: "broad-ip-rule", key: "max-prefix", range: 0..=32 },
    RuleOption { rule: "token-expiry", key: "max-days", range: 1..=3650 },
];

/// The options of a rule.
pub(super) fn of(rule: &str) -> impl Iterator<Item = &'static RuleOption> {
    OPTIONS.iter().filter(move |option| option.rule == rule)
}
