//! Members, elements and splats.

use std::sync::Arc;

use super::{Dialect, Expressions};
use crate::lower::{Element, Expr, ExprKind, For, Space};
use crate::syntax::{Kind, Node};

impl Expressions<'_> {
    pub(super) fn member(&mut self, node: Node) -> ExprKind {
        if self.dialect == Dialect::Hcl && has_splat(node) {
            return self.splat(node);
        }
        let mut parts = node.children();
        let (object, name) = (parts.next(), parts.next());
        let name = name.map_or("".into(), |name| self.name_of(name));
        if let (Dialect::Hcl, Some(object)) = (self.dialect, object)
            && let Some(kind) = self.terraform_root(object, &name)
        {
            return kind;
        }
        ExprKind::Member { object: self.boxed(object, node), name, safe: node.kind() == Kind::SafeMember }
    }

    /// `var.x`, `local.x`, `module.x`, `each.key`, `type.name`, `data.type.name`: the roots of
    /// Terraform references.
    fn terraform_root(&self, object: Node, name: &str) -> Option<ExprKind> {
        if object.kind() == Kind::Member {
            let mut parts = object.children();
            let (root, kind) = (parts.next()?, parts.next()?);
            if root.kind() == Kind::Identifier && self.text_of(root) == "data" {
                let symbol = format!("data.{}.{name}", self.text_of(kind));
                return Some(ExprKind::Name(Space::Resource, symbol.into()));
            }
            return None;
        }
        if object.kind() != Kind::Identifier {
            return None;
        }
        let root = self.text_of(object);
        if self.locals.iter().any(|local| &**local == root) {
            return None;
        }
        Some(match root {
            "var" => ExprKind::Name(Space::Parameter, name.into()),
            "local" => ExprKind::Name(Space::Variable, name.into()),
            "module" => ExprKind::Name(Space::Module, name.into()),
            "each" | "count" => ExprKind::Name(Space::Local, format!("{root}.{name}").into()),
            "path" | "terraform" | "self" => ExprKind::Name(Space::Ambient, format!("{root}.{name}").into()),
            "data" => return None,
            _ => ExprKind::Name(Space::Resource, format!("{root}.{name}").into()),
        })
    }

    pub(super) fn index(&mut self, node: Node) -> ExprKind {
        if self.dialect == Dialect::Hcl && has_splat(node) {
            return self.splat(node);
        }
        let mut parts = node.children();
        let (object, index) = (parts.next(), parts.next());
        let from_end = index.is_some_and(|index| index.kind() == Kind::FromEnd);
        let index = if from_end { index.and_then(|index| index.children().next()) } else { index };
        ExprKind::Index {
            object: self.boxed(object, node),
            index: self.boxed(index, node),
            safe: node.kind() == Kind::SafeIndex,
            from_end,
        }
    }

    /// `list[*].a.b` is `[for x in list : x.a.b]`. Everything after `[*]` applies to each element;
    /// after `.*` only attributes do (HCL native syntax specification, "Splat Operators").
    pub(super) fn splat(&mut self, node: Node) -> ExprKind {
        let mut steps = Vec::new();
        let mut at = node;
        let (collection, attributes_only) = loop {
            let Some(object) = at.children().next() else {
                return ExprKind::Unsupported("a syntax error".into());
            };
            match at.kind() {
                Kind::FullSplat => break (object, false),
                Kind::AttributeSplat => break (object, true),
                _ => steps.push(at),
            }
            at = object;
        };
        steps.reverse();
        let per_element = match attributes_only {
            true => steps.iter().position(|step| step.kind() == Kind::Index).unwrap_or(steps.len()),
            false => steps.len(),
        };
        let item: Arc<str> = "*".into();
        let span = self.span_of(collection);
        let mut body = Expr { kind: ExprKind::Name(Space::Local, item.clone()), span };
        for step in &steps[..per_element] {
            body = Expr { kind: self.step(body, *step), span: self.span_of(*step) };
        }
        let mut result = Expr { kind: self.splat_loop(collection, item, body), span };
        for step in &steps[per_element..] {
            result = Expr { kind: self.step(result, *step), span: self.span_of(*step) };
        }
        result.kind
    }

    fn splat_loop(&mut self, collection: Node, item: Arc<str>, body: Expr) -> ExprKind {
        let collection = Expr {
            span: self.span_of(collection),
            kind: ExprKind::Call {
                // A splat over a value that is not a list treats it as a list of one, null as none.
                function: "*list".into(),
                arguments: vec![Element { value: self.lower(collection), spread: false }],
            },
        };
        let (key, condition, result_key) = (None, None, None);
        let (grouping, iterator) = (false, false);
        ExprKind::For(Box::new(For {
            item,
            key,
            collection,
            condition,
            result_key,
            body,
            grouping,
            iterator,
        }))
    }

    fn step(&mut self, object: Expr, node: Node) -> ExprKind {
        let mut parts = node.children().skip(1);
        let last = parts.next();
        match node.kind() {
            Kind::Index => ExprKind::Index {
                object: Box::new(object),
                index: self.boxed(last, node),
                safe: false,
                from_end: false,
            },
            _ => ExprKind::Member {
                object: Box::new(object),
                name: last.map_or("".into(), |name| self.name_of(name)),
                safe: false,
            },
        }
    }
}

fn has_splat(node: Node) -> bool {
    let mut at = node;
    loop {
        match at.kind() {
            Kind::FullSplat | Kind::AttributeSplat => return true,
            Kind::Member | Kind::Index => match at.children().next() {
                Some(object) => at = object,
                None => return false,
            },
            _ => return false,
        }
    }
}
