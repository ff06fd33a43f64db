//! Open containers and what their layout promises.

use crate::syntax::{Checkpoint, Kind};

/// A container that is not closed yet.
pub(super) struct Frame {
    /// Object, Array, or Error for members whose opening line is lost.
    pub(super) kind: Kind,
    /// Offset of the opening bracket, or of the first member if the bracket is missing.
    pub(super) open: usize,
    /// Start of the line with the opening bracket.
    pub(super) line: usize,
    /// True if the opening bracket is missing.
    pub(super) implied: bool,
    /// Column of the first token on the opening line.
    pub(super) indent: u32,
    /// Column of the members that start a line; unknown before the first.
    pub(super) members: Option<u32>,
    /// It holds only what could as well be in the container around it.
    pub(super) only_properties: bool,
    /// A member is complete and no comma was seen since.
    pub(super) comma_due: bool,
    pub(super) children: Checkpoint,
    /// The node that is complete with the container.
    pub(super) owner: Option<Owner>,
}

/// A node that waits for its last child.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    /// Property, or Error for a member in a place where it cannot be.
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) children: Checkpoint,
}

impl Frame {
    /// True if the bracket closes this kind of container.
    pub(super) fn accepts(&self, closer: u8) -> bool {
        match self.kind {
            Kind::Object => closer == b'}',
            Kind::Array => closer == b']',
            _ => true,
        }
    }

    /// The bracket that opens it.
    pub(super) fn opener(&self) -> char {
        if self.kind == Kind::Array { '[' } else { '{' }
    }

    /// The bracket that closes it.
    pub(super) fn closer(&self) -> char {
        if self.kind == Kind::Array { ']' } else { '}' }
    }
}
