terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "content_trust" {
  type    = bool
  default = true
}

resource "azurerm_container_registry" "acr" {
  name                 = "contosoregistry"
  resource_group_name  = "registries"
  location             = "westeurope"
  sku                  = "Premium"
  trust_policy_enabled = var.content_trust
}
