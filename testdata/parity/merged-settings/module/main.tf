module "acr" {
  source    = "./registry"
  overrides = { admin = true, tags = { team = "b" } }
}
