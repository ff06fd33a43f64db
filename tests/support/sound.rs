//! What holds for every tree of every parser.

use acrlint::syntax::{Kind, Node, Piece, SyntaxTree};

/// Panics unless the tree is a sound tree over the text: one File around everything, children in
/// order inside their parents, leaves and gaps that add up to the text, errors inside it.
pub fn assert_sound(tree: &SyntaxTree, text: &str) {
    let root = tree.root().expect("a parser always makes a root");
    assert_eq!((root.kind(), root.range().start, root.range().end as usize), (Kind::File, 0, text.len()));
    assert_nested(root, text);
    let mut at = 0;
    for piece in tree.pieces(text.len() as u32) {
        let (Piece::Leaf(_, range) | Piece::Gap(_, range)) = piece;
        assert_eq!(range.start, at, "pieces of {text:?}");
        assert!(range.end > range.start, "pieces of {text:?}");
        at = range.end;
    }
    assert_eq!(at as usize, text.len(), "pieces of {text:?}");
    let ranges = tree.errors.iter().map(|error| error.range).chain(tree.comments.iter().copied());
    for range in ranges {
        assert!(text.get(range.start as usize..range.end as usize).is_some(), "{range:?} of {text:?}");
    }
    assert!(tree.errors.is_sorted_by_key(|error| error.range.start), "{:?} in {text:?}", tree.errors);
    assert!(tree.comments.is_sorted(), "{:?} in {text:?}", tree.comments);
    assert!(tree.errors.iter().all(|error| !error.message.is_empty()));
}

/// Walks with an own stack, so that the test itself does not limit the depth.
fn assert_nested(root: Node, text: &str) {
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        let range = node.range();
        assert!(text.get(range.start as usize..range.end as usize).is_some(), "{node:?} of {text:?}");
        let mut at = range.start;
        for child in node.children() {
            assert!(at <= child.range().start, "{child:?} starts before {at} in {node:?} of {text:?}");
            at = child.range().end;
            stack.push(child);
        }
        assert!(at <= range.end, "the children of {node:?} end at {at} in {text:?}");
    }
}
