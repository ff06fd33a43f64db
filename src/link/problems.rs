//! What does not fit together: files that lead back to themselves, values for parameters that
//! nobody declares or that take other values, files that are named but not there.

use std::collections::{HashMap, HashSet};

use super::{Program, ValueFile};
use crate::lower::{Base, Entry, Expr, ExprKind, Import, Module, ModuleLanguage, Target, Using};
use crate::source::Span;

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// What, as a sentence without final stop.
    pub message: String,
    /// What happens.
    pub kind: ProblemKind,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The deployment fails.
    Broken,
    /// What is named is not part of the code: the deployment may well succeed.
    Loose,
    /// A module of a registry is not at hand.
    NotFetched,
}

/// One file leads to another, at a place.
type Edge<'p> = (&'p str, Span);

impl Program {
    /// Everything that does not fit together.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.cycles.clone();
        for module in &self.modules {
            self.missing_imports(&module.imports, &mut problems);
            if module.language == ModuleLanguage::Bicep {
                self.arguments(module, &mut problems);
            }
        }
        for file in &self.values {
            self.parameter_file(file, &mut problems);
        }
        self.terraform_problems(&mut problems);
        problems.sort_by_key(|problem| problem.span);
        problems.dedup();
        problems
    }

    /// A file that is named but not there. Calls of modules are reported where they are evaluated.
    fn missing_file(&self, target: &Target, span: Span, kind: ProblemKind, problems: &mut Vec<Problem>) {
        let message = match target {
            Target::Path(path) if self.find(path).is_some() || self.values_at(path).is_some() => return,
            Target::Path(path) if path.starts_with("..") => {
                format!("`{path}` lies outside the root and is not read")
            }
            Target::Path(path) => format!("`{path}` is not there"),
            Target::Remote(name) => {
                let reason = self.why_absent(span).map(|reason| format!(": {reason}")).unwrap_or_default();
                let message = format!("module `{name}` is not at hand{reason}");
                problems.push(Problem { span, message, kind: ProblemKind::NotFetched });
                return;
            }
            Target::Embedded(_) => return,
        };
        problems.push(Problem { span, message, kind });
    }

    /// A module of a registry that is imported for its types or values hides no resource: what hangs
    /// on it says so itself.
    fn missing_imports(&self, imports: &[Import], problems: &mut Vec<Problem>) {
        for import in imports.iter().filter(|import| !matches!(import.target, Target::Remote(_))) {
            self.missing_file(&import.target, import.target_span, ProblemKind::Broken, problems);
        }
    }

    fn parameter_file(&self, file: &ValueFile, problems: &mut Vec<Problem>) {
        self.missing_imports(&file.file.imports, problems);
        if let Some((base, span)) = &file.file.extends {
            self.missing_file(&Target::Path(base.clone()), *span, ProblemKind::Broken, problems);
        }
        let values = file.file.values.iter().map(|value| (&*value.name, value.name_span, &value.value));
        match (&file.file.using, self.template_for(file)) {
            (Using::Template(..), Some(template)) if template.language != ModuleLanguage::Terraform => {
                misfits(template, values, ProblemKind::Broken, problems);
            }
            // Its name made it belong to the template, which may be wrong.
            (_, Some(template)) if template.language != ModuleLanguage::Terraform => {
                misfits(template, values, ProblemKind::Loose, problems);
            }
            (Using::Template(target, span), None) => {
                self.missing_file(target, *span, ProblemKind::Loose, problems);
            }
            (Using::ByName, None)
                if file.scope.language != ModuleLanguage::Terraform && may_concern(file) =>
            {
                let message = "no template belongs to this parameter file, so its values are not used";
                let span = Span::new(file.file.source, 0, 0);
                problems.push(Problem { span, message: message.to_owned(), kind: ProblemKind::Loose });
            }
            _ => {}
        }
    }

    /// The values that calls of modules pass.
    fn arguments(&self, module: &Module, problems: &mut Vec<Problem>) {
        for call in &module.calls {
            let Target::Path(path) = &call.target else { continue };
            let Some(callee) = self.find(path) else { continue };
            let ExprKind::Object(entries) = &call.arguments.kind else { continue };
            let values = entries.iter().filter_map(|entry| match entry {
                Entry::Property { key: Expr { kind: ExprKind::String(name), span }, value } => {
                    Some((&**name, *span, value))
                }
                _ => None,
            });
            misfits(callee, values, ProblemKind::Broken, problems);
        }
    }

    /// Finds the references that close a cycle of files; evaluation stops there.
    pub(super) fn find_cycles(&mut self) {
        let edges = self.edges();
        let mut found: Vec<Problem> = Vec::new();
        let mut done: HashSet<&str> = HashSet::new();
        let mut starts: Vec<&str> = edges.keys().copied().collect();
        starts.sort_unstable();
        for start in starts {
            // The way from the start, and which of its references comes next.
            let mut way: Vec<(&str, usize)> = vec![(start, 0)];
            let mut on_way: HashSet<&str> = HashSet::from([start]);
            while let Some((path, next)) = way.last_mut() {
                let path = *path;
                let edge =
                    edges.get(path).filter(|_| !done.contains(path)).and_then(|edges| edges.get(*next));
                *next += 1;
                match edge {
                    Some((target, span)) if on_way.contains(target) => {
                        let name = if target.is_empty() { "." } else { target };
                        found.push(Problem {
                            span: *span,
                            message: format!("`{name}` leads back to itself through this reference"),
                            kind: ProblemKind::Broken,
                        });
                    }
                    Some((target, _)) if !done.contains(target) => {
                        on_way.insert(target);
                        way.push((target, 0));
                    }
                    Some(_) => {}
                    None => {
                        done.insert(path);
                        on_way.remove(path);
                        way.pop();
                    }
                }
            }
        }
        found.sort_by_key(|cycle| cycle.span);
        self.cycles = found;
    }

    fn edges(&self) -> HashMap<&str, Vec<Edge<'_>>> {
        let mut edges: HashMap<&str, Vec<Edge>> = HashMap::new();
        for module in &self.modules {
            let mut own = Vec::new();
            calls(module, &mut own);
            edges.insert(&module.path, own);
        }
        for file in &self.values {
            let mut own = Vec::new();
            own.extend(file.file.extends.iter().map(|(path, span)| (path.as_str(), *span)));
            imports(&file.scope, &mut own);
            edges.insert(&file.file.path, own);
        }
        edges
    }

    /// True if a reference leads back to where it comes from.
    pub fn closes_cycle(&self, place: Span) -> bool {
        self.cycles.binary_search_by_key(&place, |cycle| cycle.span).is_ok()
    }
}

/// Whether a parameter file that belongs to no template may have been written for one with a registry,
/// by its name and those of its parameters. The others are nobody's business here.
fn may_concern(file: &ValueFile) -> bool {
    let name = file.file.path.rsplit('/').next().unwrap_or(&file.file.path);
    let mut names = file.file.values.iter().map(|value| &*value.name).chain([name]);
    names.any(|name| {
        let name = name.to_ascii_lowercase();
        name.contains("acr") || name.contains("registry") || name.contains("registries")
    })
}

fn calls<'p>(module: &'p Module, edges: &mut Vec<Edge<'p>>) {
    imports(module, edges);
    for call in &module.calls {
        match &call.target {
            Target::Path(path) => edges.push((path, call.target_span)),
            Target::Embedded(inner) => calls(inner, edges),
            Target::Remote(_) => {}
        }
    }
}

fn imports<'p>(module: &'p Module, edges: &mut Vec<Edge<'p>>) {
    for import in &module.imports {
        if let Target::Path(path) = &import.target {
            edges.push((path, import.target_span));
        }
    }
}

/// Values for parameters that the template does not declare, or that take other values.
fn misfits<'v>(
    template: &Module,
    values: impl Iterator<Item = (&'v str, Span, &'v Expr)>,
    kind: ProblemKind,
    problems: &mut Vec<Problem>,
) {
    // A syntax error may hide the declaration; what is built in is not the whole module.
    if template.broken || template.source.is_builtin() {
        return;
    }
    let declared: HashMap<String, Option<Base>> = template
        .parameters
        .iter()
        .map(|parameter| (parameter.name.to_ascii_lowercase(), parameter.base))
        .collect();
    for (name, name_span, value) in values {
        let (span, message) = match declared.get(&name.to_ascii_lowercase()) {
            None => (name_span, format!("`{}` declares no parameter `{name}`", template.path)),
            Some(Some(base)) if base_of(value).is_some_and(|given| is_misfit(given, *base, kind)) => {
                (value.span, format!("parameter `{name}` of `{}` takes {}", template.path, word(*base)))
            }
            Some(_) => continue,
        };
        problems.push(Problem { span, message, kind });
    }
}

/// Whether a value cannot be what the parameter takes. What tools write into parameter files of ARM
/// are strings.
fn is_misfit(given: Base, taken: Base, kind: ProblemKind) -> bool {
    given != taken && (kind == ProblemKind::Broken || given != Base::String)
}

/// What an expression is, if its form says so.
fn base_of(value: &Expr) -> Option<Base> {
    Some(match &value.kind {
        ExprKind::String(_) | ExprKind::Template(_) => Base::String,
        ExprKind::Int(_) => Base::Int,
        ExprKind::Bool(_) => Base::Bool,
        ExprKind::Object(_) => Base::Object,
        ExprKind::Array(_) => Base::Array,
        _ => return None,
    })
}

fn word(base: Base) -> &'static str {
    match base {
        Base::String => "a string",
        Base::Int => "a whole number",
        Base::Bool => "`true` or `false`",
        Base::Object => "an object",
        Base::Array => "an array",
    }
}
