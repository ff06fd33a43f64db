//! Terraform and OpenTofu files to modules. A directory is one module, each of its files a part:
//! both syntaxes give blocks, the blocks of all files are merged, and then they are given meaning.

mod block;
mod exposed;
mod json;
mod merge;
mod module;
mod native;
mod provider;
mod terragrunt;
mod validation;

use super::{Expr, Input, Module, ParameterFile, ProviderLock, Variable};
use crate::source::{Language, SourceId, Span};
use crate::syntax::{Node, SyntaxTree, TextRange};
use block::{Attribute, Block};

pub use terragrunt::lower_terragrunt;

/// The top-level blocks that acrlint reads. `moved`, `removed`, `import` and `check` change nothing
/// that is deployed.
const TOP_LEVEL: [&str; 8] =
    ["resource", "data", "module", "variable", "output", "locals", "terraform", "provider"];

/// One file of a directory.
#[derive(Clone, Debug)]
pub struct TerraformFile {
    /// Root-relative path of its directory.
    pub directory: String,
    name: String,
    source: SourceId,
    blocks: Vec<Block>,
    /// There is a syntax error in it.
    broken: bool,
    /// It may read the admin credentials of a registry.
    reads_credentials: bool,
}

/// Lowers one file of either syntax to its part of the directory's module. Returned with it are the
/// mistakes in the templates that the strings of the JSON syntax hold.
pub fn lower_terraform(input: Input, tree: &SyntaxTree) -> (TerraformFile, Vec<(Span, String)>) {
    let (directory, name) = input.source.path.rsplit_once('/').unwrap_or(("", &input.source.path));
    let (mut blocks, errors) = match input.source.language {
        Language::TerraformJson => json::blocks(input, tree),
        _ => (native::blocks(input, tree, &TOP_LEVEL), Vec::new()),
    };
    let in_strings = errors.iter().map(|(span, _)| TextRange { start: span.start, end: span.end });
    let mut places: Vec<TextRange> = tree.errors.iter().map(|error| error.range).chain(in_strings).collect();
    places.sort_by_key(|place| place.end);
    for block in &mut blocks {
        let first = places.partition_point(|error| error.end < block.span.start);
        block.broken = places.get(first).is_some_and(|error| error.start <= block.span.end);
    }
    let broken = !places.is_empty();
    let file = TerraformFile {
        directory: directory.to_owned(),
        name: name.to_owned(),
        source: input.id,
        blocks,
        broken,
        reads_credentials: input.reads_credentials(),
    };
    (file, errors)
}

/// The module that the files of one directory make.
pub fn terraform_module(files: Vec<TerraformFile>) -> Option<Module> {
    let first = files.first()?;
    let (directory, source) = (first.directory.clone(), first.source);
    let broken = files.iter().any(|file| file.broken);
    let reads_credentials = files.iter().any(|file| file.reads_credentials);
    let module = module::module(&directory, source, merge::merge(files));
    Some(Module { broken, reads_credentials, ..module })
}

/// A JSON value as it is: nothing in it is evaluated.
pub(super) fn literal(input: Input, node: Node) -> Expr {
    json::literal(input, node)
}

/// Lowers a `.terraform.lock.hcl` file.
pub fn lower_terraform_lock(input: Input, tree: &SyntaxTree) -> ProviderLock {
    let directory = input.source.path.rsplit_once('/').map_or("", |(directory, _)| directory);
    let providers = native::blocks(input, tree, &TOP_LEVEL).iter().filter_map(provider::locked).collect();
    ProviderLock { directory: directory.to_owned(), providers }
}

/// Lowers a `.tfvars` or `.tfvars.json` file.
pub fn lower_terraform_values(input: Input, tree: &SyntaxTree) -> ParameterFile {
    let values = match input.source.language {
        Language::TerraformVarsJson => json::values(input, tree),
        _ => native::attributes(input, tree),
    };
    let value = |Attribute { name, name_span, value }| Variable { name, name_span, value };
    ParameterFile {
        path: input.source.path.clone(),
        source: input.id,
        values: values.into_iter().map(value).collect(),
        incomplete: super::hidden_by_errors(tree),
        ..ParameterFile::default()
    }
}
