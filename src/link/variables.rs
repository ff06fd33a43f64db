//! Values for variables of Terraform modules that nobody declares or that take others.

use std::collections::HashMap;

use super::{Problem, ProblemKind, Program};
use crate::artifact::is_installed;
use crate::lower::{Base, Entry, Expr, ExprKind, Module, ModuleLanguage, Target};
use crate::source::Span;

impl Program {
    /// What variable files and module calls give that the module does not take. Terraform only warns
    /// of a variable in a file that nobody declares; it refuses an argument.
    pub(super) fn terraform_problems(&self, problems: &mut Vec<Problem>) {
        for (directory, files) in self.variable_files() {
            let Some(module) = self.find(directory) else { continue };
            let declared = Declared::of(module);
            for value in files.iter().flat_map(|file| &file.file.values) {
                let given = (&*value.name, value.name_span, &value.value);
                problems.extend(declared.problem(given, ProblemKind::Loose));
            }
        }
        let own = self
            .modules
            .iter()
            .filter(|module| module.language == ModuleLanguage::Terraform && !is_installed(&module.path));
        let mut known: HashMap<&str, Declared> = HashMap::new();
        for call in own.flat_map(|module| &module.calls) {
            let Target::Path(path) = &call.target else { continue };
            let Some(callee) = self.find(path) else { continue };
            let ExprKind::Object(entries) = &call.arguments.kind else { continue };
            let declared = known.entry(path).or_insert_with(|| Declared::of(callee));
            problems.extend(entries.iter().filter_map(|entry| match entry {
                Entry::Property { key: Expr { kind: ExprKind::String(name), span }, value } => {
                    declared.problem((name, *span, value), ProblemKind::Broken)
                }
                _ => None,
            }));
        }
    }
}

/// The variables of a module.
struct Declared<'m> {
    module: &'m Module,
    variables: HashMap<&'m str, Option<Base>>,
}

impl<'m> Declared<'m> {
    fn of(module: &'m Module) -> Self {
        let variables = module.parameters.iter().map(|variable| (&*variable.name, variable.base));
        Self { module, variables: variables.collect() }
    }

    fn problem(&self, (name, name_span, value): (&str, Span, &Expr), kind: ProblemKind) -> Option<Problem> {
        // A syntax error may hide the declaration.
        if self.module.broken {
            return None;
        }
        let path = match self.module.path.as_str() {
            "" => ".",
            path => path,
        };
        let (span, message) = match self.variables.get(name) {
            None => (name_span, format!("`{path}` declares no variable `{name}`")),
            Some(base) => {
                let (given, wanted) = (shape(value)?, (*base)?);
                let word = match wanted {
                    Base::Array => "a list",
                    Base::Object => "an object or map",
                    _ => "text, a number or a truth value",
                };
                (given != wanted)
                    .then(|| (value.span, format!("variable `{name}` of `{path}` takes {word}")))?
            }
        };
        Some(Problem { span, message, kind })
    }
}

/// What a literal is. Terraform converts between text, numbers and truth values, so those are one.
fn shape(value: &Expr) -> Option<Base> {
    match &value.kind {
        ExprKind::String(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Bool(_) => Some(Base::String),
        ExprKind::Array(_) => Some(Base::Array),
        ExprKind::Object(_) => Some(Base::Object),
        _ => None,
    }
}
