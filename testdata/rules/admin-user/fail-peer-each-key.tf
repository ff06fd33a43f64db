# One of the two instances has it. checkov passes both, as it does not follow `each.key` (CKV_AZURE_137).
resource "azurerm_container_registry" "acr" {
  for_each            = toset(["build", "release"])
  name                = "contoso${each.key}"
  resource_group_name = "registries"
  location            = "westeurope"
  sku                 = "Standard"
  admin_enabled       = each.key == "build"
}
