data "azurerm_container_registry_token" "ci" {
  name                    = "ci-push"
  resource_group_name     = "registries"
  container_registry_name = "contosoregistry"
}

resource "azurerm_container_registry_token_password" "ci" {
  container_registry_token_id = data.azurerm_container_registry_token.ci.id

  password1 {
    expiry = "2026-07-01T00:00:00Z"
  }
}
