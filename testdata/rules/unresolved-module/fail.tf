module "registry" {
  source = "./modules/registry"
  name   = "contosoregistry"
}
