//! The meaning of top-level blocks.

use std::sync::Arc;

use super::block::Block;
use super::exposed::exposed;
use super::provider::requirements;
use super::validation::allowed;
use crate::lower::{
    Base, Call, Declaration, Expr, ExprKind, Module, ModuleLanguage, Output, Parameter, Repeat, Target,
    Variable, join,
};
use crate::source::SourceId;

/// What is written for Terraform itself and not for the provider.
const META: [&str; 7] =
    ["count", "for_each", "lifecycle", "depends_on", "provider", "provisioner", "connection"];

/// The module of a directory with these blocks.
pub(super) fn module(directory: &str, source: SourceId, mut blocks: Vec<Block>) -> Module {
    let path = directory.to_owned();
    let mut module = Module { path, source, language: ModuleLanguage::Terraform, ..Module::default() };
    let exposed = exposed(&mut blocks);
    for block in blocks {
        let labels = block.labels.clone();
        match (&*block.kind, labels.as_slice()) {
            ("variable", [name]) => module.parameters.push(variable(name, block)),
            ("locals", []) => module.variables.extend(block.attributes.into_iter().map(|local| Variable {
                name: local.name,
                name_span: local.name_span,
                value: local.value,
            })),
            ("output", [name]) => module.outputs.extend(output(name, block)),
            ("resource", [kind, name]) => {
                module.resources.push(resource(kind, format!("{kind}.{name}"), block));
            }
            ("data", [kind, name]) => {
                module.resources.push(resource(
                    &format!("data.{kind}"),
                    format!("data.{kind}.{name}"),
                    block,
                ));
            }
            ("module", [name]) => module.calls.extend(call(name, block, directory)),
            ("terraform", []) | ("provider", [_]) => module.providers.extend(requirements(&block)),
            _ => {}
        }
    }
    for variable in &mut module.parameters {
        variable.exposed = exposed.contains(&variable.name);
    }
    module
}

fn variable(name: &Arc<str>, mut block: Block) -> Parameter {
    let default = block.attribute("default");
    let nullable = matches!(default.map(|default| &default.kind), Some(ExprKind::Null));
    let conditions = || block.nested("validation").filter_map(|validation| validation.attribute("condition"));
    let allowed = if nullable { None } else { conditions().find_map(|condition| allowed(condition, name)) };
    let secure = is_secret(&block);
    let null_is_default =
        matches!(block.attribute("nullable").map(|it| &it.kind), Some(ExprKind::Bool(false)));
    Parameter {
        name: name.clone(),
        name_span: block.header,
        allowed,
        secure,
        nullable: false,
        null_is_default,
        default: block.take("default"),
        base: block.attribute("type").and_then(base),
        shape: block.take("type"),
        ..Parameter::default()
    }
}

/// What a type takes, text standing for all that Terraform converts to it and from it.
fn base(shape: &Expr) -> Option<Base> {
    match &shape.kind {
        ExprKind::Name(_, name) if matches!(&**name, "string" | "number" | "bool") => Some(Base::String),
        ExprKind::Call { function, .. } => match &**function {
            "list" | "set" | "tuple" => Some(Base::Array),
            "map" | "object" => Some(Base::Object),
            _ => None,
        },
        _ => None,
    }
}

fn output(name: &Arc<str>, mut block: Block) -> Option<Output> {
    let value = block.take("value")?;
    let secure = is_secret(&block);
    Some(Output { name: name.clone(), name_span: block.header, value, secure })
}

/// Whether the value of a variable or output is never shown.
pub(super) fn is_secret(block: &Block) -> bool {
    let is_on = |name| matches!(block.attribute(name).map(|it| &it.kind), Some(ExprKind::Bool(true)));
    is_on("sensitive") || is_on("ephemeral")
}

fn repeat(block: &mut Block) -> Option<Repeat> {
    let (count, each) = (block.take("count"), block.take("for_each"));
    count.map(Repeat::Count).or(each.map(Repeat::ForEach))
}

fn resource(kind: &str, symbol: String, mut block: Block) -> Declaration {
    Declaration {
        symbol: symbol.into(),
        kind: kind.to_owned(),
        api_version: None,
        keyword: block.header,
        head: block.header,
        span: block.span,
        existing: kind.starts_with("data."),
        condition: None,
        repeat: repeat(&mut block),
        broken: block.broken,
        body: block.into_object(&META),
        parent: None,
    }
}

fn call(name: &Arc<str>, mut block: Block, directory: &str) -> Option<Call> {
    let source = block.take("source")?;
    let target = match &source.kind {
        ExprKind::String(path) if path.starts_with("./") || path.starts_with("../") => {
            Target::Path(join(directory, path))
        }
        ExprKind::String(address) => Target::Remote(address.to_string()),
        // OpenTofu computes it before anything else is known.
        _ => Target::Remote("a computed source".to_owned()),
    };
    let version = block.take("version").and_then(|version| match version.kind {
        ExprKind::String(constraint) => Some(constraint),
        _ => None,
    });
    Some(Call {
        symbol: name.clone(),
        name: None,
        keyword: block.header,
        target,
        target_span: source.span,
        version,
        scope: None,
        condition: None,
        repeat: repeat(&mut block),
        arguments: block.into_object(&["depends_on", "providers", "lifecycle"]),
    })
}
