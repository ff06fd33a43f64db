//! ARM JSON to modules: deployment templates (arrays and symbolic names, nested and linked
//! deployments, copy loops) and parameter files.

mod copy;
mod parameters;
mod resources;

use std::cell::RefCell;
use std::sync::Arc;

use super::arm_expr::lower_string;
use super::expression::number;
use super::{
    DeploymentScope, Element, Entry, Expr, ExprKind, Function, Input, Module, ModuleLanguage, Output,
    ParameterFile, Space, Variable,
};
use crate::source::Span;
use crate::syntax::{Kind, Node, SyntaxTree, json};

/// What a JSON file turned out to be.
#[derive(Debug)]
pub enum JsonDocument {
    /// A deployment template.
    Template(Module),
    /// A deployment parameter file.
    Parameters(ParameterFile),
    /// A Terraform plan.
    Plan,
    /// None of these.
    Other,
}

/// Lowers a JSON file by what it says it is: its `$schema`, else its members. Returned with it are
/// the mistakes in the expressions that its strings hold.
pub fn lower_arm(input: Input, tree: &SyntaxTree) -> (JsonDocument, Vec<(Span, String)>) {
    let mut lowering = Lowering { input, expressions: true, errors: RefCell::default() };
    let document = match tree.root().and_then(|root| root.child(Kind::Object)) {
        Some(root) => document(&mut lowering, root, tree),
        None => JsonDocument::Other,
    };
    (document, lowering.errors.take())
}

fn document(lowering: &mut Lowering, root: Node, tree: &SyntaxTree) -> JsonDocument {
    let schema = lowering.member(root, "$schema").map(|schema| lowering.text(schema)).unwrap_or_default();
    let schema = schema.to_ascii_lowercase();
    let parameters = lowering.member(root, "parameters").filter(|p| p.kind() == Kind::Object);
    let resources = lowering.member(root, "resources");
    if schema.contains("deploymentparameters")
        || (resources.is_none() && schema.is_empty() && parameters.is_some())
    {
        let file = lowering.parameter_file(parameters);
        return JsonDocument::Parameters(ParameterFile { incomplete: super::hidden_by_errors(tree), ..file });
    }
    if lowering.member(root, "planned_values").is_some() {
        return JsonDocument::Plan;
    }
    let is_template = schema.contains("deploymenttemplate") || (schema.is_empty() && resources.is_some());
    if !is_template {
        return JsonDocument::Other;
    }
    let mut module = lowering.template(root);
    module.reads_credentials = lowering.input.reads_credentials();
    module.deployment_scope = DeploymentScope::of(schema.rsplit('/').next().unwrap_or_default());
    JsonDocument::Template(module)
}

struct Lowering<'a> {
    input: Input<'a>,
    /// Whether strings may hold expressions: not in parameter files.
    expressions: bool,
    /// What is wrong with expressions, where.
    errors: RefCell<Vec<(Span, String)>>,
}

/// In the body of a function `parameters('x')` is its own parameter.
fn bind(body: &mut Expr, parameters: &[Arc<str>]) {
    if let ExprKind::Name(Space::Parameter, name) = &body.kind
        && let Some(own) = parameters.iter().find(|own| own.eq_ignore_ascii_case(name))
    {
        body.kind = ExprKind::Name(Space::Local, own.clone());
    }
    body.each_part(&mut |part| bind(part, parameters));
}

/// A member of a JSON object.
struct Member<'t> {
    name: String,
    key: Node<'t>,
    value: Node<'t>,
}

impl Lowering<'_> {
    fn span(&self, node: Node) -> Span {
        let range = node.range();
        Span::new(self.input.id, range.start, range.end)
    }

    /// The decoded text of a string node, empty for anything else.
    fn text(&self, node: Node) -> String {
        if node.kind() != Kind::String {
            return String::new();
        }
        let raw = node.text(&self.input.source.text);
        let inner = raw.strip_prefix(['"', '\'']).unwrap_or(raw);
        let inner = inner.strip_suffix(['"', '\'']).unwrap_or(inner);
        json::unescape(inner).text.into_owned()
    }

    fn members<'t>(&self, object: Node<'t>) -> Vec<Member<'t>> {
        // What could be read of a broken part counts too.
        let inside = |child: Node<'t>| match child.kind() {
            Kind::Error => child.children().collect(),
            _ => vec![child],
        };
        let pairs = object.children().flat_map(inside).filter(|child| child.kind() == Kind::Property);
        pairs
            .filter_map(|pair| {
                let mut parts = pair.children();
                let (key, value) = (parts.next()?, parts.next()?);
                Some(Member { name: self.text(key), key, value })
            })
            .collect()
    }

    fn member<'t>(&self, object: Node<'t>, name: &str) -> Option<Node<'t>> {
        self.members(object)
            .into_iter()
            .find(|member| member.name.eq_ignore_ascii_case(name))
            .map(|m| m.value)
    }

    fn template(&self, root: Node) -> Module {
        let mut module = Module {
            path: self.input.source.path.clone(),
            source: self.input.id,
            language: ModuleLanguage::Arm,
            ..Module::default()
        };
        module.generated = self
            .member(root, "metadata")
            .filter(|metadata| metadata.kind() == Kind::Object)
            .and_then(|metadata| self.member(metadata, "_generator"))
            .is_some();
        for member in self.members(root) {
            let value = member.value;
            match member.name.to_ascii_lowercase().as_str() {
                "parameters" => {
                    module.parameters = self.members(value).iter().map(|m| self.parameter(root, m)).collect();
                }
                "variables" => self.variables(value, &mut module),
                "functions" => self.functions(value, &mut module),
                "resources" => {
                    module.symbolic = value.kind() == Kind::Object;
                    self.resources(value, None, &mut module);
                }
                "definitions" => module.types = self.types(root, value),
                "outputs" => self.outputs(value, &mut module),
                _ => {}
            }
        }
        module
    }

    fn variables(&self, object: Node, module: &mut Module) {
        let Expr { kind: ExprKind::Object(entries), .. } = self.value(object) else { return };
        for entry in entries {
            if let Entry::Property { key: Expr { kind: ExprKind::String(name), span: name_span }, value } =
                entry
            {
                module.variables.push(Variable { name, name_span, value });
            }
        }
    }

    fn outputs(&self, object: Node, module: &mut Module) {
        for member in self.members(object) {
            let value = self.member(member.value, "value").map(|value| self.value(value));
            let copied = || self.copy_array(self.member(member.value, "copy")?, "");
            if let Some(value) = value.or_else(copied) {
                let name_span = self.span(member.key);
                let declared = self.member(member.value, "type").map(|declared| self.text(declared));
                let is_secure = |declared: &str| declared.to_ascii_lowercase().starts_with("secure");
                let secure = declared.as_deref().is_some_and(is_secure);
                module.outputs.push(Output { name: member.name.into(), name_span, value, secure });
            }
        }
    }

    fn functions(&self, array: Node, module: &mut Module) {
        for namespace in array.children() {
            let prefix = self.member(namespace, "namespace").map(|name| self.text(name)).unwrap_or_default();
            let members = self.member(namespace, "members").map(|members| self.members(members));
            for function in members.unwrap_or_default() {
                let parameters = self.member(function.value, "parameters");
                let names = parameters.into_iter().flat_map(|list| list.children());
                let names = names.filter_map(|parameter| self.member(parameter, "name"));
                let parameters: Vec<Arc<str>> = names.map(|name| self.text(name).into()).collect();
                let output = self.member(function.value, "output");
                if let Some(body) = output.and_then(|output| self.member(output, "value")) {
                    let name = format!("{prefix}.{}", function.name).into();
                    let mut body = self.value(body);
                    bind(&mut body, &parameters);
                    module.functions.push(Function { name, parameters, body });
                }
            }
        }
    }

    /// Any JSON value; in templates strings may be expressions and objects may hold copy loops.
    fn value(&self, node: Node) -> Expr {
        let span = self.span(node);
        let kind = match node.kind() {
            Kind::Null => ExprKind::Null,
            Kind::True => ExprKind::Bool(true),
            Kind::False => ExprKind::Bool(false),
            Kind::Number => number(node.text(&self.input.source.text)),
            Kind::String if self.expressions => return lower_string(self.input, node.range(), &self.errors),
            Kind::String => parameters::with_environment(&self.text(node), span),
            Kind::Array => {
                let element = |child| Element { value: self.value(child), spread: false };
                ExprKind::Array(node.children().map(element).collect())
            }
            Kind::Object => ExprKind::Object(self.object(node)),
            _ => ExprKind::Unsupported("a syntax error".into()),
        };
        Expr { kind, span }
    }

    /// The members of an object, with a nameless one if a syntax error may hide more.
    fn object(&self, node: Node) -> Vec<Entry> {
        let mut entries = self.entries(self.members(node));
        if let Some(broken) = node.child(Kind::Error) {
            let span = self.span(broken);
            let lost = Expr { kind: ExprKind::Unsupported("there is a syntax error in it".into()), span };
            entries.push(Entry::Property { key: lost.clone(), value: lost });
        }
        entries
    }

    fn entries(&self, members: Vec<Member>) -> Vec<Entry> {
        let mut entries = Vec::new();
        for member in members {
            if self.expressions
                && member.name.eq_ignore_ascii_case("copy")
                && member.value.kind() == Kind::Array
            {
                entries.extend(self.copies(member.value));
                continue;
            }
            let key = match self.expressions {
                true => lower_string(self.input, member.key.range(), &self.errors),
                false => Expr { kind: ExprKind::String(member.name.into()), span: self.span(member.key) },
            };
            entries.push(Entry::Property { key, value: self.value(member.value) });
        }
        entries
    }
}
