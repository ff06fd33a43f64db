//! Finds the innermost of very many stretches of text that holds a place.

use std::collections::HashMap;

use crate::source::{SourceId, Span};

/// Stretches of text by rule, each with what it leads to.
#[derive(Debug, Default)]
pub(super) struct Index<T> {
    stretches: HashMap<(&'static str, SourceId), Vec<Stretch<T>>>,
}

#[derive(Debug)]
struct Stretch<T> {
    start: u32,
    end: u32,
    /// The nearest one before it that ends later: no other before it can hold what it does not.
    wider: Option<usize>,
    value: T,
}

impl<T: Copy> Index<T> {
    /// An index of these rules and spans.
    pub(super) fn new(entries: impl Iterator<Item = (&'static str, Span, T)>) -> Self {
        let mut stretches: HashMap<_, Vec<Stretch<T>>> = HashMap::new();
        for (rule, Span { source, start, end }, value) in entries {
            stretches.entry((rule, source)).or_default().push(Stretch { start, end, wider: None, value });
        }
        for list in stretches.values_mut() {
            // Of equal ones the first is found: the others come before it.
            list.reverse();
            list.sort_by_key(|stretch| (stretch.start, std::cmp::Reverse(stretch.end)));
            let mut open: Vec<(usize, u32)> = Vec::new();
            for (index, stretch) in list.iter_mut().enumerate() {
                while open.last().is_some_and(|(_, end)| *end <= stretch.end) {
                    open.pop();
                }
                stretch.wider = open.last().map(|(wider, _)| *wider);
                open.push((index, stretch.end));
            }
        }
        Self { stretches }
    }

    /// What the innermost stretch of a rule around a span leads to.
    pub(super) fn around(&self, rule: &'static str, span: Span) -> Option<T> {
        let list = self.stretches.get(&(rule, span.source))?;
        let mut index = list.partition_point(|stretch| stretch.start <= span.start).checked_sub(1)?;
        loop {
            let stretch = list.get(index)?;
            if stretch.end >= span.end {
                return Some(stretch.value);
            }
            index = stretch.wider?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_is_found() {
        let spans = [(0, 100), (10, 20), (10, 15), (30, 60), (40, 50), (45, 70), (10, 15)];
        let span = |(start, end): (u32, u32)| Span::new(SourceId(0), start, end);
        let index = Index::new(spans.into_iter().enumerate().map(|(i, it)| ("a", span(it), i)));
        for (place, expected) in [
            ((11, 12), Some(2)),
            ((11, 18), Some(1)),
            ((25, 26), Some(0)),
            ((46, 47), Some(5)),
            ((41, 50), Some(4)),
            ((31, 55), Some(3)),
            ((46, 80), Some(0)),
            ((90, 101), None),
        ] {
            assert_eq!(index.around("a", span(place)), expected, "{place:?}");
        }
        assert_eq!(index.around("b", span((11, 12))), None);
        assert_eq!(index.around("a", Span::new(SourceId(1), 11, 12)), None);
    }
}
