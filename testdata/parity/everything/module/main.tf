module "acr" {
  source         = "./registry"
  name           = "contosoregistry"
  tags           = { stage = "prod", "cost-center" = "42" }
  is_open        = true
  retention_days = 30
}
