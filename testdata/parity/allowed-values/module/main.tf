variable "sku" {
  type = string

  validation {
    condition     = contains(["Standard", "Premium"], var.sku)
    error_message = "Take Standard or Premium."
  }
}

module "acr" {
  source = "./registry"
  name   = "contosoregistry"
  sku    = var.sku
  admin  = var.sku == "Basic"
}

module "other" {
  source = "./registry"
  name   = "contosoother"
  sku    = var.sku
  closed = { access = var.sku == "Premium" ? false : true, exports = false }
}
