//! JSON as Azure Resource Manager reads it: comments, trailing commas, strings over several lines
//! and a byte order mark are fine; single-quoted strings are understood but reported.
//!
//! A number's minus sign is part of its [`Kind::Number`](super::Kind::Number) leaf. A member whose
//! value is missing or unreadable stays a `Property` with an `Error` as its value.

mod scan;
mod strict;
mod tolerant;
mod unescape;

pub use unescape::{Unescaped, unescape};

use super::SyntaxTree;
use scan::Scanner;

/// Parses a whole file. Never fails: what is wrong is in the tree's errors.
pub fn parse(text: &str) -> SyntaxTree {
    let mut scanner = Scanner::new(text);
    match strict::file(&mut scanner) {
        Ok(()) => scanner.builder.build(),
        Err(_) => tolerant::parse(text),
    }
}
