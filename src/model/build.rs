//! Deployed resources to the model: translation to ARM shape, and the edges between resources.

use std::rc::Rc;

use super::azurerm::{self, Convert, Row, Table};
use super::{Dialect, Expected, Model, PRIVATE_ENDPOINT, REGISTRY, Resource, azapi, links, schema, update};
use crate::evaluate::{Alternative, Deployed, Evaluation, Item, List, Object, Value, ValueKind};
use crate::lower::{Declaration, ModuleLanguage};

/// Whether the model needs the body of a declaration.
pub fn is_relevant(declaration: &Declaration) -> bool {
    let kind = declaration.kind.trim_start_matches("data.").to_ascii_lowercase();
    kind.starts_with("microsoft.containerregistry/")
        || kind == PRIVATE_ENDPOINT.to_ascii_lowercase()
        || kind.starts_with("azapi_")
        || azurerm::table(&kind).is_some()
        || kind == azurerm::TOKEN_PASSWORD.0
}

/// The model of an evaluated deployment. `relevant` limits it to what rules read.
pub fn build(evaluation: &Evaluation, relevant: bool) -> Model {
    let mut builder = Builder {
        evaluation,
        model: Model::default(),
        parents: Vec::new(),
        passwords: Vec::new(),
        updates: Vec::new(),
    };
    let mut positions: Vec<Option<usize>> = Vec::with_capacity(evaluation.resources.len());
    for deployed in &evaluation.resources {
        let skip = relevant && !is_relevant(deployed.declaration);
        positions.push(if skip { None } else { builder.add(deployed, &positions) });
    }
    builder.token_passwords();
    update::apply(&mut builder.model, std::mem::take(&mut builder.updates));
    builder.number_duplicates();
    let Builder { mut model, parents, .. } = builder;
    links::link(&mut model, parents);
    model.group();
    model
}

struct Builder<'e, 'a> {
    evaluation: &'e Evaluation<'a>,
    model: Model,
    /// Index of a child, and the value that names its registry.
    parents: Vec<(usize, Value)>,
    /// Token passwords as written.
    passwords: Vec<Resource>,
    /// Updates of other resources, and the ids of those.
    updates: Vec<(Resource, Option<Value>)>,
}

impl Builder<'_, '_> {
    fn add(&mut self, deployed: &Deployed, positions: &[Option<usize>]) -> Option<usize> {
        let declaration = deployed.declaration;
        let instance = self.evaluation.instances.get(deployed.instance)?;
        let terraform = instance.module.language == ModuleLanguage::Terraform;
        let index = self.model.resources.len();
        let base = Resource {
            kind: canonical_kind(&declaration.kind),
            api_version: deployed
                .api_version
                .as_ref()
                .and_then(|version| version.as_str().map(str::to_owned)),
            name: None,
            address: deployed.address.clone(),
            body: deployed.body.clone(),
            condition: deployed.condition.clone(),
            existing: declaration.existing,
            dialect: match instance.module.language {
                ModuleLanguage::Arm => Dialect::Arm,
                _ => Dialect::Bicep,
            },
            head: declaration.head,
            keyword: declaration.keyword,
            span: declaration.span,
            parent: deployed.parent.and_then(|parent| positions.get(parent).copied().flatten()),
            broken: declaration.broken,
            calls: instance.calls.clone(),
            origin: (deployed.instance, deployed.index),
        };
        if terraform {
            let providers = &instance.module.providers;
            let constraint =
                providers.iter().find(|(name, _)| name == "azurerm").map(|(_, version)| version.as_str());
            return self.terraform(base, azurerm::version(constraint));
        }
        let mut resource = base;
        resource.name = member(&resource.body, "name");
        if let Some(parent) = member(&resource.body, "parent") {
            self.parents.push((index, parent));
        }
        self.model.resources.push(resource);
        Some(index)
    }

    fn terraform(&mut self, mut resource: Resource, version: (u32, u32)) -> Option<usize> {
        let kind = resource.kind.trim_start_matches("data.").to_owned();
        let index = self.model.resources.len();
        if kind == azurerm::TOKEN_PASSWORD.0 {
            resource.dialect = Dialect::Azurerm(version.0, version.1);
            self.passwords.push(resource);
            return None;
        }
        if kind.starts_with("azapi_") {
            let parent = azapi::translate(&mut resource)?;
            resource.name = member(&resource.body, "name");
            if kind == azapi::UPDATE {
                self.updates.push((resource, parent));
                return None;
            }
            self.parents.extend(parent.map(|parent| (index, parent)));
            self.model.resources.push(resource);
            return Some(index);
        }
        resource.dialect = Dialect::Azurerm(version.0, version.1);
        let Some(table) = azurerm::table(&kind) else {
            resource.name = member(&resource.body, "name");
            self.model.resources.push(resource);
            return Some(index);
        };
        let written = resource.body.clone();
        resource.kind = table.arm.to_owned();
        resource.body = translate(&written, (table.arm, version.0), table.rows);
        resource.name = member(&resource.body, "name");
        self.parents.extend(member(&written, table.parent).map(|parent| (index, parent)));
        self.blocks(&resource, &written, table, version.0);
        Some(index)
    }

    /// Adds a resource and the blocks of it that are resources of their own.
    fn blocks(&mut self, resource: &Resource, written: &Value, table: &Table, major: u32) {
        let index = self.model.resources.len();
        self.model.resources.push(resource.clone());
        for (attribute, kind, rows) in table.children {
            let Some(blocks) = member(written, attribute) else { continue };
            let Some(list) = blocks.as_list() else { continue };
            for (i, block) in list.items.iter().enumerate() {
                let body = translate(&block.clone().out_of(&blocks), (kind, major), rows);
                self.model.resources.push(Resource {
                    kind: (*kind).to_owned(),
                    name: member(&body, "name"),
                    address: format!("{}.{attribute}[{i}]", resource.address),
                    body,
                    head: block.span,
                    parent: Some(index),
                    ..resource.clone()
                });
            }
        }
    }

    /// Passwords go into the token they belong to; without it in the code they are a token of their
    /// own, as nobody else could say anything about them.
    fn token_passwords(&mut self) {
        for mut password in std::mem::take(&mut self.passwords) {
            let Some(id) = member(&password.body, azurerm::TOKEN_PASSWORD.1) else { continue };
            let mut passwords = password_entries(&password.body);
            let found = self.model.resources.iter().position(|resource| {
                resource.is(TOKEN) && !resource.existing && self.model.is_id_of(&id, resource) == Some(true)
            });
            let token = found.and_then(|found| self.model.resources.get_mut(found));
            let is_own = token.is_none();
            let token = token.unwrap_or(&mut password);
            let mut body = match is_own {
                true => Object::default(),
                false => token.body.as_object().cloned().unwrap_or_default(),
            };
            let known = token.get(PASSWORDS);
            passwords.splice(0..0, known.members());
            let list = Value::list(passwords, token.keyword);
            put(&mut body, PASSWORDS, list, None);
            token.body = Value { kind: ValueKind::Object(Rc::new(body)), ..token.body.clone() };
            if is_own {
                password.kind = TOKEN.to_owned();
                self.model.resources.push(password);
            }
        }
    }

    /// Equal addresses get `#2`, `#3` … in order.
    fn number_duplicates(&mut self) {
        let mut seen = std::collections::HashMap::<String, usize>::new();
        for resource in &mut self.model.resources {
            let count = seen.entry(resource.address.clone()).or_default();
            *count += 1;
            if *count > 1 {
                resource.address = format!("{}#{count}", resource.address);
            }
        }
    }
}

const TOKEN: &str = "Microsoft.ContainerRegistry/registries/tokens";
const PASSWORDS: &str = "properties.credentials.passwords";

/// The entries of `credentials.passwords` that a token password resource makes. Each is at the
/// header of its block.
fn password_entries(body: &Value) -> Vec<Value> {
    let entry = |block: &&str| {
        let list = member(body, block)?;
        let span = list.span;
        let mut object = match list.as_list() {
            Some(blocks) => blocks.items.first()?.clone().out_of(&list).as_object()?.clone(),
            None => Object { rest: list.first_unknown(), ..Object::default() },
        };
        let name = Value::string(*block, span);
        object.set(Item { key: "name".into(), key_span: span, value: name, spelling: None }, true);
        Some(Value { kind: ValueKind::Object(Rc::new(object)), ..list })
    };
    azurerm::TOKEN_PASSWORD.2.iter().filter_map(entry).collect()
}

/// The documented spelling of the types that rules know. Azure does not mind a slash at the end.
pub(super) fn canonical_kind(kind: &str) -> String {
    const KNOWN: [&str; 20] = [
        "",
        "/agentPools",
        "/cacheRules",
        "/connectedRegistries",
        "/credentialSets",
        "/exportPipelines",
        "/importPipelines",
        "/packages",
        "/packages/archives",
        "/packages/archives/versions",
        "/pipelineRuns",
        "/privateEndpointConnections",
        "/replications",
        "/runs",
        "/scopeMaps",
        "/taskRuns",
        "/tasks",
        "/tasks/listDetails",
        "/tokens",
        "/webhooks",
    ];
    let kind = kind.trim_end_matches('/');
    let below = kind.get(..REGISTRY.len()).filter(|start| start.eq_ignore_ascii_case(REGISTRY));
    let known =
        below.and_then(|_| KNOWN.iter().find(|known| kind[REGISTRY.len()..].eq_ignore_ascii_case(known)));
    known.map_or_else(|| kind.to_owned(), |known| format!("{REGISTRY}{known}"))
}

/// A member of an object, compared without case; `None` if it is absent or null.
pub fn member(value: &Value, name: &str) -> Option<Value> {
    let found = match &value.kind {
        ValueKind::Object(object) => match (object.get(name, true), &object.rest) {
            (Some(item), _) => item.value.clone().out_of(value),
            (None, Some(rest)) => Value::new(ValueKind::Unknown(rest.clone()), value.span),
            (None, None) => return None,
        },
        ValueKind::Unknown(_) => value.clone(),
        _ => return None,
    };
    (!found.is_null()).then_some(found)
}

/// The ARM-shaped object of a block of a resource of an ARM type, written for a major version of
/// azurerm.
fn translate(written: &Value, (kind, major): (&str, u32), rows: &[Row]) -> Value {
    let mut body = Object::default();
    for row in rows {
        let Some(value) = attribute(written, row.from) else { continue };
        let spelling = Some(row.from);
        match row.convert {
            Convert::Same => put(&mut body, row.to, as_declared(value, kind, row.to), spelling),
            Convert::OnOff => put(&mut body, row.to, switch(&value, ["Enabled", "Disabled"]), spelling),
            Convert::Policy => put(&mut body, row.to, switch(&value, ["enabled", "disabled"]), spelling),
            Convert::Keys => put(&mut body, row.to, keys(&value), spelling),
            Convert::Presence => {
                let present = each_alternative(&value, &|value| match value.as_list() {
                    Some(list) => match (list.items.is_empty(), &list.rest) {
                        // Before 4.0 the block had a switch of its own, which was off.
                        (false, _) => {
                            ValueKind::String(if major < 4 { "disabled" } else { "enabled" }.into())
                        }
                        (true, Some(rest)) => ValueKind::Unknown(rest.clone()),
                        (true, None) => ValueKind::Null,
                    },
                    None => value.kind.clone(),
                });
                if present.is_null() {
                    continue;
                }
                put(&mut body, row.to, present, spelling);
            }
            Convert::Days => {
                let days = format!("{}.days", row.to);
                let value = as_declared(value, kind, &days);
                let status = each_alternative(&value, &|value| match value.as_int() {
                    Some(days) => ValueKind::String(if days > 0 { "enabled" } else { "disabled" }.into()),
                    None => value.kind.clone(),
                });
                put(&mut body, &format!("{}.status", row.to), status, spelling);
                put(&mut body, &days, value, spelling);
            }
            Convert::Each(rows) => {
                let mapped = each_alternative(&value, &|value| match &value.kind {
                    ValueKind::List(list) => {
                        let items = list.items.iter();
                        let items =
                            items.map(|item| translate(&item.clone().out_of(value), ("", major), rows));
                        ValueKind::List(Rc::new(List {
                            items: items.collect(),
                            rest: list.rest.clone(),
                            kind: list.kind,
                        }))
                    }
                    other => other.clone(),
                });
                put(&mut body, row.to, mapped, spelling);
            }
        }
    }
    if let Some(object) = written.as_object() {
        body.rest = object.rest.clone();
    }
    match &written.kind {
        ValueKind::Object(_) => Value { kind: ValueKind::Object(Rc::new(body)), ..written.clone() },
        _ => written.clone(),
    }
}

/// An attribute by its dotted path through blocks.
fn attribute(written: &Value, path: &str) -> Option<Value> {
    match path.split_once('.') {
        None => member(written, path),
        Some((block, path)) => inside(&member(written, block)?, path),
    }
}

/// An attribute of a block: of the first in its list, of each where it is one of several.
fn inside(block: &Value, path: &str) -> Option<Value> {
    match &block.kind {
        ValueKind::OneOf(alternatives) => {
            let each = alternatives.iter().map(|Alternative { value, when }| {
                let found = inside(value, path).unwrap_or_else(|| Value::new(ValueKind::Null, value.span));
                Alternative { value: found, when: when.clone() }
            });
            let each: Rc<[Alternative]> = each.collect();
            let is_set = each.iter().any(|alternative| !alternative.value.is_null());
            is_set.then(|| Value { kind: ValueKind::OneOf(each), ..block.clone() })
        }
        ValueKind::List(list) => match (list.items.first(), &list.rest) {
            (Some(first), _) => attribute(&first.clone().out_of(block), path),
            (None, Some(rest)) => Some(Value::new(ValueKind::Unknown(rest.clone()), block.span)),
            (None, None) => None,
        },
        _ => attribute(block, path),
    }
}

fn each_alternative(value: &Value, convert: &dyn Fn(&Value) -> ValueKind) -> Value {
    let kind = match &value.kind {
        ValueKind::OneOf(alternatives) => {
            let each = alternatives.iter().map(|alternative| {
                let mut alternative = alternative.clone();
                alternative.value.kind = convert(&alternative.value);
                alternative
            });
            ValueKind::OneOf(each.collect())
        }
        _ => convert(value),
    };
    Value { kind, ..value.clone() }
}

/// Terraform converts text to the number or truth value that the schema declares.
fn as_declared(value: Value, kind: &str, path: &str) -> Value {
    let expected = schema::find(kind, path).map(|property| property.expected);
    let converted = |value: &Value| match (expected, value.as_str()) {
        (Some(Expected::Bool), Some("true")) => ValueKind::Bool(true),
        (Some(Expected::Bool), Some("false")) => ValueKind::Bool(false),
        (Some(Expected::Int(..)), Some(text)) => {
            text.parse().map_or_else(|_| value.kind.clone(), ValueKind::Int)
        }
        _ => value.kind.clone(),
    };
    match expected {
        Some(Expected::Bool | Expected::Int(..)) => each_alternative(&value, &converted),
        _ => value,
    }
}

fn switch(value: &Value, [on, off]: [&str; 2]) -> Value {
    each_alternative(value, &|value| match (&value.kind, value.as_bool()) {
        (_, Some(is_on)) => ValueKind::String(if is_on { on } else { off }.into()),
        // Terraform converts the strings "true" and "false".
        (ValueKind::String(text), _) if &**text == "true" => ValueKind::String(on.into()),
        (ValueKind::String(text), _) if &**text == "false" => ValueKind::String(off.into()),
        _ => value.kind.clone(),
    })
}

/// A list of ids as an object with the ids as keys.
pub(super) fn keys(value: &Value) -> Value {
    let Some(list) = value.as_list() else { return value.clone() };
    let items = list.items.iter().map(|item| Item {
        key: item.canonical().into(),
        key_span: item.span,
        value: Value::new(ValueKind::Object(Rc::default()), item.span),
        spelling: None,
    });
    let object = Object { items: items.collect(), rest: list.rest.clone() };
    Value { kind: ValueKind::Object(Rc::new(object)), ..value.clone() }
}

/// Sets the member at a dotted path, making the objects on the way.
fn put(object: &mut Object, path: &str, value: Value, spelling: Option<&'static str>) {
    let Some((first, rest)) = path.split_once('.') else {
        let key_span = value.span;
        object.set(Item { key: path.into(), key_span, value, spelling }, true);
        return;
    };
    let mut inner =
        object.get(first, true).and_then(|item| item.value.as_object().cloned()).unwrap_or_default();
    let span = value.span;
    put(&mut inner, rest, value, spelling);
    let value = Value::new(ValueKind::Object(Rc::new(inner)), span);
    object.set(Item { key: first.into(), key_span: span, value, spelling: None }, true);
}
