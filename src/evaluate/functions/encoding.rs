//! Base64, percent encoding and the like.

use super::super::value::{ListKind, Object, Value};
use super::call::Call;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as base64 with padding (RFC 4648).
pub(super) fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| chunk.get(i).copied().map_or(0, u32::from);
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let digit = ALPHABET[(group >> (18 - 6 * i)) as usize & 63];
            out.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

/// The text that a base64 text stands for, if it is one in UTF-8.
pub fn text_of_base64(text: &str) -> Option<String> {
    String::from_utf8(from_base64(text.trim())?).ok()
}

/// The bytes that a base64 text stands for.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    for chunk in digits.as_bytes().chunks(4) {
        let mut group = 0;
        for (i, digit) in chunk.iter().enumerate() {
            let value = ALPHABET.iter().position(|known| known == digit)? as u32;
            group |= value << (18 - 6 * i);
        }
        out.extend(group.to_be_bytes().into_iter().skip(1).take(chunk.len() * 3 / 4));
    }
    Some(out)
}

pub(super) fn to_base64(call: &Call) -> Option<Value> {
    call.string(base64(call.text(0)?.as_bytes()))
}

pub(super) fn of_base64(call: &Call) -> Option<Value> {
    match from_base64(call.text(0)?.trim()).map(String::from_utf8) {
        Some(Ok(text)) => call.string(text),
        _ => call.fails("the text is not base64 of UTF-8"),
    }
}

pub(super) fn base64_to_json(call: &Call) -> Option<Value> {
    let text = String::from_utf8(from_base64(&call.text(0)?)?).ok()?;
    super::json::parse(call, &text)
}

/// Terraform: `textencodebase64(text, encoding)` by IANA names.
pub(super) fn encode_text(call: &Call) -> Option<Value> {
    let (text, encoding) = (call.text(0)?, call.text(1)?.to_ascii_uppercase());
    let bytes: Vec<u8> = match encoding.as_str() {
        "UTF-8" => text.bytes().collect(),
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => return None,
    };
    call.string(base64(&bytes))
}

pub(super) fn decode_text(call: &Call) -> Option<Value> {
    let encoding = call.text(1)?.to_ascii_uppercase();
    let Some(bytes) = from_base64(&call.text(0)?) else { return call.fails("the text is not base64") };
    let unit: fn([u8; 2]) -> u16 = match encoding.as_str() {
        "UTF-8" => return call.string(String::from_utf8(bytes).ok()?),
        "UTF-16LE" => u16::from_le_bytes,
        "UTF-16BE" => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    rest.is_empty().then_some(())?;
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    call.string(text.ok()?)
}

/// `%XX` for every byte but letters, digits and `-_.~` (RFC 3986, 2.3).
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn from_percent(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                out.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(out).ok()
}

/// Bicep: `uriComponent(text)`; of a text known in part, what is known.
pub(super) fn uri_component(call: &Call) -> Option<Value> {
    call.string(percent(&call.text(0)?))
}

pub(super) fn uri_component_to_string(call: &Call) -> Option<Value> {
    call.string(from_percent(&call.text(0)?)?)
}

/// Terraform: a blank is `+` here.
pub(super) fn url_encode(call: &Call) -> Option<Value> {
    call.string(percent(&call.text(0)?).replace("%20", "+"))
}

pub(super) fn url_decode(call: &Call) -> Option<Value> {
    call.string(from_percent(&call.text(0)?.replace('+', " "))?)
}

pub(super) fn data_uri(call: &Call) -> Option<Value> {
    call.string(format!("data:text/plain;charset=utf8;base64,{}", base64(call.text(0)?.as_bytes())))
}

pub(super) fn data_uri_to_string(call: &Call) -> Option<Value> {
    let text = call.text(0)?;
    let (kind, data) = text.strip_prefix("data:")?.split_once(',')?;
    call.string(match kind.ends_with(";base64") {
        true => String::from_utf8(from_base64(data)?).ok()?,
        false => from_percent(data)?,
    })
}

/// Terraform: the rows of a CSV text as objects by the names of the first row (RFC 4180).
pub(super) fn csv(call: &Call) -> Option<Value> {
    let text = call.text(0)?;
    call.evaluator.budget.charge(text.len()).then_some(())?;
    let mut rows = csv_rows(&text)?.into_iter();
    let Some(names) = rows.next() else { return call.fails("there is no header line") };
    // Each name is looked for among all.
    (names.len() <= 1000).then_some(())?;
    let mut objects = Vec::new();
    for row in rows {
        if row.len() != names.len() {
            return call.fails("a line has more or fewer fields than the header");
        }
        let mut object = Object::default();
        for (name, field) in names.iter().zip(row) {
            object.set(call.item(name.as_str(), Value::string(field, call.span)), false);
        }
        objects.push(call.object(object)?);
    }
    call.list_of(objects, ListKind::List)
}

fn csv_rows(text: &str) -> Option<Vec<Vec<String>>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' if quoted => quoted = false,
            _ if quoted => field.push(c),
            '"' if field.is_empty() => quoted = true,
            '"' => return None,
            ',' => row.push(std::mem::take(&mut field)),
            '\r' if chars.peek() == Some(&'\n') => {}
            // Lines without a field are passed over.
            '\n' if row.is_empty() && field.is_empty() => {}
            '\n' => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(c),
        }
    }
    if !row.is_empty() || !field.is_empty() {
        row.push(field);
        rows.push(row);
    }
    (!quoted).then_some(rows)
}
