variable "deploy_extra" {
  type = bool
}

locals {
  in_production = true
}

module "wanted" {
  source = "./registry"
  count  = local.in_production ? 1 : 0
  name   = "contosowanted"
  admin  = true
}

module "unwanted" {
  source = "./registry"
  count  = local.in_production ? 0 : 1
  name   = "contosounwanted"
  admin  = true
}

module "extra" {
  source = "./registry"
  count  = var.deploy_extra ? 1 : 0
  name   = "contosoextra"
  sku    = var.deploy_extra ? "Premium" : "Basic"
  admin  = local.in_production ? false : true
}
