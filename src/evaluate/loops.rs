//! Loops: how often a resource or module is made, and with which variables; and `for` expressions.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::expression::map_alternatives;
use super::functions::{self, Scalar, scalar};
use super::limits::MAX_ELEMENTS;
use super::scope::{Evaluator, Locals, Scope};
use super::value::{Item, List, ListKind, Object, Unknown, Value, ValueKind};
use crate::lower::{Expr, For, Repeat};
use crate::source::Span;

/// The index of the innermost copy loop of ARM.
const UNNAMED: &str = "copyIndex:";

/// One pass of a loop: the address suffix and the variables.
#[derive(Clone)]
pub(super) struct Iteration {
    pub suffix: String,
    pub locals: Locals,
    /// Set if the number of passes is not known.
    pub unknown: Option<Rc<Unknown>>,
}

impl Iteration {
    /// The only pass of what is not in a loop.
    pub(super) fn only(locals: &Locals) -> Self {
        Self { suffix: String::new(), locals: locals.clone(), unknown: None }
    }
}

/// The passes of loops, by number of the resource or module call, which is true.
pub(super) type Passes = HashMap<(bool, usize), Rc<HashMap<String, Iteration>>>;

impl<'a> Evaluator<'a> {
    /// The pass of a loop that made what an address ends with.
    pub(super) fn pass_at(
        &self,
        scope: &Rc<Scope<'a>>,
        number: (bool, usize),
        repeat: Option<&'a Repeat>,
        address: &str,
    ) -> Option<Iteration> {
        let Some(repeat) = repeat else { return Some(Iteration::only(&Locals::default())) };
        let passes = self.passes_of(scope, number, repeat);
        let starts = address.rmatch_indices('[').map(|(start, _)| start);
        starts.take(8).find_map(|start| passes.get(address.get(start..)?)).cloned()
    }

    /// The passes of a loop by what they add to an address; evaluated once for all references.
    pub(super) fn passes_of(
        &self,
        scope: &Rc<Scope<'a>>,
        number: (bool, usize),
        repeat: &'a Repeat,
    ) -> Rc<HashMap<String, Iteration>> {
        let known = scope.passes.borrow().get(&number).cloned();
        known.unwrap_or_else(|| {
            // Of a loop over what it makes itself the passes are not known.
            let reason = "the loop walks what it makes itself".to_owned();
            let unknown = Unknown { reason, key: "loop".into(), ..Unknown::default() };
            let open = Iteration {
                suffix: "[*]".into(),
                unknown: Some(Rc::new(unknown)),
                ..Iteration::only(&Locals::default())
            };
            scope.passes.borrow_mut().insert(number, Rc::new(HashMap::from([(open.suffix.clone(), open)])));
            let passes = self.iterations(scope, &Locals::default(), repeat).into_iter();
            let passes: HashMap<_, _> = passes.map(|pass| (pass.suffix.clone(), pass)).collect();
            let passes = Rc::new(passes);
            scope.passes.borrow_mut().insert(number, passes.clone());
            passes
        })
    }

    /// The passes of a loop; one pass with unknown variables if their number is not known.
    pub(super) fn iterations(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        repeat: &'a Repeat,
    ) -> Vec<Iteration> {
        let passes = match repeat {
            Repeat::For { item, index, collection } => {
                let collection = self.eval(scope, locals, collection);
                let bind = |at: Value, value: Value| {
                    let mut locals = locals.with(item.clone(), value);
                    if let Some(index) = index {
                        // ARM may leave out the name of the innermost loop.
                        let unnamed = index.starts_with(UNNAMED).then(|| (UNNAMED.into(), at.clone()));
                        for (name, at) in unnamed.into_iter().chain([(index.clone(), at)]) {
                            locals = locals.with(name, at);
                        }
                    }
                    locals
                };
                self.list_iterations(&collection, &bind)
            }
            Repeat::Count(count) => self.count_iterations(scope, locals, count, &"count.index".into()),
            Repeat::Copy { name, count } => {
                let unnamed: Arc<str> = UNNAMED.into();
                let mut passes = self.count_iterations(scope, locals, count, name);
                for pass in &mut passes {
                    if let Some(index) = pass.locals.get(name).cloned() {
                        pass.locals = pass.locals.with(unnamed.clone(), index);
                    }
                }
                passes
            }
            Repeat::ForEach(each) => {
                self.each_iterations(self.instances(self.eval(scope, locals, each)), locals)
            }
        };
        self.budget.charge(passes.len());
        passes
    }

    /// `bind` gets index and element.
    fn list_iterations(&self, collection: &Value, bind: &dyn Fn(Value, Value) -> Locals) -> Vec<Iteration> {
        match &collection.kind {
            ValueKind::List(list) if list.rest.is_none() => {
                if list.items.len() > MAX_ELEMENTS {
                    self.limit(collection.span, "a loop over more than 10,000 elements");
                }
                let items = list.items.iter().take(MAX_ELEMENTS).enumerate();
                let pass = |(i, value): (usize, &Value)| Iteration {
                    suffix: format!("[{i}]"),
                    locals: bind(
                        Value::new(ValueKind::Int(i as i64), collection.span),
                        value.clone().out_of(collection),
                    ),
                    unknown: None,
                };
                items.map(pass).collect()
            }
            _ => {
                let unknown = collection.first_unknown().unwrap_or_else(|| {
                    let reason = "the loop does not walk a list".to_owned();
                    Rc::new(Unknown { reason, key: "loop".into(), ..Unknown::default() })
                });
                let part = |what: &str| {
                    let key = format!("{what} of {}", unknown.key);
                    let part = Unknown { key, reference: None, ..(*unknown).clone() };
                    Value::new(ValueKind::Unknown(Rc::new(part)), collection.span)
                };
                let locals = bind(part("index"), part("element"));
                vec![Iteration { suffix: "[*]".into(), locals, unknown: Some(unknown) }]
            }
        }
    }

    fn count_iterations(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        count: &'a Expr,
        name: &Arc<str>,
    ) -> Vec<Iteration> {
        let count = self.eval(scope, locals, count);
        let count = scalar(&count, Scalar::Number).unwrap_or(count);
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
                    Rc::new(Unknown { reason, key: "count".into(), ..Unknown::default() })
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
                    Rc::new(Unknown { reason, key: "for_each".into(), ..Unknown::default() })
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

    /// The value of a `for` expression.
    pub(super) fn for_loop(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        looped: &'a For,
        span: Span,
    ) -> Value {
        let collection = self.instances(self.eval(scope, locals, &looped.collection));
        map_alternatives(&collection, span, &mut |collection| {
            self.for_each(scope, locals, looped, collection, span)
        })
    }

    fn for_each(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        looped: &'a For,
        collection: &Value,
        span: Span,
    ) -> Value {
        let at = |i: usize| Value::new(ValueKind::Int(i as i64), collection.span);
        let (elements, rest): (Vec<(Value, Value)>, _) = match &collection.kind {
            ValueKind::List(list) => {
                let items = list.items.iter().take(MAX_ELEMENTS).enumerate();
                // The members of a set have no index.
                let is_set = looped.iterator || list.kind == ListKind::Set;
                let key = |i: usize, item: &Value| match &list.rest {
                    _ if is_set => item.clone(),
                    None => at(i),
                    // Where others may be before it, nobody knows the index of a member.
                    Some(rest) => {
                        let key = format!("index of member {i} of {}", rest.key);
                        let index = Unknown { key, reference: None, ..(**rest).clone() };
                        Value::new(ValueKind::Unknown(Rc::new(index)), collection.span)
                    }
                };
                let items = items.map(|(i, item)| (key(i, item), item.clone().out_of(collection)));
                (items.collect(), list.rest.clone())
            }
            ValueKind::Object(object) => {
                // Terraform walks maps in the order of their keys.
                let mut items: Vec<&Item> = object.items.iter().take(MAX_ELEMENTS).collect();
                items.sort_by(|a, b| a.key.cmp(&b.key));
                let items = items.into_iter();
                let key = |item: &Item| Value::string(item.key.clone(), item.key_span);
                let items = items.map(|item| (key(item), item.value.clone().out_of(collection)));
                (items.collect(), object.rest.clone())
            }
            _ => {
                let unknown = collection.first_unknown();
                return match unknown {
                    Some(unknown) => Value::new(ValueKind::Unknown(unknown), span).out_of(collection),
                    None => Value::unknown("the loop does not walk a list", format!("for {span:?}"), span),
                };
            }
        };
        let mut list = List { rest: rest.clone(), ..List::default() };
        let mut object = Object { rest, ..Object::default() };
        for (key, item) in elements {
            let mut inner = locals.clone();
            if let Some(name) = &looped.key {
                inner = inner.with(name.clone(), key.clone());
            }
            let item = if looped.iterator { iterator(key, item, span) } else { item };
            inner = inner.with(looped.item.clone(), item);
            if let Some(condition) = &looped.condition {
                let kept = self.eval(scope, &inner, condition);
                match kept.as_bool() {
                    Some(true) => {}
                    Some(false) => continue,
                    None => {
                        let unknown = kept.first_unknown();
                        list.rest = list.rest.or(unknown.clone());
                        object.leave_open(unknown);
                        continue;
                    }
                }
            }
            let value = self.eval(scope, &inner, &looped.body);
            match &looped.result_key {
                None => list.items.push(value),
                Some(result_key) => {
                    let name = self.eval(scope, &inner, result_key);
                    self.budget.charge(object.items.len() / 16);
                    let is_again = |name: &str| !looped.grouping && object.get(name, false).is_some();
                    if name.as_str().is_some_and(is_again) {
                        let reason = "a key is taken of something that gave it before";
                        return Value::unknown(reason, format!("for {span:?}"), span);
                    }
                    functions::add_result(&mut object, &name, value, looped.grouping);
                }
            }
        }
        match looped.result_key {
            None => Value::new(ValueKind::List(Rc::new(list)), span),
            Some(_) => Value::new(ValueKind::Object(Rc::new(object)), span),
        }
    }
}

/// An object of `key` and `value`: the iterator of a Terraform `dynamic` block.
pub(super) fn iterator(key: Value, value: Value, span: Span) -> Value {
    let item = |name: &str, value: Value| Item { key: name.into(), key_span: span, value, spelling: None };
    let object = Object { items: vec![item("key", key), item("value", value)], ..Object::default() };
    Value::new(ValueKind::Object(Rc::new(object)), span)
}
