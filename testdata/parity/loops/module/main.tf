variable "registries" {
  type = list(object({ name = string, admin = bool }))
  default = [
    { name = "contosoone", admin = true },
    { name = "contosotwo", admin = false },
  ]
}

module "acr" {
  source   = "./registry"
  for_each = { for registry in var.registries : registry.name => registry }
  name     = each.key
  admin    = each.value.admin
  hosts    = range(1, 3)
}

module "numbered" {
  source = "./registry"
  count  = 2
  name   = "contosonumber${count.index}"
  sku    = "Standard"
}
