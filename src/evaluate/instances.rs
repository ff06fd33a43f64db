//! The instances that `count` and `for_each` make of a Terraform resource or module, as values: a
//! list or an object of references.

use std::collections::HashMap;
use std::rc::Rc;

use super::loops::Iteration;
use super::scope::{Evaluator, Locals, Scope};
use super::value::{Item, List, Object, Reference, Value, ValueKind};
use crate::lower::{ModuleLanguage, Repeat};

/// The passes of a loop by what they add to an address.
type ByKey = HashMap<String, Iteration>;

impl<'a> Evaluator<'a> {
    /// The instances, where a value refers to all of a resource or module; else the value itself.
    pub(super) fn instances(&self, value: Value) -> Value {
        let reference = value.as_unknown().and_then(|unknown| unknown.reference.as_ref());
        let instances = reference.and_then(|reference| self.instances_of(reference, &value));
        instances.unwrap_or(value)
    }

    fn instances_of(&self, reference: &Reference, value: &Value) -> Option<Value> {
        let (scope, suffix) = self.declared(reference)?;
        let repeat = self.repeat_of(&scope, reference)?;
        if !suffix.is_empty() || !reference.path.is_empty() {
            return None;
        }
        let passes = self.passes_of(&scope, (reference.module, reference.index), repeat);
        if is_open(&passes) || !self.budget.charge(passes.len()) {
            return None;
        }
        let instance = |pass: &Iteration| {
            let address = format!("{}{}", reference.address, pass.suffix);
            self.referenced(Reference { address, ..reference.clone() }, value.span)
        };
        let kind = match repeat {
            Repeat::Count(_) => {
                let in_order = (0..passes.len()).filter_map(|i| passes.get(&format!("[{i}]")));
                ValueKind::List(Rc::new(List { items: in_order.map(instance).collect(), ..List::default() }))
            }
            _ => {
                let item = |pass: &Iteration| {
                    let key = pass.locals.get("each.key")?;
                    let (key, key_span) = (key.as_str()?.into(), key.span);
                    Some(Item { key, key_span, value: instance(pass), spelling: None })
                };
                let mut items = passes.values().map(item).collect::<Option<Vec<_>>>()?;
                items.sort_by(|a, b| a.key.cmp(&b.key));
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

    /// The passes of the loop that a reference refers to, and the instance key in its address.
    fn passes_around<'r>(&self, reference: &'r Reference) -> Option<(Rc<ByKey>, &'r str)> {
        let (scope, key) = self.declared(reference)?;
        let repeat = self.repeat_of(&scope, reference)?;
        Some((self.passes_of(&scope, (reference.module, reference.index), repeat), key))
    }

    /// Whether a reference names an instance that its loop certainly does not make.
    pub(super) fn is_no_instance(&self, reference: &Reference) -> bool {
        let passes = self.passes_around(reference);
        passes.is_some_and(|(passes, key)| key != "[*]" && !is_open(&passes) && !passes.contains_key(key))
    }

    /// The variables of the loop pass that a reference to an instance means.
    pub(super) fn locals_of(&self, reference: &Reference) -> Option<Locals> {
        let (passes, key) = self.passes_around(reference)?;
        Some(passes.get(key)?.locals.clone())
    }
}

/// Whether the passes of a loop are not known.
fn is_open(passes: &ByKey) -> bool {
    passes.contains_key("[*]")
}
