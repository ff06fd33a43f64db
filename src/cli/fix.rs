//! `acrlint check --fix` and `--diff`: from what mending gives to files, or to a diff of them.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use similar::TextDiff;

use super::args::FixArgs;
use super::output::count;
use super::{Failure, atomic, output};
use crate::diagnostic::{Applicability, Diagnostic, Report};
use crate::discover::{self, Discovered};
use crate::fix::{self, Applied, Mended, Outcome};
use crate::report::visible;
use crate::source::ColumnUnit;

impl FixArgs {
    /// How far fixes may reach, if there are to be any.
    pub(super) fn reach(&self) -> Option<Applicability> {
        (self.fix || self.diff).then_some(match self.unsafe_fixes {
            true => Applicability::Unsafe,
            false => Applicability::Safe,
        })
    }
}

/// What became of the files.
pub(super) struct Done {
    /// What was done, as a phrase.
    pub(super) said: String,
    /// There is something to mend that was only shown.
    pub(super) is_open: bool,
    /// Why a file could not be written.
    pub(super) failures: Vec<Failure>,
}

/// Mends, and shows or writes what that changes; gives what is left to report and what was done. What
/// came from standard input, `piped`, goes to standard output.
pub(super) fn run(
    args: &FixArgs,
    reach: Applicability,
    discovered: &mut Discovered,
    check: fix::Check,
    piped: Option<&[u8]>,
) -> Result<(Report, Done), Failure> {
    let is_wanted = |found: &Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.applicability <= reach);
    let Outcome { files, applied, dropped, mut report } = fix::fix(discovered, check, &is_wanted);
    let mut failures = Vec::new();
    // What is not as it is to be: files that could not be written, or all if they are only shown.
    let mut left: Vec<&Mended> = Vec::new();
    if args.diff {
        output::to_stdout(|out| files.iter().try_for_each(|file| write_diff(file, out)))?;
        left.extend(&files);
    } else {
        let is_piped = |file: &Mended| discovered.stdin.as_ref() == Some(&file.path);
        if let Some(piped) = piped {
            let text =
                files.iter().find(|file| is_piped(file)).map_or(Ok(piped), |file| file.instead_of(piped));
            output::to_stdout(|out| out.write_all(text.as_ref().unwrap_or(&piped)))?;
            failures.extend(text.err());
        }
        for file in files.iter().filter(|file| !is_piped(file)) {
            if let Err(failure) = save(&discovered.root, file) {
                failures.push(failure);
                left.push(file);
            }
        }
    }
    if args.diff {
        for (span, reason) in &dropped {
            let source = discovered.sources.get(span.source);
            let line = source.position(span.start, ColumnUnit::Scalar).line;
            output::error(&format!("{}:{line}: {reason}", source.path));
        }
    }
    for file in &left {
        discovered.sources.replace(file.id, file.before.clone());
    }
    if !left.is_empty() {
        report = check(discovered);
    }
    let is_done =
        |it: &&Applied| args.diff || !it.files.iter().any(|id| left.iter().any(|file| file.id == *id));
    let fixes = applied.iter().filter(is_done).count();
    let written = if args.diff { files.len() } else { files.len() - left.len() };
    let verb = if args.diff { "would fix" } else { "fixed" };
    let mut said = format!("{verb} {} in {}", count(fixes, "finding"), count(written, "file"));
    if !dropped.is_empty() {
        let _ = write!(said, ", left {} that could not be fixed well", count(dropped.len(), "finding"));
    }
    if args.diff && files.iter().any(Mended::is_masked) {
        said.push_str("; the diff masks secrets, so it cannot be applied as a patch");
    }
    Ok((report, Done { said, is_open: args.diff && !files.is_empty(), failures }))
}

/// The changes of a file as `diff -u` writes them. Secrets beside them, and what could deceive a terminal
/// or a build service, are not shown as they are.
fn write_diff(file: &Mended, out: &mut dyn Write) -> io::Result<()> {
    for line in file.diff(&file.shown.0, &file.shown.1).split_inclusive('\n') {
        let (line, end) = line.split_at(line.trim_end_matches(['\r', '\n']).len());
        let (sign, line) = line.split_at_checked(1).unwrap_or(("", line));
        // A tab is no deception here.
        let parts: Vec<_> = line.split('\t').map(visible).collect();
        write!(out, "{sign}{}{end}", parts.join("\t"))?;
    }
    Ok(())
}

impl Mended {
    fn diff(&self, before: &str, after: &str) -> String {
        let path = visible(&self.path);
        let diff = TextDiff::from_lines(before, after);
        diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
    }

    /// True if something in its diff cannot be shown as it is.
    fn is_masked(&self) -> bool {
        self.diff(&self.before, &self.after) != self.diff(&self.shown.0, &self.shown.1)
    }

    /// The new bytes, if the old ones are those that were checked.
    fn instead_of(&self, bytes: &[u8]) -> Result<&[u8], Failure> {
        let reason = match std::str::from_utf8(bytes) {
            Ok(text) if text == self.before => return Ok(self.after.as_bytes()),
            Ok(_) => "it changed while it was checked",
            Err(_) => "it is not UTF-8",
        };
        Err(Failure::Write { path: self.path.clone(), reason: reason.to_owned() })
    }
}

/// Writes a file, unless somebody else changed it since it was read.
fn save(root: &Path, file: &Mended) -> Result<(), Failure> {
    let path = root.join(&file.path);
    let fail =
        |error: io::Error| Failure::Write { path: file.path.clone(), reason: discover::reason(&error) };
    let on_disk = std::fs::read(&path).map_err(fail)?;
    atomic::write(&path, file.instead_of(&on_disk)?).map_err(fail)
}
