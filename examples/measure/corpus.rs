//! The files of one checkout.

use std::io::{self, Write};
use std::path::Path;

use acrlint::discover::{self, Options};
use acrlint::source::{ColumnUnit, Language, Source};
use acrlint::syntax;

/// Everything that acrlint would read of a checkout.
pub(crate) struct Corpus {
    name: String,
    sources: Vec<Source>,
}

/// The files of one language of a corpus; there is at least one.
pub(crate) struct Texts<'c> {
    /// Name of the corpus.
    pub(crate) corpus: &'c str,
    /// How people call the language.
    pub(crate) language: &'static str,
    /// The files.
    pub(crate) sources: Vec<&'c Source>,
}

impl Corpus {
    /// Reads a folder with every filter off.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let options = Options {
            paths: vec![folder.to_owned()],
            root: Some(folder.to_owned()),
            no_ignore: true,
            hidden: true,
            everything: true,
            ..Options::default()
        };
        let discovered = discover::discover(&options).map_err(io::Error::other)?;
        let is_read = |id| !discovered.unread.contains(&id);
        let ids: Vec<_> = discovered.sources.iter().map(|(id, _)| id).filter(|id| is_read(*id)).collect();
        let copy = |source: &Source| Source::new(&source.path, &source.text, source.language);
        let sources = ids.into_iter().map(|id| copy(discovered.sources.get(id))).collect();
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { name, sources })
    }

    /// The files by language, in a fixed order; languages without files are left out.
    pub(crate) fn by_language(&self) -> Vec<Texts<'_>> {
        let of = |language: &'static str| Texts {
            corpus: &self.name,
            language,
            sources: self.sources.iter().filter(|source| name(source.language) == language).collect(),
        };
        let all = LANGUAGES.map(of).into_iter();
        all.filter(|texts| !texts.sources.is_empty()).collect()
    }

    /// Prints where each rejected file is first wrong.
    pub(crate) fn list_errors(&self, out: &mut dyn Write) -> io::Result<()> {
        for source in &self.sources {
            let tree = syntax::parse(source.language, &source.text);
            let Some(error) = tree.errors.first() else { continue };
            let at = source.position(error.range.start, ColumnUnit::Scalar);
            let more = match tree.errors.len() - 1 {
                0 => String::new(),
                more => format!(" (and {more} more)"),
            };
            let Self { name, .. } = self;
            writeln!(out, "{name}/{}:{}:{} {}{more}", source.path, at.line, at.column, error.message)?;
        }
        Ok(())
    }
}

/// The languages that are told apart, in the order of the tables.
pub(crate) const LANGUAGES: [&str; 5] = ["Bicep", "bicepparam", "HCL", "tfvars", "JSON"];

fn name(language: Language) -> &'static str {
    match language {
        Language::Bicep => "Bicep",
        Language::BicepParam => "bicepparam",
        Language::Terraform | Language::TerraformLock | Language::Terragrunt => "HCL",
        Language::TerraformVars => "tfvars",
        _ => "JSON",
    }
}
