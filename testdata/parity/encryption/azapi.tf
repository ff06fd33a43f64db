variable "key_name" { type = string }

resource "azapi_resource" "acr" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoregistry"
  location = "westeurope"

  identity {
    type = "UserAssigned"
    identity_ids = [
      "/subscriptions/0/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i"
    ]
  }

  body = {
    sku = { name = "Premium" }
    properties = {
      encryption = {
        status = "enabled"
        keyVaultProperties = {
          identity      = "11111111-1111-1111-1111-111111111111"
          keyIdentifier = "https://contoso.vault.azure.net/keys/acr/0123456789abcdef0123456789abcdef"
        }
      }
    }
  }
}

resource "azapi_resource" "other" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contosoother"
  location = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      encryption = {
        status = "enabled"
        keyVaultProperties = {
          identity      = "11111111-1111-1111-1111-111111111111"
          keyIdentifier = "https://contoso.vault.azure.net/keys/${var.key_name}"
        }
      }
    }
  }
}
