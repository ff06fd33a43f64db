resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_kubernetes_cluster" "aks" {
  name     = "contosoaks"
  location = "westeurope"
  identity {
    type = "SystemAssigned"
  }
}
