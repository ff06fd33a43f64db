module "acr" {
  source   = "./registry"
  settings = {}
}
