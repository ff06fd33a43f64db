//! Templates that are rendered with values: nothing of the caller is visible in them.

use super::scope::{Evaluator, Locals};
use super::value::Value;
use crate::lower::{Module, ModuleLanguage, lower_template};
use crate::source::Span;

impl Evaluator<'_> {
    /// The text that a template gives with the members of an object as its names. Files are looked
    /// for from `directory`. `None` if the template has syntax errors or the names are not known.
    pub(super) fn rendered(&self, text: &str, names: &Value, directory: &str, span: Span) -> Option<Value> {
        self.budget.charge(text.len() / 8).then_some(())?;
        let given = names.as_object().filter(|names| names.rest.is_none())?;
        let declared: Vec<_> = given.items.iter().map(|item| item.key.clone()).collect();
        let template = lower_template(text, &declared, span)?;
        let locals = given.items.iter().fold(Locals::default(), |locals, item| {
            locals.with(item.key.clone(), item.value.clone().out_of(names))
        });
        let (language, path) = (ModuleLanguage::Terraform, directory.to_owned());
        let module = Module { language, path, source: span.source, ..Module::default() };
        // The template does not live as long as the program, so it gets an evaluator of its own.
        let mut inside = Evaluator::new(self.program, self.sources);
        inside.budget = self.budget.clone();
        let scope = inside.scope(&module, String::new(), None);
        let value = inside.eval(&scope, &locals, &template);
        self.budget.settle(&inside.budget);
        match inside.limits.take().first() {
            Some((_, what)) => Some(self.limit(span, what)),
            None => Some(Value { span, ..value }),
        }
    }
}
