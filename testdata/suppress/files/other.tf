resource "azurerm_container_registry" "three" {
  name          = "contosothree"
  sku           = "Premium"
  admin_enabled = true
}
