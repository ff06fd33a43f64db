resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_container_registry_task" "build" {
  name                  = "build"
  container_registry_id = azurerm_container_registry.acr.id
  platform {
    os = "Linux"
  }
  encoded_step {
    task_content = <<-YAML
      version: v1.1.0
      steps:
      - build: -t app .
      - push: [app]
    YAML
  }
}
