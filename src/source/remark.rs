//! Text in the code that is meant for linters.

use super::Span;

/// A comment, or a string that stands for one, that may speak to a linter, and the code it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The comment or string, with its delimiters.
    pub span: Span,
    /// What it says: of a comment all of it, of a string what it stands for.
    pub text: String,
    /// Where the text begins, if it stands in the file as it is here.
    pub start: Option<u32>,
    /// The code that begins on its line or the next, or the object that the string belongs to.
    pub below: Option<Span>,
    /// The outermost statement around a comment.
    pub around: Option<Span>,
    /// It is at a place for acrlint alone, and need not name it.
    pub addressed: bool,
}

impl Remark {
    /// The place of a byte range of the text; the whole remark if that is written otherwise.
    pub fn place(&self, start: usize, end: usize) -> Span {
        let at = |offset: usize| self.start?.checked_add(u32::try_from(offset).ok()?);
        match (at(start), at(end)) {
            (Some(start), Some(end)) => Span::new(self.span.source, start, end),
            _ => self.span,
        }
    }
}
