terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "admin_from_file" {
  type = bool
}

variable "admin_by_default" {
  type    = bool
  default = true
}

locals {
  admin_from_local = true
}

resource "azurerm_container_registry" "by_default" {
  name                = "contosodefault"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = var.admin_by_default
}

resource "azurerm_container_registry" "by_local" {
  name                = "contosolocal"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = local.admin_from_local
}

module "by_argument" {
  source = "./modules/registry"
  name   = "contosoargument"
  admin  = true
}

module "by_file" {
  source = "./modules/registry"
  name   = "contosofile"
  admin  = var.admin_from_file
}
