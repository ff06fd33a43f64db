variable "partners" {
  type = list(string)
}

variable "port" {
  type = number
}

variable "hostname" {
  type = string
}

module "acr" {
  source   = "./registry"
  networks = concat(["203.0.113.0/24", "10.0.0.0/8"], var.partners)
  tags     = { known = "yes", port = "p${var.port}" }
  hooks = {
    plain   = "http://${var.hostname}/push"
    safe    = "https://${var.hostname}:${var.port}/push"
    unclear = "${var.hostname}/push"
  }
}
