//! The arguments, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::explain_value::Place;
use crate::diagnostic::Severity;
use crate::report::Format;

/// Finds where an Azure Container Registry declared in Bicep, Terraform or ARM JSON departs from the
/// security baseline.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Without a command, `check` runs.\n\nExit codes: 0 nothing at or above --fail-on, 1 findings, 2 the run could not do its job."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) check: CheckArgs,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check files (the default command)
    Check(Box<CheckArgs>),
    /// Write down findings to live with for now, so that `check --baseline` reports the others
    Baseline {
        #[command(subcommand)]
        action: Box<BaselineAction>,
    },
    /// Print the documentation of a rule
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Show what acrlint makes of files
    #[command(hide = true)]
    Debug {
        #[command(subcommand)]
        command: DebugCommand,
    },
}

/// What to do with the baseline.
#[derive(Debug, Subcommand)]
pub(super) enum BaselineAction {
    /// Write a baseline of all findings
    Create {
        #[command(flatten)]
        args: BaselineArgs,
        /// Replace the file if it is there
        #[arg(long)]
        force: bool,
    },
    /// Add what is new to the baseline and drop what is fixed
    Update(BaselineArgs),
    /// Drop what is fixed from the baseline
    Prune(BaselineArgs),
}

/// Arguments of the baseline commands.
#[derive(Clone, Debug, Args)]
pub(super) struct BaselineArgs {
    #[command(flatten)]
    pub(super) files: FileArgs,
    #[command(flatten)]
    pub(super) rules: SelectionArgs,
    /// File of the baseline [default: baseline in acrlint.toml, else acrlint-baseline.jsonl in the root]
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Say nothing on standard error but errors
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// Views of the stages before the rules.
#[derive(Debug, Subcommand)]
pub(super) enum DebugCommand {
    /// Syntax errors and totals
    Parse(DebugArgs),
    /// The syntax trees
    Tree(DebugArgs),
    /// The evaluated model
    Model(DebugArgs),
}

/// What to read.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Files")]
pub(super) struct FileArgs {
    /// Files and directories to report on; `-` is standard input [default: .]
    #[arg(value_name = "PATH", help_heading = "Arguments")]
    pub(super) paths: Vec<PathBuf>,
    /// Directory that paths are relative to and below which modules are looked up [default: top of the git work tree]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Read files that .gitignore or .ignore exclude
    #[arg(long)]
    pub(super) no_ignore: bool,
    /// Read hidden files and directories
    #[arg(long)]
    pub(super) hidden: bool,
    /// Do not read paths that match, as in a .gitignore at the root (repeatable)
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,
    /// Parameter file to use instead of those that would be found, for the entry points that declare its names; each makes a context of its own (repeatable)
    #[arg(long, value_name = "FILE")]
    pub(super) params: Vec<PathBuf>,
    /// Directory of the modules that Bicep fetched [default: cacheRootDirectory in bicepconfig.json, else ~/.bicep]
    #[arg(long, value_name = "DIR", conflicts_with = "no_module_cache")]
    pub(super) module_cache: Option<PathBuf>,
    /// Do not read modules that Bicep fetched
    #[arg(long)]
    pub(super) no_module_cache: bool,
    /// Name that standard input goes by; its ending tells the language
    #[arg(long, value_name = "NAME", default_value = "stdin.bicep")]
    pub(super) stdin_filename: String,
    /// Number of threads [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
}

/// Arguments of `check`.
#[derive(Clone, Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) files: FileArgs,
    #[command(flatten)]
    pub(super) rules: SelectionArgs,
    /// Do not report the findings in this file, which `acrlint baseline create` writes [default: baseline in acrlint.toml]
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(super) baseline: Option<PathBuf>,
    /// Report what is in the baseline, too
    #[arg(long, conflicts_with = "baseline", help_heading = "Rules")]
    pub(super) no_baseline: bool,
    /// Report only what changes since a git revision brought or touch; the changes are those since HEAD and REF parted
    #[arg(long, value_name = "REF", help_heading = "Rules", conflicts_with = "explain_value")]
    pub(super) since: Option<String>,
    #[command(flatten)]
    pub(super) fix: FixArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// What is mended.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Fixes")]
#[group(skip)]
pub(super) struct FixArgs {
    /// Mend what can be mended safely, in the files whose findings are reported; standard input goes to standard output
    #[arg(long, group = "mending")]
    pub(super) fix: bool,
    /// Mend also what may cut reachability, delete data, replace a resource or be irreversible (with --fix or --diff)
    #[arg(long, requires = "mending")]
    pub(super) unsafe_fixes: bool,
    /// Write no file, and print what would change as a unified diff instead of the report
    #[arg(long, group = "mending", conflicts_with = "format")]
    pub(super) diff: bool,
}

/// Which rules run and how they are judged.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Rules")]
pub(super) struct SelectionArgs {
    /// Set of rules to run
    #[arg(long, value_enum)]
    pub(super) profile: Option<ProfileArg>,
    /// Run only these and the rules about the run itself: rule, control (NS-2), policy:ID, tip:N or peer:ID; replaces the profile and the selection in the configuration
    #[arg(long, value_name = "X", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Run these as well
    #[arg(long, value_name = "X", value_delimiter = ',')]
    pub(super) extend_select: Vec<String>,
    /// Do not run these
    #[arg(long, value_name = "X", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Report a rule's findings with this severity: error, warning or note (repeatable)
    #[arg(long, value_name = "RULE=LEVEL", value_delimiter = ',')]
    pub(super) severity: Vec<String>,
    /// Mildest severity that gives exit code 1 [default: warning]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) fail_on: Option<Level>,
    /// Exit with 0 even if there are findings
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// Configuration file for everything [default: of each file the nearest acrlint.toml in its folder or above it, up to the root]
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(super) config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long)]
    pub(super) isolated: bool,
    /// Report what comments and metadata in the code or `ignore` in the configuration suppress, too
    #[arg(long)]
    pub(super) no_suppressions: bool,
    /// Day that lifecycle rules and suppressions with an end judge by, YYYY-MM-DD [default: the current day in UTC]
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<String>,
}

/// What is written where.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// Format of the report on standard output
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: Format,
    /// Write a report to a file as well (repeatable)
    #[arg(long, value_name = "FORMAT=FILE", value_parser = format_and_file)]
    pub(super) output: Vec<(Format, PathBuf)>,
    /// List the verdicts that could not be reached, why, and where the value got lost (text formats)
    #[arg(long)]
    pub(super) show_unknown: bool,
    /// List the findings that the code or the configuration suppresses, and why, and those in the baseline (text formats, SARIF)
    #[arg(long)]
    pub(super) show_suppressed: bool,
    /// Instead of checking, print how the values at a place came about, hop by hop, for each set of parameters
    #[arg(long, value_name = "PATH:LINE[:COL]", conflicts_with_all = ["output", "show_unknown", "show_suppressed", "statistics"])]
    pub(super) explain_value: Option<Place>,
    /// Instead of checking, print the settings that hold and where each comes from, for the root and every folder with a configuration of its own
    #[arg(long, conflicts_with_all = ["output", "show_unknown", "show_suppressed", "statistics", "explain_value"])]
    pub(super) show_config: bool,
    /// Instead of checking, print every file that was looked at: whether it is read and why, and the configuration that governs it
    #[arg(long, conflicts_with_all = ["output", "show_unknown", "show_suppressed", "statistics", "explain_value", "show_config"])]
    pub(super) show_files: bool,
    /// Count the findings by rule (text formats)
    #[arg(long)]
    pub(super) statistics: bool,
    /// Use colors
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(super) color: When,
    /// Say nothing on standard error but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say more about what was read
    #[arg(short, long)]
    pub(super) verbose: bool,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Name of the rule
    pub(super) rule: String,
}

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// Format of the list; Markdown has the documentation of every rule
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: ListFormat,
    /// List the rules of other linters and what takes their place
    #[arg(long)]
    pub(super) peers: bool,
}

/// Arguments of the debug commands.
#[derive(Clone, Debug, Args)]
pub(super) struct DebugArgs {
    #[command(flatten)]
    pub(super) files: FileArgs,
    /// Write JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Formats of `rules`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ListFormat {
    /// One line per rule
    Text,
    /// All that is known of every rule
    Json,
    /// A table
    Markdown,
}

/// When to do something that depends on the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// As NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE say, else on a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Profiles.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ProfileArg {
    /// Rules that nearly every registry should meet
    Default,
    /// All rules
    Strict,
}

/// Severities.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Level {
    /// Access is open, a secret is exposed, or the deployment would fail
    Error,
    /// The baseline is not met
    Warning,
    /// Hardening with a cost, or a lifecycle remark
    Note,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Note => Self::Note,
        }
    }
}

fn format_and_file(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, file) =
        text.split_once('=').ok_or("expected FORMAT=FILE, for instance sarif=acrlint.sarif")?;
    if file.is_empty() {
        return Err("the file name is missing".to_owned());
    }
    let format = Format::from_str(format, false).map_err(|_| {
        let names: Vec<String> = Format::value_variants().iter().map(|format| format.to_string()).collect();
        format!("unknown format `{format}`; one of {}", names.join(", "))
    })?;
    Ok((format, PathBuf::from(file)))
}
