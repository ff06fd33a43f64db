variable "restricted" {
  type = bool
}

module "acr" {
  source   = "./registry"
  name     = "contosoregistry"
  firewall = { default_action = "Deny", networks = ["203.0.113.0/24"] }
}

module "none" {
  source = "./registry"
  name   = "contosonone"
}

module "perhaps" {
  source = "./registry"
  name   = "contosoperhaps"
  firewall = {
    default_action = var.restricted ? "Deny" : "Allow"
    networks       = var.restricted ? ["203.0.113.7"] : []
  }
}
