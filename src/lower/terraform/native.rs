//! Blocks of the native syntax.

use std::sync::Arc;

use super::block::{Attribute, Block};
use crate::lower::Input;
use crate::lower::expression::{Dialect, Expressions};
use crate::source::Span;
use crate::syntax::{Kind, Node, SyntaxTree};

/// The top-level blocks of a file that have one of these types.
pub(super) fn blocks(input: Input, tree: &SyntaxTree, kinds: &[&str]) -> Vec<Block> {
    let expressions = Expressions::new(&input.source.text, input.id, Dialect::Hcl);
    let mut native = Native { input, expressions };
    let mut blocks = Vec::new();
    let mut pending: Vec<Node> = tree.root().into_iter().flat_map(|root| root.children()).collect();
    pending.reverse();
    while let Some(node) = pending.pop() {
        match node.kind() {
            Kind::Error => pending.extend(node.children()),
            Kind::Block if kinds.contains(&native.kind(node)) => blocks.push(native.block(node)),
            _ => {}
        }
    }
    blocks
}

/// The attributes at the top of a file.
pub(super) fn attributes(input: Input, tree: &SyntaxTree) -> Vec<Attribute> {
    let expressions = Expressions::new(&input.source.text, input.id, Dialect::Hcl);
    let mut native = Native { input, expressions };
    let nodes = tree.root().into_iter().flat_map(|root| root.children());
    nodes.filter_map(|node| native.attribute(node)).collect()
}

struct Native<'a> {
    input: Input<'a>,
    expressions: Expressions<'a>,
}

impl Native<'_> {
    fn kind(&self, block: Node) -> &str {
        block.children().next().map_or("", |name| self.expressions.text_of(name))
    }

    fn labels(&self, block: Node) -> Vec<Arc<str>> {
        let parts = block.children().filter(|child| child.kind() != Kind::BlockBody).skip(1);
        let text = |label: Node| match label.kind() {
            Kind::String => self.expressions.string(label).into(),
            _ => self.expressions.name_of(label),
        };
        parts.map(text).collect()
    }

    fn header(&self, block: Node) -> Span {
        let end = block
            .children()
            .take_while(|child| child.kind() != Kind::BlockBody)
            .last()
            .map_or(block.range().start, |last| last.range().end);
        Span::new(self.input.id, block.range().start, end)
    }

    fn block(&mut self, node: Node) -> Block {
        let (header, span) = (self.header(node), self.expressions.span_of(node));
        let mut block = Block::new(self.kind(node), self.labels(node), header, span);
        let body = node.child(Kind::BlockBody);
        let broken = body.and_then(|body| body.child(Kind::Error));
        block.lost = broken.map(|broken| self.expressions.lost_member(broken));
        let mut pending: Vec<Node> = body.into_iter().flat_map(|body| body.children()).collect();
        pending.reverse();
        let iterator = self.iterator(&block, &pending);
        while let Some(item) = pending.pop() {
            match item.kind() {
                Kind::Error => pending.extend(item.children()),
                Kind::Attribute => block.attributes.extend(self.attribute(item)),
                Kind::Block => {
                    let inside = iterator.as_ref().filter(|_| self.kind(item) == "content");
                    if let Some(name) = inside {
                        self.expressions.push_local(name.clone());
                    }
                    let inner = self.block(item);
                    if inside.is_some() {
                        self.expressions.pop_local();
                    }
                    block.blocks.push(inner);
                }
                _ => {}
            }
        }
        block
    }

    /// The variable that the content of a `dynamic` block may use.
    fn iterator(&self, block: &Block, items: &[Node]) -> Option<Arc<str>> {
        if &*block.kind != "dynamic" {
            return None;
        }
        let named = items.iter().find_map(|item| {
            let mut parts = item.children();
            let (name, value) = (parts.next()?, parts.next()?);
            (self.expressions.text_of(name) == "iterator").then(|| self.expressions.name_of(value))
        });
        named.or_else(|| block.labels.first().cloned())
    }

    fn attribute(&mut self, node: Node) -> Option<Attribute> {
        if node.kind() != Kind::Attribute {
            return None;
        }
        let mut parts = node.children();
        let (name, value) = (parts.next()?, parts.next()?);
        Some(Attribute {
            name: self.expressions.name_of(name),
            name_span: self.expressions.span_of(name),
            value: self.expressions.lower(value),
        })
    }
}
