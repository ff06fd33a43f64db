//! `acrlint debug`: what the stages before the rules make of files.

mod model;

use std::io::{self, Write};
use std::time::Instant;

use rayon::prelude::*;

use super::args::{DebugArgs, FileArgs};
use super::{Failure, Status, output, setup};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::discover::Discovered;
use crate::report::{self, Format, ParseTotals, Style, visible};
use crate::source::{Source, SourceId, Span};
use crate::syntax::{self, Node, SyntaxTree};

/// The name of the rule that reports syntax errors.
const SYNTAX_ERROR: &str = "syntax-error";

/// Syntax errors and totals.
pub(super) fn parse(args: DebugArgs) -> Result<Status, Failure> {
    let discovered = read_everything(args.files)?;
    let start = Instant::now();
    let trees = trees(&discovered);
    let seconds = start.elapsed().as_secs_f64();
    let mut diagnostics: Vec<_> =
        discovered.diagnostics.iter().filter(|found| discovered.concerns(found)).cloned().collect();
    for (source, tree) in &trees {
        diagnostics.extend(tree.errors.iter().map(|error| {
            let span = Span::new(*source, error.range.start, error.range.end);
            Diagnostic::at(SYNTAX_ERROR, Severity::Error, span, &error.message)
        }));
    }
    let bytes = trees.iter().map(|(source, _)| discovered.sources.get(*source).text.len()).sum();
    let totals = ParseTotals { files: trees.len(), bytes, errors: diagnostics.len(), seconds };
    let report = Report { diagnostics, ..Report::default() };
    output::to_stdout(|out| {
        if args.json {
            return report::json::render_parse(&report, &discovered.sources, totals, out);
        }
        report::render(Format::Concise, &report, &discovered.sources, Style::default(), out)?;
        writeln!(
            out,
            "{} files, {} bytes, {} errors, {:.3} s",
            totals.files, totals.bytes, totals.errors, totals.seconds
        )
    })?;
    Ok(if report.diagnostics.is_empty() { Status::Clean } else { Status::Findings })
}

/// The syntax trees: one line per node with its range, and the text of leaves.
pub(super) fn tree(args: DebugArgs) -> Result<Status, Failure> {
    let discovered = read_everything(args.files)?;
    let trees = trees(&discovered);
    output::to_stdout(|out| {
        trees.iter().try_for_each(|(source, tree)| dump(discovered.sources.get(*source), tree, out))
    })?;
    Ok(Status::Clean)
}

/// The evaluated model: resources in ARM shape, with spans, origins and traces.
pub(super) fn model(args: DebugArgs) -> Result<Status, Failure> {
    let discovered = read_everything(args.files)?;
    output::to_stdout(|out| model::write(&discovered, args.json, out))?;
    Ok(Status::Clean)
}

fn read_everything(args: FileArgs) -> Result<Discovered, Failure> {
    let mut options = setup::options(args)?;
    options.everything = true;
    setup::discover(&options)
}

/// The trees of every reported file that could be read.
fn trees(discovered: &Discovered) -> Vec<(SourceId, SyntaxTree)> {
    let is_wanted = |(id, source): &(SourceId, &Source)| {
        !discovered.unread.contains(id) && discovered.covers(&source.path)
    };
    let sources: Vec<_> = discovered.sources.iter().filter(is_wanted).collect();
    sources.into_par_iter().map(|(id, source)| (id, syntax::parse(source.language, &source.text))).collect()
}

fn dump(source: &Source, tree: &SyntaxTree, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", visible(&source.path))?;
    let mut open: Vec<(Node<'_>, usize)> = tree.root().into_iter().map(|root| (root, 1)).collect();
    while let Some((node, depth)) = open.pop() {
        let range = node.range();
        write!(out, "{:indent$}{:?} {}..{}", "", node.kind(), range.start, range.end, indent = depth * 2)?;
        let first = open.len();
        open.extend(node.children().map(|child| (child, depth + 1)));
        if open.len() == first {
            write!(out, " {}", visible(node.text(&source.text)))?;
        }
        writeln!(out)?;
        // The stack gives back the last child first.
        if let Some(children) = open.get_mut(first..) {
            children.reverse();
        }
    }
    for error in &tree.errors {
        writeln!(out, "  error {}..{}: {}", error.range.start, error.range.end, visible(&error.message))?;
    }
    Ok(())
}
