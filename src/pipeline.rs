//! The stages in order: sources in, report out. Does no IO and cannot fail.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Coverage, Diagnostic, Report, RuleInfo, Severity, VerdictRow};
use crate::discover::Discovered;
use crate::evaluate::{self, Missing};
use crate::link::{Deployment, Program};
use crate::lower::{self, Input, JsonDocument, Module, ParameterFile};
use crate::model::{self, Model};
use crate::rules;
use crate::source::{Language, Source, SourceId, SourceMap, Span};
use crate::syntax::{self, SyntaxTree};

/// Checks everything that was discovered.
pub fn check(discovered: &Discovered, config: &Config) -> Report {
    let sources = &discovered.sources;
    let trees = parse(sources);
    let Lowered { program, skipped } = lower(sources, &trees);
    let deployments = program.deployments();
    let checked: Vec<Checked> = deployments
        .par_iter()
        .map(|deployment| check_deployment(&program, sources, deployment, config))
        .collect();
    let mut gathered = Gathered::default();
    gathered.diagnostics.extend(discovered.diagnostics.iter().cloned());
    gathered.diagnostics.extend(syntax_errors(&trees));
    checked.into_iter().for_each(|checked| gathered.add(checked));
    gathered.report(discovered, config, &trees, skipped)
}

/// The models of everything that was discovered, all resources included, with the name of their
/// entry point and context: what `debug model` prints.
pub fn models(discovered: &Discovered) -> Vec<(String, Option<String>, Model)> {
    let sources = &discovered.sources;
    let trees = parse(sources);
    let Lowered { program, .. } = lower(sources, &trees);
    let all = |deployment: Deployment| {
        let evaluation = evaluate::evaluate(&program, sources, &deployment, &|_| true);
        (deployment.entry.path.clone(), deployment.context, model::build(&evaluation, false))
    };
    program.deployments().into_iter().map(all).collect()
}

fn parse(sources: &SourceMap) -> Vec<(SourceId, SyntaxTree)> {
    let all: Vec<(SourceId, &Source)> = sources.iter().collect();
    all.into_par_iter().map(|(id, source)| (id, syntax::parse(source.language, &source.text))).collect()
}

struct Lowered {
    program: Program,
    /// Files that are read but not understood yet, with the reason.
    skipped: Vec<(String, String)>,
}

fn lower(sources: &SourceMap, trees: &[(SourceId, SyntaxTree)]) -> Lowered {
    let mut modules: Vec<Module> = Vec::new();
    let mut files: Vec<ParameterFile> = Vec::new();
    let mut directories: BTreeMap<String, Module> = BTreeMap::new();
    let mut skipped = Vec::new();
    for (id, tree) in trees {
        let source = sources.get(*id);
        let input = Input { id: *id, source };
        match source.language {
            Language::Bicep => modules.push(lower::lower_bicep(input, tree)),
            Language::BicepParam => files.push(lower::lower_bicep_parameters(input, tree)),
            Language::TerraformVars => files.push(lower::lower_terraform_values(input, tree)),
            Language::Terraform => {
                let path = source.path.rsplit_once('/').map_or("", |(directory, _)| directory).to_owned();
                let new = || Module { path: path.clone(), source: *id, ..Module::default() };
                lower::lower_terraform(input, tree, directories.entry(path.clone()).or_insert_with(new));
            }
            Language::Json => match lower::lower_arm(input, tree) {
                JsonDocument::Template(module) => modules.push(module),
                JsonDocument::Parameters(file) => files.push(file),
                JsonDocument::Other => {
                    skipped.push((source.path.clone(), "neither a template nor a parameter file".to_owned()));
                }
            },
            Language::TerraformJson | Language::TerraformVarsJson => {
                skipped.push((source.path.clone(), "the JSON syntax of Terraform is not read".to_owned()));
            }
        }
    }
    modules.extend(directories.into_values());
    Lowered { program: Program::new(modules, files), skipped }
}

/// What one deployment gave.
struct Checked {
    findings: rules::Findings,
    missing: Vec<Missing>,
    limits: Vec<(Span, String)>,
    registries: Vec<(Span, String)>,
}

fn check_deployment<'a>(
    program: &'a Program,
    sources: &'a SourceMap,
    deployment: &Deployment<'a>,
    config: &Config,
) -> Checked {
    let evaluation = evaluate::evaluate(program, sources, deployment, &model::is_relevant);
    let model = model::build(&evaluation, true);
    let registries =
        model.registries().map(|registry| (registry.keyword, registry.address.clone())).collect();
    let findings = rules::run(&model, config, deployment.context.as_deref());
    Checked { findings, missing: evaluation.missing, limits: evaluation.limits, registries }
}

fn syntax_errors(trees: &[(SourceId, SyntaxTree)]) -> Vec<Diagnostic> {
    let errors = trees.iter().flat_map(|(id, tree)| tree.errors.iter().map(move |error| (*id, error)));
    errors
        .map(|(id, error)| {
            let span = Span::new(id, error.range.start, error.range.end);
            Diagnostic::at("syntax-error", Severity::Error, span, error.message.clone())
        })
        .collect()
}

/// The results of all deployments.
#[derive(Default)]
struct Gathered {
    diagnostics: Vec<Diagnostic>,
    verdicts: Vec<VerdictRow>,
    registries: BTreeSet<(Span, String)>,
}

impl Gathered {
    fn add(&mut self, checked: Checked) {
        self.diagnostics.extend(checked.findings.diagnostics);
        self.verdicts.extend(checked.findings.verdicts);
        self.registries.extend(checked.registries);
        self.diagnostics.extend(checked.missing.iter().map(missing_module));
        self.diagnostics.extend(checked.limits.into_iter().map(|(span, what)| {
            Diagnostic::at("limit-reached", Severity::Error, span, format!("not evaluated further: {what}"))
        }));
    }

    fn report(
        self,
        discovered: &Discovered,
        config: &Config,
        trees: &[(SourceId, SyntaxTree)],
        mut skipped: Vec<(String, String)>,
    ) -> Report {
        let sources = &discovered.sources;
        let mut diagnostics = merge(self.diagnostics);
        diagnostics.retain(|found| discovered.concerns(found));
        diagnostics.sort_by(|a, b| order(sources, a).cmp(&order(sources, b)));
        let mut verdicts = self.verdicts;
        verdicts.retain(|row| discovered.covers(&sources.get(row.resource.span.source).path));
        verdicts.sort_by(|a, b| {
            let key = |row: &VerdictRow| {
                (sources.get(row.resource.span.source).path.clone(), row.resource.span.start)
            };
            key(a)
                .cmp(&key(b))
                .then_with(|| (&row_key(a), a.rule, &a.context).cmp(&(&row_key(b), b.rule, &b.context)))
        });
        skipped.extend(discovered.skipped.iter().cloned());
        skipped.sort();
        let unread = sources.iter().filter(|(id, _)| discovered.is_unread(*id)).count();
        let partial = trees.iter().filter(|(_, tree)| !tree.errors.is_empty()).count();
        let rules: Vec<RuleInfo> =
            rules::RULES.iter().map(rules::NamedRule::info).filter(|rule| config.selects(rule)).collect();
        let coverage = Coverage {
            read: sources.len().saturating_sub(unread + partial),
            partial,
            skipped,
            registries: self.registries.len(),
            rules: rules.len(),
        };
        let internal_error = diagnostics.iter().any(|found| found.rule == "internal-error");
        Report { diagnostics, verdicts, coverage, rules, internal_error }
    }
}

fn row_key(row: &VerdictRow) -> &str {
    &row.resource.address
}

fn missing_module(missing: &Missing) -> Diagnostic {
    let (severity, message) = match missing.local {
        true => (Severity::Error, format!("module `{}` is not there", missing.target)),
        false => (
            Severity::Note,
            format!("module `{}` is not at hand; registries inside it are not checked", missing.target),
        ),
    };
    Diagnostic::at("unresolved-module", severity, missing.span, message)
}

/// Findings that coincide in rule, place, resource and message are one, with all their contexts.
fn merge(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut merged: Vec<Diagnostic> = Vec::new();
    let mut known: HashMap<(&'static str, Span, String, String), usize> = HashMap::new();
    for found in diagnostics {
        let address = found.resource.as_ref().map(|resource| resource.address.clone()).unwrap_or_default();
        let key = (found.rule, found.primary.span, address, found.message.clone());
        match known.get(&key).and_then(|index| merged.get_mut(*index)) {
            Some(first) => {
                let missing = |context: &String| !first.contexts.contains(context);
                let more: Vec<String> = found.contexts.into_iter().filter(missing).collect();
                first.contexts.extend(more);
                first.contexts.sort();
            }
            None => {
                known.insert(key, merged.len());
                merged.push(found);
            }
        }
    }
    merged
}

fn order<'s>(sources: &'s SourceMap, found: &'s Diagnostic) -> (&'s str, u32, u32, &'static str, &'s str) {
    let span = found.primary.span;
    (&sources.get(span.source).path, span.start, span.end, found.rule, &found.message)
}
