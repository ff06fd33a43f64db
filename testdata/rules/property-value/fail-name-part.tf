variable "suffix" {
  type = string
}

resource "azurerm_container_registry" "acr" {
  name                = "contoso_${var.suffix}"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Basic"
}
