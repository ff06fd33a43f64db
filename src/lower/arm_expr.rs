//! The `"[…]"` language inside JSON strings. Functions that are operators or references in the
//! other languages are lowered to the same kinds as there.

use std::cell::RefCell;
use std::sync::Arc;

use super::expression::{Dialect, Expressions};
use super::{BinaryOp, Element, Entry, Expr, ExprKind, Input, Space, UnaryOp};
use crate::source::Span;
use crate::syntax::{TextRange, arm_expression, json};

/// The value of a JSON string in a template: a literal, or the expression it holds. `range` covers
/// the string with its quotes; spans of the result count escapes. What is wrong with an expression
/// goes to `errors`, and its value is unknown.
pub(super) fn lower_string(input: Input, range: TextRange, errors: &RefCell<Vec<(Span, String)>>) -> Expr {
    let span = Span::new(input.id, range.start, range.end);
    let quoted = input.source.slice(range.start, range.end);
    let raw = quoted.strip_prefix(['"', '\'']).unwrap_or(quoted);
    // A string that is not closed has no quote at its end.
    let raw = raw.strip_suffix(['"', '\'']).unwrap_or(raw);
    let unescaped = json::unescape(raw);
    let text = &*unescaped.text;
    if !arm_expression::is_expression(text) {
        // `[[` at the start stands for a literal bracket.
        let literal = if text.starts_with("[[") { &text[1..] } else { text };
        return Expr { kind: ExprKind::String(literal.into()), span };
    }
    let tree = arm_expression::parse(text);
    let offsets = |decoded: u32| range.start + 1 + unescaped.raw_offset(decoded as usize) as u32;
    let mut expressions = Expressions::new(text, input.id, Dialect::Arm);
    expressions.offsets = Some(&offsets);
    let place = |range: TextRange| Span::new(input.id, offsets(range.start), offsets(range.end));
    errors.borrow_mut().extend(tree.errors.iter().map(|error| (place(error.range), error.message.clone())));
    match tree.root().and_then(|root| root.children().next()).filter(|_| tree.errors.is_empty()) {
        Some(expression) => Expr { kind: expressions.lower(expression).kind, span },
        None => Expr { kind: ExprKind::Unsupported("a syntax error".into()), span },
    }
}

/// A call of a built-in function as the expression kind that other languages have for it.
/// Functions: learn.microsoft.com/azure/azure-resource-manager/templates/template-functions.
pub(super) fn fold(function: &str, arguments: Vec<Element>, span: Span) -> ExprKind {
    let lower = function.to_ascii_lowercase();
    if let Some(op) = binary(&lower)
        && arguments.len() >= 2
    {
        return chain(op, arguments);
    }
    let mut values = arguments.iter().map(|argument| &argument.value);
    let first = values.next();
    match (lower.as_str(), arguments.len()) {
        ("true", 0) => ExprKind::Bool(true),
        ("false", 0) => ExprKind::Bool(false),
        ("null", 0) => ExprKind::Null,
        ("parameters", 1) => reference(Space::Parameter, arguments, function),
        ("variables", 1) => reference(Space::Variable, arguments, function),
        ("lambdavariables", 1) => reference(Space::Local, arguments, function),
        ("copyindex", _) => copy_index(first, arguments.get(1).map(|offset| &offset.value), span),
        ("not", 1) => ExprKind::Unary(UnaryOp::Not, boxed(arguments, 0)),
        ("if", 3) => {
            let mut values = arguments.into_iter().map(|argument| Box::new(argument.value));
            match (values.next(), values.next(), values.next()) {
                (Some(test), Some(yes), Some(no)) => ExprKind::Conditional(test, yes, no),
                _ => ExprKind::Null,
            }
        }
        ("createarray", _) => ExprKind::Array(arguments),
        ("createobject", n) if n % 2 == 0 => object(arguments),
        ("lambda", n) if n > 0 => lambda(arguments),
        ("tryget", n) if n > 1 => try_get(arguments, span),
        _ => ExprKind::Call { function: function.into(), arguments },
    }
}

fn binary(function: &str) -> Option<BinaryOp> {
    Some(match function {
        "equals" => BinaryOp::Equal,
        "and" => BinaryOp::And,
        "or" => BinaryOp::Or,
        "coalesce" => BinaryOp::Coalesce,
        "add" => BinaryOp::Add,
        "sub" => BinaryOp::Subtract,
        "mul" => BinaryOp::Multiply,
        "div" => BinaryOp::Divide,
        "mod" => BinaryOp::Modulo,
        "less" => BinaryOp::Less,
        "lessorequals" => BinaryOp::LessEqual,
        "greater" => BinaryOp::Greater,
        "greaterorequals" => BinaryOp::GreaterEqual,
        _ => return None,
    })
}

fn chain(op: BinaryOp, arguments: Vec<Element>) -> ExprKind {
    let mut values = arguments.into_iter().map(|argument| argument.value);
    let Some(first) = values.next() else { return ExprKind::Null };
    let folded = values.fold(first, |left, right| {
        let span = Span::new(left.span.source, left.span.start, right.span.end);
        Expr { kind: ExprKind::Binary(op, Box::new(left), Box::new(right)), span }
    });
    folded.kind
}

fn boxed(arguments: Vec<Element>, index: usize) -> Box<Expr> {
    let missing = Expr { kind: ExprKind::Null, span: Span::default() };
    Box::new(arguments.into_iter().nth(index).map_or(missing, |argument| argument.value))
}

fn reference(space: Space, arguments: Vec<Element>, function: &str) -> ExprKind {
    match arguments.first().map(|argument| &argument.value.kind) {
        Some(ExprKind::String(name)) => ExprKind::Name(space, name.clone()),
        _ => ExprKind::Call { function: function.into(), arguments },
    }
}

/// Name of the loop variable of a copy loop; the nameless form means the innermost resource loop.
pub(super) fn copy_variable(name: &str) -> Arc<str> {
    format!("copyIndex:{}", name.to_ascii_lowercase()).into()
}

fn copy_index(first: Option<&Expr>, second: Option<&Expr>, span: Span) -> ExprKind {
    let (name, offset) = match first.map(|first| &first.kind) {
        Some(ExprKind::String(name)) => (copy_variable(name), second),
        _ => (copy_variable(""), first),
    };
    let index = ExprKind::Name(Space::Local, name);
    match offset {
        Some(offset) => {
            let index = Expr { kind: index, span };
            ExprKind::Binary(BinaryOp::Add, Box::new(index), Box::new(offset.clone()))
        }
        None => index,
    }
}

/// `tryGet(a, 'b', 0)` is `a.?b[?0]`.
fn try_get(arguments: Vec<Element>, span: Span) -> ExprKind {
    let mut values = arguments.into_iter().map(|argument| argument.value);
    let Some(first) = values.next() else { return ExprKind::Null };
    let found = values.fold(first, |object, step| {
        let object = Box::new(object);
        let kind = match step.kind {
            ExprKind::String(name) => ExprKind::Member { object, name, safe: true },
            _ => ExprKind::Index { object, index: Box::new(step), safe: true, from_end: false },
        };
        Expr { kind, span }
    });
    found.kind
}

fn object(arguments: Vec<Element>) -> ExprKind {
    let mut entries = Vec::new();
    let mut values = arguments.into_iter().map(|argument| argument.value);
    while let (Some(key), Some(value)) = (values.next(), values.next()) {
        entries.push(Entry::Property { key, value });
    }
    ExprKind::Object(entries)
}

fn lambda(mut arguments: Vec<Element>) -> ExprKind {
    let Some(body) = arguments.pop() else { return ExprKind::Null };
    let names = arguments.into_iter().map(|argument| match argument.value.kind {
        ExprKind::String(name) => name,
        _ => "".into(),
    });
    ExprKind::Lambda(names.collect(), Box::new(body.value))
}
