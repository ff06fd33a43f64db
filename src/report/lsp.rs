//! Diagnostics as the Language Server Protocol has them (version 3.17, `PublishDiagnosticsParams`).
//!
//! On standard output they are JSON Lines, one for each file that was checked: a file without
//! findings too, so that whoever shows them knows what to clear.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::escape::{percent_encoded, write_json};
use super::visible;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Report, RuleInfo, Severity};
use crate::source::{ColumnUnit, SourceMap, Span};

/// Code that nobody needs: editors fade it out.
const UNNECESSARY: (&str, u8) = ("unused-suppression", 1);

/// Code that is obsolete: editors strike it through.
const DEPRECATED: (&str, u8) = ("removed-attribute", 2);

/// All diagnostics of one file.
#[derive(Clone, Debug, Serialize)]
pub struct FileDiagnostics {
    /// The file, as an absolute `file:` URI.
    pub uri: String,
    /// What was found in it, in order of position.
    pub diagnostics: Vec<LspDiagnostic>,
}

/// A `Diagnostic` of the protocol.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LspDiagnostic {
    range: Range,
    severity: u8,
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_description: Option<CodeDescription>,
    source: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_information: Vec<RelatedInformation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data>,
}

#[derive(Clone, Debug, Serialize)]
struct CodeDescription {
    href: &'static str,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Range {
    start: Place,
    end: Place,
}

/// A position of the protocol: both numbers 0-based.
#[derive(Clone, Copy, Debug, Serialize)]
struct Place {
    line: u32,
    character: u32,
}

#[derive(Clone, Debug, Serialize)]
struct Location {
    uri: String,
    range: Range,
}

#[derive(Clone, Debug, Serialize)]
struct RelatedInformation {
    location: Location,
    message: String,
}

/// What belongs to acrlint: the fix, ready to be applied.
#[derive(Clone, Debug, Serialize)]
struct Data {
    fix: DataFix,
}

#[derive(Clone, Debug, Serialize)]
struct DataFix {
    title: String,
    applicability: &'static str,
    edit: WorkspaceEdit,
}

#[derive(Clone, Debug, Serialize)]
struct WorkspaceEdit {
    changes: BTreeMap<String, Vec<TextEdit>>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct TextEdit {
    range: Range,
    new_text: String,
}

/// Writes the report as JSON Lines with columns in UTF-16 units, the protocol's default.
pub(super) fn render(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    diagnostics(report, sources, ColumnUnit::Utf16).iter().try_for_each(|file| write_json(file, out))
}

/// The diagnostics of every file that was checked, in order of path; `unit` is what a column counts.
///
/// A finding that is decided in a file which was not checked is shown at the first of its places in
/// one that was: diagnostics of a file replace each other, so no file may have some of them only.
pub fn diagnostics(report: &Report, sources: &SourceMap, unit: ColumnUnit) -> Vec<FileDiagnostics> {
    let view = View { report, sources, unit };
    let checked = report.coverage.checked.iter().map(|path| (path.as_str(), Vec::new()));
    let mut files: BTreeMap<&str, Vec<(Span, LspDiagnostic)>> = checked.collect();
    for found in &report.diagnostics {
        let place = view.place(found);
        let path = sources.get(place.source).path.as_str();
        files.entry(path).or_default().push((place, view.diagnostic(found, place)));
    }
    let of_file = |(path, mut found): (&str, Vec<(Span, LspDiagnostic)>)| {
        found.sort_by_key(|(place, _)| *place);
        let diagnostics = found.into_iter().map(|(_, diagnostic)| diagnostic).collect();
        Some(FileDiagnostics { uri: view.uri(path)?, diagnostics })
    };
    files.into_iter().filter_map(of_file).collect()
}

/// A run as an editor sees it.
struct View<'r> {
    report: &'r Report,
    sources: &'r SourceMap,
    unit: ColumnUnit,
}

impl View<'_> {
    fn place(&self, found: &Diagnostic) -> Span {
        let checked = &self.report.coverage.checked;
        let is_checked = |span: &Span| checked.binary_search(&self.sources.get(span.source).path).is_ok();
        let related = found.related.iter().map(|label| label.span);
        let resource = found.resource.iter().map(|resource| resource.span);
        let mut places = std::iter::once(found.primary.span).chain(related).chain(resource);
        places.find(is_checked).unwrap_or(found.primary.span)
    }

    fn diagnostic(&self, found: &Diagnostic, place: Span) -> LspDiagnostic {
        let rule = self.report.rules.iter().find(|rule| rule.name == found.rule);
        let mut message = visible(&found.message).into_owned();
        found.help.iter().for_each(|help| message.push_str(&format!("\nhelp: {}", visible(help))));
        let others = std::iter::once(&found.primary).chain(&found.related);
        let others = others.filter(|label| label.span != place);
        LspDiagnostic {
            range: self.range(place),
            severity: match found.severity {
                Severity::Error => 1,
                Severity::Warning => 2,
                Severity::Note => 3,
            },
            code: found.rule,
            code_description: rule.and_then(RuleInfo::reference).map(|href| CodeDescription { href }),
            source: env!("CARGO_PKG_NAME"),
            message,
            tags: [UNNECESSARY, DEPRECATED]
                .iter()
                .filter(|(rule, _)| *rule == found.rule)
                .map(|(_, tag)| *tag)
                .collect(),
            related_information: others.filter_map(|label| self.related(label)).collect(),
            data: found.fix.as_ref().and_then(|fix| self.fix(fix)).map(|fix| Data { fix }),
        }
    }

    fn related(&self, label: &Label) -> Option<RelatedInformation> {
        let location = Location { uri: self.uri_of(label.span)?, range: self.range(label.span) };
        let message = if label.message.is_empty() { "involved".into() } else { visible(&label.message) };
        Some(RelatedInformation { location, message: message.into_owned() })
    }

    /// The fix, unless it changes a file that is not the user's to change.
    fn fix(&self, fix: &Fix) -> Option<DataFix> {
        let is_own = |edit: &Edit| !self.sources.get(edit.span.source).external;
        if !fix.edits.iter().all(is_own) {
            return None;
        }
        let mut changes: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
        for edit in &fix.edits {
            let text = TextEdit { range: self.range(edit.span), new_text: edit.text.clone() };
            changes.entry(self.uri_of(edit.span)?).or_default().push(text);
        }
        let applicability = match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        };
        let title = visible(&fix.title).into_owned();
        Some(DataFix { title, applicability, edit: WorkspaceEdit { changes } })
    }

    fn range(&self, span: Span) -> Range {
        let source = self.sources.get(span.source);
        let place = |offset| {
            let at = source.position(offset, self.unit);
            Place { line: at.line - 1, character: at.column - 1 }
        };
        Range { start: place(span.start), end: place(span.end) }
    }

    fn uri_of(&self, span: Span) -> Option<String> {
        self.uri(&self.sources.get(span.source).path)
    }

    /// The URI of a path as reports have it; none for one of a module cache, which does not say where
    /// that is.
    fn uri(&self, path: &str) -> Option<String> {
        if path.starts_with("~/") || path.starts_with("<module-cache>/") {
            return None;
        }
        let mut folder: &Path = &self.report.coverage.root;
        let mut rest = path;
        while let Some(below) = rest.strip_prefix("../") {
            folder = folder.parent().unwrap_or(folder);
            rest = below;
        }
        Some(file_uri(&folder.join(rest)))
    }
}

/// An absolute path as a URI.
fn file_uri(path: &Path) -> String {
    let mut path = path.to_string_lossy().into_owned();
    if cfg!(windows) {
        path = path.replace('\\', "/");
        path = path.strip_prefix("//?/").map(str::to_owned).unwrap_or(path);
    }
    let start = if path.starts_with('/') { "" } else { "/" };
    format!("file://{start}{}", percent_encoded(&path))
}
