variable "arm" {
  type = bool
}

module "acr" {
  source = "./registry"
  arm    = var.arm ? true : false
}
