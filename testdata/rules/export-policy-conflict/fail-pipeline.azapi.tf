resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2023-07-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      publicNetworkAccess = "Disabled"
      policies            = { exportPolicy = { status = "disabled" } }
    }
  }
}

resource "azapi_resource" "pipeline" {
  type      = "Microsoft.ContainerRegistry/registries/exportPipelines@2025-06-01-preview"
  name      = "tostorage"
  parent_id = azapi_resource.acr.id
  location  = "westeurope"

  identity {
    type = "SystemAssigned"
  }

  body = {
    properties = {
      target = {
        type              = "AzureStorageBlobContainer"
        uri               = "https://contosostorage.blob.core.windows.net/images"
        storageAccessMode = "ManagedIdentity"
      }
    }
  }
}
