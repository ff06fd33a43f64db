//! Placeholder
use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set, Sku};

pub(super) static RULE: Rule = Rule {
    summary: "a file has a syntax error",
    severity: &[Severity::Error],
    set: Set::Run,
    controls: &[],
    tips: &[],
    policies: &[],
    peers: &[],
    needs: Sku::Any,
    check: Check::Run,
};
