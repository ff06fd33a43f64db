//! Does acrlint reject what the Bicep compiler's parser rejects? The compiler's repository has the
//! diagnostics of its sample files beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use acrlint::source::{ColumnUnit, Language, Source};
use acrlint::syntax;

/// The codes that the compiler gives for the form of a text, before it knows what names mean, with
/// what its messages say. Others concern names, types or values, which a parser does not judge.
/// Messages: <https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-core-diagnostics>
const SYNTAX_CODES: [(&str, &str); 63] = [
    ("BCP001", "token not recognized"),
    ("BCP002", "comment not terminated"),
    ("BCP003", "string not terminated"),
    ("BCP004", "string not terminated before the new line"),
    ("BCP005", "string not terminated in an escape sequence"),
    ("BCP006", "escape sequence not recognized"),
    ("BCP007", "declaration not recognized"),
    ("BCP008", "`=` or a new line expected"),
    ("BCP009", "expression expected"),
    ("BCP010", "integer of 64 bits expected"),
    ("BCP011", "literal of a string, boolean or integer expected"),
    ("BCP012", "keyword expected"),
    ("BCP013", "parameter identifier expected"),
    ("BCP015", "variable identifier expected"),
    ("BCP016", "output identifier expected"),
    ("BCP017", "resource identifier expected"),
    ("BCP018", "character expected"),
    ("BCP019", "new line expected"),
    ("BCP020", "function or property name expected"),
    ("BCP021", "numeric literal expected"),
    ("BCP022", "property name expected"),
    ("BCP023", "variable or function name expected"),
    ("BCP024", "identifier too long"),
    ("BCP064", "unexpected tokens in an interpolation"),
    ("BCP068", "resource type string expected"),
    ("BCP087", "array or object literal where none may be"),
    ("BCP096", "module identifier expected"),
    ("BCP097", "module path string expected"),
    ("BCP103", "double quote"),
    ("BCP117", "empty indexer"),
    ("BCP118", "`{`, `[` or `if` expected"),
    ("BCP123", "namespace or decorator name expected"),
    ("BCP133", "escape sequence of no character"),
    ("BCP136", "loop item identifier expected"),
    ("BCP140", "multi-line string not terminated"),
    ("BCP162", "loop item identifier or `(` expected"),
    ("BCP167", "`{` or `if` expected"),
    ("BCP201", "extension specification expected"),
    ("BCP202", "extension alias expected"),
    ("BCP226", "diagnostic code expected in a directive"),
    ("BCP236", "new line or comma expected"),
    ("BCP237", "comma expected"),
    ("BCP238", "new line after a comma"),
    ("BCP243", "parentheses need exactly one expression"),
    ("BCP249", "loop variable block needs two elements"),
    ("BCP257", "file path string expected"),
    ("BCP266", "metadata identifier expected"),
    ("BCP279", "type expected"),
    ("BCP300", "type literal expected"),
    ("BCP305", "`with`, `as` or a new line expected"),
    ("BCP317", "identifier, string or asterisk expected"),
    ("BCP322", "safe dereference of a function call"),
    ("BCP325", "type identifier expected"),
    ("BCP337", "declaration not valid in a parameters file"),
    ("BCP344", "assert identifier expected"),
    ("BCP346", "test identifier expected"),
    ("BCP347", "test path string expected"),
    ("BCP354", "`{` or `*` expected"),
    ("BCP355", "name of an exported symbol expected"),
    ("BCP356", "namespace identifier expected"),
    ("BCP375", "alias of a quoted import expected"),
    ("BCP404", "path of `extends` missing"),
    ("BCP436", "`with` or a new line expected"),
];

/// The verdicts on one sample.
struct Sample {
    name: String,
    /// Lines, counted from 0, on which the compiler reports a syntax error, and its codes.
    compiler: BTreeMap<usize, Vec<String>>,
    /// Lines on which acrlint does, and what it says.
    acrlint: BTreeMap<usize, String>,
}

impl Sample {
    fn agrees(&self) -> bool {
        self.compiler.is_empty() == self.acrlint.is_empty()
    }

    /// How many lines both reject, only the compiler, only acrlint.
    fn lines(&self) -> [usize; 3] {
        let both = self.compiler.keys().filter(|line| self.acrlint.contains_key(line)).count();
        [both, self.compiler.len() - both, self.acrlint.len() - both]
    }

    /// Writes the lines that only acrlint rejects, and the whole sample if the verdicts differ.
    fn write_differences(&self, out: &mut dyn Write) -> io::Result<()> {
        if !self.agrees() {
            let codes: BTreeSet<_> = self.compiler.values().flatten().collect();
            writeln!(out, "- {}: acrlint {:?}, compiler {codes:?}", self.name, self.acrlint.values().next())?;
        }
        let mut alone = self.acrlint.iter().filter(|(line, _)| !self.compiler.contains_key(line));
        alone.try_for_each(|(line, message)| writeln!(out, "- {}:{}: {message}", self.name, line + 1))
    }
}

/// Compares every sample below a folder and prints one line per set of samples, then where acrlint
/// finds an error and the compiler none.
pub(crate) fn compare(folder: &Path, out: &mut dyn Write) -> io::Result<()> {
    let mut sets = Vec::new();
    sets_below(folder, &mut sets)?;
    writeln!(
        out,
        "| set | samples | both reject | both accept | differ | lines both reject | only the compiler | only acrlint |"
    )?;
    writeln!(out, "|---|{}", "--:|".repeat(7))?;
    for (set, samples) in &sets {
        let count = |wanted: fn(&Sample) -> bool| samples.iter().filter(|sample| wanted(sample)).count();
        let rejected = count(|sample| sample.agrees() && !sample.acrlint.is_empty());
        let accepted = count(|sample| sample.agrees() && sample.acrlint.is_empty());
        let differ = count(|sample| !sample.agrees());
        let sum =
            |column: usize| samples.iter().filter_map(|sample| sample.lines().get(column).copied()).sum();
        let [both, compiler, acrlint]: [usize; 3] = [0, 1, 2].map(sum);
        let total = samples.len();
        writeln!(
            out,
            "| {set} | {total} | {rejected} | {accepted} | {differ} | {both} | {compiler} | {acrlint} |"
        )?;
    }
    writeln!(out)?;
    sets.iter().flat_map(|(_, samples)| samples).try_for_each(|sample| sample.write_differences(out))
}

/// Adds the folders below, or this one, that have samples as sub-folders; sorted by name.
fn sets_below(folder: &Path, sets: &mut Vec<(String, Vec<Sample>)>) -> io::Result<()> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for entry in folder.read_dir()? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        }
    }
    folders.sort();
    let samples: Vec<Sample> = folders.iter().filter_map(|folder| sample(folder)).collect();
    if samples.is_empty() {
        return folders.iter().try_for_each(|folder| sets_below(folder, sets));
    }
    sets.push((name(folder), samples));
    Ok(())
}

/// The sample in a folder, if there is one.
fn sample(folder: &Path) -> Option<Sample> {
    let files = [
        ("main.bicep", "main.diagnostics.bicep", Language::Bicep),
        ("parameters.bicepparam", "parameters.diagnostics.bicepparam", Language::BicepParam),
    ];
    files.into_iter().find_map(|(text, diagnostics, language)| {
        let diagnostics = std::fs::read_to_string(folder.join(diagnostics)).ok()?;
        let text = std::fs::read_to_string(folder.join(text)).ok()?;
        Some(Sample {
            name: name(folder),
            compiler: compiler_lines(&diagnostics),
            acrlint: acrlint_lines(&Source::new("", text, language)),
        })
    })
}

/// The syntax codes by line. The diagnostics stand as comments below the lines they concern, which
/// are otherwise those of the sample.
fn compiler_lines(diagnostics: &str) -> BTreeMap<usize, Vec<String>> {
    let mut lines: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut line: usize = 0;
    for text in diagnostics.lines() {
        let Some(comment) = text.strip_prefix("//@[") else {
            line += 1;
            continue;
        };
        let code = comment.split_once(") [").and_then(|(_, rest)| rest.split_once(' ')).map(|(code, _)| code);
        if let Some(code) = code.filter(|code| SYNTAX_CODES.iter().any(|(known, _)| known == code)) {
            lines.entry(line.saturating_sub(1)).or_default().push(code.to_owned());
        }
    }
    lines
}

fn acrlint_lines(source: &Source) -> BTreeMap<usize, String> {
    let line = |offset| source.position(offset, ColumnUnit::Byte).line as usize - 1;
    let tree = syntax::parse(source.language, &source.text);
    tree.errors.into_iter().map(|error| (line(error.range.start), error.message)).collect()
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
