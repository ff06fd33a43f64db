//! Text from the scanned code, made harmless. A name may hold terminal commands, or marks that make
//! a reader see other text than is there.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

/// True for characters that a terminal or a reader does not show as what they are: control
/// characters, marks of writing direction, spaces without width, line separators, tags.
pub(super) fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// True if the text starts with what build services take for a command to them wherever it stands in
/// their log: `##[` and `##vso[`.
fn is_command(text: &str) -> bool {
    text.starts_with("##[") || text.starts_with("##vso[")
}

/// The text with every deceptive character spelt out, as in `\u{202e}`. It may begin a line: `::`,
/// which begins a command to GitHub there, does not stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    let begins = text.trim_start().starts_with("::");
    if !begins && !text.contains(is_deceptive) && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let colon = text.find(':').filter(|_| begins);
    for (at, c) in text.char_indices() {
        if colon == Some(at) {
            shown.extend(c.escape_unicode());
        } else {
            push_visible(&mut shown, c, text.get(at..).unwrap_or(""));
        }
    }
    Cow::Owned(shown)
}

/// Appends a character, with which `rest` starts, as [`visible`] shows it within a line.
pub(super) fn push_visible(shown: &mut String, c: char, rest: &str) {
    match c {
        '#' if is_command(rest) => shown.extend(c.escape_unicode()),
        _ if is_deceptive(c) => shown.extend(c.escape_default()),
        _ => shown.push(c),
    }
}

/// A text with `code` for what is between backticks and `plain` for the rest. A backtick that is alone
/// belongs to the rest.
pub(super) fn with_code(text: &str, code: impl Fn(&str) -> String, plain: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((inner, after)) = after.split_once('`') else { break };
        out.push_str(&plain(before));
        out.push_str(&code(inner));
        rest = after;
    }
    out + &plain(rest)
}

/// A path as it stands in a URI: everything but unreserved characters and slashes is encoded.
pub(super) fn percent_encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into());
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Writes JSON on one line, deceptive characters as `\u` escapes: the value is exact, the bytes are
/// harmless.
pub(super) fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Harmless))?;
    writeln!(out)
}

/// As JSON on one line, with its end, as every JSON that acrlint writes.
pub fn json_line(value: &impl Serialize) -> String {
    let mut line = Vec::new();
    // Writing to memory does not fail, and nothing that is written has keys that are no strings.
    let _ = write_json(value, &mut line);
    String::from_utf8(line).unwrap_or_default()
}

struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        let is_harmful = |text: &str, at: usize, c: char| {
            is_deceptive(c) || (c == '#' && text.get(at..).is_some_and(is_command))
        };
        while let Some((at, c)) = rest.char_indices().find(|(at, c)| is_harmful(rest, *at, *c)) {
            let (before, after) = rest.split_at(at);
            CompactFormatter.write_string_fragment(writer, before)?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = after.get(c.len_utf8()..).unwrap_or("");
        }
        CompactFormatter.write_string_fragment(writer, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deceptive_characters_are_spelt_out() {
        assert_eq!(visible("plain é"), "plain é");
        assert_eq!(visible("a\u{202e}b\u{1b}[31m\n"), "a\\u{202e}b\\u{1b}[31m\\n");
    }

    #[test]
    fn commands_to_build_services_are_broken() {
        assert_eq!(visible("::error::x ::y"), "\\u{3a}:error::x ::y");
        assert_eq!(visible(" \t::stop-commands::x"), " \\t\\u{3a}:stop-commands::x");
        assert_eq!(visible("a ##vso[x]y ##[z] ## #["), "a \\u{23}#vso[x]y \\u{23}#[z] ## #[");
        assert_eq!(visible("storage::acr # b"), "storage::acr # b");
    }

    #[test]
    fn json_keeps_the_value() {
        let text = "a##vso[x]##[\u{202e}\u{e0041}\u{9b}\"\\\u{1b}é";
        let mut out = Vec::new();
        write_json(&text, &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(!written.trim_end().contains(is_deceptive), "{written}");
        assert!(!written.contains("##"), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
