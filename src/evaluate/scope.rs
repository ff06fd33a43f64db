//! Module instances and the names in them.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::expression::map_alternatives;
use super::value::{Alternative, Item, List, Object, Origin, Reference, Unknown, Value, ValueKind};
use crate::link::{Deployment, Program, ValueFile};
use crate::lower::{Call, Entry, Expr, ExprKind, Module, ModuleLanguage, Parameter, Repeat, Space, Target};
use crate::source::{SourceMap, Span};

/// Steps after which the evaluation of one deployment stops. A registry with everything around it
/// takes a few thousand; the largest public landing zone takes under a million.
const MAX_STEPS: u64 = 4_000_000;
/// Modules called from modules called from …
const MAX_MODULE_DEPTH: usize = 32;
/// Module instances of one deployment.
const MAX_INSTANCES: usize = 20_000;
/// Elements of an expanded loop or list.
pub(super) const MAX_ELEMENTS: usize = 10_000;
/// Nested evaluation of references and expressions.
const MAX_DEPTH: u32 = 900;

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

type Names = HashMap<(Space, Arc<str>), Option<Value>>;
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
    /// Values of names; none while one is being evaluated.
    names: RefCell<Names>,
}

/// The call that made an instance.
pub(super) struct Caller<'a> {
    pub scope: Rc<Scope<'a>>,
    pub call: &'a Call,
    pub locals: Locals,
}

impl Scope<'_> {
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
}

/// The evaluation of one deployment.
pub(super) struct Evaluator<'a> {
    pub program: &'a Program,
    pub sources: &'a SourceMap,
    children: RefCell<Children<'a>>,
    scopes: RefCell<Vec<Rc<Scope<'a>>>>,
    steps: Cell<u64>,
    depth: Cell<u32>,
    pub limits: RefCell<Vec<(Span, String)>>,
    pub missing: RefCell<Vec<Missing>>,
}

/// One pass of a loop: the address suffix and the variables.
pub(super) struct Iteration {
    pub suffix: String,
    pub locals: Locals,
    /// Set if the number of passes is not known.
    pub unknown: Option<Rc<Unknown>>,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(program: &'a Program, sources: &'a SourceMap) -> Self {
        Self {
            program,
            sources,
            children: RefCell::default(),
            scopes: RefCell::default(),
            steps: Cell::new(0),
            depth: Cell::new(0),
            limits: RefCell::default(),
            missing: RefCell::default(),
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
        let scope = Rc::new(Scope { id, module, prefix, caller, values, passed, names: RefCell::default() });
        self.scopes.borrow_mut().push(scope.clone());
        scope
    }

    pub(super) fn scope_of(&self, id: usize) -> Option<Rc<Scope<'a>>> {
        self.scopes.borrow().get(id).cloned()
    }

    pub(super) fn limit(&self, span: Span, what: &str) -> Value {
        let mut limits = self.limits.borrow_mut();
        if limits.len() < 20 && !limits.iter().any(|(known, _)| *known == span) {
            limits.push((span, what.to_owned()));
        }
        Value::unknown(format!("a limit was reached: {what}"), format!("limit {span:?}"), span)
    }

    /// Counts one step of work and one level of nesting; `None` when there is no room for more.
    pub(super) fn enter(&self) -> Option<Entered<'_>> {
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        let depth = self.depth.get() + 1;
        if steps > MAX_STEPS || depth > MAX_DEPTH {
            return None;
        }
        self.depth.set(depth);
        Some(Entered(&self.depth))
    }

    pub(super) fn exhausted(&self) -> bool {
        self.steps.get() > MAX_STEPS
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
        if let Some(known) = scope.names.borrow().get(&key) {
            return Some(match known {
                Some(value) => value.clone(),
                None => {
                    let reason = format!("`{name}` refers to itself");
                    Value::unknown(reason, format!("cycle {name}@{}", scope.id), at)
                }
            });
        }
        let same = |known: &Arc<str>| match scope.module.language {
            ModuleLanguage::Arm => known.eq_ignore_ascii_case(name),
            _ => known == name,
        };
        let module = scope.module;
        let parameter = module.parameters.iter().find(|parameter| same(&parameter.name));
        let variable = module.variables.iter().find(|variable| same(&variable.name));
        if (space == Space::Parameter && parameter.is_none())
            || (space == Space::Variable && variable.is_none())
        {
            return None;
        }
        scope.names.borrow_mut().insert(key.clone(), None);
        let value = match (space, parameter, variable) {
            (Space::Parameter, Some(parameter), _) => self.parameter(scope, parameter),
            (_, _, Some(variable)) => self.eval(scope, &Locals::default(), &variable.value),
            _ => return None,
        };
        scope.names.borrow_mut().insert(key, Some(value.clone()));
        Some(value)
    }

    fn parameter(&self, scope: &Rc<Scope<'a>>, parameter: &'a Parameter) -> Value {
        let name = &parameter.name;
        let word = word_for_parameter(scope.module.language);
        if parameter.secure {
            let unknown = Unknown {
                reason: format!("{word} `{name}` is a secret"),
                key: format!("{name}@{}", scope.id),
                reference: None,
                secret: true,
            };
            return Value::new(ValueKind::Unknown(Rc::new(unknown)), parameter.name_span);
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
        match parameter.allowed.as_ref().map(|allowed| self.eval(scope, &Locals::default(), allowed).kind) {
            Some(ValueKind::List(list)) if list.rest.is_none() && !list.items.is_empty() => {
                self.one_of_allowed(&list, name, word, parameter.name_span)
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
        scope.values.iter().rev().find_map(|file| {
            let same = |known: &Arc<str>| if fold { known.eq_ignore_ascii_case(name) } else { known == name };
            let assigned = file.file.values.iter().rev().find(|value| same(&value.name))?;
            let inside = self.scope(&file.scope, String::new(), None);
            let mut value = self.eval(&inside, &Locals::default(), &assigned.value);
            value.origin = Origin::ParameterFile;
            Some(value)
        })
    }

    /// The passes of a loop; one pass with unknown variables if their number is not known.
    pub(super) fn iterations(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        repeat: &'a Repeat,
    ) -> Vec<Iteration> {
        match repeat {
            Repeat::For { item, index, collection } => {
                let collection = self.eval(scope, locals, collection);
                let bind = |i: usize, value: Value| {
                    let locals = locals.with(item.clone(), value);
                    match index {
                        Some(index) => {
                            locals.with(index.clone(), Value::new(ValueKind::Int(i as i64), collection.span))
                        }
                        None => locals,
                    }
                };
                self.list_iterations(&collection, &bind)
            }
            Repeat::Count(count) => self.count_iterations(scope, locals, count, &"count.index".into()),
            Repeat::Copy { name, count } => {
                let unnamed: Arc<str> = "copyIndex:".into();
                let mut passes = self.count_iterations(scope, locals, count, name);
                for pass in &mut passes {
                    if let Some(index) = pass.locals.get(name).cloned() {
                        pass.locals = pass.locals.with(unnamed.clone(), index);
                    }
                }
                passes
            }
            Repeat::ForEach(each) => self.each_iterations(self.eval(scope, locals, each), locals),
        }
    }

    fn list_iterations(&self, collection: &Value, bind: &dyn Fn(usize, Value) -> Locals) -> Vec<Iteration> {
        match &collection.kind {
            ValueKind::List(list) if list.rest.is_none() => {
                if list.items.len() > MAX_ELEMENTS {
                    self.limit(collection.span, "a loop over more than 10,000 elements");
                }
                let items = list.items.iter().take(MAX_ELEMENTS).enumerate();
                let pass = |(i, value): (usize, &Value)| Iteration {
                    suffix: format!("[{i}]"),
                    locals: bind(i, value.clone().out_of(collection)),
                    unknown: None,
                };
                items.map(pass).collect()
            }
            _ => {
                let unknown = collection.first_unknown().unwrap_or_else(|| {
                    let reason = "the loop does not walk a list".to_owned();
                    Rc::new(Unknown { reason, key: "loop".into(), reference: None, secret: false })
                });
                let element = Unknown { key: format!("element of {}", unknown.key), ..(*unknown).clone() };
                let element = Value::new(ValueKind::Unknown(Rc::new(element)), collection.span);
                vec![Iteration { suffix: "[*]".into(), locals: bind(0, element), unknown: Some(unknown) }]
            }
        }
    }

    fn count_iterations(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        count: &'a Expr,
        name: &Arc<str>,
    ) -> Vec<Iteration>
where {
        let count = self.eval(scope, locals, count);
        let index = |i: i64| Value::new(ValueKind::Int(i), count.span);
        match &count.kind {
            ValueKind::Int(n) => {
                if *n > MAX_ELEMENTS as i64 {
                    self.limit(count.span, "a loop of more than 10,000 passes");
                }
                let passes = 0..(*n).clamp(0, MAX_ELEMENTS as i64);
                let pass = |i| Iteration {
                    suffix: format!("[{i}]"),
                    locals: locals.with(name.clone(), index(i)),
                    unknown: None,
                };
                passes.map(pass).collect()
            }
            _ => {
                let unknown = count.first_unknown().unwrap_or_else(|| {
                    let reason = "the number of passes is not a whole number".to_owned();
                    Rc::new(Unknown { reason, key: "count".into(), reference: None, secret: false })
                });
                let value = Value::new(ValueKind::Unknown(unknown.clone()), count.span);
                let locals = locals.with(name.clone(), value);
                vec![Iteration { suffix: "[*]".into(), locals, unknown: Some(unknown) }]
            }
        }
    }

    fn each_iterations(&self, each: Value, locals: &Locals) -> Vec<Iteration> {
        let bind =
            |key: Value, value: Value| locals.with("each.key".into(), key).with("each.value".into(), value);
        let pass = |key: &str, key_span: Span, value: Value| Iteration {
            suffix: format!("[\"{key}\"]"),
            locals: bind(Value::string(key, key_span), value),
            unknown: None,
        };
        match &each.kind {
            ValueKind::Object(object) if object.rest.is_none() => {
                let items = object.items.iter().take(MAX_ELEMENTS);
                items.map(|item| pass(&item.key, item.key_span, item.value.clone().out_of(&each))).collect()
            }
            ValueKind::List(list)
                if list.rest.is_none() && list.items.iter().all(|item| item.as_str().is_some()) =>
            {
                let items = list.items.iter().take(MAX_ELEMENTS);
                items
                    .map(|item| pass(item.as_str().unwrap_or(""), item.span, item.clone().out_of(&each)))
                    .collect()
            }
            _ => {
                let unknown = each.first_unknown().unwrap_or_else(|| {
                    let reason = "for_each is neither a map nor a set of strings".to_owned();
                    Rc::new(Unknown { reason, key: "for_each".into(), reference: None, secret: false })
                });
                let part = |what: &str| {
                    let key = format!("{what} of {}", unknown.key);
                    Value::new(ValueKind::Unknown(Rc::new(Unknown { key, ..(*unknown).clone() })), each.span)
                };
                let locals = bind(part("key"), part("value"));
                vec![Iteration { suffix: "[*]".into(), locals, unknown: Some(unknown) }]
            }
        }
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
                    missing.push(Missing { span: call.target_span, target, local });
                }
                None
            }
        };
        self.children.borrow_mut().insert(key, child.clone());
        child
    }

    /// A reference to a resource (or module call) of the scope as a whole.
    pub(super) fn reference(&self, scope: &Rc<Scope<'a>>, index: usize, module: bool, at: Span) -> Value {
        let symbol = match module {
            true => scope.module.calls.get(index).map(|call| match scope.module.language {
                ModuleLanguage::Terraform => format!("module.{}", call.symbol),
                _ => call.symbol.to_string(),
            }),
            false => scope.module.resources.get(index).map(|resource| resource.symbol.to_string()),
        };
        let address = format!("{}{}", scope.prefix, symbol.unwrap_or_default());
        let reference = Reference { address, path: Vec::new(), instance: scope.id, index, module };
        self.referenced(reference, at)
    }

    fn referenced(&self, reference: Reference, at: Span) -> Value {
        let path: String = reference.path.iter().map(|part| format!(".{part}")).collect();
        let name = format!("{}{path}", reference.address);
        let unknown = Unknown {
            reason: format!("`{name}` is known only after deployment"),
            key: name,
            reference: Some(reference),
            secret: false,
        };
        Value::new(ValueKind::Unknown(Rc::new(unknown)), at)
    }

    /// A member of a referenced resource or module: its value if the code says it, else the
    /// reference to it.
    pub(super) fn reference_member(&self, reference: &Reference, name: &Arc<str>, at: Span) -> Value {
        let mut path = reference.path.clone();
        path.push(name.clone());
        let extended = Reference { path, ..reference.clone() };
        let known = match extended.module {
            true => self.module_output(&extended, at),
            false => self.written_attribute(&extended),
        };
        known.unwrap_or_else(|| self.referenced(extended, at))
    }

    /// `[i]` of a referenced loop belongs to the address.
    pub(super) fn reference_index(&self, reference: &Reference, index: &Value, at: Span) -> Value {
        let suffix = match &index.kind {
            ValueKind::String(key) => format!("[\"{key}\"]"),
            ValueKind::Int(i) => format!("[{i}]"),
            _ => "[*]".to_owned(),
        };
        let mut indexed = reference.clone();
        match indexed.path.is_empty() {
            true => indexed.address.push_str(&suffix),
            false => indexed.path.push(suffix.into()),
        }
        self.referenced(indexed, at)
    }

    fn module_output(&self, reference: &Reference, at: Span) -> Option<Value> {
        let scope = self.scope_of(reference.instance)?;
        let call = scope.module.calls.get(reference.index)?;
        let output = match (scope.module.language, reference.path.as_slice()) {
            (ModuleLanguage::Terraform, [output]) => output,
            (ModuleLanguage::Terraform, _) => return None,
            (_, [outputs, output]) if &**outputs == "outputs" => output,
            _ => return None,
        };
        let passes = match &call.repeat {
            Some(repeat) => self.iterations(&scope, &Locals::default(), repeat),
            None => vec![Iteration { suffix: String::new(), locals: Locals::default(), unknown: None }],
        };
        let pass = passes.iter().find(|pass| reference.address.ends_with(pass.suffix.as_str()))?;
        let Some(child) = self.child(&scope, reference.index, pass) else {
            let key = format!("{}.{output}", reference.address);
            return Some(Value::unknown(format!("module `{}` is not available", call.symbol), key, at));
        };
        let declared = child.module.outputs.iter().find(|known| known.name.eq_ignore_ascii_case(output))?;
        let value = self.eval(&child, &Locals::default(), &declared.value);
        Some(value.hop(at, format!("output `{output}` of module `{}` is used here", call.symbol)))
    }

    fn written_attribute(&self, reference: &Reference) -> Option<Value> {
        let scope = self.scope_of(reference.instance)?;
        let resource = scope.module.resources.get(reference.index)?;
        let [name] = reference.path.as_slice() else { return None };
        let plain = resource.repeat.is_none() && (!resource.existing || &**name == "name");
        let terraform = scope.module.language == ModuleLanguage::Terraform;
        if !plain || !(terraform || &**name == "name") {
            return None;
        }
        let ExprKind::Object(entries) = &resource.body.kind else { return None };
        let written = entries.iter().find_map(|entry| match entry {
            Entry::Property { key: Expr { kind: ExprKind::String(key), .. }, value } if key == name => {
                Some(value)
            }
            _ => None,
        })?;
        Some(self.eval(&scope, &Locals::default(), written))
    }

    /// The text of an expression as written, without the quotes and brackets of ARM, on one line and
    /// cut to 60 characters.
    pub(super) fn text(&self, span: Span) -> String {
        let text = self.sources.text(span);
        let inner = text.strip_prefix("\"[").and_then(|text| text.strip_suffix("]\""));
        let text = inner.unwrap_or(text).split_whitespace().collect::<Vec<_>>().join(" ");
        match text.char_indices().nth(60) {
            Some((cut, _)) => format!("{}…", &text[..cut]),
            None => text,
        }
    }
}

fn word_for_parameter(language: ModuleLanguage) -> &'static str {
    if language == ModuleLanguage::Terraform { "variable" } else { "parameter" }
}

/// One level of nesting; given back when dropped.
pub(super) struct Entered<'e>(&'e Cell<u32>);

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}

/// An object of `key` and `value`: the iterator of a Terraform `dynamic` block.
pub(super) fn iterator(key: Value, value: Value, span: Span) -> Value {
    let item = |name: &str, value: Value| Item { key: name.into(), key_span: span, value, spelling: None };
    let object = Object { items: vec![item("key", key), item("value", value)], rest: None };
    Value::new(ValueKind::Object(Rc::new(object)), span)
}
