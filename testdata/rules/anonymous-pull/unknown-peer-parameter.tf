# Nobody knows what the parameter will be. CKV_AZURE_138 fails on any expression.
variable "anonymous_pull" {
  type = bool
}

resource "azurerm_container_registry" "acr" {
  name                   = "contosoregistry"
  resource_group_name    = "registries"
  location               = "westeurope"
  sku                    = "Standard"
  anonymous_pull_enabled = var.anonymous_pull
}
