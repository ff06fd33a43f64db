//! What the characters are: names, numbers, and how to call what was found instead.

use super::parser::Parser;

/// The length of the name at the start of `text`; 0 if there is none. A name may contain dashes.
pub(super) fn name_length(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii() {
            let first = byte.is_ascii_alphabetic() || byte == b'_';
            if !(first || end > at && (byte.is_ascii_digit() || byte == b'-')) {
                break;
            }
            end += 1;
        } else {
            match text.get(end..).and_then(|rest| rest.chars().next()) {
                Some(c) if c.is_alphabetic() || end > at && continues_name(c) => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    end - at
}

/// Unicode's ID_Continue beyond letters, as far as the standard library knows it: digits and the
/// common combining marks.
fn continues_name(c: char) -> bool {
    c.is_numeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// True if a name can start with this byte. Every non-ASCII byte may; [`name_length`] decides.
pub(super) fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii()
}

/// The end of the decimal digits from `at`.
pub(super) fn digits(bytes: &[u8], at: usize) -> usize {
    at + bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count()
}

/// The end of the number at `at`, which must be a digit.
pub(super) fn number(bytes: &[u8], at: usize) -> usize {
    let digit_at = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = digits(bytes, at);
    if bytes.get(end) == Some(&b'.') && digit_at(end + 1) {
        end = digits(bytes, end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if digit_at(end + 1 + sign) {
            end = digits(bytes, end + 1 + sign);
        }
    }
    end
}

impl<'t> Parser<'t> {
    /// The name at the current place, empty if there is none.
    pub(super) fn word(&self) -> &'t str {
        self.text.get(self.at..self.at + name_length(self.text, self.at)).unwrap_or("")
    }

    /// The range and description of what stands at the current place, for an error message.
    /// Something missing at the end of a line is said of the end of the last token.
    pub(super) fn found(&self) -> (usize, usize, String) {
        if self.at >= self.bytes.len() {
            return (self.end, self.end, "the end of the file".to_owned());
        }
        if matches!(self.peek(), b'\n' | b'\r') {
            return (self.end, self.end, "the end of the line".to_owned());
        }
        let rest = self.text.get(self.at..).unwrap_or("");
        let word = self.word();
        let length = match self.peek() {
            _ if !word.is_empty() => word.len(),
            b'0'..=b'9' => number(self.bytes, self.at) - self.at,
            b'"' => return (self.at, self.at + 1, "a string".to_owned()),
            _ => rest.chars().next().map_or(0, char::len_utf8),
        };
        let token = rest.get(..length).unwrap_or("");
        let shown =
            if token.len() > 60 { "a long name".to_owned() } else { format!("`{}`", token.escape_debug()) };
        (self.at, self.at + length, shown)
    }
}
