variable "token" {
  type      = string
  sensitive = true
}

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
  docker_step {
    context_path         = "https://github.com/contoso/app.git"
    context_access_token = var.token
    dockerfile_path      = "Dockerfile"
    image_names          = ["app:{{.Run.ID}}"]
  }
  identity {
    type = "SystemAssigned"
  }
  registry_credential {
    custom {
      login_server = azurerm_container_registry.acr.login_server
      identity     = "[system]"
    }
  }
}
