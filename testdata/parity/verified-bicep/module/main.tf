module "acr" {
  source = "./registry"
  hooks  = { contosohook = "http://hooks.contoso.com/push" }
}
