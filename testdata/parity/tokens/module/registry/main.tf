variable "tokens" {
  type = map(object({
    enabled = bool
    first   = optional(string, "2026-07-15T00:00:00Z")
    second  = optional(string)
  }))
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_registry_scope_map" "readers" {
  name                    = "team-readers"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  actions                 = ["repositories/team/content/read"]
}

resource "azurerm_container_registry_token" "token" {
  for_each                = var.tokens
  name                    = each.key
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  scope_map_id            = azurerm_container_registry_scope_map.readers.id
  enabled                 = each.value.enabled
}

resource "azurerm_container_registry_token_password" "password" {
  for_each                    = var.tokens
  container_registry_token_id = azurerm_container_registry_token.token[each.key].id

  password1 {
    expiry = each.value.first
  }

  dynamic "password2" {
    for_each = each.value.second == null ? [] : [each.value.second]
    content {
      expiry = password2.value
    }
  }
}
