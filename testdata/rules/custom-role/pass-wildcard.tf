resource "azurerm_role_definition" "role" {
  name  = "Contoso Images"
  scope = azurerm_resource_group.shared.id

  permissions {
    actions = ["*/read", "Microsoft.ContainerRegistry/registries/tasks/*"]
  }
}
