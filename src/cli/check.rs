//! `acrlint check`.

use std::time::Instant;

use super::args::{CheckArgs, OutputArgs};
use super::{Failure, Status, coverage, explain_value, output, setup};
use crate::config::Config;
use crate::diagnostic::Report;
use crate::discover::{self, Discovered};
use crate::report::{self, Style};

/// Discovers, checks and reports.
pub(super) fn run(args: CheckArgs) -> Result<Status, Failure> {
    if let Some(place) = args.output.explain_value.clone() {
        return explain_value::run(args, &place);
    }
    let start = Instant::now();
    let rules = crate::rules();
    let mut options = setup::options(args.files)?;
    let root = discover::root(&options)?;
    let (mut config, config_file) = setup::config(&args.rules, &root, &rules)?;
    options.exclude.extend(config.exclude.iter().cloned());
    let mut formats = args.output.output.iter().map(|(format, _)| format).chain([&args.output.format]);
    if formats.any(|format| format.assesses()) {
        config.assess = report::compliance::rules();
    }
    let discovered = setup::discover(&options)?;
    let report = crate::check(&discovered, &config);
    let written = write(&args.output, &report, &discovered);
    if args.output.verbose {
        let file = config_file.map_or_else(|| "none".to_owned(), |path| path.display().to_string());
        output::error(&format!("root {}", root.display()));
        output::error(&format!("configuration {file}"));
        output::error(&format!("{} files with a supported name", discovered.seen.len()));
        for (path, reason) in &report.coverage.skipped {
            output::error(&format!("skipped {path}: {reason}"));
        }
    }
    if !args.output.quiet {
        output::line(&coverage::line(&report, start.elapsed()));
    }
    written?;
    Ok(status(&report, &config, args.rules.exit_zero))
}

/// Report files first: a reader of standard output may go away.
fn write(args: &OutputArgs, report: &Report, discovered: &Discovered) -> Result<(), Failure> {
    let style = Style {
        color: false,
        show_unknown: args.show_unknown,
        show_suppressed: args.show_suppressed,
        statistics: args.statistics,
    };
    let mut result = Ok(());
    for (format, path) in &args.output {
        let one =
            output::to_file(path, |out| report::render(*format, report, &discovered.sources, style, out));
        result = result.and(one);
    }
    let style = Style { color: output::use_color(args.color), ..style };
    result.and(output::to_stdout(|out| report::render(args.format, report, &discovered.sources, style, out)))
}

fn status(report: &Report, config: &Config, exit_zero: bool) -> Status {
    if report.internal_error {
        Status::Failed
    } else if !exit_zero && report.diagnostics.iter().any(|found| found.severity <= config.fail_on) {
        Status::Findings
    } else {
        Status::Clean
    }
}
