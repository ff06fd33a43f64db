variable "upstreams" {
  type = map(string)
  default = {
    hub = "docker.io/library/*"
    mcr = "mcr.microsoft.com/dotnet/runtime"
  }
}

resource "azurerm_container_registry" "acr" {
  name                   = "contosoregistry"
  resource_group_name    = "registries"
  location               = "westeurope"
  sku                    = "Standard"
  anonymous_pull_enabled = true
}

resource "azurerm_container_registry_cache_rule" "rules" {
  for_each              = var.upstreams
  name                  = "${each.key}-cache"
  container_registry_id = azurerm_container_registry.acr.id
  source_repo           = each.value
  target_repo           = "cached/${each.key}"
}
