//! Terraform and OpenTofu files to modules. A directory is one module, each of its files a part.

use std::sync::Arc;

use super::expression::{Dialect, Expressions};
use super::{
    Call, Declaration, Element, Entry, Expr, ExprKind, For, Input, Module, ModuleLanguage, Parameter,
    ParameterFile, Repeat, Target, Variable,
};
use crate::source::Span;
use crate::syntax::{Kind, Node, SyntaxTree};

/// Lowers one file of a directory to its part of the directory's module.
pub fn lower_terraform(input: Input, tree: &SyntaxTree) -> Module {
    let directory = input.source.path.rsplit_once('/').map_or("", |(directory, _)| directory);
    let path = directory.to_owned();
    let module = Module { path, source: input.id, language: ModuleLanguage::Terraform, ..Module::default() };
    let expressions = Expressions::new(&input.source.text, input.id, Dialect::Hcl);
    let mut lowering = Lowering { input, expressions, module };
    for item in tree.root().into_iter().flat_map(|root| root.children()) {
        lowering.top_level(item);
    }
    lowering.module
}

/// Lowers a `.tfvars` file.
pub fn lower_terraform_values(input: Input, tree: &SyntaxTree) -> ParameterFile {
    let mut expressions = Expressions::new(&input.source.text, input.id, Dialect::Hcl);
    let attributes = tree.root().into_iter().flat_map(|root| root.children());
    let values = attributes.filter(|node| node.kind() == Kind::Attribute).filter_map(|node| {
        let mut parts = node.children();
        let (name, value) = (parts.next()?, parts.next()?);
        Some(Variable {
            name: expressions.name_of(name),
            name_span: expressions.span_of(name),
            value: expressions.lower(value),
        })
    });
    ParameterFile {
        path: input.source.path.clone(),
        source: input.id,
        template: None,
        values: values.collect(),
        variables: Vec::new(),
        incomplete: super::hidden_by_errors(tree),
    }
}

struct Lowering<'a> {
    input: Input<'a>,
    expressions: Expressions<'a>,
    module: Module,
}

impl Lowering<'_> {
    fn top_level(&mut self, node: Node) {
        if node.kind() == Kind::Error {
            node.children().for_each(|child| self.top_level(child));
        }
        if node.kind() != Kind::Block {
            return;
        }
        let (name, labels) = self.header(node);
        match (name.as_str(), labels.as_slice()) {
            ("variable", [name]) => self.variable(node, name),
            ("locals", []) => self.locals(node),
            ("output", [name]) => self.output(node, name),
            ("resource", [kind, name]) => self.resource(node, kind, format!("{kind}.{name}"), false),
            ("data", [kind, name]) => {
                self.resource(node, &format!("data.{kind}"), format!("data.{kind}.{name}"), true);
            }
            ("module", [name]) => self.call(node, name),
            ("terraform", []) => self.settings(node),
            _ => {}
        }
    }

    /// The block's type and its labels, quotes stripped.
    fn header(&self, node: Node) -> (String, Vec<String>) {
        let mut parts = node.children().filter(|child| child.kind() != Kind::BlockBody);
        let name = parts.next().map(|name| self.expressions.text_of(name).to_owned()).unwrap_or_default();
        let labels = parts.map(|label| match label.kind() {
            Kind::String => self.expressions.string(label),
            _ => self.expressions.text_of(label).to_owned(),
        });
        (name, labels.collect())
    }

    fn header_span(&self, node: Node) -> Span {
        let end = node
            .children()
            .take_while(|child| child.kind() != Kind::BlockBody)
            .last()
            .map_or(node.range().start, |last| last.range().end);
        Span::new(self.input.id, node.range().start, end)
    }

    fn items<'t>(&self, block: Node<'t>) -> Vec<Node<'t>> {
        let mut items = Vec::new();
        let body = block.child(Kind::BlockBody);
        let mut pending: Vec<Node> = body.into_iter().flat_map(|body| body.children()).collect();
        pending.reverse();
        while let Some(node) = pending.pop() {
            match node.kind() {
                Kind::Error => pending.extend(node.children()),
                _ => items.push(node),
            }
        }
        items
    }

    fn attribute(&mut self, block: Node, name: &str) -> Option<Expr> {
        let items = self.items(block);
        let found = items.into_iter().filter(|node| node.kind() == Kind::Attribute).find_map(|node| {
            let mut parts = node.children();
            let (key, value) = (parts.next()?, parts.next()?);
            (self.expressions.text_of(key) == name).then_some(value)
        })?;
        Some(self.expressions.lower(found))
    }

    fn variable(&mut self, node: Node, name: &str) {
        let default = self.attribute(node, "default");
        let is_true = |expr: Option<Expr>| matches!(expr.map(|expr| expr.kind), Some(ExprKind::Bool(true)));
        let secure = is_true(self.attribute(node, "sensitive"));
        let allowed = self.allowed(node, name);
        let nullable = self.attribute(node, "nullable").map(|nullable| nullable.kind);
        let shape = self.attribute(node, "type");
        self.module.parameters.push(Parameter {
            name: name.into(),
            name_span: self.header_span(node),
            default,
            allowed,
            secure,
            nullable: false,
            null_is_default: matches!(nullable, Some(ExprKind::Bool(false))),
            shape,
        });
    }

    /// `validation { condition = contains([…], var.x) }` restricts the variable to the list.
    fn allowed(&mut self, node: Node, name: &str) -> Option<Expr> {
        for block in self.items(node) {
            if block.kind() != Kind::Block || self.header(block).0 != "validation" {
                continue;
            }
            let Some(Expr { kind: ExprKind::Call { function, arguments }, .. }) =
                self.attribute(block, "condition")
            else {
                continue;
            };
            if let ("contains", [list, Element { value: Expr { kind: ExprKind::Name(_, tested), .. }, .. }]) =
                (&*function, arguments.as_slice())
                && &**tested == name
            {
                return Some(list.value.clone());
            }
        }
        None
    }

    fn locals(&mut self, node: Node) {
        for item in self.items(node) {
            let mut parts = item.children();
            if let (Kind::Attribute, Some(name), Some(value)) = (item.kind(), parts.next(), parts.next()) {
                let name_span = self.expressions.span_of(name);
                let name = self.expressions.name_of(name);
                let value = self.expressions.lower(value);
                self.module.variables.push(Variable { name, name_span, value });
            }
        }
    }

    fn output(&mut self, node: Node, name: &str) {
        if let Some(value) = self.attribute(node, "value") {
            let name_span = self.header_span(node);
            self.module.outputs.push(Variable { name: name.into(), name_span, value });
        }
    }

    fn settings(&mut self, node: Node) {
        for block in self.items(node) {
            if block.kind() != Kind::Block || self.header(block).0 != "required_providers" {
                continue;
            }
            let Expr { kind: ExprKind::Object(entries), .. } = self.body(block, &[]) else { continue };
            for entry in entries {
                if let Entry::Property { key: Expr { kind: ExprKind::String(name), .. }, value } = entry
                    && let Some(version) = version_constraint(&value)
                {
                    self.module.providers.push((name.to_string(), version));
                }
            }
        }
    }

    fn resource(&mut self, node: Node, kind: &str, symbol: String, existing: bool) {
        let repeat = match (self.attribute(node, "count"), self.attribute(node, "for_each")) {
            (Some(count), _) => Some(Repeat::Count(count)),
            (_, Some(each)) => Some(Repeat::ForEach(each)),
            _ => None,
        };
        let head = self.header_span(node);
        let body =
            self.body(node, &["count", "for_each", "lifecycle", "depends_on", "provider", "provisioner"]);
        self.module.resources.push(Declaration {
            symbol: symbol.into(),
            kind: kind.to_owned(),
            api_version: None,
            keyword: head,
            head,
            span: self.expressions.span_of(node),
            existing,
            condition: None,
            repeat,
            body,
            parent: None,
            within: None,
            broken: false,
        });
    }

    fn call(&mut self, node: Node, name: &str) {
        let Some(source) = self.attribute(node, "source") else { return };
        let ExprKind::String(written) = &source.kind else { return };
        let target = match written.starts_with("./") || written.starts_with("../") {
            true => Target::Path(self.input.resolve(written)),
            false => Target::Remote(written.to_string()),
        };
        let repeat = match (self.attribute(node, "count"), self.attribute(node, "for_each")) {
            (Some(count), _) => Some(Repeat::Count(count)),
            (_, Some(each)) => Some(Repeat::ForEach(each)),
            _ => None,
        };
        let arguments =
            self.body(node, &["source", "version", "count", "for_each", "depends_on", "providers"]);
        self.module.calls.push(Call {
            symbol: name.into(),
            keyword: self.header_span(node),
            target,
            target_span: source.span,
            arguments,
            condition: None,
            repeat,
        });
    }

    /// A block body as object: attributes as they are, blocks of one name as an array of objects,
    /// a `dynamic` block as a loop spread into that array.
    fn body(&mut self, block: Node, skip: &[&str]) -> Expr {
        let mut entries: Vec<Entry> = Vec::new();
        let mut arrays: Vec<(Arc<str>, Span, Vec<Element>)> = Vec::new();
        let broken = block.child(Kind::BlockBody).and_then(|body| body.child(Kind::Error));
        entries.extend(broken.map(|broken| self.expressions.lost_member(broken)));
        for item in self.items(block) {
            if item.kind() == Kind::Attribute {
                let mut parts = item.children();
                let (Some(name), Some(value)) = (parts.next(), parts.next()) else { continue };
                let (text, span) = (self.expressions.name_of(name), self.expressions.span_of(name));
                if !skip.contains(&&*text) {
                    let key = Expr { kind: ExprKind::String(text), span };
                    entries.push(Entry::Property { key, value: self.expressions.lower(value) });
                }
            } else if item.kind() == Kind::Block {
                let (name, labels) = self.header(item);
                if skip.contains(&name.as_str()) {
                    continue;
                }
                let (name, element) = match (name.as_str(), labels.as_slice()) {
                    ("dynamic", [label]) => (label.clone(), self.dynamic(item, label)),
                    _ => (name, Element { value: self.body(item, &[]), spread: false }),
                };
                let span = self.header_span(item);
                match arrays.iter_mut().find(|(known, ..)| **known == *name) {
                    Some((_, _, elements)) => elements.push(element),
                    None => arrays.push((name.into(), span, vec![element])),
                }
            }
        }
        for (name, span, elements) in arrays {
            let key = Expr { kind: ExprKind::String(name), span };
            entries.push(Entry::Property { key, value: Expr { kind: ExprKind::Array(elements), span } });
        }
        Expr { kind: ExprKind::Object(entries), span: self.expressions.span_of(block) }
    }

    fn dynamic(&mut self, block: Node, label: &str) -> Element {
        let span = self.header_span(block);
        let collection = self.attribute(block, "for_each");
        let iterator = self.items(block).into_iter().find_map(|item| {
            let mut parts = item.children();
            let (name, value) = (parts.next()?, parts.next()?);
            (self.expressions.text_of(name) == "iterator").then(|| self.expressions.name_of(value))
        });
        let iterator = iterator.unwrap_or_else(|| label.into());
        let content = self
            .items(block)
            .into_iter()
            .find(|item| item.kind() == Kind::Block && self.header(*item).0 == "content");
        let (Some(collection), Some(content)) = (collection, content) else {
            let kind = ExprKind::Unsupported("a dynamic block without for_each or content".into());
            return Element { value: Expr { kind, span }, spread: true };
        };
        let body = self.dynamic_content(content, &iterator);
        let looped = For {
            item: iterator,
            key: None,
            collection,
            condition: None,
            result_key: None,
            body,
            grouping: false,
            iterator: true,
        };
        Element { value: Expr { kind: ExprKind::For(Box::new(looped)), span }, spread: true }
    }

    fn dynamic_content(&mut self, content: Node, iterator: &Arc<str>) -> Expr {
        self.expressions.push_local(iterator.clone());
        let body = self.body(content, &[]);
        self.expressions.pop_local();
        body
    }
}

fn version_constraint(value: &Expr) -> Option<String> {
    match &value.kind {
        ExprKind::String(version) => Some(version.to_string()),
        ExprKind::Object(entries) => entries.iter().find_map(|entry| match entry {
            Entry::Property { key: Expr { kind: ExprKind::String(name), .. }, value }
                if &**name == "version" =>
            {
                version_constraint(value)
            }
            _ => None,
        }),
        _ => None,
    }
}
