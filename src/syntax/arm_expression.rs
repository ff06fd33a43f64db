//! The expressions of ARM templates: the language inside `"[…]"` strings.
//!
//! The parser works on the decoded JSON string and reads the outer brackets too. Only the first
//! mistake of an expression is reported, since what follows is usually its consequence.

mod parser;

use super::SyntaxTree;
use std::borrow::Cow;

/// True if Azure Resource Manager evaluates this decoded string: it starts with `[` and ends with
/// `]`. A leading `[[` is the escape of a literal `[`.
pub fn is_expression(decoded: &str) -> bool {
    decoded.len() > 1 && decoded.starts_with('[') && decoded.ends_with(']') && !decoded.starts_with("[[")
}

/// Parses a decoded string for which [`is_expression`] holds, outer brackets included. Never
/// fails: what is wrong is in the tree's errors.
pub fn parse(text: &str) -> SyntaxTree {
    parser::parse(text)
}

/// The text that a string of the expression language stands for: quotes stripped, `''` undoubled.
pub fn string_value(raw: &str) -> Cow<'_, str> {
    let inside = raw.strip_prefix('\'').unwrap_or(raw);
    let inside = inside.strip_suffix('\'').unwrap_or(inside);
    if inside.contains("''") { Cow::Owned(inside.replace("''", "'")) } else { Cow::Borrowed(inside) }
}
