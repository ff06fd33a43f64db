resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Standard" }
  }
}

resource "azapi_resource" "hub" {
  type      = "Microsoft.ContainerRegistry/registries/credentialSets@2025-11-01"
  name      = "hub-login"
  parent_id = azapi_resource.acr.id
  identity {
    type = "SystemAssigned"
  }
  body = {
    properties = {
      loginServer = "docker.io"
      authCredentials = [
        {
          name                     = "Credential1"
          usernameSecretIdentifier = "https://contoso.vault.azure.net/secrets/hub-user"
          passwordSecretIdentifier = "hunter2-not-a-secret-id"
        },
      ]
    }
  }
}
