//! The line hashes by which GitHub recognises a finding when lines move
//! (`primaryLocationLineHash`): a rolling hash over the 100 UTF-16 units from the start of a line,
//! without spaces, tabs and differences of line ends.

use std::collections::HashMap;
use std::ops::Range;

const WINDOW: usize = 100;
const BASE: u64 = 37;

/// The hash of every line as [`line_hashes`] has it; none of a line whose hash says something about
/// the text in one of these ranges of bytes.
pub(super) fn line_hashes_without(text: &str, secrets: &[Range<usize>]) -> Vec<Option<String>> {
    let hashes = line_hashes(text);
    if secrets.is_empty() {
        return hashes.into_iter().map(Some).collect();
    }
    let is_secret = |at: usize| secrets.iter().any(|secret| secret.contains(&at));
    let masked: String = text.char_indices().map(|(at, c)| if is_secret(at) { '\u{0}' } else { c }).collect();
    let same = |(hash, masked): (String, String)| (hash == masked).then_some(hash);
    hashes.into_iter().zip(line_hashes(&masked)).map(same).collect()
}

/// The hash of every line: hexadecimal, and after a colon how often it has occurred so far.
pub(super) fn line_hashes(text: &str) -> Vec<String> {
    let (units, starts) = normalize(text);
    let oldest = (0..WINDOW).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let mut hashes = Vec::with_capacity(starts.len());
    let mut starts = starts.into_iter().peekable();
    let mut hash = 0u64;
    for (end, unit) in units.iter().enumerate() {
        let left = end.checked_sub(WINDOW).and_then(|index| units.get(index)).copied().unwrap_or(0);
        hash = hash
            .wrapping_mul(BASE)
            .wrapping_add(u64::from(*unit))
            .wrapping_sub(oldest.wrapping_mul(u64::from(left)));
        if starts.next_if(|start| start + WINDOW == end + 1).is_some() {
            let count = seen.entry(hash).or_insert(0);
            *count += 1;
            hashes.push(format!("{hash:x}:{count}"));
        }
    }
    hashes
}

/// The units that count, padded for the last window, and where in them the lines start.
fn normalize(text: &str) -> (Vec<u16>, Vec<usize>) {
    const END: u16 = 0xffff;
    let mut units: Vec<u16> = Vec::with_capacity(text.len() + WINDOW + 1);
    let mut starts = Vec::new();
    let (mut after_return, mut at_start) = (false, true);
    for unit in text.encode_utf16().chain([END]) {
        let is_return = unit == u16::from(b'\r');
        let is_feed = unit == u16::from(b'\n');
        let is_blank = unit == u16::from(b' ') || unit == u16::from(b'\t');
        if is_blank || (after_return && is_feed) {
            after_return = false;
            continue;
        }
        if at_start {
            starts.push(units.len());
        }
        at_start = is_return || is_feed;
        after_return = is_return;
        units.push(if is_return { u16::from(b'\n') } else { unit });
    }
    units.resize(units.len() + WINDOW, 0);
    (units, starts)
}

#[cfg(test)]
mod tests {
    use super::{line_hashes, line_hashes_without};

    #[test]
    fn secrets_are_no_part_of_a_hash() {
        let text = format!("first\n{}password = 'abc'\nlast\n", "x\n".repeat(60));
        let at = text.find("abc").unwrap_or_default();
        let hashes = line_hashes_without(&text, std::slice::from_ref(&(at..at + 3)));
        // A hash reaches over the next 100 characters.
        let (last, password) = (hashes.len() - 2, hashes.len() - 3);
        let kept = [0, password, last].map(|line| hashes.get(line).is_some_and(Option::is_some));
        assert_eq!(kept, [true, false, true]);
    }

    /// Values that GitHub's own implementation gives for these texts.
    #[test]
    fn hashes_are_those_of_github() {
        assert_eq!(line_hashes(""), ["c129715d7a2bc9a3:1"]);
        let four = ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"];
        assert_eq!(line_hashes(" a\nb\n  \t\tc\n d"), four);
        let hello = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        for text in [
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
            " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
            " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
            " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
        ] {
            assert_eq!(line_hashes(text), hello);
        }
        let repeated = line_hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10));
        assert_eq!(repeated.first().map(String::as_str), Some("a7f2ff13bc495cf2:1"));
        assert_eq!(repeated.get(5).map(String::as_str), Some("a7f2ff13bc495cf2:6"));
        assert_eq!(repeated.last().map(String::as_str), Some("c129715d7a2bc9a3:1"));
    }
}
