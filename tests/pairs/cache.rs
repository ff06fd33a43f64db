//! Filling a module cache from a clone of the public registry's repository: each release tag holds
//! the compiled `main.json` of its module.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use regex::Regex;

/// Writes `main.json` of every module of the public registry that Bicep files below `folder` name.
pub fn fill(folder: &Path, repository: &Path, cache: &Path) {
    let modules = referenced(folder);
    let (mut filled, mut absent) = (0, BTreeSet::new());
    for (module, tag) in &modules {
        // The layout is the one of the Bicep command line: `/` of the repository is `$`, and a tag
        // ends in `$` as none of its letters needed a mark.
        let flat = format!("bicep/{module}").replace('/', "$");
        let target = cache.join(format!("br/mcr.microsoft.com/{flat}/{tag}$/main.json"));
        if target.is_file() {
            filled += 1;
            continue;
        }
        match compiled(repository, module, tag) {
            Some(bytes) => {
                if let Some(parent) = target.parent() {
                    let _ = fs::create_dir_all(parent);
                }
                match fs::write(&target, bytes) {
                    Ok(()) => filled += 1,
                    Err(error) => eprintln!("{}: {error}", target.display()),
                }
            }
            None => {
                absent.insert(format!("{module}:{tag}"));
            }
        }
    }
    println!("{} modules are named, {filled} are in the cache", modules.len());
    absent.iter().for_each(|module| println!("  without a release tag: {module}"));
}

/// Path and tag of each module of the public registry that is named.
fn referenced(folder: &Path) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    let Ok(remote) = Regex::new(r"'br(?:/public:|:mcr\.microsoft\.com/bicep/)([\w./-]+):([\w.-]+)'") else {
        return found;
    };
    let mut pending = vec![folder.to_owned()];
    while let Some(directory) = pending.pop() {
        for path in fs::read_dir(&directory).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|ending| ending == "bicep") {
                let text = fs::read_to_string(&path).unwrap_or_default();
                found.extend(remote.captures_iter(&text).map(|it| (it[1].to_owned(), it[2].to_owned())));
            }
        }
    }
    found
}

fn compiled(repository: &Path, module: &str, tag: &str) -> Option<Vec<u8>> {
    let object = format!("refs/tags/{module}/{tag}:{module}/main.json");
    let output = Command::new("git").arg("-C").arg(repository).args(["show", &object]).output().ok()?;
    let text = String::from_utf8(output.stdout).ok().filter(|_| output.status.success())?;
    // Publishing puts the version into the name of the deployment that counts uses.
    Some(text.replace("-..--..-", tag).into_bytes())
}
