module "acr" {
  source   = "./registry"
  for_each = toset(["Basic", "Premium", "Standard"])
  sku      = each.value
  zones    = each.value == "Premium"
}
