//! JSON documents of Terraform: what a node of the tree says.

use std::collections::HashMap;
use std::sync::Arc;

use super::Input;
use crate::source::Span;
use crate::syntax::{Kind, Node, TextRange, json};

/// A member of an object.
pub(super) struct Member<'t> {
    pub(super) name: Arc<str>,
    pub(super) key: Node<'t>,
    pub(super) value: Node<'t>,
}

/// Reads the nodes of a file.
#[derive(Clone, Copy)]
pub(super) struct Document<'a> {
    pub(super) input: Input<'a>,
}

impl<'a> Document<'a> {
    pub(super) fn span(&self, node: Node) -> Span {
        Span::new(self.input.id, node.range().start, node.range().end)
    }

    /// The decoded text of a string.
    pub(super) fn text(&self, node: Node) -> Arc<str> {
        json::unescape(self.raw(node.range())).text.into()
    }

    /// The inside of a string, not decoded.
    pub(super) fn raw(&self, range: TextRange) -> &'a str {
        let quoted = self.input.source.slice(range.start, range.end);
        let raw = quoted.strip_prefix(['"', '\'']).unwrap_or(quoted);
        raw.strip_suffix(['"', '\'']).unwrap_or(raw)
    }

    /// The members of an object, those of broken parts too.
    pub(super) fn members<'t>(&self, object: Node<'t>) -> Vec<Member<'t>> {
        let inside = |child: Node<'t>| match child.kind() {
            Kind::Error => child.children().collect(),
            _ => vec![child],
        };
        let pairs = object.children().flat_map(inside).filter(|child| child.kind() == Kind::Property);
        let member = |pair: Node<'t>| {
            let mut parts = pair.children();
            let (key, value) = (parts.next()?, parts.next()?);
            Some(Member { name: self.text(key), key, value })
        };
        pairs.filter_map(member).collect()
    }

    /// The members of an object by name; none of anything else.
    pub(super) fn fields<'t>(&self, object: Option<Node<'t>>) -> HashMap<Arc<str>, Node<'t>> {
        let object = object.filter(|node| node.kind() == Kind::Object);
        let members = object.map(|object| self.members(object)).unwrap_or_default();
        members.into_iter().map(|member| (member.name, member.value)).collect()
    }

    /// The member that a path of names leads to.
    pub(super) fn at<'t>(&self, object: Node<'t>, path: &[&str]) -> Option<Node<'t>> {
        path.iter().try_fold(object, |at, name| {
            let members = self.members(Some(at).filter(|at| at.kind() == Kind::Object)?);
            members.into_iter().find(|member| &*member.name == *name).map(|member| member.value)
        })
    }

    /// The text of the string that a path of names leads to.
    pub(super) fn text_at(&self, object: Node, path: &[&str]) -> Option<Arc<str>> {
        self.at(object, path).filter(|node| node.kind() == Kind::String).map(|node| self.text(node))
    }
}

/// The items of an array; none of anything else.
pub(super) fn items(node: Option<Node>) -> Vec<Node> {
    match node {
        Some(node) if node.kind() == Kind::Array => node.children().collect(),
        _ => Vec::new(),
    }
}
