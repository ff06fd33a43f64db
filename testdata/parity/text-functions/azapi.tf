variable "company" {
  type    = string
  default = "Contoso Ltd"
}

locals {
  short = lower(split(" ", var.company)[0])
  tags  = { owner = upper(local.short), label = join("_", ["a", "b", "c"]), code = "00${3 + 4}" }
}

resource "azapi_resource" "one" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = format("%sone%d", local.short, length(var.company))
  location = "westeurope"
  tags     = local.tags
  body = {
    sku = { name = "${title("premium")}" }
    properties = {
      adminUserEnabled = endswith(var.company, "Ltd")
      policies         = { retentionPolicy = { days = pow(2, 5) - 2, status = "enabled" } }
    }
  }
}

resource "azapi_resource" "two" {
  type     = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name     = "${local.short}two${substr("abcdef", 2, 2)}"
  location = "westeurope"
  tags     = merge(local.tags, { extra = "x" })
  body = {
    sku        = { name = "Standard" }
    properties = { adminUserEnabled = contains(["a", "bb"], "ccc") }
  }
}
