variable "password" {}

resource "azurerm_container_registry_task" "build" {
  name                  = "build"
  container_registry_id = "/subscriptions/0/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoregistry"
  registry_credential {
    custom {
      login_server = "contosobase.azurecr.io"
      username     = "reader"
      password     = var.password
    }
  }
}
