//! Reports: one file per format, each a pure function from the [`Report`] to bytes. Nothing outside
//! this module knows a format, and no format knows where its bytes go.

mod anchor;
pub mod compliance;
mod concise;
mod escape;
mod github;
mod html;
pub mod json;
mod line_hash;
pub mod lsp;
mod markdown;
pub mod sarif;
mod snippet;
mod statistics;
mod suppressed;
mod text;
mod unknown;

use std::fmt;
use std::io::{self, Write};

use clap::ValueEnum;

use crate::diagnostic::Report;
use crate::source::SourceMap;

pub use escape::{json_line, visible};
pub use json::ParseTotals;

/// A report format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Findings with the code they are about
    Text,
    /// One line per finding
    Concise,
    /// Everything, for programs (docs/json-output.schema.json)
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions: annotations in the code of a pull request
    Github,
    /// One line of JSON per checked file, as language servers publish diagnostics
    Lsp,
    /// How each registry stands against the security baseline, as text tables
    Compliance,
    /// Findings and how each registry stands, for a pull request or a job summary; at most 1 MiB
    Markdown,
    /// The same as one page for a browser or for paper, which needs nothing else
    Html,
}

impl Format {
    /// Whether it shows how registries stand, so that the rules that decide that have to run.
    pub fn assesses(self) -> bool {
        matches!(self, Self::Compliance | Self::Markdown | Self::Html)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Lsp => "lsp",
            Self::Compliance => "compliance",
            Self::Markdown => "markdown",
            Self::Html => "html",
        })
    }
}

/// What the formats can be asked to do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Use colors.
    pub color: bool,
    /// List the verdicts that could not be reached.
    pub show_unknown: bool,
    /// List the findings that the code says not to report; SARIF has them only then.
    pub show_suppressed: bool,
    /// Count the findings by rule.
    pub statistics: bool,
}

/// Writes the report in a format.
pub fn render(
    format: Format,
    report: &Report,
    sources: &SourceMap,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => text::render(report, sources, style, out),
        Format::Concise => concise::render(report, sources, style, out),
        Format::Json => json::render(report, sources, out),
        Format::Sarif => sarif::render(report, sources, style, out),
        Format::Github => github::render(report, sources, out),
        Format::Lsp => lsp::render(report, sources, out),
        Format::Compliance => compliance::render(report, sources, style, out),
        Format::Markdown => markdown::render(report, sources, out),
        Format::Html => html::render(report, sources, out),
    }
}
