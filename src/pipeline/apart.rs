//! The findings of a run, apart by whether they are reported.

use std::collections::HashSet;

use crate::diagnostic::{Comparison, Diagnostic};

/// What is reported, what the baseline has, and what is not in it but has nothing to do with a change.
pub(super) fn apart(
    found: Vec<Diagnostic>,
    comparison: Option<&Comparison>,
    untouched: Option<&HashSet<usize>>,
) -> (Vec<Diagnostic>, Vec<Diagnostic>, Vec<Diagnostic>) {
    let (mut new, mut known, mut old) = (Vec::new(), Vec::new(), Vec::new());
    for (index, found) in found.into_iter().enumerate() {
        let part = match comparison {
            Some(comparison) if comparison.held.contains(&index) => &mut known,
            _ if untouched.is_some_and(|untouched| untouched.contains(&index)) => &mut old,
            _ => &mut new,
        };
        part.push(found);
    }
    (new, known, old)
}
