resource "azurerm_container_registry_token" "ci" {
  name                    = "ci-token"
  resource_group_name     = "registries"
  container_registry_name = "contosoregistry"
  scope_map_id            = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry/scopeMaps/ci-push"
}

resource "azurerm_container_registry_token_password" "first" {
  container_registry_token_id = azurerm_container_registry_token.ci.id

  password1 {}
}

resource "azurerm_container_registry_token_password" "second" {
  container_registry_token_id = azurerm_container_registry_token.ci.id

  password1 {
    expiry = "2026-07-01T00:00:00Z"
  }
}
