//! Lists `src/rules/*.rs`: each file is a module with a `RULE`, its name is the file's, its
//! documentation the leading `//!` block.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    println!("cargo::rerun-if-changed=src/rules");
    let mut files: Vec<_> = fs::read_dir(Path::new(&root).join("src/rules"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files.sort();
    let (mut modules, mut list) = (String::new(), String::new());
    for path in &files {
        let Some(module) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let text = fs::read_to_string(path)?;
        let docs: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).collect();
        let docs: String =
            docs.iter().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
        let name = module.replace('_', "-");
        writeln!(modules, "#[path = {:?}]\nmod {module};", path).map_err(io::Error::other)?;
        let examples = examples(&Path::new(&root).join("testdata/rules").join(&name))?;
        writeln!(
            list,
            "    NamedRule {{ name: {name:?}, docs: {docs:?}, rule: &{module}::RULE, examples: &[{examples}] }},"
        )
        .map_err(io::Error::other)?;
    }
    let code =
        format!("{modules}\n/// Every rule, by name.\npub static RULES: &[NamedRule] = &[\n{list}];\n");
    fs::write(Path::new(&out).join("rules.rs"), code)
}

/// The plain cases of a rule's fixtures, `fail.*` and then `pass.*`: what `explain` shows.
fn examples(folder: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut code = String::new();
    for case in ["fail", "pass"] {
        for ending in ["bicep", "json", "tf", "azapi.tf"] {
            let path = folder.join(format!("{case}.{ending}"));
            if path.exists() {
                write!(code, "(\"{case}.{ending}\", include_str!({path:?})), ").map_err(io::Error::other)?;
            }
        }
    }
    Ok(code)
}
