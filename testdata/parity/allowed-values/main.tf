variable "sku" {
  type = string

  validation {
    condition     = contains(["Standard", "Premium"], var.sku)
    error_message = "Take Standard or Premium."
  }
}

variable "location" {
  type    = string
  default = "westeurope"

  validation {
    condition     = contains(["westeurope", "northeurope"], var.location)
    error_message = "Stay in Europe."
  }
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = var.location
  sku                 = var.sku
  admin_enabled       = var.sku == "Basic"
}

resource "azurerm_container_registry" "other" {
  name                          = "contosoother"
  resource_group_name           = "registries"
  location                      = var.location
  sku                           = var.sku
  public_network_access_enabled = var.sku == "Premium" ? false : true
  export_policy_enabled         = false
}
