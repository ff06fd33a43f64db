//! `terragrunt.hcl`: the inputs of a module (terragrunt.gruntwork.io/docs/reference/config-blocks-and-attributes).
//! What is literal in the file itself is read; what it includes is not.

use super::native;
use crate::lower::{Entry, Expr, ExprKind, Input, ParameterFile, Target, Using, Variable};
use crate::syntax::SyntaxTree;

/// Lowers a `terragrunt.hcl` file.
pub fn lower_terragrunt(input: Input, tree: &SyntaxTree) -> ParameterFile {
    let blocks = native::blocks(input, tree, &["terraform", "include", "locals"]);
    let source = blocks.iter().find_map(|block| match &*block.kind {
        "terraform" => block.attribute("source"),
        _ => None,
    });
    let using = source.map_or(Using::ByName, |source| Using::Template(target(input, source), source.span));
    let includes = blocks.iter().any(|block| &*block.kind == "include");
    let mut incomplete = super::super::hidden_by_errors(tree);
    if includes {
        incomplete = incomplete.or(Some("what `terragrunt.hcl` includes is not read"));
    }
    let inputs = native::attributes(input, tree).into_iter().find(|attribute| &*attribute.name == "inputs");
    let mut values = Vec::new();
    match inputs.map(|inputs| inputs.value.kind) {
        Some(ExprKind::Object(entries)) => values.extend(entries.into_iter().filter_map(variable)),
        Some(_) => incomplete = incomplete.or(Some("the inputs of `terragrunt.hcl` are computed")),
        None => {}
    }
    let locals =
        blocks.into_iter().filter(|block| &*block.kind == "locals").flat_map(|block| block.attributes);
    let locals =
        locals.map(|local| Variable { name: local.name, name_span: local.name_span, value: local.value });
    ParameterFile {
        path: input.source.path.clone(),
        source: input.id,
        using,
        values,
        variables: locals.collect(),
        incomplete,
        ..ParameterFile::default()
    }
}

fn target(input: Input, source: &Expr) -> Target {
    match &source.kind {
        ExprKind::String(path) if path.starts_with("./") || path.starts_with("../") => {
            Target::Path(input.resolve(path))
        }
        ExprKind::String(address) => Target::Remote(address.to_string()),
        _ => Target::Remote("a computed source".to_owned()),
    }
}

fn variable(entry: Entry) -> Option<Variable> {
    match entry {
        Entry::Property { key: Expr { kind: ExprKind::String(name), span }, value } => {
            Some(Variable { name, name_span: span, value })
        }
        _ => None,
    }
}
