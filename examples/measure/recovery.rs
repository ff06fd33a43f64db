//! What is left of a declaration after one line was broken, outside it or inside.

use std::collections::HashSet;
use std::ops::Range;

use acrlint::source::{ColumnUnit, Source};
use acrlint::syntax::{self, Node, SyntaxTree};

use super::mutation::{Edit, Mutation};
use super::random::Random;
use super::target::{self, Property, Target};

/// Attempts per trial to find a place that suits a mutation.
const ATTEMPTS: usize = 30;

/// The outcome of the trials of one mutation.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Trials in which a line outside the target was broken.
    pub(crate) outside: usize,
    /// Of these: the target is still there, at its place.
    pub(crate) found: usize,
    /// Of these: it is read as before in every detail.
    pub(crate) exact: usize,
    /// Trials in which a line of the target's body was broken.
    pub(crate) inside: usize,
    /// Properties in all these trials that have no part on the broken line, nor are in one that
    /// starts there.
    pub(crate) others: usize,
    /// Of these: still in the target, in the same properties and of the same extent.
    pub(crate) kept: usize,
    /// Properties in all these trials that are in one that starts on the broken line.
    pub(crate) below: usize,
    /// Of these: still in the target and of the same extent.
    pub(crate) below_kept: usize,
    /// What was lost where, one text per trial that lost something.
    pub(crate) losses: Vec<String>,
}

impl Tally {
    /// Adds the trials of another corpus.
    pub(crate) fn add(&mut self, other: &Self) {
        self.outside += other.outside;
        self.found += other.found;
        self.exact += other.exact;
        self.inside += other.inside;
        self.others += other.others;
        self.kept += other.kept;
        self.below += other.below;
        self.below_kept += other.below_kept;
    }
}

/// A file that is fine, and its declarations.
pub(crate) struct Subject<'c> {
    source: &'c Source,
    tree: SyntaxTree,
    targets: Vec<Target>,
}

/// A declaration of a file, by position.
pub(crate) type Choice = (usize, usize);

/// The files without errors and all their declarations.
pub(crate) fn subjects<'c>(sources: &[&'c Source]) -> (Vec<Subject<'c>>, Vec<Choice>) {
    let read = |source: &&'c Source| {
        let tree = syntax::parse(source.language, &source.text);
        let targets = target::targets(source, &tree);
        Subject { source, tree, targets }
    };
    let subjects: Vec<_> =
        sources.iter().map(read).filter(|subject| subject.tree.errors.is_empty()).collect();
    let of =
        |(file, subject): (usize, &Subject)| (0..subject.targets.len()).map(move |target| (file, target));
    let choices = subjects.iter().enumerate().flat_map(of).collect();
    (subjects, choices)
}

/// Breaks lines outside and inside declarations chosen at random.
pub(crate) fn run(subjects: &[Subject], choices: &[Choice], mutation: Mutation, trials: usize) -> Tally {
    let mut random = Random::new(mutation as u64);
    let mut tally = Tally::default();
    for _ in 0..trials {
        for inside in [false, true] {
            for _ in 0..ATTEMPTS {
                let Some((file, target)) = random.pick(choices) else { return tally };
                let (Some(subject), target) = (subjects.get(*file), *target) else { continue };
                if subject.attempt(target, mutation, inside, &mut random, &mut tally).is_some() {
                    break;
                }
            }
        }
    }
    tally
}

impl Subject<'_> {
    /// One trial. `None` if the mutation does not suit the line, or harmed nothing: then the text
    /// is still without errors and the target read as before.
    fn attempt(
        &self,
        target: usize,
        mutation: Mutation,
        inside: bool,
        random: &mut Random,
        tally: &mut Tally,
    ) -> Option<()> {
        let target = self.targets.get(target)?;
        let line = self.line(target, inside, mutation, random)?;
        let edit = mutation.apply(self.source, line, random)?;
        let text = edit.apply(&self.source.text)?;
        let tree = syntax::parse(self.source.language, &text);
        let broken = Broken { subject: self, target, edit, text, tree };
        if inside { broken.inside(tally) } else { broken.outside(tally) }
    }

    /// A random line outside the target, or in its body after the one on which that opens.
    fn line(
        &self,
        target: &Target,
        inside: bool,
        mutation: Mutation,
        random: &mut Random,
    ) -> Option<Range<usize>> {
        let starts = self.source.line_starts();
        let line_of = |offset: u32| starts.partition_point(|start| *start <= offset) - 1;
        let (first, last) = (line_of(target.range.start), line_of(target.range.end.saturating_sub(1)));
        let open = line_of(target.body);
        let line = match inside {
            true => open + 1 + random.below(last.saturating_sub(open)),
            false => random.below(starts.len()),
        };
        // A line that is put in comes before the one that was chosen.
        let last_outside_before = if mutation.adds_line() { first } else { first.wrapping_sub(1) };
        let suits = match inside {
            true => open < line && line <= last,
            false => line > last || (line <= last_outside_before && last_outside_before != usize::MAX),
        };
        let start = *starts.get(line).filter(|_| suits)? as usize;
        let end = starts.get(line + 1).map_or(self.source.text.len(), |next| *next as usize);
        Some(start..end)
    }
}

/// A file with a broken line.
struct Broken<'s> {
    subject: &'s Subject<'s>,
    target: &'s Target,
    edit: Edit,
    text: String,
    tree: SyntaxTree,
}

impl Broken<'_> {
    fn outside(&self, tally: &mut Tally) -> Option<()> {
        let before = self.original()?;
        let after = self.found();
        let exact = after.is_some_and(|after| target::shape(after) == target::shape(before));
        if exact && self.tree.errors.is_empty() {
            return None;
        }
        tally.outside += 1;
        tally.found += usize::from(after.is_some());
        tally.exact += usize::from(exact);
        if !exact {
            let what = if after.is_some() { "reads otherwise" } else { "loses" };
            tally.losses.push(self.loss(what));
        }
        Some(())
    }

    fn inside(&self, tally: &mut Tally) -> Option<()> {
        let before = target::properties(self.original()?);
        let after = self.found().map(target::properties).unwrap_or_default();
        let extents: HashSet<_> = after.iter().map(|property| property.range).collect();
        let is_headless = |property: &Property| self.is_headless(property);
        let expected =
            before.into_iter().filter_map(|property| Some((is_headless(&property), self.moved(property)?)));
        let (below, others): (Vec<_>, Vec<_>) = expected.partition(|(headless, _)| *headless);
        let kept = others.iter().filter(|(_, property)| after.contains(property)).count();
        let below_kept = below.iter().filter(|(_, property)| extents.contains(&property.range)).count();
        let lost = others.len() - kept;
        if others.is_empty() || (lost == 0 && self.tree.errors.is_empty()) {
            return None;
        }
        tally.inside += 1;
        tally.others += others.len();
        tally.kept += kept;
        tally.below += below.len();
        tally.below_kept += below_kept;
        if lost > 0 {
            tally.losses.push(self.loss(&format!("loses {lost} of {} properties of", others.len())));
        }
        Some(())
    }

    /// `PATH:LINE: NEW LINE (before: OLD LINE) WHAT the declaration at LINE`.
    fn loss(&self, what: &str) -> String {
        let source = self.subject.source;
        let line_of = |offset: u32| source.position(offset, ColumnUnit::Byte).line;
        let old = source.text.get(self.edit.line.clone()).unwrap_or("").trim();
        let new = self.text.get(self.edit.new_line()).unwrap_or("").trim();
        let (at, declaration) = (line_of(self.edit.line.start as u32), line_of(self.target.range.start));
        format!("{}:{at}: `{new}` (before: `{old}`) {what} the declaration at {declaration}", source.path)
    }

    fn original(&self) -> Option<Node<'_>> {
        let Subject { source, tree, .. } = self.subject;
        self.target.find(source.language, &source.text, tree, self.target.anchor)
    }

    fn found(&self) -> Option<Node<'_>> {
        let anchor = self.edit.moved(self.target.anchor)?;
        self.target.find(self.subject.source.language, &self.text, &self.tree, anchor)
    }

    /// True if the property is in one that starts on the broken line.
    fn is_headless(&self, property: &Property) -> bool {
        property.path.iter().any(|at| self.edit.line.contains(&(*at as usize)))
    }

    /// Where a property of the old text should be in the new one; `None` if the broken line has a
    /// part of it, or it goes around that line.
    fn moved(&self, mut property: Property) -> Option<Property> {
        let Edit { line, .. } = &self.edit;
        let (start, end) = (property.range.start as usize, property.range.end as usize);
        if start < line.end.max(line.start + 1) && end > line.start {
            return None;
        }
        property.range.start = self.edit.moved(property.range.start)?;
        // A property that ends where a line is put in has not moved.
        property.range.end = self.edit.moved(property.range.end.checked_sub(1)?)? + 1;
        property.path = property.path.iter().filter_map(|at| self.edit.moved(*at)).collect();
        Some(property)
    }
}
