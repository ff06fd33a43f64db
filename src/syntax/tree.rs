//! The node arena that every parser fills and every later stage reads.

use super::Kind;

/// A half-open byte range in the text of one tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A place where the text is not what the grammar asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The offending text; empty where something is missing.
    pub range: TextRange,
    /// A sentence without final stop, naming what was expected and what was found.
    pub message: String,
}

#[derive(Clone, Copy, Debug)]
struct NodeData {
    kind: Kind,
    size: u32,
    start: u32,
    end: u32,
}

/// A lossless tree over a text that the caller keeps.
#[derive(Debug, Default)]
pub struct SyntaxTree {
    nodes: Vec<NodeData>,
    /// Syntax errors in text order.
    pub errors: Vec<SyntaxError>,
    /// Comments in text order, delimiters included, line ends excluded.
    pub comments: Vec<TextRange>,
}

/// Index of a node in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

/// The parent of each node of a tree.
#[derive(Debug)]
pub struct Parents(Vec<Option<u32>>);

/// A node together with its tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t SyntaxTree,
    index: u32,
}

/// A piece of the text in order: a leaf node, or the gap between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A node without children.
    Leaf(Kind, TextRange),
    /// Text that belongs to no leaf, with the innermost node around it.
    Gap(Kind, TextRange),
}

impl SyntaxTree {
    /// The outermost node, of kind [`Kind::File`]; `None` only in an empty tree that no parser made.
    pub fn root(&self) -> Option<Node<'_>> {
        let index = self.nodes.len().checked_sub(1)? as u32;
        Some(Node { tree: self, index })
    }

    /// The node of an id taken from this tree.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, index: id.0 }
    }

    /// Every node, children before their parents.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len() as u32).map(|index| Node { tree: self, index })
    }

    /// The parent of each node, for whoever looks up places in the tree.
    pub fn parents(&self) -> Parents {
        let mut parents = vec![None; self.nodes.len()];
        let mut open: Vec<u32> = Vec::new();
        for (index, node) in (0_u32..).zip(&self.nodes) {
            let first = index + 1 - node.size;
            while let Some(child) = open.pop_if(|child| *child >= first) {
                if let Some(parent) = parents.get_mut(child as usize) {
                    *parent = Some(index);
                }
            }
            open.push(index);
        }
        Parents(parents)
    }

    /// The nodes around a range, outermost first; the last is the smallest.
    pub fn path_to(&self, range: TextRange, parents: &Parents) -> Vec<Node<'_>> {
        // No node ends before one that comes before it. The first that does not end too early is the one
        // that is looked for, or in it.
        let first = self.nodes.partition_point(|node| node.end < range.end);
        let mut at = u32::try_from(first).ok();
        let mut found = Vec::new();
        while let Some(node) = at.and_then(|index| self.nodes.get(index as usize).map(|node| (index, node))) {
            let (index, data) = node;
            if data.start <= range.start {
                found.push(Node { tree: self, index });
            }
            at = parents.0.get(index as usize).copied().flatten();
        }
        found.reverse();
        found
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// True if there is no node.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Leaves and gaps in text order. If the tree is sound they cover `0..length` without overlap.
    pub fn pieces(&self, length: u32) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = 0;
        // Post-order visits leaves in text order; the gap before a leaf or before the end of a node
        // is attributed to the innermost node that spans it.
        for (index, node) in self.nodes.iter().enumerate() {
            if node.size == 1 {
                if node.start > at {
                    pieces.push(Piece::Gap(self.around(index, at), TextRange { start: at, end: node.start }));
                }
                if node.end > node.start {
                    pieces.push(Piece::Leaf(node.kind, TextRange { start: node.start, end: node.end }));
                }
                at = node.end;
            } else if node.end > at {
                pieces.push(Piece::Gap(node.kind, TextRange { start: at, end: node.end }));
                at = node.end;
            }
        }
        if at < length {
            pieces.push(Piece::Gap(Kind::File, TextRange { start: at, end: length }));
        }
        pieces
    }

    fn around(&self, index: usize, at: u32) -> Kind {
        self.nodes[index + 1..]
            .iter()
            .enumerate()
            .find(|(i, node)| node.size as usize > i + 1 && node.start <= at)
            .map_or(Kind::File, |(_, node)| node.kind)
    }
}

impl<'t> Node<'t> {
    fn data(&self) -> NodeData {
        self.tree.nodes[self.index as usize]
    }

    /// The node's id in its tree.
    pub fn id(&self) -> NodeId {
        NodeId(self.index)
    }

    /// What the node is.
    pub fn kind(&self) -> Kind {
        self.data().kind
    }

    /// The bytes it covers.
    pub fn range(&self) -> TextRange {
        let data = self.data();
        TextRange { start: data.start, end: data.end }
    }

    /// Its text; `text` must be the text the tree was made from.
    pub fn text<'s>(&self, text: &'s str) -> &'s str {
        let data = self.data();
        text.get(data.start as usize..data.end as usize).unwrap_or("")
    }

    /// Its children in text order.
    pub fn children(&self) -> Children<'t> {
        let data = self.data();
        let first = self.index + 1 - data.size;
        let mut stack = Vec::new();
        let mut next = self.index;
        while next > first {
            next -= 1;
            stack.push(next);
            next = next + 1 - self.tree.nodes[next as usize].size;
        }
        Children { tree: self.tree, stack }
    }

    /// The first child of a kind.
    pub fn child(&self, kind: Kind) -> Option<Node<'t>> {
        self.children().find(|child| child.kind() == kind)
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let data = self.data();
        write!(f, "{:?} {}..{}", data.kind, data.start, data.end)
    }
}

/// Iterator over the children of a node in text order.
pub struct Children<'t> {
    tree: &'t SyntaxTree,
    stack: Vec<u32>,
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        let index = self.stack.pop()?;
        Some(Node { tree: self.tree, index })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.stack.len(), Some(self.stack.len()))
    }
}

impl ExactSizeIterator for Children<'_> {}

/// A place in a tree under construction: how many nodes there were.
#[derive(Clone, Copy, Debug)]
pub struct Checkpoint(u32);

/// Fills a [`SyntaxTree`] bottom-up.
#[derive(Debug, Default)]
pub struct Builder {
    tree: SyntaxTree,
}

impl Builder {
    /// A builder with room for the nodes that a text of so many bytes usually has.
    pub fn for_text(bytes: usize) -> Self {
        let mut builder = Self::default();
        builder.tree.nodes.reserve(bytes / 10 + 16);
        builder
    }

    /// Remembers the place; nodes added from here on become children of a node that is
    /// [finished](Self::finish) with it.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint(self.tree.nodes.len() as u32)
    }

    /// Adds a leaf that covers `start..end`.
    pub fn leaf(&mut self, kind: Kind, start: usize, end: usize) {
        self.tree.nodes.push(NodeData { kind, size: 1, start: start as u32, end: end as u32 });
    }

    /// Wraps every node added since the checkpoint into one that covers `start..end`.
    pub fn finish(&mut self, from: Checkpoint, kind: Kind, start: usize, end: usize) {
        let size = self.tree.nodes.len() as u32 - from.0 + 1;
        self.tree.nodes.push(NodeData { kind, size, start: start as u32, end: end as u32 });
    }

    /// The start of the first node added since the checkpoint, if there is one.
    pub fn start_of(&self, from: Checkpoint) -> Option<usize> {
        self.tree.nodes.get(from.0 as usize).map(|node| node.start as usize)
    }

    /// How many levels the nodes added since the checkpoint have.
    pub fn height(&self, from: Checkpoint) -> u32 {
        let mut finished: Vec<(u32, u32)> = Vec::new();
        for node in self.tree.nodes.get(from.0 as usize..).unwrap_or_default() {
            let (mut size, mut height) = (1, 0);
            while let Some((child_size, child_height)) = finished.pop_if(|_| size < node.size) {
                size += child_size;
                height = height.max(child_height);
            }
            finished.push((node.size, height + 1));
        }
        finished.into_iter().map(|(_, height)| height).max().unwrap_or(0)
    }

    /// How many nodes were added since the checkpoint.
    pub fn count(&self, from: Checkpoint) -> usize {
        self.tree.nodes.len().saturating_sub(from.0 as usize)
    }

    /// Forgets every node added since the checkpoint.
    pub fn rewind(&mut self, from: Checkpoint) {
        self.tree.nodes.truncate(from.0 as usize);
    }

    /// Records a syntax error over `start..end`.
    pub fn error(&mut self, start: usize, end: usize, message: impl Into<String>) {
        let range = TextRange { start: start as u32, end: end as u32 };
        self.tree.errors.push(SyntaxError { range, message: message.into() });
    }

    /// Records a comment.
    pub fn comment(&mut self, start: usize, end: usize) {
        self.tree.comments.push(TextRange { start: start as u32, end: end as u32 });
    }

    /// True once an error was recorded.
    pub fn has_errors(&self) -> bool {
        !self.tree.errors.is_empty()
    }

    /// The finished tree.
    pub fn build(self) -> SyntaxTree {
        self.tree
    }
}
