module "acr" {
  source = "./registry"
  tokens = {
    soon       = { enabled = true }
    late-token = { enabled = false, second = "2030-01-01T00:00:00Z" }
  }
}
