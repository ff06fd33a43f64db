//! Functions on numbers.

use std::cmp::Ordering;

use super::super::limits::MAX_ELEMENTS;
use super::super::value::{ListKind, Value, ValueKind};
use super::call::{Call, number_kind, number_of, whole};
use super::convert;

pub(super) fn abs(call: &Call) -> Option<Value> {
    match call.value(0)?.kind {
        ValueKind::Int(number) => call.whole_number(number.checked_abs()?),
        _ => call.result(number_kind(call.number(0)?.abs())),
    }
}

pub(super) fn ceil(call: &Call) -> Option<Value> {
    rounded(call, f64::ceil)
}

pub(super) fn floor(call: &Call) -> Option<Value> {
    rounded(call, f64::floor)
}

fn rounded(call: &Call, round: fn(f64) -> f64) -> Option<Value> {
    match call.value(0)?.kind {
        ValueKind::Int(number) => call.whole_number(number),
        _ => call.result(number_kind(round(call.number(0)?))),
    }
}

pub(super) fn log(call: &Call) -> Option<Value> {
    finite(call, call.number(0)?.ln() / call.number(1)?.ln())
}

pub(super) fn pow(call: &Call) -> Option<Value> {
    let exact = call.int(0).zip(call.int(1).and_then(|power| u32::try_from(power).ok()));
    match exact.and_then(|(base, power)| base.checked_pow(power)) {
        Some(result) => call.whole_number(result),
        None => finite(call, call.number(0)?.powf(call.number(1)?)),
    }
}

fn finite(call: &Call, number: f64) -> Option<Value> {
    match number.is_finite() {
        true => call.result(number_kind(number)),
        false => call.fails("the result is not a number"),
    }
}

pub(super) fn signum(call: &Call) -> Option<Value> {
    call.whole_number(match call.number(0)?.partial_cmp(&0.0)? {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    })
}

/// `parseint(text, base)`
pub(super) fn parse_int(call: &Call) -> Option<Value> {
    let base = u32::try_from(call.int(1)?).ok().filter(|base| (2..=62).contains(base));
    let Some(base) = base else { return call.fails("the base is not from 2 to 62") };
    let text = convert::scalar(call.value(0)?, convert::Scalar::Text).ok()?;
    let text = text.as_str()?;
    // Beyond 36 capitals are digits of their own, which nobody uses.
    (base <= 36).then_some(())?;
    match i64::from_str_radix(text, base) {
        Ok(number) => call.whole_number(number),
        Err(error) if *error.kind() == std::num::IntErrorKind::PosOverflow => None,
        Err(error) if *error.kind() == std::num::IntErrorKind::NegOverflow => None,
        Err(_) => call.fails("the text is not a whole number of that base"),
    }
}

pub(super) fn largest(call: &Call) -> Option<Value> {
    extreme(call, Ordering::is_gt)
}

pub(super) fn smallest(call: &Call) -> Option<Value> {
    extreme(call, Ordering::is_lt)
}

/// The argument, or the member of the list that is the only argument, that is beyond all others.
fn extreme(call: &Call, beyond: fn(Ordering) -> bool) -> Option<Value> {
    let all: &[Value] = match call.values {
        [single] if number_of(single).is_none() => whole(single)?,
        values => values,
    };
    let mut best = all.first()?;
    number_of(best)?;
    for value in all {
        if beyond(compare(value, best)?) {
            best = value;
        }
    }
    Some(best.clone())
}

fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (&a.kind, &b.kind) {
        (ValueKind::Int(a), ValueKind::Int(b)) => Some(a.cmp(b)),
        _ => number_of(a)?.partial_cmp(&number_of(b)?),
    }
}

pub(super) fn sum(call: &Call) -> Option<Value> {
    let items = call.whole(0)?;
    let numbers: Result<Vec<Value>, _> =
        items.iter().map(|item| convert::scalar(item, convert::Scalar::Number)).collect();
    let Ok(numbers) = numbers else { return call.fails("a member is not a number") };
    let exact: Option<Vec<i64>> = numbers.iter().map(Value::as_int).collect();
    if items.is_empty() {
        return call.fails("the list is empty");
    }
    match exact.and_then(|numbers| numbers.into_iter().try_fold(0_i64, i64::checked_add)) {
        Some(sum) => call.whole_number(sum),
        None => finite(call, numbers.iter().map(number_of).sum::<Option<f64>>()?),
    }
}

/// Bicep: `range(start, count)`
pub(super) fn range_of(call: &Call) -> Option<Value> {
    let (start, count) = (call.int(0)?, call.int(1)?);
    // One more than the limit, so that it is seen that it was hit.
    let count = count.clamp(0, MAX_ELEMENTS as i64 + 1);
    let numbers = (start..start.checked_add(count)?).map(|i| Value::new(ValueKind::Int(i), call.span));
    call.list_of(numbers.collect(), ListKind::Tuple)
}

/// Terraform: `range(end)`, `range(start, end)`, `range(start, end, step)`
pub(super) fn range_to(call: &Call) -> Option<Value> {
    let numbers: Vec<f64> = call.values.iter().map(number_of).collect::<Option<_>>()?;
    let (start, end, step) = match *numbers.as_slice() {
        [end] => (0.0, end, None),
        [start, end] => (start, end, None),
        [start, end, step] => (start, end, Some(step)),
        _ => return call.fails("it takes one, two or three numbers"),
    };
    let down = end < start;
    let step = step.unwrap_or(if down { -1.0 } else { 1.0 });
    if step == 0.0 || (step < 0.0) != down && start != end {
        return call.fails("the step does not lead from the start to the end");
    }
    let numbers = (0..=MAX_ELEMENTS).map(|i| start + step * i as f64);
    let numbers = numbers.take_while(|number| if down { *number > end } else { *number < end });
    call.list_of(numbers.map(|number| Value::new(number_kind(number), call.span)).collect(), ListKind::List)
}

/// Bicep: `int(value)`
pub(super) fn int(call: &Call) -> Option<Value> {
    match call.value(0)?.kind {
        ValueKind::Int(_) => call.value(0).cloned(),
        ValueKind::Float(number) if number.is_finite() => match number_kind(number.trunc()) {
            ValueKind::Int(whole) => call.whole_number(whole),
            _ => None,
        },
        _ => call.whole_number(call.text(0)?.trim().parse().ok()?),
    }
}

/// ARM: `float(value)`
pub(super) fn float(call: &Call) -> Option<Value> {
    match call.number(0) {
        Some(number) => call.result(number_kind(number)),
        None => call.result(convert::number(&call.text(0)?)?),
    }
}
