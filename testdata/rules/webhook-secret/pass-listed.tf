data "azurerm_function_app_host_keys" "site" {
  name                = "contoso"
  resource_group_name = "registries"
}

resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_container_registry_webhook" "deploy" {
  name                = "deployhook"
  resource_group_name = "registries"
  registry_name       = azurerm_container_registry.acr.name
  location            = "westeurope"
  service_uri         = "https://contoso.azurewebsites.net/api/acr?code=${data.azurerm_function_app_host_keys.site.default_function_key}"
  actions             = ["push"]
}
