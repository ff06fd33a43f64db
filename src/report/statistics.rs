//! What the formats for people add on demand: counts by rule.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::diagnostic::Report;

/// Writes how many findings each rule has.
pub(super) fn statistics(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in &report.diagnostics {
        *counts.entry(found.rule).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    // Stable, so that rules of equal count stay in order of name.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().try_for_each(|(rule, count)| writeln!(out, "{count:6}  {rule}"))
}
