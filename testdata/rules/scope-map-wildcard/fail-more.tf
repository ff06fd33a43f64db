variable "more" {
  type = list(string)
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_registry_scope_map" "ci" {
  name                    = "ci-push"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  actions                 = concat(var.more, ["repositories/*/Metadata/Write"])
}
