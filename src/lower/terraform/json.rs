//! Blocks of the JSON syntax (developer.hashicorp.com/terraform/language/syntax/json). A block is
//! an object under its type and labels, several blocks an array of objects; strings are templates.

use std::cell::RefCell;
use std::sync::Arc;

use super::TOP_LEVEL;
use super::block::{Attribute, Block};
use crate::lower::document::{Document, Member};
use crate::lower::expression::{Dialect, Expressions, number};
use crate::lower::{Element, Entry, Expr, ExprKind, Input};
use crate::source::Span;
use crate::syntax::{Kind, Node, SyntaxTree, TextRange, hcl, json};

/// How strings are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strings {
    /// As templates.
    Template,
    /// As they are: where Terraform evaluates nothing.
    Literal,
    /// As one expression: the type of a variable.
    Expression,
}

/// Attributes of azurerm resources that are maps; an object under any other name is a block
/// (provider documentation; the JSON syntax alone does not tell).
const MAPS: [&str; 16] = [
    "tags",
    "app_settings",
    "sticky_settings",
    "custom_headers",
    "environment_variables",
    "secure_environment_variables",
    "metadata",
    "labels",
    "node_labels",
    "annotations",
    "triggers",
    "secret_arguments",
    "arguments",
    "values",
    "secret_values",
    "parameters",
];

/// The top-level blocks of a file, and the mistakes in the templates that its strings hold.
pub(super) fn blocks(input: Input, tree: &SyntaxTree) -> (Vec<Block>, Vec<(Span, String)>) {
    let mut reader = Reader { document: Document { input }, locals: Vec::new(), errors: RefCell::default() };
    let mut blocks = Vec::new();
    for root in objects(tree.root().and_then(|root| root.children().next())) {
        for member in reader.members(root).into_iter().filter(|member| TOP_LEVEL.contains(&&*member.name)) {
            let labels = match &*member.name {
                "resource" | "data" => 2,
                "locals" | "terraform" => 0,
                _ => 1,
            };
            reader.labelled(&member.name, (member.key, member.value), &mut Vec::new(), labels, &mut blocks);
        }
    }
    (blocks, reader.errors.take())
}

/// The members of a file of variable values, which are literal.
pub(super) fn values(input: Input, tree: &SyntaxTree) -> Vec<Attribute> {
    let reader = Reader { document: Document { input }, locals: Vec::new(), errors: RefCell::default() };
    let root = tree.root().and_then(|root| root.child(Kind::Object));
    let members = root.map(|root| reader.members(root)).unwrap_or_default();
    members.iter().map(|member| reader.attribute(member, Strings::Literal)).collect()
}

/// A value as it is.
pub(super) fn literal(input: Input, node: Node) -> Expr {
    let reader = Reader { document: Document { input }, locals: Vec::new(), errors: RefCell::default() };
    reader.value(node, Strings::Literal)
}

/// An object itself, or the objects of an array.
fn objects(node: Option<Node>) -> Vec<Node> {
    match node {
        Some(node) if node.kind() == Kind::Object => vec![node],
        Some(node) if node.kind() == Kind::Array => {
            node.children().filter(|item| item.kind() == Kind::Object).collect()
        }
        _ => Vec::new(),
    }
}

struct Reader<'a> {
    document: Document<'a>,
    /// Variables of the `dynamic` blocks around.
    locals: Vec<Arc<str>>,
    errors: RefCell<Vec<(Span, String)>>,
}

impl Reader<'_> {
    /// The members of an object, comments left out.
    fn members<'t>(&self, object: Node<'t>) -> Vec<Member<'t>> {
        let mut members = self.document.members(object);
        members.retain(|member| &*member.name != "//");
        members
    }

    /// The blocks below so many more labels.
    fn labelled(
        &mut self,
        kind: &str,
        (key, value): (Node, Node),
        labels: &mut Vec<Arc<str>>,
        missing: usize,
        blocks: &mut Vec<Block>,
    ) {
        for object in objects(Some(value)) {
            if missing == 0 {
                let block =
                    Block::new(kind, labels.clone(), self.document.span(key), self.document.span(object));
                blocks.push(self.top_level(block, object));
                continue;
            }
            for member in self.members(object) {
                labels.push(member.name.clone());
                self.labelled(kind, (member.key, member.value), labels, missing - 1, blocks);
                labels.pop();
            }
        }
    }

    fn top_level(&mut self, mut block: Block, object: Node) -> Block {
        block.lost = self.lost(object);
        let kind = block.kind.clone();
        let provider = block.labels.first().cloned().unwrap_or_default();
        for member in self.members(object) {
            match (&*kind, &*member.name) {
                ("resource" | "data", _) => self.member(&mut block, &member, &provider),
                ("terraform", "required_providers") | ("variable", "validation") => {
                    self.nested(&mut block, &member, &kind);
                }
                ("terraform", _) => {}
                ("variable", "type") => block.attributes.push(self.attribute(&member, Strings::Expression)),
                ("variable", _) | ("module", "source" | "version") | ("provider", "version") => {
                    block.attributes.push(self.attribute(&member, Strings::Literal));
                }
                _ => block.attributes.push(self.attribute(&member, Strings::Template)),
            }
        }
        block
    }

    /// An attribute or block of a resource of a type, or of a block in one.
    fn member(&mut self, block: &mut Block, member: &Member, provider: &str) {
        let all_objects = objects(Some(member.value)).len() == member.value.children().count().max(1);
        let is_block = match member.value.kind() {
            _ if &*member.name == "dynamic" => return self.dynamic(block, member.value, provider),
            Kind::Object if provider.starts_with("azapi_") => {
                ["identity", "timeouts", "retry"].contains(&&*member.name)
            }
            Kind::Object => provider.starts_with("azurerm_") && !MAPS.contains(&&*member.name),
            Kind::Array => provider.starts_with("azurerm_") && all_objects,
            _ => false,
        };
        match is_block {
            true => self.nested(block, member, provider),
            false => block.attributes.push(self.attribute(member, Strings::Template)),
        }
    }

    /// The blocks of a type in a block.
    fn nested(&mut self, block: &mut Block, member: &Member, provider: &str) {
        for object in objects(Some(member.value)) {
            let mut inner = Block::new(
                &member.name,
                Vec::new(),
                self.document.span(member.key),
                self.document.span(object),
            );
            self.body(&mut inner, object, provider);
            block.blocks.push(inner);
        }
    }

    fn body(&mut self, block: &mut Block, object: Node, provider: &str) {
        block.lost = self.lost(object);
        for member in self.members(object) {
            self.member(block, &member, provider);
        }
    }

    fn dynamic(&mut self, block: &mut Block, value: Node, provider: &str) {
        for kinds in objects(Some(value)) {
            for Member { name, key, value } in self.members(kinds) {
                for object in objects(Some(value)) {
                    let labels = vec![name.clone()];
                    let mut dynamic =
                        Block::new("dynamic", labels, self.document.span(key), self.document.span(object));
                    self.loop_over(&mut dynamic, object, provider);
                    block.blocks.push(dynamic);
                }
            }
        }
    }

    fn loop_over(&mut self, dynamic: &mut Block, object: Node, provider: &str) {
        let members = self.members(object);
        let named = members.iter().find(|member| &*member.name == "iterator");
        let iterator =
            named.map(|iterator| self.document.text(iterator.value)).or(dynamic.labels.first().cloned());
        for member in members {
            match &*member.name {
                "content" => {
                    self.locals.extend(iterator.clone());
                    self.nested(dynamic, &member, provider);
                    self.locals.pop();
                }
                "iterator" => dynamic.attributes.push(self.attribute(&member, Strings::Literal)),
                _ => dynamic.attributes.push(self.attribute(&member, Strings::Template)),
            }
        }
    }

    /// What stands for the members that a syntax error may hide.
    fn lost(&self, object: Node) -> Option<Entry> {
        let span = self.document.span(object.child(Kind::Error)?);
        let lost = || Expr { kind: ExprKind::Unsupported("there is a syntax error in it".into()), span };
        Some(Entry::Property { key: lost(), value: lost() })
    }

    fn attribute(&self, member: &Member, strings: Strings) -> Attribute {
        let value = self.value(member.value, strings);
        Attribute { name: member.name.clone(), name_span: self.document.span(member.key), value }
    }

    fn value(&self, node: Node, strings: Strings) -> Expr {
        let kind = match node.kind() {
            Kind::String => return self.string(node, strings),
            Kind::Null => ExprKind::Null,
            Kind::True => ExprKind::Bool(true),
            Kind::False => ExprKind::Bool(false),
            Kind::Number => number(node.text(&self.document.input.source.text)),
            Kind::Array => {
                let element = |item| Element { value: self.value(item, strings), spread: false };
                ExprKind::Array(node.children().map(element).collect())
            }
            Kind::Object => {
                let entry = |member: &Member| Entry::Property {
                    key: self.string(member.key, strings),
                    value: self.value(member.value, strings),
                };
                ExprKind::Object(self.members(node).iter().map(entry).chain(self.lost(node)).collect())
            }
            _ => ExprKind::Unsupported("a syntax error".into()),
        };
        Expr { kind, span: self.document.span(node) }
    }

    fn string(&self, node: Node, strings: Strings) -> Expr {
        let span = self.document.span(node);
        let unescaped = json::unescape(self.document.raw(node.range()));
        let is_plain = strings == Strings::Template && !unescaped.text.contains(['$', '%']);
        if strings == Strings::Literal || is_plain {
            return Expr { kind: ExprKind::String(unescaped.text.into()), span };
        }
        let text = match strings {
            Strings::Expression => format!("${{{}}}", unescaped.text),
            _ => unescaped.text.to_string(),
        };
        // The expression is read as a template of it, two characters later.
        let shift = if strings == Strings::Expression { 2 } else { 0 };
        let start = node.range().start + 1;
        let offsets = |at: u32| start + unescaped.raw_offset((at as usize).saturating_sub(shift)) as u32;
        let place = |range: TextRange| Span::new(span.source, offsets(range.start), offsets(range.end));
        let tree = hcl::parse_template(&text);
        self.errors
            .borrow_mut()
            .extend(tree.errors.iter().map(|error| (place(error.range), error.message.clone())));
        let mut expressions = Expressions::new(&text, self.document.input.id, Dialect::Hcl);
        expressions.offsets = Some(&offsets);
        self.locals.iter().for_each(|local| expressions.push_local(local.clone()));
        match tree.root().filter(|_| tree.errors.is_empty()) {
            Some(root) => Expr { kind: expressions.whole_template(root), span },
            None => Expr { kind: ExprKind::Unsupported("a syntax error".into()), span },
        }
    }
}
