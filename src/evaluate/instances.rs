//! The instances that `count` and `for_each` make of a Terraform resource or module, as values: a
//! list or an object of references.

use std::collections::HashMap;
use std::rc::Rc;

use super::loops::Iteration;
use super::scope::{Evaluator, Locals, Scope};
use super::value::{Item, List, Object, Reference, Value, ValueKind};
use crate::lower::{ModuleLanguage, Repeat};

/// The passes of a loop over a resource or module.
#[derive(Default)]
pub(super) struct Passes {
    passes: Vec<Iteration>,
    by_suffix: HashMap<String, usize>,
}

impl Passes {
    /// The pass that gives an address this suffix.
    pub(super) fn get(&self, suffix: &str) -> Option<&Iteration> {
        self.passes.get(*self.by_suffix.get(suffix)?)
    }
}

impl<'a> Evaluator<'a> {
    /// The instances, where a value refers to all of a resource or module; else the value itself.
    pub(super) fn expanded(&self, value: Value) -> Value {
        let reference = value.as_unknown().and_then(|unknown| unknown.reference.as_ref());
        let instances = reference.and_then(|reference| self.instances(reference, &value));
        instances.unwrap_or(value)
    }

    fn instances(&self, reference: &Reference, value: &Value) -> Option<Value> {
        let (scope, suffix) = self.declared(reference)?;
        let repeat = self.repeat_of(&scope, reference)?;
        if !suffix.is_empty() || !reference.path.is_empty() {
            return None;
        }
        let passes = self.passes_of(&scope, reference)?;
        if passes.passes.iter().any(|pass| pass.unknown.is_some()) || !self.budget.charge(passes.passes.len())
        {
            return None;
        }
        let instance = |pass: &Iteration| {
            let address = format!("{}{}", reference.address, pass.suffix);
            self.referenced(Reference { address, ..reference.clone() }, value.span)
        };
        let kind = match repeat {
            Repeat::Count(_) => {
                let items = passes.passes.iter().map(instance).collect();
                ValueKind::List(Rc::new(List { items, ..List::default() }))
            }
            _ => {
                let item = |pass: &Iteration| {
                    let key = pass.locals.get("each.key")?;
                    let (key, key_span) = (key.as_str()?.into(), key.span);
                    Some(Item { key, key_span, value: instance(pass), spelling: None })
                };
                let items = passes.passes.iter().map(item).collect::<Option<_>>()?;
                ValueKind::Object(Rc::new(Object { items, ..Object::default() }))
            }
        };
        Some(Value { kind, ..value.clone() })
    }

    /// The scope that declares what a reference in Terraform refers to, and the instance key in its
    /// address.
    fn declared<'r>(&self, reference: &'r Reference) -> Option<(Rc<Scope<'a>>, &'r str)> {
        let scope = self.scope_of(reference.instance)?;
        if scope.module.language != ModuleLanguage::Terraform {
            return None;
        }
        let rest = reference.address.strip_prefix(scope.prefix.as_str())?;
        let suffix = match reference.module {
            true => rest
                .strip_prefix("module.")?
                .strip_prefix(&*scope.module.calls.get(reference.index)?.symbol)?,
            false => rest.strip_prefix(&*scope.module.resources.get(reference.index)?.symbol)?,
        };
        Some((scope, suffix))
    }

    fn repeat_of(&self, scope: &Rc<Scope<'a>>, reference: &Reference) -> Option<&'a Repeat> {
        match reference.module {
            true => scope.module.calls.get(reference.index)?.repeat.as_ref(),
            false => scope.module.resources.get(reference.index)?.repeat.as_ref(),
        }
    }

    /// The passes of the loop that a reference refers to; computed once.
    pub(super) fn passes_of(&self, scope: &Rc<Scope<'a>>, reference: &Reference) -> Option<Rc<Passes>> {
        let key = (scope.id, reference.index, reference.module);
        if let Some(known) = self.passes.borrow().get(&key) {
            return Some(known.clone());
        }
        let repeat = self.repeat_of(scope, reference)?;
        let passes = self.iterations(scope, &Locals::default(), repeat);
        let by_suffix = passes.iter().enumerate().map(|(i, pass)| (pass.suffix.clone(), i)).collect();
        let passes = Rc::new(Passes { passes, by_suffix });
        self.passes.borrow_mut().insert(key, passes.clone());
        Some(passes)
    }

    /// Whether a reference names an instance that its loop certainly does not make.
    pub(super) fn is_no_instance(&self, reference: &Reference) -> bool {
        let passes = self.declared(reference).and_then(|(scope, suffix)| {
            let passes = self.passes_of(&scope, reference)?;
            Some(passes.get(suffix).is_none() && passes.passes.iter().all(|pass| pass.unknown.is_none()))
        });
        passes.unwrap_or(false) && !reference.address.ends_with("[*]")
    }

    /// The variables of the loop pass that a reference to an instance means.
    pub(super) fn locals_of(&self, reference: &Reference) -> Option<Locals> {
        let (scope, suffix) = self.declared(reference)?;
        let passes = self.passes_of(&scope, reference)?;
        Some(passes.get(suffix)?.locals.clone())
    }
}
