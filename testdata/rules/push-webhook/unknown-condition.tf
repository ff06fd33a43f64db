variable "notify" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_registry_webhook" "deploy" {
  count               = var.notify ? 1 : 0
  name                = "deployhook"
  resource_group_name = "registries"
  registry_name       = azurerm_container_registry.acr.name
  location            = "westeurope"
  service_uri         = "https://hooks.contoso.com/acr"
  actions             = ["push"]
}
