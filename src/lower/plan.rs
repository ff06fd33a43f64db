//! Terraform plans (`terraform show -json`) to modules: every planned resource under its address,
//! with the values that it will have (developer.hashicorp.com/terraform/internals/json-format).

mod reference;

use std::collections::HashMap;
use std::sync::Arc;

use super::document::{Document, Member, items};
use super::expression::number;
use super::{
    Declaration, Element, Entry, Expr, ExprKind, Input, MAX_DEPTH, Module, ModuleLanguage, Requirement,
    Variable,
};
use crate::source::{SourceId, Span};
use crate::syntax::{Kind, Node, SyntaxTree};
use reference::References;
pub use reference::without_keys;

/// A plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Root-relative path.
    pub path: String,
    /// The file.
    pub source: SourceId,
    /// The resources after the plan is applied; their symbols are their addresses.
    pub module: Module,
    /// Values of the root module's variables.
    pub variables: Vec<Variable>,
    /// What the root module declares: `azurerm_container_registry.acr`, `module.network`.
    pub declared: Vec<Arc<str>>,
    /// Where values are written that must not be shown.
    pub secrets: Vec<Span>,
}

/// The providers whose resources matter; a plan may hold thousands of others.
const PROVIDERS: [&str; 2] = ["azurerm_", "azapi_"];

/// Lowers a plan.
pub fn lower_plan(input: Input, tree: &SyntaxTree) -> Option<Plan> {
    let root = tree.root()?.child(Kind::Object)?;
    let document = Document { input };
    let mut module = Module {
        path: input.source.path.clone(),
        source: input.id,
        language: ModuleLanguage::Terraform,
        ..Module::default()
    };
    let configuration = document.at(root, &["configuration"]);
    module.providers = configuration.map(|node| requirements(document, node)).unwrap_or_default();
    let planned = planned(document, document.at(root, &["planned_values", "root_module"]));
    let root_module = configuration.and_then(|node| document.at(node, &["root_module"]));
    let addresses = planned.iter().map(|resource| &resource.address);
    let mut lowering = Lowering {
        document,
        unknown: unknown(document, document.at(root, &["resource_changes"])),
        references: References::new(document, root_module, addresses),
        secrets: Vec::new(),
    };
    let broken = !tree.errors.is_empty();
    module.resources = planned.iter().map(|resource| lowering.resource(resource, broken)).collect();
    let variables = lowering.variables(document.at(root, &["variables"]), root_module);
    Some(Plan {
        path: input.source.path.clone(),
        source: input.id,
        module,
        variables,
        declared: declared(document, root_module),
        secrets: lowering.secrets,
    })
}

/// A resource under `planned_values`.
struct Planned<'t> {
    address: Arc<str>,
    kind: Arc<str>,
    /// Address of its module instance, empty or with a dot at its end.
    prefix: String,
    node: Node<'t>,
    fields: HashMap<Arc<str>, Node<'t>>,
}

/// The resources of a module and of its child modules that matter.
fn planned<'t>(document: Document, root: Option<Node<'t>>) -> Vec<Planned<'t>> {
    let mut found = Vec::new();
    let mut open: Vec<Node> = root.into_iter().collect();
    while let Some(module) = open.pop() {
        let fields = document.fields(Some(module));
        let prefix = fields.get("address").map(|address| format!("{}.", document.text(*address)));
        let prefix = prefix.unwrap_or_default();
        for node in items(fields.get("resources").copied()) {
            let fields = document.fields(Some(node));
            let text = |name: &str| fields.get(name).map(|node| document.text(*node));
            let (Some(address), Some(kind)) = (text("address"), text("type")) else { continue };
            if !PROVIDERS.iter().any(|provider| kind.starts_with(provider)) {
                continue;
            }
            let kind =
                if text("mode").as_deref() == Some("data") { format!("data.{kind}").into() } else { kind };
            found.push(Planned { address, kind, prefix: prefix.clone(), node, fields });
        }
        let mut children = items(fields.get("child_modules").copied());
        children.reverse();
        open.extend(children);
    }
    found
}

/// What is known only after the plan is applied, by address.
fn unknown<'t>(document: Document, changes: Option<Node<'t>>) -> HashMap<Arc<str>, Node<'t>> {
    let change = |change: Node<'t>| {
        let address = document.text_at(change, &["address"])?;
        Some((address, document.at(change, &["change", "after_unknown"])?))
    };
    items(changes).into_iter().filter_map(change).collect()
}

/// The version constraints on providers, those of called modules too.
fn requirements(document: Document, configuration: Node) -> Vec<Requirement> {
    let providers = document.fields(document.at(configuration, &["provider_config"]));
    let requirement = |provider: &Node| {
        let constraint = document.at(*provider, &["version_constraint"])?;
        let full = document.text_at(*provider, &["full_name"]).or(document.text_at(*provider, &["name"]))?;
        let name = full.rsplit('/').next().unwrap_or(&full).to_owned();
        let span = document.span(constraint);
        Some(Requirement { name, constraint: document.text(constraint).to_string(), span })
    };
    let mut found: Vec<Requirement> = providers.values().filter_map(requirement).collect();
    found.sort_by_key(|requirement| requirement.span);
    found
}

fn declared(document: Document, root: Option<Node>) -> Vec<Arc<str>> {
    let Some(root) = root else { return Vec::new() };
    let resources = items(document.at(root, &["resources"])).into_iter();
    let calls = document.fields(document.at(root, &["module_calls"]));
    let mut declared: Vec<Arc<str>> = resources
        .filter_map(|resource| document.text_at(resource, &["address"]))
        .chain(calls.keys().map(|name| format!("module.{name}").into()))
        .collect();
    declared.sort();
    declared
}

/// The same place of the four trees that describe a resource.
#[derive(Clone, Copy)]
struct Place<'t> {
    value: Option<Node<'t>>,
    unknown: Option<Node<'t>>,
    sensitive: Option<Node<'t>>,
    /// How it is written, as far as the plan says.
    written: Option<Node<'t>>,
}

struct Lowering<'a, 't> {
    document: Document<'a>,
    unknown: HashMap<Arc<str>, Node<'t>>,
    references: References<'a, 't>,
    secrets: Vec<Span>,
}

impl<'t> Lowering<'_, 't> {
    fn resource(&mut self, planned: &Planned<'t>, broken: bool) -> Declaration {
        let document = self.document;
        let head = planned.fields.get("address").map_or(planned.node, |address| *address);
        let head = document.span(head);
        let written = self.references.expressions(&planned.address);
        let place = Place {
            value: planned.fields.get("values").copied(),
            unknown: self.unknown.get(&planned.address).copied(),
            sensitive: planned.fields.get("sensitive_values").copied(),
            written,
        };
        let mut body = self.value(place, planned, head, 0);
        keep_written(&mut body, written.map(|written| document.fields(Some(written))).as_ref());
        Declaration {
            symbol: planned.address.clone(),
            kind: planned.kind.to_string(),
            api_version: None,
            keyword: head,
            head,
            span: document.span(planned.node),
            existing: planned.kind.starts_with("data."),
            condition: None,
            repeat: None,
            body,
            parent: None,
            broken,
        }
    }

    fn value(&mut self, place: Place<'t>, planned: &Planned<'t>, head: Span, depth: u32) -> Expr {
        let node = place.value.or(place.unknown);
        let span = node.map_or(head, |node| self.document.span(node));
        let is_true = |node: Option<Node>| node.is_some_and(|node| node.kind() == Kind::True);
        if is_true(place.sensitive) && place.value.is_none_or(|value| value.kind() != Kind::Null) {
            self.secrets.extend(place.value.map(|value| self.document.span(value)));
            return Expr { kind: ExprKind::Secret, span };
        }
        if is_true(place.unknown) || depth > MAX_DEPTH {
            let meant =
                place.written.and_then(|written| self.references.meant(&planned.prefix, written, head));
            let unknown = || ExprKind::Unsupported("it is known only after the plan is applied".into());
            return Expr { kind: meant.map_or_else(unknown, |meant| meant.kind), span: head };
        }
        let kind = match node.map(|node| (node.kind(), node)) {
            Some((Kind::Object, _)) => self.object(place, planned, head, depth),
            Some((Kind::Array, _)) => self.array(place, planned, head, depth),
            Some((Kind::String, node)) => ExprKind::String(self.document.text(node)),
            Some((Kind::True, _)) => ExprKind::Bool(true),
            Some((Kind::False, _)) => ExprKind::Bool(false),
            Some((Kind::Number, node)) => number(node.text(&self.document.input.source.text)),
            Some((Kind::Null, _)) | None => ExprKind::Null,
            _ => ExprKind::Unsupported("a syntax error".into()),
        };
        Expr { kind, span }
    }

    fn object(&mut self, place: Place<'t>, planned: &Planned<'t>, head: Span, depth: u32) -> ExprKind {
        let document = self.document;
        let (unknown, sensitive) = (document.fields(place.unknown), document.fields(place.sensitive));
        let written = document.fields(place.written);
        let members = |node: Option<Node<'t>>| match node {
            Some(node) if node.kind() == Kind::Object => document.members(node),
            _ => Vec::new(),
        };
        let known = members(place.value);
        let listed = document.fields(place.value);
        let rest = members(place.unknown)
            .into_iter()
            .filter(|member| !listed.contains_key(&member.name) && has_true(member.value));
        let mut entries = Vec::new();
        for (Member { name, key, value }, is_known) in
            known.into_iter().map(|member| (member, true)).chain(rest.map(|member| (member, false)))
        {
            let inner = Place {
                value: is_known.then_some(value),
                unknown: unknown.get(&name).copied(),
                sensitive: sensitive.get(&name).copied(),
                written: written.get(&name).copied(),
            };
            let value = self.value(inner, planned, head, depth + 1);
            let key = Expr { kind: ExprKind::String(name), span: document.span(key) };
            entries.push(Entry::Property { key, value });
        }
        ExprKind::Object(entries)
    }

    fn array(&mut self, place: Place<'t>, planned: &Planned<'t>, head: Span, depth: u32) -> ExprKind {
        let (known, unknown) = (items(place.value), items(place.unknown));
        let (sensitive, written) = (items(place.sensitive), items(place.written));
        // The blocks of a set may be listed in another order, and `dynamic` ones are not listed at all.
        let all_listed = !written.is_empty() && known.len() <= written.len();
        let fields = || written.iter().flat_map(|block| self.document.fields(Some(*block))).collect();
        let attributes: Option<HashMap<Arc<str>, Node>> = all_listed.then(fields);
        let element = |index: usize| {
            let inner = Place {
                value: known.get(index).copied(),
                unknown: unknown.get(index).copied(),
                sensitive: sensitive.get(index).copied(),
                written: written.get(index).copied(),
            };
            let mut value = self.value(inner, planned, head, depth + 1);
            keep_written(&mut value, attributes.as_ref());
            Element { value, spread: false }
        };
        ExprKind::Array((0..known.len().max(unknown.len())).map(element).collect())
    }

    fn variables(&mut self, values: Option<Node<'t>>, root: Option<Node>) -> Vec<Variable> {
        let document = self.document;
        let declared = document.fields(root.and_then(|root| document.at(root, &["variables"])));
        let is_secret = |name: &str| {
            let sensitive = declared.get(name).and_then(|node| document.at(*node, &["sensitive"]));
            sensitive.is_some_and(|sensitive| sensitive.kind() == Kind::True)
        };
        let members = values.filter(|node| node.kind() == Kind::Object).map(|node| document.members(node));
        let mut variables = Vec::new();
        for Member { name, key, value } in members.unwrap_or_default() {
            let Some(value) = document.at(value, &["value"]) else { continue };
            if is_secret(&name) {
                self.secrets.push(document.span(value));
                continue;
            }
            let value = super::terraform::literal(document.input, value);
            variables.push(Variable { name, name_span: document.span(key), value });
        }
        variables
    }
}

/// Whether some part of what a tree of truth values describes is marked.
fn has_true(node: Node) -> bool {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match node.kind() {
            Kind::True => return true,
            Kind::Object | Kind::Property | Kind::Array => open.extend(node.children()),
            _ => {}
        }
    }
    false
}

/// Drops what nobody wrote from a resource or a block of it, as far as the plan says how it is written.
fn keep_written(body: &mut Expr, written: Option<&HashMap<Arc<str>, Node>>) {
    if let (ExprKind::Object(entries), Some(written)) = (&mut body.kind, written) {
        entries.retain(|entry| is_written(entry, written));
    }
}

/// Whether an attribute says more than that nobody wrote it: a plan lists all attributes of the
/// schema. Blocks are kept, as the configuration does not mention `dynamic` ones.
fn is_written(entry: &Entry, written: &HashMap<Arc<str>, Node>) -> bool {
    let Entry::Property { key: Expr { kind: ExprKind::String(name), .. }, value } = entry else {
        return true;
    };
    written.contains_key(name)
        || match &value.kind {
            ExprKind::Array(elements) => !elements.is_empty(),
            ExprKind::Object(entries) => !entries.is_empty(),
            _ => false,
        }
}
