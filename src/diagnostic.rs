//! What a run has to say: diagnostics, verdicts and coverage, and the metadata of the rules that
//! said it. This is all that the report formats know.

mod baseline;
mod digest;
mod mask;
mod repair;
mod suppress;

pub use baseline::{Baseline, Comparison, Entry, Fixed, Key, Written};
pub use digest::Digest;
pub use mask::{credentials, masked};
pub use repair::{Change, Literal, Repair};
pub use suppress::{Acceptance, Exemption, Judgement, Suppressed, Suppressions, may_be_suppressed};

use std::path::PathBuf;

use crate::source::{SourceId, Span};

/// How bad a finding is. Ordered: the worst is the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Access is open, a secret is exposed, or Azure refuses the deployment.
    Error,
    /// The baseline or its guidance is not met.
    Warning,
    /// Hardening that has a real cost, or a lifecycle remark.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The severity of a name, compared without case.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Note].into_iter().find(|s| s.name().eq_ignore_ascii_case(name))
    }
}

/// A place and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A phrase without final stop. May be empty.
    pub message: String,
}

/// The resource a diagnostic or verdict is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResourceRef {
    /// ARM type as documented, for instance `Microsoft.ContainerRegistry/registries`.
    pub kind: String,
    /// The symbolic path as the language writes it, for instance `storage::acr`.
    pub address: String,
    /// The resource's name, if known.
    pub name: Option<String>,
    /// The declaring keyword (Bicep `resource`, Terraform block header, ARM `type`), or the call
    /// if the module has no source. Its first line is the resource's line in reports.
    pub span: Span,
    /// The module calls that lead to it, outermost first. Not shown: a suppression may stand at one.
    pub calls: Vec<Span>,
}

/// A resource in a context, whatever the text around it: what a finding holds for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instance {
    /// The file that declares it.
    pub file: SourceId,
    /// The file with the outermost module call that leads to it.
    pub caller: Option<SourceId>,
    /// Its symbolic path.
    pub address: String,
    /// Path of the parameter file, if there is one.
    pub context: Option<String>,
}

impl ResourceRef {
    /// The resource in a context.
    pub fn in_context(&self, context: Option<&str>) -> Instance {
        Instance {
            file: self.span.source,
            caller: self.calls.first().map(|call| call.source),
            address: self.address.clone(),
            context: context.map(str::to_owned),
        }
    }
}

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// The deployment still succeeds and nothing in the scanned code stops working.
    Safe,
    /// May cut reachability, delete data, replace a resource or be irreversible.
    Unsafe,
}

/// A replacement of the text under a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

/// Text edits that remove the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// An imperative phrase: `set adminUserEnabled to false`.
    pub title: String,
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
    /// The edits, without overlap.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Name of the rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence without final stop. Never contains a secret value.
    pub message: String,
    /// Where the deciding value is written, and what is to be said there.
    pub primary: Label,
    /// The hops from the deciding literal to the resource, and other places involved.
    pub related: Vec<Label>,
    /// What to do, and facts worth knowing. One sentence or paragraph each.
    pub help: Vec<String>,
    /// The resource concerned; none for a finding about a file.
    pub resource: Option<ResourceRef>,
    /// ARM path of the property, for instance `properties.adminUserEnabled`.
    pub property: Option<String>,
    /// What tells the value that decides from others of that property; none if it is not set, and
    /// never of what may be a secret.
    pub value: Option<Digest>,
    /// Paths of the parameter files under which it was found; empty if evaluated with defaults.
    pub contexts: Vec<String>,
    /// All that it holds for: several resources may take their value from one place.
    pub instances: Vec<Instance>,
    /// How to mend it, as the rule sees it.
    pub repair: Option<Repair>,
    /// How to mend it in the text, if that can be done.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic about a place in a file, with nothing else known.
    pub fn at(rule: &'static str, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            message: message.into(),
            primary: Label { span, message: String::new() },
            related: Vec::new(),
            help: Vec::new(),
            resource: None,
            property: None,
            value: None,
            contexts: Vec::new(),
            instances: Vec::new(),
            repair: None,
            fix: None,
        }
    }
}

/// What a rule concluded about a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The rule is met.
    Pass,
    /// The rule is broken; there is a diagnostic.
    Fail,
    /// Nobody could know from the code.
    Unknown,
    /// The rule does not concern this resource.
    NotApplicable,
}

impl Outcome {
    /// `pass`, `fail`, `unknown` or `not-applicable`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not-applicable",
        }
    }
}

/// One rule on one resource in one context.
#[derive(Clone, Debug)]
pub struct VerdictRow {
    /// Name of the rule.
    pub rule: &'static str,
    /// The resource.
    pub resource: ResourceRef,
    /// Path of the parameter file, if there is one.
    pub context: Option<String>,
    /// What was concluded.
    pub outcome: Outcome,
    /// Why; always there for unknown and not applicable.
    pub reason: Option<String>,
    /// Of an unknown one, the places through which the value comes that nobody could know, in order;
    /// empty if it is about none.
    pub chain: Vec<Label>,
}

/// The registries of a deployment in one context with everything that decides how they stand: the
/// input of the compliance report.
#[derive(Clone, Debug, Default)]
pub struct Assessment {
    /// Path of the entry point.
    pub entry: String,
    /// Path of the parameter file, if there is one.
    pub context: Option<String>,
    /// The registries that the deployment makes.
    pub registries: Vec<AssessedRegistry>,
    /// The verdicts of all rules, in order of rule and resource.
    pub rows: Vec<AssessedRow>,
}

/// A registry that is assessed.
#[derive(Clone, Debug)]
pub struct AssessedRegistry {
    /// The registry.
    pub resource: ResourceRef,
    /// Its tier, if known.
    pub tier: Option<String>,
}

/// A verdict with the registries it counts for.
#[derive(Clone, Debug)]
pub struct AssessedRow {
    /// The verdict.
    pub verdict: VerdictRow,
    /// Indices of the registries that the resource belongs to or uses; `None` if it concerns the
    /// deployment as a whole, so that it counts for each.
    pub registries: Option<Vec<usize>>,
    /// What was found, whether or not the rule was selected, and who says not to report it.
    pub found: Vec<(Diagnostic, Option<Acceptance>)>,
}

/// What was read and what was not.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Absolute path of the root.
    pub root: PathBuf,
    /// Root-relative paths of the user's files that were looked at, relevant or not, and whose findings
    /// are reported, sorted.
    pub checked: Vec<String>,
    /// Files read whole.
    pub read: usize,
    /// Files with a syntax error or a limit: read in part.
    pub partial: usize,
    /// Files that could not be read: root-relative path and reason.
    pub skipped: Vec<(String, String)>,
    /// Registries found, each counted once whatever the number of contexts.
    pub registries: usize,
    /// Rules that ran.
    pub rules: usize,
    /// Modules that were read from a module cache: what was called and the path of the source.
    pub modules: Vec<(String, String)>,
}

/// An option of a rule, a whole number.
#[derive(Clone, Copy, Debug)]
pub struct RuleOption {
    /// Its key in `[rules.NAME]`.
    pub key: &'static str,
    /// What it is if nobody says.
    pub default: i64,
    /// The least it may be.
    pub least: i64,
    /// The most it may be.
    pub most: i64,
    /// A greater number lets less pass.
    pub greater_is_stricter: bool,
    /// What it decides, as a phrase.
    pub help: &'static str,
}

/// What a report leaves out because a change has nothing to do with it.
#[derive(Clone, Debug)]
pub struct Untouched {
    /// The revision since which the change is made, as the user calls it.
    pub reference: String,
    /// The object that it was compared with, in hexadecimal digits.
    pub base: String,
    /// How many findings were left out.
    pub count: usize,
}

/// What users, documentation and report formats need to know of a rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// Kebab-case name; also config key, fixture folder and SARIF rule id.
    pub name: &'static str,
    /// The problem in one phrase, without final stop: `anonymous pull is enabled`.
    pub summary: &'static str,
    /// The severities it can have, worst first.
    pub severity: &'static [Severity],
    /// `default`, `strict` or `run`.
    pub set: &'static str,
    /// The first ruleset that has it, `YYYY.MM`.
    pub since: &'static str,
    /// Lowest tier it concerns: `any`, `standard` or `premium`.
    pub sku: &'static str,
    /// Microsoft cloud security benchmark ids, for instance `NS-2`.
    pub controls: &'static [&'static str],
    /// Numbers of the best-practice tips.
    pub tips: &'static [u8],
    /// Azure Policy definition ids.
    pub policies: &'static [&'static str],
    /// Rule ids of peers that users may migrate from.
    pub peers: &'static [&'static str],
    /// `safe`, `unsafe` or `none`.
    pub fix: &'static str,
    /// What its table in the configuration may say.
    pub options: &'static [RuleOption],
    /// The rule's documentation in Markdown, headings from level 2.
    pub docs: &'static str,
    /// Code that breaks the rule and code that meets it: file name (`fail.bicep`, `pass.tf`) and text.
    pub examples: &'static [(&'static str, &'static str)],
}

impl RuleInfo {
    /// The address of the first page that the documentation refers to.
    pub fn reference(&self) -> Option<&'static str> {
        let (_, references) = self.docs.split_once("## References")?;
        let start = references.find("https://")?;
        references.get(start..)?.split(|c: char| c.is_whitespace() || ">)`".contains(c)).next()
    }
}

/// Everything a run found, sorted and complete: the input of every report format.
#[derive(Debug, Default)]
pub struct Report {
    /// Findings in order of path, position and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that the code says not to report, in the same order.
    pub suppressed: Vec<Suppressed>,
    /// How the findings compare with the baseline, if there is one.
    pub baseline: Option<Comparison>,
    /// What else was found, if only what a change brought or touches is reported.
    pub untouched: Option<Untouched>,
    /// One row per rule, resource and context.
    pub verdicts: Vec<VerdictRow>,
    /// What was read.
    pub coverage: Coverage,
    /// The rules that ran, by name.
    pub rules: Vec<RuleInfo>,
    /// How registries stand, if that was asked for; one entry per deployment and context.
    pub assessments: Vec<Assessment>,
    /// The rules that decide that, by name; those that were not selected too.
    pub deciding: Vec<RuleInfo>,
    /// The day that lifecycle rules judged by, `YYYY-MM-DD`, if it was said.
    pub today: Option<String>,
    /// Text that must not be shown in any output, although it stands on a line that is. Sorted.
    pub secrets: Vec<Span>,
    /// True if the run could not do its job in part: a rule panicked.
    pub internal_error: bool,
}

impl Report {
    /// How many diagnostics have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }

    /// How many verdicts have this outcome.
    pub fn outcomes(&self, outcome: Outcome) -> usize {
        self.verdicts.iter().filter(|row| row.outcome == outcome).count()
    }
}

/// The name among `known` that is closest to `name`, if one is close enough to be what was meant.
pub fn closest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let distance = |candidate: &&str| strsim::damerau_levenshtein(name, candidate);
    let best = known.into_iter().min_by_key(distance)?;
    let is_part = name.len() > 2 && best.contains(name);
    (is_part || distance(&best) <= 1 + name.chars().count() / 4).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_name_is_suggested() {
        assert_eq!(closest("admin-usr", ["admin-user", "anonymous-pull"]), Some("admin-user"));
        assert_eq!(closest("anonymous", ["admin-user", "anonymous-pull"]), Some("anonymous-pull"));
        assert_eq!(closest("colour", ["admin-user", "anonymous-pull"]), None);
    }
}
