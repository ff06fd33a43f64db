module "acr" {
  source   = "./registry"
  name     = "acr"
  bypass   = "AzureService"
  days     = 400
  networks = ["203.0.113.256", "198.51.100.0/24"]
  replicas = [{ location = "westeurope" }]
}

module "other" {
  source = "./registry"
  name   = "contoso-registry"
  sku    = "Gold"
  public = false
}
