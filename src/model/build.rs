//! Deployed resources to the model: translation to ARM shape, and the edges between resources.

use std::rc::Rc;

use super::azurerm::{self, Table, Version};
use super::{Dialect, Model, Resource, Target, account, azapi, kinds, links, token, update};
use crate::evaluate::{Deployed, Evaluation, Unknown, Value, ValueKind};
use crate::lower::{Declaration, ModuleLanguage};

/// Whether the model needs the body of a declaration.
pub fn is_relevant(declaration: &Declaration) -> bool {
    let kind = declaration.kind.trim_start_matches("data.");
    match kind.contains('/') {
        true => kinds::is_read(kind),
        false => kind.starts_with("azapi_") || azurerm::table_of(kind).is_some() || kind == token::PASSWORD,
    }
}

/// The model of an evaluated deployment. `relevant` limits it to what rules read.
pub fn build(evaluation: &Evaluation, relevant: bool) -> Model {
    let mut builder = Builder {
        evaluation,
        provider: provider(evaluation),
        model: Model {
            marked: evaluation.secrets.clone(),
            deployment_scope: evaluation.deployment_scope,
            passed_on: evaluation.passed.iter().filter(|call| call.is_missing).cloned().collect(),
            ..Model::default()
        },
        parents: Vec::new(),
        passwords: Vec::new(),
        updates: Vec::new(),
    };
    let mut positions: Vec<Option<usize>> = Vec::with_capacity(evaluation.resources.len());
    for deployed in &evaluation.resources {
        let skip = relevant && !is_relevant(deployed.declaration);
        positions.push(if skip { None } else { builder.add(deployed, &positions) });
    }
    let Builder { mut model, parents, passwords, updates, .. } = builder;
    token::add(&mut model, passwords);
    update::apply(&mut model, updates);
    number_duplicates(&mut model);
    links::link(&mut model, parents);
    account::follow(&mut model, evaluation);
    model.group();
    model
}

/// The azurerm version of a deployment: what the lock file says or all its modules allow together.
fn provider(evaluation: &Evaluation) -> Version {
    let constraint = evaluation.azurerm.as_ref().map_or("", |version| &version.constraint);
    let written = evaluation.resources.iter().filter_map(|deployed| {
        let table = azurerm::table_of(deployed.declaration.kind.trim_start_matches("data."))?;
        Some(azurerm::lifetimes(&deployed.body, table))
    });
    let written: Vec<(Version, Version)> = written.flatten().collect();
    azurerm::newest(constraint, &written)
}

struct Builder<'e, 'a> {
    evaluation: &'e Evaluation<'a>,
    provider: Version,
    model: Model,
    /// Index of a child, and the value that names what it belongs to.
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
        let mut resource = Resource {
            kind: kinds::canonical(&declaration.kind),
            version: deployed.api_version.clone(),
            name: None,
            address: deployed.address.clone(),
            body: deployed.body.clone(),
            condition: deployed.condition.clone(),
            repeated: deployed.repeated.clone(),
            existing: declaration.existing,
            dialect: match instance.module.language {
                ModuleLanguage::Arm => Dialect::Arm,
                _ => Dialect::Bicep,
            },
            head: declaration.head,
            keyword: instance.boundary.map_or(declaration.keyword, |(keyword, _)| keyword),
            span: declaration.span,
            parent: deployed.parent.and_then(|parent| positions.get(parent).copied().flatten()),
            scope: None,
            target: match &deployed.scope {
                _ if instance.module.deployment_scope.is_wide() => Target::Wide,
                Some(named) => Target::Group(named.clone()),
                None => Target::Deployment,
            },
            broken: declaration.broken,
            unsupported: Vec::new(),
            calls: instance.calls.clone(),
            boundary: instance.boundary.map(|(_, target)| target),
            origin: (deployed.instance, deployed.index),
        };
        if instance.module.language == ModuleLanguage::Terraform {
            return self.terraform(resource);
        }
        resource.name = member(&resource.body, "name");
        let parent = member(&resource.body, "parent");
        Some(self.push(resource, parent))
    }

    /// Adds a resource and notes what it says it belongs to.
    fn push(&mut self, resource: Resource, parent: Option<Value>) -> usize {
        let index = self.model.resources.len();
        self.parents.extend(parent.map(|parent| (index, parent)));
        self.model.resources.push(resource);
        index
    }

    fn terraform(&mut self, mut resource: Resource) -> Option<usize> {
        let kind = resource.kind.trim_start_matches("data.").to_owned();
        if kind.starts_with("azapi_") {
            return self.azapi(resource, &kind);
        }
        resource.dialect = Dialect::Azurerm(self.provider.0, self.provider.1);
        if kind == token::PASSWORD {
            self.passwords.push(resource);
            return None;
        }
        let Some(table) = azurerm::table_of(&kind) else {
            resource.name = member(&resource.body, "name");
            return Some(self.push(resource, None));
        };
        let written = resource.body.clone();
        resource.kind = table.arm.to_owned();
        resource.unsupported = azurerm::unsupported(&written, table, self.provider);
        resource.body = azurerm::translate(&written, (table.arm, self.provider), &[table.rows, table.shared]);
        resource.target = member(&written, "resource_group_name").map(Target::Group).unwrap_or_default();
        resource.name = member(&resource.body, "name");
        let parent = member(&written, table.parent);
        let index = self.push(resource.clone(), parent);
        self.blocks(&resource, &written, (table, index));
        Some(index)
    }

    fn azapi(&mut self, mut resource: Resource, kind: &str) -> Option<usize> {
        let made = azapi::translate(&mut resource)?;
        resource.name = member(&resource.body, "name");
        match made {
            azapi::Made::Resource(parent) => {
                resource.target = parent.clone().map(Target::Group).unwrap_or_default();
                Some(self.push(resource, parent))
            }
            azapi::Made::Update(target) => {
                self.updates.push((resource, target));
                None
            }
            azapi::Made::Action => {
                resource.kind = kind.to_owned();
                Some(self.push(resource, None))
            }
        }
    }

    /// Adds the blocks of a resource that are resources of their own.
    fn blocks(&mut self, resource: &Resource, written: &Value, (table, index): (&Table, usize)) {
        for (attribute, kind, rows) in table.children {
            let Some(blocks) = member(written, attribute) else { continue };
            for (i, (block, unknown)) in each_block(&blocks).into_iter().enumerate() {
                let body = azurerm::translate(&block, (kind, self.provider), &[rows]);
                let child = Resource {
                    kind: (*kind).to_owned(),
                    name: member(&body, "name"),
                    address: format!("{}.{attribute}[{i}]", resource.address),
                    body,
                    head: block.span,
                    parent: Some(index),
                    unsupported: Vec::new(),
                    repeated: unknown.or_else(|| resource.repeated.clone()),
                    // Nothing can refer to a block.
                    origin: (usize::MAX, index),
                    ..resource.clone()
                };
                self.push(child, None);
            }
        }
    }
}

/// The blocks of a list, of each list where it is one of several; of those that may not be there
/// the reason. Where more is not known, one stands for all of them.
fn each_block(blocks: &Value) -> Vec<(Value, Option<Rc<Unknown>>)> {
    match &blocks.kind {
        ValueKind::OneOf(alternatives) => {
            let reason = blocks.first_unknown();
            let all = alternatives.iter().flat_map(|alternative| each_block(&alternative.value));
            all.map(|(block, unknown)| (block.out_of(blocks), unknown.or_else(|| reason.clone()))).collect()
        }
        ValueKind::List(list) => {
            let known = list.items.iter().map(|block| (block.clone().out_of(blocks), None));
            let more = list.rest.iter().map(|unknown| {
                (Value { kind: ValueKind::Unknown(unknown.clone()), ..blocks.clone() }, Some(unknown.clone()))
            });
            known.chain(more).collect()
        }
        ValueKind::Unknown(unknown) => vec![(blocks.clone(), Some(unknown.clone()))],
        _ => Vec::new(),
    }
}

/// Equal addresses get `#2`, `#3` … in order.
fn number_duplicates(model: &mut Model) {
    let mut seen = std::collections::HashMap::<String, usize>::new();
    for resource in &mut model.resources {
        let count = seen.entry(resource.address.clone()).or_default();
        *count += 1;
        if *count > 1 {
            resource.address = format!("{}#{count}", resource.address);
        }
    }
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
