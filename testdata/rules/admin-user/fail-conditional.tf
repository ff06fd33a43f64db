variable "deploy_registry" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  count               = var.deploy_registry ? 1 : 0
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = true
}
