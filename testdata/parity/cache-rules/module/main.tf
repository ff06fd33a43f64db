module "acr" {
  source = "./registry"
}

module "caches" {
  source    = "./cache"
  registry  = module.acr.id
  upstreams = { hub = "docker.io/library/*", mcr = "mcr.microsoft.com/dotnet/runtime" }
}
