# `removed-attribute` speaks of what the provider version lacks.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  anonymous_pull_enabled = false
}
