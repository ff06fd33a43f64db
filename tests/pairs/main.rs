//! Pair equality: the model of a Bicep file equals the model of the JSON that compiling it gives.
//!
//! `cargo test --test pairs` compares the pairs of `testdata/pairs`; every one must be equal.
//! `cargo test --test pairs -- DIR… [--list] [--show PATH] [--module-cache DIR]` measures checkouts of
//! other people's code and reports what differs, by cause. `--fill-cache GITDIR --module-cache DIR`
//! fills a module cache with the modules that the files below DIR refer to, from the release tags of
//! a clone of Azure/bicep-registry-modules.
#![allow(unreachable_pub, clippy::print_stdout, clippy::print_stderr, reason = "a tool that reports")]

mod cache;
mod compare;
mod plain;
mod report;
mod stage;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

use compare::Difference;
use plain::Resource;
use stage::Pair;

/// What was asked for.
#[derive(Default)]
pub struct Options {
    /// Folders with pairs.
    folders: Vec<PathBuf>,
    /// Name every pair that differs.
    list: bool,
    /// Show both models of the pairs whose path contains this.
    show: Option<String>,
    module_cache: Option<PathBuf>,
    fill_cache: Option<PathBuf>,
    /// A word that is no folder: what `cargo test WORD` gives to every test.
    filter: Option<String>,
}

/// What comparing a pair gave.
pub struct Outcome {
    path: String,
    /// It holds a resource or a module that concerns a registry.
    has_registry: bool,
    resources: usize,
    differences: Vec<Difference>,
}

fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    if options.filter.as_ref().is_some_and(|word| !"pairs".contains(word.as_str())) {
        return ExitCode::SUCCESS;
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/pairs");
    let is_own = options.folders.is_empty();
    let folders = if is_own { std::slice::from_ref(&own) } else { &options.folders };
    if let (Some(repository), Some(cache)) = (&options.fill_cache, &options.module_cache) {
        folders.iter().for_each(|folder| cache::fill(folder, repository, cache));
        return ExitCode::SUCCESS;
    }
    let pairs: Vec<Pair> = folders.iter().flat_map(|folder| stage::find(folder)).collect();
    let wanted = |pair: &&Pair| options.show.as_ref().is_none_or(|part| pair.bicep.contains(part.as_str()));
    let pairs: Vec<&Pair> = pairs.iter().filter(wanted).collect();
    let outcomes: Vec<Outcome> = pairs.par_iter().map(|pair| compared(pair, &options)).collect();
    if is_own && options.show.is_none() && !tells_apart(&pairs, &options) {
        eprintln!("a pair equals another one: the comparison sees too little");
        return ExitCode::FAILURE;
    }
    report::print(&outcomes, options.list || is_own || options.show.is_some());
    let all_equal = !outcomes.is_empty() && outcomes.iter().all(|outcome| outcome.differences.is_empty());
    if all_equal || !is_own { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} takes a value"));
        match argument.as_str() {
            "--list" => options.list = true,
            "--show" => options.show = Some(value()?),
            "--module-cache" => options.module_cache = Some(value()?.into()),
            "--fill-cache" => options.fill_cache = Some(value()?.into()),
            folder if Path::new(folder).is_dir() => options.folders.push(folder.into()),
            path if path.contains(['/', '.']) => return Err(format!("`{path}` is no folder")),
            // What `cargo test -- …` says to tests of the usual kind.
            flag if flag.starts_with('-') => {}
            word => options.filter = Some(word.to_owned()),
        }
    }
    Ok(options)
}

/// Whether the Bicep of each pair differs from the JSON of the next: what never fails proves nothing.
fn tells_apart(pairs: &[&Pair], options: &Options) -> bool {
    let crossed = pairs.iter().zip(pairs.iter().skip(1)).map(|(this, next)| {
        let model =
            |pair: &Pair, path: &str| stage::Stage::of(pair, options.module_cache.as_deref()).model(path);
        let models = model(this, &this.bicep).zip(model(next, &next.json));
        models.is_some_and(|(bicep, json)| !compare::models(&bicep, &json).is_empty())
    });
    crossed.into_iter().all(|differs| differs)
}

/// Both models of a pair, compared.
fn compared(pair: &Pair, options: &Options) -> Outcome {
    let stage = stage::Stage::of(pair, options.module_cache.as_deref());
    let concerns = |resources: &[Resource]| {
        resources.iter().any(|resource| resource.kind.starts_with("microsoft.containerregistry/"))
    };
    let bicep = stage.model(&pair.bicep);
    let json = stage.model(&pair.json);
    let (differences, resources) = match (&bicep, &json) {
        (Some(bicep), Some(json)) => {
            if options.show.is_some() {
                show(&pair.bicep, bicep);
                show(&pair.json, json);
            }
            let mut differences = compare::models(bicep, json);
            if concerns(bicep) || concerns(json) {
                differences
                    .extend(compare::verdicts(stage.verdicts(&pair.bicep), stage.verdicts(&pair.json)));
            }
            (differences, json.len())
        }
        _ => {
            let which = if bicep.is_none() { "Bicep" } else { "JSON" };
            (vec![Difference::whole(format!("the {which} is not read as a template"))], 0)
        }
    };
    let has_registry = bicep.iter().chain(&json).any(|model| concerns(model)) || stage.names_registry;
    Outcome { path: pair.bicep.clone(), has_registry, resources, differences }
}

fn show(path: &str, resources: &[Resource]) {
    println!("=== {path}");
    for resource in resources {
        println!("{resource}");
    }
}
