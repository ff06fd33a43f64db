//! The model that rules see: what azapi makes, and which resource belongs to which.

#![allow(clippy::expect_used, reason = "what fails here fails the test")]

mod support;

use acrlint::diagnostic::VerdictRow;
use acrlint::model::{Model, REGISTRY, Resource, Truth};
use support::lint;
use support::model::{at, with_model, with_models};

/// `child < parent` and `attached @ resource` of every edge.
fn edges(model: &Model) -> Vec<String> {
    let address = |index: usize| model.resources.get(index).map_or("?", |it| it.address.as_str());
    let mut edges: Vec<String> = Vec::new();
    for resource in &model.resources {
        edges.extend(resource.parent.map(|parent| format!("{} < {}", resource.address, address(parent))));
        edges.extend(resource.scope.map(|scope| format!("{} @ {}", resource.address, address(scope))));
    }
    edges.sort();
    edges
}

fn written(resource: &Resource, path: &'static str) -> String {
    resource.get(path).value.canonical()
}

const TOKENS: &str = r#"
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_container_registry_token" "reader" {
  for_each                = toset(["build", "deploy"])
  name                    = "token-${each.key}"
  container_registry_name = azurerm_container_registry.acr.name
  resource_group_name     = "registries"
  scope_map_id            = "map"
}
"#;

#[test]
fn a_password_goes_to_the_instance_it_names() {
    let password = r#"
resource "azurerm_container_registry_token_password" "deploy" {
  container_registry_token_id = azurerm_container_registry_token.reader["deploy"].id
  password1 {}
}
"#;
    with_model("main.tf", &format!("{TOKENS}{password}"), |model| {
        let count = |key: &str| {
            let token = at(model, &format!("azurerm_container_registry_token.reader[\"{key}\"]"));
            token.get("properties.credentials.passwords").members().len()
        };
        assert_eq!((count("build"), count("deploy")), (0, 1));
    });
}

#[test]
fn passwords_in_a_loop_of_the_same_keys_go_one_to_each_token() {
    for each in ["toset([\"build\", \"deploy\"])", "azurerm_container_registry_token.reader"] {
        let id = match each.starts_with("toset") {
            true => "azurerm_container_registry_token.reader[each.key].id",
            false => "each.value.id",
        };
        let password = format!(
            "resource \"azurerm_container_registry_token_password\" \"p\" {{
  for_each = {each}
  container_registry_token_id = {id}
  password1 {{}}
}}"
        );
        with_model("main.tf", &format!("{TOKENS}{password}"), |model| {
            for key in ["build", "deploy"] {
                let token = at(model, &format!("azurerm_container_registry_token.reader[\"{key}\"]"));
                let count = token.get("properties.credentials.passwords").members().len();
                assert_eq!(count, 1, "{key} with {each}");
            }
        });
    }
}

#[test]
fn values_that_are_shared_are_not_walked_along_every_path() {
    let mut locals = "locals {\n  o0 = { x = 1 }\n  l0 = [1]\n".to_owned();
    for i in 1..60 {
        let before = i - 1;
        locals += &format!("  o{i} = {{ a = local.o{before}, b = local.o{before} }}\n");
        locals += &format!("  l{i} = [local.l{before}, local.l{before}]\n");
    }
    let text = format!(
        "{locals}}}
variable \"on\" {{ type = bool }}
resource \"azurerm_container_registry\" \"a\" {{
  network_rule_set = local.l59
  georeplications  = local.o59
}}
resource \"azapi_resource\" \"b\" {{
  type           = \"Microsoft.ContainerRegistry/registries@2025-11-01\"
  body           = local.o59
  sensitive_body = local.o59
}}
resource \"azapi_update_resource\" \"c\" {{
  count       = var.on ? 1 : 0
  type        = \"Microsoft.ContainerRegistry/registries@2025-11-01\"
  resource_id = azapi_resource.b.id
  body        = {{ properties = local.o59 }}
}}
resource \"azapi_update_resource\" \"d\" {{
  type        = \"Microsoft.ContainerRegistry/registries@2025-11-01\"
  resource_id = \"{FOREIGN}\"
  body        = {{ properties = local.o59 }}
}}
"
    );
    let started = std::time::Instant::now();
    with_model("main.tf", &text, |model| assert_eq!(model.resources.len(), 3));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn loops_that_walk_each_other_end() {
    let text = r#"
resource "azurerm_container_registry" "a" {
  for_each = azurerm_container_registry.b
  name     = each.key
}
resource "azurerm_container_registry" "b" {
  for_each = azurerm_container_registry.a
  name     = each.key
}
"#;
    with_model("main.tf", text, |model| {
        let addresses: Vec<&str> = model.resources.iter().map(|it| it.address.as_str()).collect();
        assert_eq!(addresses, ["azurerm_container_registry.a[*]", "azurerm_container_registry.b[*]"]);
    });
}

#[test]
fn a_password_of_nobody_knows_which_token_is_a_token_of_its_own() {
    let password = r#"
variable "key" { type = string }
resource "azurerm_container_registry_token_password" "p" {
  container_registry_token_id = azurerm_container_registry_token.reader[var.key].id
  password1 {}
}
"#;
    with_model("main.tf", &format!("{TOKENS}{password}"), |model| {
        let own = at(model, "azurerm_container_registry_token_password.p");
        assert_eq!(own.get("properties.credentials.passwords").members().len(), 1);
        let token = at(model, "azurerm_container_registry_token.reader[\"build\"]");
        assert!(token.get("properties.credentials.passwords").absent);
    });
}

#[test]
fn ids_of_instances_are_told_apart() {
    let text = r#"
resource "azurerm_container_registry" "acr" {
  count               = 2
  name                = "contosoregistry${count.index}"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}
variable "which" { type = number }
resource "azurerm_management_lock" "first" {
  name       = "keep"
  scope      = azurerm_container_registry.acr[0].id
  lock_level = "CanNotDelete"
}
resource "azurerm_management_lock" "some" {
  name       = "keep"
  scope      = azurerm_container_registry.acr[var.which].id
  lock_level = "CanNotDelete"
}
resource "azurerm_management_lock" "each" {
  count      = 2
  name       = "keep"
  scope      = azurerm_container_registry.acr[count.index].id
  lock_level = "CanNotDelete"
}
"#;
    with_model("main.tf", text, |model| {
        let registry = |i: usize| at(model, &format!("azurerm_container_registry.acr[{i}]"));
        let attached = |lock: &str, i| model.is_attached(at(model, lock), registry(i)).known();
        let lock = "azurerm_management_lock";
        assert_eq!(attached(&format!("{lock}.first"), 0), Some(true));
        assert_eq!(attached(&format!("{lock}.first"), 1), Some(false));
        assert_eq!(attached(&format!("{lock}.some"), 0), None);
        assert_eq!(attached(&format!("{lock}.each[1]"), 0), Some(false));
        assert_eq!(attached(&format!("{lock}.each[1]"), 1), Some(true));
    });
}

#[test]
fn bicep_loops_and_nested_children_are_told_apart() {
    let text = r"
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = [for i in range(0, 2): {
  name: 'contosoregistry${i}'
  location: 'westeurope'
  sku: { name: 'Premium' }
}]
resource map 'Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01' = [for i in range(0, 2): {
  parent: acr[i]
  name: 'reader-map'
  properties: { actions: [] }
}]
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: acr[1]
  name: 'keep'
  properties: { level: 'CanNotDelete' }
}
resource group 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep-all'
  properties: { level: 'CanNotDelete' }
}
";
    with_model("main.bicep", text, |model| {
        assert_eq!(edges(model), ["lock @ acr[1]", "map[0] < acr[0]", "map[1] < acr[1]"]);
        let attached = |lock: &str, registry: &str| model.is_attached(at(model, lock), at(model, registry));
        assert_eq!(attached("lock", "acr[1]"), Truth::True);
        assert_eq!(attached("lock", "acr[0]"), Truth::False);
        assert_eq!(attached("group", "acr[0]"), Truth::False);
    });
}

#[test]
fn what_is_attached_is_found_in_every_spelling() {
    let arm = r#"{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "name": { "type": "string" } },
  "resources": [
    {
      "type": "microsoft.containerregistry/Registries",
      "apiVersion": "2025-11-01",
      "name": "[parameters('name')]",
      "location": "westeurope",
      "sku": { "name": "Premium" },
      "resources": [
        {
          "type": "providers/locks",
          "apiVersion": "2020-05-01",
          "name": "Microsoft.Authorization/nested",
          "properties": { "level": "CanNotDelete" }
        }
      ]
    },
    {
      "type": "Microsoft.Authorization/locks",
      "apiVersion": "2020-05-01",
      "name": "by-format",
      "scope": "[format('Microsoft.ContainerRegistry/registries/{0}', parameters('name'))]",
      "properties": { "level": "CanNotDelete" }
    },
    {
      "type": "Microsoft.Authorization/locks",
      "apiVersion": "2020-05-01",
      "name": "by-id",
      "scope": "[resourceId('Microsoft.ContainerRegistry/registries', parameters('name'))]",
      "properties": { "level": "CanNotDelete" }
    },
    {
      "type": "Microsoft.ContainerRegistry/registries/providers/diagnosticSettings",
      "apiVersion": "2021-05-01-preview",
      "name": "[concat(parameters('name'), '/Microsoft.Insights/logs')]",
      "properties": { "logs": [] }
    },
    {
      "type": "Microsoft.Authorization/locks",
      "apiVersion": "2020-05-01",
      "name": "elsewhere",
      "scope": "[resourceId('Microsoft.ContainerRegistry/registries', 'other')]",
      "properties": { "level": "CanNotDelete" }
    }
  ]
}"#;
    with_model("azuredeploy.json", arm, |model| {
        let registry = model.registries().next().expect("a registry");
        let attached = |kind| {
            let companions = model.of_kind(kind);
            let attached = companions.filter(|it| model.is_attached(it, registry).certain());
            attached.map(|it| it.address.as_str()).collect::<Vec<&str>>()
        };
        let locks = attached("Microsoft.Authorization/locks");
        assert_eq!(locks, ["Microsoft.Authorization/nested", "by-format", "by-id"]);
        assert_eq!(model.of_kind("Microsoft.Authorization/locks").count(), 4);
        assert_eq!(
            attached("Microsoft.Insights/diagnosticSettings"),
            ["concat(parameters('name'), '/Microsoft.Insights/logs')"]
        );
    });
}

const BICEP_CHILD: &str = r"
param registryId string
param registryName string
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: registryName
}
resource map 'Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01' = {
  parent: acr
  name: 'reader-map'
  properties: { actions: [] }
}
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: acr
  name: 'keep'
  properties: { level: 'CanNotDelete' }
}
resource byId 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'by-id'
  location: 'westeurope'
  properties: {
    privateLinkServiceConnections: [
      { name: 'registry', properties: { privateLinkServiceId: registryId, groupIds: ['registry'] } }
    ]
  }
}
resource byName 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'by-name'
  location: 'westeurope'
  properties: {
    manualPrivateLinkServiceConnections: [
      { name: 'registry', properties: { privateLinkServiceId: acr.id, groupIds: ['registry'] } }
    ]
  }
}
";

#[test]
fn edges_cross_modules_by_id_and_by_name() {
    let main = |name: &str| {
        format!(
            "param suffix string
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {{
  name: 'contoso${{suffix}}'
  location: 'westeurope'
  sku: {{ name: 'Premium' }}
}}
module child 'child.bicep' = {{
  name: 'child'
  params: {{ registryId: acr.id, registryName: {name} }}
}}
"
        )
    };
    let check = |name: &str, expected: [Option<bool>; 2], parent: &str| {
        let files = [("main.bicep", main(name)), ("child.bicep", BICEP_CHILD.to_owned())];
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        with_models(&files, |model| {
            let acr = at(model, "acr");
            let leads = |pe| model.has_endpoint_to(at(model, pe), acr).known();
            assert_eq!([leads("child::byId"), leads("child::byName")], expected, "{name}");
            assert_eq!(
                edges(model),
                [format!("child::lock @ {parent}"), format!("child::map < {parent}")],
                "{name}"
            );
        });
    };
    check("acr.name", [Some(true), Some(true)], "acr");
    check("'contoso${suffix}'", [Some(true), Some(true)], "acr");
    check("'fabrikam'", [Some(true), Some(false)], "child::acr");
    check("suffix", [Some(true), None], "child::acr");
}

#[test]
fn edges_cross_terraform_modules_and_their_instances() {
    let registry = r#"
variable "name" { type = string }
resource "azurerm_container_registry" "acr" {
  name                = var.name
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}
output "id" { value = azurerm_container_registry.acr.id }
"#;
    let lock = r#"
variable "scope" { type = string }
resource "azurerm_management_lock" "lock" {
  name       = "keep"
  scope      = var.scope
  lock_level = "CanNotDelete"
}
"#;
    let main = r#"
module "registry" {
  source   = "./registry"
  for_each = toset(["one", "two"])
  name     = "contoso${each.key}"
}
module "lock" {
  source = "./lock"
  scope  = module.registry["two"].id
}
module "locks" {
  source   = "./lock"
  for_each = module.registry
  scope    = each.value.id
}
"#;
    let files = [("main.tf", main), ("registry/main.tf", registry), ("lock/main.tf", lock)];
    with_models(&files, |model| {
        let registry = |key: &str| format!("module.registry[\"{key}\"].azurerm_container_registry.acr");
        let lock = "azurerm_management_lock.lock";
        assert_eq!(
            edges(model),
            [
                format!("module.lock.{lock} @ {}", registry("two")),
                format!("module.locks[\"one\"].{lock} @ {}", registry("one")),
                format!("module.locks[\"two\"].{lock} @ {}", registry("two")),
            ]
        );
    });
}

#[test]
fn what_the_api_version_does_not_have_is_absent() {
    let text = |version: &str| {
        format!(
            "resource acr 'Microsoft.ContainerRegistry/registries@{version}' = {{
  name: 'contosoregistry'
  properties: {{
    anonymousPullEnabled: true
    networkRuleSet: {{ virtualNetworkRules: [{{ id: 'subnet', action: 'Allow' }}] }}
  }}
}}"
        )
    };
    let rules = "properties.networkRuleSet.virtualNetworkRules[].id";
    for (version, pull, networks) in [
        ("2019-05-01", "false", 1),
        ("2021-09-01", "false", 0),
        ("2025-11-01", "true", 0),
        ("2024-01-01", "true", 1),
    ] {
        with_model("main.bicep", &text(version), |model| {
            let acr = at(model, "acr");
            let attribute = acr.get("properties.anonymousPullEnabled");
            assert_eq!((attribute.value.canonical().as_str(), attribute.absent), (pull, pull == "false"));
            assert_eq!(acr.each(rules).len(), networks, "{version}");
        });
    }
}

const FOREIGN: &str =
    "/subscriptions/0/resourceGroups/r/providers/Microsoft.ContainerRegistry/registries/otherregistry";

#[test]
fn azapi_bodies_are_read_as_object_as_json_and_as_text() {
    let bodies = [
        "{ sku = { name = \"Premium\" }, properties = { adminUserEnabled = true } }",
        "jsonencode({ sku = { name = \"Premium\" }, properties = { adminUserEnabled = true } })",
        "<<JSON\n{ \"sku\": { \"name\": \"Premium\" }, \"properties\": { \"adminUserEnabled\": true } }\nJSON\n",
        "\"{\\\"sku\\\":{\\\"name\\\":\\\"Premium\\\"},\\\"properties\\\":{\\\"adminUserEnabled\\\":true}}\"",
    ];
    for body in bodies {
        let text = format!(
            "resource \"azapi_resource\" \"acr\" {{
  type      = \"microsoft.containerregistry/registries@2025-11-01\"
  parent_id = \"/subscriptions/0/resourceGroups/r\"
  name      = \"contosoregistry\"
  location  = \"westeurope\"
  schema_validation_enabled = false
  sensitive_body = {{ properties = {{ anonymousPullEnabled = true }} }}
  identity {{
    type         = \"UserAssigned\"
    identity_ids = [\"/subscriptions/0/a\"]
  }}
  body = {body}
}}"
        );
        with_model("main.tf", &text, |model| {
            let acr = at(model, "azapi_resource.acr");
            assert_eq!((acr.kind.as_str(), acr.api_version()), (REGISTRY, Some("2025-11-01")));
            for (path, value) in [
                ("sku.name", "Premium"),
                ("properties.adminUserEnabled", "true"),
                ("properties.anonymousPullEnabled", "true"),
                ("identity.type", "UserAssigned"),
                ("identity.userAssignedIdentities", "{/subscriptions/0/a:{},}"),
                ("location", "westeurope"),
            ] {
                assert_eq!(written(acr, path), value, "{path} of {body}");
            }
        });
    }
}

#[test]
fn azapi_updates_of_foreign_registries_are_registries_of_which_the_rest_is_unknown() {
    let text = format!(
        "resource \"azapi_update_resource\" \"a\" {{
  type        = \"Microsoft.ContainerRegistry/registries@2025-11-01\"
  resource_id = \"{FOREIGN}\"
  body        = {{ properties = {{ adminUserEnabled = true }} }}
}}
resource \"azapi_resource_action\" \"b\" {{
  type        = \"Microsoft.ContainerRegistry/registries@2025-11-01\"
  resource_id = \"{FOREIGN}\"
  method      = \"PATCH\"
  body        = {{ properties = {{ policies = {{ exportPolicy = {{ status = \"disabled\" }} }} }} }}
}}
resource \"azapi_resource_action\" \"c\" {{
  type        = \"Microsoft.ContainerRegistry/registries@2025-11-01\"
  resource_id = \"{FOREIGN}\"
  action      = \"listCredentials\"
}}
resource \"azapi_data_plane_resource\" \"d\" {{
  type = \"Microsoft.ContainerRegistry/registries@2025-11-01\"
}}"
    );
    with_model("main.tf", &text, |model| {
        let addresses: Vec<&str> = model.resources.iter().map(|it| it.address.as_str()).collect();
        assert_eq!(addresses, ["azapi_resource_action.c", "azapi_update_resource.a"]);
        let registry = model.registries().next().expect("a registry");
        assert_eq!(registry.known_name(), Some("otherregistry"));
        assert_eq!(written(registry, "properties.adminUserEnabled"), "true");
        assert_eq!(written(registry, "properties.policies.exportPolicy.status"), "disabled");
        for path in ["sku.name", "properties.publicNetworkAccess", "properties.policies.trustPolicy.status"] {
            assert!(registry.get(path).value.as_unknown().is_some(), "{path}");
        }
        let action = at(model, "azapi_resource_action.c");
        assert_eq!(action.kind, "azapi_resource_action");
    });
}

#[test]
fn an_azapi_update_that_is_not_known_whole_leaves_nothing_certain_that_it_may_set() {
    let text = |body: &str, target: &str| {
        format!(
            "variable \"more\" {{}}
variable \"on\" {{ type = bool }}
resource \"azurerm_container_registry\" \"acr\" {{
  name                          = \"contosoregistry\"
  location                      = \"westeurope\"
  sku                           = \"Premium\"
  public_network_access_enabled = false
  export_policy_enabled         = false
}}
resource \"azapi_update_resource\" \"more\" {{
  type        = \"Microsoft.ContainerRegistry/registries@2025-11-01\"
  resource_id = {target}
  body        = {body}
}}
resource \"azapi_update_resource\" \"again\" {{
  type        = \"Microsoft.ContainerRegistry/registries@2025-11-01\"
  resource_id = {target}
  body        = {{ properties = {{ policies = {{ trustPolicy = {{ status = \"enabled\" }} }} }} }}
}}"
        )
    };
    let registry = "azurerm_container_registry.acr.id";
    let (access, policy) = ("properties.publicNetworkAccess", "properties.policies.exportPolicy.status");
    let is_unknown = |resource: &Resource, path| resource.get(path).value.as_unknown().is_some();
    let partly = "{ properties = merge(var.more, { adminUserEnabled = true }) }";
    with_model("main.tf", &text(partly, registry), |model| {
        let acr = at(model, "azurerm_container_registry.acr");
        assert_eq!(written(acr, "properties.adminUserEnabled"), "true");
        assert_eq!(written(acr, "properties.policies.trustPolicy.status"), "enabled");
        assert!(is_unknown(acr, access) && is_unknown(acr, policy));
        assert_eq!(written(acr, "sku.name"), "Premium");
        assert_eq!(written(acr, "location"), "westeurope");
    });
    with_model("main.tf", &text("var.more", registry), |model| {
        let acr = at(model, "azurerm_container_registry.acr");
        assert!(is_unknown(acr, access) && is_unknown(acr, policy) && is_unknown(acr, "sku.name"));
        assert_eq!(written(acr, "name"), "contosoregistry");
    });
    // That the rest of the target is not known does not mean that the second update sets it.
    with_model(
        "main.tf",
        &text("{ properties = { adminUserEnabled = true } }", &format!("\"{FOREIGN}\"")),
        |model| {
            let other = at(model, "azapi_update_resource.more");
            assert_eq!(written(other, "properties.adminUserEnabled"), "true");
            assert_eq!(written(other, "properties.policies.trustPolicy.status"), "enabled");
            assert!(is_unknown(other, policy));
        },
    );
}

#[test]
fn an_id_of_another_type_is_no_id_of_a_registry() {
    let text = r#"
param name string
resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoregistry'
}
resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    privateLinkServiceConnections: [
      { properties: { privateLinkServiceId: resourceId('Microsoft.KeyVault/vaults', name) } }
    ]
  }
}
"#;
    with_model("main.bicep", text, |model| {
        assert_eq!(model.has_endpoint_to(at(model, "pe"), at(model, "acr")), Truth::False);
    });
    let text = text.replace("Microsoft.KeyVault/vaults", "Microsoft.ContainerRegistry/registries");
    with_model("main.bicep", &text, |model| {
        assert_eq!(model.has_endpoint_to(at(model, "pe"), at(model, "acr")).known(), None);
    });
}

#[test]
fn zone_groups_find_an_endpoint_that_stands_for_one_that_is_made() {
    let text = r#"
resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
}
resource there 'Microsoft.Network/privateEndpoints@2024-05-01' existing = {
  name: 'pe'
}
resource zones 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = {
  parent: there
  name: 'default'
}
"#;
    with_model("main.bicep", text, |model| {
        assert_eq!(model.zone_groups(at(model, "pe")).count(), 1);
    });
}

#[test]
fn a_connection_that_may_be_manual_leads_where_it_leads() {
    let text = r#"
variable "manual" { type = bool }
resource "azurerm_container_registry" "acr" {
  name = "contosoregistry"
}
resource "azurerm_private_endpoint" "pe" {
  name      = "pe"
  subnet_id = "subnet"
  private_service_connection {
    name                           = "registry"
    private_connection_resource_id = azurerm_container_registry.acr.id
    subresource_names              = ["registry"]
    is_manual_connection           = var.manual
  }
}
"#;
    with_model("main.tf", text, |model| {
        let (acr, endpoint) =
            (at(model, "azurerm_container_registry.acr"), at(model, "azurerm_private_endpoint.pe"));
        assert_eq!(endpoint.get("properties.manualPrivateLinkServiceConnections").members().len(), 1);
        assert_eq!(endpoint.get("properties.privateLinkServiceConnections").members().len(), 1);
        let connections = model.connections_to(endpoint, acr);
        assert_eq!(connections.len(), 1);
        assert!(connections.iter().all(|it| it.leads.certain() && it.is_for_registry().certain()));
    });
}

#[test]
fn azapi_children_and_companions_find_what_they_belong_to() {
    let text = r#"
resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  parent_id = "/subscriptions/0/resourceGroups/r"
  name      = "contosoregistry"
  location  = "westeurope"
  body      = { sku = { name = "Premium" } }
}
resource "azapi_resource" "map" {
  type      = "Microsoft.ContainerRegistry/registries/scopeMaps@2025-11-01"
  parent_id = azapi_resource.acr.id
  name      = "reader-map"
  body      = { properties = { actions = [] } }
}
resource "azapi_resource" "lock" {
  type      = "Microsoft.Authorization/locks@2020-05-01"
  parent_id = azapi_resource.acr.id
  name      = "keep"
  body      = { properties = { level = "CanNotDelete" } }
}
resource "azapi_update_resource" "more" {
  type        = "Microsoft.ContainerRegistry/registries@2025-11-01"
  resource_id = azapi_resource.acr.id
  body        = { properties = { adminUserEnabled = true } }
}
data "azapi_resource" "other" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  parent_id = "/subscriptions/0/resourceGroups/r"
  name      = "otherregistry"
}
"#;
    with_model("main.tf", text, |model| {
        let acr = "azapi_resource.acr";
        assert_eq!(
            edges(model),
            [format!("azapi_resource.lock @ {acr}"), format!("azapi_resource.map < {acr}")]
        );
        assert_eq!(written(at(model, acr), "properties.adminUserEnabled"), "true");
        assert_eq!(model.registries().count(), 1);
        assert!(at(model, "data.azapi_resource.other").existing);
    });
}

#[test]
fn zone_groups_belong_to_their_endpoint_and_name_their_zone() {
    let text = r#"
resource "azurerm_private_dns_zone" "registry" {
  name = "privatelink.azurecr.io"
}
resource "azurerm_private_endpoint" "pe" {
  name      = "pe"
  location  = "westeurope"
  subnet_id = "subnet"
  private_service_connection {
    name                           = "registry"
    private_connection_resource_id = "/subscriptions/0/registry"
    is_manual_connection           = false
  }
  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.registry.id]
  }
}
"#;
    with_model("main.tf", text, |model| {
        let group = "azurerm_private_endpoint.pe.private_dns_zone_group[0]";
        assert_eq!(edges(model), [format!("{group} < azurerm_private_endpoint.pe")]);
        let zones = at(model, group).each("properties.privateDnsZoneConfigs[].properties.privateDnsZoneId");
        let zone = zones.first().expect("a zone");
        let found = model.find("Microsoft.Network/privateDnsZones", &zone.value).expect("the zone");
        assert_eq!(found.known_name(), Some("privatelink.azurecr.io"));
    });
}

#[test]
fn consumers_are_no_registries() {
    let text = r#"
resource "azurerm_linux_web_app" "app" {
  name = "shop"
  site_config {
    application_stack {
      docker_image_name        = "app:1"
      docker_registry_url      = "https://contosoregistry.azurecr.io"
      docker_registry_password = "hunter2"
    }
  }
}
resource "azurerm_container_group" "group" {
  name = "shop"
}
"#;
    let run = lint::check(&[("main.tf", text)]);
    assert_eq!(run.report.coverage.registries, 0);
    let of_consumers = |row: &VerdictRow| !row.resource.kind.starts_with("Microsoft.ContainerRegistry/");
    assert!(run.report.verdicts.iter().all(of_consumers));
    let secrets: Vec<&str> = run.report.secrets.iter().map(|span| run.text(*span)).collect();
    assert_eq!(secrets, ["\"hunter2\""]);
}

#[test]
fn what_is_absent_has_the_default_of_its_provider_or_of_azure() {
    let azurerm = |version: &str, kind: &str| {
        let provider = format!(
            "terraform {{\n required_providers {{\n  azurerm = {{ version = \"{version}\" }}\n }}\n}}\n"
        );
        (
            "main.tf",
            format!(
                "{provider}resource \"{kind}\" \"x\" {{\n  georeplications {{\n location = \"a\"\n }}\n}}\n"
            ),
        )
    };
    let bicep = |kind: &str| {
        (
            "main.bicep",
            format!("resource x 'Microsoft.ContainerRegistry/{kind}@2025-11-01' = {{\n  name: 'a'\n}}\n"),
        )
    };
    let registry = "azurerm_container_registry";
    let connected = "azurerm_container_connected_registry";
    let pool = "azurerm_container_registry_agent_pool";
    let cases = [
        (azurerm("~> 2.0", registry), "", "sku.name", "Classic"),
        (azurerm("~> 3.0", registry), "", "sku.name", "null"),
        (azurerm("~> 3.0", registry), "", "properties.policies.retentionPolicy.days", "7"),
        (azurerm("~> 4.0", registry), "", "properties.dataEndpointEnabled", "false"),
        (azurerm("~> 5.0", registry), "", "properties.networkRuleBypassOptions", "AzureServices"),
        (azurerm("~> 4.0", registry), "replications", "properties.regionEndpointEnabled", "false"),
        (azurerm("~> 5.0", registry), "replications", "properties.regionEndpointEnabled", "true"),
        (azurerm("~> 5.0", connected), "", "properties.mode", "ReadWrite"),
        (azurerm("~> 5.0", connected), "", "properties.logging.logLevel", "None"),
        (azurerm("~> 5.0", pool), "", "properties.count", "1"),
        (azurerm("~> 5.0", pool), "", "properties.tier", "S1"),
        (azurerm("~> 5.0", "azurerm_container_registry_task"), "", "properties.step.isPushEnabled", "true"),
        (azurerm("~> 5.0", "azurerm_container_registry_token"), "", "properties.status", "enabled"),
        (bicep("registries"), "", "sku.name", "null"),
        (bicep("registries"), "", "properties.adminUserEnabled", "false"),
        (bicep("registries"), "", "properties.publicNetworkAccess", "Enabled"),
        (bicep("registries"), "", "properties.roleAssignmentMode", "LegacyRegistryPermissions"),
        (bicep("registries/replications"), "", "properties.regionEndpointEnabled", "true"),
        (bicep("registries/connectedRegistries"), "", "properties.logging.logLevel", "Information"),
        (bicep("registries/connectedRegistries"), "", "properties.mode", "null"),
    ];
    for ((path, text), kind, property, expected) in cases {
        with_model(path, &text, |model| {
            let is_meant = |it: &&Resource| kind.is_empty() || it.kind.ends_with(kind);
            let resource = model.resources.iter().find(is_meant).expect("the resource");
            let attribute = resource.get(property);
            assert!(attribute.absent, "{property} is written");
            assert_eq!(attribute.value.canonical(), expected, "{property} of {text}");
        });
    }
}
