//! What a type says about its values: the literals it allows, whether null is one of them, whether
//! they are secrets. Names that other files explain are left to the linker.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::expression::Expressions;
use super::super::{Base, Element, Expr, ExprKind, Type};
use crate::syntax::{Kind, Node};

/// Types that stand for others in a chain that is longer than this are not followed.
const MAX_STEPS: usize = 64;

/// Unions of more literals, named ones counted each time, are not read: they may double without end.
const MAX_MEMBERS: usize = 64;

/// The types that a file declares, by name.
pub(super) struct Types<'a> {
    declared: HashMap<Arc<str>, Node<'a>>,
}

impl<'a> Types<'a> {
    pub(super) fn new(expressions: &Expressions, statements: impl Iterator<Item = Node<'a>>) -> Self {
        let types = statements.filter(|statement| statement.kind() == Kind::TypeDeclaration);
        let named = types.filter_map(|node| Some((expressions.name_of(node.child(Kind::Identifier)?), node)));
        Self { declared: named.collect() }
    }

    /// What the types say that other files may import, by name.
    pub(super) fn all(&self, expressions: &mut Expressions) -> HashMap<Arc<str>, Type> {
        let mut types = HashMap::new();
        for (name, statement) in &self.declared {
            if !decorators(expressions, *statement).any(|name| name == "export") {
                continue;
            }
            let Some(node) = statement.child(Kind::Type).and_then(|node| node.children().next()) else {
                continue;
            };
            let mut meaning = self.meaning(expressions, node);
            meaning.secure |= is_secure(expressions, *statement);
            types.insert(name.clone(), meaning);
        }
        types
    }

    /// What a type says, through all names that stand for it.
    pub(super) fn meaning(&self, expressions: &mut Expressions, declared: Node<'a>) -> Type {
        let mut meaning = Type::default();
        let (mut at, mut never_null) = (Some(declared), false);
        for _ in 0..MAX_STEPS {
            let Some(node) = at else { break };
            at = None;
            match node.kind() {
                Kind::NullableType => {
                    meaning.nullable |= !never_null;
                    at = node.children().next();
                }
                Kind::NonNull => {
                    never_null = true;
                    at = node.children().next();
                }
                Kind::Parenthesized => at = node.children().next(),
                Kind::Identifier | Kind::Member => match self.found(expressions, node) {
                    Some((inner, secure)) => {
                        meaning.secure |= secure;
                        at = Some(inner);
                    }
                    None => name(expressions, node, &mut meaning),
                },
                Kind::UnionType => {
                    let mut union = Union { members: Some(Vec::new()), null: false, steps: 0 };
                    node.children().for_each(|member| self.literals(expressions, member, &mut union));
                    meaning.nullable |= union.null && !never_null;
                    meaning.base = union.members.iter().flatten().find_map(|member| base_of(&member.value));
                    let span = expressions.span_of(node);
                    meaning.allowed =
                        union.members.map(|members| Expr { kind: ExprKind::Array(members), span });
                }
                Kind::String | Kind::Number | Kind::True | Kind::False => {
                    let only = expressions.lower(node);
                    meaning.base = base_of(&only);
                    let span = only.span;
                    let members = vec![Element { value: only, spread: false }];
                    meaning.allowed = Some(Expr { kind: ExprKind::Array(members), span });
                }
                Kind::Object => meaning.base = Some(Base::Object),
                Kind::Array | Kind::ArrayType => meaning.base = Some(Base::Array),
                _ => {}
            }
        }
        meaning
    }

    /// Whether a type says of parts of its values that they are secrets. One that is declared in
    /// another file may.
    pub(super) fn has_secrets(&self, expressions: &Expressions, declared: Node<'a>) -> bool {
        let mut open = vec![declared];
        for _ in 0..MAX_PARTS {
            let Some(node) = open.pop() else { return false };
            match node.kind() {
                Kind::Identifier | Kind::Member => match self.found(expressions, node) {
                    Some((_, true)) => return true,
                    Some((inner, false)) => open.push(inner),
                    None if BUILT_IN.contains(&expressions.text_of(node)) => {}
                    None => return true,
                },
                Kind::TypeProperty if is_secure(expressions, node) => return true,
                Kind::TypeProperty => open.extend(node.children().last()),
                _ => open.extend(node.children()),
            }
        }
        true
    }

    /// The type that a name or a member of an object type stands for in this file, and whether its
    /// declaration makes it a secret.
    fn found(&self, expressions: &Expressions, node: Node<'a>) -> Option<(Node<'a>, bool)> {
        if node.kind() == Kind::Identifier {
            let statement = self.declared.get(&expressions.name_of(node))?;
            let inner = statement.child(Kind::Type)?.children().next()?;
            return Some((inner, is_secure(expressions, *statement)));
        }
        let mut parts = node.children();
        let (mut object, member) = (parts.next()?, parts.next()?);
        for _ in 0..MAX_STEPS {
            match object.kind() {
                Kind::Object => break,
                Kind::NullableType | Kind::NonNull | Kind::Parenthesized => {
                    object = object.children().next()?
                }
                Kind::Identifier => {
                    let statement = self.declared.get(&expressions.name_of(object))?;
                    object = statement.child(Kind::Type)?.children().next()?;
                }
                _ => return None,
            }
        }
        let wanted = expressions.name_of(member);
        let mut properties = object.children().filter(|child| child.kind() == Kind::TypeProperty);
        let property = properties.find(|property| {
            property.child(Kind::Identifier).is_some_and(|name| expressions.name_of(name) == wanted)
        })?;
        Some((property.children().last()?, is_secure(expressions, property)))
    }

    /// Adds the literals of a member of a union; anything else makes the union allow anything.
    fn literals(&self, expressions: &mut Expressions, member: Node<'a>, union: &mut Union) {
        union.steps += 1;
        let inner = match member.kind() {
            _ if union.steps > MAX_MEMBERS => None,
            Kind::Null => {
                union.null = true;
                return;
            }
            Kind::String | Kind::Number | Kind::True | Kind::False | Kind::Unary => {
                let value = expressions.lower(member);
                union
                    .members
                    .iter_mut()
                    .for_each(|members| members.push(Element { value: value.clone(), spread: false }));
                return;
            }
            Kind::Parenthesized | Kind::UnionType => Some(member),
            // `?` binds to the last member: null is one of them.
            Kind::NullableType => {
                union.null = true;
                member.children().next()
            }
            Kind::Identifier => self.found(expressions, member).map(|(inner, _)| inner),
            _ => None,
        };
        match inner.filter(|_| union.members.is_some()) {
            Some(inner) if matches!(inner.kind(), Kind::Parenthesized | Kind::UnionType) => {
                inner.children().for_each(|part| self.literals(expressions, part, union));
            }
            Some(inner) => self.literals(expressions, inner, union),
            None => union.members = None,
        }
    }
}

/// What the members of a union give so far.
struct Union {
    /// None if it has other members than literals.
    members: Option<Vec<Element>>,
    null: bool,
    steps: usize,
}

/// The types of the language that have a name.
const BUILT_IN: [&str; 6] = ["string", "int", "bool", "object", "array", "null"];

/// Parts of one type that are looked at.
const MAX_PARTS: usize = 1000;

/// A name that the file does not declare: a type of the language, or one that is imported.
fn name(expressions: &Expressions, node: Node, meaning: &mut Type) {
    let text = expressions.text_of(node);
    meaning.base = match text {
        "string" => Some(Base::String),
        "int" => Some(Base::Int),
        "bool" => Some(Base::Bool),
        "object" => Some(Base::Object),
        "array" => Some(Base::Array),
        _ => None,
    };
    if meaning.base.is_none() {
        meaning.named = text.split('.').map(|part| part.trim().into()).collect();
    }
}

fn base_of(literal: &Expr) -> Option<Base> {
    Some(match literal.kind {
        ExprKind::String(_) => Base::String,
        ExprKind::Int(_) => Base::Int,
        ExprKind::Bool(_) => Base::Bool,
        _ => return None,
    })
}

/// True if one of the decorators is `@secure()`.
fn is_secure(expressions: &Expressions, node: Node) -> bool {
    decorators(expressions, node).any(|name| name == "secure")
}

/// Names of the decorators of a declaration.
pub(super) fn decorators<'e>(expressions: &'e Expressions, node: Node<'e>) -> impl Iterator<Item = &'e str> {
    let calls = node.children().filter(|child| child.kind() == Kind::Decorator);
    calls.filter_map(|decorator| {
        let call = expressions.text_of(decorator).trim_start_matches('@').trim_start();
        let name = call.strip_prefix("sys.").unwrap_or(call);
        Some(name.split('(').next()?.trim())
    })
}
