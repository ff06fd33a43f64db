//! Resource groups in the model: which registry is in which, and what is on them.

#![allow(clippy::expect_used, reason = "what fails here fails the test")]

mod support;

use acrlint::model::Model;
use support::model::{with_model, with_models};

const LOCK: &str = "Microsoft.Authorization/locks";

/// The locks that are on the resource group of the registry, and the one that may be.
fn locks_of_group(model: &Model) -> (Vec<&str>, Option<&str>) {
    let registry = model.registries().next().expect("a registry");
    let (certain, unsure) = model.attached_to_group(LOCK, registry);
    (certain.iter().map(|it| it.address.as_str()).collect(), unsure.map(|it| it.address.as_str()))
}

#[test]
fn a_lock_is_on_the_group_that_a_module_goes_to() {
    let acr =
        "resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {\n  name: 'contosoregistry'\n}";
    let lock = "resource lock 'Microsoft.Authorization/locks@2020-05-01' = {\n  name: 'keep'\n}";
    let group = "resource rg 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'registries'
  location: 'westeurope'
}
resource hub 'Microsoft.Resources/resourceGroups@2024-11-01' existing = { name: 'hub' }
targetScope = 'subscription'
";
    let call = |name: &str, scope: &str| format!("module {name} '{name}.bicep' = {{{scope}}}\n");
    let locks = |main: &str| {
        let called = [("acr.bicep", acr), ("lock.bicep", lock)];
        let called = called.into_iter().filter(|(path, _)| main.contains(path));
        let files: Vec<(&str, &str)> = std::iter::once(("main.bicep", main)).chain(called).collect();
        with_models(&files, |model| {
            let (certain, unsure) = locks_of_group(model);
            (certain.join(" "), unsure.map(str::to_owned))
        })
    };
    let none = || (String::new(), None);
    let certain = |address: &str| (address.to_owned(), None);
    let unsure = |address: &str| (String::new(), Some(address.to_owned()));
    let main = [group, &call("acr", " scope: rg "), &call("lock", " scope: rg ")].concat();
    assert_eq!(locks(&main), certain("lock::lock"));
    let main =
        [group, &call("acr", " scope: rg "), &call("lock", " scope: resourceGroup('registries') ")].concat();
    assert_eq!(locks(&main), unsure("lock::lock"));
    let main = [group, &call("acr", " scope: rg "), &call("lock", " scope: hub ")].concat();
    assert_eq!(locks(&main), none());
    // On the subscription it holds for all groups in it.
    let main = [group, &call("acr", " scope: rg "), lock].concat();
    assert_eq!(locks(&main), certain("lock"));
    let main = [&call("acr", ""), lock].concat();
    assert_eq!(locks(&main), certain("lock"));
    let main = [&call("acr", " scope: resourceGroup('registries') "), lock].concat();
    assert_eq!(locks(&main), unsure("lock"));
    let main = [acr, "\n", &lock.replace("'keep'", "'keep'\n  scope: resourceGroup()")].concat();
    assert_eq!(locks(&main), certain("lock"));
    let main = [acr, "\n", &lock.replace("'keep'", "'keep'\n  scope: acr")].concat();
    assert_eq!(locks(&main), none());
}

#[test]
fn a_lock_is_on_the_group_of_a_nested_deployment() {
    let text = |group: &str| {
        format!(
            r#"{{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {{
      "type": "Microsoft.Resources/deployments",
      "apiVersion": "2022-09-01",
      "name": "registry",
      "resourceGroup": "registries",
      "properties": {{
        "mode": "Incremental",
        "template": {{
          "resources": [
            {{ "type": "Microsoft.ContainerRegistry/registries", "apiVersion": "2025-11-01", "name": "contosoregistry" }}
          ]
        }}
      }}
    }},
    {{
      "type": "Microsoft.Resources/deployments",
      "apiVersion": "2022-09-01",
      "name": "lock",
      {group}
      "properties": {{
        "mode": "Incremental",
        "expressionEvaluationOptions": {{ "scope": "inner" }},
        "template": {{
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "resources": [{{ "type": "Microsoft.Authorization/locks", "apiVersion": "2020-05-01", "name": "keep" }}]
        }}
      }}
    }}
  ]
}}"#
        )
    };
    let counts = |group: &str| {
        with_model("main.json", &text(group), |model| {
            let (certain, unsure) = locks_of_group(model);
            (certain.len(), unsure.is_some())
        })
    };
    assert_eq!(counts("\"resourceGroup\": \"Registries\","), (1, false));
    assert_eq!(counts("\"resourceGroup\": \"hub\","), (0, false));
    assert_eq!(counts(""), (0, true));
}

#[test]
fn a_registry_that_is_deployed_twice_has_the_same_beside_it() {
    let main = "param name string
@batchSize(1)
module registry 'registry.bicep' = [for turn in ['init', 'again']: {
  params: { name: name }
}]";
    let registry = "param name string
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
}
module replica 'replica.bicep' = {
  params: { name: name }
}";
    let replica = "param name string
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: name
}
resource replica 'Microsoft.ContainerRegistry/registries/replications@2025-11-01' = {
  parent: acr
  name: 'northeurope'
}
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  scope: acr
}";
    let files = [("main.bicep", main), ("registry.bicep", registry), ("replica.bicep", replica)];
    with_models(&files, |model| {
        assert_eq!(model.registries().count(), 2);
        for registry in model.registries() {
            assert!(model.children(registry, "replications").count() > 0, "{}", registry.address);
            let locks =
                model.attached_near(LOCK, registry).filter(|it| model.is_attached(it, registry).certain());
            assert!(locks.count() > 0, "{}", registry.address);
        }
    });
}
