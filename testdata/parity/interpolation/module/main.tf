variable "stage" {
  type = string
}

locals {
  prefix = "contoso"
}

module "known" {
  source   = "./registry"
  name     = format("%sregistry%d", local.prefix, 1 + 1)
  location = "WestEurope"
}

module "partly" {
  source = "./registry"
  name   = "${local.prefix}${var.stage}acr"
  tags   = { owner = "team-${var.stage}", literal = "a'b $" }
}
