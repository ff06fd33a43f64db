resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_registry_cache_rule" "hub" {
  name                  = "hub-rule"
  container_registry_id = azurerm_container_registry.acr.id
  source_repo           = "docker.io/*"
  target_repo           = "cached/app"
  credential_set_id     = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry/credentialSets/hub"
}
