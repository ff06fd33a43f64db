//! Identities in the model: whose a principal is.

#![allow(clippy::expect_used, reason = "what fails here fails the test")]

mod support;

use acrlint::model::Holder;
use support::model::{at, with_model};

/// Whose identity the principal of a role assignment is: what it does and its address.
fn holder_in(path: &str, text: &str, assignment: &str) -> String {
    with_model(path, text, |model| {
        let principal = at(model, assignment).get("properties.principalId");
        match model.holder(&principal.value) {
            Some(Holder::Nodes(it)) => format!("nodes of {}", it.address),
            Some(Holder::ControlPlane(it)) => format!("control plane of {}", it.address),
            Some(Holder::Runtime(it)) => format!("runtime {}", it.address),
            Some(Holder::Managed(it)) => format!("managed {}", it.address),
            None => String::new(),
        }
    })
}

#[test]
fn what_only_the_provider_knows_of_a_block_belongs_to_the_resource() {
    for (id, holder) in [
        ("aks.identity[0].principal_id", "control plane of azurerm_kubernetes_cluster.aks"),
        ("aks.identity.0.principal_id", "control plane of azurerm_kubernetes_cluster.aks"),
        ("aks.kubelet_identity[0].object_id", "nodes of azurerm_kubernetes_cluster.aks"),
        ("aks.identity[0].tenant_id", ""),
    ] {
        let text = format!(
            r#"
resource "azurerm_kubernetes_cluster" "aks" {{
  name = "contosoaks"
  identity {{
    type = "SystemAssigned"
  }}
  dynamic "kubelet_identity" {{
    for_each = []
    content {{
      object_id = kubelet_identity.value
    }}
  }}
}}

resource "azurerm_role_assignment" "pull" {{
  principal_id = azurerm_kubernetes_cluster.{id}
}}
"#
        );
        assert_eq!(holder_in("main.tf", &text, "azurerm_role_assignment.pull"), holder, "{id}");
    }
}

#[test]
fn a_principal_of_a_template_belongs_to_what_the_reference_means() {
    for (reference, holder) in [
        (
            "reference(resourceId('Microsoft.Web/sites', 'contosoapp'), '2023-12-01', 'Full').identity.principalId",
            "runtime contosoapp",
        ),
        (
            "reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id'), '2023-01-31').principalId",
            "runtime contosoapp",
        ),
        (
            "reference(resourceId('Microsoft.Web/sites', 'other'), '2023-12-01', 'Full').identity.principalId",
            "",
        ),
    ] {
        let text = format!(
            r#"{{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
"resources": [
  {{"type": "Microsoft.ManagedIdentity/userAssignedIdentities", "apiVersion": "2023-01-31", "name": "id"}},
  {{"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "contosoapp", "identity": {{
    "type": "UserAssigned",
    "userAssignedIdentities": {{"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id')]": {{}}}}
  }}}},
  {{"type": "Microsoft.Authorization/roleAssignments", "apiVersion": "2022-04-01", "name": "pull",
    "properties": {{"principalId": "[{reference}]"}}}}
]}}"#
        );
        assert_eq!(holder_in("main.json", &text, "pull"), holder, "{reference}");
    }
}

#[test]
fn identities_with_expressions_for_keys_are_all_known() {
    let text = "
resource a 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = { name: 'a' }
resource b 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = { name: 'b' }
resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'app'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${a.id}': {}, '${b.id}': {} } }
}
resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: 'pull'
  properties: { principalId: IDENTITY.properties.principalId }
}
";
    for identity in ["a", "b"] {
        let text = text.replace("IDENTITY", identity);
        assert_eq!(holder_in("main.bicep", &text, "pull"), "runtime app", "{identity}");
    }
}
