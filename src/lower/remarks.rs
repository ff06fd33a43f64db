//! From a syntax tree to the remarks in it: comments and `metadata` that speak to linters, each with
//! the code it is about.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Input;
use crate::source::{Language, Remark, Source, Span};
use crate::syntax::json::unescape;
use crate::syntax::{Kind, Node, SyntaxTree, TextRange};

/// What a text has in it that speaks to a linter. Most files have neither, which is soon known.
const MARKS: [&str; 2] = ["acrlint", ":skip="];

/// The remarks of a file in text order.
pub fn remarks(input: Input<'_>, tree: &SyntaxTree) -> Vec<Remark> {
    let source = input.source;
    if !MARKS.iter().any(|mark| source.text.contains(mark)) {
        return Vec::new();
    }
    let mut found = of_comments(input, tree);
    match source.language {
        Language::Json => found.extend(of_objects(input, tree, in_metadata)),
        Language::TerraformJson | Language::TerraformVarsJson => {
            found.extend(of_objects(input, tree, in_comment_property));
        }
        _ => {}
    }
    found.sort_by_key(|remark| remark.span);
    found
}

fn of_comments(input: Input<'_>, tree: &SyntaxTree) -> Vec<Remark> {
    let source = input.source;
    let speaks = |comment: &TextRange| {
        let text = source.slice(comment.start, comment.end);
        MARKS.iter().any(|mark| text.contains(mark))
    };
    let lines = Lines { source, comments: &tree.comments }.targets();
    let spoken: Vec<(TextRange, usize)> =
        tree.comments.iter().copied().zip(lines).filter(|(comment, _)| speaks(comment)).collect();
    let begins = code_on_lines(source, tree, spoken.iter().map(|(_, line)| *line));
    // A JSON file is one value, and no statement.
    let is_json =
        matches!(source.language, Language::Json | Language::TerraformJson | Language::TerraformVarsJson);
    let root = tree.root().filter(|_| !is_json);
    let statements: Vec<TextRange> =
        root.into_iter().flat_map(|root| root.children()).map(|node| node.range()).collect();
    let around = |comment: TextRange| {
        let index = statements.partition_point(|statement| statement.start <= comment.start);
        let statement = *statements.get(index.checked_sub(1)?)?;
        (comment.end <= statement.end).then_some(statement)
    };
    let spanned = |range: TextRange| Span::new(input.id, range.start, range.end);
    let remark = |(comment, line): (TextRange, usize)| Remark {
        span: spanned(comment),
        text: source.slice(comment.start, comment.end).to_owned(),
        start: Some(comment.start),
        below: begins.get(&line).copied().flatten().map(spanned),
        around: around(comment).map(spanned),
        addressed: false,
    };
    spoken.into_iter().map(remark).collect()
}

/// What stands on the lines of a file.
struct Lines<'s> {
    source: &'s Source,
    comments: &'s [TextRange],
}

impl Lines<'_> {
    /// The line on which the code begins that each comment is about: its own if there is code on it,
    /// else the next, behind whatever comments follow.
    fn targets(&self) -> Vec<usize> {
        let leads = self.leads();
        let mut targets = vec![0; self.comments.len()];
        // Of the comment behind: its first line, the line it is about, whether it leads and trails.
        let mut behind: Option<(usize, usize, bool, bool)> = None;
        for (index, comment) in self.comments.iter().enumerate().rev() {
            let (first, last) = (self.line(comment.start), self.line(comment.end));
            let next = self.comments.get(index + 1).map_or(u32::MAX, |next| next.start);
            let trails = self.is_blank(comment.end, next.min(self.line_end(last)))
                && behind.is_none_or(|(line, _, _, trails)| line != last || trails);
            let leads = leads.get(index).copied().unwrap_or_default();
            let target = match behind {
                _ if !leads => first,
                _ if !trails => last,
                Some((line, target, true, _)) if line <= last + 1 => target,
                _ => last + 1,
            };
            if let Some(slot) = targets.get_mut(index) {
                *slot = target;
            }
            behind = Some((first, target, leads, trails || first != last));
        }
        targets
    }

    /// Whether nothing but comments stands before each comment on its first line.
    fn leads(&self) -> Vec<bool> {
        let mut leads: Vec<bool> = Vec::with_capacity(self.comments.len());
        let mut before: Option<TextRange> = None;
        for comment in self.comments {
            let start = self.source.line_starts().get(self.line(comment.start)).copied().unwrap_or(0);
            let on_line = before.filter(|before| before.end > start);
            let is_first = on_line.is_none_or(|before| before.start < start || leads.last() == Some(&true));
            let from = on_line.map_or(start, |before| before.end);
            leads.push(is_first && self.is_blank(from, comment.start));
            before = Some(*comment);
        }
        leads
    }

    fn line(&self, offset: u32) -> usize {
        line_of(self.source, offset)
    }

    fn line_end(&self, line: usize) -> u32 {
        self.source.line_starts().get(line + 1).copied().unwrap_or(self.source.text.len() as u32)
    }

    fn is_blank(&self, start: u32, end: u32) -> bool {
        self.source.slice(start, end).chars().all(|c| c.is_whitespace() || c == '\u{feff}')
    }
}

/// Index of the line that an offset is on.
fn line_of(source: &Source, offset: u32) -> usize {
    source.line_starts().partition_point(|start| *start <= offset).saturating_sub(1)
}

/// For each line the text from the first to the last thing that begins on it. A statement begins on
/// the lines of its decorators too.
fn code_on_lines(
    source: &Source,
    tree: &SyntaxTree,
    lines: impl Iterator<Item = usize>,
) -> BTreeMap<usize, Option<TextRange>> {
    let mut begins: BTreeMap<usize, Option<TextRange>> = lines.map(|line| (line, None)).collect();
    for node in tree.nodes().filter(|node| node.kind() != Kind::File) {
        let range = node.range();
        let first = line_of(source, range.start);
        let last = head(node).map_or(first, |head| line_of(source, head).max(first));
        for (_, text) in begins.range_mut(first..=last) {
            let hull = text.get_or_insert(range);
            hull.start = hull.start.min(range.start);
            hull.end = hull.end.max(range.end);
        }
    }
    begins
}

/// Where a decorated statement goes on behind its decorators.
fn head(node: Node<'_>) -> Option<u32> {
    let may_be_decorated = matches!(
        node.kind(),
        Kind::Param
            | Kind::Var
            | Kind::Output
            | Kind::Resource
            | Kind::Module
            | Kind::Func
            | Kind::TypeDeclaration
            | Kind::TypeProperty
            | Kind::TypeItem
    );
    let mut children = may_be_decorated.then(|| node.children())?;
    children.find(|child| child.kind() != Kind::Decorator).map(|child| child.range().start)
}

/// How an object speaks: the strings in it that are remarks, and whether they are for acrlint alone.
type Reader = for<'t> fn(Node<'t>, &str) -> (Vec<Node<'t>>, bool);

/// The remarks in the objects of a JSON file. Each is about its object, with the key that it stands
/// under.
fn of_objects(input: Input<'_>, tree: &SyntaxTree, read: Reader) -> Vec<Remark> {
    let text = &input.source.text;
    let mut found = Vec::new();
    for node in tree.nodes().filter(|node| matches!(node.kind(), Kind::Property | Kind::Array | Kind::File)) {
        for object in node.children().filter(|child| child.kind() == Kind::Object) {
            let (strings, addressed) = read(object, text);
            let owner = if node.kind() == Kind::Property { node } else { object }.range();
            for string in strings {
                let TextRange { start, end } = string.range();
                let said = unescape(unquoted(string, text)).text;
                let is_plain = matches!(said, Cow::Borrowed(_));
                found.push(Remark {
                    span: Span::new(input.id, start, end),
                    start: is_plain.then_some(start + 1),
                    text: said.into_owned(),
                    below: Some(Span::new(input.id, owner.start, owner.end)),
                    around: None,
                    addressed,
                });
            }
        }
    }
    found
}

/// `"metadata": { "acrlint": … }`, which Azure Resource Manager ignores.
fn in_metadata<'t>(object: Node<'t>, text: &str) -> (Vec<Node<'t>>, bool) {
    let metadata = value_of(object, "metadata", text).filter(|value| value.kind() == Kind::Object);
    (metadata.and_then(|metadata| value_of(metadata, "acrlint", text)).map_or(Vec::new(), strings), true)
}

/// `"//": …`, the comment of Terraform's JSON syntax
/// (<https://developer.hashicorp.com/terraform/language/syntax/json#comment-properties>).
fn in_comment_property<'t>(object: Node<'t>, text: &str) -> (Vec<Node<'t>>, bool) {
    (value_of(object, "//", text).map_or(Vec::new(), strings), false)
}

/// The value of a member; names in templates are compared without case.
fn value_of<'t>(object: Node<'t>, name: &str, text: &str) -> Option<Node<'t>> {
    object.children().filter(|child| child.kind() == Kind::Property).find_map(|property| {
        let mut parts = property.children();
        let key = parts.next()?;
        unquoted(key, text).eq_ignore_ascii_case(name).then(|| parts.next())?
    })
}

/// The string, or those of a list.
fn strings(value: Node<'_>) -> Vec<Node<'_>> {
    let all = if value.kind() == Kind::Array { value.children().collect() } else { vec![value] };
    all.into_iter().filter(|node| node.kind() == Kind::String).collect()
}

fn unquoted<'s>(node: Node<'_>, text: &'s str) -> &'s str {
    let raw = node.text(text);
    let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
    if raw.starts_with(['"', '\'']) { inner } else { raw }
}
