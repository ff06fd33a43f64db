//! `acrlint check`.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use super::args::{CheckArgs, OutputArgs};
use super::configuration::{self, Prepared};
use super::{Failure, Status, baseline, coverage, explain_value, fix, output, setup, show, since};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::discover::Discovered;
use crate::report::{self, Style};

/// Discovers, checks and reports.
pub(super) fn run(args: CheckArgs) -> Result<Status, Failure> {
    if let Some(place) = args.output.explain_value.clone() {
        return explain_value::run(args, &place);
    }
    let start = Instant::now();
    let mut options = setup::options(args.files)?;
    options.list = args.output.show_files;
    let (file, is_off) = (args.baseline.as_deref(), args.no_baseline);
    let known = |config: &Config, root: &Path| match is_off {
        true => Ok(None),
        false => baseline::known(file, config, root),
    };
    let Prepared { mut discovered, mut config, files } =
        configuration::prepare(&mut options, &args.rules, &known)?;
    if args.output.show_config || args.output.show_files {
        return show::run(&args.output, &Prepared { discovered, config, files });
    }
    let mut formats = args.output.output.iter().map(|(format, _)| format).chain([&args.output.format]);
    if formats.any(|format| format.assesses()) {
        config.assess = report::compliance::rules();
    }
    let compare = |reference| since::compare(reference, &options, &args.rules, &discovered, &config);
    let since = args.since.as_deref().map(compare).transpose()?;
    let check = |discovered: &Discovered| match &since {
        Some(since) => crate::check_since(discovered, &config, since),
        None => crate::check(discovered, &config),
    };
    let piped = options.stdin.as_ref().map(|(_, bytes)| bytes.as_slice());
    let mended = match args.fix.reach() {
        Some(reach) => Some(fix::run(&args.fix, reach, &mut discovered, &check, piped)?),
        None => None,
    };
    let (report, mended) = match mended {
        Some((report, mended)) => (report, Some(mended)),
        None => (check(&discovered), None),
    };
    let to = match (args.fix.diff, &mended, piped) {
        (true, ..) => Stream::None,
        // The mended text goes to standard output.
        (false, Some(_), Some(_)) => Stream::Error,
        _ => Stream::Output,
    };
    let written = write(&args.output, &report, &discovered, to);
    if args.output.verbose {
        say_what_was_read(&report, &discovered, &files);
    }
    if !args.output.quiet {
        let fixes = mended.as_ref().map(|it| it.said.clone()).or_else(|| coverage::fixable(&report));
        fixes.iter().for_each(|line| output::line(line));
        output::line(&coverage::line(&report, start.elapsed()));
    }
    written?;
    let is_open = mended.as_ref().is_some_and(|mended| mended.is_open);
    let failures = mended.map(|mended| mended.failures).unwrap_or_default();
    failures.iter().for_each(|failure| output::error(&failure.to_string()));
    Ok(match status(&report, &config) {
        _ if !failures.is_empty() => Status::Failed,
        Status::Clean if !is_open => Status::Clean,
        Status::Clean | Status::Findings if args.rules.exit_zero => Status::Clean,
        Status::Clean => Status::Findings,
        status => status,
    })
}

fn say_what_was_read(report: &Report, discovered: &Discovered, files: &[(String, String)]) {
    let files: Vec<&str> = files.iter().map(|(_, path)| path.as_str()).collect();
    let files = if files.is_empty() { "none".to_owned() } else { files.join(", ") };
    output::error(&format!("root {}", discovered.root.display()));
    output::error(&format!("configuration {files}"));
    output::error(&format!("{} files with a supported name", discovered.seen.len()));
    for (path, reason) in &report.coverage.skipped {
        output::error(&format!("skipped {path}: {reason}"));
    }
}

/// Where the report goes that has no file.
enum Stream {
    Output,
    Error,
    None,
}

/// Report files first: a reader of standard output may go away.
fn write(args: &OutputArgs, report: &Report, discovered: &Discovered, to: Stream) -> Result<(), Failure> {
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
    let render = |out: &mut dyn Write| report::render(args.format, report, &discovered.sources, style, out);
    result.and(match to {
        Stream::Output => output::to_stdout(render),
        Stream::Error => output::to_stderr(render),
        Stream::None => Ok(()),
    })
}

fn status(report: &Report, config: &Config) -> Status {
    if report.internal_error {
        Status::Failed
    } else if report.diagnostics.iter().any(|found| fails(found, config)) {
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
