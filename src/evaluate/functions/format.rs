//! Texts made of a pattern and values: .NET's composite formats in Bicep and ARM, C's in Terraform.

use super::super::limits::{MAX_ELEMENTS, MAX_TEXT};
use super::super::value::{ListKind, Piece, Unknown, Value, ValueKind};
use super::call::{Call, failure, number_of, whole};
use super::convert::{self, Scalar};

/// `format('{0}/{1,5:D3}', …)`
pub(super) fn composite(call: &Call) -> Option<Value> {
    let pattern = call.text(0)?;
    let mut pieces = Vec::new();
    let mut length = pattern.len();
    let mut rest: &str = &pattern;
    while let Some(at) = rest.find(['{', '}'])
        && length <= MAX_TEXT
    {
        let (before, found) = rest.split_at(at);
        pieces.push(Piece::Text(before.into()));
        if found.starts_with("{{") || found.starts_with("}}") {
            pieces.push(Piece::Text(found[..1].into()));
            rest = &found[2..];
            continue;
        }
        let (item, after) = found.strip_prefix('{')?.split_once('}')?;
        let more = composite_item(call, item)?;
        length += more.iter().map(Piece::weight).sum::<usize>();
        pieces.extend(more);
        rest = after;
    }
    pieces.push(Piece::Text(rest.into()));
    Some(call.traced(Value::from_pieces(pieces, call.span)))
}

/// `index[,width][:format]`
fn composite_item(call: &Call, item: &str) -> Option<Vec<Piece>> {
    let (place, format) = item.split_once(':').map_or((item, ""), |(place, format)| (place, format));
    let (index, width) = match place.split_once(',') {
        Some((index, width)) => (index, width.trim().parse::<i64>().ok()?),
        None => (place, 0),
    };
    let value = call.value(1 + index.trim().parse::<usize>().ok().filter(|index| *index < 1 << 16)?)?;
    let pieces = match value.kind {
        ValueKind::Bool(truth) => vec![Piece::Text(if truth { "True" } else { "False" }.into())],
        ValueKind::Null => vec![Piece::Text("".into())],
        ValueKind::Int(number) => vec![Piece::Text(net_number(number, format)?.into())],
        _ => value.pieces()?,
    };
    match pieces.as_slice() {
        _ if width == 0 => Some(pieces),
        [Piece::Text(text)] => {
            let padded = padded(text, usize::try_from(width.unsigned_abs()).ok()?, width < 0, false)?;
            Some(vec![Piece::Text(padded.into())])
        }
        _ => Some(vec![blurred(value, item)?]),
    }
}

/// A whole number by a .NET format: `D3`, `X`, `N0`, `F2`, `000`
/// (learn.microsoft.com/dotnet/standard/base-types/standard-numeric-format-strings).
fn net_number(number: i64, format: &str) -> Option<String> {
    let Some(letter) = format.chars().next() else { return Some(number.to_string()) };
    let sign = if number < 0 { "-" } else { "" };
    let digits = number.unsigned_abs();
    let zeros = format.bytes().all(|byte| byte == b'0');
    let precision = match &format[letter.len_utf8()..] {
        _ if zeros => format.len(),
        "" if matches!(letter, 'N' | 'n' | 'F' | 'f') => 2,
        "" => 0,
        more => more.parse().ok()?,
    };
    (precision < 100).then_some(())?;
    Some(match letter {
        _ if zeros => format!("{sign}{digits:0precision$}"),
        'D' | 'd' => format!("{sign}{digits:0precision$}"),
        'G' | 'g' if precision == 0 => number.to_string(),
        'X' => format!("{number:0precision$X}"),
        'x' => format!("{number:0precision$x}"),
        'F' | 'f' => format!("{sign}{digits}{}", fraction(precision)),
        'N' | 'n' => {
            let plain = digits.to_string();
            let groups: Vec<&str> =
                plain.as_bytes().rchunks(3).rev().filter_map(|g| std::str::from_utf8(g).ok()).collect();
            format!("{sign}{}{}", groups.join(","), fraction(precision))
        }
        _ => return None,
    })
}

fn fraction(digits: usize) -> String {
    if digits == 0 { String::new() } else { format!(".{}", "0".repeat(digits)) }
}

/// A text of at least so many characters.
fn padded(text: &str, width: usize, left: bool, zeros: bool) -> Option<String> {
    let missing = width.saturating_sub(text.chars().count());
    (missing <= MAX_TEXT).then_some(())?;
    let fill = " ".repeat(missing);
    Some(match (left, zeros) {
        (true, _) => format!("{text}{fill}"),
        (false, false) => format!("{fill}{text}"),
        (false, true) => {
            let (sign, digits) = text.split_at(usize::from(text.starts_with(['-', '+'])));
            format!("{sign}{}{digits}", "0".repeat(missing))
        }
    })
}

/// What stands for a value that is formatted but not known.
fn blurred(value: &Value, format: &str) -> Option<Piece> {
    let first = value.first_unknown()?;
    let (key, secret) =
        (format!("format({format},{})", value.canonical()), first.secret || value.is_secret());
    Some(Piece::Unknown(Unknown { key, secret, reference: None, ..(*first).clone() }.into()))
}

/// Terraform: `format("%s-%03d", …)`
/// (developer.hashicorp.com/terraform/language/functions/format).
pub(super) fn printf(call: &Call) -> Option<Value> {
    Some(call.traced(print(call, &call.text(0)?, &call.values[1..])?))
}

/// Terraform: `formatlist("%s.%s", list or value, …)`: once for each member.
pub(super) fn print_list(call: &Call) -> Option<Value> {
    let pattern = call.text(0)?;
    let lists: Vec<Option<&[Value]>> = call.values[1..]
        .iter()
        .map(|value| match &value.kind {
            ValueKind::List(_) => whole(value).map(Some),
            // It may be a list.
            ValueKind::Unknown(_) => None,
            _ => Some(None),
        })
        .collect::<Option<_>>()?;
    let sizes: Vec<usize> = lists.iter().filter_map(|list| list.map(<[Value]>::len)).collect();
    let size = sizes.first().copied().unwrap_or(1);
    if sizes.iter().any(|other| *other != size) {
        return call.fails("the lists differ in length");
    }
    let mut texts = Vec::new();
    for index in 0..size.min(MAX_ELEMENTS) {
        call.evaluator.budget.charge(pattern.len() / 16 + 1).then_some(())?;
        let pick = |(list, value): (&Option<&[Value]>, &Value)| match list {
            Some(list) => list.get(index).cloned(),
            None => Some(value.clone()),
        };
        let row: Vec<Value> = lists.iter().zip(&call.values[1..]).map(pick).collect::<Option<_>>()?;
        let text = print(call, &pattern, &row)?;
        call.evaluator.budget.charge(text.as_str().map_or(0, str::len) / 16).then_some(())?;
        texts.push(text);
    }
    call.list_of(texts, ListKind::List)
}

/// The part of a pattern from `%` to its verb.
struct Verb {
    left: bool,
    zeros: bool,
    plus: bool,
    blank: bool,
    sharp: bool,
    width: usize,
    precision: Option<usize>,
    /// `[n]`: which of the values, from 1.
    index: Option<usize>,
    letter: char,
}

impl Verb {
    /// The verb after a `%`, and what follows it.
    fn parse(text: &str) -> Option<(Self, &str)> {
        let end = text.find(|c: char| !"-+ #0".contains(c))?;
        let (flags, rest) = text.split_at(end);
        let (index, rest) = Self::index(rest)?;
        let (width, rest) = Self::number(rest)?;
        let (precision, rest) = match rest.strip_prefix('.') {
            Some(rest) => Self::number(rest).map(|(number, rest)| (Some(number), rest))?,
            None => (None, rest),
        };
        let (late, rest) = Self::index(rest)?;
        let letter = rest.chars().next()?;
        let [left, zeros, plus, blank, sharp] = ['-', '0', '+', ' ', '#'].map(|flag| flags.contains(flag));
        let index = index.or(late);
        Some((
            Self { left, zeros, plus, blank, sharp, width, precision, index, letter },
            &rest[letter.len_utf8()..],
        ))
    }

    fn number(text: &str) -> Option<(usize, &str)> {
        let (digits, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
        let number = if digits.is_empty() { 0 } else { digits.parse().ok()? };
        (number <= MAX_TEXT).then_some((number, rest))
    }

    fn index(text: &str) -> Option<(Option<usize>, &str)> {
        let Some(inner) = text.strip_prefix('[') else { return Some((None, text)) };
        let (index, rest) = inner.split_once(']')?;
        Some((Some(index.parse().ok()?), rest))
    }
}

fn print(call: &Call, pattern: &str, values: &[Value]) -> Option<Value> {
    let fails = |why: &str| Some(failure(call.name, why, call.span));
    let mut pieces = Vec::new();
    let (mut next, mut used, mut indexed) = (0, 0, false);
    let mut length = pattern.len();
    let mut rest = pattern;
    while let Some(at) = rest.find('%')
        && length <= MAX_TEXT
    {
        pieces.push(Piece::Text(rest[..at].into()));
        if let Some(after) = rest[at + 1..].strip_prefix('%') {
            pieces.push(Piece::Text("%".into()));
            rest = after;
            continue;
        }
        let (verb, after) = Verb::parse(&rest[at + 1..])?;
        rest = after;
        indexed |= verb.index.is_some();
        next = verb.index.unwrap_or(next + 1);
        let Some(value) = next.checked_sub(1).and_then(|index| values.get(index)) else {
            return fails("there are fewer values than verbs");
        };
        used = used.max(next);
        let more = match printed(&verb, value)? {
            Ok(more) => more,
            Err(why) => return fails(why),
        };
        length += more.iter().map(Piece::weight).sum::<usize>();
        pieces.extend(more);
    }
    if used < values.len() && !indexed && length <= MAX_TEXT {
        return fails("there are more values than verbs");
    }
    pieces.push(Piece::Text(rest.into()));
    Some(Value::from_pieces(pieces, call.span))
}

/// A value by a verb; the error says why that cannot be.
fn printed(verb: &Verb, value: &Value) -> Option<Result<Vec<Piece>, &'static str>> {
    let is_plain = verb.width == 0 && verb.precision.is_none();
    if value.as_unknown().is_some() || matches!(value.kind, ValueKind::Partial(_) | ValueKind::OneOf(_)) {
        let as_it_is = is_plain && matches!(verb.letter, 's' | 'v' | 'd' | 't');
        return Some(Ok(if as_it_is {
            value.pieces()?
        } else {
            vec![blurred(value, &verb.letter.to_string())?]
        }));
    }
    let text = match verb.letter {
        // The console shows what is not there as not yet known.
        _ if value.is_null() => return None,
        'v' => match &value.kind {
            ValueKind::List(_) | ValueKind::Object(_) => json(value)?,
            _ => value.canonical(),
        },
        's' => match convert::scalar(value, Scalar::Text) {
            Ok(text) => text.as_str()?.to_owned(),
            Err(_) => return Some(Err("a string is required")),
        },
        'q' => match convert::scalar(value, Scalar::Text) {
            Ok(text) => json(&text)?,
            Err(_) => return Some(Err("a string is required")),
        },
        't' => match convert::scalar(value, Scalar::Truth) {
            Ok(truth) => truth.as_bool()?.to_string(),
            Err(_) => return Some(Err("a bool is required")),
        },
        'x' | 'X' if value.as_str().is_some() => {
            let hex: String = value.as_str()?.bytes().map(|byte| format!("{byte:02x}")).collect();
            if verb.letter == 'X' { hex.to_uppercase() } else { hex }
        }
        _ => match convert::scalar(value, Scalar::Number).ok().as_ref().and_then(number_of) {
            Some(number) => match number_text(verb, value, number)? {
                Ok(text) => text,
                Err(why) => return Some(Err(why)),
            },
            None => return Some(Err("a number is required")),
        },
    };
    let text = match (verb.letter, verb.precision) {
        ('s' | 'q', Some(precision)) => text.chars().take(precision).collect(),
        _ => text,
    };
    let zeros = verb.zeros && !verb.left && !matches!(verb.letter, 's' | 'q' | 'v' | 't');
    Some(Ok(vec![Piece::Text(padded(&text, verb.width, verb.left, zeros)?.into())]))
}

fn json(value: &Value) -> Option<String> {
    let json = Value::new(ValueKind::Json(value.clone().into()), value.span);
    super::call::text_of(&json).map(|text| text.to_string())
}

fn number_text(verb: &Verb, value: &Value, number: f64) -> Option<Result<String, &'static str>> {
    let sign = match number {
        _ if number < 0.0 => "-",
        _ if verb.plus => "+",
        _ if verb.blank => " ",
        _ => "",
    };
    let precision = verb.precision.unwrap_or(6).min(512);
    let text = match verb.letter {
        'd' | 'b' | 'o' | 'x' | 'X' => {
            let whole = match convert::scalar(value, Scalar::Number).ok()?.kind {
                ValueKind::Int(whole) => whole.unsigned_abs(),
                _ => return Some(Err("a whole number is required")),
            };
            match (verb.letter, verb.sharp) {
                ('d', _) => whole.to_string(),
                ('b', _) => format!("{whole:b}"),
                ('o', false) => format!("{whole:o}"),
                ('o', true) => format!("0{whole:o}"),
                ('x', false) => format!("{whole:x}"),
                ('x', true) => format!("{whole:#x}"),
                (_, false) => format!("{whole:X}"),
                (_, true) => format!("0X{whole:X}"),
            }
        }
        'f' => format!("{:.precision$}", number.abs()),
        'e' => {
            // Go writes at least two digits of the exponent.
            let text = format!("{:.precision$e}", number.abs());
            let (mantissa, exponent) = text.split_once('e')?;
            let exponent: i32 = exponent.parse().ok()?;
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{mantissa}e{sign}{:02}", exponent.abs())
        }
        'g' if verb.precision.is_none() && number.abs() < 1e21 && (number == 0.0 || number.abs() >= 1e-4) => {
            number.abs().to_string()
        }
        'g' | 'E' | 'G' => return None,
        _ => return Some(Err("the verb is not known")),
    };
    Some(Ok(format!("{sign}{text}")))
}
