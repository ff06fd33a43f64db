//! What comes from elsewhere: variables and functions by Bicep's `import`, values of the parameter
//! file that is extended, both evaluated where they are declared, and the environment.

use std::rc::Rc;
use std::sync::Arc;

use super::scope::{Evaluator, Locals, Scope};
use super::value::Value;
use crate::lower::{Element, Expr, ExprKind, Function, Import, Space};
use crate::source::Span;

/// Parameter files that extend one another in a longer chain are not followed.
const MAX_CHAIN: usize = 32;

impl<'a> Evaluator<'a> {
    /// The value of a name that another file exports.
    pub(super) fn imported(&self, scope: &Rc<Scope<'a>>, name: &Arc<str>, at: Span) -> Option<Value> {
        let import = import_of(scope, name)?;
        let Some(exported) = &import.name else {
            let reason = format!("`{name}` stands for all that another file exports");
            return Some(Value::unknown(reason, format!("{name}@{}", scope.id), at));
        };
        Some(self.exported(import, exported, at))
    }

    /// `alias.name`, if the alias stands for all that another file exports.
    pub(super) fn imported_member(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        object: &Expr,
        name: &Arc<str>,
        at: Span,
    ) -> Option<Value> {
        let import = wildcard(scope, locals, object)?;
        Some(self.exported(import, name, at))
    }

    fn exported(&self, import: &'a Import, name: &Arc<str>, at: Span) -> Value {
        let mut origin = self.exporter(import);
        for _ in 0..MAX_CHAIN {
            let Some(scope) = &origin else { break };
            if let Some(value) = self.name(scope, Space::Variable, name, at) {
                return value.hop(at, format!("imported `{name}` is used here"));
            }
            origin = import_of(scope, &import.alias).and_then(|next| self.exporter(next));
        }
        let reason = match self.exporter(import) {
            Some(scope) => format!("`{}` does not export `{name}`", scope.module.path),
            None => format!("the file that exports `{name}` is not at hand"),
        };
        Value::unknown(reason, format!("{name}@{:?}", import.span), at)
    }

    /// The scope of the file that an import reads.
    fn exporter(&self, import: &'a Import) -> Option<Rc<Scope<'a>>> {
        self.program.exporter(import).map(|module| self.lone_scope(module))
    }

    /// A function that the user defines, here or in a file that is imported, and the scope in which
    /// its body is evaluated.
    pub(super) fn function(
        &self,
        scope: &Rc<Scope<'a>>,
        name: &str,
    ) -> Option<(Rc<Scope<'a>>, &'a Function)> {
        if let Some(index) = scope.names.function(name) {
            return Some((scope.clone(), scope.module.functions.get(index)?));
        }
        let import = import_of(scope, name)?;
        self.exported_function(import, import.name.as_ref()?)
    }

    fn exported_function(&self, import: &'a Import, name: &str) -> Option<(Rc<Scope<'a>>, &'a Function)> {
        let scope = self.exporter(import)?;
        // Compiled, they are in a namespace of their own.
        let names = [name.to_owned(), format!("__bicep.{name}")];
        let index = names.iter().find_map(|name| scope.names.function(name))?;
        let function = scope.module.functions.get(index)?;
        Some((scope, function))
    }

    /// `alias.function(…)`, if the alias stands for all that another file exports.
    pub(super) fn imported_call(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        (object, name): (&Expr, &str),
        arguments: &'a [Element],
        span: Span,
    ) -> Option<Value> {
        let import = wildcard(scope, locals, object)?;
        Some(match self.exported_function(import, name) {
            Some((inner, function)) => {
                let values = self.elements(scope, locals, arguments).items;
                self.apply(&inner, function, values)
            }
            None => {
                let reason = format!("the function `{name}` of another file is not at hand");
                Value::unknown(reason, format!("{name} {span:?}"), span)
            }
        })
    }

    /// `readEnvironmentVariable(name, default)`: the environment is not read, so that equal code gives
    /// equal results.
    pub(super) fn environment(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        (variable, default): (&'a Expr, Option<&'a Element>),
        span: Span,
    ) -> Value {
        let variable = self.eval(scope, locals, variable).canonical();
        match default {
            Some(default) => {
                let value = self.eval(scope, locals, &default.value);
                value.hop(span, format!("this stands for the environment variable `{variable}` by default"))
            }
            None => {
                let reason = format!("it comes from the environment variable `{variable}`");
                Value::unknown(reason, format!("environment variable {variable}"), span)
            }
        }
    }

    /// The result of a function that the user defines.
    pub(super) fn apply(&self, scope: &Rc<Scope<'a>>, function: &'a Function, values: Vec<Value>) -> Value {
        let named = function.parameters.iter().cloned().zip(values);
        let locals = named.fold(Locals::default(), |locals, (name, value)| locals.with(name, value));
        // ARM user functions read their own parameters by `parameters('x')`.
        self.eval(scope, &locals, &function.body)
    }
}

fn import_of<'a>(scope: &Scope<'a>, name: &str) -> Option<&'a Import> {
    scope.names.import(name).and_then(|index| scope.module.imports.get(index))
}

/// The import that a bare name stands for whole.
fn wildcard<'a>(scope: &Scope<'a>, locals: &Locals, object: &Expr) -> Option<&'a Import> {
    let ExprKind::Name(Space::Any, alias) = &object.kind else { return None };
    import_of(scope, alias).filter(|import| import.name.is_none() && locals.get(alias).is_none())
}
