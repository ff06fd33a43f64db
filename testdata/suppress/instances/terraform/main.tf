locals {
  registries = {
    one = { admin = true }
    # acrlint: ignore[admin-user] this key only
    two = { admin = true }
  }
}

resource "azurerm_container_registry" "acr" {
  for_each      = local.registries
  name          = "contoso${each.key}"
  sku           = "Premium"
  admin_enabled = each.value.admin
}
