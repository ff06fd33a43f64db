//! Writing to the terminal and to files.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::Path;

use super::Failure;
use super::args::When;
use crate::discover;
use crate::report::visible;

/// Writes to standard output. A reader that has gone away is not an error.
pub(super) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let result = write(&mut out).and_then(|()| out.flush());
    // What is left in the buffer after an error would be written once more when it is dropped.
    let _ = out.into_parts();
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Write { path: "standard output".to_owned(), reason: discover::reason(&error) })
        }
        _ => Ok(()),
    }
}

/// Writes to standard error. A reader that has gone away is not an error.
pub(super) fn to_stderr(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    match write(&mut io::stderr().lock()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Write { path: "standard error".to_owned(), reason: discover::reason(&error) })
        }
        _ => Ok(()),
    }
}

/// Writes a file.
pub(super) fn to_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let result = File::create(path).map(BufWriter::new).and_then(|mut out| {
        write(&mut out)?;
        out.flush()
    });
    result.map_err(|error| Failure::Write {
        path: path.display().to_string(),
        reason: discover::reason(&error),
    })
}

/// `1 file`, `2 files`.
pub(super) fn count(number: usize, name: &str) -> String {
    count_as(number, name, &format!("{name}s"))
}

/// `1 entry`, `2 entries`.
pub(super) fn count_as(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Writes a line to standard error, and never fails.
pub(super) fn line(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes an error to standard error; the text may come from anywhere.
pub(super) fn error(text: &str) {
    for part in text.lines() {
        line(&format!("acrlint: {}", visible(part)));
    }
}

/// Whether standard output gets colors. The option decides, then `NO_COLOR`, then the variables that
/// force colors, then whether it is a terminal.
pub(super) fn use_color(when: When) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_forced = |name: &str| is_set(name) && std::env::var_os(name).is_some_and(|value| value != "0");
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if is_set("NO_COLOR") => false,
        When::Auto if is_forced("FORCE_COLOR") || is_forced("CLICOLOR_FORCE") => true,
        When::Auto => {
            io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}
