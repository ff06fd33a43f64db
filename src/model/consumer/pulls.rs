//! From which registries the apps of App Service and Container Apps pull. Gathered once: a deployment may have thousands
//! of both.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::host::{Registry, registry_of};
use crate::evaluate::{Alternative, Value, ValueKind};
use crate::model::{Doubt, Model, Resource, Truth};

const APPS: [&str; 6] = [
    "Microsoft.App/containerApps",
    "Microsoft.App/jobs",
    "Microsoft.Web/sites",
    "Microsoft.Web/sites/slots",
    "Microsoft.Web/sites/config",
    "Microsoft.Web/sites/slots/config",
];

/// The registries that apps pull from, with the address of one app each.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Pulls {
    by_origin: HashMap<(usize, usize), String>,
    by_name: BTreeMap<String, String>,
    /// An app that may pull from any registry.
    any: Option<String>,
    /// Names in `by_name` that are not known whole.
    open: BTreeSet<String>,
}

impl Pulls {
    pub(in crate::model) fn of(model: &Model) -> Self {
        let mut pulls = Self::default();
        for kind in APPS {
            for app in model.of_kind(kind).filter(|app| !app.existing) {
                pulls.add(model, app);
            }
        }
        pulls
    }

    fn add(&mut self, model: &Model, app: &Resource) {
        let Some(consumer) = model.consumer(app) else { return };
        for image in consumer.images.iter().filter(|image| image.is_acr != Truth::False) {
            for value in alternatives(&image.value) {
                self.note(model, registry_of(value), &app.address);
            }
        }
        if consumer.more_images.is_some() {
            self.any.get_or_insert(app.address.clone());
        }
    }

    fn note(&mut self, model: &Model, registry: Registry, app: &str) {
        match registry {
            Registry::Referred(reference) => {
                let origin = (reference.instance, reference.index);
                self.by_origin.entry(origin).or_insert_with(|| app.to_owned());
                // An `existing` registry may stand for one that is made here.
                if let Some(name) = model.referred(&reference).and_then(|it| it.name.as_ref()) {
                    self.by_name
                        .entry(name.canonical().to_ascii_lowercase())
                        .or_insert_with(|| app.to_owned());
                }
            }
            Registry::Named(name, is_known) => {
                if !is_known {
                    self.open.insert(name.clone());
                }
                self.by_name.entry(name).or_insert_with(|| app.to_owned());
            }
            Registry::Unknown => {
                self.any.get_or_insert(app.to_owned());
            }
        }
    }

    /// The app that pulls from a registry; unknown if one may.
    fn from(&self, registry: &Resource) -> Result<Option<&str>, Doubt> {
        let name = registry.name.as_ref().map(|name| name.canonical().to_ascii_lowercase());
        let named = name.as_ref().and_then(|name| self.by_name.get(name));
        if let Some(app) = self.by_origin.get(&registry.origin).or(named) {
            return Ok(Some(app));
        }
        let is_known = registry.name.as_ref().is_some_and(|name| name.as_str().is_some());
        let other = if is_known { self.open.first() } else { self.by_name.keys().next() };
        let app = self.any.as_ref().or(other.and_then(|name| self.by_name.get(name)));
        match app {
            None => Ok(None),
            Some(app) => Err(format!("`{app}` may pull from it").into()),
        }
    }
}

impl Model {
    /// The app of App Service or Container Apps that pulls from a registry; unknown if one may.
    pub fn app_on(&self, registry: &Resource) -> Result<Option<&str>, Doubt> {
        self.pulls.get_or_init(|| Pulls::of(self)).from(registry)
    }
}

fn alternatives(value: &Value) -> Vec<&Value> {
    match &value.kind {
        ValueKind::OneOf(several) => several.iter().map(|Alternative { value, .. }| value).collect(),
        _ => vec![value],
    }
}
