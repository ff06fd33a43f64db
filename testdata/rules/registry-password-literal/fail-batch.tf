resource "azurerm_batch_pool" "pool" {
  name         = "render"
  account_name = "contoso"
  container_configuration {
    type = "DockerCompatible"
    container_registries {
      registry_server = "contosoregistry.azurecr.io"
      user_name       = "reader"
      password        = "hunter2-literal"
    }
  }
}
