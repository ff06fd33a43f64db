variable "partners" {
  type = list(string)
}

variable "port" {
  type = number
}

variable "hostname" {
  type = string
}

locals {
  offices = ["203.0.113.0/24", "10.0.0.0/8"]
}

resource "azurerm_container_registry" "acr" {
  name                          = "contosoregistry"
  resource_group_name           = "registries"
  location                      = "westeurope"
  tags                          = { known = "yes", port = "p${var.port}" }
  sku                           = "Premium"
  public_network_access_enabled = true

  network_rule_set {
    default_action = "Deny"

    dynamic "ip_rule" {
      for_each = concat(local.offices, var.partners)
      content {
        action   = "Allow"
        ip_range = ip_rule.value
      }
    }
  }
}

resource "azurerm_container_registry_webhook" "plain" {
  name                = "plainhook"
  resource_group_name = "registries"
  registry_name       = azurerm_container_registry.acr.name
  location            = "westeurope"
  service_uri         = "http://${var.hostname}/push"
  actions             = ["push"]
}

resource "azurerm_container_registry_webhook" "safe" {
  name                = "safehook"
  resource_group_name = "registries"
  registry_name       = azurerm_container_registry.acr.name
  location            = "westeurope"
  service_uri         = format("https://%s:%d/push", var.hostname, var.port)
  actions             = ["push"]
}

resource "azurerm_container_registry_webhook" "unclear" {
  name                = "unclearhook"
  resource_group_name = "registries"
  registry_name       = azurerm_container_registry.acr.name
  location            = "westeurope"
  service_uri         = join("/", [var.hostname, "push"])
  actions             = ["push"]
}
