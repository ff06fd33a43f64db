//! The stages in order: sources in, report out. Does no IO and cannot fail.

mod apart;
mod assess;
mod baseline;
mod coincide;
mod problems;
mod reported;
mod suppress;

use apart::apart;
use coincide::{merge, to_own_place};
use problems::{misfit, missing_module};
use reported::{checked, parts_of_reported, touches};

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::config::Config;
use crate::diagnostic::{
    Assessment, Coverage, Diagnostic, Report, RuleInfo, Severity, Suppressions, VerdictRow,
};
use crate::discover::Discovered;
use crate::edit::Editor;
use crate::evaluate::{self, Missing, Named};
use crate::judge;
use crate::link::{Deployment, Problem, Program};
use crate::lower::{self, Input, JsonDocument, Module, ParameterFile, Plan, ProviderLock, TerraformFile};
use crate::model::{self, Model};
use crate::rules;
use crate::since::Since;
use crate::source::{Language, Remark, Source, SourceId, SourceMap, Span};
use crate::syntax::{self, TextRange};

/// Evaluation nests as deep as its bound allows, which a debug build fits in half of this; the
/// stack of the caller's thread must not decide.
const STACK: usize = 64 << 20;

/// Runs the work on threads whose stack is known, as many as the caller's pool has.
fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let build =
        || ThreadPoolBuilder::new().num_threads(rayon::current_num_threads()).stack_size(STACK).build().ok();
    match POOL.get_or_init(build) {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// Checks everything that was discovered.
pub fn check(discovered: &Discovered, config: &Config) -> Report {
    on_deep_stack(|| check_here(discovered, config, None))
}

/// As [`check`], but reports only what the change since a revision brought or touches.
pub fn check_since(discovered: &Discovered, config: &Config, since: &Since) -> Report {
    on_deep_stack(|| check_here(discovered, config, Some(since)))
}

fn check_here(discovered: &Discovered, config: &Config, since: Option<&Since>) -> Report {
    let sources = &discovered.sources;
    let Read { program, errors, remarks, .. } = read(discovered);
    let mut deployments = program.deployments();
    let parts = parts_of_reported(discovered, &program, &deployments);
    let concerned = |deployment: &Deployment| {
        parts.as_ref().is_none_or(|parts| !parts.is_disjoint(&program.parts(deployment)))
    };
    deployments.retain(concerned);
    let mut checked = check_all(&deployments, &program, sources, config);
    let made: HashSet<&str> = checked.iter().flat_map(|checked| checked.modules.iter().copied()).collect();
    let mut idle = program.without_instance(&made);
    idle.retain(concerned);
    let idle = check_all(&idle, &program, sources, config);
    checked.extend(idle);
    drop_compiled_twins(&mut checked, &program);
    let mut gathered = Gathered {
        secrets: program.secrets(),
        suppressions: suppress::read(&remarks, discovered, config),
        ..Gathered::default()
    };
    // Whoever names a plan wants to know what it deploys, wherever that is written.
    gathered.named_plans = program.plan_paths();
    gathered.named_plans.retain(|plan| !discovered.reported.is_empty() && discovered.covers(plan));
    gathered.diagnostics.extend(discovered.diagnostics.iter().cloned());
    gathered.partial = errors.iter().map(|error| error.primary.span.source).collect();
    gathered.diagnostics.extend(errors);
    gathered.diagnostics.extend(program.contexts_left_out().into_iter().map(|place| {
        let what = "more than 100 variable files or plans of one directory: this and the following are not evaluated";
        Diagnostic::at("limit-reached", Severity::Error, place, what)
    }));
    let own = |problem: &Problem| !sources.get(problem.span.source).external;
    gathered.diagnostics.extend(program.problems().into_iter().filter(own).map(misfit));
    checked.into_iter().for_each(|checked| gathered.add(checked));
    gathered.report(discovered, config, since)
}

/// Which of the parameter files that the user named fit no entry point, as sentences.
pub fn unfit_parameters(discovered: &Discovered) -> Vec<String> {
    if discovered.params.is_empty() { Vec::new() } else { on_deep_stack(|| read(discovered).unfit) }
}

/// What `view` makes of each model of everything that was discovered, all resources included. It
/// gets the path of the entry point, the context and the model.
pub fn models<T: Send>(
    discovered: &Discovered,
    view: impl Fn(&str, Option<&str>, &Model) -> T + Send + Sync,
) -> Vec<T> {
    on_deep_stack(|| {
        let Read { program, .. } = read(discovered);
        let covered = |deployment: &Deployment| discovered.covers(&deployment.entry.path);
        let deployments: Vec<Deployment> = program.deployments().into_iter().filter(covered).collect();
        let view =
            |entry: &str, context: Option<&str>, model: &Model, _: &[Named]| view(entry, context, model);
        let views = view_all(&deployments, &program, &discovered.sources, &|_| false, &view);
        views.into_iter().map(|(view, _)| view).collect()
    })
}

/// As [`models`], but of everything that has a part in a named path: a module is in those who call
/// it, and alone if nobody makes an instance of it. The view gets the parameters and variables too
/// that are declared where `asked` says.
pub fn models_through<T: Send>(
    discovered: &Discovered,
    asked: &(dyn Fn(Span) -> bool + Sync),
    view: impl Fn(&str, Option<&str>, &Model, &[Named]) -> T + Send + Sync,
) -> Vec<T> {
    on_deep_stack(|| {
        let Read { program, .. } = read(discovered);
        let concerned = |deployment: &Deployment| touches(discovered, &program.parts(deployment));
        let mut deployments = program.deployments();
        deployments.retain(concerned);
        let mut views = view_all(&deployments, &program, &discovered.sources, asked, &view);
        let made: HashSet<&str> = views.iter().flat_map(|(_, modules)| modules.iter().copied()).collect();
        let mut idle = program.without_instance(&made);
        idle.retain(concerned);
        views.extend(view_all(&idle, &program, &discovered.sources, asked, &view));
        views.into_iter().map(|(view, _)| view).collect()
    })
}

/// What `view` makes of each model, with the paths of the modules in it.
fn view_all<'a, T: Send>(
    deployments: &[Deployment<'a>],
    program: &'a Program,
    sources: &'a SourceMap,
    asked: &(dyn Fn(Span) -> bool + Sync),
    view: &(impl Fn(&str, Option<&str>, &Model, &[Named]) -> T + Send + Sync),
) -> Vec<(T, Vec<&'a str>)> {
    let one = |deployment: &Deployment<'a>| {
        let evaluation = evaluate::evaluate(program, sources, deployment, &|_| true);
        let model = model::build(&evaluation, false);
        let modules = modules_of(&evaluation);
        let is_asked = evaluation.instances.iter().any(|it| evaluate::declares(it.module, asked));
        let names = match is_asked {
            true => evaluate::names(program, sources, deployment, asked),
            false => Vec::new(),
        };
        (view(&deployment.entry.path, deployment.context.as_deref(), &model, &names), modules)
    };
    deployments.par_iter().map(one).collect()
}

/// Paths of the modules that an evaluation made instances of, or knows not to be deployed.
fn modules_of<'a>(evaluation: &evaluate::Evaluation<'a>) -> Vec<&'a str> {
    let made = evaluation.instances.iter().map(|instance| instance.module.path.as_str());
    made.chain(evaluation.undeployed.iter().copied()).collect()
}

struct Read {
    program: Program,
    errors: Vec<Diagnostic>,
    remarks: Vec<Remark>,
    /// Which of the named parameter files fit no entry point, as sentences.
    unfit: Vec<String>,
}

/// What one file gave.
enum Unit {
    Module(Module),
    /// One file of a Terraform directory.
    Part(TerraformFile),
    Values(ParameterFile),
    Lock(ProviderLock),
    Plan(Box<Plan>),
    Nothing,
}

/// Parses and lowers every file; the trees are dropped as soon as they are lowered.
fn read(discovered: &Discovered) -> Read {
    let readable = |(id, source): &(SourceId, &Source)| {
        !discovered.unread.contains(id) && source.language != Language::Configuration
    };
    let all: Vec<(SourceId, &Source)> = discovered.sources.iter().filter(readable).collect();
    let units: Vec<_> = all.par_iter().map(|(id, source)| read_one(*id, source)).collect();
    let (mut modules, mut files, mut errors, mut remarks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut locks, mut plans) = (Vec::new(), Vec::new());
    let mut directories: BTreeMap<String, Vec<TerraformFile>> = BTreeMap::new();
    for (unit, found, said) in units {
        errors.extend(found);
        remarks.extend(said);
        match unit {
            Unit::Module(module) => modules.push(module),
            Unit::Values(file) => files.push(file),
            Unit::Lock(lock) => locks.push(lock),
            Unit::Plan(plan) => plans.push(*plan),
            Unit::Nothing => {}
            Unit::Part(part) => directories.entry(part.directory.clone()).or_default().push(part),
        }
    }
    modules.extend(directories.into_values().filter_map(lower::terraform_module));
    let mut program = Program::new(modules, files, &discovered.artifacts);
    program.install(&discovered.installed);
    program.stand_in(&discovered.artifacts);
    program.lock(locks);
    program.plan(plans);
    let unfit = program.give(&discovered.params);
    Read { program, errors, remarks, unfit }
}

fn read_one(id: SourceId, source: &Source) -> (Unit, Vec<Diagnostic>, Vec<Remark>) {
    let tree = syntax::parse(source.language, &source.text);
    let input = Input { id, source };
    let mut errors: Vec<(Span, String)> = Vec::new();
    let mut unit = match source.language {
        Language::Bicep => Unit::Module(lower::lower_bicep(input, &tree)),
        Language::BicepParam => Unit::Values(lower::lower_bicep_parameters(input, &tree)),
        Language::TerraformVars | Language::TerraformVarsJson => {
            Unit::Values(lower::lower_terraform_values(input, &tree))
        }
        Language::Terragrunt => Unit::Values(lower::lower_terragrunt(input, &tree)),
        Language::TerraformLock => Unit::Lock(lower::lower_terraform_lock(input, &tree)),
        Language::Configuration => Unit::Nothing,
        Language::Terraform | Language::TerraformJson => {
            let (file, in_strings) = lower::lower_terraform(input, &tree);
            errors = in_strings;
            Unit::Part(file)
        }
        Language::Json => {
            let (document, in_strings) = lower::lower_arm(input, &tree);
            errors = in_strings;
            match document {
                JsonDocument::Template(module) => Unit::Module(module),
                JsonDocument::Parameters(file) => Unit::Values(file),
                JsonDocument::Plan => match lower::lower_plan(input, &tree) {
                    Some(plan) => Unit::Plan(Box::new(plan)),
                    None => Unit::Nothing,
                },
                JsonDocument::Other => Unit::Nothing,
            }
        }
    };
    if let Unit::Module(module) = &mut unit {
        let mut places: Vec<TextRange> = tree.errors.iter().map(|error| error.range).collect();
        places.sort_by_key(|place| place.end);
        module.mark_broken(&places);
    }
    let in_text = |range: TextRange| Span::new(id, range.start, range.end);
    errors.extend(tree.errors.iter().map(|error| (in_text(error.range), error.message.clone())));
    // A file that is not infrastructure code has no findings.
    let is_code = !matches!(unit, Unit::Nothing);
    let remarks = if is_code { lower::remarks(input, &tree) } else { Vec::new() };
    (unit, syntax_errors(errors), remarks)
}

/// A text that is no code at all would bury everything else: the rest is counted.
const MAX_SYNTAX_ERRORS: usize = 50;

fn syntax_errors(errors: Vec<(Span, String)>) -> Vec<Diagnostic> {
    let more = errors.len().saturating_sub(MAX_SYNTAX_ERRORS);
    let report = |(span, message)| Diagnostic::at("syntax-error", Severity::Error, span, message);
    let mut shown: Vec<Diagnostic> = errors.into_iter().take(MAX_SYNTAX_ERRORS).map(report).collect();
    if let (Some(last), 1..) = (shown.last_mut(), more) {
        last.help.push(format!("{more} more syntax errors in this file are not shown"));
    }
    shown
}

/// What one deployment gave.
struct Checked<'a> {
    entry: &'a Module,
    /// Paths of the modules it made instances of, or is known not to deploy.
    modules: Vec<&'a str>,
    findings: judge::Findings,
    assessment: Option<Assessment>,
    missing: Vec<Missing>,
    limits: Vec<(Span, String)>,
    cycles: Vec<(Span, String)>,
    registries: Vec<(Span, String)>,
    secrets: Vec<Span>,
}

fn check_all<'a>(
    deployments: &[Deployment<'a>],
    program: &'a Program,
    sources: &'a SourceMap,
    config: &Config,
) -> Vec<Checked<'a>> {
    let one = |deployment: &Deployment<'a>| check_deployment(program, sources, deployment, config);
    deployments.par_iter().map(one).collect()
}

fn check_deployment<'a>(
    program: &'a Program,
    sources: &'a SourceMap,
    deployment: &Deployment<'a>,
    config: &Config,
) -> Checked<'a> {
    let evaluation = evaluate::evaluate(program, sources, deployment, &model::is_relevant);
    let model = model::build(&evaluation, true);
    let registries =
        model.registries().map(|registry| (registry.keyword, registry.address.clone())).collect();
    let mut findings = judge::run(&model, config, sources, deployment.context.as_deref());
    let secrets = model.secrets();
    forget_secrets(&mut findings.diagnostics, &secrets);
    let assessed = std::mem::take(&mut findings.assessed);
    let assessment = (!config.assess.is_empty()).then(|| assess::assessment(deployment, &model, assessed));
    let modules = modules_of(&evaluation);
    Checked {
        entry: deployment.entry,
        modules,
        findings,
        assessment,
        missing: evaluation.missing,
        cycles: evaluation.cycles,
        registries,
        secrets,
        limits: [evaluation.limits, model.limits].concat(),
    }
}

/// Nothing that is computed of a secret may leave the run.
fn forget_secrets(found: &mut [Diagnostic], secrets: &[Span]) {
    for found in found.iter_mut().filter(|found| found.value.is_some()) {
        let place = found.primary.span;
        if secrets.iter().any(|secret| secret.contains(place) || place.contains(*secret)) {
            found.value = None;
        }
    }
}

/// A template that Bicep generated repeats the findings of its source: those equal in rule and
/// property are said once, at the Bicep.
fn drop_compiled_twins(checked: &mut [Checked], program: &Program) {
    let mut said: HashMap<(&str, &str, Option<String>), usize> = HashMap::new();
    for deployment in checked.iter() {
        for found in &deployment.findings.diagnostics {
            *said.entry((&deployment.entry.path, found.rule, found.property.clone())).or_default() += 1;
        }
    }
    for deployment in checked {
        let Some(source) = program.compiled_from(deployment.entry) else { continue };
        deployment.findings.diagnostics.retain(|found| {
            let count = said.get_mut(&(&*source.path, found.rule, found.property.clone()));
            let Some(count) = count.filter(|count| **count > 0) else { return true };
            *count -= 1;
            false
        });
    }
}

/// The results of all deployments.
#[derive(Default)]
struct Gathered {
    diagnostics: Vec<Diagnostic>,
    verdicts: Vec<VerdictRow>,
    assessments: Vec<Assessment>,
    registries: BTreeSet<(Span, String)>,
    secrets: Vec<Span>,
    suppressions: Suppressions,
    /// Plans in named paths.
    named_plans: Vec<String>,
    /// Files with syntax errors.
    partial: BTreeSet<SourceId>,
    /// Files that refer to what is not there.
    gaps: HashSet<SourceId>,
}

impl Gathered {
    fn add(&mut self, checked: Checked) {
        self.diagnostics.extend(checked.findings.diagnostics);
        self.verdicts.extend(checked.findings.verdicts);
        self.assessments.extend(checked.assessment);
        self.registries.extend(checked.registries);
        self.secrets.extend(checked.secrets);
        self.diagnostics.extend(checked.missing.iter().map(missing_module));
        self.diagnostics.extend(checked.cycles.into_iter().map(|(span, what)| {
            Diagnostic::at("link-error", Severity::Error, span, format!("{what}, so its value is unknown"))
        }));
        self.diagnostics.extend(checked.limits.into_iter().map(|(span, what)| {
            Diagnostic::at("limit-reached", Severity::Error, span, format!("not evaluated further: {what}"))
        }));
    }

    fn report(mut self, discovered: &Discovered, config: &Config, since: Option<&Since>) -> Report {
        let sources = &discovered.sources;
        let mut found = std::mem::take(&mut self.diagnostics);
        found.iter_mut().for_each(|found| to_own_place(found, sources));
        for found in found.iter_mut().filter(|found| found.resource.is_none()) {
            let governing = config.of(&sources.get(found.primary.span.source).path);
            found.severity = governing.severity_of(found.rule, found.severity);
        }
        judge::silence(&mut found);
        self.gaps = Self::gaps(&found);
        let mut suppressed = self.suppress(&mut found, discovered, config);
        let assessments = self.assess(discovered);
        let plans = self.named_plans.clone();
        let of_plan = |found: &Diagnostic| found.contexts.iter().any(|context| plans.contains(context));
        let is_reported = |found: &Diagnostic| discovered.concerns(found) || of_plan(found);
        let baseline = config.known.as_ref();
        let mut comparison =
            baseline.map(|baseline| self.compare(baseline, &found, discovered, config, &is_reported));
        let untouched = since.map(|since| since.untouched(&found, &self.verdicts, sources));
        let internal_error = found.iter().any(|found| found.rule == "internal-error" && is_reported(found));
        let (found, known, old) = apart(found, comparison.as_ref(), untouched.as_ref());
        let is_named =
            |span: Span| !discovered.reported.is_empty() && discovered.covers(&sources.get(span.source).path);
        let present = |found: Vec<Diagnostic>| {
            let mut found = merge(found, &is_named);
            found.iter_mut().for_each(Diagnostic::mask);
            found.retain(is_reported);
            found
        };
        let mut diagnostics = present(found);
        if let (Some(comparison), Some(baseline)) = (&mut comparison, baseline) {
            comparison.known = present(known);
            comparison.known.sort_by(|a, b| order(sources, a).cmp(&order(sources, b)));
            diagnostics.extend(baseline::stale(baseline, &comparison.fixed, config));
        }
        suppressed.retain(|it| is_reported(&it.finding));
        diagnostics.sort_by(|a, b| order(sources, a).cmp(&order(sources, b)));
        let mut editor = Editor::new(sources);
        for found in &mut diagnostics {
            found.fix = found.repair.as_ref().and_then(|repair| editor.fix(repair));
        }
        let verdicts = self.verdicts_of_named(discovered);
        let runs = |rule: &RuleInfo| config.all().any(|config| config.selects(rule));
        let rules: Vec<RuleInfo> =
            rules::RULES.iter().map(rules::NamedRule::info).filter(|rule| runs(rule)).collect();
        let coverage = self.coverage(discovered, rules.len());
        let mut secrets = self.secrets;
        secrets.sort();
        secrets.dedup();
        let decides = |rule: &RuleInfo| config.assess.contains(&rule.name);
        Report {
            diagnostics,
            suppressed,
            baseline: comparison,
            untouched: since.map(|since| since.left_out(present(old).len())),
            verdicts,
            coverage,
            rules,
            assessments,
            deciding: rules::RULES.iter().map(rules::NamedRule::info).filter(decides).collect(),
            today: config.today.clone(),
            secrets,
            internal_error,
        }
    }

    /// The verdicts on what lies in named paths, sorted.
    fn verdicts_of_named(&mut self, discovered: &Discovered) -> Vec<VerdictRow> {
        let (sources, plans) = (&discovered.sources, &self.named_plans);
        let mut verdicts = std::mem::take(&mut self.verdicts);
        verdicts.iter_mut().for_each(VerdictRow::mask);
        let of_plan = |row: &VerdictRow| row.context.as_ref().is_some_and(|context| plans.contains(context));
        verdicts.retain(|row| discovered.covers(&sources.get(row.resource.span.source).path) || of_plan(row));
        verdicts.sort_by(|a, b| {
            let key = |row: &VerdictRow| -> (&str, u32) {
                (sources.get(row.resource.span.source).path.as_str(), row.resource.span.start)
            };
            key(a)
                .cmp(&key(b))
                .then_with(|| (&row_key(a), a.rule, &a.context).cmp(&(&row_key(b), b.rule, &b.context)))
        });
        verdicts
    }

    /// What was read, of which `rules` rules made something.
    fn coverage(&self, discovered: &Discovered, rules: usize) -> Coverage {
        let sources = &discovered.sources;
        let mut skipped = discovered.skipped.clone();
        skipped.sort();
        let is_reported = |span: Span| discovered.covers(&sources.get(span.source).path);
        let mut modules = discovered.artifacts.cached();
        modules.retain(|(_, path)| sources.find(path).is_some());
        let unread = discovered.unread.len();
        let partial = self.partial.len();
        let is_code = |(_, source): &(SourceId, &Source)| source.language != Language::Configuration;
        Coverage {
            root: discovered.root.clone(),
            checked: checked(discovered),
            read: sources.iter().filter(is_code).count().saturating_sub(unread + partial),
            partial,
            skipped,
            registries: self.registries.iter().filter(|(span, _)| is_reported(*span)).count(),
            rules,
            modules,
        }
    }
}

fn row_key(row: &VerdictRow) -> &str {
    &row.resource.address
}

fn order<'s>(sources: &'s SourceMap, found: &'s Diagnostic) -> (&'s str, u32, u32, &'static str, &'s str) {
    let span = found.primary.span;
    (&sources.get(span.source).path, span.start, span.end, found.rule, &found.message)
}
