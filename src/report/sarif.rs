//! SARIF 2.1.0, as GitHub code scanning and other services read it.
//!
//! What services need beyond the standard shapes this file: a result without a location is refused,
//! only the first location counts, paths must lie in the repository, and links to related places
//! must be in the message.

mod rules;
mod wire;

use std::collections::HashMap;
use std::io::{self, Write};

use self::wire::*;
use super::anchor::{anchor, is_inside};
use super::escape::{percent_encoded, write_json};
use super::json::Fingerprints;
use super::line_hash::line_hashes_without;
use super::{Style, visible};
use crate::diagnostic::{Diagnostic, Fix, Label, Report, Severity, Suppressed};
use crate::source::{ColumnUnit, Language, SourceId, SourceMap, Span};

/// Services refuse a run with more results; the coverage of the others is a notification.
const MAX_RESULTS: usize = 25_000;

/// Writes the report. Services show suppressed results like all others, so those are only written if
/// the style asks for them.
pub fn render(report: &Report, sources: &SourceMap, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut emitter = Emitter {
        sources,
        rules: rules::sorted(report),
        secrets: &report.secrets,
        hashes: HashMap::new(),
        fingerprints: Fingerprints::default(),
        notifications: Vec::new(),
    };
    let mut results: Vec<SarifResult> =
        report.diagnostics.iter().filter_map(|found| emitter.result(found)).collect();
    let suppressed = report.suppressed.iter().filter(|_| style.show_suppressed);
    results.extend(suppressed.filter_map(|it| emitter.suppressed(it)));
    let known = report.baseline.iter().flat_map(|it| &it.known).filter(|_| style.show_suppressed);
    results.extend(known.filter_map(|found| emitter.known(found)));
    emitter.notify_skipped(report);
    emitter.limit(&mut results);
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver: rules::driver(&emitter.rules) },
            original_uri_base_ids: BaseIds::default(),
            invocations: [Invocation {
                execution_successful: !report.internal_error,
                tool_execution_notifications: emitter.notifications,
            }],
            column_kind: "unicodeCodePoints",
            results,
        }],
    };
    write_json(&log, out)
}

struct Emitter<'r> {
    sources: &'r SourceMap,
    /// The rules of the run by name; a result refers to them by index.
    rules: Vec<crate::diagnostic::RuleInfo>,
    secrets: &'r [Span],
    hashes: HashMap<SourceId, Vec<Option<String>>>,
    fingerprints: Fingerprints,
    notifications: Vec<Notification>,
}

impl Emitter<'_> {
    /// The result for a finding. A finding without any place in the repository becomes a notification.
    fn result(&mut self, found: &Diagnostic) -> Option<SarifResult> {
        let fingerprint = self.fingerprints.unique(found, self.sources);
        let Some(anchor) = anchor(found, self.sources) else {
            self.notifications.push(Notification {
                level: level(found.severity),
                message: Message { text: format!("{}: {}", found.rule, sentence(&found.message)) },
            });
            return None;
        };
        let moved = (anchor != found.primary.span).then_some(&found.primary);
        let related: Vec<&Label> = moved
            .into_iter()
            .chain(&found.related)
            .filter(|label| is_inside(self.sources, label.span))
            .collect();
        Some(SarifResult {
            rule_id: found.rule,
            rule_index: self.rules.iter().position(|rule| rule.name == found.rule),
            level: level(found.severity),
            message: Message { text: message(found, &related) },
            locations: [self.location(None, anchor, "")],
            related_locations: related
                .iter()
                .enumerate()
                .map(|(index, label)| self.location(Some(index + 1), label.span, &label.message))
                .collect(),
            partial_fingerprints: PartialFingerprints { line: self.line_hash(anchor), finding: fingerprint },
            fixes: found.fix.iter().filter_map(|fix| self.fix(fix)).collect(),
            suppressions: Vec::new(),
        })
    }

    fn suppressed(&mut self, it: &Suppressed) -> Option<SarifResult> {
        let mut result = self.result(&it.finding)?;
        let until = it.until.iter().map(|day| format!(" (until {day})")).collect::<String>();
        let reason = it.reason.as_ref();
        result.suppressions.push(Suppression {
            kind: match self.sources.get(it.by.source).language {
                Language::Configuration => "external",
                _ => "inSource",
            },
            status: "accepted",
            justification: reason.map(|reason| visible(&format!("{reason}{until}")).into_owned()),
            location: is_inside(self.sources, it.by).then(|| self.location(None, it.by, "")),
        });
        Some(result)
    }

    /// A finding that is in the baseline: suppressed from outside the code. `baselineState` would compare
    /// with another run, and there is none.
    fn known(&mut self, found: &Diagnostic) -> Option<SarifResult> {
        let mut result = self.result(found)?;
        result.suppressions.push(Suppression {
            kind: "external",
            status: "accepted",
            justification: Some("It is in the baseline.".to_owned()),
            location: None,
        });
        Some(result)
    }

    fn location(&self, id: Option<usize>, span: Span, message: &str) -> Location {
        Location {
            id,
            physical_location: PhysicalLocation {
                artifact_location: self.artifact(span),
                region: self.region(span),
            },
            message: (!message.is_empty()).then(|| Message { text: visible(message).into_owned() }),
        }
    }

    fn artifact(&self, span: Span) -> ArtifactLocation {
        ArtifactLocation { uri: percent_encoded(&self.sources.get(span.source).path), uri_base_id: BASE_ID }
    }

    fn region(&self, span: Span) -> Region {
        let source = self.sources.get(span.source);
        let start = source.position(span.start, ColumnUnit::Scalar);
        let end = source.position(span.end, ColumnUnit::Scalar);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    fn line_hash(&mut self, span: Span) -> Option<String> {
        let source = self.sources.get(span.source);
        let line = source.position(span.start, ColumnUnit::Scalar).line as usize;
        let secrets = self.secrets.iter().filter(|secret| secret.source == span.source);
        let secrets = || secrets.map(|secret| secret.start as usize..secret.end as usize).collect::<Vec<_>>();
        let hashes = self.hashes.entry(span.source);
        let hashes = hashes.or_insert_with(|| line_hashes_without(&source.text, &secrets()));
        hashes.get(line - 1).or(hashes.last()).cloned().flatten()
    }

    /// The fix, unless it changes a file outside the repository.
    fn fix(&self, fix: &Fix) -> Option<SarifFix> {
        if fix.edits.is_empty() || !fix.edits.iter().all(|edit| is_inside(self.sources, edit.span)) {
            return None;
        }
        let mut edits: Vec<_> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let change = |edits: &[&crate::diagnostic::Edit]| {
            let first = edits.first()?;
            let replacement = |edit: &&crate::diagnostic::Edit| Replacement {
                deleted_region: self.region(edit.span),
                inserted_content: Content { text: edit.text.clone() },
            };
            Some(ArtifactChange {
                artifact_location: self.artifact(first.span),
                replacements: edits.iter().map(replacement).collect(),
            })
        };
        let changes = edits.chunk_by(|a, b| a.span.source == b.span.source).filter_map(change);
        Some(SarifFix {
            description: Message { text: sentence(&fix.title) },
            artifact_changes: changes.collect(),
        })
    }

    fn notify_skipped(&mut self, report: &Report) {
        self.notifications.extend(report.coverage.skipped.iter().map(|(path, reason)| Notification {
            level: "warning",
            message: Message { text: sentence(&format!("'{path}' was not read: {reason}")) },
        }));
    }

    fn limit(&mut self, results: &mut Vec<SarifResult>) {
        let Some(left_out) = results.len().checked_sub(MAX_RESULTS).filter(|count| *count > 0) else {
            return;
        };
        // Stable: within a severity the first by path stay.
        results.sort_by_key(|result| {
            ["error", "warning", "note"].iter().position(|level| *level == result.level)
        });
        results.truncate(MAX_RESULTS);
        let text = format!("{left_out} results were left out, the mildest first.");
        self.notifications.push(Notification { level: "warning", message: Message { text } });
    }
}

fn level(severity: Severity) -> &'static str {
    severity.name()
}

/// The message, and links to the related places: services show those only if the message has them.
fn message(found: &Diagnostic, related: &[&Label]) -> String {
    let mut text = sentence(&found.message);
    for (index, label) in related.iter().enumerate() {
        let label = if label.message.is_empty() { "related".to_owned() } else { unlinked(&label.message) };
        let lead = if index == 0 { " See " } else { ", " };
        text.push_str(&format!("{lead}[{label}]({})", index + 1));
    }
    if !related.is_empty() {
        text.push('.');
    }
    text
}

/// The text as a sentence, harmless and without anything that reads as a link.
fn sentence(text: &str) -> String {
    let mut text = visible(text).replace("](", "] (");
    if !text.ends_with(['.', '?', '!']) {
        text.push('.');
    }
    text
}

fn unlinked(text: &str) -> String {
    visible(text).replace(['[', ']'], "'")
}
