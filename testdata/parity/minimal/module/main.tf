module "acr" {
  source = "./registry"
}
