resource "azurerm_role_definition" "role" {
  name  = "Contoso Images"
  scope = azurerm_resource_group.shared.id

  permissions {
    actions = ["Microsoft.ContainerRegistry/registries/read", "Microsoft.ContainerRegistry/registries/listCredentials/action", "Microsoft.ContainerRegistry/registries/generateCredentials/action"]
  }
}
