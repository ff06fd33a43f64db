//! `acrlint check`.

use std::time::Instant;

use super::args::{CheckArgs, OutputArgs};
use super::{Failure, Status, baseline, coverage, explain_value, output, setup};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Report, Severity};
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
    let mut known = args.baseline.as_deref().map(baseline::read).transpose()?;
    options.watched = known.as_ref().map(|(known, _)| baseline::watched(known)).unwrap_or_default();
    let mut discovered = setup::discover(&options)?;
    if let (Some((known, text)), Some(path)) = (&mut known, &args.baseline) {
        known.source = Some(discovered.attach(path, std::mem::take(text)));
    }
    config.baseline = known.map(|(known, _)| known);
    let report = crate::check(&discovered, &config);
    let written = write(&args.output, &report, &discovered);
    if args.output.verbose {
        let file = config_file.map_or_else(|| "none".to_owned(), |path| path.display().to_string());
        output::error(&format!("root {}", root.display()));
        output::error(&format!("configuration {file}"));
        output::error(&format!("{} files with a supported name", discovered.supported));
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
    } else if !exit_zero && report.diagnostics.iter().any(|found| fails(found, config)) {
        Status::Findings
    } else {
        Status::Clean
    }
}

/// What is fixed is no reason to fail, unless somebody raised its severity.
fn fails(found: &Diagnostic, config: &Config) -> bool {
    let is_good_news = found.rule == "stale-baseline" && found.severity == Severity::Note;
    found.severity <= config.fail_on && !is_good_news
}
