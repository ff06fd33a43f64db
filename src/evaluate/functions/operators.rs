//! Operators on known values.

use std::cmp::Ordering;

use super::super::expression::one_of;
use super::super::value::{Alternative, Value, ValueKind};
use super::not_computed;
use crate::lower::BinaryOp;
use crate::source::Span;

/// The result of an infix operator.
pub(in crate::evaluate) fn binary(op: BinaryOp, left: &Value, right: &Value, span: Span) -> Value {
    let truth = |value: Option<bool>| value.map(ValueKind::Bool);
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

fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Whether two values are equal; `None` if an unknown part could decide.
pub(super) fn equal(left: &Value, right: &Value) -> Option<bool> {
    let known = left.first_unknown().is_none() && right.first_unknown().is_none();
    match (&left.kind, &right.kind) {
        // A resource or module output that is referenced is never null.
        (ValueKind::Null, ValueKind::Unknown(unknown)) | (ValueKind::Unknown(unknown), ValueKind::Null) => {
            unknown.reference.as_ref().filter(|reference| !reference.module).map(|_| false)
        }
        (ValueKind::Null, ValueKind::List(_) | ValueKind::Object(_) | ValueKind::Partial(_)) => Some(false),
        (ValueKind::List(_) | ValueKind::Object(_) | ValueKind::Partial(_), ValueKind::Null) => Some(false),
        (ValueKind::Int(a), ValueKind::Float(b)) | (ValueKind::Float(b), ValueKind::Int(a)) => {
            Some(*a as f64 == *b)
        }
        _ if known => Some(same_kind(left, right) && left.canonical() == right.canonical()),
        _ => None,
    }
}

fn same_kind(left: &Value, right: &Value) -> bool {
    std::mem::discriminant(&left.kind) == std::mem::discriminant(&right.kind)
}

fn equal_fold(left: &Value, right: &Value) -> Option<bool> {
    Some(left.as_str()?.to_lowercase() == right.as_str()?.to_lowercase())
}

fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (&left.kind, &right.kind) {
        (ValueKind::String(a), ValueKind::String(b)) => Some(a.cmp(b)),
        _ => number(left)?.partial_cmp(&number(right)?),
    }
}

/// A number, or a string that Terraform would convert to one.
fn number(value: &Value) -> Option<f64> {
    match &value.kind {
        ValueKind::Int(value) => Some(*value as f64),
        ValueKind::Float(value) => Some(*value),
        ValueKind::String(text) => text.parse().ok(),
        _ => None,
    }
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
    let (a, b) = (number(left)?, number(right)?);
    let result = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => a * b,
        BinaryOp::Divide if b != 0.0 => a / b,
        BinaryOp::Modulo if b != 0.0 => a % b,
        _ => return None,
    };
    match result.fract() == 0.0 && result.abs() < 9e15 {
        true => Some(ValueKind::Int(result as i64)),
        false => Some(ValueKind::Float(result)),
    }
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
