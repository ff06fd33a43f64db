//! Bicep, `.bicep` and `.bicepparam` alike: one grammar that holds both (`grammars/bicep.ebnf`).
//!
//! Every statement is first read strictly, up to its first mistake. Only a statement that has one
//! is read again tolerantly: there a declaration that starts in column 0 ends whatever is still
//! open, indentation tells which bracket a line belongs to, and text that fits nowhere becomes
//! [`Kind::Error`](super::Kind::Error). A statement reports one error, the first.

mod body;
mod expression;
mod lexer;
mod parser;
mod recovery;
mod statement;
mod string;
mod types;

use super::SyntaxTree;

/// Parses a Bicep or Bicep parameter file. Never fails: what is wrong is in
/// [`SyntaxTree::errors`].
pub fn parse(text: &str) -> SyntaxTree {
    parser::Parser::new(text).file()
}
