resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
  }
}

resource "azapi_resource" "transfer" {
  type      = "Microsoft.ContainerRegistry/registries/exportPipelines@2025-06-01-preview"
  name      = "contosotransfer"
  parent_id = azapi_resource.acr.id
  location  = "westeurope"
  identity {
    type = "SystemAssigned"
  }
  body = {
    properties = {
      target = {
        type              = "AzureStorageBlobContainer"
        uri               = "https://files.contoso.com/transfer"
        storageAccessMode = "ManagedIdentity"
      }
    }
  }
}
