//! Credentials in addresses, which have no place in a report.

use std::borrow::Cow;
use std::ops::Range;

use super::{Diagnostic, VerdictRow};

/// Query parameters of module addresses that are no secrets.
const PLAIN: [&str; 6] = ["ref", "depth", "archive", "version", "api-version", "checksum"];

/// Byte ranges of what authenticates in the addresses of a text: user info and values in the query.
pub fn credentials(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for (at, separator) in text.match_indices("://") {
        let start = at + separator.len();
        let rest = text.get(start..).unwrap_or("");
        let is_end = |c: char| c.is_whitespace() || c.is_control() || "\"'`<>\\|,".contains(c);
        let address = rest.split(is_end).next().unwrap_or("");
        let authority = address.split(['/', '?', '#']).next().unwrap_or("");
        // `git@` is the name that every user of SSH has.
        let user = authority.rfind('@').filter(|end| authority.get(..*end) != Some("git"));
        ranges.extend(user.map(|end| start..start + end));
        let before_fragment = address.split('#').next().unwrap_or("");
        let Some(query) = before_fragment.find('?') else { continue };
        let mut from = start + query + 1;
        for part in before_fragment.get(query + 1..).unwrap_or("").split('&') {
            let (name, skip) = part.find('=').map_or(("", 0), |end| (part.get(..end).unwrap_or(""), end + 1));
            if !PLAIN.contains(&name) && skip < part.len() {
                ranges.push(from + skip..from + part.len());
            }
            from += part.len() + 1;
        }
    }
    ranges
}

/// The text with `***` for the credentials in its addresses.
pub fn masked(text: &str) -> Cow<'_, str> {
    if !text.contains("://") {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut from = 0;
    for range in credentials(text) {
        shown.push_str(text.get(from..range.start).unwrap_or(""));
        shown.push_str("***");
        from = range.end;
    }
    shown.push_str(text.get(from..).unwrap_or(""));
    Cow::Owned(shown)
}

impl Diagnostic {
    /// Takes the credentials of addresses out of everything that is said.
    pub fn mask(&mut self) {
        let labels = std::iter::once(&mut self.primary).chain(&mut self.related);
        let texts = labels.map(|label| &mut label.message).chain(&mut self.help);
        mask_all(texts.chain([&mut self.message]));
    }
}

impl VerdictRow {
    /// Takes the credentials of addresses out of the reason and its chain.
    pub fn mask(&mut self) {
        mask_all(self.chain.iter_mut().map(|label| &mut label.message).chain(&mut self.reason));
    }
}

fn mask_all<'t>(texts: impl Iterator<Item = &'t mut String>) {
    for text in texts {
        if let Cow::Owned(masked) = masked(text) {
            *text = masked;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_masked() {
        for (text, expected) in [
            ("`git::https://oauth2:x@host/m.git?ref=1` is", "`git::https://***@host/m.git?ref=1` is"),
            ("https://token@host/a?sig=b&ref=c#d", "https://***@host/a?sig=***&ref=c#d"),
            ("git::ssh://git@github.com/o/r", "git::ssh://git@github.com/o/r"),
            ("'http://a:b@c' and http://d/?e", "'http://***@c' and http://d/?***"),
            ("http://a@b@c/@d?", "http://***@c/@d?"),
            ("br/public:avm/x:1.0", "br/public:avm/x:1.0"),
            ("://", "://"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }
}
