//! References to resources and module calls: the value of the attribute if the code says it, else an
//! unknown that knows what it refers to.

use std::rc::Rc;
use std::sync::Arc;

use super::arm::output_of;
use super::expression::map_alternatives;
use super::functions::LIST_CREDENTIALS;
use super::scope::{Evaluator, Locals, Scope};
use super::value::{Credentials, Reference, Unknown, Value, ValueKind};
use crate::lower::{Declaration, Element, Entry, Expr, ExprKind, Module, ModuleLanguage, Space};
use crate::source::Span;

/// azurerm docs, data source azurerm_monitor_diagnostic_categories.
const CATEGORIES: &str = "data.azurerm_monitor_diagnostic_categories";

impl<'a> Evaluator<'a> {
    /// A reference to a resource (or module call) of the scope as a whole.
    pub(super) fn reference(&self, scope: &Rc<Scope<'a>>, index: usize, module: bool, at: Span) -> Value {
        let symbol = match module {
            true => scope.module.calls.get(index).map(|call| match scope.module.language {
                ModuleLanguage::Terraform => format!("module.{}", call.symbol),
                _ => call.symbol.to_string(),
            }),
            false => resource_symbol(scope.module, index),
        };
        let address = format!("{}{}", scope.prefix, symbol.unwrap_or_default());
        let reference = Reference { address, path: Vec::new(), instance: scope.id, index, module };
        self.referenced(reference, at)
    }

    /// A Bicep resource or module that `?` is asked of: null if its own condition is false.
    pub(super) fn if_deployed(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        object: &'a Expr,
    ) -> Option<Value> {
        let (named, index) = match &object.kind {
            ExprKind::Index { object, index, .. } => (&object.kind, Some(index)),
            named => (named, None),
        };
        let ExprKind::Name(Space::Any, name) = named else { return None };
        if locals.get(name).is_some() || scope.names.is_value(name) {
            return None;
        }
        let (number, condition, repeat) = match (scope.names.resource(name), scope.names.call(name)) {
            (Some(number), _) => {
                let resource = scope.module.resources.get(number)?;
                ((false, number), resource.condition.as_ref()?, resource.repeat.as_ref())
            }
            (None, number) => {
                let call = scope.module.calls.get(number?)?;
                ((true, number?), call.condition.as_ref()?, call.repeat.as_ref())
            }
        };
        if repeat.is_some() != index.is_some() {
            return None;
        }
        let suffix = index.map_or_else(String::new, |index| suffix_of(&self.eval(scope, locals, index)));
        let pass = self.pass_at(scope, number, repeat, &suffix)?;
        let test = self.eval(scope, &pass.locals, condition);
        Some(self.conditional(&test, condition.span, object.span, &mut |deployed| match deployed {
            true => self.eval(scope, locals, object),
            false => Value::new(ValueKind::Null, object.span),
        }))
    }

    /// `resource::child`: the child that is declared in the body of the resource.
    pub(super) fn nested(&self, resource: &Value, name: &Arc<str>, at: Span) -> Value {
        map_alternatives(resource, at, &mut |resource| {
            let parent = resource.as_unknown().and_then(|unknown| unknown.reference.as_ref());
            let child = parent.filter(|parent| !parent.module && parent.path.is_empty()).and_then(|parent| {
                let scope = self.scope_of(parent.instance)?;
                let same = |index: &&usize| {
                    scope.module.resources.get(**index).is_some_and(|child| child.symbol == *name)
                };
                let index = *scope.names.nested_in(parent.index).iter().find(same)?;
                let address = format!("{}::{name}", parent.address);
                Some(Reference { address, path: Vec::new(), index, ..*parent })
            });
            match child {
                Some(child) => self.referenced(child, at),
                None => {
                    let reason = format!("no resource `{name}` is nested there");
                    Value::unknown(reason, format!("::{name} of {at:?}"), at)
                }
            }
        })
    }

    pub(super) fn referenced(&self, reference: Reference, at: Span) -> Value {
        let name = reference.text();
        let unknown = Unknown {
            reason: format!("`{name}` is known only after deployment"),
            credentials: self.credentials_of(&reference, at).map(Rc::new),
            key: name,
            reference: Some(reference),
            ..Unknown::default()
        };
        Value::new(ValueKind::Unknown(Rc::new(unknown)), at)
    }

    /// The admin credentials of a registry that an attribute of a Terraform resource holds: those of
    /// the registry itself, or what the action `listCredentials` gave.
    fn credentials_of(&self, reference: &Reference, at: Span) -> Option<Credentials> {
        let first = &**reference.path.first().filter(|_| !reference.module)?;
        let kind = match first {
            "admin_username" | "admin_password" => "azurerm_container_registry",
            "output" | "sensitive_output" => "azapi_resource_action",
            _ => return None,
        };
        let scope = self.scope_of(reference.instance)?;
        let resource = scope.module.resources.get(reference.index)?;
        if resource.kind.trim_start_matches("data.") != kind {
            return None;
        }
        let is_user_name = reference.path.last().is_some_and(|last| last.ends_with("username"));
        let registry = match first.starts_with("admin") {
            true => self.referenced(Reference { path: Vec::new(), ..reference.clone() }, at),
            false => {
                let call = (false, reference.index);
                let pass = self.pass_at(&scope, call, resource.repeat.as_ref(), &reference.address)?;
                let attribute = |name: &str| Some(self.eval(&scope, &pass.locals, written(resource, name)?));
                attribute("action").filter(|action| action.is_text(LIST_CREDENTIALS) == Some(true))?;
                attribute("resource_id")?
            }
        };
        Some(Credentials { registry, is_user_name, span: at })
    }

    /// A member of a referenced resource or module: its value if the code says it, else the
    /// reference to it.
    pub(super) fn reference_member(&self, reference: &Reference, name: &Arc<str>, at: Span) -> Value {
        let mut path = reference.path.clone();
        path.push(name.clone());
        let extended = Reference { path, ..reference.clone() };
        let known = match extended.module {
            true => self.deployment_name(&extended).or_else(|| self.module_output(&extended, at)),
            false => self.written_attribute(&extended, at),
        };
        known.unwrap_or_else(|| self.referenced(extended, at))
    }

    /// `[i]` of a referenced loop belongs to the address.
    pub(super) fn reference_index(&self, reference: &Reference, index: &Value, at: Span) -> Value {
        let suffix = suffix_of(index);
        let mut indexed = reference.clone();
        match indexed.path.is_empty() {
            true => indexed.address.push_str(&suffix),
            false => indexed.path.push(suffix.into()),
        }
        if indexed.path.is_empty() && self.is_no_instance(&indexed) {
            return Value::unknown("the index is out of range", format!("index {at:?}"), at);
        }
        self.referenced(indexed, at)
    }

    fn module_output(&self, reference: &Reference, at: Span) -> Option<Value> {
        let scope = self.scope_of(reference.instance)?;
        let call = scope.module.calls.get(reference.index)?;
        let output = match (scope.module.language, reference.path.as_slice()) {
            (ModuleLanguage::Terraform, [output]) => output,
            (ModuleLanguage::Terraform, _) => return None,
            (language, _) => output_of(reference, language == ModuleLanguage::Arm)?,
        };
        let pass = self.pass_at(&scope, (true, reference.index), call.repeat.as_ref(), &reference.address)?;
        let Some(child) = self.child(&scope, reference.index, &pass) else {
            let key = format!("{}.{output}", reference.address);
            return Some(Value::unknown(format!("module `{}` is not available", call.symbol), key, at));
        };
        let declared = child.module.outputs.iter().find(|known| known.name.eq_ignore_ascii_case(output))?;
        let value = self.eval(&child, &Locals::default(), &declared.value);
        Some(value.hop(at, format!("output `{output}` of module `{}` is used here", call.symbol)))
    }

    /// `name` of a Bicep module is the name of its deployment.
    fn deployment_name(&self, reference: &Reference) -> Option<Value> {
        let scope = self.scope_of(reference.instance)?;
        let call = scope.module.calls.get(reference.index)?;
        let [name] = reference.path.as_slice() else { return None };
        if &**name != "name" || scope.module.language != ModuleLanguage::Bicep {
            return None;
        }
        let pass = self.pass_at(&scope, (true, reference.index), call.repeat.as_ref(), &reference.address)?;
        Some(self.eval(&scope, &pass.locals, call.name.as_ref()?))
    }

    /// What the code says of an attribute: of Terraform resources any that is written, of others only
    /// those that deploying cannot change.
    fn written_attribute(&self, reference: &Reference, at: Span) -> Option<Value> {
        let scope = self.scope_of(reference.instance)?;
        let resource = scope.module.resources.get(reference.index)?;
        let [name] = reference.path.as_slice() else { return None };
        // The id of what tells the categories of a resource is the id of that resource.
        let mirrors = resource.kind == CATEGORIES && &**name == "id";
        let name = if mirrors { "resource_id" } else { &**name };
        let terraform = scope.module.language == ModuleLanguage::Terraform;
        let locals = match (&resource.repeat, terraform) {
            (Some(_), true) => self.locals_of(reference)?,
            (repeat, _) => {
                self.pass_at(&scope, (false, reference.index), repeat.as_ref(), &reference.address)?.locals
            }
        };
        match (name, &resource.api_version) {
            _ if mirrors => {}
            ("type", _) if !terraform => return Some(Value::string(resource.kind.as_str(), at)),
            ("apiVersion", Some(version)) if !terraform => return Some(self.eval(&scope, &locals, version)),
            ("name", _) => {}
            _ if !terraform || resource.existing => return None,
            _ => {}
        }
        let expression = written(resource, name)?;
        let value = self.eval(&scope, &locals, expression);
        match terraform {
            true if makes_no_block(expression, &value) => None,
            true => Some(with_computed(value, reference)),
            false => Some(value),
        }
    }
}

/// Whether only `dynamic` blocks are written, and none is made: the provider may have one all the same.
fn makes_no_block(expression: &Expr, value: &Value) -> bool {
    let is_loop = |element: &Element| element.spread && matches!(element.value.kind, ExprKind::For(_));
    let is_dynamic = matches!(&expression.kind, ExprKind::Array(elements) if elements.iter().any(is_loop));
    is_dynamic && value.as_list().is_some_and(|list| list.items.is_empty() && list.rest.is_none())
}

/// Blocks have attributes that nobody writes, such as `principal_id` of `identity`: what is not in a
/// block is known after deployment.
fn with_computed(value: Value, reference: &Reference) -> Value {
    let ValueKind::List(list) = &value.kind else { return value };
    let mut list = (**list).clone();
    for (i, block) in list.items.iter_mut().enumerate() {
        let ValueKind::Object(members) = &mut block.kind else { continue };
        if members.rest.is_none() {
            let element = reference.element(i);
            let key = element.text();
            let reason = format!("`{key}` is known only after deployment");
            let rest = Unknown { reason, key, reference: Some(element), ..Unknown::default() };
            Rc::make_mut(members).rest = Some(Rc::new(rest));
        }
    }
    Value { kind: ValueKind::List(Rc::new(list)), ..value }
}

/// An attribute as it is written in a resource.
fn written<'a>(resource: &'a Declaration, name: &str) -> Option<&'a Expr> {
    let ExprKind::Object(entries) = &resource.body.kind else { return None };
    entries.iter().find_map(|entry| match entry {
        Entry::Property { key: Expr { kind: ExprKind::String(key), .. }, value } if &**key == name => {
            Some(value)
        }
        _ => None,
    })
}

/// What an index adds to an address.
fn suffix_of(index: &Value) -> String {
    match &index.kind {
        ValueKind::String(key) => format!("[\"{key}\"]"),
        ValueKind::Int(i) => format!("[{i}]"),
        _ => "[*]".to_owned(),
    }
}

/// The symbol of a resource; Bicep puts those that it is nested in before it.
fn resource_symbol(module: &Module, index: usize) -> Option<String> {
    let resource = module.resources.get(index)?;
    let mut symbol = resource.symbol.to_string();
    let mut parent = resource.parent.filter(|_| module.language == ModuleLanguage::Bicep);
    while let Some(outer) = parent.and_then(|parent| module.resources.get(parent)) {
        symbol = format!("{}::{symbol}", outer.symbol);
        parent = outer.parent;
    }
    Some(symbol)
}
