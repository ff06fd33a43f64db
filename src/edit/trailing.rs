//! Comments at the ends of adjoining lines, which `terraform fmt` sets below one another.

use super::{Edits, File};
use crate::syntax::TextRange;

/// More lines than this are not set anew for one change.
const MAX_LINES: usize = 100;

/// The end of a line that has code and a comment behind it.
struct Tail {
    /// The blanks between the two.
    gap: TextRange,
    /// Characters of the code.
    width: usize,
}

/// What has to move so that comments stay below one another when a text takes the place of another.
pub(super) fn realign(file: &File<'_>, range: TextRange, text: &str) -> Edits {
    let Some(own) = file.tail(range.start).filter(|own| file.is_hcl() && range.end <= own.gap.start) else {
        return Vec::new();
    };
    let above = std::iter::successors(Some(range.start), |at| file.line_above(*at)).skip(1);
    let below = std::iter::successors(Some(range.start), |at| file.line_below(*at)).skip(1);
    let mut tails: Vec<Tail> = above.map_while(|at| file.tail(at)).take(MAX_LINES).collect();
    tails.extend(below.map_while(|at| file.tail(at)).take(MAX_LINES));
    let column = |tail: &Tail| tail.width + (tail.gap.end - tail.gap.start) as usize;
    let widest = tails.iter().map(|tail| tail.width).max().unwrap_or(0);
    let before = widest.max(own.width) + 1;
    if tails.is_empty() || tails.iter().any(|tail| column(tail) != before) || column(&own) != before {
        return Vec::new();
    }
    let count = |text: &str| text.chars().count();
    let width = own.width + count(text) - count(file.slice(range.start, range.end)).min(own.width);
    let after = widest.max(width) + 1;
    let tails = tails.into_iter().chain([Tail { width, ..own }]);
    let moved = tails.filter(|tail| column(tail) != after);
    moved.map(|tail| (tail.gap, " ".repeat(after - tail.width))).collect()
}

impl File<'_> {
    /// Where the line begins above that of an offset; none above the first.
    fn line_above(&self, offset: u32) -> Option<u32> {
        let start = self.line_start(offset);
        let above = self.line_start(start.checked_sub(1)?);
        (above < start).then_some(above)
    }

    /// Where the line begins below that of an offset; none below the last.
    fn line_below(&self, offset: u32) -> Option<u32> {
        let below = self.line_end(offset);
        (self.line_start(below) == below && below > offset).then_some(below)
    }

    /// How the line of an offset ends; none if there is no code on it, or no comment.
    fn tail(&self, offset: u32) -> Option<Tail> {
        let (start, end) = (self.line_start(offset), self.line_end(offset));
        let comments = &self.parsed.tree.comments;
        let first = comments.partition_point(|comment| comment.start < start);
        let comment = comments.get(first).filter(|comment| comment.end <= end)?;
        let code = self.slice(start, comment.start);
        let bare = code.trim_end();
        let is_last = self.slice(comment.end, end).trim().is_empty();
        let gap = TextRange { start: start + bare.len() as u32, end: comment.start };
        (!bare.is_empty() && is_last).then(|| Tail { gap, width: bare.chars().count() })
    }
}
