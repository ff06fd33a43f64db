//! The values that the `validation` blocks of a variable leave it.

use crate::lower::{BinaryOp, Element, Expr, ExprKind, Space};
use crate::source::Span;

/// The list of values for which a condition can be true; `None` if it says nothing of that kind.
/// It may name too many values, never too few.
pub(super) fn allowed(condition: &Expr, variable: &str) -> Option<Expr> {
    let tests =
        |expr: &Expr| matches!(&expr.kind, ExprKind::Name(Space::Parameter, name) if &**name == variable);
    match &condition.kind {
        ExprKind::Binary(BinaryOp::Equal, left, right) if tests(left) && is_literal(right) => {
            Some(list(vec![(**right).clone()]))
        }
        ExprKind::Binary(BinaryOp::Equal, left, right) if tests(right) && is_literal(left) => {
            Some(list(vec![(**left).clone()]))
        }
        ExprKind::Binary(BinaryOp::Or, left, right) => {
            Some(either(vec![allowed(left, variable)?, allowed(right, variable)?], condition.span))
        }
        ExprKind::Binary(BinaryOp::And, left, right) => {
            allowed(left, variable).or_else(|| allowed(right, variable))
        }
        ExprKind::Conditional(test, yes, no) => match (&yes.kind, &no.kind) {
            // `var.x == null ? true : contains([…], var.x)`
            (ExprKind::Bool(true), _) => {
                Some(either(vec![allowed(test, variable)?, allowed(no, variable)?], condition.span))
            }
            (_, ExprKind::Bool(false)) => allowed(test, variable).or_else(|| allowed(yes, variable)),
            _ => None,
        },
        ExprKind::Call { function, arguments } => match (&**function, arguments.as_slice()) {
            ("contains", [list, tested]) if tests(&tested.value) => literals(&list.value).cloned(),
            ("anytrue", [Element { value: Expr { kind: ExprKind::Array(tests), span }, .. }]) => {
                let each = tests.iter().map(|test| allowed(&test.value, variable));
                Some(either(each.collect::<Option<_>>()?, *span))
            }
            ("alltrue", [Element { value: Expr { kind: ExprKind::Array(tests), .. }, .. }]) => {
                tests.iter().find_map(|test| allowed(&test.value, variable))
            }
            ("can", [Element { value: Expr { kind: ExprKind::Call { function, arguments }, .. }, .. }])
                if &**function == "regex" =>
            {
                match arguments.as_slice() {
                    [pattern, tested] if tests(&tested.value) => words(&pattern.value),
                    _ => None,
                }
            }
            _ => None,
        },
        _ => None,
    }
}

/// Anything else may be computed from the variable itself.
fn is_literal(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::Null | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::String(_)
    )
}

/// A list of literals, as it is or made a set.
fn literals(list: &Expr) -> Option<&Expr> {
    match &list.kind {
        ExprKind::Array(elements) => {
            elements.iter().all(|element| !element.spread && is_literal(&element.value)).then_some(list)
        }
        ExprKind::Call { function, arguments } if matches!(&**function, "toset" | "tolist") => {
            literals(&arguments.first()?.value)
        }
        _ => None,
    }
}

fn list(items: Vec<Expr>) -> Expr {
    let span = items.first().map_or_else(Span::default, |first| first.span);
    let elements = items.into_iter().map(|value| Element { value, spread: false });
    Expr { kind: ExprKind::Array(elements.collect()), span }
}

fn either(lists: Vec<Expr>, span: Span) -> Expr {
    let elements = lists.into_iter().map(|value| Element { value, spread: true });
    Expr { kind: ExprKind::Array(elements.collect()), span }
}

/// The texts that a pattern of the form `^(A|B)$` matches.
fn words(pattern: &Expr) -> Option<Expr> {
    let ExprKind::String(text) = &pattern.kind else { return None };
    let inner = text.strip_prefix("^(")?.strip_suffix(")$")?;
    let inner = inner.strip_prefix("?:").unwrap_or(inner);
    let plain = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '))
    };
    let words: Vec<&str> = inner.split('|').collect();
    words.iter().all(|word| plain(word)).then(|| {
        let word = |word: &&str| Expr { kind: ExprKind::String((*word).into()), span: pattern.span };
        list(words.iter().map(word).collect())
    })
}
