//! Text as it is written. Marks that a pipeline replaces before it deploys are not the value.

use std::rc::Rc;
use std::sync::Arc;

use super::{Piece, Unknown, Value, ValueKind};
use crate::source::Span;

/// How such marks begin and end: those of the Replace Tokens task of Azure Pipelines
/// (github.com/qetza/replacetokens-task, `#{name}#`), and those of Azure's module libraries.
const MARKS: [(&str, &str); 2] = [("#{", "}#"), ("#_", "_#")];

impl Value {
    /// The value of a literal.
    pub fn literal(text: &Arc<str>, span: Span) -> Self {
        let mut pieces = Vec::new();
        let mut rest = &**text;
        while let Some((before, mark, after)) = next_mark(rest) {
            pieces.push(Piece::Text(before.into()));
            let (reason, key) = (format!("a pipeline fills in `{mark}`"), mark.to_owned());
            pieces.push(Piece::Unknown(Rc::new(Unknown { reason, key, ..Unknown::default() })));
            rest = after;
        }
        if pieces.is_empty() {
            return Self::new(ValueKind::String(text.clone()), span);
        }
        pieces.push(Piece::Text(rest.into()));
        Self::from_pieces(pieces, span)
    }
}

/// The first mark in a text, with what is before and after it.
fn next_mark(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('#').find_map(|(start, _)| {
        let (before, here) = text.split_at(start);
        let (open, close) = MARKS.iter().find(|(open, _)| here.starts_with(open))?;
        let inner = here[open.len()..].find('#').map(|end| open.len() + end + 1)?;
        let (mark, after) = here.split_at(inner);
        let name = mark.strip_prefix(open)?.strip_suffix(close)?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_.- ".contains(c));
        is_name.then_some((before, mark, after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Value::literal(&text.into(), Span::default()).canonical()
    }

    #[test]
    fn marks_are_not_known() {
        assert_eq!(shown("acr#{env}#01"), "acr${#{env}#}01");
        assert_eq!(shown("#_prefix_##{ a.b }#"), "${#_prefix_#}${#{ a.b }#}");
        for plain in ["#", "##", "#{}#", "#{a", "#{a}", "#fff;#000", "#{a;b}#", "a#{é", "#_#"] {
            assert_eq!(shown(plain), plain);
        }
    }
}
