//! What was measured: shares, and the differences by cause.

use std::collections::{BTreeMap, BTreeSet};

use crate::Outcome;

/// Examples of a class that are shown.
const EXAMPLES: usize = 3;

/// Prints the shares and, for each class of differences, how many pairs have it, with examples.
pub fn print(outcomes: &[Outcome], list: bool) {
    let equal = |outcome: &&Outcome| outcome.differences.is_empty();
    let share = |name: &str, of: &[&Outcome]| {
        let equal = of.iter().copied().filter(|outcome| equal(outcome)).count();
        let percent = 100.0 * equal as f64 / of.len().max(1) as f64;
        println!("{name}: {} pairs, {equal} equal ({percent:.1} %)", of.len());
    };
    classes(outcomes);
    if list {
        for outcome in outcomes.iter().filter(|outcome| !equal(outcome)) {
            println!("\n{} ({} differences)", outcome.path, outcome.differences.len());
            for difference in outcome.differences.iter().take(12) {
                println!("  {}: {}\n    {}", difference.place, difference.class, difference.detail);
            }
        }
        println!();
    }
    share("all", &outcomes.iter().collect::<Vec<_>>());
    share("with a registry", &outcomes.iter().filter(|outcome| outcome.has_registry).collect::<Vec<_>>());
    println!("resources compared: {}", outcomes.iter().map(|outcome| outcome.resources).sum::<usize>());
}

fn classes(outcomes: &[Outcome]) {
    let mut classes: BTreeMap<&str, Vec<(&Outcome, usize)>> = BTreeMap::new();
    for outcome in outcomes {
        for (index, difference) in outcome.differences.iter().enumerate() {
            classes.entry(&difference.class).or_default().push((outcome, index));
        }
    }
    let mut classes: Vec<_> = classes
        .into_iter()
        .map(|(class, all)| {
            let pairs: BTreeSet<&str> = all.iter().map(|(outcome, _)| outcome.path.as_str()).collect();
            (pairs.len(), class, all)
        })
        .collect();
    classes.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    for (pairs, class, all) in &classes {
        println!("\n{pairs} pairs, {} times: {class}", all.len());
        let mut shown = BTreeSet::new();
        for (outcome, index) in all {
            if shown.len() >= EXAMPLES || !shown.insert(&outcome.path) {
                continue;
            }
            let Some(difference) = outcome.differences.get(*index) else { continue };
            println!("  {} {}\n    {}", outcome.path, difference.place, difference.detail);
        }
    }
    println!();
}
