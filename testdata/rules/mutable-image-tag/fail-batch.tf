resource "azurerm_batch_pool" "pool" {
  name         = "render"
  account_name = "contoso"
  container_configuration {
    type                  = "DockerCompatible"
    container_image_names = ["contosoregistry.azurecr.io/team/app"]
  }
}
