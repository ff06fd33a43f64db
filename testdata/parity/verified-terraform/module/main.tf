module "acr" {
  source   = "./registry"
  replicas = ["northeurope"]
}
