variable "stage" {
  type = string
}

variable "company" {
  type = string
}

locals {
  is_live = var.stage == "live"
}

module "acr" {
  source    = "../registry"
  name      = "${var.company}${var.stage}"
  tags      = { team = "platform", stage = var.stage }
  is_closed = local.is_live
}

module "hook" {
  source   = "../webhook"
  count    = local.is_live ? 1 : 0
  registry = module.acr.registry
  name     = "${var.stage}hook"
}
