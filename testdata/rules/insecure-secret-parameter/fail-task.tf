variable "pat" {}

resource "azurerm_container_registry_task" "build" {
  name                  = "build"
  container_registry_id = "/subscriptions/0/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry"
  platform {
    os = "Linux"
  }
  docker_step {
    dockerfile_path      = "Dockerfile"
    context_path         = "https://github.com/contoso/app.git#main"
    context_access_token = var.pat
    image_names          = ["app:1"]
  }
}
