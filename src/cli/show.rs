//! `--show-config` and `--show-files`: what a run would go by, without running it.

use std::io::{self, Write};

use super::args::OutputArgs;
use super::configuration::Prepared;
use super::{Failure, Status, output};
use crate::config::{self, Config};
use crate::report::visible;

/// Prints what was asked for.
pub(super) fn run(args: &OutputArgs, prepared: &Prepared) -> Result<Status, Failure> {
    output::to_stdout(|out| match args.show_config {
        true => settings(prepared, out),
        false => files(prepared, out),
    })?;
    Ok(Status::Clean)
}

/// The settings of the root, then those of each sub-folder with a file of its own; each part is a
/// configuration file that says the same.
fn settings(prepared: &Prepared, out: &mut dyn Write) -> io::Result<()> {
    let rules = crate::rules();
    let all = std::iter::once(("", &prepared.config));
    let nested = prepared.config.folders.iter().map(|(folder, config)| (folder.as_str(), config));
    for (folder, config) in all.chain(nested) {
        let file = prepared.files.iter().find(|(of, _)| of == folder).map(|(_, path)| path.as_str());
        let is_nested = !folder.is_empty();
        if is_nested {
            writeln!(out)?;
        }
        let place = if is_nested { folder } else { "." };
        writeln!(out, "# {}: {}", visible(place), visible(file.unwrap_or("no configuration file")))?;
        for line in config::show(config, &rules, is_nested).lines() {
            writeln!(out, "{}", visible(line))?;
        }
    }
    Ok(())
}

/// One line for each file: whether it is read, why, and what governs it.
fn files(prepared: &Prepared, out: &mut dyn Write) -> io::Result<()> {
    let governing = |path: &str| {
        let config = prepared.config.of(path);
        let is_it = |(_, other): &(&String, &Config)| std::ptr::eq(*other, config);
        let folder = prepared.config.folders.iter().find(is_it).map_or("", |(folder, _)| folder);
        prepared.files.iter().find(|(of, _)| of == folder).map_or("no configuration", |(_, file)| file)
    };
    for file in prepared.discovered.listed.iter().filter(|file| prepared.discovered.covers(&file.path)) {
        let verdict = if file.relevant { "read" } else { "not read" };
        let (path, why) = (visible(&file.path), visible(&file.why));
        writeln!(out, "{path}: {verdict}: {why} ({})", visible(governing(&file.path)))?;
    }
    Ok(())
}
