//! The text of literals: quotes, escapes and indentation.

use std::borrow::Cow;

use super::{Expr, ExprKind};

pub(super) fn strip_quotes(raw: &str, quote: char) -> &str {
    let inner = raw.strip_prefix(quote).unwrap_or(raw);
    inner.strip_suffix(quote).unwrap_or(inner)
}

pub(super) fn strip_first_newline(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(text)
}

/// Escapes of Bicep strings: `\\ \' \n \r \t \$ \u{…}`
/// (learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings).
pub(super) fn decode_bicep(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('u') => {
                let rest = chars.as_str();
                let digits = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
                if let Some((digits, rest)) = digits {
                    let code = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
                    out.push(code.unwrap_or('\u{fffd}'));
                    chars = rest.chars();
                }
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    Cow::Owned(out)
}

/// Escapes of HCL templates: `$${`, `%%{` and, in quoted ones, `\n \r \t \" \\ \uNNNN \UNNNNNNNN`
/// (HCL native syntax specification, "Template Literals").
pub(super) fn decode_hcl(raw: &str, backslashes: bool) -> Cow<'_, str> {
    if !raw.contains('\\') && !raw.contains("$${") && !raw.contains("%%{") {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if rest.starts_with("$${") || rest.starts_with("%%{") {
            out.push(c);
            out.push('{');
            rest = &rest[3..];
        } else if c == '\\' && backslashes {
            rest = hcl_escape(after, &mut out);
        } else {
            out.push(c);
            rest = after;
        }
    }
    Cow::Owned(out)
}

fn hcl_escape<'a>(after: &'a str, out: &mut String) -> &'a str {
    let Some(c) = after.chars().next() else { return after };
    let rest = &after[c.len_utf8()..];
    let digits = match c {
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    if digits > 0
        && let Some(code) = rest.get(..digits)
        && let Some(decoded) = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
    {
        out.push(decoded);
        return &rest[digits..];
    }
    out.push(match c {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        other => other,
    });
    rest
}

/// `<<-` takes the smallest indentation off every line of the literal parts.
pub(super) fn strip_indentation(parts: &mut [Expr]) {
    let mut smallest = usize::MAX;
    let mut at_line_start = true;
    for part in parts.iter() {
        let ExprKind::String(text) = &part.kind else {
            at_line_start = false;
            continue;
        };
        for line in text.split_inclusive('\n') {
            let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
            if at_line_start && !line.trim().is_empty() {
                smallest = smallest.min(indentation);
            }
            at_line_start = line.ends_with('\n');
        }
    }
    if smallest == usize::MAX || smallest == 0 {
        return;
    }
    let mut at_line_start = true;
    for part in parts.iter_mut() {
        let ExprKind::String(text) = &mut part.kind else {
            at_line_start = false;
            continue;
        };
        let mut out = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
            let cut = if at_line_start { smallest.min(blank) } else { 0 };
            out.push_str(&line[cut..]);
            at_line_start = line.ends_with('\n');
        }
        *text = out.into();
    }
}
