//! What both syntaxes of Terraform are read into: blocks with attributes and blocks in them. The
//! meaning of the top-level blocks is the same whatever syntax they are written in.

use std::sync::Arc;

use crate::lower::{Element, Entry, Expr, ExprKind, For};
use crate::source::Span;

/// A block: `kind "label" { … }`.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Arc<str>,
    pub(super) labels: Vec<Arc<str>>,
    /// Type and labels; in the JSON syntax the key of the last label.
    pub(super) header: Span,
    /// All of it.
    pub(super) span: Span,
    pub(super) attributes: Vec<Attribute>,
    pub(super) blocks: Vec<Block>,
    /// What stands for the members that a syntax error in the body may hide.
    pub(super) lost: Option<Entry>,
    /// There is a syntax error somewhere in it.
    pub(super) broken: bool,
}

/// `name = value`
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) name: Arc<str>,
    pub(super) name_span: Span,
    pub(super) value: Expr,
}

impl Block {
    /// A block with nothing in it.
    pub(super) fn new(kind: &str, labels: Vec<Arc<str>>, header: Span, span: Span) -> Self {
        Self {
            kind: kind.into(),
            labels,
            header,
            span,
            attributes: Vec::new(),
            blocks: Vec::new(),
            lost: None,
            broken: false,
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&Expr> {
        self.attributes.iter().find(|attribute| &*attribute.name == name).map(|found| &found.value)
    }

    /// Takes the value of an attribute out of the block.
    pub(super) fn take(&mut self, name: &str) -> Option<Expr> {
        let found = self.attributes.iter().position(|attribute| &*attribute.name == name)?;
        Some(self.attributes.remove(found).value)
    }

    /// The blocks of one type in it.
    pub(super) fn nested(&self, kind: &str) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| &*block.kind == kind)
    }

    /// The type of the blocks that it makes where it stands: of a `dynamic` block its label.
    pub(super) fn makes(&self) -> &Arc<str> {
        match (&*self.kind, self.labels.as_slice()) {
            ("dynamic", [label]) => label,
            _ => &self.kind,
        }
    }

    /// The body as an object: attributes as they are, blocks of one type as an array of objects, a
    /// `dynamic` block as a loop spread into that array.
    pub(super) fn into_object(self, skip: &[&str]) -> Expr {
        let span = self.span;
        let mut entries: Vec<Entry> = self.lost.into_iter().collect();
        let kept = self.attributes.into_iter().filter(|attribute| !skip.contains(&&*attribute.name));
        entries.extend(kept.map(|Attribute { name, name_span, value }| {
            let key = Expr { kind: ExprKind::String(name), span: name_span };
            Entry::Property { key, value }
        }));
        let mut arrays: Vec<(Arc<str>, Span, Vec<Element>)> = Vec::new();
        for block in self.blocks {
            if skip.contains(&&*block.kind) {
                continue;
            }
            let (name, header) = (block.makes().clone(), block.header);
            let element = match &*block.kind {
                "dynamic" => block.into_loop(),
                _ => Element { value: block.into_object(&[]), spread: false },
            };
            match arrays.iter_mut().find(|(known, ..)| *known == name) {
                Some((_, _, elements)) => elements.push(element),
                None => arrays.push((name, header, vec![element])),
            }
        }
        for (name, span, elements) in arrays {
            let key = Expr { kind: ExprKind::String(name), span };
            entries.push(Entry::Property { key, value: Expr { kind: ExprKind::Array(elements), span } });
        }
        Expr { kind: ExprKind::Object(entries), span }
    }

    /// A `dynamic` block: once per element of `for_each` what its `content` says.
    fn into_loop(mut self) -> Element {
        let span = self.header;
        let item = self.iterator();
        let content = self.blocks.iter().position(|block| &*block.kind == "content");
        let content = content.map(|content| self.blocks.swap_remove(content));
        let (Some(collection), Some(content)) = (self.take("for_each"), content) else {
            let kind = ExprKind::Unsupported("a dynamic block without for_each or content".into());
            return Element { value: Expr { kind, span }, spread: true };
        };
        let looped = For {
            item,
            key: None,
            collection,
            condition: None,
            result_key: None,
            body: content.into_object(&[]),
            grouping: false,
            iterator: true,
        };
        Element { value: Expr { kind: ExprKind::For(Box::new(looped)), span }, spread: true }
    }

    /// The variable of a `dynamic` block: `iterator`, else its label.
    fn iterator(&self) -> Arc<str> {
        match self.attribute("iterator").map(|iterator| &iterator.kind) {
            Some(ExprKind::Name(_, name) | ExprKind::String(name)) => name.clone(),
            _ => self.makes().clone(),
        }
    }
}
