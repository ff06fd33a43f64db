//! Bicep files and Bicep parameter files to modules.

mod types;

use std::sync::Arc;

use self::types::Types;
use super::expression::{Dialect, Expressions, for_names};
use super::{
    Base, Call, Declaration, DeploymentScope, Entry, Expr, ExprKind, Function, Import, Input, Module,
    ModuleLanguage, Output, Parameter, ParameterFile, Repeat, Using, Variable,
};
use crate::source::Span;
use crate::syntax::{Kind, Node, SyntaxTree};

/// Lowers a `.bicep` file. Statements with syntax errors are left out or lowered in part.
pub fn lower_bicep<'a>(input: Input<'a>, tree: &'a SyntaxTree) -> Module {
    let module = Module {
        path: input.source.path.clone(),
        source: input.id,
        language: ModuleLanguage::Bicep,
        reads_credentials: input.reads_credentials(),
        ..Module::default()
    };
    let expressions = Expressions::new(&input.source.text, input.id, Dialect::Bicep);
    let statements = || tree.root().into_iter().flat_map(|root| root.children());
    let types = Types::new(&expressions, statements());
    let mut lowering = Lowering { input, expressions, module, types };
    for statement in statements() {
        lowering.statement(statement);
    }
    lowering.module.types = lowering.types.all(&mut lowering.expressions);
    lowering.module
}

/// Lowers a `.bicepparam` file.
pub fn lower_bicep_parameters(input: Input, tree: &SyntaxTree) -> ParameterFile {
    let mut expressions = Expressions::new(&input.source.text, input.id, Dialect::Bicep);
    let mut file = ParameterFile {
        path: input.source.path.clone(),
        source: input.id,
        incomplete: super::hidden_by_errors(tree),
        ..ParameterFile::default()
    };
    for statement in tree.root().into_iter().flat_map(|root| root.children()) {
        let target = match statement.kind() {
            Kind::Using => {
                let path = statement.child(Kind::String);
                let template =
                    path.map(|path| (input.target(expressions.string(path)), expressions.span_of(path)));
                let is_none = statement.child(Kind::Identifier).is_some();
                file.using = match template {
                    Some((target, span)) => Using::Template(target, span),
                    None if is_none => Using::Nothing,
                    None => Using::ByName,
                };
                continue;
            }
            Kind::Extends => {
                let path = statement.child(Kind::String);
                file.extends =
                    path.map(|path| (input.resolve(&expressions.string(path)), expressions.span_of(path)));
                continue;
            }
            Kind::Import => {
                file.imports.extend(imports(input, &expressions, statement));
                continue;
            }
            Kind::Param => &mut file.values,
            Kind::Var => &mut file.variables,
            _ => continue,
        };
        let Some(name) = statement.child(Kind::Identifier) else { continue };
        let value = match statement.child(Kind::Default) {
            Some(default) => default.children().next(),
            None => value_of(statement),
        };
        let Some(value) = value else {
            file.incomplete = Some("the parameter file names it without a value");
            continue;
        };
        target.push(Variable {
            name: expressions.name_of(name),
            name_span: expressions.span_of(name),
            value: expressions.lower(value),
        });
    }
    file
}

struct Lowering<'a> {
    input: Input<'a>,
    expressions: Expressions<'a>,
    module: Module,
    types: Types<'a>,
}

/// What stands around the object of a resource or module: loops and conditions.
struct Body<'t> {
    object: Option<Node<'t>>,
    condition: Option<Expr>,
    repeat: Option<Repeat>,
}

impl<'a> Lowering<'a> {
    fn statement(&mut self, node: Node<'a>) {
        match node.kind() {
            Kind::Param => self.parameter(node),
            Kind::Var | Kind::Output => self.variable(node),
            Kind::Func => self.function(node),
            Kind::Resource => self.resource(node, None),
            Kind::Module => self.module_call(node),
            Kind::Import => self.module.imports.extend(imports(self.input, &self.expressions, node)),
            Kind::TargetScope => {
                let scope = node.child(Kind::String).map(|scope| self.expressions.string(scope));
                self.module.deployment_scope =
                    scope.map_or_else(DeploymentScope::default, |scope| DeploymentScope::of(&scope));
            }
            Kind::Error => node.children().for_each(|child| self.statement(child)),
            _ => {}
        }
    }

    fn named(&self, node: Node) -> Option<(Arc<str>, Span)> {
        let name = node.child(Kind::Identifier)?;
        Some((self.expressions.name_of(name), self.expressions.span_of(name)))
    }

    fn parameter(&mut self, node: Node<'a>) {
        let Some((name, name_span)) = self.named(node) else { return };
        let default = node.child(Kind::Default).and_then(|default| default.children().next());
        let declared = node.child(Kind::Type).and_then(|declared| declared.children().next());
        let (mut allowed, mut secure) = (None, false);
        for decorator in node.children().filter(|child| child.kind() == Kind::Decorator) {
            let expr = decorator.children().next().map(|call| self.expressions.lower(call));
            let Some(ExprKind::Call { function, arguments }) = expr.map(|expr| expr.kind) else { continue };
            match &*function {
                "secure" => secure = true,
                "allowed" => allowed = arguments.into_iter().next().map(|argument| argument.value),
                _ => {}
            }
        }
        let secure_parts = declared.is_some_and(|it| self.types.has_secrets(&self.expressions, it));
        let declared = declared.map(|declared| self.types.meaning(&mut self.expressions, declared));
        let declared = declared.unwrap_or_default();
        let default = default.map(|default| self.expressions.lower(default));
        // Those of an array are what its members may be.
        let allowed = allowed.filter(|_| declared.base != Some(Base::Array));
        self.module.parameters.push(Parameter {
            name,
            name_span,
            default,
            allowed: allowed.or(declared.allowed),
            secure: secure || declared.secure,
            nullable: declared.nullable,
            null_is_default: true,
            base: declared.base,
            secure_parts,
            named: declared.named,
            ..Parameter::default()
        });
    }

    fn variable(&mut self, node: Node) {
        let Some((name, name_span)) = self.named(node) else { return };
        let Some(value) = value_of(node) else { return };
        let value = self.expressions.lower(value);
        if node.kind() != Kind::Output {
            self.module.variables.push(Variable { name, name_span, value });
            return;
        }
        let declared = node.child(Kind::Type).and_then(|declared| declared.children().next());
        let declared = declared.map(|declared| self.types.meaning(&mut self.expressions, declared));
        let mut decorators = node.children().filter(|child| child.kind() == Kind::Decorator);
        let is_secure = decorators.any(|decorator| {
            let call = decorator.children().next().map(|call| self.expressions.lower(call).kind);
            matches!(call, Some(ExprKind::Call { function, .. }) if &*function == "secure")
        });
        let secure = is_secure || declared.is_some_and(|declared| declared.secure);
        self.module.outputs.push(Output { name, name_span, value, secure });
    }

    fn function(&mut self, node: Node) {
        let Some((name, _)) = self.named(node) else { return };
        let Some(body) = value_of(node) else { return };
        let parameters = node
            .child(Kind::TypedParameters)
            .into_iter()
            .flat_map(|list| list.children())
            .filter_map(|parameter| parameter.child(Kind::Identifier))
            .map(|parameter| self.expressions.name_of(parameter))
            .collect();
        let body = self.expressions.lower(body);
        self.module.functions.push(Function { name, parameters, body });
    }

    fn body<'t>(&mut self, node: Option<Node<'t>>) -> Body<'t> {
        let mut body = Body { object: None, condition: None, repeat: None };
        let mut at = node;
        while let Some(node) = at {
            let mut parts = node.children();
            match node.kind() {
                Kind::If => {
                    let test = parts.next().map(|test| match test.kind() {
                        Kind::Parenthesized => test.children().next().unwrap_or(test),
                        _ => test,
                    });
                    body.condition = test.map(|test| self.expressions.lower(test));
                    at = parts.next();
                }
                Kind::For => {
                    let names =
                        parts.next().map(|v| v.children().map(|n| self.expressions.name_of(n)).collect());
                    let (item, index) = for_names(names.unwrap_or_default(), Dialect::Bicep);
                    if let Some(collection) = parts.next() {
                        let collection = self.expressions.lower(collection);
                        body.repeat = Some(Repeat::For { item, index, collection });
                    }
                    at = parts.next();
                }
                Kind::Array | Kind::Error => at = parts.next(),
                _ => {
                    body.object = (node.kind() == Kind::Object).then_some(node);
                    at = None;
                }
            }
        }
        body
    }

    fn resource(&mut self, node: Node, parent: Option<usize>) {
        let Some((symbol, _)) = self.named(node) else { return };
        let Some(declared) = node.child(Kind::String) else { return };
        let text = self.expressions.string(declared);
        let declared_span = self.expressions.span_of(declared);
        let (kind, version) = text.split_once('@').unwrap_or((&text, ""));
        let kind = kind.strip_prefix("az:").unwrap_or(kind);
        let kind = match parent.and_then(|parent| self.module.resources.get(parent)) {
            // A nested resource writes only the last segment of its type.
            Some(parent) if kind.split('/').count() == 1 => format!("{}/{kind}", parent.kind),
            _ => kind.to_owned(),
        };
        let around = parent.and_then(|parent| self.module.resources.get(parent));
        let api_version = match version {
            "" => around.and_then(|parent| parent.api_version.clone()),
            _ => Some(Expr { kind: ExprKind::String(version.into()), span: declared_span }),
        };
        let Body { object, condition, repeat } = self.body(node.children().last());
        let entries = object.map(|object| self.expressions.entries(object)).unwrap_or_default();
        let head = entries.iter().find_map(|entry| key_span(entry, "properties"));
        let name = entries.iter().find_map(|entry| key_span(entry, "name"));
        let index = self.module.resources.len();
        let span = self.expressions.span_of(node);
        let body_span = object.map_or(span, |object| self.expressions.span_of(object));
        self.module.resources.push(Declaration {
            symbol,
            kind,
            api_version,
            keyword: self.keyword(node, "resource"),
            head: head.or(name).unwrap_or(declared_span),
            span,
            existing: node.child(Kind::Existing).is_some(),
            condition,
            repeat,
            body: Expr { kind: ExprKind::Object(entries), span: body_span },
            parent,
            broken: false,
        });
        for nested in object.into_iter().flat_map(|object| object.children()) {
            if nested.kind() == Kind::Resource {
                self.resource(nested, Some(index));
            }
        }
    }

    /// The declaring keyword: the word after the decorators.
    fn keyword(&self, node: Node, word: &str) -> Span {
        let after_decorators = node
            .children()
            .take_while(|child| child.kind() == Kind::Decorator)
            .last()
            .map_or(node.range().start, |decorator| decorator.range().end);
        let rest = self.input.source.slice(after_decorators, node.range().end);
        let start = after_decorators + rest.find(word).unwrap_or(0) as u32;
        Span::new(self.input.id, start, start + word.len() as u32)
    }

    fn module_call(&mut self, node: Node) {
        let Some((symbol, _)) = self.named(node) else { return };
        let Some(path) = node.child(Kind::String) else { return };
        let written = self.expressions.string(path);
        let target = self.input.target(written);
        let Body { object, condition, repeat } = self.body(node.children().last());
        let entries = object.map(|object| self.expressions.entries(object)).unwrap_or_default();
        let (mut name, mut parameters, mut scope) = (None, None, None);
        for entry in entries {
            match entry {
                Entry::Property { key, value } if is_key(&key, "params") => parameters = Some(value),
                Entry::Property { key, value } if is_key(&key, "name") => name = Some(value),
                Entry::Property { key, value } if is_key(&key, "scope") => scope = Some(value),
                _ => {}
            }
        }
        let target_span = self.expressions.span_of(path);
        self.module.calls.push(Call {
            symbol,
            name,
            keyword: self.keyword(node, "module"),
            target,
            target_span,
            version: None,
            arguments: parameters.unwrap_or(Expr { kind: ExprKind::Object(Vec::new()), span: target_span }),
            scope,
            condition,
            repeat,
        });
    }
}

/// The names that an import brings, each as one.
fn imports(input: Input, expressions: &Expressions, node: Node) -> Vec<Import> {
    let Some(path) = node.child(Kind::String) else { return Vec::new() };
    let target = input.target(expressions.string(path));
    let brought = node.children().filter_map(|item| {
        let first = item.children().next()?;
        let here = item.children().last()?;
        let name = match (item.kind(), first.kind()) {
            (Kind::ImportWildcard, _) => None,
            (Kind::ImportItem, Kind::String) => Some(expressions.string(first).into()),
            (Kind::ImportItem, _) => Some(expressions.name_of(first)),
            _ => return None,
        };
        Some(Import {
            target: target.clone(),
            target_span: expressions.span_of(path),
            name,
            alias: expressions.name_of(here),
            span: expressions.span_of(here),
        })
    });
    brought.collect()
}

/// The value of a statement: its last child, unless that is still its name or type.
fn value_of(node: Node) -> Option<Node> {
    let name = node.child(Kind::Identifier)?;
    let declared = |value: &Node| matches!(value.kind(), Kind::Type | Kind::TypedParameters);
    node.children().last().filter(|value| value.id() != name.id() && !declared(value))
}

fn is_key(key: &Expr, name: &str) -> bool {
    matches!(&key.kind, ExprKind::String(text) if text.eq_ignore_ascii_case(name))
}

/// The span of the key of an entry if it has that name.
pub(super) fn key_span(entry: &Entry, name: &str) -> Option<Span> {
    match entry {
        Entry::Property { key, .. } if is_key(key, name) => Some(key.span),
        _ => None,
    }
}
