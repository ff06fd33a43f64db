//! What a mutation may cost: declarations, and the properties in them.

use std::collections::HashSet;

use acrlint::source::{Language, Source};
use acrlint::syntax::{Kind, Node, SyntaxTree, TextRange};

/// A declaration: a Bicep resource or module, a top-level Terraform block, an ARM resource.
pub(crate) struct Target {
    /// What it covers, decorators included.
    pub(crate) range: TextRange,
    /// Where its name starts, in ARM its braces. Decorators do not count: those of a statement that
    /// was deleted fall to the next one.
    pub(crate) anchor: u32,
    /// Where the braces of its body open.
    pub(crate) body: u32,
    /// The kind of what declares it: the innermost node around it that is no [`Kind::Error`]. A
    /// declaration in another place is another declaration.
    owner: Kind,
    kind: Kind,
}

/// A property of a target as later stages see it: what it is, where it is, and in what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Property {
    /// From its name to the end of its value.
    pub(crate) range: TextRange,
    /// Where the names of the properties and blocks around it start, outermost first.
    pub(crate) path: Vec<u32>,
    value: Kind,
}

/// A node and what is around it: what it belongs to, and whether `resources` is the property that
/// holds it.
type Place<'t> = (Node<'t>, Kind, bool);

/// The declarations of a file.
pub(crate) fn targets(source: &Source, tree: &SyntaxTree) -> Vec<Target> {
    let everything = TextRange { start: 0, end: u32::MAX };
    places(source.language, &source.text, tree, everything)
        .into_iter()
        .filter_map(|(node, owner, _)| {
            let body = body(node)?.range().start;
            Some(Target { range: node.range(), anchor: anchor(node), body, owner, kind: node.kind() })
        })
        .collect()
}

impl Target {
    /// The same declaration in another tree, where its name starts at `anchor`.
    pub(crate) fn find<'t>(
        &self,
        language: Language,
        text: &str,
        tree: &'t SyntaxTree,
        anchor: u32,
    ) -> Option<Node<'t>> {
        let around = TextRange { start: anchor, end: anchor };
        let is_same = |(node, owner, _): &Place| {
            self::anchor(*node) == anchor && node.kind() == self.kind && *owner == self.owner
        };
        places(language, text, tree, around).into_iter().find(is_same).map(|(node, _, _)| node)
    }
}

fn anchor(declaration: Node) -> u32 {
    let is_named = declaration.kind() != Kind::Object;
    let name = declaration.child(Kind::Identifier).filter(|_| is_named);
    name.unwrap_or(declaration).range().start
}

/// The declarations that cover a range or lie in it.
fn places<'t>(language: Language, text: &str, tree: &'t SyntaxTree, wanted: TextRange) -> Vec<Place<'t>> {
    let mut open: Vec<Place<'t>> = tree.root().into_iter().map(|root| (root, Kind::File, false)).collect();
    let mut found = Vec::new();
    while let Some(place) = open.pop() {
        let (node, owner, in_resources) = place;
        let range = node.range();
        if range.start > wanted.end || range.end < wanted.start {
            continue;
        }
        let is_declaration = is_declaration(language, text, place);
        if is_declaration {
            found.push(place);
        }
        let inner = if node.kind() == Kind::Error { owner } else { node.kind() };
        let holds = match node.kind() {
            Kind::Property if key(node, text) == "resources" => true,
            // A list of resources, or an object of them by symbolic name.
            Kind::Array | Kind::Object | Kind::Property | Kind::Error => in_resources && !is_declaration,
            _ => false,
        };
        open.extend(node.children().map(|child| (child, inner, holds)));
    }
    found
}

fn is_declaration(language: Language, text: &str, (node, owner, in_resources): Place) -> bool {
    let is_member = |name: &str| node.children().any(|child| key(child, text) == name);
    match language {
        Language::Bicep | Language::BicepParam => matches!(node.kind(), Kind::Resource | Kind::Module),
        Language::Terraform | Language::TerraformVars | Language::TerraformLock | Language::Terragrunt => {
            node.kind() == Kind::Block && owner == Kind::File
        }
        _ => in_resources && node.kind() == Kind::Object && is_member("type"),
    }
}

/// The name of a property, without quotes; empty for every other node.
fn key<'s>(node: Node, text: &'s str) -> &'s str {
    let name = node.children().next().filter(|_| node.kind() == Kind::Property);
    name.map_or("", |name| name.text(text).trim_matches('"'))
}

/// The braces of a declaration: behind the conditions and loops of Bicep it is the last child.
fn body(declaration: Node) -> Option<Node> {
    let mut node = declaration;
    while !matches!(node.kind(), Kind::Object | Kind::BlockBody) {
        node = node.children().last()?;
    }
    Some(node)
}

/// The kinds and places of all nodes of a declaration: equal only if it is read in the same way.
pub(crate) fn shape(declaration: Node) -> Vec<(Kind, u32, u32)> {
    let origin = anchor(declaration);
    let mut open = vec![declaration];
    let mut shape = Vec::new();
    while let Some(node) = open.pop() {
        let range = node.range();
        shape.push((node.kind(), range.start.wrapping_sub(origin), range.end.wrapping_sub(origin)));
        open.extend(node.children());
    }
    shape
}

/// The properties of a declaration, nested ones included.
pub(crate) fn properties(declaration: Node) -> HashSet<Property> {
    let mut open = vec![(declaration, Vec::new())];
    let mut found = HashSet::new();
    while let Some((node, path)) = open.pop() {
        let is_property = matches!(node.kind(), Kind::Property | Kind::Attribute);
        let inner = if is_property || node.kind() == Kind::Block {
            path.iter().copied().chain([node.range().start]).collect()
        } else {
            path.clone()
        };
        if let Some(value) = node.children().last().filter(|_| is_property) {
            found.insert(Property { range: node.range(), path, value: value.kind() });
        }
        open.extend(node.children().map(|child| (child, inner.clone())));
    }
    found
}
