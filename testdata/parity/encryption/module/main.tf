variable "key_name" {
  type = string
}

locals {
  vault  = "https://contoso.vault.azure.net"
  client = "11111111-1111-1111-1111-111111111111"
}

module "acr" {
  source     = "./registry"
  name       = "contosoregistry"
  key        = { client = local.client, uri = "${local.vault}/keys/acr/0123456789abcdef0123456789abcdef" }
  identities = ["/subscriptions/0/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i"]
}

module "other" {
  source = "./registry"
  name   = "contosoother"
  key    = { client = local.client, uri = "${local.vault}/keys/${var.key_name}" }
}
