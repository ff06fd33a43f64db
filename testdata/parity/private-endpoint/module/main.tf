variable "registry_name" {
  type    = string
  default = "contosoregistry"
}

module "acr" {
  source = "./registry"
  name   = var.registry_name
}

module "endpoint" {
  source = "./endpoint"
  name   = "${module.acr.registry.name}-endpoint"
  target = module.acr.registry.id
}
