//! What an attribute refers to whose value is known only after the plan is applied, as far as the
//! `configuration` of the plan says it beyond doubt.

use std::collections::HashMap;
use std::sync::Arc;

use crate::lower::document::{Document, items};
use crate::lower::{Expr, ExprKind, Space};
use crate::source::Span;
use crate::syntax::Node;

/// References through variables and outputs of more modules than this are not followed.
const MAX_STEPS: usize = 32;

/// The configuration of a plan and the addresses in it.
pub(super) struct References<'a, 't> {
    document: Document<'a>,
    /// `expressions` of a resource by its address without instance keys.
    expressions: HashMap<String, Node<'t>>,
    /// Arguments of a module call by its address without instance keys.
    arguments: HashMap<String, HashMap<Arc<str>, Node<'t>>>,
    /// Expressions of a module's outputs likewise.
    outputs: HashMap<String, HashMap<Arc<str>, Node<'t>>>,
    /// Planned addresses by address without the instance key at its end.
    instances: HashMap<String, Vec<Arc<str>>>,
}

impl<'a, 't> References<'a, 't> {
    pub(super) fn new<'p>(
        document: Document<'a>,
        root: Option<Node<'t>>,
        planned: impl Iterator<Item = &'p Arc<str>>,
    ) -> Self {
        let mut instances: HashMap<String, Vec<Arc<str>>> = HashMap::new();
        for address in planned {
            instances.entry(without_last_key(address).to_owned()).or_default().push(address.clone());
        }
        let (expressions, arguments, outputs) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut references = Self { document, expressions, arguments, outputs, instances };
        let mut open: Vec<(String, Node)> = root.map(|root| (String::new(), root)).into_iter().collect();
        while let Some((prefix, module)) = open.pop() {
            references.module(&prefix, module, &mut open);
        }
        references
    }

    fn module(&mut self, prefix: &str, module: Node<'t>, open: &mut Vec<(String, Node<'t>)>) {
        let document = self.document;
        for resource in items(document.at(module, &["resources"])) {
            let fields = document.fields(Some(resource));
            if let (Some(address), Some(expressions)) = (fields.get("address"), fields.get("expressions")) {
                self.expressions.insert(format!("{prefix}{}", document.text(*address)), *expressions);
            }
        }
        let outputs = document.fields(document.at(module, &["outputs"])).into_iter();
        let outputs =
            outputs.filter_map(|(name, output)| Some((name, document.at(output, &["expression"])?)));
        self.outputs.insert(prefix.to_owned(), outputs.collect());
        for (name, call) in document.fields(document.at(module, &["module_calls"])) {
            let inner = format!("{prefix}module.{name}.");
            self.arguments.insert(inner.clone(), document.fields(document.at(call, &["expressions"])));
            open.extend(document.at(call, &["module"]).map(|module| (inner, module)));
        }
    }

    /// How the attributes of a planned resource are written.
    pub(super) fn expressions(&self, address: &str) -> Option<Node<'t>> {
        self.expressions.get(&without_keys(address)).copied()
    }

    /// The attribute of a planned resource that an expression in a module instance stands for.
    pub(super) fn meant(&self, prefix: &str, written: Node<'t>, span: Span) -> Option<Expr> {
        let (mut prefix, mut written) = (prefix.to_owned(), written);
        for _ in 0..MAX_STEPS {
            let reference = self.only_reference(written)?;
            let parts = split(&reference);
            let (first, second) = (*parts.first()?, *parts.get(1)?);
            (prefix, written) = match (first, parts.len()) {
                ("var", 2) => {
                    let argument = *self.arguments.get(&without_keys(&prefix))?.get(second)?;
                    (without_last_module(&prefix).to_owned(), argument)
                }
                ("module", 3) => {
                    let inner = format!("{prefix}module.{second}.");
                    let output = *self.outputs.get(&without_keys(&inner))?.get(*parts.get(2)?)?;
                    (inner, output)
                }
                ("var" | "module" | "local" | "each" | "count" | "path" | "terraform" | "self", _) => {
                    return None;
                }
                _ => return self.attribute(&prefix, &parts, span),
            };
        }
        None
    }

    /// The reference that an expression consists of; the shorter forms of it, which are listed too,
    /// do not count.
    fn only_reference(&self, written: Node<'t>) -> Option<Arc<str>> {
        let listed = items(self.document.at(written, &["references"]));
        let mut listed = listed.into_iter().map(|node| self.document.text(node));
        let first = listed.next()?;
        listed.all(|other| first.starts_with(&*other)).then_some(first)
    }

    fn attribute(&self, prefix: &str, parts: &[&str], span: Span) -> Option<Expr> {
        let kind = if parts.first() == Some(&"data") { 3 } else { 2 };
        let (resource, [attribute]) = (parts.get(..kind)?.join("."), parts.get(kind..)?) else { return None };
        let wanted = format!("{prefix}{resource}");
        let instances = self.instances.get(without_last_key(&wanted))?;
        let exact = instances.iter().find(|address| ***address == *wanted);
        let address = match (exact, instances.as_slice()) {
            (Some(exact), _) => exact.clone(),
            (None, [only]) if without_last_key(&wanted) == wanted => only.clone(),
            _ => return None,
        };
        let object = Box::new(Expr { kind: ExprKind::Name(Space::Resource, address), span });
        Some(Expr { kind: ExprKind::Member { object, name: (*attribute).into(), safe: false }, span })
    }
}

/// The parts of a reference between its dots; an instance key belongs to the part before it.
fn split(reference: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in reference.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '.' if !quoted => {
                parts.extend(reference.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(reference.get(start..));
    parts
}

/// An address without the instance keys of modules and resources.
pub fn without_keys(address: &str) -> String {
    let (mut out, mut quoted, mut inside) = (String::with_capacity(address.len()), false, false);
    for c in address.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => inside = true,
            ']' if !quoted => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// An address without the instance key at its end.
fn without_last_key(address: &str) -> &str {
    let last = split(address).last().copied().unwrap_or(address);
    let key = last.find('[').map_or(0, |at| last.len() - at);
    address.get(..address.len() - key).unwrap_or(address)
}

/// The module instance around one, both with a dot at the end.
fn without_last_module(prefix: &str) -> &str {
    let inner = prefix.strip_suffix('.').unwrap_or(prefix);
    let parts = split(inner);
    let kept: usize = parts.iter().rev().skip(2).map(|part| part.len() + 1).sum();
    prefix.get(..kept).unwrap_or("")
}
