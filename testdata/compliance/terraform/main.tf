terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.0" }
  }
}

variable "password" {
  default = "Tr0ub4dor&3"
}

# Keys become a part of addresses, whatever is in them.
resource "azurerm_container_registry" "team" {
  for_each = {
    "<script>alert('x')</script>" = "Premium"
    "a|b `code` [link](http://evil.example) @team" = "Standard"
    "\u202etxt.exe" = var.tier
  }
  name                          = "contosoteams"
  resource_group_name           = "images"
  location                      = "westeurope"
  sku                           = each.value
  admin_enabled                 = true
  anonymous_pull_enabled        = true
  public_network_access_enabled = false
}

variable "tier" {
  type = string
}

resource "azurerm_linux_web_app" "shop" {
  name                = "contoso-shop"
  resource_group_name = "images"
  location            = "westeurope"
  service_plan_id     = "/subscriptions/0/plan"
  site_config {
    application_stack {
      docker_image_name        = "shop:latest"
      docker_registry_url      = "https://contosoteams.azurecr.io"
      docker_registry_username = "contosoteams"
      docker_registry_password = "Tr0ub4dor&3"
    }
  }
}
