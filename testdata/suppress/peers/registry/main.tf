resource "azurerm_container_registry" "this" {
  name          = "contosofour"
  sku           = "Premium"
  admin_enabled = true
}
