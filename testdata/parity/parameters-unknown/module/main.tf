variable "registry" {
  type = object({ name = string, sku = string, admin = bool, is_public = bool, days = number })
}

module "acr" {
  source   = "./registry"
  registry = var.registry
}
