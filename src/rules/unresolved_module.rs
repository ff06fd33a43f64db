//! Placeholder
use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Set, Sku};

pub(super) static RULE: Rule = Rule {
    summary: "a module is not at hand",
    severity: &[Severity::Error, Severity::Note],
    set: Set::Run,
    controls: &[],
    tips: &[],
    policies: &[],
    peers: &[],
    needs: Sku::Any,
    check: Check::Run,
};
