variable "partners" {
  type = list(string)
}

module "acr" {
  source    = "./registry"
  name      = "contosoregistry"
  networks  = ["203.0.113.0/24", "0.0.0.0/0"]
  is_public = true
}

module "open" {
  source   = "./registry"
  name     = "contosoopen"
  networks = var.partners
}
