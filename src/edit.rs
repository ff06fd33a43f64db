//! From repairs to text edits: what a rule wants changed becomes characters in a file, in the style
//! of that file.
//!
//! Nothing is edited that does not stand there as a plain literal: an expression has its reasons, and
//! who changes it should know them.

mod comment;
mod declaration;
mod insert;
mod list;
mod literal;
mod members;
mod remove;
mod style;
mod trailing;

use std::collections::HashMap;

use crate::diagnostic::{Change, Edit, Fix, Repair};
use crate::source::{Language, Source, SourceId, SourceMap, Span};
use crate::syntax::{self, Kind, Node, Parents, SyntaxTree, TextRange};

/// What is known of a file that is looked at more than once.
struct Parsed {
    tree: SyntaxTree,
    parents: Parents,
    /// By how much what is inside is indented further.
    indent: String,
}

/// Makes edits of repairs; each file is parsed once.
pub struct Editor<'s> {
    sources: &'s SourceMap,
    files: HashMap<SourceId, Option<Parsed>>,
}

impl<'s> Editor<'s> {
    /// An editor of these sources.
    pub fn new(sources: &'s SourceMap) -> Self {
        Self { sources, files: HashMap::new() }
    }

    /// The edits of a repair; none if one of its changes cannot be made in the text as it is.
    pub fn fix(&mut self, repair: &Repair) -> Option<Fix> {
        let mut edits = Vec::new();
        for change in &repair.changes {
            edits.extend(self.change(change)?);
        }
        edits.sort_by_key(|edit: &Edit| edit.span);
        let overlaps = edits.windows(2).any(|pair| match pair {
            [first, second] => first.span.source == second.span.source && first.span.end > second.span.start,
            _ => false,
        });
        let fix = Fix { title: repair.title.clone(), applicability: repair.applicability, edits };
        (!overlaps && !fix.edits.is_empty()).then_some(fix)
    }

    fn change(&mut self, change: &Change) -> Option<Vec<Edit>> {
        let span = match change {
            Change::Replace(span, _)
            | Change::Insert(span, ..)
            | Change::Append(span, ..)
            | Change::Remove(span)
            | Change::Rename(span, _)
            | Change::Word(span, ..)
            | Change::Move(span, _)
            | Change::Secure(span)
            | Change::Unsay(span) => *span,
            Change::Text(edit) => edit.span,
        };
        let file = self.file(span.source)?;
        let range = range_of(span);
        let edits = match change {
            Change::Replace(_, literal) => literal::replace(&file, range, literal),
            Change::Insert(_, path, literal) => insert::insert(&file, range, path, literal),
            Change::Append(_, path, literal) => list::append(&file, range, path, literal),
            Change::Remove(_) => remove::remove(&file, range),
            Change::Rename(_, name) => remove::rename(&file, range, name),
            Change::Word(_, old, new) => literal::word(&file, range, old, new),
            Change::Move(_, to) => remove::to_neighbour(&file, range, to),
            Change::Secure(_) => declaration::secure(&file, range),
            Change::Unsay(_) => comment::unsay(&file, range),
            Change::Text(edit) => Some(vec![(range, edit.text.clone())]),
        }?;
        let edit = |(range, text): (TextRange, String)| {
            let text = file.with_line_ends(range.start, text);
            Edit { span: Span::new(span.source, range.start, range.end), text }
        };
        Some(edits.into_iter().map(edit).collect())
    }

    /// A file that may be edited: the user's, UTF-8, and not made by a tool from something else.
    fn file(&mut self, id: SourceId) -> Option<File<'_>> {
        if id.is_builtin() {
            return None;
        }
        let source = self.sources.get(id);
        let parsed = self.files.entry(id).or_insert_with(|| {
            let is_code = !matches!(source.language, Language::TerraformLock | Language::Configuration);
            let may_be_edited = !source.external && !source.transcoded && is_code;
            let tree = may_be_edited.then(|| syntax::parse(source.language, &source.text))?;
            let is_sound = tree.errors.is_empty() && !is_generated(source.language, &tree, &source.text);
            is_sound.then(|| Parsed {
                parents: tree.parents(),
                indent: style::indent_unit(source.language, &source.text).to_owned(),
                tree,
            })
        });
        Some(File { parsed: parsed.as_ref()?, source, text: &source.text, language: source.language })
    }
}

fn range_of(span: Span) -> TextRange {
    TextRange { start: span.start, end: span.end }
}

/// A template that Bicep compiled would be overwritten, and a plan is a record of what Terraform saw.
fn is_generated(language: Language, tree: &SyntaxTree, text: &str) -> bool {
    if language != Language::Json {
        return false;
    }
    let Some(root) = tree.root().and_then(|root| root.child(Kind::Object)) else { return false };
    let metadata = || members::value(root, "metadata", text).filter(|it| it.kind() == Kind::Object);
    members::value(root, "planned_values", text).is_some()
        || metadata().is_some_and(|metadata| members::value(metadata, "_generator", text).is_some())
}

/// A text with its tree.
struct File<'f> {
    parsed: &'f Parsed,
    source: &'f Source,
    text: &'f str,
    language: Language,
}

/// Edits of one file.
type Edits = Vec<(TextRange, String)>;

impl<'f> File<'f> {
    /// The nodes around a range, outermost first. The last is the smallest.
    fn around(&self, range: TextRange) -> Vec<Node<'f>> {
        self.parsed.tree.path_to(range, &self.parsed.parents)
    }

    fn slice(&self, start: u32, end: u32) -> &'f str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    fn text_of(&self, node: Node<'_>) -> &'f str {
        node.text(self.text)
    }

    /// Whether it is HCL, where objects and blocks have `=` between key and value.
    fn is_hcl(&self) -> bool {
        matches!(self.language, Language::Terraform | Language::TerraformVars | Language::Terragrunt)
    }

    fn is_json(&self) -> bool {
        matches!(self.language, Language::Json | Language::TerraformJson | Language::TerraformVarsJson)
    }
}
