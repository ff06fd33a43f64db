//! Measures the parsers on checkouts of other people's code: how many files they accept, how fast
//! they are, and what is left of a file after somebody broke one line of it.
//!
//! ```text
//! cargo run --release --example measure -- [--trials N] CHECKOUT…
//! cargo run --release --example measure -- --list-errors CHECKOUT…
//! cargo run --release --example measure -- [--trials N] --list-losses CHECKOUT…
//! cargo run --release --example measure -- --bicep-baselines CHECKOUT_OF_AZURE_BICEP
//! ```
//!
//! Every CHECKOUT is one corpus. What is read is what `acrlint` itself would read of it with every
//! filter off. The output is Markdown. Random choices come from a fixed seed.

mod baselines;
mod clock;
mod corpus;
mod mutation;
mod random;
mod recovery;
mod table;
mod target;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use corpus::Corpus;
use table::Row;

const USAGE: &str =
    "usage: measure [--trials N] [--list-errors | --list-losses | --bicep-baselines] CHECKOUT…";

/// Trials per mutation, inside and outside the target each.
const TRIALS: usize = 100;

/// What to do with the checkouts.
#[derive(Clone, Copy, PartialEq)]
enum Task {
    Measure,
    ListErrors,
    ListLosses,
    Baselines,
}

struct Arguments {
    task: Task,
    trials: usize,
    checkouts: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments() else {
        let _ = writeln!(io::stderr(), "{USAGE}");
        return ExitCode::from(2);
    };
    match run(&arguments, &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "measure: {error}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Option<Arguments> {
    let mut parsed = Arguments { task: Task::Measure, trials: TRIALS, checkouts: Vec::new() };
    let mut given = std::env::args_os().skip(1);
    while let Some(argument) = given.next() {
        match argument.to_str() {
            Some("--trials") => parsed.trials = given.next()?.to_str()?.parse().ok()?,
            Some("--list-errors") => parsed.task = Task::ListErrors,
            Some("--list-losses") => parsed.task = Task::ListLosses,
            Some("--bicep-baselines") => parsed.task = Task::Baselines,
            Some(flag) if flag.starts_with('-') => return None,
            _ => parsed.checkouts.push(PathBuf::from(argument)),
        }
    }
    (!parsed.checkouts.is_empty()).then_some(parsed)
}

fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<()> {
    match arguments.task {
        Task::Measure => measure(arguments, out),
        Task::ListLosses => list_losses(arguments, out),
        Task::ListErrors => {
            arguments.checkouts.iter().try_for_each(|folder| Corpus::read(folder)?.list_errors(out))
        }
        Task::Baselines => arguments.checkouts.iter().try_for_each(|folder| baselines::compare(folder, out)),
    }
}

/// One row per corpus and language as soon as it is known, then the sums.
fn measure(arguments: &Arguments, out: &mut dyn Write) -> io::Result<()> {
    let mut rows: Vec<Row> = Vec::new();
    table::write_head(out)?;
    for folder in &arguments.checkouts {
        for texts in Corpus::read(folder)?.by_language() {
            let row = Row::measure(&texts, arguments.trials);
            row.write(out)?;
            rows.push(row);
        }
    }
    table::write_totals(&rows, out)?;
    table::write_recovery(&rows, out)
}

/// The trials in which a mutation cost more than the line it broke.
fn list_losses(arguments: &Arguments, out: &mut dyn Write) -> io::Result<()> {
    for folder in &arguments.checkouts {
        let corpus = Corpus::read(folder)?;
        let rows = corpus.by_language().into_iter().map(|texts| Row::measure(&texts, arguments.trials));
        rows.into_iter().try_for_each(|row| row.write_losses(out))?;
    }
    Ok(())
}
