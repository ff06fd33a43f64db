//! The passwords and tokens with which a resource signs in to registries, and in tasks to the
//! repositories of their sources.

use super::at;
use crate::evaluate::{Hop, Parameter, Piece, Unknown, Value, ValueKind};
use crate::model::{Dialect, Doubt, Model, Resource, Truth, names_secret};

const SCRIPT: &str = "Microsoft.Resources/deploymentScripts";
const TASK: &str = "Microsoft.ContainerRegistry/registries/tasks";

/// The types that hold passwords of registries, and tasks, which hold tokens too.
pub const SECRET_HOLDERS: &[&str] = &[
    "Microsoft.Web/sites",
    "Microsoft.Web/sites/slots",
    "Microsoft.Web/sites/config",
    "Microsoft.Web/sites/slots/config",
    "Microsoft.Web/sites/sitecontainers",
    "Microsoft.Web/sites/slots/sitecontainers",
    "Microsoft.App/containerApps",
    "Microsoft.App/jobs",
    "Microsoft.App/sessionPools",
    "Microsoft.ContainerInstance/containerGroups",
    "Microsoft.Batch/batchAccounts/pools",
    "Microsoft.AppPlatform/Spring/containerRegistries",
    "Microsoft.AppPlatform/Spring/apps/deployments",
    SCRIPT,
    TASK,
];

/// A password or token.
#[derive(Clone, Debug)]
pub struct Secret {
    /// Its value.
    pub value: Value,
    /// ARM path.
    pub path: &'static str,
    /// As the user spells it.
    pub name: String,
    /// Whether it opens a registry of Azure.
    pub is_acr: Truth,
}

impl Model {
    /// The secrets of a resource, and why there may be others; `None` if those are judged with the
    /// resource it belongs to.
    pub fn registry_secrets(&self, resource: &Resource) -> Option<(Vec<Secret>, Option<Doubt>)> {
        if resource.is(SCRIPT) {
            return Some((of_script(resource), None));
        }
        if resource.is(TASK) {
            return Some((of_task(resource), None));
        }
        let consumer = self.consumer(resource)?;
        let secrets = consumer.logins.into_iter().filter_map(|login| {
            let (path, name, is_acr) = (login.path, login.name, login.is_acr);
            Some(Secret { value: login.password?, path, name, is_acr })
        });
        Some((secrets.collect(), consumer.more_logins))
    }
}

/// Environment variables that are called the password of a registry.
fn of_script(script: &Resource) -> Vec<Secret> {
    const VARIABLES: &str = "properties.environmentVariables";
    let one = |variable: &Value| {
        let name = at(variable, "name")?.as_str()?.to_owned();
        let value = at(variable, "secureValue").or_else(|| at(variable, "value"))?;
        let is_meant = names_secret(&name) && names_registry(&name);
        is_meant.then_some(Secret { value, path: VARIABLES, name, is_acr: Truth::True })
    };
    script.get(VARIABLES).members().iter().filter_map(one).collect()
}

/// Whether a name speaks of a registry: `ACR_PASSWORD`, `registryToken`.
fn names_registry(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.contains("registry") || lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == "acr")
}

/// What a task signs in with: to other registries, and to the source of its code.
fn of_task(task: &Resource) -> Vec<Secret> {
    const REGISTRIES: &str = "properties.credentials.customRegistries";
    const TRIGGERS: &str = "properties.trigger.sourceTriggers";
    const CONTEXT: &str = "properties.step.contextAccessToken";
    let secret = |value, path, name: &str| Secret { value, path, name: name.to_owned(), is_acr: Truth::True };
    let mut found = Vec::new();
    let registries = task.get(REGISTRIES).value;
    for item in registries.as_object().into_iter().flat_map(|object| &object.items) {
        let password = at(&item.value, "password.value").map(|value| value.out_of(&registries));
        found.extend(password.map(|value| secret(value, REGISTRIES, "password")));
    }
    for trigger in task.get(TRIGGERS).members() {
        for name in ["token", "refreshToken"] {
            let path = format!("sourceRepository.sourceControlAuthProperties.{name}");
            found.extend(at(&trigger, &path).map(|value| secret(value, TRIGGERS, name)));
        }
    }
    let context = task.get(CONTEXT);
    found.extend(Some(context).filter(|it| !it.absent).map(|it| secret(it.value, CONTEXT, &it.name)));
    found
}

/// What stands where a secret will be: a mark that a pipeline fills in, or a note to the reader.
const MARKS: [(&str, &str); 5] = [("$(", ")"), ("${", "}"), ("<", ">"), ("{{", "}}"), ("__", "__")];

impl Secret {
    /// Whether its text is in the code.
    pub fn is_written(&self) -> Truth {
        Truth::of(&self.value, &is_written)
    }

    /// Where its text is.
    pub fn places(&self) -> Vec<Value> {
        let several = match &self.value.kind {
            ValueKind::OneOf(alternatives) => {
                alternatives.iter().map(|alternative| alternative.value.clone().out_of(&self.value)).collect()
            }
            _ => vec![self.value.clone()],
        };
        let written = several.into_iter().filter(|value| is_written(value) == Some(true));
        written
            .map(|value| {
                let place = unknowns(&value).iter().find_map(|unknown| unknown.written);
                Value { span: place.unwrap_or(value.span), ..value }
            })
            .collect()
    }

    /// The parameters and variables that it passes, from the outermost to the resource.
    pub fn parameters(&self) -> Vec<Parameter> {
        let mut traces = vec![&self.value.trace];
        if let ValueKind::OneOf(alternatives) = &self.value.kind {
            traces.extend(alternatives.iter().map(|alternative| &alternative.value.trace));
        }
        let mut found: Vec<Parameter> = Vec::new();
        for parameter in traces.iter().flat_map(|trace| trace.hops()).filter_map(of_hop) {
            if !found.contains(&parameter) {
                found.push(parameter);
            }
        }
        found
    }

    /// Those of them that are not declared to be secrets, nor parts of them. Terraform remembers of a value that it is
    /// one, wherever it goes; Azure keeps what is passed to each module.
    pub fn open_parameters(&self, resource: &Resource) -> Vec<Parameter> {
        let mut parameters = self.parameters();
        if matches!(resource.dialect, Dialect::Azurerm(..) | Dialect::Azapi) {
            let is_computed = self.value.as_unknown().is_some_and(|unknown| unknown.reference.is_some());
            let ends = parameters.iter().position(|parameter| parameter.secure).unwrap_or(1);
            parameters.truncate(if is_computed { 0 } else { ends.min(1) });
        }
        parameters.retain(|parameter| !parameter.secure && !parameter.secure_parts);
        parameters
    }
}

/// The parameter whose value passes there.
fn of_hop(hop: &Hop) -> Option<Parameter> {
    hop.named.as_ref()?.parameter.clone()
}

/// Whether a value is text in the code. `None` if it may be.
fn is_written(value: &Value) -> Option<bool> {
    match &value.kind {
        ValueKind::String(text) => {
            let is_mark = |(start, end): &(&str, &str)| text.starts_with(start) && text.ends_with(end);
            let is_elsewhere = text.starts_with("@Microsoft.KeyVault(") || &**text == "GEN-PASSWORD";
            Some(!text.trim().is_empty() && !is_elsewhere && !MARKS.iter().any(is_mark))
        }
        ValueKind::Unknown(_) | ValueKind::Partial(_) => {
            let unknowns = unknowns(value);
            if unknowns.iter().any(|unknown| unknown.written.is_some()) {
                return Some(true);
            }
            let is_given = value.trace.hops().iter().any(|hop| of_hop(hop).is_some());
            let is_computed = |unknown: &&Unknown| {
                unknown.secret || unknown.reference.is_some() || unknown.credentials.is_some()
            };
            (is_given || unknowns.iter().any(is_computed) || value.as_unknown().is_none()).then_some(false)
        }
        _ => Some(false),
    }
}

/// What is not known in a text.
fn unknowns(value: &Value) -> Vec<&Unknown> {
    match &value.kind {
        ValueKind::Unknown(unknown) => vec![unknown],
        ValueKind::Partial(pieces) => {
            let mut found: Vec<&Unknown> = Vec::new();
            for piece in pieces.iter() {
                if let Piece::Unknown(unknown) = piece {
                    found.push(unknown);
                }
            }
            found
        }
        _ => Vec::new(),
    }
}
