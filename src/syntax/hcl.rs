//! HCL native syntax as Terraform and OpenTofu write it: `.tf`, `.tofu` and `.tfvars`.
//!
//! Written from the [HCL native syntax specification] and the [Terraform language] pages; the
//! grammar is in `grammars/hcl.ebnf`.
//!
//! Every top-level statement is parsed strictly. Only one that is broken is parsed once more in
//! *layout mode*, where indentation says what a missing bracket or quote left open: see
//! `recovery.rs`. So a mistake never changes how the rest of the file is read.
//!
//! [HCL native syntax specification]: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
//! [Terraform language]: https://developer.hashicorp.com/terraform/language/syntax/configuration

mod body;
mod collection;
mod expression;
mod lexical;
mod parser;
mod recovery;
mod template;

use super::SyntaxTree;

/// Parses a configuration or variable definitions file. Never fails: what is wrong is in
/// [`SyntaxTree::errors`].
pub fn parse(text: &str) -> SyntaxTree {
    parser::Parser::new(text).file()
}

/// Parses a text as the inside of a template without quotes, as the strings of the JSON syntax are:
/// a backslash is only a backslash. The children of the root are those of a
/// [`Template`](super::Kind::Template).
pub fn parse_template(text: &str) -> SyntaxTree {
    parser::Parser::new(text).bare_template()
}
