module "registry" {
  source   = "./registry"
  replicas = ["northeurope"]
}

module "access" {
  source        = "./access"
  registry_name = module.registry.name
  actions       = ["repositories/*/content/read", "repositories/apps/content/write"]
  hook          = { uri = "http://hooks.contoso.com/push", actions = ["push", "delete"] }
}
