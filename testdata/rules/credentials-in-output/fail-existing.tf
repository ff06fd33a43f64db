data "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
}

output "login" {
  value = "docker login -p ${data.azurerm_container_registry.acr.admin_password}"
}
