variable "secret" {
  type      = string
  sensitive = true
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_kubernetes_cluster" "aks" {
  name     = "contosoaks"
  location = "westeurope"
  service_principal {
    client_id     = "00000000-0000-0000-0000-000000000002"
    client_secret = var.secret
  }
}
