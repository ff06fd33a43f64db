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
  file_step {
    context_path   = "https://github.com/contoso/app.git"
    task_file_path = "acr-task.yaml"
  }
  base_image_trigger {
    name = "base"
    type = "Runtime"
  }
}
