//! Bounds on the work of one evaluation. A file may ask for more than any machine has: what is over
//! the bound is unknown, and reported as a limit that was reached.

use std::cell::Cell;

/// Steps after which the evaluation of one deployment stops. A registry with everything around it
/// takes a few thousand; the largest public landing zone takes under a million.
const MAX_STEPS: u64 = 4_000_000;
/// Nested evaluation of references and expressions.
const MAX_DEPTH: u32 = 900;
/// Passes of all loops over resources and modules.
const MAX_PASSES: usize = 20_000;
/// Elements of an expanded loop or list, members of an object.
pub(super) const MAX_ELEMENTS: usize = 10_000;
/// Longer strings are not built: doubling a string forty times must not fill the memory.
pub(super) const MAX_TEXT: usize = 1 << 20;
/// More places where a limit was reached tell nobody more.
pub(super) const MAX_LIMITS: usize = 20;

pub(super) const TOO_DEEP: &str = "expressions nest too deeply";
pub(super) const TOO_MANY_STEPS: &str = "too many steps";
pub(super) const TOO_LONG: &str = "a text longer than 1 MiB";
pub(super) const TOO_MANY: &str = "more than 10,000 elements in one collection";

/// What is left of the work that one evaluation may do.
#[derive(Clone, Debug, Default)]
pub(super) struct Budget {
    steps: Cell<u64>,
    passes: Cell<usize>,
    depth: Cell<u32>,
    /// The greatest depth since it was last measured.
    deepest: Cell<u32>,
}

impl Budget {
    /// Counts one step of work and one level of nesting; `None` when there is no room for more.
    pub(super) fn enter(&self) -> Option<Entered<'_>> {
        let depth = self.depth.get() + 1;
        if !self.charge(1) || depth > MAX_DEPTH {
            return None;
        }
        self.depth.set(depth);
        self.deepest.set(self.deepest.get().max(depth));
        Some(Entered(&self.depth))
    }

    /// Counts work or memory that grows with the size of a value; false when there is no room.
    pub(super) fn charge(&self, steps: usize) -> bool {
        self.steps.set(self.steps.get().saturating_add(steps as u64));
        !self.exhausted()
    }

    /// Takes over what was used of a copy of this budget.
    pub(super) fn settle(&self, used: &Budget) {
        self.steps.set(used.steps.get());
    }

    /// True once there is no room for more work.
    pub(super) fn exhausted(&self) -> bool {
        self.steps.get() > MAX_STEPS
    }

    /// Counts passes of a loop over resources or modules; false when there are too many.
    pub(super) fn pass(&self, passes: usize) -> bool {
        self.passes.set(self.passes.get().saturating_add(passes));
        self.passes.get() <= MAX_PASSES
    }

    /// The result of some work and the levels of nesting that it took.
    pub(super) fn measure<T>(&self, work: impl FnOnce() -> T) -> (T, u32) {
        let before = self.deepest.replace(self.depth.get());
        let result = work();
        let height = self.deepest.get().saturating_sub(self.depth.get());
        self.deepest.set(self.deepest.get().max(before));
        (result, height)
    }

    /// Counts levels of nesting that a value brings along which was evaluated before; false if that
    /// is too deep. Without this, values used from the innermost outwards would nest without bound.
    pub(super) fn reaches(&self, height: u32) -> bool {
        let depth = self.depth.get().saturating_add(height);
        self.deepest.set(self.deepest.get().max(depth));
        depth <= MAX_DEPTH
    }
}

/// One level of nesting; given back when dropped.
pub(super) struct Entered<'e>(&'e Cell<u32>);

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}
