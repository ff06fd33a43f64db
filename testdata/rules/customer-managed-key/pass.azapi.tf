resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  identity {
    type = "UserAssigned"
    identity_ids = [
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries/providers/Microsoft.ManagedIdentity/userAssignedIdentities/acr",
    ]
  }
  body = {
    sku = { name = "Premium" }
    properties = {
      encryption = {
        status = "enabled"
        keyVaultProperties = {
          identity      = "11111111-1111-1111-1111-111111111111"
          keyIdentifier = "https://contoso.vault.azure.net/keys/acr"
        }
      }
    }
  }
}
