//! What both passes share: white space, comments, strings, numbers and words.

use crate::syntax::{Builder, Kind};

/// The structure is broken in a way that only the tolerant pass survives.
#[derive(Debug)]
pub(super) struct Broken;

/// A byte cursor with the tree under construction.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) pos: usize,
    pub(super) builder: Builder,
}

const WHITE: u8 = 1;
const WORD: u8 = 2;
/// Where a string over several lines has to be looked at closely.
pub(super) const STRING_STOP: u8 = 4;
/// Likewise for a string that ends on its line.
pub(super) const LINE_STRING_STOP: u8 = 8;

/// What each byte may be. One load per byte is what makes the scanner fast.
static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        if matches!(b, b' ' | b'\t' | b'\n' | b'\r') {
            table[byte] |= WHITE;
        }
        // Tabs and line ends may stand in a string; other control characters may not.
        if matches!(b, b'"' | b'\'' | b'\\') || (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) {
            table[byte] |= STRING_STOP | LINE_STRING_STOP;
        }
        if matches!(b, b'\n' | b'\r') {
            table[byte] |= LINE_STRING_STOP;
        }
        if b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'.' | b'+' | b'-') || b >= 0x80 {
            table[byte] |= WORD;
        }
        byte += 1;
    }
    table
}

fn is(byte: u8, class: u8) -> bool {
    CLASS[byte as usize] & class != 0
}

impl<'t> Scanner<'t> {
    /// A scanner at the start of the text, behind a byte order mark.
    pub(super) fn new(text: &'t str) -> Self {
        let pos = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, bytes: text.as_bytes(), pos, builder: Builder::for_text(text.len()) }
    }

    /// The byte under the cursor; NUL at the end, which no grammar rule accepts.
    pub(super) fn peek(&self) -> u8 {
        self.byte(self.pos)
    }

    /// The byte at an offset; NUL outside the text.
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// True behind the last byte.
    pub(super) fn at_end(&self) -> bool {
        self.pos >= self.bytes.len()
    }

    /// The offset of the first byte from `from` on that is not of the class, at most the end.
    fn run(&self, from: usize, class: u8) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !is(*byte, class)).unwrap_or(rest.len())
    }

    /// Skips white space and comments. Fails, before it, on a comment without end.
    #[inline]
    pub(super) fn trivia(&mut self) -> Result<(), Broken> {
        loop {
            self.pos = self.run(self.pos, WHITE);
            if self.peek() != b'/' {
                return Ok(());
            }
            let end = match self.byte(self.pos + 1) {
                b'/' => self.line_end(self.pos),
                b'*' => match self.text.get(self.pos + 2..).and_then(|rest| rest.find("*/")) {
                    Some(length) => self.pos + length + 4,
                    None => return Err(Broken),
                },
                _ => return Ok(()),
            };
            self.builder.comment(self.pos, end);
            self.pos = end;
        }
    }

    /// The offset of the next line end at or after `from`, or the end of the text.
    pub(super) fn line_end(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())
    }

    /// The offset behind the string that opens at `open`, and whether
    /// [`string_leaf`](Self::string_leaf) has something to check in it; `None` if nothing closes
    /// it. `stop` says whether it may run over several lines.
    #[inline]
    pub(super) fn string_end(&self, open: usize, stop: u8) -> Option<(usize, bool)> {
        let quote = self.byte(open);
        let mut at = open + 1;
        let mut special = quote == b'\'';
        loop {
            let rest = self.bytes.get(at..)?;
            at += rest.iter().position(|byte| is(*byte, stop))?;
            match self.byte(at) {
                b'\\' if stop == STRING_STOP || !matches!(self.byte(at + 1), b'\n' | b'\r') => {
                    special = true;
                    at += 2;
                }
                byte if byte == quote => return Some((at + 1, special)),
                b'"' | b'\'' => at += 1,
                b'\\' | b'\n' | b'\r' => return None,
                _ => {
                    special = true;
                    at += 1;
                }
            }
        }
    }

    /// Adds the string leaf `start..end`, checked if it holds something special.
    #[inline]
    pub(super) fn string_leaf(&mut self, start: usize, end: usize, special: bool) {
        self.builder.leaf(Kind::String, start, end);
        self.pos = end;
        if special {
            self.check_string(start, end);
        }
    }

    /// Reports unknown escapes and control characters in a string.
    fn check_string(&mut self, start: usize, end: usize) {
        let mut at = start + 1;
        while at + 1 < end {
            let byte = self.byte(at);
            let length = if byte == b'\\' { self.check_escape(at, end - 1) } else { 1 };
            if byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r') {
                self.builder.error(
                    at,
                    at + 1,
                    format!("control character U+{byte:04X} in a string; write `\\u{byte:04x}`"),
                );
            }
            at += length;
        }
    }

    /// Reports a bad escape at `at`; returns the length to step over.
    fn check_escape(&mut self, at: usize, end: usize) -> usize {
        let Some(escaped) = self.text.get(at + 1..end).and_then(|rest| rest.chars().next()) else {
            return 1;
        };
        match escaped {
            '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => 2,
            // Only a single-quoted string needs it, and that one is reported already.
            '\'' => 2,
            'u' => {
                let digits = self.bytes.get(at + 2..end.min(at + 6)).unwrap_or_default();
                let good = digits.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
                if good < 4 {
                    self.builder.error(at, at + 2 + good, "expected four hexadecimal digits after `\\u`");
                }
                2 + good
            }
            other => {
                let length = 1 + other.len_utf8();
                let shown = if other.is_control() { String::from("\\") } else { format!("\\{other}") };
                self.builder.error(
                    at,
                    at + length,
                    format!("`{shown}` is not an escape; write `\\\\` for a backslash"),
                );
                length
            }
        }
    }

    /// The end of the number, name or other word that starts at `from`.
    pub(super) fn word_end(&self, from: usize) -> usize {
        self.run(from, WORD)
    }

    /// What the number or word `start..end` is, and what is wrong with it.
    #[inline]
    pub(super) fn word(&self, start: usize, end: usize) -> (Kind, Option<String>) {
        let word = self.bytes.get(start..end).unwrap_or_default();
        let shown = || shorten(self.text.get(start..end).unwrap_or_default());
        match word {
            b"true" => (Kind::True, None),
            b"false" => (Kind::False, None),
            b"null" => (Kind::Null, None),
            [b'0'..=b'9' | b'-', ..] if is_number(word) => (Kind::Number, None),
            [b'0'..=b'9' | b'-', ..] => (Kind::Number, Some(format!("`{}` is not a JSON number", shown()))),
            _ => (Kind::Error, Some(format!("expected a value, found `{}`", shown()))),
        }
    }
}

/// Said of a string in single quotes.
pub(super) const SINGLE_QUOTED: &str =
    "JSON strings are written in double quotes, found a single-quoted string";

/// The beginning of a text that is to be quoted in a message.
pub(super) fn shorten(text: &str) -> String {
    const LIMIT: usize = 24;
    let line = text.lines().next().unwrap_or_default().trim_end();
    let short: String = line.chars().take(LIMIT).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if short.len() < line.len() { short + "…" } else { short }
}

/// True for a number as RFC 8259, section 6, defines it.
fn is_number(word: &[u8]) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut rest = word.strip_prefix(b"-").unwrap_or(word);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.first() == Some(&b'0')) {
        return false;
    }
    rest = rest.get(whole..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix(b".") {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = fraction.get(count..).unwrap_or_default();
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = match exponent {
            [b'+' | b'-', unsigned @ ..] => unsigned,
            unsigned => unsigned,
        };
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}
