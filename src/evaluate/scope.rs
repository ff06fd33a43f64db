//! Module instances and the names in them.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::arm::DeploymentNames;
use super::declared::Declared;
use super::expression::map_alternatives;
use super::limits::{Budget, MAX_LIMITS, TOO_DEEP};
use super::loops::{Iteration, Passes};
use super::value::{Alternative, List, NamedHop, Origin, Parameter as Declaration, Value, ValueKind};
use crate::link::{Deployment, Program, ValueFile};
use crate::lower::{Call, Entry, Expr, ExprKind, Module, ModuleLanguage, Parameter, Space, Target};
use crate::source::{SourceMap, Span};

/// Modules called from modules called from …
const MAX_MODULE_DEPTH: usize = 32;
/// Module instances of one deployment.
const MAX_INSTANCES: usize = 20_000;

/// Loop and lambda variables, innermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Locals(Option<Rc<Local>>);

#[derive(Debug)]
struct Local {
    name: Arc<str>,
    value: Value,
    outer: Locals,
}

impl Locals {
    pub(super) fn with(&self, name: Arc<str>, value: Value) -> Locals {
        Locals(Some(Rc::new(Local { name, value, outer: self.clone() })))
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        let mut at = self.0.as_deref();
        while let Some(local) = at {
            if &*local.name == name {
                return Some(&local.value);
            }
            at = local.outer.0.as_deref();
        }
        None
    }
}

/// With each value the levels of nesting that its evaluation took; none while it is being evaluated.
type Names = HashMap<(Space, Arc<str>), Option<(Value, u32)>>;
/// By instance, index of the call and loop key; none if the module is not there.
type Children<'a> = HashMap<(usize, usize, String), Option<Rc<Scope<'a>>>>;

/// One instance of a module.
pub(super) struct Scope<'a> {
    pub id: usize,
    pub module: &'a Module,
    /// Address prefix of everything in it.
    pub prefix: String,
    pub caller: Option<Caller<'a>>,
    pub values: Vec<&'a ValueFile>,
    /// Parameters that stay unknown whatever their default.
    pub passed: HashSet<String>,
    pub names: Rc<Declared>,
    pub deployments: RefCell<Option<Rc<DeploymentNames>>>,
    pub passes: RefCell<Passes>,
    evaluated: RefCell<Names>,
}

/// The call that made an instance.
pub(super) struct Caller<'a> {
    pub scope: Rc<Scope<'a>>,
    pub call: &'a Call,
    pub locals: Locals,
}

impl Scope<'_> {
    /// A parameter or variable as it is declared.
    pub(super) fn declared(&self, space: Space, name: &str) -> Option<NamedHop> {
        if space == Space::Variable {
            let variable = self.module.variables.get(self.names.variable(name)?)?;
            return Some(NamedHop { parameter: None, written: Some(variable.value.span) });
        }
        let parameter = self.module.parameters.get(self.names.parameter(name)?)?;
        let written = parameter.default.as_ref().map(|default| default.span);
        let Parameter { name, name_span: span, secure, secure_parts, exposed, .. } = parameter;
        let (secure, secure_parts, exposed) = (*secure, *secure_parts, *exposed);
        let parameter = Declaration { name: name.clone(), span: *span, secure, secure_parts, exposed };
        Some(NamedHop { parameter: Some(parameter), written })
    }

    fn depth(&self) -> usize {
        let mut depth = 0;
        let mut at = self.caller.as_ref();
        while let Some(caller) = at {
            depth += 1;
            at = caller.scope.caller.as_ref();
        }
        depth
    }
}

/// A module that a call names but that is not there.
#[derive(Clone, Debug)]
pub struct Missing {
    /// Where the call names it.
    pub span: Span,
    /// What is called, as written or resolved.
    pub target: String,
    /// True for a local path, false for a registry or repository.
    pub local: bool,
    /// Why, if that is known.
    pub reason: Option<String>,
}

/// The evaluation of one deployment.
pub(super) struct Evaluator<'a> {
    pub program: &'a Program,
    pub sources: &'a SourceMap,
    children: RefCell<Children<'a>>,
    scopes: RefCell<Vec<Rc<Scope<'a>>>>,
    declared: RefCell<HashMap<*const Module, Rc<Declared>>>,
    /// The scopes of files that are read for their variables: imported and parameter files.
    lone: RefCell<HashMap<*const Module, Rc<Scope<'a>>>>,
    pub budget: Budget,
    pub limits: RefCell<Vec<(Span, String)>>,
    /// Where a name is used to compute its own value.
    pub cycles: RefCell<Vec<(Span, String)>>,
    pub missing: RefCell<Vec<Missing>>,
    /// Where texts are written that are secrets.
    pub secrets: RefCell<BTreeSet<Span>>,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(program: &'a Program, sources: &'a SourceMap) -> Self {
        Self {
            program,
            sources,
            children: RefCell::default(),
            scopes: RefCell::default(),
            declared: RefCell::default(),
            lone: RefCell::default(),
            budget: Budget::default(),
            limits: RefCell::default(),
            cycles: RefCell::default(),
            missing: RefCell::default(),
            secrets: RefCell::default(),
        }
    }

    pub(super) fn scope(
        &self,
        module: &'a Module,
        prefix: String,
        caller: Option<Caller<'a>>,
    ) -> Rc<Scope<'a>> {
        self.add_scope(module, prefix, caller, (Vec::new(), HashSet::new()))
    }

    pub(super) fn entry(&self, deployment: &Deployment<'a>) -> Rc<Scope<'a>> {
        let given = (deployment.values.clone(), deployment.passed.clone());
        self.add_scope(deployment.entry, String::new(), None, given)
    }

    fn add_scope(
        &self,
        module: &'a Module,
        prefix: String,
        caller: Option<Caller<'a>>,
        (values, passed): (Vec<&'a ValueFile>, HashSet<String>),
    ) -> Rc<Scope<'a>> {
        let id = self.scopes.borrow().len();
        let names = self.declared.borrow_mut().entry(module).or_insert_with(|| Declared::of(module)).clone();
        let scope = Rc::new(Scope {
            id,
            module,
            prefix,
            caller,
            values,
            passed,
            names,
            deployments: RefCell::default(),
            passes: RefCell::default(),
            evaluated: RefCell::default(),
        });
        self.scopes.borrow_mut().push(scope.clone());
        scope
    }

    pub(super) fn scope_of(&self, id: usize) -> Option<Rc<Scope<'a>>> {
        self.scopes.borrow().get(id).cloned()
    }

    /// What stands for a value that a limit kept from being computed. The limit is reported.
    pub(super) fn limit(&self, span: Span, what: &str) -> Value {
        let mut limits = self.limits.borrow_mut();
        if limits.len() < MAX_LIMITS && !limits.iter().any(|(known, _)| *known == span) {
            limits.push((span, what.to_owned()));
        }
        Value::unknown(format!("a limit was reached: {what}"), format!("limit {span:?}"), span)
    }

    fn cycle(&self, span: Span, what: &str) {
        let mut cycles = self.cycles.borrow_mut();
        if cycles.len() < MAX_LIMITS && !cycles.iter().any(|(known, _)| *known == span) {
            cycles.push((span, what.to_owned()));
        }
    }

    /// The value of a parameter, variable or output under its name; evaluated once.
    pub(super) fn name(
        &self,
        scope: &Rc<Scope<'a>>,
        space: Space,
        name: &Arc<str>,
        at: Span,
    ) -> Option<Value> {
        let key = (space, name.clone());
        if let Some(known) = scope.evaluated.borrow().get(&key) {
            return Some(match known {
                Some((_, height)) if !self.budget.reaches(*height) => self.limit(at, TOO_DEEP),
                Some((value, _)) => value.clone(),
                None => {
                    let reason = format!("`{name}` refers to itself");
                    self.cycle(at, &reason);
                    Value::unknown(reason, format!("cycle {name}@{}", scope.id), at)
                }
            });
        }
        let module = scope.module;
        let parameter = scope.names.parameter(name).and_then(|index| module.parameters.get(index));
        let variable = scope.names.variable(name).and_then(|index| module.variables.get(index));
        if (space == Space::Parameter && parameter.is_none())
            || (space == Space::Variable && variable.is_none())
        {
            return None;
        }
        scope.evaluated.borrow_mut().insert(key.clone(), None);
        let (value, height) = self.budget.measure(|| match (space, parameter, variable) {
            (Space::Parameter, Some(parameter), _) => Some(self.parameter(scope, parameter)),
            (_, _, Some(variable)) => Some(self.eval(scope, &Locals::default(), &variable.value)),
            _ => None,
        });
        let value = value?;
        scope.evaluated.borrow_mut().insert(key, Some((value.clone(), height)));
        Some(value)
    }

    fn parameter(&self, scope: &Rc<Scope<'a>>, parameter: &'a Parameter) -> Value {
        let name = &parameter.name;
        if parameter.secure {
            return self.secret(scope, parameter);
        }
        let Some(given) = self.argument(scope, name).or_else(|| self.file_value(scope, name)) else {
            return self.not_given(scope, parameter);
        };
        let given = match &parameter.shape {
            Some(shape) => self.shaped(scope, &given, shape),
            None => given,
        };
        match parameter.null_is_default {
            true => map_alternatives(&given, given.span, &mut |given| match given.is_null() {
                true => self.not_given(scope, parameter),
                false => given.clone(),
            }),
            false => given,
        }
    }

    /// The value of a parameter that is declared as a secret: nobody is told what it is, only where it
    /// comes from.
    fn secret(&self, scope: &Rc<Scope<'a>>, parameter: &'a Parameter) -> Value {
        let name = &parameter.name;
        let default = || {
            let value = self.eval(scope, &Locals::default(), parameter.default.as_ref()?);
            let origin = if value.origin == Origin::Written { Origin::Default } else { value.origin };
            Some(Value { origin, ..value })
        };
        let given = self.argument(scope, name).or_else(|| self.file_value(scope, name)).or_else(default);
        self.secrets.borrow_mut().extend(given.iter().flat_map(Value::places_of_text));
        // Only of what is written, or passed on, the place tells more than that of the declaration.
        let says = |given: &Value| given.as_str().is_some_and(|text| !text.is_empty()) || given.is_secret();
        let given = given.filter(says).unwrap_or_else(|| Value::new(ValueKind::Null, parameter.name_span));
        let word = word_for_parameter(scope.module.language);
        given.hidden(format!("{word} `{name}` is a secret"), format!("{name}@{}", scope.id))
    }

    /// The value of a parameter to which nobody gives one.
    fn not_given(&self, scope: &Rc<Scope<'a>>, parameter: &'a Parameter) -> Value {
        let name = &parameter.name;
        let word = word_for_parameter(scope.module.language);
        if scope.passed.contains(&**name) {
            let reason = format!("no instance of the module is made; its callers pass `{name}`");
            return Value::unknown(reason, format!("{name}@{}", scope.id), parameter.name_span);
        }
        if let Some(default) = &parameter.default {
            let mut value = self.eval(scope, &Locals::default(), default);
            if value.origin == Origin::Written {
                value.origin = Origin::Default;
            }
            return match &parameter.shape {
                Some(shape) => self.shaped(scope, &value, shape),
                None => value,
            };
        }
        if parameter.nullable {
            return Value::new(ValueKind::Null, parameter.name_span);
        }
        let unknown = Value::unknown(
            format!("{word} `{name}` has no value and no default"),
            format!("{name}@{}", scope.id),
            parameter.name_span,
        );
        let Some(allowed) = &parameter.allowed else { return unknown };
        match self.eval(scope, &Locals::default(), allowed).kind {
            ValueKind::List(list) if list.rest.is_none() && !list.items.is_empty() => {
                self.one_of_allowed(&list, name, word, allowed.span)
            }
            _ => unknown,
        }
    }

    fn one_of_allowed(&self, allowed: &List, name: &str, word: &str, span: Span) -> Value {
        let alternatives = allowed.items.iter().map(|value| Alternative {
            when: format!("{word} `{name}` is `{}`", value.canonical()),
            value: value.clone(),
        });
        match allowed.items.as_slice() {
            [only] => only.clone(),
            _ => Value::new(ValueKind::OneOf(alternatives.collect()), span),
        }
    }

    /// The value that the caller passes.
    fn argument(&self, scope: &Rc<Scope<'a>>, name: &Arc<str>) -> Option<Value> {
        let caller = scope.caller.as_ref()?;
        let fold = scope.module.language != ModuleLanguage::Terraform;
        let is_name = |key: &Expr| match &key.kind {
            ExprKind::String(text) if fold => text.eq_ignore_ascii_case(name),
            ExprKind::String(text) => text == name,
            _ => false,
        };
        let literal = match &caller.call.arguments.kind {
            ExprKind::Object(entries) => entries.iter().rev().find_map(|entry| match entry {
                Entry::Property { key, value } if is_name(key) => Some(value),
                _ => None,
            }),
            _ => None,
        };
        if let Some(argument) = literal {
            return Some(self.eval(&caller.scope, &caller.locals, argument));
        }
        let plain = |entry: &Entry| {
            matches!(entry, Entry::Property { key: Expr { kind: ExprKind::String(_), .. }, .. })
        };
        if matches!(&caller.call.arguments.kind, ExprKind::Object(entries) if entries.iter().all(plain)) {
            return None;
        }
        let arguments = self.eval(&caller.scope, &caller.locals, &caller.call.arguments);
        match &arguments.kind {
            ValueKind::Object(object) => match object.get(name, fold) {
                Some(item) => Some(item.value.clone().out_of(&arguments)),
                None => {
                    let unknown = object.rest.clone()?;
                    Some(Value::new(ValueKind::Unknown(unknown), arguments.span))
                }
            },
            _ => Some(arguments),
        }
    }

    fn file_value(&self, scope: &Rc<Scope<'a>>, name: &Arc<str>) -> Option<Value> {
        let fold = scope.module.language != ModuleLanguage::Terraform;
        let written = scope.values.iter().rev().find_map(|file| {
            let same = |known: &Arc<str>| if fold { known.eq_ignore_ascii_case(name) } else { known == name };
            let assigned = file.file.values.iter().rev().find(|value| same(&value.name))?;
            let inside = self.lone_scope(&file.scope);
            let mut value = self.eval(&inside, &Locals::default(), &assigned.value);
            value.origin = Origin::ParameterFile;
            Some(value)
        });
        written.or_else(|| {
            let (reason, file) = scope.values.iter().find_map(|file| Some((file.file.incomplete?, file)))?;
            let at = Span::new(file.file.source, 0, 0);
            Some(Value::unknown(reason, format!("{name}@{}", scope.id), at))
        })
    }

    /// The scope of a file that is read for its variables.
    pub(super) fn lone_scope(&self, module: &'a Module) -> Rc<Scope<'a>> {
        let key = std::ptr::from_ref(module);
        if let Some(known) = self.lone.borrow().get(&key) {
            return known.clone();
        }
        let scope = self.scope(module, String::new(), None);
        self.lone.borrow_mut().insert(key, scope.clone());
        scope
    }

    /// The module instance that one pass of a call makes; `None` if the module is not there.
    pub(super) fn child(
        &self,
        scope: &Rc<Scope<'a>>,
        index: usize,
        pass: &Iteration,
    ) -> Option<Rc<Scope<'a>>> {
        let key = (scope.id, index, pass.suffix.clone());
        if let Some(known) = self.children.borrow().get(&key) {
            return known.clone();
        }
        let call = scope.module.calls.get(index)?;
        let module = match &call.target {
            Target::Embedded(module) => Some(&**module),
            Target::Path(path) => self.program.find(path),
            Target::Remote(_) => None,
        };
        if self.program.closes_cycle(call.target_span) {
            return None;
        }
        let too_many = scope.depth() >= MAX_MODULE_DEPTH || self.scopes.borrow().len() >= MAX_INSTANCES;
        let child = match module {
            Some(_) if too_many => {
                self.limit(call.keyword, "modules nest more than 32 deep or number more than 20,000");
                None
            }
            Some(module) => {
                let prefix = match module.language {
                    ModuleLanguage::Terraform => {
                        format!("{}module.{}{}.", scope.prefix, call.symbol, pass.suffix)
                    }
                    _ => format!("{}{}{}::", scope.prefix, call.symbol, pass.suffix),
                };
                let caller = Caller { scope: scope.clone(), call, locals: pass.locals.clone() };
                Some(self.scope(module, prefix, Some(caller)))
            }
            None => {
                let (target, local) = match &call.target {
                    Target::Path(path) => (path.clone(), true),
                    Target::Remote(name) => (name.clone(), false),
                    Target::Embedded(_) => (String::new(), false),
                };
                let mut missing = self.missing.borrow_mut();
                if !missing.iter().any(|known| known.span == call.target_span) {
                    let other = self.program.in_other_case(&target).filter(|_| local);
                    let reason = match other {
                        Some(other) => Some(format!("`{other}` differs in case")),
                        None => self.program.why_absent(call.target_span).map(str::to_owned),
                    };
                    missing.push(Missing { span: call.target_span, target, local, reason });
                }
                None
            }
        };
        self.children.borrow_mut().insert(key, child.clone());
        child
    }

    /// The text of an expression as written, without the quotes and brackets of ARM, on one line and
    /// cut to 60 characters.
    pub(super) fn text(&self, span: Span) -> String {
        let text = self.sources.text(span);
        let inner = text.strip_prefix("\"[").and_then(|text| text.strip_suffix("]\""));
        // Blanks aside, the first words are enough.
        let words = inner.unwrap_or(text).split_whitespace().take(60);
        let words = words.map(|word| word.char_indices().nth(61).map_or(word, |(cut, _)| &word[..cut]));
        let text = words.collect::<Vec<_>>().join(" ");
        match text.char_indices().nth(60) {
            Some((cut, _)) => format!("{}…", &text[..cut]),
            None => text,
        }
    }
}

fn word_for_parameter(language: ModuleLanguage) -> &'static str {
    if language == ModuleLanguage::Terraform { "variable" } else { "parameter" }
}
