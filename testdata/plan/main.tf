terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.0" }
  }
}

variable "registries" {
  type = map(object({ admin = bool, ranges = list(string) }))
}

variable "token" {
  type      = string
  sensitive = true
}

module "registry" {
  source   = "./registry"
  for_each = var.registries
  name     = "contoso${each.key}"
  admin    = each.value.admin
  ranges   = each.value.ranges
}

resource "azurerm_private_endpoint" "registry" {
  name                = "pe-registry"
  location            = "westeurope"
  resource_group_name = "rg"
  subnet_id           = "snet"
  private_service_connection {
    name                           = "registry"
    is_manual_connection           = false
    private_connection_resource_id = module.registry["a"].id
    subresource_names              = ["registry"]
  }
}

resource "azurerm_container_registry_webhook" "deploy" {
  name          = "deploy"
  registry_name = "contosob"
  location      = "westeurope"
  service_uri   = "http://${var.token}@example.com/deploy"
  actions       = ["push"]
}
