//! ARM JSON to modules: deployment templates (arrays and symbolic names, nested and linked
//! deployments, copy loops) and parameter files.

use std::cell::RefCell;
use std::sync::Arc;

use super::arm_expr::{copy_variable, lower_string};
use super::bicep::key_span;
use super::expression::number;
use super::{
    Call, Declaration, Element, Entry, Expr, ExprKind, For, Function, Input, Module, ModuleLanguage,
    Parameter, ParameterFile, Repeat, Target, Variable,
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
    module.wide_scope = !schema.ends_with("/deploymenttemplate.json#");
    JsonDocument::Template(module)
}

struct Lowering<'a> {
    input: Input<'a>,
    /// Whether strings may hold expressions: not in parameter files.
    expressions: bool,
    /// What is wrong with expressions, where.
    errors: RefCell<Vec<(Span, String)>>,
}

/// The Azure Developer CLI replaces `${NAME}` in parameter files by an environment variable
/// (learn.microsoft.com/azure/developer/azure-developer-cli/manage-environment-variables).
fn environment_variable(text: &str) -> Option<String> {
    let (name, _) = text.split_once("${")?.1.split_once('}')?;
    let name = name.split('=').next().unwrap_or(name);
    Some(format!("it comes from the environment variable `{name}`"))
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

    fn parameter_file(&mut self, parameters: Option<Node>) -> ParameterFile {
        self.expressions = false;
        let values = parameters.map(|parameters| self.members(parameters)).unwrap_or_default();
        let values = values.into_iter().map(|member| {
            let value = self.argument(member.value);
            Variable { name: member.name.into(), name_span: self.span(member.key), value }
        });
        ParameterFile {
            path: self.input.source.path.clone(),
            source: self.input.id,
            template: None,
            values: values.collect(),
            variables: Vec::new(),
            incomplete: None,
        }
    }

    /// `{value: …}`, a key vault reference, or an expression that gives such an object.
    fn argument(&self, node: Node) -> Expr {
        let span = self.span(node);
        if node.kind() == Kind::String {
            let object = Box::new(self.value(node));
            return Expr { kind: ExprKind::Member { object, name: "value".into(), safe: true }, span };
        }
        match Some(node)
            .filter(|node| node.kind() == Kind::Object)
            .and_then(|node| self.member(node, "value"))
        {
            Some(value) => self.value(value),
            None => Expr { kind: ExprKind::Unsupported("its value is a key vault reference".into()), span },
        }
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
                "resources" => self.resources(value, None, None, &mut module),
                "outputs" => self.outputs(value, &mut module),
                _ => {}
            }
        }
        module
    }

    /// What `"$ref": "#/definitions/…"` names, through references to references.
    fn definition<'t>(&self, root: Node<'t>, declared: Node<'t>) -> Option<Node<'t>> {
        const MAX_STEPS: usize = 16;
        let mut at = declared;
        for _ in 0..MAX_STEPS {
            let Some(reference) = self.member(at, "$ref") else { break };
            let reference = self.text(reference);
            let definitions = self.member(root, "definitions")?;
            at = self.member(definitions, reference.strip_prefix("#/definitions/")?)?;
        }
        Some(at)
    }

    fn parameter(&self, root: Node, member: &Member) -> Parameter {
        let definition = self.definition(root, member.value);
        let part = |name| {
            let of_definition = || self.member(definition?, name);
            self.member(member.value, name).or_else(of_definition)
        };
        let declared =
            part("type").map(|declared| self.text(declared).to_ascii_lowercase()).unwrap_or_default();
        Parameter {
            name: member.name.as_str().into(),
            name_span: self.span(member.key),
            default: part("defaultValue").map(|default| self.value(default)),
            allowed: part("allowedValues").map(|allowed| self.value(allowed)),
            secure: declared.starts_with("secure"),
            nullable: part("nullable").is_some_and(|nullable| nullable.kind() == Kind::True),
            null_is_default: true,
            shape: None,
        }
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
            if let Some(value) = self.member(member.value, "value") {
                let name_span = self.span(member.key);
                let value = self.value(value);
                module.outputs.push(Variable { name: member.name.into(), name_span, value });
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
                let parameters = names.map(|name| self.text(name).into()).collect();
                let output = self.member(function.value, "output");
                if let Some(body) = output.and_then(|output| self.member(output, "value")) {
                    let name = format!("{prefix}.{}", function.name).into();
                    module.functions.push(Function { name, parameters, body: self.value(body) });
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
            Kind::String => match environment_variable(&self.text(node)) {
                Some(reason) => ExprKind::Unsupported(reason),
                None => ExprKind::String(self.text(node).into()),
            },
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
                entries.extend(member.value.children().filter_map(|copy| self.copy_property(copy)));
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

    /// `copy: [{name, count, input}]` is the property `name` with an array made by a loop.
    fn copy_property(&self, copy: Node) -> Option<Entry> {
        let name = self.member(copy, "name")?;
        let input = self.member(copy, "input")?;
        let span = self.span(copy);
        let collection = self.range_of(self.member(copy, "count")?);
        let key = Expr { kind: ExprKind::String(self.text(name).into()), span: self.span(name) };
        let body = self.value(input);
        let item = copy_variable(&self.text(name));
        let (condition, result_key) = (None, None);
        let (grouping, iterator) = (false, false);
        let looped = For { item, key: None, collection, condition, result_key, body, grouping, iterator };
        Some(Entry::Property { key, value: Expr { kind: ExprKind::For(Box::new(looped)), span } })
    }

    fn range_of(&self, count: Node) -> Expr {
        let span = self.span(count);
        let zero = Element { value: Expr { kind: ExprKind::Int(0), span }, spread: false };
        let count = Element { value: self.value(count), spread: false };
        Expr { kind: ExprKind::Call { function: "range".into(), arguments: vec![zero, count] }, span }
    }

    fn resources(&self, list: Node, parent: Option<usize>, within: Option<&Arc<str>>, module: &mut Module) {
        match list.kind() {
            Kind::Array => {
                for resource in list.children().filter(|child| child.kind() == Kind::Object) {
                    self.resource(resource, None, parent, within, module);
                }
            }
            // Symbolic names (languageVersion 2.0).
            Kind::Object => {
                for member in self.members(list) {
                    self.resource(member.value, Some(member.name.into()), parent, within, module);
                }
            }
            _ => {}
        }
    }

    fn resource(
        &self,
        node: Node,
        symbol: Option<Arc<str>>,
        parent: Option<usize>,
        within: Option<&Arc<str>>,
        module: &mut Module,
    ) {
        let members = self.members(node);
        let find = |name: &str| members.iter().find(|member| member.name.eq_ignore_ascii_case(name));
        let Some(declared) = find("type") else { return };
        let text = self.text(declared.value);
        // Bicep extensibility writes `Type@version`.
        let (text, version) = text.split_once('@').unwrap_or((&text, ""));
        let kind = match parent.and_then(|parent| module.resources.get(parent)) {
            Some(parent) if !text.contains('.') => format!("{}/{text}", parent.kind),
            _ => text.to_owned(),
        };
        let api_version = match find("apiVersion") {
            Some(member) => Some(self.value(member.value)),
            None if version.is_empty() => None,
            None => Some(Expr { kind: ExprKind::String(version.into()), span: self.span(declared.value) }),
        };
        let name = find("name").map(|name| self.text(name.value)).unwrap_or_default();
        let symbol = symbol.unwrap_or_else(|| name.trim_matches(['[', ']']).into());
        let keyword_start = self.span(declared.key);
        let keyword = Span { end: self.span(declared.value).end, ..keyword_start };
        let repeat = find("copy").filter(|copy| copy.value.kind() == Kind::Object).and_then(|copy| {
            let name = self.member(copy.value, "name").map(|name| self.text(name)).unwrap_or_default();
            let count = self.value(self.member(copy.value, "count")?);
            Some(Repeat::Copy { name: copy_variable(&name), count })
        });
        let condition = find("condition").map(|condition| self.value(condition.value));
        if kind.eq_ignore_ascii_case("Microsoft.Resources/deployments")
            && self.deployment(node, &symbol, keyword, &condition, &repeat, module)
        {
            return;
        }
        let existing = find("existing").is_some_and(|existing| existing.value.kind() == Kind::True);
        let nested = find("resources").map(|resources| resources.value);
        let kept = |member: &Member| {
            !["resources", "copy", "condition"].iter().any(|skip| member.name.eq_ignore_ascii_case(skip))
        };
        let entries = self.entries(self.members(node).into_iter().filter(kept).collect());
        let head =
            ["properties", "name"].iter().find_map(|key| entries.iter().find_map(|e| key_span(e, key)));
        let index = module.resources.len();
        module.resources.push(Declaration {
            symbol,
            kind,
            api_version,
            keyword,
            head: head.unwrap_or(keyword),
            span: self.span(node),
            existing,
            condition,
            repeat,
            body: Expr { kind: ExprKind::Object(entries), span: self.span(node) },
            parent,
            within: within.cloned(),
            broken: false,
        });
        if let Some(nested) = nested {
            self.resources(nested, Some(index), within, module);
        }
    }

    /// A nested or linked deployment; false if it has neither a template nor a link.
    fn deployment(
        &self,
        node: Node,
        symbol: &Arc<str>,
        keyword: Span,
        condition: &Option<Expr>,
        repeat: &Option<Repeat>,
        module: &mut Module,
    ) -> bool {
        let Some(properties) = self.member(node, "properties").filter(|p| p.kind() == Kind::Object) else {
            return false;
        };
        let inner = self
            .member(properties, "expressionEvaluationOptions")
            .and_then(|options| self.member(options, "scope"))
            .is_some_and(|scope| self.text(scope).eq_ignore_ascii_case("inner"));
        let (target, target_span) =
            match (self.member(properties, "template"), self.member(properties, "templateLink")) {
                (Some(template), _) if template.kind() == Kind::Object && inner => {
                    (Target::Embedded(Arc::new(self.template(template))), keyword)
                }
                (Some(template), _) if template.kind() == Kind::Object => {
                    if let Some(resources) = self.member(template, "resources") {
                        self.resources(resources, None, Some(symbol), module);
                    }
                    return true;
                }
                (_, Some(link)) => match (self.member(link, "relativePath"), self.member(link, "uri")) {
                    (Some(path), _) => (Target::Path(self.input.resolve(&self.text(path))), self.span(path)),
                    (_, Some(uri)) => (Target::Remote(self.text(uri)), self.span(uri)),
                    _ => (Target::Remote("a template link without address".into()), self.span(link)),
                },
                _ => return false,
            };
        let arguments = self.member(properties, "parameters").map(|parameters| self.members(parameters));
        let arguments = arguments.unwrap_or_default().into_iter().map(|argument| {
            let key = Expr { kind: ExprKind::String(argument.name.into()), span: self.span(argument.key) };
            Entry::Property { key, value: self.argument(argument.value) }
        });
        module.calls.push(Call {
            symbol: symbol.clone(),
            keyword,
            target,
            target_span,
            version: None,
            arguments: Expr { kind: ExprKind::Object(arguments.collect()), span: target_span },
            condition: condition.clone(),
            repeat: repeat.clone(),
        });
        true
    }
}
