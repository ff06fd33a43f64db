//! The admin accounts of registries: where the code reads their credentials, and where these go.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::{Dialect, Doubt, Model, REGISTRY, Resource, Target, Truth};
use crate::evaluate::{Credentials, Evaluation, Piece, Value, ValueKind};
use crate::lower::ModuleLanguage;
use crate::source::Span;

/// One value with admin credentials in it.
#[derive(Clone, Debug)]
pub struct Use {
    /// The credentials, at the place where they are read.
    pub value: Value,
    /// Where they go.
    pub place: Span,
    /// What they go into.
    pub to: Destination,
    /// Only the user name.
    pub is_user_name: bool,
    /// Why they may not go there.
    pub doubt: Option<Doubt>,
    /// The condition of the resource that gets them.
    pub condition: Option<String>,
}

/// What credentials go into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A resource, by its address.
    Resource(String),
    /// A call of a module that does nothing more with them in the code.
    Module(String),
    /// An output, by its name; whether it is declared to be a secret.
    Output(String, bool),
}

/// The uses of credentials by address and origin of the registry.
#[derive(Clone, Debug, Default)]
pub(super) struct Accounts(HashMap<Key, Vec<Use>>);

type Key = (String, (usize, usize));

fn key(registry: &Resource) -> Key {
    (registry.address.clone(), registry.origin)
}

impl Model {
    /// Where the admin credentials of a registry go: the passwords or, if none is read, the user names
    /// that something may sign in with.
    pub fn uses_of(&self, registry: &Resource) -> Vec<&Use> {
        let all = self.accounts.0.get(&key(registry));
        let (names, passwords): (Vec<&Use>, Vec<&Use>) =
            all.into_iter().flatten().partition(|found| found.is_user_name);
        let signs_in = |found: &&Use| !matches!(found.to, Destination::Output(..));
        match passwords.is_empty() {
            true => names.into_iter().filter(signs_in).collect(),
            false => passwords,
        }
    }

    /// Whether the code reads admin credentials of a registry.
    pub fn is_account_used(&self, registry: &Resource) -> bool {
        !self.accounts.0.is_empty() && self.accounts.0.contains_key(&key(registry))
    }

    /// Whether a workspace of Azure Machine Learning may work with a registry, for which it takes the admin
    /// user where it has no role
    /// (learn.microsoft.com/azure/machine-learning/how-to-use-managed-identities).
    pub fn has_workspace(&self, registry: &Resource) -> bool {
        let uses = |workspace: &Resource| {
            let id = workspace.get("properties.containerRegistry");
            !id.absent && id.judge(|value| self.is_id_of(value, registry)) != Truth::False
        };
        self.of_kind("Microsoft.MachineLearningServices/workspaces").any(uses)
    }

    /// Whether a registry gives out admin credentials: not while the admin user is disabled.
    pub fn has_account(&self, registry: &Resource) -> Truth {
        match registry.existing {
            true => Truth::Unknown(registry.not_in_code("`adminUserEnabled`")),
            false => registry.get("properties.adminUserEnabled").is_true(),
        }
    }
}

/// Whether credentials that a registry does not give out are empty instead of an error.
pub fn gives_empty_credentials(registry: &Resource) -> bool {
    matches!(registry.dialect, Dialect::Azurerm(..))
}

/// Finds all uses. A registry that is not in the code gets a resource that stands for it.
pub(super) fn follow(model: &mut Model, evaluation: &Evaluation) {
    let mut uses: Vec<(Rc<Credentials>, Use)> = Vec::new();
    for deployed in &evaluation.resources {
        let to = Destination::Resource(deployed.address.clone());
        uses.extend(uses_in(&deployed.body, &to, deployed.condition.as_ref()));
    }
    for output in &evaluation.outputs {
        let to = Destination::Output(output.declaration.name.to_string(), output.declaration.secure);
        uses.extend(uses_in(&output.value, &to, None));
    }
    let known: HashSet<Span> = uses.iter().map(|(credentials, _)| credentials.span).collect();
    for call in &evaluation.passed {
        let to = Destination::Module(call.address.clone());
        let found = uses_in(&call.arguments, &to, None).into_iter();
        uses.extend(found.filter(|(credentials, _)| !known.contains(&credentials.span)));
    }
    let entry = evaluation.instances.first().map(|entry| entry.module.language);
    let dialect = match entry.unwrap_or_default() {
        ModuleLanguage::Bicep => Dialect::Bicep,
        ModuleLanguage::Arm => Dialect::Arm,
        ModuleLanguage::Terraform => Dialect::Azapi,
    };
    let mut others = Others { dialect, stand_ins: HashMap::new(), kinds: kinds(evaluation, &uses) };
    for (credentials, found) in uses {
        let Some(index) = registry_of(model, &credentials, &mut others) else { continue };
        let Some(registry) = model.resources.get(index) else { continue };
        model.accounts.0.entry(key(registry)).or_default().push(found);
    }
}

/// What is known of registries and others that the model does not have.
struct Others<'e> {
    dialect: Dialect,
    /// Indices of the resources that stand for registries, by their ids.
    stand_ins: HashMap<String, usize>,
    /// The types of all declarations.
    kinds: HashMap<(usize, usize), &'e str>,
}

/// The types of all declarations, if anything reads credentials.
fn kinds<'e>(
    evaluation: &Evaluation<'e>,
    uses: &[(Rc<Credentials>, Use)],
) -> HashMap<(usize, usize), &'e str> {
    let resources = evaluation.resources.iter().filter(|_| !uses.is_empty());
    resources.map(|it| ((it.instance, it.index), it.declaration.kind.as_str())).collect()
}

/// The index of the registry that credentials are of; `None` if they are of something else.
fn registry_of(model: &mut Model, credentials: &Credentials, others: &mut Others) -> Option<usize> {
    let id = &credentials.registry;
    if let Some(found) = model.known.find(model, &REGISTRY.to_ascii_lowercase(), id) {
        return Some(found);
    }
    let reference = id.as_unknown().and_then(|unknown| unknown.reference.as_ref());
    let kind = reference.filter(|it| !it.module).and_then(|it| others.kinds.get(&(it.instance, it.index)));
    if kind.is_some_and(|kind| kind.contains('/') && !kind.eq_ignore_ascii_case(REGISTRY)) {
        return None;
    }
    let written = id.canonical();
    let lower = written.to_ascii_lowercase();
    if lower.contains("microsoft.") && !lower.contains("microsoft.containerregistry/registries") {
        return None;
    }
    if let Some(known) = others.stand_ins.get(&written) {
        return Some(*known);
    }
    let index = model.resources.len();
    others.stand_ins.insert(written, index);
    let dialect = others.dialect;
    model.resources.push(Resource { dialect, origin: (usize::MAX, index), ..stand_in(id, credentials.span) });
    Some(index)
}

/// What stands for a registry that is not in the code.
fn stand_in(id: &Value, read: Span) -> Resource {
    Resource {
        kind: REGISTRY.to_owned(),
        version: None,
        repeated: None,
        target: Target::default(),
        name: None,
        address: called(id),
        body: Value::unknown("the registry is not in the code", "registry", read),
        condition: None,
        existing: true,
        dialect: Dialect::Bicep,
        head: read,
        keyword: read,
        span: read,
        parent: None,
        scope: None,
        unsupported: Vec::new(),
        broken: false,
        calls: Vec::new(),
        boundary: None,
        origin: (usize::MAX, usize::MAX),
    }
}

/// What a registry is called by whoever writes its id: the last name in it.
fn called(id: &Value) -> String {
    if let Some(reference) = id.as_unknown().and_then(|unknown| unknown.reference.as_ref()) {
        return reference.address.clone();
    }
    let written = id.canonical();
    let last = written.rsplit(['/', ',', '(']).find(|part| !part.is_empty()).unwrap_or_default();
    let name = last.trim_matches(['$', '{', '}', ')', ' ']);
    name.split('@').next().unwrap_or_default().to_owned()
}

/// More values than this in one resource are not looked at.
const MAX_VALUES: usize = 100_000;

/// The admin credentials in a value, each as often as it is written.
fn uses_in(value: &Value, to: &Destination, condition: Option<&String>) -> Vec<(Rc<Credentials>, Use)> {
    let mut found = Vec::new();
    if value.credentials().is_none() {
        return found;
    }
    let mut open: Vec<(Value, Option<Doubt>)> = vec![(value.clone(), None)];
    let mut seen = HashSet::new();
    for _ in 0..MAX_VALUES {
        let Some((value, doubt)) = open.pop() else { break };
        let mut note = |credentials: &Rc<Credentials>| {
            let last = value.trace.hops().last().map(|hop| hop.span);
            let given = Use {
                value: Value { span: credentials.span, ..value.clone() },
                place: last.unwrap_or(value.span),
                to: to.clone(),
                is_user_name: credentials.is_user_name,
                doubt: doubt.clone(),
                condition: condition.cloned(),
            };
            found.push((credentials.clone(), given));
        };
        match &value.kind {
            ValueKind::Unknown(unknown) => {
                if let Some(credentials) = &unknown.credentials {
                    note(credentials);
                }
            }
            ValueKind::Partial(pieces) => {
                for piece in pieces.iter() {
                    if let Piece::Unknown(unknown) = piece
                        && let Some(credentials) = &unknown.credentials
                    {
                        note(credentials);
                    }
                }
            }
            ValueKind::OneOf(alternatives) => {
                for alternative in alternatives.iter().rev() {
                    let doubt = doubt.clone().unwrap_or_else(|| Doubt::between(&value, &alternative.when));
                    open.push((alternative.value.clone().out_of(&value), Some(doubt)));
                }
            }
            ValueKind::List(list) if seen.insert(Rc::as_ptr(list).cast::<()>()) => {
                let items = list.items.iter().rev().map(|item| item.clone().out_of(&value));
                open.extend(items.map(|item| (item, doubt.clone())));
                let rest = list.rest.iter().filter_map(|rest| rest.credentials.as_ref());
                rest.for_each(&mut note);
            }
            ValueKind::Object(object) if seen.insert(Rc::as_ptr(object).cast()) => {
                let items = object.items.iter().rev().map(|item| item.value.clone().out_of(&value));
                open.extend(items.map(|item| (item, doubt.clone())));
                let rest = object.rest.iter().filter_map(|rest| rest.credentials.as_ref());
                rest.for_each(&mut note);
            }
            ValueKind::Json(inner) => open.push(((**inner).clone().out_of(&value), doubt)),
            _ => {}
        }
    }
    found
}
