//! Runs the rules: which look at which resource, whether its tier is theirs, and what comes of it.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::config::Config;
use crate::diagnostic::{AssessedRow, Diagnostic, Outcome, Severity, VerdictRow};
use crate::model::{Doubt, Model, Resource, Truth};
use crate::rules::{Check, Context, NamedRule, RULES, Sku, Verdict};
use crate::source::{SourceMap, Span};

/// What running the rules on one model gave.
#[derive(Debug, Default)]
pub struct Findings {
    /// Diagnostics, not sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Verdicts in order of rule and resource.
    pub verdicts: Vec<VerdictRow>,
    /// What counts for which registry, if the configuration asks for that: all that ran.
    pub assessed: Vec<AssessedRow>,
}

impl NamedRule {
    fn applies_to(&self, resource: &Resource, model: &Model) -> bool {
        let below = crate::model::below_registry(&resource.kind);
        if let (Check::Account(_), Some("")) = (&self.rule.check, below) {
            return !resource.existing || model.is_account_used(resource);
        }
        !resource.existing
            && match (&self.rule.check, below) {
                (Check::Registry(_), Some("")) | (Check::Any(_), Some(_)) => true,
                (Check::Child(kinds, _), Some(kind)) => {
                    kinds.iter().any(|known| known.eq_ignore_ascii_case(kind))
                }
                (Check::Of(kinds, _), _) => kinds.iter().any(|kind| resource.is(kind)),
                _ => false,
            }
    }

    fn run(&self, resource: &Resource, cx: &mut Context) -> Verdict {
        let check = match &self.rule.check {
            Check::Registry(check) | Check::Account(check) | Check::Any(check) => check,
            Check::Child(_, check) | Check::Of(_, check) => check,
            Check::Run => return Verdict::Pass,
        };
        let gate = tier_gate(self.rule.needs, resource, cx.model);
        match gate {
            Gate::Below(reason) => Verdict::NotApplicable(reason),
            Gate::Met => check(resource, cx),
            // Premium advice on a registry that may be Basic would be advice Azure refuses.
            Gate::Unknown(doubt) => match check(resource, cx) {
                Verdict::Fail => {
                    cx.found.clear();
                    Verdict::Unknown(doubt)
                }
                other => other,
            },
        }
    }
}

enum Gate {
    Met,
    Below(String),
    Unknown(Doubt),
}

fn tier_gate(needs: Sku, resource: &Resource, model: &Model) -> Gate {
    let (name, lower): (&str, &[&str]) = match needs {
        Sku::Any => return Gate::Met,
        Sku::Standard => ("Standard", &["Classic", "Basic"]),
        Sku::Premium => ("Premium", &["Classic", "Basic", "Standard"]),
    };
    let Some(registry) = model.registry_of(resource) else { return Gate::Met };
    if registry.existing {
        return Gate::Unknown(registry.not_in_code("the tier"));
    }
    let sku = registry.get("sku.name");
    match sku.is_one_of(lower) {
        Truth::True => Gate::Below(format!(
            "needs the {name} tier; the registry is {}",
            sku.value.as_str().unwrap_or("below it")
        )),
        Truth::False => Gate::Met,
        Truth::Unknown(doubt) => {
            Gate::Unknown(doubt.because(|reason| format!("the tier is not known: {reason}")))
        }
    }
}

/// Runs the selected rules on a model. A rule that panics is reported as `internal-error`; the
/// others go on.
pub fn run(model: &Model, config: &Config, sources: &SourceMap, context: Option<&str>) -> Findings {
    let mut findings = Findings::default();
    let owners = Owners::new(model, config);
    let governing: Vec<&Config> =
        model.resources.iter().map(|resource| governor(resource, config, sources)).collect();
    for rule in RULES {
        let info = rule.info();
        let is_asked = config.assess.contains(&rule.name);
        let mut is_first = [true; 2];
        // Resources that stand together have one configuration: it is asked once.
        let mut asked: Option<(&Config, bool)> = None;
        for (index, (resource, config)) in model.resources.iter().zip(&governing).enumerate() {
            let known = asked.filter(|(known, _)| std::ptr::eq(*known, *config));
            let (_, is_selected) = *asked.insert(known.unwrap_or_else(|| (*config, config.selects(&info))));
            if !(is_selected || is_asked) || !rule.applies_to(resource, model) {
                continue;
            }
            let is_first = std::mem::take(&mut is_first[usize::from(is_selected)]);
            let cx = Context { model, config, rule, resource, is_first, found: Vec::new() };
            let (verdict, mut found) = judge(cx, context);
            if let Some(registries) = owners.of(index) {
                let verdict = verdict.clone();
                let found = found.iter().map(|found| (found.clone(), None)).collect();
                findings.assessed.push(AssessedRow { verdict, registries, found });
            }
            match is_selected {
                true => findings.verdicts.push(verdict),
                false => found.retain(|found| found.rule == "internal-error"),
            }
            findings.diagnostics.extend(found);
        }
    }
    findings
}

/// The configuration that governs a resource and all that is said of it: that of the file that declares
/// it, or, as a fetched module is not the user's, of the innermost call that is.
fn governor<'c>(resource: &Resource, config: &'c Config, sources: &SourceMap) -> &'c Config {
    if config.folders.is_empty() {
        return config;
    }
    let calls = resource.calls.iter().rev().map(|(keyword, _)| keyword.source);
    let own = std::iter::once(resource.keyword.source).chain(calls).map(|id| sources.get(id));
    own.into_iter().find(|source| !source.external).map_or(config, |source| config.of(&source.path))
}

/// The registries that each resource counts for, if anybody wants to know.
struct Owners(Option<Vec<Option<Vec<usize>>>>);

impl Owners {
    fn new(model: &Model, config: &Config) -> Self {
        Self((!config.assess.is_empty()).then(|| model.owners()))
    }

    fn of(&self, resource: usize) -> Option<Option<Vec<usize>>> {
        self.0.as_ref().map(|owners| owners.get(resource).cloned().flatten())
    }
}

/// The verdict of a rule on a resource, and what it found.
fn judge(mut cx: Context, context: Option<&str>) -> (VerdictRow, Vec<Diagnostic>) {
    let Context { config, rule, resource, .. } = cx;
    let verdict = catch_unwind(AssertUnwindSafe(|| rule.run(resource, &mut cx)));
    let verdict = verdict.unwrap_or_else(|_| {
        cx.found = vec![Diagnostic::at(
            "internal-error",
            Severity::Error,
            resource.keyword,
            format!("rule `{}` failed on `{}`; please report this", rule.name, resource.address),
        )];
        Verdict::Unknown(format!("rule `{}` failed", rule.name).into())
    });
    let (outcome, reason, chain) = match verdict {
        Verdict::Pass => (Outcome::Pass, None, Vec::new()),
        Verdict::Fail => (Outcome::Fail, None, Vec::new()),
        Verdict::Unknown(doubt) => (Outcome::Unknown, Some(doubt.reason.clone()), doubt.chain()),
        Verdict::NotApplicable(reason) => (Outcome::NotApplicable, Some(reason), Vec::new()),
    };
    let context = context.map(str::to_owned);
    let row = VerdictRow {
        rule: rule.name,
        resource: resource.reference(),
        context: context.clone(),
        outcome,
        reason,
        chain,
    };
    let mut found = cx.found;
    for found in &mut found {
        found.severity = config.severity_of(found.rule, found.severity);
        found.contexts = context.iter().cloned().collect();
    }
    (row, found)
}

/// Takes out what another rule says of the same place, and says better.
pub fn silence(diagnostics: &mut Vec<Diagnostic>) {
    let yielding = |found: &Diagnostic| RULES.iter().find(|rule| rule.name == found.rule);
    let spoken: HashSet<(&str, Span)> =
        diagnostics.iter().map(|found| (found.rule, found.primary.span)).collect();
    let is_silent = |found: &Diagnostic| {
        let others = yielding(found).map_or(&[][..], |rule| rule.rule.yields_to);
        others.iter().any(|other| spoken.contains(&(*other, found.primary.span)))
    };
    diagnostics.retain(|found| !is_silent(found));
}
