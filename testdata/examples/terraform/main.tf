terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.81"
    }
    azapi = {
      source = "Azure/azapi"
    }
  }
}

variable "registries" {
  type = map(object({
    sku    = string
    public = bool
  }))
  default = {
    builds = { sku = "Premium", public = true }
    images = { sku = "Premium", public = false }
  }
}

resource "azurerm_container_registry" "this" {
  for_each = var.registries

  name                          = "contoso${each.key}"
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = each.value.sku
  public_network_access_enabled = each.value.public
  export_policy_enabled         = each.value.public
}

resource "azurerm_container_registry_scope_map" "deploy" {
  name                    = "deploy"
  resource_group_name     = "registries"
  container_registry_name = azurerm_container_registry.this["images"].name
  actions = [
    "repositories/*/content/read",
    "repositories/*/content/write",
  ]
}

resource "azapi_resource" "legacy" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosolegacy"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku        = { name = "Standard" }
    properties = { anonymousPullEnabled = true }
  }
}
