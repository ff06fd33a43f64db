variable "settings" {
  type    = object({ admin = optional(bool) })
  default = {}
}

module "acr" {
  source    = "./registry"
  admin     = var.settings.admin
  access    = null
  anonymous = try(var.settings.missing.deeper, null)
}
