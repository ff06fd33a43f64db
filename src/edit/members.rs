//! The members of objects and blocks: their keys, values and alignment.

use super::{Edits, File};
use crate::syntax::{Kind, Node, TextRange};

/// A key and its value.
#[derive(Clone, Copy)]
pub(super) struct Member<'f> {
    pub(super) node: Node<'f>,
    pub(super) key: Node<'f>,
    pub(super) value: Node<'f>,
}

impl<'f> Member<'f> {
    pub(super) fn of(node: Node<'f>) -> Option<Self> {
        if !matches!(node.kind(), Kind::Property | Kind::Attribute) {
            return None;
        }
        let mut parts = node.children();
        let (key, value) = (parts.next()?, parts.next()?);
        parts.next().is_none().then_some(Self { node, key, value })
    }
}

/// A key without its quotes; in all languages keys that need escapes are none that we look for.
pub(super) fn unquoted<'t>(key: Node<'_>, text: &'t str) -> &'t str {
    let raw = key.text(text);
    match key.kind() {
        Kind::String => raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default(),
        _ => raw,
    }
}

/// The members of an object or block.
pub(super) fn members<'f>(object: Node<'f>) -> impl Iterator<Item = Member<'f>> {
    object.children().filter_map(Member::of)
}

/// The value of a member, its key compared without case.
pub(super) fn value<'f>(object: Node<'f>, key: &str, text: &str) -> Option<Node<'f>> {
    members(object)
        .find(|member| unquoted(member.key, text).eq_ignore_ascii_case(key))
        .map(|member| member.value)
}

/// The blocks of a type in a body: each its own body.
pub(super) fn blocks<'f>(body: Node<'f>, name: &str, text: &str) -> Vec<Node<'f>> {
    let is_named = |block: &Node| {
        let mut parts = block.children();
        let named = parts.next().is_some_and(|key| key.text(text) == name);
        named && parts.next().is_some_and(|next| next.kind() == Kind::BlockBody)
    };
    let all = body.children().filter(|child| child.kind() == Kind::Block);
    all.filter(is_named).filter_map(|block| block.child(Kind::BlockBody)).collect()
}

/// Attributes on adjoining lines, whose `=` stand below one another as `terraform fmt` has it.
pub(super) struct Group<'f> {
    members: Vec<Member<'f>>,
    /// Characters before the `=`; none if those do not stand below one another.
    column: Option<usize>,
}

impl<'f> Group<'f> {
    /// The group of one member of an object or block.
    pub(super) fn around(file: &File<'f>, object: Node<'f>, member: Member<'f>) -> Self {
        let all: Vec<Member<'f>> = members(object).collect();
        let adjoins = |first: &Member, second: &Member| {
            let between = file.slice(first.node.range().end, second.node.range().start);
            let is_next = between.matches('\n').count() == 1 && file.begins_line(second.node.range().start);
            file.may_line_up(first) && file.may_line_up(second) && is_next
        };
        let at = all.iter().position(|it| it.node.id() == member.node.id()).unwrap_or_default();
        let pairs: Vec<bool> =
            all.windows(2).map(|pair| matches!(pair, [first, second] if adjoins(first, second))).collect();
        let from = (0..at).rev().take_while(|i| pairs.get(*i) == Some(&true)).last().unwrap_or(at);
        let to =
            (at..pairs.len()).take_while(|i| pairs.get(*i) == Some(&true)).last().map_or(at, |last| last + 1);
        let members: Vec<Member<'f>> = all.get(from..=to).unwrap_or_default().to_vec();
        let column = |it: &Member<'f>| file.gap(it).map(|gap| gap + file.width(it));
        let first = members.first().and_then(column);
        let is_aligned = members.iter().all(|it| column(it) == first);
        Self { members, column: first.filter(|_| is_aligned) }
    }

    /// How a key is set in the group: blanks up to its `=`, and what else has to move. Without the
    /// `gone` one, if a member is removed or renamed.
    pub(super) fn set(
        &self,
        file: &File<'f>,
        key: Option<&str>,
        gone: Option<Member<'f>>,
    ) -> (String, Edits) {
        let is_gone = |member: &Member| gone.is_some_and(|gone| gone.node.id() == member.node.id());
        let own = key.map_or(0, |key| key.chars().count());
        let Some(before) = self.column else { return (" ".to_owned(), Vec::new()) };
        let widest = self.members.iter().map(|member| file.width(member)).max().unwrap_or(0);
        let left = || self.members.iter().filter(|member| !is_gone(member));
        let needed = left().map(|member| file.width(member)).max().unwrap_or(0).max(own) + 1;
        // What is set wider than it has to be stays so.
        let column = if before > widest + 1 { needed.max(before) } else { needed };
        let mut edits = Vec::new();
        if column != before {
            for member in left() {
                let start = member.key.range().end;
                let gap = file.gap(member).unwrap_or(1) as u32;
                let blanks = " ".repeat(column - file.width(member).min(column));
                edits.push((TextRange { start, end: start + gap }, blanks));
            }
        }
        (" ".repeat(column - own), edits)
    }
}

impl File<'_> {
    /// Whether a member is set like its neighbours: `terraform fmt` takes heredocs for one line, brackets
    /// over several lines not.
    pub(super) fn may_line_up(&self, member: &Member) -> bool {
        member.value.kind() == Kind::Heredoc || self.is_on_one_line(member.node.range())
    }

    fn width(&self, member: &Member) -> usize {
        self.text_of(member.key).chars().count()
    }

    /// The blanks between a key and its `=`.
    fn gap(&self, member: &Member) -> Option<usize> {
        let between = self.slice(member.key.range().end, member.value.range().start);
        let gap = between.find('=')?;
        between.get(..gap)?.bytes().all(|byte| byte == b' ').then_some(gap)
    }
}
