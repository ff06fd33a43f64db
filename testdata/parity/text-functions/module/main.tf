module "one" {
  source  = "./registry"
  kind    = "one"
  company = "Contoso Ltd"
  days    = 30
}

module "two" {
  source  = "./registry"
  kind    = "two"
  company = "Contoso"
}
