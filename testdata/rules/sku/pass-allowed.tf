variable "tier" {
  type = string

  validation {
    condition     = contains(["Standard", "Premium"], var.tier)
    error_message = "Not one of the allowed values."
  }
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = var.tier
}
