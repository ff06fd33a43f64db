//! The command line: arguments, what each command does, and exit codes.
//!
//! Exit codes: 0 nothing at or above `--fail-on`; 1 findings; 2 the run could not do its job. The
//! report goes to standard output, everything else to standard error.

mod args;
mod atomic;
mod baseline;
mod check;
mod configuration;
mod coverage;
mod debug;
mod explain;
mod explain_value;
mod fix;
mod output;
mod rules;
mod setup;
mod show;
mod shown;
mod since;

use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::Parser;

use crate::diagnostic::closest;
use crate::discover::Error;
use args::{Cli, Command, DebugCommand};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Nothing to complain about.
    Clean,
    /// There are findings.
    Findings,
    /// The run could not do its job.
    Failed,
}

/// Why a command could not do its job.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Discover(#[from] Error),
    #[error("{0}")]
    Usage(String),
    #[error("cannot read {path}: {reason}")]
    Read { path: String, reason: String },
    #[error("cannot write {path}: {reason}")]
    Write { path: String, reason: String },
}

/// Runs the command that the arguments name. Nothing that goes wrong, not even a panic, ends the
/// process otherwise than with an exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        output::error(&format!("internal error{place}; please report this with the input that caused it"));
    }));
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| match Cli::try_parse_from(arguments) {
        Ok(cli) => dispatch(cli),
        Err(error) => {
            // Help and version are "errors" that go to standard output; a closed pipe is fine.
            let _ = error.print();
            if error.use_stderr() { Status::Failed } else { Status::Clean }
        }
    }));
    match outcome {
        Ok(Status::Clean) => ExitCode::SUCCESS,
        Ok(Status::Findings) => ExitCode::from(1),
        Ok(Status::Failed) | Err(_) => ExitCode::from(2),
    }
}

/// What looks like a path that is not there may be a mistyped command.
fn or_command(failure: Failure) -> Failure {
    let Failure::Discover(Error::Paths(paths)) = &failure else { return failure };
    let word = paths.first().and_then(|(path, _)| path.to_str()).unwrap_or("");
    match closest(word, ["check", "explain", "rules", "baseline"]) {
        Some(close) => {
            let hint = format!("`{word}` is no command either; did you mean `acrlint {close}`?");
            Failure::Usage(format!("{failure}\n{hint}"))
        }
        None => failure,
    }
}

fn dispatch(cli: Cli) -> Status {
    let result = match cli.command {
        None => check::run(cli.check).map_err(or_command),
        Some(Command::Check(args)) => check::run(*args),
        Some(Command::Baseline { action }) => baseline::run(*action),
        Some(Command::Explain(args)) => explain::run(&args),
        Some(Command::Rules(args)) => rules::run(&args),
        Some(Command::Debug { command: DebugCommand::Parse(args) }) => debug::parse(args),
        Some(Command::Debug { command: DebugCommand::Tree(args) }) => debug::tree(args),
        Some(Command::Debug { command: DebugCommand::Model(args) }) => debug::model(args),
    };
    result.unwrap_or_else(|failure| {
        output::error(&failure.to_string());
        Status::Failed
    })
}
