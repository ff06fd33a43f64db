//! The text that a JSON string stands for, and the way back to where it was written.

use std::borrow::Cow;

/// A decoded string that knows where each of its bytes was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unescaped<'t> {
    /// The decoded text.
    pub text: Cow<'t, str>,
    escapes: Vec<Escape>,
}

/// One escape: its place in the decoded and in the raw text. Text between escapes is unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Escape {
    decoded: usize,
    decoded_end: usize,
    raw: usize,
    raw_end: usize,
}

impl Unescaped<'_> {
    /// The offset in the raw text of a byte offset in the decoded text. Inside a character that
    /// was written as an escape it is the escape's start.
    pub fn raw_offset(&self, decoded: usize) -> usize {
        let before = self.escapes.partition_point(|escape| escape.decoded <= decoded);
        match before.checked_sub(1).and_then(|last| self.escapes.get(last)) {
            None => decoded,
            Some(escape) if decoded < escape.decoded_end => escape.raw,
            Some(escape) => escape.raw_end + (decoded - escape.decoded_end),
        }
    }
}

/// Decodes the inside of a string of either quote style. An invalid escape stands for itself, a
/// surrogate without partner for U+FFFD. Allocates only if there is a backslash.
pub fn unescape(raw_without_quotes: &str) -> Unescaped<'_> {
    let raw = raw_without_quotes;
    if !raw.contains('\\') {
        return Unescaped { text: Cow::Borrowed(raw), escapes: Vec::new() };
    }
    let mut text = String::with_capacity(raw.len());
    let mut escapes = Vec::new();
    let mut at = 0;
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = rest.find('\\').unwrap_or(rest.len());
        text.push_str(rest.get(..plain).unwrap_or_default());
        at += plain;
        let Some(escape) = rest.get(plain..).filter(|escape| !escape.is_empty()) else { break };
        let (decoded, length) = decode(escape).unwrap_or(('\\', 1));
        let start = text.len();
        text.push(decoded);
        escapes.push(Escape { decoded: start, decoded_end: text.len(), raw: at, raw_end: at + length });
        at += length;
    }
    Unescaped { text: Cow::Owned(text), escapes }
}

/// The character that an escape stands for, and the escape's length.
fn decode(escape: &str) -> Option<(char, usize)> {
    let simple = match escape.as_bytes().get(1)? {
        b'"' => '"',
        b'\'' => '\'',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return decode_unicode(escape),
        _ => return None,
    };
    Some((simple, 2))
}

fn decode_unicode(escape: &str) -> Option<(char, usize)> {
    let first = code_unit(escape)?;
    let second = if (0xd800..0xdc00).contains(&first) { escape.get(6..).and_then(code_unit) } else { None };
    match second {
        Some(low @ 0xdc00..0xe000) => {
            let scalar = 0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00);
            Some((char::from_u32(scalar)?, 12))
        }
        _ => Some((char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 6)),
    }
}

/// The number in `\uXXXX` at the start of the text.
fn code_unit(escape: &str) -> Option<u32> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    // `from_str_radix` alone would take a sign.
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_and_maps_back() {
        let raw = r#"a\n\u00e9\ud83d\ude00z\"'\'\q\u12"#;
        let unescaped = unescape(raw);
        assert_eq!(unescaped.text, "a\né😀z\"''\\q\\u12");
        let back = |needle: &str| unescaped.raw_offset(unescaped.text.find(needle).unwrap());
        assert_eq!(back("\n"), 1);
        assert_eq!(back("é"), 3);
        assert_eq!(back("😀"), 9);
        assert_eq!(unescaped.raw_offset(unescaped.text.find("😀").unwrap() + 2), 9);
        assert_eq!(back("z"), raw.find('z').unwrap());
        assert_eq!(unescaped.raw_offset(unescaped.text.len()), raw.len());
    }

    #[test]
    fn borrows_without_backslash_and_replaces_lone_surrogates() {
        assert!(matches!(unescape("plain é").text, Cow::Borrowed("plain é")));
        assert_eq!(unescape(r"\ud83dx\ude00").text, "\u{fffd}x\u{fffd}");
        assert_eq!(unescape("\\").text, "\\");
        assert_eq!(unescape("\\é\\u+123").text, "\\é\\u+123");
    }
}
