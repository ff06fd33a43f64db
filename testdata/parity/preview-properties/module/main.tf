variable "label" {
  type = string
}

module "acr" {
  source = "./registry"
  label  = var.label
  days   = 400
}
