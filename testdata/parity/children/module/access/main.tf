variable "registry_name" {
  type = string
}

variable "actions" {
  type = list(string)
}

variable "hook" {
  type = object({ uri = string, actions = set(string) })
}

resource "azurerm_container_registry_webhook" "hook" {
  name                = "contosohook"
  resource_group_name = "registries"
  registry_name       = var.registry_name
  location            = "westeurope"
  service_uri         = var.hook.uri
  actions             = ["push", "delete"]
  status              = "enabled"
  scope               = "apps:*"
}

resource "azurerm_container_registry_scope_map" "everything" {
  name                    = "everything"
  resource_group_name     = "registries"
  container_registry_name = var.registry_name
  description             = "all of it"
  actions                 = var.actions
}

resource "azurerm_container_registry_token" "token" {
  name                    = "builder"
  resource_group_name     = "registries"
  container_registry_name = var.registry_name
  scope_map_id            = azurerm_container_registry_scope_map.everything.id
  enabled                 = true
}
