# Azure.ACR.ReplicaLocation reads no Terraform.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"

  georeplications {
    location                        = "eastus"
    global_endpoint_routing_enabled = true
  }
}
