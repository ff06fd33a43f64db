//! Does acrlint reject what the Bicep compiler's parser rejects? The compiler's repository has the
//! diagnostics of its sample files beside them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use acrlint::source::Language;
use acrlint::syntax;

/// The codes that the compiler gives for the form of a text, before it knows what names mean, with
/// what its messages say. Others concern names, types or values, which a parser does not judge.
/// Messages: <https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-core-diagnostics>
const SYNTAX_CODES: [(&str, &str); 56] = [
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
    ("BCP064", "unexpected tokens in an interpolation"),
    ("BCP068", "resource type string expected"),
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
    ("BCP325", "type identifier expected"),
    ("BCP337", "declaration not valid in a parameters file"),
    ("BCP344", "assert identifier expected"),
    ("BCP346", "test identifier expected"),
    ("BCP347", "test path string expected"),
    ("BCP354", "`{` or `*` expected"),
    ("BCP355", "name of an exported symbol expected"),
    ("BCP356", "namespace identifier expected"),
    ("BCP404", "path of `extends` missing"),
];

/// The verdicts on one sample.
struct Sample {
    name: String,
    codes: Vec<String>,
    message: Option<String>,
}

impl Sample {
    fn agrees(&self) -> bool {
        self.codes.is_empty() != self.message.is_some()
    }
}

/// Compares every sample below a folder and prints one line per set of samples, then the samples on
/// which the verdicts differ.
pub(crate) fn compare(folder: &Path, out: &mut dyn Write) -> io::Result<()> {
    let mut sets = Vec::new();
    sets_below(folder, &mut sets)?;
    writeln!(out, "| set | samples | rejected by both | accepted by both | differ |")?;
    writeln!(out, "|---|--:|--:|--:|--:|")?;
    let mut differing = Vec::new();
    for (set, samples) in sets {
        let total = samples.len();
        let (agreeing, different): (Vec<_>, Vec<_>) = samples.into_iter().partition(Sample::agrees);
        let rejected = agreeing.iter().filter(|sample| sample.message.is_some()).count();
        let accepted = agreeing.len() - rejected;
        writeln!(out, "| {set} | {total} | {rejected} | {accepted} | {} |", different.len())?;
        differing.extend(different);
    }
    for Sample { name, codes, message } in differing {
        let message = message.as_deref().unwrap_or("no error");
        writeln!(out, "\n- {name}: compiler {}; acrlint: {message}", codes.join(" "))?;
    }
    Ok(())
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
        let tree = syntax::parse(language, &text);
        let message = tree.errors.first().map(|error| error.message.clone());
        Some(Sample { name: name(folder), codes: codes(&diagnostics), message })
    })
}

/// The syntax codes among the diagnostics, which stand as comments below the lines they concern.
fn codes(diagnostics: &str) -> Vec<String> {
    let mut codes: Vec<String> = diagnostics
        .lines()
        .filter_map(|line| line.strip_prefix("//@[")?.split_once(") [")?.1.split_once(' '))
        .map(|(code, _)| code.to_owned())
        .filter(|code| SYNTAX_CODES.iter().any(|(syntax, _)| syntax == code))
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
