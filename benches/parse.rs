//! Throughput of each parser, and its growth on hostile input.
//!
//! `cargo bench` reads `testdata/parse`; with `ACRLINT_BENCH_DIR` set it reads that folder instead.

#![allow(clippy::unwrap_used)]

use acrlint::syntax::{SyntaxTree, arm_expression, bicep, hcl, json};
use divan::Bencher;
use divan::counter::BytesCount;
use std::fmt;
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

/// About how much text one iteration over the fixtures parses.
const CORPUS_BYTES: usize = 2_000_000;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Language {
    Bicep,
    Hcl,
    Json,
    ArmExpression,
}

use Language::{ArmExpression, Bicep, Hcl, Json};

impl Language {
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "bicep" | "bicepparam" => Some(Bicep),
            "tf" | "tfvars" => Some(Hcl),
            "json" | "jsonc" => Some(Json),
            "txt" if path.parent()?.ends_with("arm-expression") => Some(ArmExpression),
            _ => None,
        }
    }

    fn parse(self, text: &str) -> SyntaxTree {
        match self {
            Bicep => bicep::parse(text),
            Hcl => hcl::parse(text),
            Json => json::parse(text),
            ArmExpression => arm_expression::parse(text),
        }
    }

    /// The fixtures as texts of the usual size: one large file, or many expressions.
    fn join(self, files: &[String]) -> Vec<String> {
        let bytes: usize = files.iter().map(String::len).sum();
        let rounds = CORPUS_BYTES / bytes.max(1) + 1;
        let all = || files.iter().cycle().take(files.len() * rounds);
        match self {
            Bicep | Hcl => vec![all().map(|file| format!("{file}\n")).collect()],
            Json => vec![format!("[{}]", all().map(|file| format!("{file}\n,")).collect::<String>())],
            ArmExpression => all().flat_map(|file| file.lines()).map(str::to_owned).collect(),
        }
    }
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The texts of a language below the folder to be measured.
fn corpus(language: Language) -> Vec<String> {
    let given = std::env::var_os("ACRLINT_BENCH_DIR").map(PathBuf::from);
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/parse");
    let mut paths = Vec::new();
    files_below(given.as_deref().unwrap_or(&fixtures), &mut paths);
    paths.sort();
    paths.retain(|path| Language::of(path) == Some(language));
    let texts: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    // Fixtures that are broken on purpose would measure the second pass.
    let valid = |text: &String| language == ArmExpression || language.parse(text).errors.is_empty();
    match given {
        Some(_) => texts,
        None => language.join(&texts.into_iter().filter(valid).collect::<Vec<_>>()),
    }
}

#[divan::bench(args = [Bicep, Hcl, Json, ArmExpression], sample_count = 20)]
fn files(bencher: Bencher, language: Language) {
    let texts = corpus(language);
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| texts.iter().map(|text| language.parse(text).len()).sum::<usize>());
}

/// A pattern that is repeated up to a size.
struct Hostile {
    language: Language,
    start: &'static str,
    pattern: &'static str,
    bytes: usize,
}

impl fmt::Display for Hostile {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let pattern: String = self.pattern.chars().take(16).collect();
        write!(f, "{:?} {:?} {} KiB", self.language, format!("{}{pattern}", self.start), self.bytes / 1024)
    }
}

/// Unclosed, deeply nested and endlessly broken texts at two sizes: time per byte must not grow.
fn hostile_texts() -> Vec<Hostile> {
    let patterns = [
        (Json, "", "["),
        (Json, "", "{\"a\":"),
        (Json, "", "\""),
        (Json, "", "\"\n"),
        (Json, "", "}\n"),
        (Json, "/*", " x\n"),
        (Json, "[", "{\n  \"a\": 1\n  %% <<\n},\n"),
        (ArmExpression, "[", "a("),
        (ArmExpression, "[a()", ".b"),
        (ArmExpression, "[", "'"),
        (Bicep, "var x = ", "["),
        (Bicep, "var x = ", "("),
        (Bicep, "var x = ", "{a:"),
        (Bicep, "type t = ", "'a'|"),
        (Bicep, "param p t", "?"),
        (Bicep, "", "'"),
        (Bicep, "", "@"),
        (Bicep, "var x = '''", " x\n"),
        (Bicep, "/*", " x\n"),
        (Bicep, "", "param a foo?\nresource r 'a/b@1' = {\n}\n"),
        (Bicep, "", "resource r 'a/b@1' = {\n  a: %% <<\n  b: 1\n}\n"),
        (Hcl, "x = ", "["),
        (Hcl, "x = ", "("),
        (Hcl, "x = ", "{a="),
        (Hcl, "x = ", "\"${"),
        (Hcl, "", "\""),
        (Hcl, "", "a {"),
        (Hcl, "x = <<EOT\n", " x\n"),
        (Hcl, "/*", " x\n"),
        (Hcl, "", "resource \"a\" \"b\" {\n  a = %% <<\n  b = 1\n}\n"),
    ];
    let sizes = [128 * 1024, 512 * 1024];
    let hostile = |(language, start, pattern), bytes| Hostile { language, start, pattern, bytes };
    patterns.into_iter().flat_map(|pattern| sizes.map(|bytes| hostile(pattern, bytes))).collect()
}

#[divan::bench(args = hostile_texts(), sample_count = 5, sample_size = 1)]
fn hostile(bencher: Bencher, hostile: &Hostile) {
    let text = hostile.start.to_owned() + &hostile.pattern.repeat(hostile.bytes / hostile.pattern.len());
    bencher.counter(BytesCount::new(text.len())).bench_local(|| hostile.language.parse(&text).len());
}
