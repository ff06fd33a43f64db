variable "registry" {
  type = object({ name = string, location = string })
}

variable "name" {
  type = string
}

resource "azurerm_container_registry_webhook" "hook" {
  name                = var.name
  resource_group_name = "registries"
  registry_name       = var.registry.name
  location            = var.registry.location
  service_uri         = "https://hooks.contoso.com/${var.registry.name}"
  actions             = ["push"]
}
