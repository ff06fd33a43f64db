resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_user_assigned_identity" "id" {
  name     = "contosoid"
  location = "westeurope"
}

resource "azurerm_kubernetes_cluster" "aks" {
  name     = "contosoaks"
  location = "westeurope"
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.id.id]
  }
}

resource "azurerm_role_assignment" "access" {
  scope                = azurerm_container_registry.acr.id
  role_definition_name = "Container Registry Repository Reader"
  principal_id         = azurerm_user_assigned_identity.id.principal_id
}
