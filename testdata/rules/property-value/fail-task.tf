resource "azurerm_container_registry" "acr" {
  name                = "contosoregistry"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Basic"
}

resource "azurerm_container_registry_task" "build" {
  name                  = "build-app"
  container_registry_id = azurerm_container_registry.acr.id
  timeout_in_seconds    = 60

  platform {
    os = "Linux"
  }

  docker_step {
    dockerfile_path      = "Dockerfile"
    context_path         = "https://github.com/contoso/app#main"
    context_access_token = var.token
    image_names          = ["app:{{.Run.ID}}"]
  }
}

variable "token" {
  type      = string
  sensitive = true
}
