//! Syntax trees to modules: parameters, variables, resources, calls and outputs as spanned
//! expressions, not evaluated. One expression language serves Bicep, Terraform and ARM JSON.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::artifact::is_artifact;
use crate::source::{Source, SourceId, Span};
use crate::syntax::{SyntaxTree, TextRange};

mod arm;
mod arm_expr;
mod bicep;
mod document;
mod expr;
mod expression;
mod plan;
mod remarks;
mod template;
mod terraform;
mod text;
mod verified;
pub mod version;
mod walk;

pub use arm::{JsonDocument, lower_arm};
pub use bicep::{lower_bicep, lower_bicep_parameters};
pub use expr::{BinaryOp, Element, Entry, Expr, ExprKind, For, Space, UnaryOp};
pub use plan::{Plan, lower_plan, without_keys};
pub use remarks::remarks;
pub use template::lower_template;
pub use terraform::{
    TerraformFile, lower_terraform, lower_terraform_lock, lower_terraform_values, lower_terragrunt,
    terraform_module,
};
pub use verified::lower_verified;

/// Expressions nested deeper than this are not lowered, so that no later recursion overflows.
pub const MAX_DEPTH: u32 = 400;

/// What a template or a Terraform directory declares.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// Root-relative path of the file, or of the directory for Terraform.
    pub path: String,
    /// The file, or the first file of the directory.
    pub source: SourceId,
    /// What it is written in.
    pub language: ModuleLanguage,
    /// Parameters and Terraform variables.
    pub parameters: Vec<Parameter>,
    /// Variables and locals.
    pub variables: Vec<Variable>,
    /// Functions that the user defines.
    pub functions: Vec<Function>,
    /// Resources and data sources in file order.
    pub resources: Vec<Declaration>,
    /// Module calls and nested deployments.
    pub calls: Vec<Call>,
    /// Outputs.
    pub outputs: Vec<Output>,
    /// Bicep: names that come from other files.
    pub imports: Vec<Import>,
    /// Bicep: what the types say that other files may import, by name.
    pub types: HashMap<Arc<str>, Type>,
    /// Terraform: version constraints on providers.
    pub providers: Vec<Requirement>,
    /// ARM: resources have symbolic names (languageVersion 2.0).
    pub symbolic: bool,
    /// ARM: compiled from Bicep (`metadata._generator`).
    pub generated: bool,
    /// Bicep `targetScope` or the ARM schema: what it is deployed to.
    pub deployment_scope: DeploymentScope,
    /// There is a syntax error somewhere: declarations may be missing.
    pub broken: bool,
    /// It may read the admin credentials of a registry.
    pub reads_credentials: bool,
}

impl Module {
    /// Marks the declarations that have one of these places, sorted by their end, in them.
    pub fn mark_broken(&mut self, errors: &[TextRange]) {
        if errors.is_empty() {
            return;
        }
        self.broken = true;
        for resource in &mut self.resources {
            let first = errors.partition_point(|error| error.end < resource.span.start);
            resource.broken = errors.get(first).is_some_and(|error| error.start <= resource.span.end);
        }
        for call in &mut self.calls {
            if let Target::Embedded(module) = &mut call.target {
                Arc::make_mut(module).mark_broken(errors);
            }
        }
    }
}

/// A version constraint on a Terraform provider.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Name of the provider, without its namespace.
    pub name: String,
    /// As written: `~> 4.0`; of a locked version `= 4.14.0`.
    pub constraint: String,
    /// Where the version is written.
    pub span: Span,
}

/// The versions of providers that Terraform chose for a directory.
#[derive(Clone, Debug)]
pub struct ProviderLock {
    /// Root-relative path of the directory.
    pub directory: String,
    /// One version for each provider.
    pub providers: Vec<Requirement>,
}

/// What a template is deployed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeploymentScope {
    /// A resource group.
    #[default]
    ResourceGroup,
    /// A subscription.
    Subscription,
    /// A management group.
    ManagementGroup,
    /// The whole tenant.
    Tenant,
}

impl DeploymentScope {
    /// The one that Bicep and ARM schemas call so: `subscription`, `subscriptionDeploymentTemplate.json`.
    fn of(text: &str) -> Self {
        let starts =
            |name: &str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        match text {
            _ if starts("subscription") => Self::Subscription,
            _ if starts("managementGroup") => Self::ManagementGroup,
            _ if starts("tenant") => Self::Tenant,
            _ => Self::ResourceGroup,
        }
    }

    /// Whether it is more than a resource group.
    pub fn is_wide(self) -> bool {
        self != Self::ResourceGroup
    }
}

/// The language of a module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ModuleLanguage {
    /// Bicep.
    #[default]
    Bicep,
    /// ARM JSON.
    Arm,
    /// Terraform or OpenTofu.
    Terraform,
}

/// A name that comes from another file.
#[derive(Clone, Debug)]
pub struct Import {
    /// Where it comes from.
    pub target: Target,
    /// Where that is written.
    pub target_span: Span,
    /// Its name there; none if the name here stands for all that the other file exports.
    pub name: Option<Arc<str>>,
    /// Its name here.
    pub alias: Arc<str>,
    /// Where the name stands.
    pub span: Span,
}

/// What a type says about its values.
#[derive(Clone, Debug, Default)]
pub struct Type {
    /// The only values, if they are literals.
    pub allowed: Option<Expr>,
    /// They are secrets.
    pub secure: bool,
    /// Null is one of them.
    pub nullable: bool,
    /// What all of them are.
    pub base: Option<Base>,
    /// The imported name, and members of it, that says the rest; empty if nothing does.
    pub named: Vec<Arc<str>>,
}

/// What a value is, whatever its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Base {
    String,
    Int,
    Bool,
    Object,
    Array,
}

/// A parameter of a template or variable of a Terraform module.
#[derive(Clone, Debug, Default)]
pub struct Parameter {
    /// Its name.
    pub name: Arc<str>,
    /// Where the name stands.
    pub name_span: Span,
    /// The value when the caller gives none.
    pub default: Option<Expr>,
    /// The values it may take (`@allowed`, `allowedValues`, a union of literals).
    pub allowed: Option<Expr>,
    /// Its value is a secret: never known, never printed.
    pub secure: bool,
    /// It may be left out without default: null then (Bicep `?`, Terraform is not).
    pub nullable: bool,
    /// `null` counts as no value: always in Bicep and ARM, in Terraform with `nullable = false`.
    pub null_is_default: bool,
    /// Its type, if values are converted to it: Terraform's.
    pub shape: Option<Expr>,
    /// What its values are, if the language does not convert others.
    pub base: Option<Base>,
    /// Its type says, or may say, that parts of its value are secrets.
    pub secure_parts: bool,
    /// Terraform: it is used where no secret may be, as in an output that is none.
    pub exposed: bool,
    /// Bicep: the imported type that says more, as in [`Type::named`].
    pub named: Vec<Arc<str>>,
}

/// An output.
#[derive(Clone, Debug)]
pub struct Output {
    /// Its name.
    pub name: Arc<str>,
    /// Where the name stands; of Terraform the header of the block.
    pub name_span: Span,
    /// Its value.
    pub value: Expr,
    /// It is declared to be a secret.
    pub secure: bool,
}

/// A variable or local.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: Arc<str>,
    /// Where the name stands.
    pub name_span: Span,
    /// Its value.
    pub value: Expr,
}

/// A function that the user defines.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name; ARM functions as `namespace.name`.
    pub name: Arc<str>,
    /// Names of its parameters.
    pub parameters: Vec<Arc<str>>,
    /// Its result.
    pub body: Expr,
}

/// How often a resource or call is made.
#[derive(Clone, Debug)]
pub enum Repeat {
    /// Bicep `[for …]`: once per element; the body may use the loop variables.
    For {
        /// Name of the element.
        item: Arc<str>,
        /// Name of the index.
        index: Option<Arc<str>>,
        /// What is walked.
        collection: Expr,
    },
    /// Terraform `count`: `count.index` counts from 0.
    Count(Expr),
    /// Terraform `for_each`: `each.key` and `each.value`.
    ForEach(Expr),
    /// ARM `copy`: `copyIndex('name')` counts from 0.
    Copy {
        /// Name of the loop.
        name: Arc<str>,
        /// How often.
        count: Expr,
    },
}

/// A resource as written.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// Symbolic name; Terraform `type.name`; ARM the key, else the name as written.
    pub symbol: Arc<str>,
    /// ARM type, or Terraform type; Terraform data sources start with `data.`.
    pub kind: String,
    /// API version, if the language has it.
    pub api_version: Option<Expr>,
    /// The declaring keyword: Bicep `resource`, Terraform block header, ARM `type` member.
    pub keyword: Span,
    /// Where a missing property is reported.
    pub head: Span,
    /// The whole declaration.
    pub span: Span,
    /// Declared elsewhere: Bicep `existing`, ARM `existing: true`, Terraform `data`.
    pub existing: bool,
    /// Not deployed if false.
    pub condition: Option<Expr>,
    /// Loop.
    pub repeat: Option<Repeat>,
    /// The body, always an object. Terraform blocks are arrays of objects.
    pub body: Expr,
    /// Index of the resource this one is nested in.
    pub parent: Option<usize>,
    /// There is a syntax error in it: what seems to be absent may be what the error hides.
    pub broken: bool,
}

/// A module call.
#[derive(Clone, Debug)]
pub struct Call {
    /// Symbolic name; ARM the deployment's name as written.
    pub symbol: Arc<str>,
    /// Name of the deployment, if it has one.
    pub name: Option<Expr>,
    /// The declaring keyword or block header.
    pub keyword: Span,
    /// What is called.
    pub target: Target,
    /// Where the target is written.
    pub target_span: Span,
    /// Terraform: the constraint on the version of the target.
    pub version: Option<Arc<str>>,
    /// Arguments by name, an object.
    pub arguments: Expr,
    /// Bicep `scope`, ARM `resourceGroup`: where its resources go, if not where the caller's do.
    pub scope: Option<Expr>,
    /// Not deployed if false.
    pub condition: Option<Expr>,
    /// Loop.
    pub repeat: Option<Repeat>,
}

impl Call {
    /// A call of which only this is known yet.
    fn of(symbol: Arc<str>, keyword: Span, name: Option<Expr>, condition: Option<Expr>) -> Self {
        let arguments = Expr { kind: ExprKind::Object(Vec::new()), span: keyword };
        let (target, target_span) = (Target::Remote(String::new()), keyword);
        let (version, scope, repeat) = (None, None, None);
        Self { symbol, name, keyword, target, target_span, version, arguments, scope, condition, repeat }
    }
}

/// What a call calls.
#[derive(Clone, Debug)]
pub enum Target {
    /// A file or directory, root-relative and normalised; `..` may lead out of the root.
    Path(String),
    /// A module of a registry or a repository, as written.
    Remote(String),
    /// A nested template with a scope of its own.
    Embedded(Arc<Module>),
}

/// The template that a parameter file is for.
#[derive(Clone, Debug, Default)]
pub enum Using {
    /// The one that its name leads to.
    #[default]
    ByName,
    /// Bicep `using none`: other parameter files extend it.
    Nothing,
    /// Bicep `using`: this one, and where that is written.
    Template(Target, Span),
}

/// Values for the parameters of a template.
#[derive(Clone, Debug, Default)]
pub struct ParameterFile {
    /// Root-relative path.
    pub path: String,
    /// The file.
    pub source: SourceId,
    /// The template that it is for.
    pub using: Using,
    /// Bicep `extends`: the parameter file that it changes, and where that is written.
    pub extends: Option<(String, Span)>,
    /// Bicep: names that come from other files.
    pub imports: Vec<Import>,
    /// Assignments in file order.
    pub values: Vec<Variable>,
    /// Variables that the assignments may use.
    pub variables: Vec<Variable>,
    /// Why it may assign more than is known: a syntax error, or a file that it extends.
    pub incomplete: Option<&'static str>,
}

impl ParameterFile {
    /// What it takes from other files. `base` stands for the parameter file that it extends.
    pub fn imports(&self) -> Vec<Import> {
        let base = self.extends.iter().map(|(path, span)| Import {
            target: Target::Path(path.clone()),
            target_span: *span,
            name: None,
            alias: "base".into(),
            span: *span,
        });
        self.imports.iter().cloned().chain(base).collect()
    }
}

/// Why a parameter file with syntax errors may assign more than is known.
fn hidden_by_errors(tree: &SyntaxTree) -> Option<&'static str> {
    (!tree.errors.is_empty()).then_some("a syntax error in the parameter file may hide its value")
}

/// The place of a source in the tree, and its text: what every lowering needs.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Id of the source.
    pub id: SourceId,
    /// The source.
    pub source: &'a Source,
}

impl Input<'_> {
    /// Whether the text may read the admin credentials of a registry.
    fn reads_credentials(&self) -> bool {
        static NEEDLE: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new("(?i)listcredentials|admin_(?:password|username)").ok());
        !self.id.is_builtin() && NEEDLE.as_ref().is_none_or(|needle| needle.is_match(&self.source.text))
    }

    /// What a path in Bicep names: a file, or a module of a registry.
    fn target(&self, written: String) -> Target {
        match is_artifact(&written) {
            true => Target::Remote(written),
            false => Target::Path(self.resolve(&written)),
        }
    }

    /// `relative` taken from the directory of this source, normalised.
    pub fn resolve(&self, relative: &str) -> String {
        let directory = self.source.path.rsplit_once('/').map_or("", |(directory, _)| directory);
        join(directory, relative)
    }
}

/// Joins two root-relative paths with forward slashes and resolves `.` and `..`; a path that
/// leaves the root keeps its leading `..`.
pub fn join(directory: &str, relative: &str) -> String {
    let relative = relative.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for part in directory.split('/').chain(relative.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
