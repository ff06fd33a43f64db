module "registry" {
  source  = "contoso/registry/azurerm"
  version = "1.0.0"
  name    = "contosoregistry"
}
