# acrlint: ignore[admin-user] this call only
module "first" {
  source = "./registry"
  name   = "contosofirst"
}

module "second" {
  source = "./registry"
  name   = "contososecond"
}

module "third" {
  source = "./registry"
  name   = "contosothird"
  # acrlint: ignore[admin-user] about the argument only
  admin  = true
}
