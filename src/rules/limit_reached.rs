//! Placeholder
use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set, Sku};

pub(super) static RULE: Rule = Rule {
    summary: "a limit was reached before everything was read",
    severity: &[Severity::Error],
    set: Set::Run,
    controls: &[],
    tips: &[],
    policies: &[],
    peers: &[],
    needs: Sku::Any,
    check: Check::Run,
};
