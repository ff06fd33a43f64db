# acrlint: ignore[admin-user] a default is a place of its own
variable "admin" {
  default = true
}

resource "azurerm_container_registry" "one" {
  name          = "contosoone"
  sku           = "Premium"
  admin_enabled = var.admin
  // acrlint: ignore[anonymous-pull] public base images
  anonymous_pull_enabled = true
  /* acrlint: ignore[broad-ip-rule] the old office */ network_rule_set {
    default_action = "Deny"
    ip_rule {
      action   = "Allow"
      ip_range = "20.0.0.0/6"
    }
  }
}

// acrlint: ignore[admin-user, anonymous-pull] the whole block
/*
 * acrlint: ignore[public-network-access] a comment of several lines
 */
resource "azurerm_container_registry" "two" {
  name                   = "contosotwo"
  sku                    = "Premium"
  admin_enabled          = true
  anonymous_pull_enabled = true
}

resource "azurerm_container_registry" "three" {
  name          = "contosothree"
  sku           = "Premium"
  # acrlint: ignore[anonymous-pull] about the next line only
  admin_enabled = true
  anonymous_pull_enabled = true
}
