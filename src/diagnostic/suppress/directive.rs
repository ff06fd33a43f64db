//! What a remark tells a linter: `acrlint: ignore[rule] reason until=DATE`, or the same in the words of
//! another.

use std::ops::Range;

use crate::date::is_date;

/// What begins a directive of ours.
const OWN: &str = "acrlint:";

/// What begins one of checkov, under all of its names
/// (<https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html>).
const FOREIGN: [&str; 3] = ["checkov:skip=", "bridgecrew:skip=", "cortex:skip="];

/// Longer reasons are cut: each is repeated for everything that it is the reason of.
const MAX_REASON: usize = 500;

/// An order to say nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive<'t> {
    /// Where it stands in the remark.
    pub(super) range: Range<usize>,
    /// It is about the whole file.
    pub(super) whole_file: bool,
    /// Written for another linter, whose ids the names are.
    pub(super) foreign: bool,
    /// The rules, each with its place.
    pub(super) names: Vec<(Range<usize>, &'t str)>,
    /// Why; none if nothing is said.
    pub(super) reason: Option<String>,
    /// The last day on which it holds, as written, with its place.
    pub(super) until: Option<(Range<usize>, &'t str)>,
}

/// Something that begins like a directive and is none: its place and what is wrong.
pub(super) type Slip = (Range<usize>, &'static str);

/// The directives in a remark, in order; each goes on to the next, or to an empty line. One that is
/// `addressed` to us needs no `acrlint:`.
pub(super) fn read(text: &str, addressed: bool) -> Vec<Result<Directive<'_>, Slip>> {
    let closed = text.strip_suffix("*/").filter(|_| !addressed).unwrap_or(text);
    let all = Part { text, start: 0, end: closed.len() };
    let mut marks = all.marks();
    if addressed && marks.is_empty() {
        marks.push(Mark { at: text.len() - text.trim_start().len(), length: 0, foreign: false });
    }
    let ends = marks.iter().skip(1).map(|mark| mark.at).chain([all.end]);
    marks.iter().zip(ends).map(|(mark, end)| Part { start: mark.at, end, ..all }.directive(mark)).collect()
}

struct Mark {
    at: usize,
    length: usize,
    foreign: bool,
}

/// A part of a remark.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Part<'t> {
    fn str(self) -> &'t str {
        self.text.get(self.start..self.end).unwrap_or_default()
    }

    fn from(self, start: usize) -> Self {
        Self { start: start.min(self.end), ..self }
    }

    /// Without white space around it.
    fn trimmed(self) -> Self {
        let text = self.str();
        let end = self.start + text.trim_end().len();
        Self { start: end - text.trim().len(), end, ..self }
    }

    fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Where directives begin. Ours begin a line or a comment, which may be one behind another's.
    fn marks(self) -> Vec<Mark> {
        let text = self.str();
        let begins_comment = |at: &usize| {
            let before = text
                .get(..*at)
                .unwrap_or_default()
                .trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
            before.is_empty() || before.ends_with(['/', '#', '*', '\n'])
        };
        let own = text.match_indices(OWN).map(|(at, _)| at).filter(begins_comment);
        let mut marks: Vec<Mark> =
            own.map(|at| Mark { at: self.start + at, length: OWN.len(), foreign: false }).collect();
        for word in FOREIGN {
            let found = text.match_indices(word).map(|(at, _)| at);
            marks.extend(found.map(|at| Mark { at: self.start + at, length: word.len(), foreign: true }));
        }
        marks.sort_by_key(|mark| mark.at);
        marks
    }

    fn directive(self, mark: &Mark) -> Result<Directive<'t>, Slip> {
        // An empty line ends it, and what begins the next comment on the same line is not part of it.
        let text = self.str();
        let is_sign = |c: char| c.is_whitespace() || matches!(c, '/' | '#' | '*');
        let is_empty = |line: &&str| !line.contains(|c| !is_sign(c));
        let length =
            text.split_inclusive('\n').take_while(|line| !is_empty(line)).map(str::len).sum::<usize>();
        let is_followed = self.text.get(self.start + length..).is_some_and(starts_with_mark);
        let is_outside = |c: char| if is_followed { is_sign(c) } else { c.is_whitespace() };
        let kept = text.get(..length).unwrap_or_default().trim_end_matches(is_outside).len();
        let part = Self { end: self.start + kept, ..self }.trimmed();
        let rest = part.from(mark.at + mark.length).trimmed();
        if mark.foreign { Ok(rest.foreign(part)) } else { rest.own(part) }
    }

    fn own(self, whole: Self) -> Result<Directive<'t>, Slip> {
        let text = self.str();
        let (whole_file, verb) = if text.starts_with("ignore-file") { (true, 11) } else { (false, 6) };
        let list = self.from(self.start + verb).trimmed();
        if !text.starts_with("ignore") || !list.str().starts_with('[') {
            return Err((whole.range(), "is not understood: write `acrlint: ignore[RULE] REASON`"));
        }
        let Some(close) = list.str().find(']') else {
            return Err((whole.range(), "lacks the closing `]` of its list of rules"));
        };
        let close = list.start + close;
        let names = Self { start: list.start + 1, end: close, ..self }.list();
        if names.is_empty() {
            return Err((whole.range(), "names no rule"));
        }
        let rest = self.from(close + 1);
        let until = rest.until();
        if until.is_none() && rest.means_until() {
            return Err((whole.range(), "has its end behind `until` without `=`: write `until=YYYY-MM-DD`"));
        }
        Ok(Directive {
            range: whole.range(),
            whole_file,
            foreign: false,
            names,
            reason: rest.reason(until.as_ref().map(|(range, _)| range)),
            until,
        })
    }

    /// `CKV_AZURE_137,CKV_AZURE_139:reason`
    fn foreign(self, whole: Self) -> Directive<'t> {
        let is_id = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ',';
        let text = self.str();
        let length = text.find(|c| !is_id(c)).unwrap_or(text.len());
        let rest = self.from(self.start + length);
        Directive {
            range: whole.range(),
            whole_file: false,
            foreign: true,
            names: Self { end: self.start + length, ..self }.list(),
            reason: rest.str().starts_with(':').then(|| rest.reason(None)).flatten(),
            until: None,
        }
    }

    /// The names between commas.
    fn list(self) -> Vec<(Range<usize>, &'t str)> {
        let mut at = self.start;
        let item = |item: &'t str| {
            let margin = item.len() - item.trim_start_matches(is_margin).len();
            let part = Self { start: at + margin, end: at + item.len(), ..self }.trimmed();
            at += item.len() + 1;
            (part.range(), part.str())
        };
        self.str().split(',').map(item).filter(|(_, name)| !name.is_empty()).collect()
    }

    /// The word `until=DATE`: its place, and the date.
    fn until(self) -> Option<(Range<usize>, &'t str)> {
        const WORD: &str = "until=";
        let text = self.str();
        let begins_word =
            |at: &usize| text.get(..*at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
        let (at, _) = text.match_indices(WORD).find(|(at, _)| begins_word(at))?;
        let day = text.get(at + WORD.len()..)?;
        let day =
            day.split(char::is_whitespace).next().unwrap_or_default().trim_end_matches(['.', ',', ';', ')']);
        let start = self.start + at;
        Some((start..start + WORD.len() + day.len(), day))
    }

    /// Whether a day stands behind the word `until`, but not as one has to write it.
    fn means_until(self) -> bool {
        let text = self.str();
        let day = |(at, word): (usize, &str)| {
            let behind = text.get(at + word.len()..)?.trim_start_matches([' ', ':']);
            behind.get(..10).filter(|day| is_date(day))
        };
        text.match_indices("until").any(|found| day(found).is_some())
    }

    /// What is said besides the date.
    fn reason(self, until: Option<&Range<usize>>) -> Option<String> {
        let cut = until.map_or(self.end..self.end, Range::clone);
        let before = Self { end: cut.start, ..self }.str().trim();
        let after = self.from(cut.end).str().trim();
        let joined = if before.is_empty() || after.is_empty() {
            [before, after].concat()
        } else {
            [before, after].join(" ")
        };
        let lines: Vec<&str> =
            joined.lines().map(|line| line.trim_start_matches(is_margin).trim_end()).collect();
        let joined = lines.join(" ");
        let is_dash = |c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—');
        let reason: String = joined.trim_start_matches(is_dash).chars().take(MAX_REASON).collect();
        reason.contains(char::is_alphanumeric).then_some(reason)
    }
}

/// What stands before the text of a line in a comment of several lines.
fn is_margin(c: char) -> bool {
    c.is_whitespace() || c == '*'
}

fn starts_with_mark(text: &str) -> bool {
    text.starts_with(OWN) || FOREIGN.iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Directive<'_> {
        match read(text, false).as_slice() {
            [Ok(directive)] => directive.clone(),
            other => panic!("{text}: {other:?}"),
        }
    }

    fn names<'t>(directive: &Directive<'t>) -> Vec<&'t str> {
        directive.names.iter().map(|(_, name)| *name).collect()
    }

    #[test]
    fn parts_are_told_apart() {
        let text = "// acrlint: ignore[admin-user, sku ,] see https://x/#1 until=2027-01-31, then off";
        let found = only(text);
        assert_eq!(names(&found), ["admin-user", "sku"]);
        assert_eq!(found.reason.as_deref(), Some("see https://x/#1 , then off"));
        let (range, day) = found.until.clone().unwrap();
        assert_eq!((&text[range], day), ("until=2027-01-31", "2027-01-31"));
        for (range, name) in &found.names {
            assert_eq!(&text[range.clone()], *name);
        }
        assert_eq!(&text[found.range], &text[3..]);
        assert!(!found.whole_file && !found.foreign);
        for text in ["#acrlint:ignore-file[sku]: tests", "/* acrlint: ignore-file [sku] — tests */"] {
            let found = only(text);
            assert_eq!((names(&found), found.reason.as_deref()), (vec!["sku"], Some("tests")), "{text}");
            assert!(found.whole_file, "{text}");
        }
    }

    #[test]
    fn a_comment_may_hold_several() {
        let text = "/*\n * acrlint: ignore[a] one\n * acrlint: ignore[b,\n *  c] two\r\n * and more until=2030-01-31\n *\n * prose\n */";
        let found: Vec<_> = read(text, false).into_iter().map(Result::unwrap).collect();
        let shown: Vec<_> = found.iter().map(|it| (names(it), it.reason.as_deref().unwrap_or(""))).collect();
        assert_eq!(shown, [(vec!["a"], "one"), (vec!["b", "c"], "two and more")]);
        assert!(found[1].until.is_some());
        let text = "# checkov:skip=CKV_AZURE_137: dev only # acrlint: ignore[a] #12";
        let found: Vec<_> = read(text, false).into_iter().map(Result::unwrap).collect();
        let shown: Vec<_> = found.iter().map(|it| (names(it), it.reason.as_deref().unwrap_or(""))).collect();
        assert_eq!(shown, [(vec!["CKV_AZURE_137"], "dev only"), (vec!["a"], "#12")]);
        assert!(found[0].foreign && !found[1].foreign);
        assert_eq!(names(&only("#checkov:skip=CKV_1,CKV2_2")), ["CKV_1", "CKV2_2"]);
    }

    #[test]
    fn slips_are_not_silent() {
        for text in [
            "# acrlint: ignore",
            "# acrlint: ignore admin-user",
            "# acrlint: ignored[admin-user]",
            "# acrlint: disable",
            "# acrlint:",
            "# acrlint: ignore[admin-user",
            "# acrlint: ignore[ , ]",
            "# acrlint: ïgnore[a]",
        ] {
            assert!(matches!(read(text, false).as_slice(), [Err(_)]), "{text}");
        }
        for text in ["# see the docs of acrlint: ignore[x]", "# https://acrlint.example", "", "/*", "*/"] {
            assert_eq!(read(text, false), [], "{text}");
        }
    }

    #[test]
    fn what_is_addressed_to_us_needs_no_name() {
        for text in ["ignore[sku] r", "acrlint: ignore[sku] r", "\n  ignore[sku] r\n"] {
            let found = read(text, true);
            assert!(matches!(found.as_slice(), [Ok(it)] if names(it) == ["sku"]), "{text}: {found:?}");
        }
        assert!(matches!(read("no", true).as_slice(), [Err(_)]));
    }

    #[test]
    fn long_reasons_are_cut() {
        let text = format!("# acrlint: ignore[a] {}", "ä".repeat(9_999));
        let found = only(&text);
        assert_eq!(found.reason.map(|reason| reason.chars().count()), Some(MAX_REASON));
    }

    /// Whatever is written, places are places in the text.
    #[test]
    fn ranges_lie_in_the_text() {
        let words = [
            "acrlint:",
            "checkov:skip=",
            "ignore",
            "ignore-file",
            "[",
            "]",
            ",",
            " ",
            "\n",
            "*/",
            "/*",
            "#",
            "//",
            "*",
            "until=",
            "2030-01-31",
            "sku",
            "é",
            "\u{202e}",
            ":",
            "\r",
            "-",
            "CKV_AZURE_1",
        ];
        let mut state = 1_u32;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..state % 17 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text += words[(state >> 16) as usize % words.len()];
            }
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            for addressed in [false, true] {
                for said in read(&text, addressed) {
                    let ranges = match said {
                        Ok(it) => {
                            let names = it.names.into_iter().map(|(range, name)| {
                                assert_eq!(&text[range.clone()], name);
                                range
                            });
                            names.chain(it.until.map(|(range, _)| range)).chain([it.range]).collect()
                        }
                        Err((range, _)) => vec![range],
                    };
                    assert!(ranges.into_iter().all(|range| text.get(range).is_some()), "{text:?}");
                }
            }
        }
    }
}
