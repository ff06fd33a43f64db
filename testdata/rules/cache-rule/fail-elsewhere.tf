data "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
}

resource "azurerm_container_registry_cache_rule" "hub" {
  name                  = "hub"
  container_registry_id = data.azurerm_container_registry.acr.id
  source_repo           = "mcr.microsoft.com/dotnet/aspnet"
  target_repo           = "dotnet/aspnet"
}
