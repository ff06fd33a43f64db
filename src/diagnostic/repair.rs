//! What would remove a finding, before anybody knows which characters of a file that is.

use std::fmt;

use super::{Applicability, Edit};
use crate::source::Span;

/// How a finding could be mended, in terms of the values that rules see.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// An imperative phrase: `set adminUserEnabled to false`.
    pub title: String,
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
    /// What is changed, all or nothing.
    pub changes: Vec<Change>,
    /// ARM paths of the values that change with it, and no other: `properties.adminUserEnabled`. A
    /// path stands for all below it.
    pub properties: Vec<String>,
}

impl Repair {
    /// One that changes no value.
    pub fn new(title: impl Into<String>, applicability: Applicability, changes: Vec<Change>) -> Self {
        Self { title: title.into(), applicability, changes, properties: Vec::new() }
    }

    /// The same, about the values at these paths. Of a path through a list, whose members have no number
    /// in it, the list stands for all of them.
    pub fn about<P: AsRef<str>>(self, paths: &[P]) -> Self {
        let whole = |path: &P| path.as_ref().split("[]").next().unwrap_or_default().to_owned();
        Self { properties: paths.iter().map(whole).collect(), ..self }
    }
}

/// One change of the code.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The literal under the span becomes another.
    Replace(Span, Literal),
    /// The declaration whose head is under the span gets a value at this path of keys, as its language
    /// spells them.
    Insert(Span, Vec<String>, Literal),
    /// The property or argument whose key or value is under the span goes.
    Remove(Span),
    /// The key under the span becomes another.
    Rename(Span, String),
    /// The first place of a word under the span, whatever its case, becomes another.
    Word(Span, String, String),
    /// As [`Change::Insert`], one more member of the list at the path.
    Append(Span, Vec<String>, Literal),
    /// The member whose key is under the span moves to the object of this name beside the one it is in.
    Move(Span, String),
    /// The parameter or variable whose name or head is under the span becomes a secret.
    Secure(Span),
    /// What a comment, or a text instead of one, says under the span goes; the comment with its line if
    /// nothing else is there.
    Unsay(Span),
    /// Text takes the place of other text, whatever that is.
    Text(Edit),
}

/// A value to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Literal>),
    /// An object; in Terraform a block, where the provider wants one.
    Object(Vec<(String, Literal)>),
    /// An expression as the file writes it.
    Expression(String),
}

impl From<bool> for Literal {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Literal {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Literal {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl fmt::Display for Literal {
    /// For people; of what has members only that it has some.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            Self::Text(text) => f.write_str(text),
            Self::List(_) => f.write_str("[…]"),
            Self::Object(_) => f.write_str("{…}"),
            Self::Expression(text) => f.write_str(text),
        }
    }
}
