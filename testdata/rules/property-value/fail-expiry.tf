resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_registry_token" "ci" {
  name                    = "ci-token"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  scope_map_id            = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry/scopeMaps/ci-push"
}

resource "azurerm_container_registry_token_password" "ci" {
  container_registry_token_id = azurerm_container_registry_token.ci.id

  password1 {
    expiry = "31.12.2026"
  }
}
