variable "stage" { type = string }

locals {
  prefix = "contoso"
}

resource "azapi_resource" "known" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "${local.prefix}registry${1 + 1}"
  location = lower("WestEurope")
  body     = { sku = { name = "Premium" } }
}

resource "azapi_resource" "partly" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = format("%s%s%s", local.prefix, var.stage, "acr")
  location = "westeurope"
  tags     = { owner = "team-${var.stage}", literal = "a'b $" }
  body     = jsonencode({ sku = { name = "Premium" } })
}
