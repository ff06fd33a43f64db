variable "expiry" {
  type    = string
  default = "2026-07-15T00:00:00Z"
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

resource "azurerm_container_registry_token" "soon" {
  name                    = "soon"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  scope_map_id            = azurerm_container_registry_scope_map.readers.id
  enabled                 = true
}

resource "azurerm_container_registry_token_password" "soon" {
  container_registry_token_id = azurerm_container_registry_token.soon.id

  password1 {
    expiry = var.expiry
  }
}

resource "azurerm_container_registry_token" "late" {
  name                    = "late-token"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.acr.name
  scope_map_id            = azurerm_container_registry_scope_map.readers.id
  enabled                 = false
}

resource "azurerm_container_registry_token_password" "late" {
  container_registry_token_id = azurerm_container_registry_token.late.id

  password1 {
    expiry = var.expiry
  }

  password2 {
    expiry = "2030-01-01T00:00:00Z"
  }
}
