//! Everything a deployment makes: resources with their loops and conditions resolved.

mod names;

use std::collections::HashSet;
use std::rc::Rc;

use super::limits::TOO_MANY_STEPS;
use super::loops::Iteration;
use super::scope::{Evaluator, Locals, Missing, Scope};
use super::value::{Unknown, Value, ValueKind};
use crate::link::{Deployment, Program, ProviderVersion};
use crate::lower::{
    Declaration, DeploymentScope, Entry, Expr, ExprKind, Module, ModuleLanguage, Output, Repeat, Target,
    Using,
};
use crate::source::{SourceMap, Span};

pub use names::{Named, declares, names};

/// A resource that a deployment makes.
#[derive(Clone, Debug)]
pub struct Deployed<'a> {
    /// What was written.
    pub declaration: &'a Declaration,
    /// The module instance it belongs to.
    pub instance: usize,
    /// Index of the declaration in its module.
    pub index: usize,
    /// Symbolic path within the deployment.
    pub address: String,
    /// The body: an object.
    pub body: Value,
    /// API version.
    pub api_version: Option<Value>,
    /// The condition as written, if it cannot be decided.
    pub condition: Option<String>,
    /// Index (in the evaluation) of the resource it is nested in.
    pub parent: Option<usize>,
    /// Why the number of instances, its own or of the call that makes it, is not known.
    pub repeated: Option<Rc<Unknown>>,
    /// The scope that a call or a deployment names, where resources without one of their own go;
    /// none if they go where the deployment of the entry point goes.
    pub scope: Option<Value>,
}

/// A module instance.
#[derive(Clone, Debug)]
pub struct Instance<'a> {
    /// The module.
    pub module: &'a Module,
    /// The calls that lead to it, outermost first: keyword and target of each.
    pub calls: Vec<(Span, Span)>,
    /// Of a module that is not the user's: the call by which the user's code reaches it.
    pub boundary: Option<(Span, Span)>,
}

/// What a module instance gives out.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// What was written.
    pub declaration: &'a Output,
    /// The module instance.
    pub instance: usize,
    /// The value.
    pub value: Value,
}

/// What a call passes to a module.
#[derive(Clone, Debug)]
pub struct Passed {
    /// Symbolic path of the call within the deployment.
    pub address: String,
    /// The call.
    pub keyword: Span,
    /// The arguments by name.
    pub arguments: Value,
    /// The module is not at hand.
    pub is_missing: bool,
}

/// The result of evaluating a deployment.
#[derive(Debug, Default)]
pub struct Evaluation<'a> {
    /// Resources, callers before callees, in file order.
    pub resources: Vec<Deployed<'a>>,
    /// If the deployment may read the admin credentials of a registry: its outputs, in Bicep and ARM
    /// those of each module too, which is a deployment of its own.
    pub outputs: Vec<Given<'a>>,
    /// Likewise what modules are called with, and always what those are that are not at hand.
    pub passed: Vec<Passed>,
    /// Where texts are written that are given to secure parameters, or marked as secrets.
    pub secrets: Vec<Span>,
    /// Module instances by number.
    pub instances: Vec<Instance<'a>>,
    /// Paths of modules whose calls are known not to be deployed.
    pub undeployed: HashSet<&'a str>,
    /// Module calls whose target is not there.
    pub missing: Vec<Missing>,
    /// Limits that were hit.
    pub limits: Vec<(Span, String)>,
    /// Terraform: the version of the azurerm provider, as far as the code says.
    pub azurerm: Option<ProviderVersion>,
    /// What the entry point is for; none for Terraform, which does not say.
    pub deployment_scope: Option<DeploymentScope>,
    /// Names that are used to compute their own values.
    pub cycles: Vec<(Span, String)>,
}

/// Evaluates a deployment. Bodies are evaluated only of resources that `wanted` accepts; of all if it
/// may read the admin credentials of a registry, which may go anywhere.
pub fn evaluate<'a>(
    program: &'a Program,
    sources: &'a SourceMap,
    deployment: &Deployment<'a>,
    wanted: &dyn Fn(&Declaration) -> bool,
) -> Evaluation<'a> {
    let evaluator = Evaluator::new(program, sources);
    let entry = evaluator.entry(deployment);
    let mut expansion = Expansion::new(&evaluator, wanted);
    expansion.follows_credentials = program.reads_credentials(deployment);
    expansion.module(&entry);
    if let Some(plan) = deployment.plan {
        let code = std::mem::take(&mut expansion.resources);
        expansion.module(&evaluator.scope(&plan.module, String::new(), None));
        let planned = std::mem::take(&mut expansion.resources);
        expansion.resources = super::plan::apply(code, planned, plan.source);
    }
    let Expansion { resources, instances, undeployed, outputs, passed, .. } = expansion;
    let mut by_number: Vec<Instance> = Vec::new();
    for (id, instance) in instances {
        while by_number.len() <= id {
            by_number.push(instance.clone());
        }
        by_number[id] = instance;
    }
    let missing = evaluator.missing.take();
    let (limits, cycles) = (evaluator.limits.take(), evaluator.cycles.take());
    let secrets = evaluator.secrets.take().into_iter().collect();
    let azurerm = program.azurerm(deployment.entry);
    let is_terraform = deployment.entry.language == ModuleLanguage::Terraform;
    let deployment_scope = (!is_terraform).then_some(deployment.entry.deployment_scope);
    Evaluation {
        resources,
        outputs,
        passed,
        secrets,
        instances: by_number,
        undeployed,
        missing,
        limits,
        cycles,
        azurerm,
        deployment_scope,
    }
}

/// Where a parameter file names the module that it is for, which nobody calls.
fn used_by(scope: &Scope) -> Option<(Span, Span)> {
    scope.values.last().and_then(|file| match &file.file.using {
        Using::Template(_, place) => Some((*place, *place)),
        _ => None,
    })
}

struct Expansion<'e, 'a> {
    evaluator: &'e Evaluator<'a>,
    wanted: &'e dyn Fn(&Declaration) -> bool,
    resources: Vec<Deployed<'a>>,
    /// What may receive the admin credentials of a registry is looked at too.
    follows_credentials: bool,
    outputs: Vec<Given<'a>>,
    passed: Vec<Passed>,
    instances: Vec<(usize, Instance<'a>)>,
    undeployed: HashSet<&'a str>,
    /// How the module instance at hand is deployed.
    around: Around,
}

/// What the calls that lead to a module instance say of everything in it.
#[derive(Clone, Default)]
struct Around {
    /// Under which it is deployed, if that cannot be decided.
    condition: Option<String>,
    repeated: Option<Rc<Unknown>>,
    scope: Option<Value>,
}

/// What a resource counts, whether or not its body is of interest.
const RESOURCE_STEPS: usize = 16;

fn is_deployment(declaration: &Declaration) -> bool {
    declaration.kind.eq_ignore_ascii_case("Microsoft.Resources/deployments")
}

/// The resource group that a nested deployment without scope of its own is for.
fn group_of(declaration: &Declaration) -> Option<&Expr> {
    let ExprKind::Object(entries) = &declaration.body.kind else { return None };
    entries.iter().filter(|_| is_deployment(declaration)).find_map(|entry| match entry {
        Entry::Property { key: Expr { kind: ExprKind::String(key), .. }, value }
            if key.eq_ignore_ascii_case("resourceGroup") =>
        {
            Some(value)
        }
        _ => None,
    })
}

/// Whether something is deployed.
enum Condition {
    Yes,
    No,
    Maybe(String),
}

/// The condition that both hold.
fn both(outer: Option<&str>, own: Option<String>) -> Option<String> {
    match (outer, own) {
        (Some(outer), Some(own)) => Some(format!("{outer} && {own}")),
        (Some(outer), None) => Some(outer.to_owned()),
        (None, own) => own,
    }
}

impl<'e, 'a> Expansion<'e, 'a> {
    fn new(evaluator: &'e Evaluator<'a>, wanted: &'e dyn Fn(&Declaration) -> bool) -> Self {
        Self {
            evaluator,
            wanted,
            resources: Vec::new(),
            follows_credentials: false,
            outputs: Vec::new(),
            passed: Vec::new(),
            instances: Vec::new(),
            undeployed: HashSet::new(),
            around: Around::default(),
        }
    }
}

impl<'a> Expansion<'_, 'a> {
    fn module(&mut self, scope: &Rc<Scope<'a>>) {
        if self.evaluator.budget.exhausted() {
            self.evaluator.limit(Span::new(scope.module.source, 0, 0), TOO_MANY_STEPS);
            return;
        }
        let mut calls = Vec::new();
        let mut at = scope.caller.as_ref();
        while let Some(caller) = at {
            calls.push((caller.call.keyword, caller.call.target_span));
            at = caller.scope.caller.as_ref();
        }
        calls.reverse();
        let module = scope.module;
        let external = |span: Span| self.evaluator.sources.get(span.source).external;
        let boundary = match self.evaluator.sources.get(module.source).external {
            true => {
                let call = calls.iter().rev().find(|(keyword, _)| !external(*keyword)).copied();
                call.or_else(|| used_by(scope))
            }
            false => None,
        };
        self.instances.push((scope.id, Instance { module, calls, boundary }));
        for index in 0..module.resources.len() {
            if module.resources[index].parent.is_none() {
                self.resource(scope, index, &Locals::default(), None);
            }
        }
        self.outputs(scope);
        for (index, call) in module.calls.iter().enumerate() {
            let passes = self.passes(scope, &Locals::default(), call.repeat.as_ref(), call.keyword);
            if let (Some(Repeat::Count(_)), []) = (&call.repeat, passes.as_slice()) {
                // `count = 0` is how Terraform writes a condition that is false.
                let none = Iteration { suffix: "[0]".into(), locals: Locals::default(), unknown: None };
                self.undeployed(scope, index, &none);
            }
            for pass in passes {
                let repeat = call.repeat.as_ref();
                let Some(own) = self.deployed_if(scope, &pass, call.condition.as_ref(), repeat) else {
                    self.undeployed(scope, index, &pass);
                    continue;
                };
                let child = self.evaluator.child(scope, index, &pass);
                if self.follows_credentials || child.is_none() {
                    let address = format!("{}{}{}", scope.prefix, call.symbol, pass.suffix);
                    let arguments = self.evaluator.eval(scope, &pass.locals, &call.arguments);
                    let is_missing = child.is_none();
                    self.passed.push(Passed { address, keyword: call.keyword, arguments, is_missing });
                }
                if let Some(child) = child {
                    let named =
                        call.scope.as_ref().map(|named| self.evaluator.eval(scope, &pass.locals, named));
                    let inner = Around {
                        condition: both(self.around.condition.as_deref(), own),
                        repeated: pass.unknown.clone().or_else(|| self.around.repeated.clone()),
                        scope: named.or_else(|| self.around.scope.clone()),
                    };
                    let outer = std::mem::replace(&mut self.around, inner);
                    self.module(&child);
                    self.around = outer;
                }
            }
        }
    }

    /// Notes the outputs of a module, of Terraform only those of the entry point: others are nothing
    /// but a way from one module to the other.
    fn outputs(&mut self, scope: &Rc<Scope<'a>>) {
        let is_way = scope.module.language == ModuleLanguage::Terraform && scope.caller.is_some();
        if !self.follows_credentials || is_way {
            return;
        }
        let value = |output: &'a Output| self.evaluator.eval(scope, &Locals::default(), &output.value);
        let outputs = scope.module.outputs.iter();
        let outputs: Vec<Given> = outputs
            .map(|declaration| Given { declaration, instance: scope.id, value: value(declaration) })
            .collect();
        self.outputs.extend(outputs);
    }

    /// Notes the modules that are known not to be deployed.
    fn undeployed(&mut self, scope: &Rc<Scope<'a>>, index: usize, pass: &Iteration) {
        if let Some(child) = self.evaluator.child(scope, index, pass) {
            let mut pending = vec![child.module];
            while let Some(module) = pending.pop() {
                if self.undeployed.insert(&module.path) {
                    let calls = module.calls.iter().filter_map(|call| match &call.target {
                        Target::Path(path) => self.evaluator.program.find(path),
                        _ => None,
                    });
                    pending.extend(calls);
                }
            }
        }
    }

    fn passes(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        repeat: Option<&'a Repeat>,
        keyword: Span,
    ) -> Vec<Iteration> {
        match repeat {
            Some(repeat) => {
                let mut passes = self.evaluator.iterations(scope, locals, repeat);
                if !self.evaluator.budget.pass(passes.len()) {
                    self.evaluator.limit(keyword, "loops of more than 20,000 passes in all");
                    passes.truncate(1);
                }
                passes
            }
            None => vec![Iteration { suffix: String::new(), locals: locals.clone(), unknown: None }],
        }
    }

    fn condition(&self, scope: &Rc<Scope<'a>>, locals: &Locals, condition: Option<&'a Expr>) -> Condition {
        let Some(condition) = condition else { return Condition::Yes };
        match self.evaluator.eval(scope, locals, condition).kind {
            ValueKind::Bool(true) => Condition::Yes,
            ValueKind::Bool(false) => Condition::No,
            _ => Condition::Maybe(self.evaluator.text(condition.span)),
        }
    }

    /// The condition under which a pass is deployed, `None` within if it always is; `None` if it
    /// never is.
    fn deployed_if(
        &self,
        scope: &Rc<Scope<'a>>,
        pass: &Iteration,
        condition: Option<&'a Expr>,
        repeat: Option<&'a Repeat>,
    ) -> Option<Option<String>> {
        match self.condition(scope, &pass.locals, condition) {
            Condition::No => None,
            Condition::Maybe(text) => Some(Some(text)),
            Condition::Yes if pass.unknown.is_some() => Some(self.some_pass(repeat)),
            Condition::Yes => Some(None),
        }
    }

    /// The condition under which a loop of unknown count has a pass: `count = test ? 1 : 0` is how
    /// Terraform writes one.
    fn some_pass(&self, repeat: Option<&'a Repeat>) -> Option<String> {
        let (Repeat::Count(count) | Repeat::Copy { count, .. }) = repeat? else { return None };
        let none = |expr: &Expr| matches!(expr.kind, ExprKind::Int(0));
        match &count.kind {
            ExprKind::Conditional(test, yes, no) if none(no) && !none(yes) => {
                Some(self.evaluator.text(test.span))
            }
            _ => Some(format!("{} > 0", self.evaluator.text(count.span))),
        }
    }

    fn resource(&mut self, scope: &Rc<Scope<'a>>, index: usize, locals: &Locals, parent: Option<usize>) {
        let declaration = &scope.module.resources[index];
        for pass in self.passes(scope, locals, declaration.repeat.as_ref(), declaration.keyword) {
            let size = scope.prefix.len() + declaration.symbol.len();
            if !self.evaluator.budget.charge(RESOURCE_STEPS + size / 16) {
                self.evaluator.limit(declaration.keyword, TOO_MANY_STEPS);
                return;
            }
            let own = (declaration.condition.as_ref(), declaration.repeat.as_ref());
            let Some(own) = self.deployed_if(scope, &pass, own.0, own.1) else { continue };
            let around = parent.and_then(|parent| self.resources.get(parent));
            // A deployment is where resources are written, not what they belong to.
            let container = around.filter(|parent| is_deployment(parent.declaration));
            let outer = around.map_or(&self.around.condition, |parent| &parent.condition);
            let condition = both(outer.as_deref(), own);
            let body = match self.follows_credentials || (self.wanted)(declaration) {
                true => self.evaluator.eval(scope, &pass.locals, &declaration.body),
                false => Value::unknown("it is not read", "body", declaration.head),
            };
            let version = declaration.api_version.as_ref();
            let is_bicep = scope.module.language == ModuleLanguage::Bicep;
            let prefix = match container.or(around.filter(|_| is_bicep)) {
                Some(parent) => format!("{}::", parent.address),
                None => scope.prefix.clone(),
            };
            let belongs_to = parent.filter(|_| container.is_none());
            let outside = || around.map_or(&self.around.scope, |parent| &parent.scope).clone();
            let named = group_of(declaration).map(|group| self.evaluator.eval(scope, &pass.locals, group));
            let unknown = pass
                .unknown
                .or_else(|| around.map_or(&self.around.repeated, |parent| &parent.repeated).clone());
            let position = self.resources.len();
            self.resources.push(Deployed {
                declaration,
                instance: scope.id,
                index,
                address: format!("{prefix}{}{}", declaration.symbol, pass.suffix),
                body,
                api_version: version.map(|version| self.evaluator.eval(scope, &pass.locals, version)),
                condition,
                parent: belongs_to,
                repeated: unknown,
                scope: named.or_else(outside),
            });
            for &child in scope.names.nested_in(index) {
                self.resource(scope, child, &pass.locals, Some(position));
            }
        }
    }
}
