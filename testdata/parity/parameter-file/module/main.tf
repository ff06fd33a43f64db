variable "settings" {
  type = object({ name = string, admin = optional(bool, true), offices = list(string) })
}

module "acr" {
  source   = "./registry"
  settings = var.settings
}
