data "azurerm_container_registry_scope_map" "push" {
  name                    = "_repositories_push"
  resource_group_name     = "registries"
  container_registry_name = "contosoregistry"
}

resource "azurerm_container_registry_token" "ci" {
  name                    = "ci-push"
  resource_group_name     = "registries"
  container_registry_name = "contosoregistry"
  scope_map_id            = data.azurerm_container_registry_scope_map.push.id
}
