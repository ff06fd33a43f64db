//! Operators on known values.

use std::cmp::Ordering;

use super::super::expression::one_of;
use super::super::value::{Alternative, List, Object, Value, ValueKind, canonical_pieces};
use super::call::{failure, number_kind, number_of};
use super::convert::{Scalar, scalar};
use super::not_computed;
use crate::lower::{BinaryOp, UnaryOp};
use crate::source::Span;

/// The result of an infix operator.
///
/// `whole` is set where division gives whole numbers, as in Bicep and ARM.
pub(in crate::evaluate) fn binary(
    op: BinaryOp,
    (left, right): (&Value, &Value),
    whole: bool,
    span: Span,
) -> Value {
    let truth = |value: Option<bool>| value.map(ValueKind::Bool);
    let (as_left, as_right);
    let (left, right) = match operand_type(op).filter(|_| !whole) {
        Some(wanted) => match (operand(left, wanted), operand(right, wanted)) {
            (Ok(left), Ok(right)) => {
                (as_left, as_right) = (left, right);
                (&as_left, &as_right)
            }
            (Err(why), _) | (_, Err(why)) => return failure(symbol(op), why, span),
        },
        None => (left, right),
    };
    let kind = match op {
        BinaryOp::Equal => truth(equal(left, right)),
        BinaryOp::NotEqual => truth(equal(left, right).map(|same| !same)),
        BinaryOp::EqualFold => truth(equal_fold(left, right)),
        BinaryOp::NotEqualFold => truth(equal_fold(left, right).map(|same| !same)),
        BinaryOp::Less => truth(compare(left, right).map(Ordering::is_lt)),
        BinaryOp::LessEqual => truth(compare(left, right).map(Ordering::is_le)),
        BinaryOp::Greater => truth(compare(left, right).map(Ordering::is_gt)),
        BinaryOp::GreaterEqual => truth(compare(left, right).map(Ordering::is_ge)),
        BinaryOp::And => truth(and(left.as_bool(), right.as_bool())),
        BinaryOp::Or => truth(and(left.as_bool().map(|l| !l), right.as_bool().map(|r| !r)).map(|both| !both)),
        BinaryOp::Coalesce => Some(left.kind.clone()),
        BinaryOp::Divide if whole => left.as_int().zip(right.as_int()).and_then(divide),
        _ => arithmetic(op, left, right),
    };
    match kind {
        Some(kind) => Value::new(kind, span),
        None => not_computed(&[left, right], symbol(op), span),
    }
}

fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::Divide => "/",
        BinaryOp::Modulo => "%",
        BinaryOp::Equal => "==",
        BinaryOp::NotEqual => "!=",
        BinaryOp::EqualFold => "=~",
        BinaryOp::NotEqualFold => "!~",
        BinaryOp::Less => "<",
        BinaryOp::LessEqual => "<=",
        BinaryOp::Greater => ">",
        BinaryOp::GreaterEqual => ">=",
        BinaryOp::And => "&&",
        BinaryOp::Or => "||",
        BinaryOp::Coalesce => "??",
    }
}

/// What Terraform converts operands to.
fn operand_type(op: BinaryOp) -> Option<Scalar> {
    match op {
        BinaryOp::And | BinaryOp::Or => Some(Scalar::Truth),
        BinaryOp::Equal | BinaryOp::NotEqual => None,
        BinaryOp::EqualFold | BinaryOp::NotEqualFold | BinaryOp::Coalesce => None,
        _ => Some(Scalar::Number),
    }
}

fn operand(value: &Value, wanted: Scalar) -> Result<Value, &'static str> {
    if value.is_null() { Err("an operand must not be null") } else { scalar(value, wanted) }
}

/// The result of a prefix operator.
pub(in crate::evaluate) fn unary(op: UnaryOp, operand: &Value, span: Span) -> Value {
    let (name, wanted) = match op {
        UnaryOp::Not => ("!", Scalar::Truth),
        UnaryOp::Negate => ("-", Scalar::Number),
    };
    let kind = match scalar(operand, wanted).map(|operand| operand.kind) {
        Ok(ValueKind::Bool(value)) => ValueKind::Bool(!value),
        Ok(ValueKind::Int(value)) => ValueKind::Int(value.saturating_neg()),
        Ok(ValueKind::Float(value)) => ValueKind::Float(-value),
        Ok(_) => return not_computed(&[operand], name, span),
        Err(why) => return failure(name, why, span),
    };
    Value { trace: operand.trace.clone(), ..Value::new(kind, span) }
}

fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Parts of values that a comparison looks at, at most.
const MAX_COMPARED: usize = 20_000;

/// Whether two values are equal; `None` if an unknown part could decide.
pub(super) fn equal(left: &Value, right: &Value) -> Option<bool> {
    match (&left.kind, &right.kind) {
        // A resource or module output that is referenced is never null.
        (ValueKind::Null, ValueKind::Unknown(unknown)) | (ValueKind::Unknown(unknown), ValueKind::Null) => {
            unknown.reference.as_ref().filter(|reference| !reference.module).map(|_| false)
        }
        _ => same(left, right, &mut { MAX_COMPARED }),
    }
}

fn same(left: &Value, right: &Value, room: &mut usize) -> Option<bool> {
    *room = room.checked_sub(1)?;
    match (&left.kind, &right.kind) {
        (ValueKind::Unknown(a), ValueKind::Unknown(b)) => (a.key == b.key).then_some(true),
        (ValueKind::Unknown(_) | ValueKind::OneOf(_), _)
        | (_, ValueKind::Unknown(_) | ValueKind::OneOf(_)) => None,
        (ValueKind::Null, ValueKind::Null) => Some(true),
        (ValueKind::Bool(a), ValueKind::Bool(b)) => Some(a == b),
        (ValueKind::Int(a), ValueKind::Int(b)) => Some(a == b),
        (ValueKind::Float(a), ValueKind::Float(b)) => Some(a == b),
        (ValueKind::Int(a), ValueKind::Float(b)) | (ValueKind::Float(b), ValueKind::Int(a)) => {
            Some(*a as f64 == *b)
        }
        (ValueKind::String(a), ValueKind::String(b)) => Some(a == b),
        (ValueKind::Partial(_), ValueKind::String(text)) => left.is_text(text),
        (ValueKind::String(text), ValueKind::Partial(_)) => right.is_text(text),
        (ValueKind::Partial(a), ValueKind::Partial(b)) => {
            (canonical_pieces(a) == canonical_pieces(b)).then_some(true)
        }
        (ValueKind::Json(a), ValueKind::Json(b)) => same(a, b, room),
        (ValueKind::Json(_), ValueKind::String(_) | ValueKind::Partial(_)) => None,
        (ValueKind::String(_) | ValueKind::Partial(_), ValueKind::Json(_)) => None,
        (ValueKind::List(a), ValueKind::List(b)) => same_lists(a, b, room),
        (ValueKind::Object(a), ValueKind::Object(b)) => same_objects(a, b, room),
        _ => Some(false),
    }
}

fn same_lists(left: &List, right: &List, room: &mut usize) -> Option<bool> {
    let open = left.rest.is_some() || right.rest.is_some();
    // Terraform never takes values of different types as equal.
    if left.kind != right.kind || (!open && left.items.len() != right.items.len()) {
        return Some(false);
    }
    let pairs = left.items.iter().zip(&right.items);
    all_same(open, pairs, room)
}

fn same_objects(left: &Object, right: &Object, room: &mut usize) -> Option<bool> {
    let open = left.rest.is_some() || right.rest.is_some();
    let known = |key: &str| right.items.iter().find(|item| &*item.key == key);
    if !open && left.items.len() != right.items.len() {
        return Some(false);
    }
    // Each key is looked for among all.
    *room = room.checked_sub(left.items.len().saturating_mul(right.items.len()) / 256)?;
    let mut pairs = Vec::with_capacity(left.items.len());
    for item in &left.items {
        match known(&item.key) {
            Some(other) => pairs.push((&item.value, &other.value)),
            None if open => {}
            None => return Some(false),
        }
    }
    all_same(open, pairs.into_iter(), room)
}

fn all_same<'v>(
    open: bool,
    pairs: impl Iterator<Item = (&'v Value, &'v Value)>,
    room: &mut usize,
) -> Option<bool> {
    let mut undecided = open;
    for (left, right) in pairs {
        match same(left, right, room) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => undecided = true,
        }
        if *room == 0 {
            return None;
        }
    }
    (!undecided).then_some(true)
}

fn equal_fold(left: &Value, right: &Value) -> Option<bool> {
    Some(left.as_str()?.to_lowercase() == right.as_str()?.to_lowercase())
}

fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (&left.kind, &right.kind) {
        (ValueKind::String(a), ValueKind::String(b)) => Some(a.cmp(b)),
        (ValueKind::Int(a), ValueKind::Int(b)) => Some(a.cmp(b)),
        _ => number_of(left)?.partial_cmp(&number_of(right)?),
    }
}

fn divide((left, right): (i64, i64)) -> Option<ValueKind> {
    left.checked_div(right).map(ValueKind::Int)
}

fn arithmetic(op: BinaryOp, left: &Value, right: &Value) -> Option<ValueKind> {
    if let (Some(a), Some(b)) = (left.as_int(), right.as_int()) {
        let whole = match op {
            BinaryOp::Add => a.checked_add(b),
            BinaryOp::Subtract => a.checked_sub(b),
            BinaryOp::Multiply => a.checked_mul(b),
            BinaryOp::Divide if b != 0 && a.checked_rem(b) == Some(0) => a.checked_div(b),
            BinaryOp::Modulo => a.checked_rem(b),
            _ => None,
        };
        if let Some(whole) = whole {
            return Some(ValueKind::Int(whole));
        }
    }
    let (a, b) = (number_of(left)?, number_of(right)?);
    let result = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => a * b,
        BinaryOp::Divide if b != 0.0 => a / b,
        BinaryOp::Modulo if b != 0.0 => a % b,
        _ => return None,
    };
    Some(number_kind(result))
}

/// `left ?? right` where `left` may or may not be null.
pub(in crate::evaluate) fn coalesce_unknown(left: &Value, right: &Value, span: Span) -> Value {
    let pick = |value: &Value| if value.is_null() { right.clone() } else { value.clone() };
    match &left.kind {
        ValueKind::OneOf(alternatives) => {
            let each = |a: &Alternative| Alternative { value: pick(&a.value), when: a.when.clone() };
            one_of(alternatives.iter().map(each).collect(), span)
        }
        ValueKind::Unknown(unknown) if unknown.reference.is_some() => left.clone(),
        _ => not_computed(&[left, right], "??", span),
    }
}
