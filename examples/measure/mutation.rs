//! Ways to break a line, each a step of what happens while somebody types.

use std::ops::Range;

use acrlint::source::{Language, Source};

use super::random::Random;

/// A way to break a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mutation {
    Truncate,
    Delete,
    StrayQuote,
    StrayBrace,
    DeleteCloser,
    IncompleteDeclaration,
    Garbage,
    IncompleteProperty,
}

use Mutation::{
    Delete, DeleteCloser, Garbage, IncompleteDeclaration, IncompleteProperty, StrayBrace, StrayQuote,
    Truncate,
};

/// All of them, in the order of the tables.
pub(crate) const MUTATIONS: [Mutation; 8] = [
    Truncate,
    Delete,
    StrayQuote,
    StrayBrace,
    DeleteCloser,
    IncompleteDeclaration,
    Garbage,
    IncompleteProperty,
];

/// One change of a text, and the line it belongs to.
pub(crate) struct Edit {
    /// The line that is changed, line end included; empty where a line is put in.
    pub(crate) line: Range<usize>,
    start: usize,
    end: usize,
    inserted: String,
}

impl Mutation {
    /// What it is called in the tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Truncate => "truncate a line",
            Delete => "delete a line",
            StrayQuote => "stray quote",
            StrayBrace => "stray `{`",
            DeleteCloser => "delete a closer line",
            IncompleteDeclaration => "incomplete `resource foo`",
            Garbage => "garbage `%% <<`",
            IncompleteProperty => "incomplete `foo:`",
        }
    }

    /// True if it puts a line in and leaves every other as it is.
    pub(crate) fn adds_line(self) -> bool {
        matches!(self, IncompleteDeclaration | Garbage | IncompleteProperty)
    }

    /// Breaks a line, or puts a broken one before it. `None` if the line does not suit.
    pub(crate) fn apply(self, source: &Source, line: Range<usize>, random: &mut Random) -> Option<Edit> {
        let text = source.text.get(line.clone())?;
        let code = text.trim();
        if code.is_empty() {
            return None;
        }
        let indentation = text.get(..text.len() - text.trim_start().len())?;
        let code_start = line.start + indentation.len();
        let code_end = code_start + code.len();
        let newline = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
        let change = |start, end, inserted: &str| Edit {
            line: line.clone(),
            start,
            end,
            inserted: inserted.to_owned(),
        };
        let new_line = |inserted: String| Edit {
            line: line.start..line.start,
            start: line.start,
            end: line.start,
            inserted: inserted + newline,
        };
        let is_closer = code.chars().all(|c| "}]),".contains(c));
        let somewhere = code_start + random_boundary(code, random);
        Some(match self {
            Truncate if somewhere == code_start => return None,
            Truncate => change(somewhere, code_end, ""),
            StrayQuote => change(somewhere, somewhere, quote(source.language)),
            StrayBrace => change(somewhere, somewhere, "{"),
            DeleteCloser if !is_closer => return None,
            Delete | DeleteCloser => change(line.start, line.end, ""),
            IncompleteDeclaration => new_line(declaration(source.language).to_owned()),
            Garbage => new_line(format!("{indentation}%% <<")),
            IncompleteProperty => new_line(format!("{indentation}{}", property(source.language))),
        })
    }
}

fn random_boundary(text: &str, random: &mut Random) -> usize {
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    random.pick(&boundaries).copied().unwrap_or(0)
}

fn quote(language: Language) -> &'static str {
    match language {
        Language::Bicep | Language::BicepParam => "'",
        _ => "\"",
    }
}

fn declaration(language: Language) -> &'static str {
    match language {
        Language::Bicep | Language::BicepParam => "resource foo",
        Language::Terraform | Language::TerraformVars | Language::TerraformLock | Language::Terragrunt => {
            "resource \"x"
        }
        _ => "{\"type\": \"x",
    }
}

fn property(language: Language) -> &'static str {
    match language {
        Language::Bicep | Language::BicepParam => "foo:",
        Language::Terraform | Language::TerraformVars | Language::TerraformLock | Language::Terragrunt => {
            "foo ="
        }
        _ => "\"foo\":",
    }
}

impl Edit {
    /// The text after the change.
    pub(crate) fn apply(&self, text: &str) -> Option<String> {
        Some([text.get(..self.start)?, &self.inserted, text.get(self.end..)?].concat())
    }

    /// Where a place of the old text is in the new one; `None` if it is gone.
    pub(crate) fn moved(&self, offset: u32) -> Option<u32> {
        let at = offset as usize;
        match at {
            _ if at < self.start => Some(offset),
            _ if at >= self.end => u32::try_from(at - self.end + self.start + self.inserted.len()).ok(),
            _ => None,
        }
    }

    /// The changed line in the new text.
    pub(crate) fn new_line(&self) -> Range<usize> {
        let length = self.line.len() + self.inserted.len() - (self.end - self.start);
        self.line.start..self.line.start + length
    }
}
