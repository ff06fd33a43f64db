//! The second pass: survives what the first could not.

use super::scan::Scanner;
use crate::syntax::{Kind, SyntaxTree};

/// Parses a text whose structure is broken somewhere.
pub(super) fn parse(text: &str) -> SyntaxTree {
    let mut scanner = Scanner::new(text);
    let start = scanner.builder.checkpoint();
    scanner.builder.error(scanner.pos, text.len(), "not valid JSON");
    scanner.builder.finish(start, Kind::File, 0, text.len());
    scanner.builder.build()
}
