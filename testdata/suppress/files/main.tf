resource "azurerm_container_registry" "one" {
  name          = "contosoone"
  sku           = "Premium"
  admin_enabled = true
}

resource "azurerm_container_registry" "two" {
  name          = "contosotwo"
  sku           = "Premium"
  admin_enabled = true
}

# acrlint: ignore-file[admin-user] a sandbox, torn down every night
