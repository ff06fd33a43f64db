variable "pull" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                   = "contosoregistry"
  resource_group_name    = "registries"
  location               = "westeurope"
  sku                    = "Basic"
  anonymous_pull_enabled = var.pull
}
