locals {
  zones = { Basic = "Disabled", Premium = "Enabled", Standard = "Disabled" }
}

resource "azapi_resource" "acr" {
  for_each = local.zones
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "contoso${lower(each.key)}"
  location = "westeurope"
  body = {
    sku        = { name = each.key }
    properties = { anonymousPullEnabled = true, zoneRedundancy = each.value }
  }
}
